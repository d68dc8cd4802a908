// One line above the messages: what went wrong, or what is going on.

import { el, fill } from "./dom.js";

let fades = null;

/** Says something; a fault stays until it is read, the rest for some seconds. */
export function say(text, isFault = false) {
  const box = document.getElementById("notice");
  clearTimeout(fades);
  fill(box, el("p", { class: isFault ? "fault" : "" }, text),
    el("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => fill(box) }, "✕"));
  fades = setTimeout(() => fill(box), isFault ? 15000 : 4000);
}

export function hush() {
  clearTimeout(fades);
  fill(document.getElementById("notice"));
}
