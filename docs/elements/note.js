/**
 * A message, put together from answers by the choosing rule (docs/format.md); the same as `hooks/guide/notes.py`.
 *
 * The same rule serves what a script says and what we tell.
 */

import { Facts, isGiven, isRow, listed } from "./conditions.js";
import { dayWords, isDay, joined } from "./dates.js";
import { homeOf, questionsOf } from "./questions.js";

/** @import { Answers, Row } from "./conditions.js" */
/** @import { Line } from "./page-data.js" */
/** @import { PageData, Question, Questions } from "./questions.js" */

/**
 * A run of a text. A gap's has no brackets; `where` is the address of the answer that it is, or lacks.
 * @typedef {{kind: "ours" | "reader" | "gap", text: string, where?: string}} Piece
 */
/** @typedef {{where: string, pieces: Piece[]}} Candidate What is stored when it is picked, and how it reads. */
/** @typedef {{item: Question, pieces: Piece[], candidates: Candidate[]}} Part A part of a message as it stands now. */

const BLANK = /\{([^{}]*)\}/g;
const OPTIONAL = /\[[^[\]{}]*(?:\{[^{}]*\}[^[\]{}]*)+\]/g;
const WEB_END = /(?:^|\s)https?:\/\/\S*$/;
const LOCAL = "local.";

/** The answers of one reader, as one page sees them. */
export class Reading extends Facts {
  /** @param {PageData} data @param {Answers} answers @param {Questions} [questions] Of the same data, made before. */
  constructor(data, answers, questions = questionsOf(data)) {
    super(questions, answers);
    this.data = data;
    this.place = String(answers.get(data.place ?? "") ?? "");
  }

  /** @override @param {string} where */
  inMessage(where) {
    const item = this.questions.get(where);
    return item !== undefined && this.part(item, where) !== undefined;
  }

  // --- the choosing rule

  /** The lines there are to choose from: those of the first `if` that holds, else the plain ones. @param {Line[]} [entries] @returns {string[]} */
  lines(entries = []) {
    for (const entry of entries) {
      if (typeof entry !== "string" && this.holds(entry.if)) return listed(entry.then);
    }
    return entries.filter((entry) => typeof entry === "string");
  }

  /** The first line with all its blanks filled. @param {Line[]} [entries] @returns {Piece[] | undefined} */
  text(entries) {
    return first(this.lines(entries), (line) => this.filled(line));
  }

  /** The fewest and the most words a message should have. @param {Line[]} [entries] @returns {[number, number] | undefined} */
  length(entries) {
    const [low, high] = this.lines(entries)[0]?.split("-") ?? [];
    return low && high ? [Number(low), Number(high)] : undefined;
  }

  /**
   * A line with its blanks filled; undefined where one is empty. `gaps` names an empty one instead.
   *
   * Pieces in brackets go where they have an empty blank. Columns of one table come from one `row`: the given one,
   * else the first that fills them all where there are several.
   * @param {string} line
   * @param {{gaps?: boolean, row?: Row}} [how]
   * @returns {Piece[] | undefined}
   */
  filled(line, { gaps = false, row } = {}) {
    const whole = this.#withoutEmptyPieces(line, row);
    if (!row && columnsMeet(whole)) {
      const found = first(this.#rowsOf(whole), (each) => this.filled(whole, { row: each }));
      return found || !gaps ? found : this.#putIn(whole, gaps);
    }
    return this.#putIn(whole, gaps, row);
  }

  /** @param {string} line @param {Row} [row] */
  #withoutEmptyPieces(line, row) {
    return line.replace(
      OPTIONAL,
      (piece) => named(piece).every((where) => this.said(where, row)) ? piece.slice(1, -1) : "",
    );
  }

  /** @param {string} line @param {boolean} gaps @param {Row} [row] @returns {Piece[] | undefined} */
  #putIn(line, gaps, row) {
    /** @type {Piece[]} */
    const pieces = [];
    let end = 0;
    for (const { 0: { length }, 1: name = "", index } of line.matchAll(BLANK)) {
      pieces.push(ours(line.slice(end, index)));
      end = index + length;
      const piece = name.startsWith(LOCAL) ? ours(this.local(name)) : this.#answer(name, row);
      if (piece.kind === "gap" && !gaps) return undefined;
      pieces.push(piece);
    }
    return smoothed([...pieces, ours(line.slice(end))]);
  }

  /** @param {string} where @param {Row} [row] @returns {Piece} */
  #answer(where, row) {
    const text = this.said(where, row);
    return text ? { kind: "reader", text, where } : { kind: "gap", text: this.gap(where), where };
  }

  /** What stands in a message where this answer is missing. @param {string} where @returns {string} */
  gap(where) {
    const { gap, ask = "" } = this.questions.get(where) ?? {};
    return this.localised(gap ?? ask.replace(/\?+$/, "").trim());
  }

  /** The rows of the first table that a line reaches into. @param {string} line @returns {Row[]} */
  #rowsOf(line) {
    const table = named(line).map(tableOf).find(Boolean);
    return table ? this.rows(table) : [];
  }

  // --- words

  /** A word as it is said in the reader's place; the last place stands for everywhere else. @param {string} name */
  local(name) {
    return localWord(this.data.local[name.slice(LOCAL.length)], this.place);
  }

  /** A text of ours without answers in it, its local words as they are said in the reader's place. @param {string} text */
  localised(text) {
    return text.replace(BLANK, (_, name) => this.local(name));
  }

  /** Answers in a sentence: rows and choices joined, options in words, dates as days. @param {string} where @param {Row} [row] @returns {string} */
  said(where, row) {
    const said = this.given(where, row).map(({ value, own }) => this.#oneSaid(where, value, own));
    return joined(said.filter(Boolean), this.data.words);
  }

  /** @param {string} where @param {unknown} value @param {unknown} own @returns {string} */
  #oneSaid(where, value, own) {
    const { answer, ask = "", do: step } = this.questions.get(where) ?? {};
    if (isRow(value)) return this.#rowSaid({ table: where, cells: value });
    if (answer === "one" || answer === "some") {
      return (value === "other" && isGiven(own) ? String(own) : this.option(where, String(value))).trim();
    }
    if (answer === "tick") return this.localised(ask);
    if (answer === "date" || (step && !answer)) return isDay(value) ? dayWords(value, this.data.words) : "";
    return String(value).trim();
  }

  /** An option in words: as it is now, else as it was when it was chosen. @param {string} where @param {string} name @returns {string} */
  option(where, name) {
    const { options = {} } = this.questions.get(where) ?? {};
    if (Object.hasOwn(options, name)) return this.localised(options[name]?.words ?? "");
    const then = this.answers.get(`${where}.words`);
    return isRow(then) && Object.hasOwn(then, name) ? String(then[name]) : name;
  }

  /** A row as its table's sentence has it; nothing where a blank of that is empty. @param {Row} row */
  #rowSaid(row) {
    const { sentence } = this.questions.get(row.table) ?? {};
    return textOf((sentence && this.filled(sentence, { row })) || []).trim();
  }

  // --- messages

  /** The parts of a message that stand in it now, in order. @param {string} name @returns {Part[]} */
  message(name) {
    return this.data.sheet.items.filter((item) => item.text && (item.in?.includes(name) ?? true))
      .flatMap((item) => this.part(item, homeOf(this.data, item)) ?? []);
  }

  /** A part of a message, or undefined where it is left out. @param {Question} item @param {string} where Its address. @returns {Part | undefined} */
  part(item, where) {
    if (!this.holds(item.if) || this.#isTakenOut(item, where)) return undefined;
    if (item.choose) return this.#picked(item, where);
    const lines = item.must ? this.lines(item.text).slice(0, 1) : [];
    const pieces = this.text(item.text) ?? first(lines, (line) => this.filled(line, { gaps: true }));
    return pieces && { item, pieces: this.#unstuttered(pieces, item), candidates: [] };
  }

  /** Whether the reader wants to do without this part. @param {Question} item @param {string} where */
  #isTakenOut(item, where) {
    return this.answers.get(`${where}.pick`) === "none" && !item.must;
  }

  /** @param {Question} item @param {string} where @returns {Part | undefined} */
  #picked(item, where) {
    const candidates = this.lines(item.text).flatMap((line) => this.#candidates(item, line));
    const pick = this.answers.get(`${where}.pick`);
    if (!candidates[0]) return undefined;
    const { pieces } = candidates.find((each) => each.where === pick) ?? candidates[0];
    return { item, pieces, candidates };
  }

  /** A line once for each row that it names. @param {Question} item @param {string} line @returns {Candidate[]} */
  #candidates(item, line) {
    const rows = this.#rowsOf(line);
    const where = named(line)[0] ?? "";
    /** @type {(Row | undefined)[]} */
    const each = rows.length ? rows : [undefined];
    return each.flatMap((row, number) => {
      const pieces = this.filled(line, row && { row });
      const picked = row ? `${where}#${row.cells["#"] ?? number}` : where;
      return pieces ? [{ where: picked, pieces: this.#unstuttered(pieces, item) }] : [];
    });
  }

  /** Our opening words go where the reader's begin with the same. @param {Piece[]} pieces @param {Question} item @returns {Piece[]} */
  #unstuttered(pieces, item) {
    const starts = this.localised(item.starts ?? "");
    const [opening, said] = pieces;
    if (!starts || !opening || said?.kind !== "reader") return pieces;
    const before = opening.text.replace(/[ :,]+$/, "");
    if (!same(said.text.slice(0, starts.length), starts) || !same(before.slice(-starts.length), starts)) return pieces;
    return [ours(before.slice(0, -starts.length)), ...pieces.slice(1)].filter(({ text }) => text);
  }
}

/** A word as it is said in a place. @param {Record<string, string>} [ways] @param {string} [place] @returns {string} */
export const localWord = (ways = {}, place = "") =>
  (Object.hasOwn(ways, place) && ways[place]) || (Object.values(ways).at(-1) ?? "");

/** @template T, U @param {Iterable<T>} all @param {(each: T) => U | undefined} make @returns {U | undefined} */
function first(all, make) {
  for (const each of all) {
    const made = make(each);
    if (made !== undefined) return made;
  }
  return undefined;
}

/** @param {string} text @returns {Piece} */
const ours = (text) => ({ kind: "ours", text });

/** The addresses in a line. @param {string} line @returns {string[]} */
const named = (line) =>
  [...line.matchAll(BLANK)].map(([, name = ""]) => name).filter((name) => !name.startsWith(LOCAL));

/** A column's table; "" for what is no column. @param {string} where */
const tableOf = (where) =>
  where.split(".").slice(0, 2).join(".") === where ? "" : where.slice(0, where.lastIndexOf("."));

/** Whether a line names columns of one table more than once. @param {string} line */
function columnsMeet(line) {
  const tables = named(line).map(tableOf).filter(Boolean);
  return tables.length > new Set(tables).size;
}

/** @param {string} text @param {string} other */
const same = (text, other) => text.toLowerCase() === other.toLowerCase();

/** No mark of ours where the reader's words end with their own. @param {Piece[]} pieces @returns {Piece[]} */
function smoothed(pieces) {
  /** @type {Piece[]} */
  const done = [];
  for (const piece of pieces) {
    const before = done.at(-1);
    const marked = before?.kind === "reader" && hasMark(before.text, piece.text.charAt(0));
    const text = marked ? piece.text.slice(1) : piece.text;
    if (text) done.push({ ...piece, text });
  }
  return done;
}

/** Whether a text brings this mark; for a full stop, any that closes, or a web address that it would spoil. @param {string} text @param {string} mark */
function hasMark(text, mark) {
  if (mark === ".") return /[.!?…]["”’)]*$/.test(text) || WEB_END.test(text);
  return mark !== "" && ",;:!?".includes(mark) && text.endsWith(mark);
}

/** @param {Piece[]} pieces */
const textOf = (pieces) => pieces.map(({ kind, text }) => kind === "gap" ? `[${text}]` : text).join("");

/**
 * The parts by paragraph: one that `joins` stands with the part before it, but never with the first.
 *
 * Nothing can follow a web address without a full stop, so there it starts anew.
 * @param {Part[]} parts
 * @returns {Part[][]}
 */
export function paragraphs(parts) {
  /** @type {Part[][]} */
  const found = [];
  for (const part of parts) {
    const before = found.at(-1);
    const last = before?.at(-1);
    if (before && last && part.item.joins && found.length > 1 && !WEB_END.test(shown(last))) before.push(part);
    else found.push([part]);
  }
  return found;
}

/** A part as text. @param {Part} part @returns {string} */
export const shown = (part) => textOf(part.pieces).trim();

/** A message as text, an empty line between paragraphs. @param {Part[]} parts @returns {string} */
export const plainText = (parts) => paragraphs(parts).map((each) => each.map(shown).join(" ")).join("\n\n");

/** @param {string} text @returns {number} */
export const countWords = (text) => text.match(/\S+/g)?.length ?? 0;
