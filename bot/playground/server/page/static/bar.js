// The bar on top: who one is, what time it is, tours, and light or dark.

import { post, stopTour } from "./api.js";
import { el, fill } from "./dom.js";
import { avatar } from "./messages.js";
import { say } from "./notice.js";
import { go, nameOf, now, state } from "./store.js";
import { short } from "./time.js";

const tools = document.getElementById("bar-tools");
const caption = document.getElementById("tour");
const STEPS = [
  ["+10 min", { seconds: 600 }],
  ["+1 hour", { seconds: 3600 }],
  ["+1 day", { seconds: 86400 }],
  ["+1 week", { seconds: 604800 }],
];
let become = null;
let open = null;

/** Says how one becomes somebody else. */
export function onBecome(call) {
  become = call;
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && open) close();
});

function close() {
  const face = open.querySelector(".face");
  open.querySelector(".drop").hidden = true;
  face.setAttribute("aria-expanded", "false");
  open = null;
  face.focus();
}

function drop(id, label, inside) {
  const body = el("div", { class: "drop", hidden: true }, inside);
  const face = el("button", {
    type: "button", class: "face", id, "aria-expanded": "false", "aria-haspopup": "true",
    onclick: () => {
      if (open) {
        const same = open === box;
        close();
        if (same) return;
      }
      body.hidden = false;
      face.setAttribute("aria-expanded", "true");
      open = box;
      const first = body.querySelector("button:not([disabled])");
      if (first) first.focus();
    },
  }, label);
  const box = el("div", { class: "tool" }, face, body);
  return box;
}

export function drawBar() {
  if (open) open = null;
  fill(tools, clock(), tours(), person(), theme());
}

function clock() {
  const moving = state.clock.moving;
  const label = el("span", { id: "clock-now" }, moving ? "time passes …" : short(new Date(now()), state.zone));
  const buttons = [["To the next message", { to_next: true }], ...STEPS].map(([name, body]) => el("button", {
    type: "button", disabled: moving, onclick: () => move(body),
  }, name));
  const at = el("input", { type: "datetime-local", "aria-label": "A time on your clock", id: "clock-to" });
  return drop("clock", label, [
    el("p", { class: "small" }, "Let time pass: whatever is due happens on the way."), buttons,
    el("div", { class: "row" }, at, el("button", { type: "button", class: "button plain", disabled: moving, onclick: () => moveTo(at.value) }, "Go there")),
  ]);
}

async function move(body) {
  if (open) close();
  try {
    await post("clock", state.me.id, body);
  } catch (error) {
    say(error.message, true);
  }
}

function moveTo(text) {
  const seconds = (wallTime(text, state.zone) - now()) / 1000;
  if (Number.isNaN(seconds)) say("Choose a day and a time first.", true);
  else move({ seconds });
}

/** Returns the instant at which clocks in a zone show a wall time. */
export function wallTime(text, zone) {
  const guess = Date.parse(`${text}:00Z`);
  if (Number.isNaN(guess)) return NaN;
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone, dateStyle: "short", timeStyle: "medium",
  }).format(new Date(guess));
  return guess - (Date.parse(`${shown.replace(" ", "T")}Z`) - guess);
}

/** Lets the clock on the bar say what time it is. */
export function tick() {
  const shown = document.getElementById("clock-now");
  if (shown && !state.clock.moving) {
    const text = short(new Date(now()), state.zone);
    if (shown.textContent !== text) shown.textContent = text;
  }
}

function tours() {
  if (!state.tours.length) return null;
  return drop("tours", [el("span", { "aria-hidden": "true" }, "▶ "), "Tours"], state.tours.map((each) => el("button", {
    type: "button", onclick: async () => {
      close();
      try {
        await post(`tours/${each.id}`, state.me.id, {});
      } catch (error) {
        say(error.message, true);
      }
    },
  }, each.title, el("span", { class: "small" }, ` ${each.lasts}`))));
}

function person() {
  const me = state.people.find((each) => each.id === state.me.id) || {};
  return drop("people", [avatar(state.me, true), el("span", { class: "wide" }, nameOf(state.me)), el("span", { class: "narrow" }, nameOf(state.me).split(" ")[0])], [
    el("p", { class: "small" }, "Who are you?"),
    state.people.map((each) => el("button", {
      type: "button", "aria-pressed": each.id === state.me.id ? "true" : "false",
      onclick: () => { close(); become(each.id); },
    }, avatar(each, true), el("span", {}, nameOf(each), el("span", { class: "small" }, ` ${[each.role, each.zone.split("/").pop().replaceAll("_", " ")].filter(Boolean).join(" · ")}`)))),
    el("hr"),
    el("label", { class: "tick" }, el("input", {
      type: "checkbox", checked: me.dms_open !== false,
      onchange: (event) => post("person", state.me.id, { dms_open: event.target.checked }).catch((error) => say(error.message, true)),
    }), el("span", {}, "My DMs are open")),
  ]);
}

function theme() {
  return el("button", {
    type: "button", class: "icon", "aria-label": "Light or dark", onclick: () => {
      const dark = isDark();
      document.documentElement.dataset.theme = dark ? "light" : "dark";
      localStorage.setItem("theme", dark ? "light" : "dark");
    },
  }, "◐");
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Shows the step of a tour, and looks where it looks. */
export function showTour(told) {
  caption.hidden = false;
  document.querySelectorAll(".pointed").forEach((each) => each.classList.remove("pointed"));
  if (told.as && told.as !== state.me.id) become(told.as, told.channel_id);
  else if (told.channel_id) go(told.channel_id);
  const part = told.highlight && { message_box: "composer", clock: "clock", people: "people" }[told.highlight.part];
  if (part && document.getElementById(part)) document.getElementById(part).classList.add("pointed");
  fill(caption,
    el("div", {}, el("p", { class: "small strong" }, told.done ? told.title : `${told.title} · ${told.step} of ${told.steps}`),
      el("p", {}, told.say)),
    told.done
      ? el("button", { type: "button", class: "button main", onclick: () => { caption.hidden = true; } }, "Close")
      : el("button", { type: "button", class: "button plain", onclick: () => stopTour(told.id) }, "Stop"));
}
