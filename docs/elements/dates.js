/** Days, and words of ours. A day is text, `2026-03-05`: no time zone is in it, and no clock here. */

/** @typedef {Record<string, string>} Words Words of ours by key, with slots in braces. */

/** Milliseconds of a day's start. @param {string} day */
export const timeOf = (day) => Date.parse(`${day}T00:00Z`);

/** The day of a time; "" outside the years 1 to 9999. @param {number} time */
export const dayOf = (time) => Math.abs(time) < 8e15 ? new Date(time).toISOString().replace(/T.*|^[+-].*/, "") : "";

/** Whether this is a day that there is. @param {unknown} day @returns {day is string} */
export const isDay = (day) =>
  typeof day === "string" && /^(?!0000)\d{4}-\d\d-\d\d$/.test(day) && dayOf(timeOf(day)) === day;

/** Words of ours with their slots filled. @param {Words} words @param {string} key @param {Record<string, string | number>} [slots] */
export const say = (words, key, slots = {}) =>
  (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));

/** "a, b and c". @param {string[]} parts @param {Words} words @param {"and" | "or"} [key] */
export function joined(parts, words, key = "and") {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${words[key]} ${last}`;
}

/** "Tuesday 3 March". @param {string} day @param {Words} words */
export function dayWords(day, words) {
  const weekday = words["weekdays"]?.split(" ")[(new Date(timeOf(day)).getUTCDay() + 6) % 7] ?? "";
  return say(words, "day", { weekday, ...slots(day, words) });
}

/** "3 March 2026". @param {string} day @param {Words} words */
export const fullDayWords = (day, words) => say(words, "day-of-year", slots(day, words));

/** @param {string} text @param {Words} words */
function slots(text, words) {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return { year, month: words["months"]?.split(" ")[month - 1] ?? "", day };
}
