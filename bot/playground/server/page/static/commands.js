// Slash commands as they are typed: which there are, which option is next. No DOM here.

const SUB = 1;
const GROUP = 2;

/** Returns every command that can be run, with its whole name, e.g. "library add". */
export function leaves(commands) {
  const found = [];
  const walk = (name, options, told) => {
    const below = (options || []).filter((each) => each.type === SUB || each.type === GROUP);
    if (!below.length) found.push({ name, description: told.description, options: options || [] });
    for (const each of below) walk(`${name} ${each.name}`, each.options, each);
  };
  for (const command of commands) {
    if (command.type === 1 || command.type === undefined) walk(command.name, command.options, command);
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the commands that fit what was typed after the slash, the best first. */
export function fitting(all, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = (each) => {
    const name = each.name.toLowerCase();
    if (name.startsWith(typed.toLowerCase().trim())) return 0;
    if (words.every((word) => name.includes(word))) return 1;
    return words.every((word) => `${name} ${each.description}`.toLowerCase().includes(word)) ? 2 : 3;
  };
  return all.map((each) => [rank(each), each]).filter(([at]) => at < 3)
    .sort((a, b) => a[0] - b[0]).map(([, each]) => each);
}

/** Returns the command whose whole name was typed, with what stands behind it. */
export function exact(all, typed) {
  const found = all.filter((each) => typed === each.name || typed.startsWith(`${each.name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return found ? { command: found, rest: typed.slice(found.name.length).trim() } : null;
}

/** Returns the value of an option as it is sent, or throws a sentence. */
export function valueOf(option, text) {
  const typed = text.trim();
  switch (option.type) {
    case 4: {
      if (!/^[+-]?\d{1,15}$/.test(typed)) throw new Error(`“${option.name}” takes a whole number.`);
      return within(option, Number(typed));
    }
    case 10: {
      const number = Number(typed.replace(",", "."));
      if (!typed || Number.isNaN(number)) throw new Error(`“${option.name}” takes a number.`);
      return within(option, number);
    }
    case 5: return typed === "true" || typed === "True";
    default: return text;
  }
}

function within(option, number) {
  const { min_value: low, max_value: high } = option;
  if ((low !== undefined && number < low) || (high !== undefined && number > high)) {
    throw new Error(`“${option.name}” takes ${low ?? "…"} to ${high ?? "…"}.`);
  }
  return number;
}
