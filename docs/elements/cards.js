/** What stands on a card for a pocket: the reader's own lines, in order. It knows no page. */

import { columnsOf, homeOf } from "./questions.js";
import { spoken } from "./script.js";

/** @import { Piece, Reading } from "./note.js" */
/** @import { Row } from "./conditions.js" */
/** @import { Line, Question } from "./page-data.js" */

/** @typedef {{heading: string, lines: Piece[][]}} CardPart A line to say has no heading: it needs none. */

/** Words that were laid out for the page, with more than letters. */
const LAID_OUT = /[*_`[\]\\]/;

/** @param {Reading} reading @returns {CardPart[]} */
export function cardOf(reading) {
  const items = reading.data.sheet.items.filter((item) => isForCard(item, reading));
  const said = new Map(items.map((item) => [item, sayings(item, reading)]));
  const used = new Set(
    [...said.values()].flat().flatMap(({ lines }) => lines.flat()).map(({ where = "" }) => homeIn(where)),
  );
  return items.flatMap((item) => [...said.get(item) ?? [], ...answered(item, used, reading)]);
}

/** @param {Question} item @param {Reading} reading */
const isForCard = (item, reading) => reading.holds(item.if) && !isApart(homeOf(reading.data, item), reading);

/** What its reader keeps apart, or nobody keeps. @param {string} home @param {Reading} reading */
function isApart(home, reading) {
  const question = reading.questions.get(home);
  return !!question?.private || question?.keep === "never";
}

/** Lines with words of the reader's in them; no others. @param {Question} item @param {Reading} reading @returns {CardPart[]} */
function sayings(item, reading) {
  const { say, tell, hear = "", replies = [] } = item;
  const own = [spoken(say, reading), told(tell, reading)];
  return [
    ...own.map((pieces) => ({ heading: hear, lines: [pieces] })),
    ...replies.map((reply) => ({ heading: reply.hear, lines: [spoken(reply.say, reading)] })),
  ].filter(({ lines: [pieces = []] }) => isOwn(pieces, reading))
    .map((part) => ({ ...part, heading: reading.localised(part.heading) }));
}

/** @param {Line[] | undefined} lines @param {Reading} reading */
function told(lines, reading) {
  const pieces = reading.text(lines) ?? [];
  return pieces.some(({ kind, text }) => kind === "ours" && LAID_OUT.test(text)) ? [] : pieces;
}

/** Whether a line is whole, with words of this checklist's reader in it and none that they keep apart. @param {Piece[]} pieces @param {Reading} reading */
function isOwn(pieces, reading) {
  const homes = pieces.flatMap(({ kind, where = "" }) => kind === "reader" ? homeIn(where) : []);
  const isHere = homes.some((home) => home.startsWith(`${reading.data.sheet.id}.`));
  const isWhole = pieces.every(({ kind }) => kind !== "gap");
  return isHere && isWhole && !homes.some((home) => isApart(home, reading));
}

/** An answer that no line on the card says. A table stands there in any case: a line may hold one row of it. @param {Question} item @param {Set<string>} used @param {Reading} reading @returns {CardPart[]} */
function answered(item, used, reading) {
  const home = homeOf(reading.data, item);
  const question = reading.questions.get(home);
  if (!question?.answer || question.answer === "tick") return [];
  if (used.has(home) && question.answer !== "table") return [];
  const lines = saidIn(home, question, reading).filter(Boolean).map((text) => own(text, home));
  return lines.length ? [{ heading: reading.localised(question.ask ?? ""), lines }] : [];
}

/** An answer by lines: a row is one, a choice is one. @param {string} home @param {Question} question @param {Reading} reading @returns {string[]} */
function saidIn(home, question, reading) {
  if (question.answer === "table") return reading.rows(home).map((row) => rowSaid(home, row, question, reading));
  if (question.answer !== "some") return [reading.said(home)];
  return reading.given(home).map(({ value, own: words }) =>
    value === "other" && words ? String(words) : reading.option(home, String(value))
  );
}

/** A row as its sentence has it, else its cells side by side. @param {string} home @param {Row} row @param {Question} question @param {Reading} reading */
function rowSaid(home, row, question, reading) {
  const sentence = question.sentence && reading.filled(question.sentence, { row });
  if (sentence) return sentence.map(({ text }) => text).join("");
  return columnsOf(question).map(([id]) => reading.said(`${home}.${id}`, row)).filter(Boolean).join(" – ");
}

/** @param {string} text @param {string} where @returns {Piece[]} */
const own = (text, where) => [{ kind: "reader", text, where }];

/** @param {string} where @returns {string} The answer that holds it, whole. */
const homeIn = (where) => where.split(/[.#]/).slice(0, 2).join(".");
