/** When something is due: counted in whole days, and said in words; the same as `hooks/guide/dates.py`. */

import { dayOf, isDay, say, timeOf } from "./dates.js";

/** @import { Reading } from "./note.js" */
/** @import { Words } from "./dates.js" */

/** @typedef {"day" | "working day" | "week" | "month"} Unit */
/** @typedef {{amount: number, unit: Unit, after: boolean, where: string}} Due No amount: that same day. */

const DUE = /^(?:([1-9]\d{0,2}) (working )?(day|week|month)s? (after|before) (\S+)|the day of (\S+))$/;
const DAY = 86_400_000;

/** Read a due phrase. @param {string} phrase @returns {Due | undefined} */
export function parseDue(phrase) {
  const [whole, amount, working, unit, side, where = "", same] = DUE.exec(phrase) ?? [];
  if (!whole) return undefined;
  if (same) return { amount: 0, unit: "day", after: true, where: same };
  const kind = /** @type {Unit} */ (working ? "working day" : unit);
  return { amount: Number(amount), unit: kind, after: side === "after", where };
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
  if (unit === "month") return monthsOn(day, sign * amount);
  let time = timeOf(day) + (unit === "working day" ? 0 : sign * amount * (unit === "week" ? 7 : 1) * DAY);
  for (let left = unit === "working day" ? amount : 0; left > 0;) {
    time += sign * DAY;
    if (new Date(time).getUTCDay() % 6) left -= 1;
  }
  const found = dayOf(time);
  return isDay(found) ? found : "";
}

/** @param {string} day @param {number} count */
function monthsOn(day, count) {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const months = year * 12 + month - 1 + count;
  const [there, then] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  // Day 0 is the last day of the month before; a calendar repeats itself after 400 years.
  const last = new Date(Date.UTC(2000 + there % 400, then + 1, 0)).getUTCDate();
  const padded = (/** @type {number} */ number, digits = 2) => String(number).padStart(digits, "0");
  const found = `${padded(there, 4)}-${padded(then + 1)}-${padded(Math.min(date, last))}`;
  return isDay(found) ? found : "";
}

/** A due phrase for a reader; `day` is the day it counts from, in words. @param {Due} due @param {string} day @param {Words} words */
export function dueWords({ amount, unit, after }, day, words) {
  if (!amount) return say(words, "due-same-day", { day });
  const key = unit.replace(" ", "-");
  const much = say(words, amount === 1 ? `${key}-one` : `${key}-many`, { n: amount });
  return say(words, after ? "due-after" : "due-before", { amount: much, day });
}

/**
 * The day of a date or a step: the day it was done, else the day it is due; "" where nobody knows.
 * @param {Reading} reading
 * @param {string} where
 * @returns {string}
 */
export function knownDay(reading, where) {
  const item = reading.questions.get(where);
  const done = item?.do && reading.counts(where) ? reading.answers.get(`${where}.done`) : undefined;
  const given = !item?.answer || item.answer === "date" ? reading.values(where)[0] : undefined;
  return [done, given].find(isDay) ?? dueDay(reading, where);
}

/**
 * The day a step is due: the reader's own day, else the first of its phrases whose day is known.
 * @param {Reading} reading
 * @param {string} where
 * @returns {string}
 */
export function dueDay(reading, where) {
  const item = reading.questions.get(where);
  if (!item?.do || !reading.counts(where)) return "";
  const own = reading.answers.get(`${where}.own`);
  if (isDay(own)) return own;
  for (const due of reading.lines(item.due).map(parseDue)) {
    const day = due && dayDue(due, knownDay(reading, due.where));
    if (day) return day;
  }
  return "";
}
