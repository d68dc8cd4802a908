// Builds elements. Text is always text: nothing here, or anywhere on the page, reads markup.

/** Returns an element: attributes by name, `on…` as listeners, children as nodes or text. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value") made.value = value;
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, String(value));
  }
  add(made, children);
  return made;
}

/** Adds nodes, texts and lists of them. */
export function add(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : String(child));
  }
  return parent;
}

/** Puts children in place of whatever was there. */
export function fill(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

/** Says something to who listens rather than looks. */
export function announce(text) {
  document.getElementById("news").textContent = text;
}

/** Keeps the focus inside an element that lies over the page, until it is removed. */
export function trapFocus(box) {
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const all = [...box.querySelectorAll("button, input, textarea, select, a[href], [tabindex='0']")]
      .filter((each) => !each.disabled && each.offsetParent !== null);
    if (!all.length) return;
    const [first, last] = [all[0], all[all.length - 1]];
    if (event.shiftKey && document.activeElement === first) {
      last.focus();
      event.preventDefault();
    } else if (!event.shiftKey && document.activeElement === last) {
      first.focus();
      event.preventDefault();
    }
  });
}
