// Discord's Markdown, parsed into plain data; `draw.js` makes elements of it. No DOM here.
//
// A node is text (a string) or {kind, …, children}. Whatever is not understood stays as it is.

const MARKS = [
  ["***", "bold-italic"], ["**", "bold"], ["__", "underline"], ["~~", "strike"],
  ["||", "spoiler"], ["*", "italic"], ["_", "italic"],
];
const DEEPEST = 12;
const SPECIAL = [
  [/^<@!?(\d+)>/, (found) => ({ kind: "user", id: found[1] })],
  [/^<@&(\d+)>/, (found) => ({ kind: "role", id: found[1] })],
  [/^<#(\d+)>/, (found) => ({ kind: "channel", id: found[1] })],
  [/^<\/([^:>]{1,100}):(\d+)>/, (found) => ({ kind: "command", name: found[1] })],
  [/^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/, (found) => (
    { kind: "time", seconds: Number(found[1]), style: found[2] || "f" }
  )],
  [/^<a?:(\w{2,32}):\d+>/, (found) => ({ kind: "emoji", name: found[1] })],
  [/^@(everyone|here)\b/, (found) => ({ kind: "everyone", name: found[1] })],
];
const ADDRESS = /^https?:\/\/[^\s<>"']{1,1500}[^\s<>"'.,:;!?)\]]/;

/** Returns a whole text as blocks; within a quote there is no other. */
export function blocks(text, quotes = true) {
  const lines = text.split("\n");
  const found = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    const fence = /^```(\w*)\s*(.*)$/.exec(line);
    if (fence) {
      const end = lines.findIndex((each, at) => at > index && each.includes("```"));
      const same = fence[2].endsWith("```") ? fence[2].slice(0, -3) : null;
      if (same !== null || end > 0) {
        const inside = same !== null ? [same] : [
          ...(fence[2] ? [fence[2]] : []), ...lines.slice(index + 1, end),
          ...(lines[end].split("```")[0] ? [lines[end].split("```")[0]] : []),
        ];
        found.push({ kind: "code-block", text: inside.join("\n") });
        index = (same !== null ? index : end) + 1;
        continue;
      }
    }
    const heading = /^(#{1,3}) +(.+)$/.exec(line);
    const small = /^-# +(.+)$/.exec(line);
    const quote = quotes ? /^> (.*)$/.exec(line) : null;
    const item = /^( *)[-*] +(.+)$/.exec(line);
    const numbered = /^( *)(\d{1,9})\. +(.+)$/.exec(line);
    if (quotes && line.startsWith(">>> ")) {
      const rest = [line.slice(4), ...lines.slice(index + 1)].join("\n");
      found.push({ kind: "quote", children: blocks(rest, false) });
      break;
    } else if (heading) {
      found.push({ kind: `h${heading[1].length}`, children: inline(heading[2]) });
    } else if (small) {
      found.push({ kind: "small", children: inline(small[1]) });
    } else if (quote) {
      const quoted = [];
      while (index < lines.length && lines[index].startsWith("> ")) {
        quoted.push(lines[index].slice(2));
        index += 1;
      }
      found.push({ kind: "quote", children: blocks(quoted.join("\n"), false) });
      continue;
    } else if (item || numbered) {
      const shape = item ? "list" : "numbered";
      const last = found[found.length - 1];
      const entry = {
        depth: Math.min((item || numbered)[1].length >> 1, 4),
        number: numbered ? numbered[2] : null,
        children: inline((item ? item[2] : numbered[3])),
      };
      if (last && last.kind === shape) last.items.push(entry);
      else found.push({ kind: shape, items: [entry] });
    } else {
      const last = found[found.length - 1];
      if (last && last.kind === "text") last.lines.push(inline(line));
      else found.push({ kind: "text", lines: [inline(line)] });
    }
    index += 1;
  }
  return found;
}

/** Returns one line, or the inside of a mark, as nodes. */
export function inline(text, depth = 0) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(plain);
    plain = "";
  };
  let index = 0;
  while (index < text.length) {
    const rest = text.slice(index);
    const found = depth < DEEPEST ? next(rest, text[index - 1] || "", depth) : null;
    if (found && found.node !== null) {
      flush();
      nodes.push(found.node);
      index += found.length;
    } else if (found) {
      plain += found.text;
      index += found.length;
    } else {
      plain += text[index];
      index += 1;
    }
  }
  flush();
  return nodes;
}

function next(rest, before, depth) {
  const sign = rest[0];
  if (!"\\`*_~|<@[hH".includes(sign)) return null;
  if (sign === "\\" && /^\\[\\`*_~|<>@[\](){}#:.!+\-&/]/.test(rest)) {
    return { node: null, text: rest[1], length: 2 };
  }
  if (sign === "`") return code(rest);
  for (const [pattern, make] of SPECIAL) {
    const match = pattern.exec(rest);
    if (match) return { node: make(match), length: match[0].length };
  }
  if (sign === "<") {
    const match = /^<(https?:\/\/[^\s<>]{1,1500})>/.exec(rest);
    return match ? { node: link(match[1], [match[1]]), length: match[0].length } : null;
  }
  if (sign === "[") return masked(rest, depth);
  if (sign === "h" || sign === "H") {
    const match = /\w/.test(before) ? null : ADDRESS.exec(rest);
    return match ? { node: link(match[0], [match[0]]), length: match[0].length } : null;
  }
  return marked(rest, before, depth);
}

function code(rest) {
  const fence = /^`+/.exec(rest)[0];
  const end = rest.indexOf(fence, fence.length);
  if (end < 0) return null;
  return {
    node: { kind: "code", text: rest.slice(fence.length, end) },
    length: end + fence.length,
  };
}

function masked(rest, depth) {
  const match = /^\[((?:\\.|[^[\]\\]){1,500})\]\(<?(https?:\/\/[^\s()<>]{1,1500})>?(?: "[^"]{0,200}")?\)/.exec(rest);
  if (!match) return null;
  return { node: link(match[2], inline(match[1], depth + 1)), length: match[0].length };
}

function link(url, children) {
  return { kind: "link", url, children };
}

function marked(rest, before, depth) {
  for (const [mark, kind] of MARKS) {
    if (!rest.startsWith(mark)) continue;
    if (mark === "_" && /\w/.test(before)) continue;
    const end = closing(rest, mark);
    if (end < 0) continue;
    const children = inline(rest.slice(mark.length, end), depth + 1);
    return { node: { kind, children }, length: end + mark.length };
  }
  return null;
}

function closing(rest, mark) {
  if (/\s/.test(rest[mark.length] || " ") && mark !== "||") return -1;
  for (let at = mark.length + 1; at <= rest.length - mark.length; at += 1) {
    if (rest[at] === "\\") at += 1;
    else if (rest.startsWith(mark, at)) {
      if (/\s/.test(rest[at - 1]) && mark !== "||") continue;
      if (mark.length === 1 && (rest[at + 1] === mark || rest[at - 1] === mark)) continue;
      if (mark === "_" && /\w/.test(rest[at + 1] || "")) continue;
      return at;
    }
  }
  return -1;
}
