// Forms that the bot opens: every part, kept when it is refused, asked about before it is lost.

import { act } from "./api.js";
import { el, fill, trapFocus } from "./dom.js";
import { drawText } from "./draw.js";
import { choicesOf } from "./components.js";
import { picker } from "./picker.js";
import { state } from "./store.js";

let shown = null;

/** Opens a form. */
export function openForm(form) {
  closeForm();
  const came = document.activeElement;
  const parts = form.components.map(part);
  const fault = el("p", { class: "fault", role: "alert" });
  const submit = el("button", { type: "submit", class: "button main" }, "Submit");
  const sheet = el("form", {
    class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": "form-title", novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      send(form, parts, fault, submit);
    },
  },
  el("div", { class: "sheet-head" },
    el("img", { src: "/page/static/mark.svg", alt: "", class: "avatar tiny" }),
    el("h2", { id: "form-title" }, form.title),
    el("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => leave(parts) }, "✕")),
  el("div", { class: "sheet-body" }, parts.map((each) => each.node), fault),
  el("div", { class: "sheet-foot" },
    el("button", { type: "button", class: "button plain", onclick: () => leave(parts) }, "Cancel"), submit));
  const veil = el("div", { class: "veil" }, sheet);
  sheet.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave(parts);
  });
  trapFocus(sheet);
  document.body.append(veil);
  shown = { veil, came };
  const first = sheet.querySelector(".sheet-body input, .sheet-body textarea, .sheet-body .menu");
  (first || submit).focus();
}

function closeForm() {
  if (!shown) return;
  shown.veil.remove();
  if (shown.came && shown.came.isConnected) shown.came.focus();
  shown = null;
}

function leave(parts) {
  const typed = parts.some((each) => each.changed && each.changed());
  if (!typed || confirm("Close the form? What you wrote in it is lost.")) closeForm();
}

async function send(form, parts, fault, submit) {
  fill(fault);
  const values = {};
  const files = [];
  for (const each of parts) {
    if (!each.id) continue;
    const wrong = each.wrong();
    if (wrong) {
      fill(fault, wrong);
      each.focus();
      return;
    }
    values[each.id] = each.value(files);
  }
  submit.disabled = true;
  submit.setAttribute("aria-busy", "true");
  try {
    const answer = await act(state.me.id, "submit", { modal_id: form.modal_id, values }, files);
    closeForm();
    if (answer.modal) openForm(answer.modal);
  } catch (error) {
    fill(fault, error.message);
  } finally {
    submit.disabled = false;
    submit.removeAttribute("aria-busy");
  }
}

function part(told) {
  if (told.type === 10) return { node: drawText(told.content) };
  if (told.type === 1) return field(told.components[0], told.components[0].label, null);
  if (told.type === 18) return field(told.component, told.label, told.description);
  return { node: null };
}

function field(told, label, description) {
  const id = `field-${told.id}-${told.custom_id}`;
  const required = told.required !== false && told.type !== 23;
  const made = KINDS[told.type] ? KINDS[told.type](told, label, id, required) : null;
  if (!made) return { node: el("p", { class: "small" }, `${label}: this page can't show that part.`) };
  const isGroup = told.type === 21 || told.type === 22;
  const head = [label, required ? el("span", { class: "must", "aria-hidden": "true" }, " *") : null];
  const more = description ? el("p", { class: "small", id: `${id}-more` }, description) : null;
  const node = isGroup
    ? el("fieldset", { class: "field" }, el("legend", {}, head), more, made.node)
    : el("div", { class: "field" }, el("label", { for: id }, head), more, made.node);
  return { ...made, id: told.custom_id, node };
}

function text(told, label, id, required) {
  const high = told.max_length || 4000;
  const low = told.min_length || 0;
  const start = told.value || "";
  const count = el("span", { class: "count", "aria-hidden": "true" });
  const input = el(told.style === 2 ? "textarea" : "input", {
    id, maxlength: high, placeholder: told.placeholder, required, rows: told.style === 2 ? 4 : null,
    type: told.style === 2 ? null : "text", value: start, oninput: () => counted(),
  });
  const counted = () => {
    count.textContent = input.value.length > high * 0.8 || low ? `${input.value.length} / ${high}` : "";
  };
  counted();
  return {
    node: el("div", { class: "text-field" }, input, count),
    focus: () => input.focus(),
    value: () => input.value,
    changed: () => input.value !== start,
    wrong: () => {
      if (required && !input.value.trim()) return `“${label}” must be filled in.`;
      if (input.value && input.value.length < low) return `“${label}” takes at least ${low} characters.`;
      return null;
    },
  };
}

function select(told, label, id, required) {
  const low = required ? told.min_values ?? 1 : 0;
  const made = picker({
    label: told.placeholder || label, low, high: told.max_values ?? 1,
    options: () => choicesOf(told, state.current),
    start: choicesOf(told, state.current).filter((each) => each.chosen).map((each) => each.value),
  });
  made.querySelector(".menu").id = id;
  const start = made.values().join();
  return {
    node: made, focus: () => made.querySelector(".menu").focus(), value: () => made.values(),
    changed: () => made.values().join() !== start,
    wrong: () => (made.values().length < low ? `“${label}”: choose ${low === 1 ? "one" : low}.` : null),
  };
}

function ticks(kind) {
  return (told, label, id, required) => {
    const many = kind === "checkbox";
    const inputs = told.options.map((each, at) => ({
      value: each.value,
      start: Boolean(each.default),
      input: el("input", { type: kind, name: id, id: `${id}-${at}`, checked: each.default }),
      each,
    }));
    const chosen = () => inputs.filter((each) => each.input.checked).map((each) => each.value);
    const low = required ? told.min_values ?? 1 : 0;
    return {
      node: el("div", { class: "ticks" }, inputs.map(({ input, each }) => el("label", { class: "tick", for: input.id },
        input, el("span", {}, each.label, each.description ? el("span", { class: "small" }, ` ${each.description}`) : null)))),
      focus: () => inputs[0] && inputs[0].input.focus(),
      value: () => (many ? chosen() : chosen()[0] ?? null),
      changed: () => inputs.some((each) => each.input.checked !== each.start),
      wrong: () => {
        if (many && told.max_values && chosen().length > told.max_values) return `“${label}”: choose ${told.max_values} at most.`;
        return chosen().length < Math.min(low, 1) ? `“${label}”: choose one.` : null;
      },
    };
  };
}

function tick(told, _label, id) {
  const input = el("input", { type: "checkbox", id, checked: told.default });
  return {
    node: input, focus: () => input.focus(), value: () => input.checked,
    changed: () => input.checked !== Boolean(told.default), wrong: () => null,
  };
}

function upload(told, label, id, required) {
  const input = el("input", { type: "file", id, multiple: (told.max_values ?? 1) > 1 });
  return {
    node: input,
    focus: () => input.focus(),
    value: (files) => ({
      files: [...input.files].map((file) => {
        files.push(file);
        return `file${files.length - 1}`;
      }),
    }),
    changed: () => input.files.length > 0,
    wrong: () => {
      if (required && input.files.length < (told.min_values ?? 1)) return `“${label}”: choose a file.`;
      const high = told.max_values ?? 1;
      return input.files.length > high ? `“${label}” takes ${high} file${high === 1 ? "" : "s"} at most.` : null;
    },
  };
}

const KINDS = {
  4: text, 3: select, 5: select, 6: select, 7: select, 8: select,
  19: upload, 21: ticks("radio"), 22: ticks("checkbox"), 23: tick,
};
