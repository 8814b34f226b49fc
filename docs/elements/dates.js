/**
 * When something is due: counted in whole days, and said in words; the same as `hooks/guide/dates.py`.
 *
 * A day is text, `2026-03-05`. There is no time zone in it, and no clock here.
 */

/** @typedef {"day" | "working day" | "week" | "month"} Unit */
/** @typedef {{amount: number, unit: Unit, after: boolean, where: string}} Due No amount: that same day. */
/** @typedef {Record<string, string>} Words Words of ours by key, with slots in braces. */

const DUE = /^(?:([1-9]\d{0,2}) (working )?(day|week|month)s? (after|before) (\S+)|the day of (\S+))$/;
const DAY = 86_400_000;
const YEARS_OF_A_CALENDAR = 400;

/** @param {string} day */
const time = (day) => Date.parse(`${day}T00:00Z`);
/** @param {number} at @returns {string} "" outside the years that have four digits */
const text = (at) =>
  at > -62_135_596_800_001 && at < 253_402_300_800_000 ? new Date(at).toISOString().slice(0, 10) : "";
/** @param {string} day @returns {[number, number, number]} */
const split = (day) => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];

/** Whether this is a day that there is. @param {unknown} day @returns {day is string} */
export function isDay(day) {
  return typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) && text(time(day)) === day;
}

/** Read a due phrase. @param {string} phrase @returns {Due | undefined} */
export function parseDue(phrase) {
  const [whole, amount, working, unit, side, where, same] = DUE.exec(phrase) ?? [];
  if (!whole) return undefined;
  if (same) return { amount: 0, unit: "day", after: true, where: same };
  const kind = /** @type {Unit} */ (working ? "working day" : unit);
  return { amount: Number(amount), unit: kind, after: side === "after", where: where ?? "" };
}

/**
 * The day a due phrase means, counted from `day`; "" where no calendar has it.
 *
 * Working days skip Saturdays and Sundays; holidays count as days. A month past its end becomes its last day.
 * @param {Due} due
 * @param {string} day
 * @returns {string}
 */
export function dayDue({ amount, unit, after }, day) {
  if (!isDay(day)) return "";
  const sign = after ? 1 : -1;
  if (unit === "working day") return workingDay(day, amount, sign);
  if (unit === "month") return monthsOn(day, sign * amount);
  return text(time(day) + sign * amount * (unit === "week" ? 7 : 1) * DAY);
}

/** @param {string} day @param {number} amount @param {number} sign */
function workingDay(day, amount, sign) {
  let at = time(day);
  for (let left = amount; left > 0;) {
    at += sign * DAY;
    if (new Date(at).getUTCDay() % 6) left -= 1;
  }
  return text(at);
}

/** @param {string} day @param {number} count */
function monthsOn(day, count) {
  const [year, month, date] = split(day);
  const months = year * 12 + month - 1 + count;
  const [there, then] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const last = new Date(Date.UTC(2000 + there % YEARS_OF_A_CALENDAR, then + 1, 0)).getUTCDate();
  const found = [[there, 4], [then + 1, 2], [Math.min(date, last), 2]]
    .map(([number = 0, digits = 0]) => String(number).padStart(digits, "0")).join("-");
  return isDay(found) ? found : "";
}

/**
 * Words of ours with their slots filled.
 * @param {Words} words
 * @param {string} key
 * @param {Record<string, string | number>} [slots]
 * @returns {string}
 */
export function say(words, key, slots = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(slots[name] ?? ""));
}

/**
 * Several things in a sentence: "a, b and c".
 * @param {string[]} parts
 * @param {Words} words
 * @param {"and" | "or"} [key]
 * @returns {string}
 */
export function joined(parts, words, key = "and") {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} ${words[key]} ${last}`;
}

/** A due phrase for a reader; `day` is the day it counts from, in words. @param {Due} due @param {string} day @param {Words} words */
export function dueWords({ amount, unit, after }, day, words) {
  if (!amount) return say(words, "due-same-day", { day });
  const key = unit.replace(" ", "-");
  const much = amount === 1 ? say(words, `${key}-one`) : say(words, `${key}-many`, { n: amount });
  return say(words, after ? "due-after" : "due-before", { amount: much, day });
}

/** A day without its year: "Tuesday 3 March". @param {string} day @param {Words} words */
export function dayWords(day, words) {
  const weekday = words["weekdays"]?.split(" ")[(new Date(time(day)).getUTCDay() + 6) % 7] ?? "";
  return say(words, "day", { weekday, ...monthWords(day, words) });
}

/** A day with its year: "3 March 2026". @param {string} day @param {Words} words */
export function fullDayWords(day, words) {
  return say(words, "day-of-year", { ...monthWords(day, words), year: split(day)[0] });
}

/** @param {string} day @param {Words} words */
function monthWords(day, words) {
  const [, month, date] = split(day);
  return { day: date, month: words["months"]?.split(" ")[month - 1] ?? "" };
}
