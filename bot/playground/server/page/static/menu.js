// The menu of a message: what the bot offers for it, and what one can do oneself.

import { act } from "./api.js";
import { el } from "./dom.js";
import { openForm } from "./modal.js";
import { react } from "./messages.js";
import { say } from "./notice.js";
import { commandsIn, state } from "./store.js";

const ON_MESSAGES = 3;
const EMOJI = ["👍", "🎉", "❤️", "✅"];
let shown = null;
let came = null;

export function closeMenu() {
  if (!shown) return;
  shown.remove();
  shown = null;
  if (came) came.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (shown && !shown.contains(event.target)) closeMenu();
});

/** Opens the menu of a message where it was asked for. */
export function openMenu(message, x, y) {
  closeMenu();
  came = document.activeElement;
  const mine = message.author.id === state.me.id;
  const apps = message.ephemeral ? [] : commandsIn(message.channel_id).filter((each) => each.type === ON_MESSAGES);
  shown = el("div", { class: "context", role: "menu", "aria-label": "Message" },
    message.ephemeral ? null : el("div", { class: "row" }, EMOJI.map((emoji) => item(emoji, () => react(message, emoji)))),
    apps.length ? el("p", { class: "small" }, "Apps") : null,
    apps.map((each) => item(each.name, () => use(each, message))),
    el("hr"),
    item("Copy text", () => navigator.clipboard && navigator.clipboard.writeText(message.content || "")),
    mine ? item("Delete message", () => act(state.me.id, "delete", { message_id: message.id })) : null);
  document.body.append(shown);
  const { offsetWidth: wide, offsetHeight: high } = shown;
  shown.style.left = `${Math.max(8, Math.min(x, innerWidth - wide - 8))}px`;
  shown.style.top = `${Math.max(8, Math.min(y, innerHeight - high - 8))}px`;
  shown.addEventListener("keydown", keys);
  shown.querySelector("button").focus();
}

function item(label, work) {
  return el("button", {
    type: "button", role: "menuitem", onclick: async () => {
      closeMenu();
      try {
        await work();
      } catch (error) {
        say(error.message, true);
      }
    },
  }, label);
}

async function use(command, message) {
  const answer = await act(state.me.id, "context", { name: command.name, message_id: message.id });
  if (answer.modal) openForm(answer.modal);
}

function keys(event) {
  const all = [...shown.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement);
  if (event.key === "Escape") closeMenu();
  else if (event.key === "ArrowDown" || event.key === "ArrowRight") all[(at + 1) % all.length].focus();
  else if (event.key === "ArrowUp" || event.key === "ArrowLeft") all[(at - 1 + all.length) % all.length].focus();
  else return;
  event.preventDefault();
}
