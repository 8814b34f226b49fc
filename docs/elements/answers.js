/** Stored records (docs/format.md) as `note.js` reads them: one value for each address, rows in order. */

import { isDay } from "./dates.js";
import { columnsOf } from "./questions.js";
import { fields, rowNames } from "./record.js";

/** @import { Answers, Cells } from "./conditions.js" */
/** @import { Answer, Entry, Sheet } from "./record.js" */
/** @import { Question, Questions } from "./questions.js" */

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/** What can be an answer of each kind; anything else counts as none. @type {Record<string, (value: unknown) => boolean>} */
const KINDS = {
  line: isText,
  lines: isText,
  one: isText,
  some: (value) => Array.isArray(value) && value.every(isText),
  scale: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5,
  date: isDay,
  tick: (value) => value === true,
};

/** What entries said to a question: none is ever changed, only replaced. @type {WeakMap<Entry, {question: Question, said: [string, unknown][]}>} */
const known = new WeakMap();

/**
 * The answers to these questions.
 * @param {Questions} questions
 * @param {Record<string, Sheet>} sheets Records by checklist: those about the reader, and those of one folder.
 * @returns {Answers}
 */
export function answersOf(questions, sheets) {
  /** @type {Map<string, unknown>} */
  const found = new Map();
  for (const [where, question] of questions) {
    const [sheet = "", item = "", column] = where.split(".");
    const entry = column ? undefined : own(own(sheets, sheet), item);
    for (const [end, value] of entry ? read(question, entry) : []) {
      if (value !== undefined && value !== null) found.set(where + end, value);
    }
  }
  return found;
}

/** @template T @param {Record<string, T> | undefined} from @param {string} name @returns {T | undefined} */
const own = (from, name) => from && Object.hasOwn(from, name) ? from[name] : undefined;

/** What an entry says, by what follows its address. @param {Question} question @param {Entry} entry @returns {[string, unknown][]} */
function read(question, entry) {
  const before = known.get(entry);
  if (before?.question === question) return before.said;
  const said = readAnew(question, entry);
  known.set(entry, { question, said });
  return said;
}

/** @param {Question} question @param {Entry} entry @returns {[string, unknown][]} */
function readAnew(question, entry) {
  const words = Object.entries(entry.columns ?? {}).map(([column, asked]) => [`.${column}.words`, asked.words]);
  const done = entry.done ? (isDay(entry.on) ? entry.on : true) : undefined;
  const step = question.do && !question.answer && done !== true ? done : undefined;
  return [
    ["", question.answer === "table" ? rowsOf(question, entry) : valueOf(question, entry) ?? step],
    [".own", entry.own],
    [".words", entry.words],
    [".pick", entry.pick],
    [".done", done],
    .../** @type {[string, unknown][]} */ (words),
  ];
}

/** @param {Question} question @param {Answer} answer */
const valueOf = ({ answer }, { value }) => answer && KINDS[answer]?.(value) ? value : undefined;

/** The rows of a table that stand in it: named ones as they are drawn, others in the reader's order. @param {Question} question @param {Entry} entry @returns {Cells[]} */
function rowsOf(question, entry) {
  const drawn = typeof question.rows === "object" ? Object.keys(question.rows) : [];
  const names = rowNames(entry);
  const ordered = [...drawn.filter((name) => names.includes(name)), ...names.filter((name) => !drawn.includes(name))];
  return ordered.map((name) => {
    const stored = own(entry.rows, name) ?? {};
    const cells = columnsOf(question).flatMap(([id, column]) => {
      const cell = own(stored, id);
      const value = cell && valueOf(column, cell);
      return value === undefined ? [] : [[id, value], [`${id}.own`, cell?.own]];
    });
    return fields([["#", name], .../** @type {[string, unknown][]} */ (cells)]);
  });
}
