// The message box: plain messages, files, and slash commands with their options.

import { act, post } from "./api.js";
import { el, fill } from "./dom.js";
import { exact, fitting, leaves, valueOf } from "./commands.js";
import { choicesOf, sizeOf } from "./components.js";
import { openForm } from "./modal.js";
import { hush, say } from "./notice.js";
import { commandsIn, placeName, state } from "./store.js";

const root = document.getElementById("composer");
const SELECTED_AS = { 6: 5, 7: 8, 8: 6, 9: 7 };
const SHOWN = 12;
const PAUSE = 160;

const box = el("textarea", { id: "message", rows: 1, "aria-label": "Message", maxlength: 2000, autocomplete: "off" });
const offers = el("div", { class: "offers", role: "listbox", "aria-label": "Suggestions", hidden: true });
const chips = el("div", { class: "chips", hidden: true });
const attached = el("div", { class: "attached", hidden: true });
const chooser = el("input", { type: "file", multiple: true, hidden: true, "aria-hidden": "true", tabindex: "-1" });
const line = el("form", { class: "line", onsubmit: (event) => { event.preventDefault(); submit(); } },
  el("button", { type: "button", class: "icon", "aria-label": "Attach files", onclick: () => chooser.click() }, "+"),
  box,
  el("button", { type: "submit", class: "icon send", "aria-label": "Send" }, "➤"));
let files = [];
let command = null; // {command, values: Map(name → {text, value, file}), current}
let lines = [];
let at = 0;
let asked = 0;
let pausing = null;
let fitted = "";

fill(root, offers, attached, chips, line, chooser);

/** Fits the box to the place that one has gone to. */
export function fitRoom() {
  const here = state.channels.get(state.current);
  const can = Boolean(here && here.can_send);
  box.disabled = !can;
  const name = here ? (here.type === 1 ? `@${placeName(here)}` : `#${placeName(here)}`) : "";
  box.placeholder = can ? `Message ${name}, or /` : "You can't write here.";
  const place = `${state.me.id} ${state.current}`;
  if (place !== fitted) reset();
  fitted = place;
}

function reset() {
  clearTimeout(pausing);
  asked += 1;
  command = null;
  files = [];
  box.value = "";
  show([]);
  drawChips();
  drawFiles();
  grow();
}

// -- plain messages and files

function drawFiles() {
  attached.hidden = !files.length;
  fill(attached, files.map((file, index) => el("span", { class: "chip" }, `${file.name} · ${sizeOf(file.size)}`,
    el("button", { type: "button", class: "icon", "aria-label": `Remove ${file.name}`, onclick: () => {
      files.splice(index, 1);
      drawFiles();
    } }, "✕"))));
}

function attach(list) {
  const given = [...list];
  if (!given.length) return;
  const option = command && command.command.options.find((each) => each.type === 11 && !command.values.has(each.name));
  if (option) {
    command.values.set(option.name, { text: given[0].name, file: given[0] });
    nextOption();
  } else if (!command) {
    files = [...files, ...given].slice(0, 10);
    drawFiles();
  }
  box.focus();
}

chooser.addEventListener("change", () => {
  attach(chooser.files);
  chooser.value = "";
});
root.addEventListener("dragover", (event) => event.preventDefault());
root.addEventListener("drop", (event) => {
  event.preventDefault();
  attach(event.dataTransfer.files);
});
box.addEventListener("paste", (event) => {
  if (event.clipboardData.files.length) {
    event.preventDefault();
    attach(event.clipboardData.files);
  }
});

// -- commands

function begin(found, rest = "") {
  command = { command: found, values: new Map(), current: null };
  box.value = "";
  nextOption();
  if (rest && command.current) {
    box.value = rest;
    typed();
  }
}

function nextOption(named) {
  const open = command.command.options.filter((each) => !command.values.has(each.name));
  const wanted = named ? open.find((each) => each.name === named) : open.find((each) => each.required);
  command.current = wanted || null;
  box.value = "";
  drawChips();
  typed();
  box.focus();
}

function drawChips() {
  chips.hidden = !command;
  if (!command) {
    box.removeAttribute("aria-describedby");
    return fill(chips);
  }
  const { command: found, values, current } = command;
  const open = found.options.filter((each) => !values.has(each.name) && each !== current);
  return fill(chips,
    el("span", { class: "chip strong" }, `/${found.name}`,
      el("button", { type: "button", class: "icon", "aria-label": "Leave the command", onclick: () => { reset(); box.focus(); } }, "✕")),
    [...values].map(([name, given]) => el("span", { class: "chip" }, el("span", { class: "small" }, name), ` ${given.text}`,
      el("button", { type: "button", class: "icon", "aria-label": `Change ${name}`, onclick: () => { values.delete(name); nextOption(name); } }, "✎"))),
    current ? el("span", { class: "chip now" }, `${current.name}: ${current.description}`) : null,
    open.map((each) => el("button", {
      type: "button", class: "chip add", title: each.description, onclick: () => nextOption(each.name),
    }, `+ ${each.name}`)));
}

async function typed() {
  hush();
  grow();
  const text = box.value;
  if (!command) {
    if (!text.startsWith("/")) return show([]);
    const all = leaves(commandsIn(state.current));
    const whole = exact(all, text.slice(1));
    if (whole && text.endsWith(" ") && !all.some((each) => each.name.startsWith(`${whole.command.name} `))) {
      return begin(whole.command, whole.rest);
    }
    return show(fitting(all, text.slice(1)).slice(0, SHOWN).map((each) => ({
      label: `/${each.name}`, description: each.description, pick: () => begin(each),
    })));
  }
  const option = command.current;
  if (!option) return show([]);
  const give = (value, label) => () => {
    command.values.set(option.name, { text: label, value });
    nextOption();
  };
  const wanted = text.trim().toLowerCase();
  if (option.type === 11) return show([{ label: "Choose a file …", pick: () => chooser.click() }]);
  if (option.type === 5) return show(["True", "False"].map((each) => ({ label: each, pick: give(each === "True", each) })));
  if (SELECTED_AS[option.type]) {
    const all = choicesOf({ type: SELECTED_AS[option.type], channel_types: option.channel_types }, state.current);
    return show(all.filter((each) => each.label.toLowerCase().includes(wanted.replace(/^[@#]/, ""))).slice(0, SHOWN)
      .map((each) => ({ label: each.label, pick: give(each.value, each.label) })));
  }
  if ((option.choices || []).length) {
    return show(option.choices.filter((each) => each.name.toLowerCase().includes(wanted))
      .map((each) => ({ label: each.name, pick: give(each.value, each.name) })));
  }
  if (option.autocomplete) return complete(option, text, give);
  return show([]);
}

function complete(option, text, give) {
  clearTimeout(pausing);
  asked += 1;
  const mine = asked;
  pausing = setTimeout(async () => {
    if (mine !== asked || !command || command.current !== option) return;
    try {
      const found = await post("complete", state.me.id, {
        channel_id: state.current, command: command.command.name, option: option.name,
        options: { ...given().options, [option.name]: text },
      });
      if (mine !== asked || !command || command.current !== option) return;
      show(found.choices.map((each) => ({ label: each.name, pick: give(each.value, each.name) })), true);
    } catch (error) {
      if (mine === asked) say(error.message, true);
    }
  }, PAUSE);
}

function given() {
  const options = {};
  const sent = [];
  for (const [name, each] of command.values) {
    if (each.file) {
      options[name] = { file: `file${sent.length}` };
      sent.push(each.file);
    } else options[name] = each.value;
  }
  return { options, sent };
}

function show(found, soft = false) {
  lines = found;
  at = soft ? -1 : 0;
  offers.hidden = !found.length;
  box.setAttribute("aria-expanded", found.length ? "true" : "false");
  fill(offers, found.map((each, index) => el("div", {
    class: "offer", role: "option", id: `offer-${index}`,
    onpointerdown: (event) => { event.preventDefault(); each.pick(); },
  }, el("span", { class: "strong" }, each.label), each.description ? el("span", { class: "small" }, each.description) : null)));
  mark();
}

function mark() {
  [...offers.children].forEach((each, index) => each.setAttribute("aria-selected", index === at ? "true" : "false"));
  if (offers.children[at]) {
    offers.children[at].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", `offer-${at}`);
  } else box.removeAttribute("aria-activedescendant");
}

// -- keys

box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.addEventListener("input", typed);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const open = lines.length > 0;
  if (event.key === "ArrowDown" && open) at = (at + 1) % lines.length;
  else if (event.key === "ArrowUp" && open) at = (at - 1 + lines.length) % lines.length;
  else if (event.key === "Tab" && !event.shiftKey && (open || pendingText())) take();
  else if (event.key === "Enter" && !event.shiftKey) {
    if (open && at >= 0 && !(command && !command.current)) lines[at].pick();
    else submit();
  } else if (event.key === "Escape" && (open || command)) {
    if (open) show([]);
    else reset();
  } else if (event.key === "Backspace" && command && !box.value) back();
  else return;
  event.preventDefault();
  mark();
});

function pendingText() {
  return command && command.current && box.value.trim();
}

function take() {
  try {
    if (lines.length) lines[Math.max(at, 0)].pick();
    else keepText();
  } catch (error) {
    say(error.message, true);
  }
}

function back() {
  const names = [...command.values.keys()];
  const last = names[names.length - 1];
  if (!last) return reset();
  const before = command.values.get(last);
  command.values.delete(last);
  nextOption(last);
  if (typeof before.value === "string") box.value = before.text;
  return typed();
}

function keepText() {
  const option = command.current;
  if (SELECTED_AS[option.type] || option.type === 11) throw new Error(`Choose what “${option.name}” is to be.`);
  if ((option.choices || []).length) throw new Error(`Choose one of those offered for “${option.name}”.`);
  command.values.set(option.name, { text: box.value, value: valueOf(option, box.value) });
  nextOption();
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
}

// -- sending

async function submit() {
  if (line.classList.contains("busy") || box.disabled) return;
  try {
    if (!command && box.value.startsWith("/")) {
      const whole = exact(leaves(commandsIn(state.current)), box.value.slice(1).trim());
      if (!whole) throw new Error("There is no such command. Choose one of those that are offered.");
      begin(whole.command, whole.rest);
    }
    if (command && pendingText()) keepText();
    if (command) await run();
    else await write();
  } catch (error) {
    say(error.message, true);
  } finally {
    line.classList.remove("busy");
    root.classList.remove("busy");
    if (!document.querySelector(".sheet")) box.focus();
  }
}

async function run() {
  const { command: found } = command;
  const missing = found.options.find((each) => each.required && !command.values.has(each.name));
  if (missing) {
    nextOption(missing.name);
    throw new Error(`“${missing.name}” is needed: ${missing.description}`);
  }
  const { options, sent } = given();
  working();
  const answer = await act(state.me.id, "slash", { channel_id: state.current, command: found.name, options }, sent);
  reset();
  if (answer.modal) openForm(answer.modal);
}

async function write() {
  const content = box.value;
  if (!content.trim() && !files.length) return;
  working();
  await act(state.me.id, "message", { channel_id: state.current, content }, files);
  reset();
}

function working() {
  line.classList.add("busy");
  root.classList.add("busy");
  show([]);
}

/** Puts a text into the box, as if it had been typed. */
export function suggest(text) {
  reset();
  box.value = text;
  box.focus();
  typed();
}
