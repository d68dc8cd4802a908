// What can be pressed and chosen in a message: classic rows and the newer layouts.

import { act } from "./api.js";
import { el } from "./dom.js";
import { drawLine, drawLink, drawText } from "./draw.js";
import { openForm } from "./modal.js";
import { picker } from "./picker.js";
import { say } from "./notice.js";
import { guildOf, nameOf, placeName, state } from "./store.js";

const STYLES = { 1: "main", 2: "plain", 3: "good", 4: "danger", 5: "plain" };

/** Returns the components of a message. */
export function drawComponents(message) {
  return (message.components || []).map((each) => draw(message, each));
}

function draw(message, part) {
  switch (part.type) {
    case 1: return el("div", { class: "row" }, part.components.map((each) => draw(message, each)));
    case 2: return button(message, part);
    case 3: case 5: case 6: case 7: case 8: return menu(message, part);
    case 9: return el("div", { class: "section" },
      el("div", {}, part.components.map((each) => draw(message, each))),
      part.accessory ? draw(message, part.accessory) : null);
    case 10: return drawText(part.content);
    case 11: return picture(message, part.media, part.description, "thumbnail");
    case 12: return el("div", { class: "gallery" },
      part.items.map((each) => picture(message, each.media, each.description, "picture")));
    case 13: return el("p", { class: "small" }, (part.file && part.file.url) || "A file");
    case 14: return el("hr", { class: part.divider === false ? "gap" : "" });
    case 17: return container(message, part);
    default: return null;
  }
}

function container(message, part) {
  const made = el("div", { class: "container" }, part.components.map((each) => draw(message, each)));
  const color = part.accent_color;
  if (color !== null && color !== undefined) {
    made.style.borderLeftColor = `#${color.toString(16).padStart(6, "0")}`;
  }
  return made;
}

function picture(message, media, description, shape) {
  const name = /^attachment:\/\/(.+)$/.exec(media.url || "");
  const found = name && message.attachments.find((each) => each.filename === name[1]);
  const url = found ? found.url : media.url;
  if (!found && !isOurs(url)) return el("p", { class: "small" }, description || "A picture elsewhere");
  return el("img", { src: path(url), alt: description || "", class: shape, loading: "lazy" });
}

function isOurs(url) {
  try {
    return new URL(url, location.href).host === location.host;
  } catch {
    return false;
  }
}

function path(url) {
  const whole = new URL(url, location.href);
  return whole.pathname + whole.search;
}

/** Returns an attachment: a picture, or a file to download. */
export function drawAttachment(each) {
  if ((each.content_type || "").startsWith("image/") && isOurs(each.url)) {
    return el("a", { href: path(each.url), target: "_blank", rel: "noopener", class: "image" },
      el("img", { src: path(each.url), alt: each.description || each.filename, class: "picture", loading: "lazy" }));
  }
  return el("div", { class: "file" },
    el("a", { href: path(each.url), download: each.filename }, each.filename),
    el("span", { class: "small" }, sizeOf(each.size)));
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function button(message, part) {
  const label = [part.emoji ? `${part.emoji.name} ` : "", part.label || ""];
  if (part.style === 5) {
    const link = drawLink(part.url || "", [...label, " ↗"]);
    link.classList.add("button", "plain");
    return link;
  }
  const made = el("button", {
    type: "button", class: `button ${STYLES[part.style] || "plain"}`, disabled: part.disabled,
    onclick: () => press(made, message, part),
  }, label);
  return made;
}

async function press(made, message, part) {
  await busy(made, async () => {
    const came = await act(state.me.id, "press", { message_id: message.id, custom_id: part.custom_id });
    if (came.modal) openForm(came.modal);
  });
}

/** Does something while a control shows that it works; says what went wrong. */
export async function busy(made, work) {
  if (made.classList.contains("busy")) return;
  made.classList.add("busy");
  made.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    say(error.message, true);
  } finally {
    made.classList.remove("busy");
    made.removeAttribute("aria-busy");
  }
}

function menu(message, part) {
  const made = picker({
    label: part.placeholder || "Choose",
    low: part.min_values ?? 1,
    high: part.max_values ?? 1,
    disabled: part.disabled,
    options: () => choicesOf(part, message.channel_id),
    done: async (values) => {
      await busy(made, async () => {
        const came = await act(state.me.id, "choose", {
          message_id: message.id, custom_id: part.custom_id, values,
        });
        if (came.modal) openForm(came.modal);
      });
    },
  });
  return made;
}

/** Returns what a menu offers: value, label, description, whether it is chosen. */
export function choicesOf(part, channelId) {
  const given = new Set((part.default_values || []).map((each) => String(each.id)));
  if (part.type === 3) {
    return part.options.map((each) => ({
      value: each.value, label: `${each.emoji ? `${each.emoji.name} ` : ""}${each.label}`,
      description: each.description, chosen: Boolean(each.default),
    }));
  }
  const guild = guildOf(channelId);
  if (!guild) return [];
  const people = guild.members.map((each) => ({ value: each.user.id, label: nameOf(each.user) }));
  const roles = guild.roles.filter((each) => each.id !== guild.id)
    .map((each) => ({ value: each.id, label: `@${each.name}` }));
  const places = [...guild.channels, ...guild.threads]
    .filter((each) => !(part.channel_types || []).length || part.channel_types.includes(each.type))
    .map((each) => ({ value: each.id, label: `#${placeName(each)}` }));
  const offered = { 5: people, 6: roles, 7: [...people, ...roles], 8: places }[part.type] || [];
  return offered.map((each) => ({ ...each, chosen: given.has(each.value) }));
}

export { drawLine };
