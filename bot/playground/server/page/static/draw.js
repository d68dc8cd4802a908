// From Markdown to elements. The texts come from people: they are put in as text, never as markup.

import { el, add } from "./dom.js";
import { blocks, inline } from "./markdown.js";
import { go, nameOf, now, placeName, state } from "./store.js";
import { short, stamp } from "./time.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strike: "s" };
const SAFE = /^https?:\/\//i;

/** Returns a text with all its blocks. */
export function drawText(text) {
  const box = el("div", { class: "text" });
  for (const block of blocks(text)) box.append(drawBlock(block));
  return box;
}

/** Returns a line: marks and mentions, no blocks. */
export function drawLine(text) {
  return drawAll(inline(text));
}

function drawBlock(block) {
  switch (block.kind) {
    case "code-block":
      return el("pre", {}, el("code", {}, block.text));
    case "h1": case "h2": case "h3":
      return el("p", { class: `heading ${block.kind}` }, drawAll(block.children));
    case "small":
      return el("p", { class: "small" }, drawAll(block.children));
    case "quote":
      return el("blockquote", {}, block.children.map(drawBlock));
    case "list": case "numbered":
      return el(block.kind === "list" ? "ul" : "ol", {}, block.items.map((item) => (
        el("li", { class: `depth-${item.depth}`, value: null, "data-number": item.number },
          drawAll(item.children))
      )));
    default: {
      const made = el("p", {});
      block.lines.forEach((line, index) => add(made, [index ? el("br") : null, drawAll(line)]));
      return made;
    }
  }
}

function drawAll(nodes) {
  return nodes.map((node) => (typeof node === "string" ? node : drawNode(node)));
}

function drawNode(node) {
  switch (node.kind) {
    case "bold-italic": return el("strong", {}, el("em", {}, drawAll(node.children)));
    case "bold": case "italic": case "underline": case "strike":
      return el(TAGS[node.kind], {}, drawAll(node.children));
    case "spoiler": return spoiler(node);
    case "code": return el("code", {}, node.text);
    case "link": return drawLink(node.url, drawAll(node.children));
    case "user": return mention(`@${nameOf({ id: node.id })}`, node.id === state.me.id);
    case "everyone": return mention(`@${node.name}`, false);
    case "role": return mention(`@${(state.roles.get(node.id) || { name: "deleted-role" }).name}`, false);
    case "channel": return channel(node.id);
    case "command": return el("span", { class: "mention" }, `/${node.name}`);
    case "emoji": return `:${node.name}:`;
    case "time": return drawTime(node.seconds, node.style);
    default: return "";
  }
}

function mention(text, mine) {
  return el("span", { class: mine ? "mention mine" : "mention" }, text);
}

function channel(id) {
  const found = state.channels.get(id);
  if (!found) return el("span", { class: "mention" }, "#no-access");
  return el("button", { type: "button", class: "mention link", onclick: () => go(id) },
    `#${placeName(found)}`);
}

function spoiler(node) {
  const made = el("button", {
    type: "button", class: "spoiler", "aria-expanded": "false",
    onclick: () => {
      made.classList.add("shown");
      made.setAttribute("aria-expanded", "true");
    },
  }, drawAll(node.children));
  return made;
}

/** Returns a link that leaves the page, or its text where the address is none. */
export function drawLink(url, children) {
  if (!SAFE.test(url)) return el("span", {}, children);
  const here = /^https:\/\/discord\.com\/channels\/(\d+|@me)\/(\d+)(?:\/\d+)?$/.exec(url);
  if (here && state.channels.has(here[2])) {
    return el("button", { type: "button", class: "mention link", onclick: () => go(here[2]) }, children);
  }
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, children);
}

function drawTime(seconds, style) {
  const whole = Number.isFinite(seconds) ? new Date(seconds * 1000) : null;
  return el("time", {
    class: "stamp", "data-seconds": seconds, "data-style": style,
    title: whole && !Number.isNaN(whole.getTime()) ? short(whole, state.zone) : null,
  }, stamp(seconds, style, state.zone, now()));
}

/** Lets every "in 2 days" on the page say what is so now. */
export function refreshTimes() {
  for (const each of document.querySelectorAll('time.stamp[data-style="R"]')) {
    const text = stamp(Number(each.dataset.seconds), "R", state.zone, now());
    if (each.textContent !== text) each.textContent = text;
  }
}
