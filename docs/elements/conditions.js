/** What was answered, and whether a condition holds; the same as `Reading` in `hooks/guide/notes.py`. */

/** @import { Condition } from "./page-data.js" */
/** @import { Questions } from "./questions.js" */

/** @typedef {Record<string, unknown>} Cells One row. "#" is its name, "went.own" the words beside `other`. */
/** @typedef {{table: string, cells: Cells}} Row One row, and its table's address. */

/**
 * Values by address: "interview.role", "question-log.questions" (a list of Cells). Beside them, where there are such:
 * ".pick" of a part, ".own" (words beside `other`, a step's own day), ".words" (of options as they were when chosen),
 * ".done" (of a step: the day, or true; it is also the value of a step that asks nothing).
 * @typedef {ReadonlyMap<string, unknown>} Answers
 */

/** Whether there is an answer; spaces are none, nor is a row of nothing else. @param {unknown} value @returns {boolean} */
export function isGiven(value) {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (isRow(value)) return Object.entries(value).some(([name, cell]) => name !== "#" && isGiven(cell));
  return Boolean(value);
}

/** @param {unknown} value @returns {value is Cells} */
export const isRow = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @template T @param {T | T[]} value @returns {T[]} */
export const listed = (value) => Array.isArray(value) ? value : [value];

/** The answers of one reader. `Reading` in note.js knows messages as well. */
export class Facts {
  /** Columns whose condition is being looked at. @type {Set<string>} */
  #asking = new Set();

  /** @param {Questions} questions @param {Answers} answers */
  constructor(questions, answers) {
    this.questions = questions;
    this.answers = answers;
  }

  /**
   * Whether one group of the condition holds, all of its entries. No condition holds always.
   * @param {Condition | undefined} condition
   * @param {Row} [row] The row that the condition of a column is about.
   * @returns {boolean}
   */
  holds(condition, row) {
    return !condition?.length ||
      condition.some((group) =>
        Object.entries(group).every(([where, values]) => values.some((value) => this.#is(where, value, row)))
      );
  }

  /** @param {string} where @param {string} value @param {Row} [row] */
  #is(where, value, row) {
    if (["answered", "empty", "ticked"].includes(value)) return this.#known(where, value, row) === (value !== "empty");
    return this.values(where, row).includes(value);
  }

  /** Whether a part is in the message, a step done, anything else answered. @param {string} where @param {string} value @param {Row} [row] */
  #known(where, value, row) {
    const question = this.questions.get(where);
    if (question?.text && value !== "ticked") return this.inMessage(where);
    if (question?.do && (value === "ticked" || !question.answer)) return this.isDone(where);
    return this.values(where, row).length > 0;
  }

  /** Whether a step is done. @param {string} where @returns {boolean} */
  isDone(where) {
    const marked = isGiven(this.answers.get(`${where}.done`));
    return this.counts(where) && (marked || (!this.questions.get(where)?.answer && this.values(where).length > 0));
  }

  /** Whether a part is in its message. @param {string} where @returns {boolean} */
  inMessage(where) {
    return this.values(where).length > 0;
  }

  /** Whether an item's `if` holds: else it is folded away. @param {string} where @returns {boolean} */
  counts(where) {
    return this.holds(this.questions.get(where)?.if);
  }

  /**
   * What was answered: one value, or one for each row that fills the column. What is folded away counts as empty.
   * @param {string} where
   * @param {Row} [row]
   * @returns {unknown[]}
   */
  values(where, row) {
    return this.given(where, row).map(({ value }) => value);
  }

  /** The same, each with the reader's own words beside it. @param {string} where @param {Row} [row] @returns {{value: unknown, own: unknown}[]} */
  given(where, row) {
    const [sheet, item, column] = where.split(".");
    const home = `${sheet}.${item}`;
    const found = !column
      ? [{ values: this.#stored(where), own: this.answers.get(`${where}.own`) }]
      : (row?.table === home ? [row] : this.rows(home)).filter((each) => this.#in(where, column, each))
        .map(({ cells }) => ({ values: cells[column], own: cells[`${column}.own`] }));
    return found.flatMap(({ values, own }) => listed(values).filter(isGiven).map((value) => ({ value, own })));
  }

  /** @param {string} where */
  #stored(where) {
    return this.counts(where) ? this.answers.get(where) : undefined;
  }

  /** The rows of a table. @param {string} table @returns {Row[]} */
  rows(table) {
    const stored = this.#stored(table);
    return Array.isArray(stored) ? stored.filter(isRow).map((cells) => ({ table, cells })) : [];
  }

  /**
   * Whether a row has an answer in a column, and its `if` holds there. Columns that wait for each other are empty.
   * @param {string} where
   * @param {string} column
   * @param {Row} row
   */
  #in(where, column, row) {
    if (!isGiven(row.cells[column]) || this.#asking.has(where)) return false;
    this.#asking.add(where);
    try {
      return this.holds(this.questions.get(where)?.if, row);
    } finally {
      this.#asking.delete(where);
    }
  }
}
