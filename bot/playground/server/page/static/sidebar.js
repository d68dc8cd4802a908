// The places on the left, the people on the right.

import { post } from "./api.js";
import { el, fill } from "./dom.js";
import { avatar } from "./messages.js";
import { say } from "./notice.js";
import { go, guildOf, happened, nameOf, now, placeName, state } from "./store.js";
import { timeOf } from "./time.js";

const places = document.getElementById("places");
const members = document.getElementById("members");
const TEXT = new Set([0, 5]);

export function drawPlaces() {
  const parts = state.guilds.map((guild) => [
    el("h2", {}, guild.name),
    el("ul", {}, guild.channels.filter((each) => TEXT.has(each.type)).map((channel) => [
      entry(channel, `# ${channel.name}`),
      guild.threads.filter((each) => each.parent_id === channel.id && isShown(each)).sort(newest).slice(0, 5)
        .map((thread) => entry(thread, thread.name, "thread-entry")),
    ])),
  ]);
  fill(places, parts, el("h2", {}, "Direct messages"),
    el("ul", {}, state.dms.filter((each) => state.channels.has(each.id)).map((each) => entry(each, placeName(each)))));
}

function isShown(thread) {
  return !(thread.thread_metadata || {}).archived || thread.id === state.current || state.unread.has(thread.id);
}

function newest(a, b) {
  return BigInt(a.id) > BigInt(b.id) ? -1 : 1;
}

function entry(channel, name, kind = "") {
  const unread = state.unread.get(channel.id);
  const here = channel.id === state.current;
  const spoken = unread ? `, ${unread.pings ? `${unread.pings} for you` : "unread"}` : "";
  return el("li", {}, el("button", {
    type: "button", class: `place ${kind}${here ? " here" : ""}${unread ? " unread" : ""}`,
    "aria-current": here ? "page" : null, "aria-label": `${name}${spoken}`,
    onclick: () => {
      go(channel.id);
      document.body.classList.remove("places-open");
    },
  },
  channel.type === 1 && channel.recipients[0] ? avatar(channel.recipients[0], true) : null,
  el("span", { class: "place-name" }, name),
  unread && unread.pings ? el("span", { class: "badge" }, String(unread.pings)) : null));
}

export function drawHead() {
  const channel = state.channels.get(state.current);
  const name = document.getElementById("room-name");
  const topic = document.getElementById("room-topic");
  if (!channel) return;
  const parent = channel.thread_metadata ? state.channels.get(channel.parent_id) : null;
  fill(name, parent ? [el("button", { type: "button", class: "link", onclick: () => go(parent.id) }, `# ${parent.name}`), " › "] : null,
    channel.type === 1 ? `@ ${placeName(channel)}` : parent ? channel.name : `# ${channel.name}`);
  fill(topic, channel.topic || "");
  document.title = `${placeName(channel)} · playground`;
}

/** Lets the clocks of the members say what time it is for them. */
export function tickMembers() {
  for (const each of members.querySelectorAll("[data-zone]")) {
    const text = clockOf(each.dataset.zone);
    if (each.textContent !== text) each.textContent = text;
  }
}

export function drawMembers() {
  const guild = guildOf(state.current);
  if (!guild) return fill(members, el("h2", {}, "Just the two of you"));
  const zones = new Map(state.people.map((each) => [each.id, each]));
  const shown = guild.members.map((each) => each.user).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return fill(members, el("h2", {}, `${guild.name} · ${shown.length}`), el("ul", {}, shown.map((user) => {
    const told = zones.get(user.id);
    const role = told && told.role ? told.role : null;
    return el("li", { class: "person" }, avatar(user),
      el("div", {},
        el("p", {}, nameOf(user), user.bot ? el("span", { class: "tag" }, "APP") : null, user.id === state.me.id ? " (you)" : null),
        told ? el("p", { class: "small", "data-zone": told.zone }, clockOf(told.zone)) : null,
        role && role !== "Member" ? el("p", { class: "small" }, role) : null),
      user.id === state.me.id ? null : el("button", {
        type: "button", class: "icon", "aria-label": `Message ${nameOf(user)}`, onclick: () => openDm(user),
      }, "✉"));
  })));
}

function clockOf(zone) {
  return `${zone.split("/").pop().replaceAll("_", " ")} ${timeOf(new Date(now()), zone)}`;
}

async function openDm(user) {
  try {
    const { channel } = await post("dms", state.me.id, { user_id: user.id });
    if (!state.dms.some((each) => each.id === channel.id)) state.dms.push(channel);
    happened("CHANNEL_UPDATE", channel);
    go(channel.id);
  } catch (error) {
    say(error.message, true);
  }
}
