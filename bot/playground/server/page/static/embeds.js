// Embeds: the cards with a coloured edge.

import { el } from "./dom.js";
import { drawLine, drawLink, drawText } from "./draw.js";

/** Returns an embed of a message. */
export function drawEmbed(embed, message) {
  const made = el("section", { class: "embed" },
    embed.author && embed.author.name ? el("p", { class: "small strong" }, drawLine(embed.author.name)) : null,
    embed.title ? el("p", { class: "embed-title" }, title(embed)) : null,
    embed.description ? drawText(embed.description) : null,
    fields(embed.fields || []),
    embed.image ? image(embed.image, message) : null,
    embed.footer && embed.footer.text ? el("p", { class: "small" }, drawLine(embed.footer.text)) : null);
  if (embed.color) made.style.borderLeftColor = `#${embed.color.toString(16).padStart(6, "0")}`;
  return made;
}

function title(embed) {
  const shown = drawLine(embed.title);
  return embed.url ? drawLink(embed.url, shown) : shown;
}

function fields(all) {
  if (!all.length) return null;
  return el("div", { class: "fields" }, all.map((each) => el("div", { class: each.inline ? "inline" : "" },
    el("p", { class: "strong small" }, drawLine(each.name)), drawText(each.value))));
}

function image(told, message) {
  const name = /^attachment:\/\/(.+)$/.exec(told.url || "");
  const found = name
    ? message.attachments.find((each) => each.filename === name[1])
    : message.attachments.find((each) => (told.url || "").includes(`/${each.id}/`));
  if (!found) return null;
  const whole = new URL(found.url, location.href);
  return el("img", {
    src: whole.pathname + whole.search, alt: found.description || "", class: "picture", loading: "lazy",
  });
}
