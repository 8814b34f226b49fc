/** What there is to do and when, read from answers: no page is in here, and no clock. */

import { isGiven } from "./conditions.js";
import { isDay } from "./dates.js";
import { dayDue, dueDay, knownDay, parseDue } from "./due.js";
import { homeOf } from "./questions.js";

/** @import { Reading } from "./note.js" */
/** @import { Question } from "./page-data.js" */

/**
 * A step as it stands now. `day` is the day it was done, else the day it is due; "" where nobody knows.
 * @typedef {object} Step
 * @property {boolean} done
 * @property {string} day
 * @property {boolean} own Whether the day is the reader's own.
 * @property {string} phrase The due phrase that gives the day; "" for another day than that.
 * @property {string[]} phrases Those that hold now.
 * @property {string[]} missing Where the days are asked that it waits for.
 */

/** @typedef {{where: string, item: Question, day: string, done: boolean}} Dated A step or a date, and its day. */

/** @param {Reading} reading @param {string} where Its address. @returns {Step} */
export function stepOf(reading, where) {
  const item = reading.questions.get(where) ?? {};
  const phrases = reading.lines(item.due);
  const [done, on] = [reading.isDone(where), reading.answers.get(`${where}.done`)];
  const own = !done && isDay(reading.answers.get(`${where}.own`));
  const day = done ? (isDay(on) ? on : "") : dueDay(reading, where);
  const phrase = done || own ? "" : phrases.find((each) => dayOfPhrase(reading, each)) ?? "";
  return { done, day, own, phrase, phrases, missing: day || done ? [] : missing(reading, where) };
}

/** @param {Reading} reading @param {string} phrase */
function dayOfPhrase(reading, phrase) {
  const due = parseDue(phrase);
  return due ? dayDue(due, knownDay(reading, due.where)) : "";
}

/** The day that a due phrase counts from. @param {Reading} reading @param {string} phrase @returns {string} */
export const countedFrom = (reading, phrase) => knownDay(reading, parseDue(phrase)?.where ?? "");

/**
 * Where the days are asked that a step has to wait for: dates, and steps that only the reader can give a day.
 * @param {Reading} reading
 * @param {string} where
 * @returns {string[]}
 */
function missing(reading, where) {
  const phrases = reading.lines(reading.questions.get(where)?.due);
  const found = phrases.map((phrase) => parseDue(phrase)?.where ?? "").filter((from) => reading.counts(from));
  return [...new Set(found.flatMap((from) => rootsOf(reading, from)))];
}

/** @param {Reading} reading @param {string} where @returns {string[]} */
function rootsOf(reading, where) {
  if (knownDay(reading, where)) return [];
  return reading.questions.get(where)?.due ? missing(reading, where) : [where];
}

/**
 * Every day that a page knows of, the first first: its own steps and dates; for a plan also the steps of others that
 * it counts from. What is folded away, has no day, or had its day before `today` is not among them. A step that was
 * done keeps the day it was done.
 * @param {Reading} reading
 * @param {string} today
 * @returns {Dated[]}
 */
export function datesOf(reading, today) {
  const { sheet, targets } = reading.data;
  const here = sheet.items.filter((item) => reading.holds(item.if)).map((item) => homeOf(reading.data, item));
  const own = here.flatMap((where) => dated(reading, where, today));
  const others = sheet.kind === "plan" ? Object.keys(targets).filter((where) => targets[where]?.step) : [];
  const more = others.filter((where) => !here.includes(where) && !standsFor(reading, own, where));
  const found = [...own, ...more.flatMap((where) => dated(reading, where, today).filter(({ done }) => !done))];
  return found.sort((one, other) => one.day < other.day ? -1 : Number(one.day > other.day));
}

/** Whether one of these is to be done on the day of another step: then that day is here already. @param {Reading} reading @param {Dated[]} all @param {string} other */
const standsFor = (reading, all, other) =>
  all.some(({ where, item, done }) => {
    const due = item.do && !done ? parseDue(stepOf(reading, where).phrase) : undefined;
    return due?.amount === 0 && due.where === other;
  });

/** @param {Reading} reading @param {string} where @param {string} today @returns {Dated[]} */
function dated(reading, where, today) {
  const item = reading.questions.get(where);
  if (!item || !reading.counts(where)) return [];
  const { day, done } = item.do ? stepOf(reading, where) : { day: dateOf(reading, where, item, today), done: false };
  return day && (done || day >= today) ? [{ where, item, day, done }] : [];
}

/** A date that was given and is still to come; one of today says what day it is. @param {Reading} reading @param {string} where @param {Question} item @param {string} today */
function dateOf(reading, where, item, today) {
  const [day] = item.answer === "date" && !item.private ? reading.values(where) : [];
  return isDay(day) && day > today ? day : "";
}

/** A table's rows as its sentence has them, those whose blanks are all filled. @param {Reading} reading @param {string} where */
export function sentencesOf(reading, where) {
  const { sentence = "" } = reading.questions.get(where) ?? {};
  return sentence
    ? reading.rows(where).flatMap((row) => [reading.filled(sentence, { row }) ?? []]).filter(isGiven)
    : [];
}
