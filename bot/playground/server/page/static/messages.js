// The messages of a place: grouped, with a line between days, older ones loaded as one scrolls up.

import { act, messages as load } from "./api.js";
import { announce, el, fill } from "./dom.js";
import { drawLine, drawText } from "./draw.js";
import { drawAttachment, drawComponents } from "./components.js";
import { drawEmbed } from "./embeds.js";
import { openMenu } from "./menu.js";
import { say } from "./notice.js";
import { go, held, nameOf, placeName, state, when } from "./store.js";
import { dayOf, short, timeOf } from "./time.js";

const TOGETHER = 7 * 60 * 1000;
const NEAR = 120;
const LOADING = 1 << 7;
const STARTER = 21;
const box = document.getElementById("messages");
const list = el("div", { id: "list" });
box.append(list);
let sticks = true; // to the end, while what is there still grows
const toPresent = document.getElementById("to-present");
let loading = null;

/** Draws the place that one has gone to. */
export async function showRoom() {
  const here = state.current;
  const place = held(here);
  fill(list);
  toPresent.hidden = true;
  if (!here) return;
  if (place.loaded) draw(true);
  else await more(true);
}

async function more(first) {
  const here = state.current;
  const place = held(here);
  if (loading === here || (!first && !place.more)) return;
  loading = here;
  try {
    const before = first ? null : (place.list[0] || {}).id;
    const found = await load(state.me.id, here, before);
    place.list = first ? found.messages : [...found.messages, ...place.list];
    place.more = found.more;
    place.loaded = true;
    if (state.current !== here) return;
    if (first) draw(true);
    else prepend(found.messages.length);
  } catch (error) {
    say(error.message, true);
  } finally {
    loading = null;
  }
}

function draw(toEnd) {
  const place = held(state.current);
  const from = box.scrollTop;
  sticks = toEnd;
  const drawn = place.more ? [] : [beginning()];
  place.list.forEach((message, index) => drawn.push(...rows(message, place.list[index - 1])));
  fill(list, drawn);
  box.scrollTop = toEnd ? box.scrollHeight : from;
}

/** Puts so many messages before those that are drawn; what one looks at stays where it is. */
function prepend(count) {
  const place = held(state.current);
  const anchor = list.querySelector(".slot");
  const top = anchor ? anchor.getBoundingClientRect().top : 0;
  while (list.firstChild && list.firstChild !== anchor) list.firstChild.remove();
  const drawn = place.more ? [] : [beginning()];
  const upTo = anchor ? count + 1 : count;
  place.list.slice(0, upTo).forEach((message, at) => drawn.push(...rows(message, place.list[at - 1])));
  if (anchor) anchor.remove();
  list.prepend(...drawn);
  const again = anchor && list.querySelector(`[data-id="${anchor.dataset.id}"]`);
  if (again) box.scrollTop += again.getBoundingClientRect().top - top;
}

function beginning() {
  const channel = state.channels.get(state.current);
  const name = channel.type === 1 ? placeName(channel) : `#${placeName(channel)}`;
  return el("p", { class: "beginning" }, "This is the beginning of ", el("strong", {}, name), ".");
}

function rows(message, before) {
  const at = new Date(message.timestamp);
  const day = dayOf(at, state.zone);
  const isNewDay = !before || dayOf(new Date(before.timestamp), state.zone) !== day;
  const row = el("div", { class: "slot", "data-id": message.id }, one(message, isNewDay ? null : before));
  return isNewDay ? [el("div", { class: "day", role: "separator" }, el("span", {}, day)), row] : [row];
}

function one(message, before) {
  if (message.type === STARTER) return starter(message);
  const at = new Date(message.timestamp);
  const together = before && before.author.id === message.author.id && !message.interaction_metadata
    && !message.message_reference && before.type !== STARTER && at - new Date(before.timestamp) < TOGETHER
    && Boolean(before.ephemeral) === Boolean(message.ephemeral);
  const mine = message.pings_me && !message.ephemeral;
  return el("article", {
    class: `message${together ? " together" : ""}${mine ? " pings" : ""}${message.ephemeral ? " private" : ""}`,
    "aria-label": `${nameOf(message.author)}, ${short(at, state.zone)}`,
    oncontextmenu: (event) => {
      event.preventDefault();
      openMenu(message, event.clientX, event.clientY);
    },
  },
  asked(message),
  together ? el("time", { class: "aside-time" }, timeOf(at, state.zone)) : avatar(message.author),
  el("div", { class: "body" },
    together ? null : el("p", { class: "head" },
      el("span", { class: "author" }, nameOf(message.author)),
      message.author.bot ? el("span", { class: "tag" }, "APP") : null,
      el("time", { class: "at" }, short(at, state.zone))),
    content(message)),
  el("button", {
    type: "button", class: "icon more", "aria-label": "More",
    onclick: (event) => openMenu(message, event.clientX || event.target.getBoundingClientRect().left, event.clientY || event.target.getBoundingClientRect().bottom),
  }, "⋯"));
}

function content(message) {
  if (message.flags & LOADING) {
    return el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, "…"),
      `${nameOf(message.author)} is thinking`);
  }
  return [
    message.content ? drawText(message.content) : null,
    message.edited_timestamp ? el("span", { class: "edited" }, "(edited)") : null,
    message.embeds.map((each) => drawEmbed(each, message)),
    message.attachments.filter((each) => !isInside(message, each)).map(drawAttachment),
    drawComponents(message),
    message.reactions && message.reactions.length ? reactions(message) : null,
    message.thread ? thread(message.thread) : null,
    message.ephemeral ? el("p", { class: "only-you" }, "Only you can see this · ",
      el("button", { type: "button", class: "link", onclick: () => dismiss(message) }, "Dismiss")) : null,
  ];
}

function isInside(message, attachment) {
  const text = JSON.stringify([message.embeds, message.components]);
  return text.includes(`attachment://${attachment.filename}`) || text.includes(`/${attachment.id}/`);
}

function asked(message) {
  const about = message.interaction_metadata;
  const named = message.interaction;
  if (about && named) {
    return el("p", { class: "asked" }, avatar(about.user, true), `${nameOf(about.user)} used `,
      el("span", { class: "mention" }, `/${named.name}`));
  }
  const to = message.referenced_message;
  if (!to) return null;
  return el("p", { class: "asked" }, avatar(to.author, true), `${nameOf(to.author)}: `,
    el("span", { class: "excerpt" }, drawLine((to.content || "…").split("\n")[0].slice(0, 120))));
}

function starter(message) {
  const to = message.referenced_message;
  return el("article", { class: "message starter" }, el("div", { class: "body" },
    el("p", { class: "small" }, "This thread began with a message of ", to ? nameOf(to.author) : "somebody", ":"),
    to && to.content ? el("blockquote", {}, drawText(to.content)) : null));
}

function thread(told) {
  const known = state.channels.get(told.id) || told;
  const count = known.message_count ?? 0;
  return el("button", { type: "button", class: "thread", onclick: () => go(told.id) },
    el("strong", {}, known.name), ` · ${count} message${count === 1 ? "" : "s"} ›`);
}

function reactions(message) {
  return el("div", { class: "row" }, message.reactions.map((each) => el("button", {
    type: "button", class: `reaction${each.me ? " mine" : ""}`, "aria-pressed": each.me ? "true" : "false",
    onclick: () => react(message, each.emoji.name),
  }, `${each.emoji.name} ${each.count}`)));
}

/** Reacts to a message, or takes it back. */
export async function react(message, emoji) {
  try {
    await act(state.me.id, "react", { message_id: message.id, emoji });
  } catch (error) {
    say(error.message, true);
  }
}

async function dismiss(message) {
  try {
    await act(state.me.id, "delete", { message_id: message.id });
  } catch (error) {
    say(error.message, true);
  }
}

/** Returns a picture made of a name: nobody here has another one. */
export function avatar(user, small = false) {
  const name = nameOf(user);
  if (user.bot) {
    return el("img", { src: "/page/static/mark.svg", alt: "", class: `avatar${small ? " tiny" : ""}` });
  }
  const initials = name.split(/\s+/).slice(0, 2).map((each) => [...each][0] || "").join("").toUpperCase();
  const made = el("span", { class: `avatar${small ? " tiny" : ""}`, "aria-hidden": "true" }, initials);
  const hue = [...name].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 360, 7);
  made.style.backgroundColor = `hsl(${hue} 42% 36%)`;
  return made;
}

function isAtEnd() {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

when("message", ({ message, fresh }) => {
  if (message.channel_id !== state.current) return;
  const place = held(state.current);
  if (!place.loaded) return;
  const atEnd = isAtEnd();
  if (fresh) {
    const before = place.list[place.list.length - 2];
    for (const row of rows(message, before)) list.append(row);
    if (message.author.id !== state.me.id) announce(`${nameOf(message.author)}: ${spoken(message)}`);
  } else {
    const slot = list.querySelector(`[data-id="${message.id}"]`);
    const at = place.list.findIndex((each) => each.id === message.id);
    if (slot) fill(slot, one(message, sameDay(place.list[at - 1], message)));
  }
  if (atEnd || (fresh && message.author.id === state.me.id)) toTheEnd();
  else if (fresh) toPresent.hidden = false;
});

function sameDay(before, message) {
  if (!before) return null;
  const day = (each) => dayOf(new Date(each.timestamp), state.zone);
  return day(before) === day(message) ? before : null;
}

function spoken(message) {
  const embed = message.embeds[0];
  return (message.content || (embed && (embed.title || embed.description)) || "a message").slice(0, 300);
}

when("gone", (gone) => {
  if (gone.channel_id === state.current) draw(isAtEnd());
});

function toTheEnd() {
  sticks = true;
  box.scrollTop = box.scrollHeight;
  toPresent.hidden = true;
}

for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  box.addEventListener(act, () => { sticks = false; }, { passive: true });
}
box.addEventListener("scroll", () => {
  if (box.scrollTop < NEAR && held(state.current).loaded && !sticks) more(false);
  if (isAtEnd()) toPresent.hidden = true;
});
toPresent.addEventListener("click", toTheEnd);
// Pictures, and what was not drawn yet, change the height: who stood at the end stays there.
new ResizeObserver(() => {
  if (sticks) box.scrollTop = box.scrollHeight;
}).observe(list);
