/** Everything a reader wrote as it is told: in words, under the questions of today, in the guide's order. */

import { localWord } from "./note.js";
import { isAnswered, progressOf } from "./progress.js";
import { reworded, rowNames } from "./record.js";
import { answerIn, inOrder } from "./savefile.js";

/** @import { Answer, Entry, Sheet, State, Wording } from "./record.js" */
/** @import { GuideData, Short, ShortSheet } from "./page-data.js" */

/** @typedef {{done: number, all: number}} Progress */
/** @typedef {{text: string, then?: Wording}} Head A column, and what was asked there when it was answered. */
/** @typedef {{heads: Head[], rows: {title: string, cells: string[]}[], named: boolean}} Table */

/**
 * One answer. lost: the guide asks this no more, or not yet.
 * @typedef {{where: string, kind: "answer" | "message" | "lost", asked: string, then?: Wording, said: string,
 *   table?: Table}} Told
 */

/** @typedef {Progress & {id: string, title: string, known: boolean, told: Told[]}} ToldSheet */
/** @typedef {Progress & {title: string, number: number, sheets: ToldSheet[], empty: ToldSheet[]}} ToldStage */

/**
 * @typedef {object} Saying Words of ours.
 * @property {string} ticked
 * @property {string} done A step.
 * @property {string} message
 * @property {string} lost The heading over checklists that this guide does not have.
 * @property {(slots: {n: string, low: string, high: string}) => string} scale
 * @property {(day: string) => string} day
 */

/** @template T @param {Record<string, T> | undefined} from @param {string} name @returns {T | undefined} */
const own = (from, name) => from && Object.hasOwn(from, name) ? from[name] : undefined;

export class Book {
  #guide;
  #place;
  #saying;

  /** @param {GuideData} guide @param {Saying} saying @param {State} state */
  constructor(guide, saying, state) {
    this.#guide = guide;
    this.#saying = saying;
    const [sheet = "", item = ""] = (guide.place ?? "").split(".");
    this.#place = String(own(own(state.me, sheet), item)?.value ?? "");
  }

  // --- words of the guide

  /** Words of the guide as they are said where the reader is. @param {string} text @returns {string} */
  ours(text) {
    return text.replace(/\{local\.([^{}]*)\}/g, (_, name) => localWord(own(this.#guide.local, name), this.#place));
  }

  /** @param {string} sheet @returns {string} */
  title(sheet) {
    return this.ours(own(this.#guide.sheets, sheet)?.title ?? sheet);
  }

  /** @param {string} sheet @param {string} item @returns {Short | undefined} */
  question(sheet, item) {
    return own(own(this.#guide.sheets, sheet)?.items, item);
  }

  /** @param {Short | undefined} question @returns {Record<string, string>} */
  #options(question) {
    const { options = {} } = question ?? {};
    return typeof options === "string" ? own(this.#guide.lists, options) ?? {} : options;
  }

  // --- stages and checklists

  /**
   * What stands in one folder, or in what belongs to none.
   * @param {Record<string, Sheet>} sheets
   * @param {"me" | "each"} whose
   * @returns {ToldStage[]} The last holds what this guide does not know.
   */
  stages(sheets, whose) {
    const stages = this.#guide.stages.map(({ title, sheets: names }, number) => {
      const here = names.filter((name) => own(this.#guide.sheets, name)?.for === whose);
      return stageOf(this.ours(title), number, here.map((name) => this.sheet(name, own(sheets, name) ?? {})));
    });
    const known = new Set(stages.flatMap(({ sheets: told, empty }) => [...told, ...empty]).map(({ id }) => id));
    const others = Object.keys(sheets).filter((name) => !known.has(name));
    const lost = others.map((name) => this.sheet(name, sheets[name] ?? {}));
    return [...stages, stageOf(this.#saying.lost, -1, lost)].filter(({ sheets: told, all }) => told.length || all);
  }

  /** @param {string} id @param {Sheet} sheet @returns {ToldSheet} */
  sheet(id, sheet) {
    const known = own(this.#guide.sheets, id);
    const order = [...Object.keys(known?.items ?? {}), ...Object.keys(known?.messages ?? {})];
    const told = inOrder(sheet, order).flatMap(([item, entry]) => this.entry(id, item, entry) ?? []);
    const progress = known ? progressIn(known, sheet) : { done: told.length, all: 0 };
    return { id, title: this.title(id), known: known !== undefined, told, ...progress };
  }

  // --- answers

  /** @param {string} sheet @param {string} item @param {Entry} entry @returns {Told | undefined} Nothing where nothing is said. */
  entry(sheet, item, entry) {
    const question = this.question(sheet, item);
    const message = own(own(this.#guide.sheets, sheet)?.messages, item);
    const words = this.#options(question);
    const stored = question && !question.options ? {} : entry.words;
    const said = this.#said(entry, question, { ...stored, ...words });
    const table = this.#table(entry, question);
    if (!said && !table) return undefined;
    const then = question && reworded({ ...entry, words: stored }, { asked: question.ask, words });
    return {
      where: `${sheet}.${item}`,
      kind: question ? "answer" : message !== undefined ? "message" : "lost",
      asked: this.ours(question?.ask ?? (message || entry.asked || (entry.text ? this.#saying.message : item))),
      ...(then && { then: this.#wording(then) }),
      said,
      ...(table && { table }),
    };
  }

  /** @param {Answer} answer @param {Short | undefined} question @param {Record<string, string>} options @returns {string} */
  #said(answer, question, options) {
    const { ticked, done, day, scale } = this.#saying;
    const told = answerIn(answer, this.#allOurs(options), { words: { ticked, done }, day });
    const ends = question?.ends;
    if (!told || !ends || typeof answer.value !== "number") return told;
    return scale({ n: told, low: this.ours(ends.low), high: this.ours(ends.high) });
  }

  /** @param {Record<string, string>} words */
  #allOurs(words) {
    return Object.fromEntries(Object.entries(words).map(([option, text]) => [option, this.ours(text)]));
  }

  /** @param {Wording} then @returns {Wording} */
  #wording({ asked, words }) {
    return { ...(asked !== undefined && { asked: this.ours(asked) }), ...(words && { words: this.#allOurs(words) }) };
  }

  /** @param {Entry} entry @param {Short | undefined} question @returns {Table | undefined} */
  #table(entry, question) {
    const filled = rowNames(entry).filter((row) => isAnswered({ at: 0, rows: { [row]: entry.rows?.[row] ?? {} } }));
    if (!filled.length) return undefined;
    const rows = inOrder(Object.fromEntries(filled.map((row) => [row, row])), Object.keys(question?.rows ?? {}));
    const cells = filled.flatMap((row) => Object.keys(entry.rows?.[row] ?? {}));
    const known = [...Object.keys(question?.columns ?? {}), ...Object.keys(entry.columns ?? {})];
    const columns = [...new Set([...known, ...cells])].filter((column) => cells.includes(column));
    return {
      heads: columns.map((column) => this.#head(own(question?.columns, column), column, entry)),
      rows: rows.map(([row]) => ({
        title: this.ours(own(question?.rows, row) ?? ""),
        cells: columns.map((column) => this.#cell(entry, row, column, own(question?.columns, column))),
      })),
      named: question?.rows !== undefined,
    };
  }

  /** @param {Short | undefined} column @param {string} name @param {Entry} entry @returns {Head} */
  #head(column, name, entry) {
    const asked = own(entry.columns, name);
    const words = this.#options(column);
    const then = column && reworded(column.options ? asked : { ...asked, words: {} }, { asked: column.ask, words });
    return { text: this.ours(column?.ask ?? asked?.asked ?? name), ...(then && { then: this.#wording(then) }) };
  }

  /** @param {Entry} entry @param {string} row @param {string} name @param {Short | undefined} column */
  #cell(entry, row, name, column) {
    const cell = own(entry.rows?.[row], name);
    const words = { ...own(entry.columns, name)?.words, ...cell?.words, ...this.#options(column) };
    return cell ? this.#said(cell, column, words) : "";
  }
}

/** @param {string} title @param {number} number @param {ToldSheet[]} all @returns {ToldStage} */
function stageOf(title, number, all) {
  const sum = (/** @type {"done" | "all"} */ what) => all.reduce((so, sheet) => so + sheet[what], 0);
  const sheets = all.filter(({ told }) => told.length);
  return { title, number, sheets, empty: all.filter(({ told }) => !told.length), done: sum("done"), all: sum("all") };
}

/** @param {ShortSheet} known @param {Sheet} sheet @returns {Progress} */
function progressIn({ items }, sheet) {
  const kept = Object.entries(items).filter(([, { keep }]) => keep !== "never");
  const ids = (/** @type {boolean} */ waits) => kept.filter(([, item]) => Boolean(item.if) === waits).map(([id]) => id);
  return progressOf(sheet, ids(false), ids(true));
}

/** Where the items of all checklists stand, and what their rows are called: for a file. @param {GuideData} guide */
export function placesOf({ sheets }) {
  const all = Object.entries(sheets);
  const items = all.map(([id, { items, messages = {} }]) => [id, [...Object.keys(items), ...Object.keys(messages)]]);
  const rows = all.flatMap(([id, { items }]) =>
    Object.entries(items).flatMap(([item, { rows }]) => rows ? [[`${id}.${item}`, rows]] : [])
  );
  return { items: Object.fromEntries(items), rows: Object.fromEntries(rows) };
}
