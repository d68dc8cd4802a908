// A menu to choose from, by mouse and by keyboard; long ones can be searched.

import { el, fill } from "./dom.js";

const SEARCHED = 8;
let open = null;

document.addEventListener("pointerdown", (event) => {
  if (open && !open.box.contains(event.target)) open.close();
});

/** Returns a menu. `options` is asked whenever it opens; `done` gets the values. */
export function picker({ label, low, high, disabled, options, done, start }) {
  let chosen = start || options().filter((each) => each.chosen).map((each) => each.value);
  const shown = el("span", { class: "picked" });
  const face = el("button", {
    type: "button", class: "menu", disabled, "aria-haspopup": "listbox", "aria-expanded": "false",
    "aria-label": label, onclick: () => (open && open.box === box ? open.close() : unfold()),
  }, shown, el("span", { class: "arrow", "aria-hidden": "true" }, "▾"));
  const box = el("div", { class: "picker" }, face);
  const name = () => {
    const all = options();
    const named = chosen.map((value) => (all.find((each) => each.value === value) || {}).label);
    shown.textContent = named.filter(Boolean).join(", ") || label;
    shown.classList.toggle("empty", !named.length);
    face.setAttribute("aria-label", named.length ? `${label}: ${shown.textContent}` : label);
  };
  name();
  box.values = () => chosen;

  function unfold() {
    if (open) open.close();
    const all = options();
    const before = [...chosen];
    const list = el("div", { class: "options", role: "listbox", "aria-label": label, "aria-multiselectable": high > 1 ? "true" : null });
    const search = all.length > SEARCHED
      ? el("input", { type: "text", placeholder: "Search", "aria-label": `Search: ${label}`, oninput: () => show(search.value) })
      : null;
    const folded = el("div", { class: "unfolded" }, search, list,
      high > 1 ? el("button", { type: "button", class: "button main", onclick: () => close(true) }, "Done") : null);
    function show(typed = "") {
      const wanted = typed.trim().toLowerCase();
      const found = all.filter((each) => each.label.toLowerCase().includes(wanted));
      fill(list, found.map((each) => el("button", {
        type: "button", class: "option", role: "option",
        "aria-selected": chosen.includes(each.value) ? "true" : "false",
        onclick: () => pick(each),
      }, el("span", {}, each.label), each.description ? el("span", { class: "small" }, each.description) : null)),
      found.length ? null : el("p", { class: "small" }, "Nothing fits."));
    }
    function pick(each) {
      if (high <= 1) {
        chosen = chosen.includes(each.value) && low === 0 ? [] : [each.value];
        close(true);
        return;
      }
      if (chosen.includes(each.value)) chosen = chosen.filter((value) => value !== each.value);
      else if (chosen.length < high) chosen = [...chosen, each.value];
      show(search ? search.value : "");
    }
    function close(sure = high > 1) {
      folded.remove();
      face.setAttribute("aria-expanded", "false");
      open = null;
      const same = chosen.length === before.length && chosen.every((value) => before.includes(value));
      if (!sure || chosen.length < low) chosen = before;
      name();
      if (sure && (!same || high <= 1) && chosen.length >= low && done) done(chosen);
      face.focus();
    }
    folded.addEventListener("keydown", (event) => {
      const lines = [...list.querySelectorAll(".option")];
      const at = lines.indexOf(document.activeElement);
      if (event.key === "Escape") {
        chosen = before;
        close(false);
        event.stopPropagation();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const to = at + (event.key === "ArrowDown" ? 1 : -1);
        (lines[Math.max(0, Math.min(to, lines.length - 1))] || face).focus();
        event.preventDefault();
      } else if (event.key === "Enter" && document.activeElement === search && lines.length) {
        lines[0].click();
        event.preventDefault();
      }
    });
    show();
    box.append(folded);
    face.setAttribute("aria-expanded", "true");
    open = { box, close };
    (search || list.querySelector('[aria-selected="true"]') || list.querySelector(".option") || face).focus();
    folded.scrollIntoView({ block: "nearest" });
  }
  return box;
}
