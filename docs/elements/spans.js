/** How long something took, in words that do not hurry. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * The words for it, by key, with their number: to five seconds at first, to half a minute later on.
 * @param {number} ms
 * @returns {{key: string, n: string}}
 */
export function spanOf(ms) {
  const seconds = Math.round(ms / SECOND / 5) * 5;
  if (seconds < 10) return { key: "live-span-few", n: "" };
  if (seconds < 120) return { key: "live-span-seconds", n: String(seconds) };
  const halves = Math.round(ms / MINUTE * 2);
  return { key: halves % 2 ? "live-span-half" : "live-span-minutes", n: String(Math.floor(halves / 2)) };
}
