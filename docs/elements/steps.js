/** What to do, and when: the day in place of the phrase it is counted by; and what a table's rows say as sentences. */

import { dayWords } from "./dates.js";
import { make } from "./dom.js";
import { settle, shown } from "./flows.js";
import { data, linkTo, say, today } from "./page.js";
import { countedFrom, sentencesOf, stepOf } from "./plan.js";
import { homeOf } from "./questions.js";
import { asRead } from "./readings.js";

/** @import { GuideDates } from "./guide-dates.js" */
/** @import { Reading } from "./note.js" */
/** @import { Line, Question } from "./page-data.js" */
/** @import { Step } from "./plan.js" */

/** "Thursday 3 December"; with the year where it is not this one. @param {string} day @returns {string} */
export function dayShown(day) {
  const words = dayWords(day, data?.words ?? {});
  return day.slice(0, 4) === today().slice(0, 4) ? words : say("live-step-year", { day: words, year: day.slice(0, 4) });
}

/**
 * Steps and sentences as they stand now, and all days of the page in one list.
 * @param {Element} sheet
 * @param {Reading} reading
 * @param {[Question, Element][]} blocks
 */
export function showSteps(sheet, reading, blocks) {
  for (const [item, block] of blocks) {
    showStep(block, item, reading);
    showSentences(block, item, reading);
  }
  /** @type {GuideDates | null} */ (sheet.querySelector("guide-dates"))?.show?.(reading);
}

/**
 * Say which day a step is due, or was done; or what it still counts from.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 */
function showStep(block, item, reading) {
  const field = block.querySelector(".own-date");
  if (!item.do || !field || !data) return;
  const step = stepOf(reading, homeOf(data, item));
  const written = block.querySelector(".due:not(.now)");
  const parts = linesOf(step, !!written, wordsOf(written, item, step.phrase), reading);
  const now = place(block, field, "due now");
  settle(now, JSON.stringify(parts), () => parts.map(([name = "", text = ""]) => make("p", { class: name }, text)));
  written?.toggleAttribute("data-folded", parts.some(([name]) => name === "day" || name === "done"));
  showMissing(block, field, written ? step.missing : [], reading);
}

/** @param {Element} block @param {Element} before @param {string} name */
function place(block, before, name) {
  const there = block.querySelector(`.${name.replaceAll(" ", ".")}`);
  if (there) return there;
  const made = make("div", { class: name });
  before.before(made);
  return made;
}

/**
 * @param {Step} step
 * @param {boolean} isDue Whether the page has a phrase that says when.
 * @param {string} phrase That phrase in words.
 * @param {Reading} reading
 * @returns {string[][]} Each a class and its text.
 */
function linesOf(step, isDue, phrase, reading) {
  if (!step.day) return [];
  if (step.done) return [["done", say("live-step-done", { day: dayShown(step.day) })]];
  const when = step.day === today() ? "today" : step.day < today() ? "passed" : "";
  return [
    ...(isDue
      ? [["day", say("live-step-by", { day: dayShown(step.day) })], ["counted", counted(step, phrase, reading)]]
      : []),
    ...(when ? [[when, say(`live-step-${when}`)]] : []),
  ];
}

/** Why that day. @param {Step} step @param {string} phrase @param {Reading} reading */
function counted(step, phrase, reading) {
  if (step.own) return say("live-step-own");
  const from = countedFrom(reading, step.phrase);
  return from === step.day ? phrase : say("live-step-counted", { phrase, day: dayShown(from) });
}

/** A due phrase as the page has it: there each stands in order, with what it counts from by its name or number. @param {Element | null} written @param {Question} item @param {string} phrase */
function wordsOf(written, item, phrase) {
  const all = (item.due ?? []).flatMap((/** @type {Line} */ line) => typeof line === "string" ? line : line.then);
  return phrase ? written?.querySelectorAll("b")[all.indexOf(phrase)]?.textContent ?? "" : "";
}

/** The way to the days that are missing. @param {Element} block @param {Element} field @param {string[]} missing @param {Reading} reading */
function showMissing(block, field, missing, reading) {
  if (!missing.length) return block.querySelector(".waits")?.remove();
  const links = missing.flatMap((where, at) => [at ? ` ${data?.words["or"]} ` : " ", ...wayTo(where, reading)]);
  settle(place(block, field, "waits"), missing.join(), () => [make("p", {}, say("live-step-missing"), ...links)]);
}

/** To the field, where it is on this page; else to its question. @param {string} where @param {Reading} reading @returns {Node[]} */
function wayTo(where, reading) {
  const { ask = "", do: step } = reading.questions.get(where) ?? {};
  const [field] = [...document.getElementsByName(where), ...document.getElementsByName(`${where}.on`)];
  const link = make("a", { href: field ? `#${field.id}` : linkTo(where) }, asRead(step ?? ask));
  const page = field ? "" : data?.targets[where]?.title ?? "";
  return [link, ...(page ? [document.createTextNode(` (${page})`)] : [])];
}

/**
 * The rows of a table as sentences, below it.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 */
function showSentences(block, item, reading) {
  const home = data ? homeOf(data, item) : "";
  const table = reading.questions.get(home)?.sentence && block.querySelector("table");
  if (!table) return;
  const sentences = sentencesOf(reading, home);
  const after = block.querySelector(".more-rows") ?? table;
  const now = block.querySelector(".sentences") ?? make("div", { class: "sentences now" });
  if (!now.parentElement) after.after(now);
  settle(
    now,
    JSON.stringify(sentences),
    () =>
      sentences.length
        ? [
          make("p", {}, say("live-step-sentences")),
          make("ul", {}, ...sentences.map((each) => make("li", {}, ...shown(each)))),
        ]
        : [],
  );
}
