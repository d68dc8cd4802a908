// Instants as a reader sees them: in their own zone, by the playground's clock.

const WITH = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!WITH.has(key)) {
    WITH.set(key, new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }));
  }
  return WITH.get(key);
}

const STYLES = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  F: {
    weekday: "long", day: "numeric", month: "long", year: "numeric",
    hour: "2-digit", minute: "2-digit",
  },
};
const SPANS = [
  [60, "second", 1],
  [3600, "minute", 60],
  [86400, "hour", 3600],
  [2592000, "day", 86400],
  [31536000, "month", 2592000],
  [Infinity, "year", 31536000],
];

/** Returns `<t:seconds:style>` as text. */
export function stamp(seconds, style, zone, now) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return `<t:${seconds}>`;
  if (style === "R") return relative(seconds - now / 1000);
  return format(zone, STYLES[style] || STYLES.f).format(at);
}

/** Returns how far off something is: "in 2 days", "5 minutes ago". */
export function relative(seconds) {
  const far = Math.abs(seconds);
  const [, unit, size] = SPANS.find(([limit]) => far < limit);
  const count = Math.round(far / size);
  const named = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return seconds >= 0 ? `in ${named}` : `${named} ago`;
}

/** Returns the day of an instant: what stands on the line between two days. */
export function dayOf(at, zone) {
  return format(zone, STYLES.D).format(at);
}

/** Returns the time of day. */
export function timeOf(at, zone) {
  return format(zone, STYLES.t).format(at);
}

/** Returns an instant with its day, short: "Mon 14 Dec, 08:50". */
export function short(at, zone) {
  const day = format(zone, { weekday: "short", day: "numeric", month: "short" }).format(at);
  return `${day}, ${timeOf(at, zone)}`;
}
