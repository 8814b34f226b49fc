/**
 * The shape of stored answers, and how two copies of them become one.
 *
 * docs/format.md promises it ("What you can rely on"). Whatever comes in, from a store or a file, becomes fields
 * without a prototype, so that no name in it means anything to the browser.
 */

/** @typedef {string | number | boolean | null | string[]} Value */

/**
 * What is written at one moment, and wins or loses whole. Fields that we do not know are kept.
 * @typedef {object} Answer
 * @property {number} at Milliseconds since 1970; 0 where nobody knows.
 * @property {Value} [value] As its kind of answer is stored; null where it was cleared.
 * @property {string} [asked] The question as it read then.
 * @property {string} [language] Of `asked` and `words`, where it was not the guide's own.
 * @property {Record<string, string>} [words] Of the options chosen, as they read then.
 * @property {string | null} [own] The reader's own words beside `other`, or own date of a step.
 * @property {string | null} [pick] The address picked, or `none`.
 * @property {boolean | null} [done] A step.
 * @property {string | null} [on] The day it was done.
 * @property {string | null} [text] A message as edited; null: as it makes itself.
 * @property {string | string[]} [made-from] What that was edited from.
 * @property {string | null} [subject] Of a message, as edited.
 */

/** @typedef {Record<string, Answer>} Row */
/** @typedef {{at?: number, asked?: string, language?: string, words?: Record<string, string>}} Wording */

/**
 * What else a table has; each cell is an answer of its own.
 * @typedef {object} Table
 * @property {{value: string[], at: number}} [order] Names of rows.
 * @property {Record<string, Row>} [rows]
 * @property {Record<string, number>} [gone] Rows deleted, and when.
 * @property {Record<string, Wording>} [columns]
 */

/** @typedef {Answer & Table} Entry */
/** @typedef {Record<string, Entry>} Sheet One record: the answers to one checklist, by item. */
/** @typedef {{at: number, name?: string, made?: number, archived?: boolean, sheets: Record<string, Sheet>}} Folder */
/** @typedef {{me: Record<string, Sheet>, folders: Record<string, Folder>}} State Everything a reader wrote. */

/**
 * What to write: an entry without its times. `value` takes `own` and `words` with it, `done` takes `on`, `text` takes
 * `made-from`; what else stands in the entry stays. Of rows, only the cells named are written.
 * @typedef {Partial<Omit<Answer, "at">>
 *   & {order?: string[], gone?: string[], rows?: Record<string, Record<string, Partial<Answer>>>}
 *   & {columns?: Record<string, Wording>}} Change
 */

/** Old addresses and what they are now: `sheet`, `sheet.item`, `sheet.item.column`, under the sheet's new name.
 * @typedef {Record<string, string>} Aliases */

/** The format this code writes. */
export const FORMAT = 1;

/**
 * What makes a sheet of format n one of format n + 1, at n - 1.
 * @type {((sheet: Sheet) => Sheet)[]}
 */
export const STEPS = [];

const NAME = /^[a-z0-9][\w-]{0,39}$/i;
/** Levels that a field we do not know may have. */
const DEPTH = 8;

/**
 * Fields without a prototype.
 * @template T
 * @param {Iterable<readonly [string, T]>} [pairs]
 * @returns {Record<string, T>}
 */
export function fields(pairs = []) {
  const made = Object.create(null);
  for (const [name, value] of pairs) made[name] = value;
  return made;
}

// --- reading --------------------------------------------------------------------------------------

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isFields = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string";
/** @param {unknown} value @returns {value is string[]} */
const isTexts = (value) => Array.isArray(value) && value.every(isText);
/** @param {unknown} value */
const isValue = (value) =>
  value === null || isText(value) || typeof value === "boolean" || Number.isFinite(value) || isTexts(value);

/** @type {Record<string, (value: unknown) => boolean>} */
const KNOWN = fields(Object.entries({
  "value": isValue,
  "asked": isText,
  "language": isText,
  "words": (value) => isFields(value) && Object.values(value).every(isText),
  "own": (value) => value === null || isText(value),
  "pick": (value) => value === null || isText(value),
  "done": (value) => value === null || typeof value === "boolean",
  "on": (value) => value === null || isText(value),
  "text": (value) => value === null || isText(value),
  "subject": (value) => value === null || isText(value),
  "made-from": (value) => isText(value) || isTexts(value),
}));
const TABLE = new Set(["order", "rows", "gone", "columns"]);

/** @param {unknown} value @returns {number} A time; 0 for what is none. */
export const timeOf = (value) => Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0;

/**
 * A copy of what JSON gave; undefined where it is too deep.
 * @param {unknown} value
 * @param {() => void} drop Called for each thing left out.
 * @param {number} [depth]
 * @returns {unknown}
 */
function copy(value, drop, depth = DEPTH) {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return undefined;
  if (isFields(value)) return pickFields(value, (inner) => copy(inner, drop, depth - 1), drop);
  return Array.from(/** @type {unknown[]} */ (value), (inner) => {
    const kept = copy(inner, drop, depth - 1);
    if (kept === undefined) drop();
    return kept ?? null;
  });
}

/**
 * Each field with a usable name and a usable value.
 * @template T
 * @param {unknown} from
 * @param {(value: unknown, name: string) => T | undefined} use
 * @param {() => void} drop
 * @returns {Record<string, T>}
 */
export function pickFields(from, use, drop) {
  const kept = fields(/** @type {[string, T][]} */ ([]));
  if (!isFields(from)) drop();
  else {
    for (const [name, value] of Object.entries(from)) {
      const usable = NAME.test(name) ? use(value, name) : undefined;
      if (usable === undefined) drop();
      else kept[name] = usable;
    }
  }
  return kept;
}

/** @param {unknown} from @param {() => void} drop @param {Set<string>} [apart] @returns {Answer | undefined} */
function readAnswer(from, drop, apart = new Set()) {
  if (!isFields(from)) return undefined;
  const rest = Object.entries(from).filter(([name]) => name !== "at" && !apart.has(name));
  const kept = pickFields(fields(rest), (value, name) => {
    return KNOWN[name]?.(value) === false ? undefined : copy(value, drop);
  }, drop);
  return Object.assign(fields(), { at: timeOf(from.at) }, kept);
}

/** @param {Record<string, unknown>} from @param {() => void} drop @returns {Table} */
function readTable(from, drop) {
  const { order, rows, gone, columns } = from;
  const row = (/** @type {unknown} */ cells) => pickFields(cells, (cell) => readAnswer(cell, drop), drop);
  /** @type {Table} */
  const table = fields();
  if (isFields(order) && isTexts(order.value)) table.order = { value: [...order.value], at: timeOf(order.at) };
  else if (order !== undefined) drop();
  if (rows !== undefined) table.rows = pickFields(rows, row, drop);
  if (gone !== undefined) {
    table.gone = pickFields(gone, (at) => Number.isSafeInteger(at) ? timeOf(at) : undefined, drop);
  }
  if (columns !== undefined) table.columns = pickFields(columns, (column) => readWording(column, drop), drop);
  return table;
}

/** @param {unknown} from @param {() => void} drop @returns {Wording | undefined} */
function readWording(from, drop) {
  const { at, ...wording } = readAnswer(from, drop) ?? {};
  return isFields(from) ? { ...wording, ...(at && { at }) } : undefined;
}

/** @param {unknown} from @param {() => void} drop @returns {Entry | undefined} */
export function readEntry(from, drop) {
  const answer = readAnswer(from, drop, TABLE);
  return answer && isFields(from) ? tidy({ ...answer, ...readTable(from, drop) }) : undefined;
}

/**
 * One record out of anything.
 * @param {unknown} from
 * @param {() => void} drop Called for each thing that could not be used.
 * @returns {Sheet}
 */
export const readSheet = (from, drop) => pickFields(from, (entry) => readEntry(entry, drop), drop);

/**
 * One record out of a store.
 * @param {string | null} text What stands there; null for nothing.
 * @param {number} [format] The format it was written in.
 * @param {((sheet: Sheet) => Sheet)[]} [steps]
 * @returns {{sheet: Sheet, trouble?: "corrupt"}} What could be used; with trouble, that was not all.
 */
export function read(text, format = FORMAT, steps = STEPS) {
  /** @type {"corrupt" | undefined} */
  let trouble;
  const drop = () => void (trouble = "corrupt");
  const sheet = text === null ? fields() : upgrade(readSheet(parse(text), drop), format, steps);
  return trouble ? { sheet, trouble } : { sheet };
}

/**
 * @param {string} text
 * @param {(name: string, value: unknown) => unknown} [revive] As for JSON.parse.
 * @returns {unknown} undefined for what is no JSON.
 */
export function parse(text, revive) {
  try {
    return JSON.parse(text, revive);
  } catch {
    return undefined;
  }
}

/**
 * The same answers in the format of today.
 * @param {Sheet} sheet
 * @param {number} format The format they are in.
 * @param {((sheet: Sheet) => Sheet)[]} [steps]
 * @returns {Sheet}
 */
export const upgrade = (sheet, format, steps = STEPS) =>
  steps.slice(format - 1).reduce((was, step) => step(was), sheet);

// --- one out of two -------------------------------------------------------------------------------

/**
 * The same text for the same content, whatever the order of fields.
 * @param {unknown} value
 * @param {(name: string, value: unknown) => boolean} [counts] Which fields do.
 * @returns {string}
 */
export function canonical(value, counts = (_, inner) => inner !== undefined) {
  return JSON.stringify(value, (_, inner) => {
    if (!isFields(inner)) return inner;
    return fields(
      Object.entries(inner).filter(([name, held]) => counts(name, held)).sort(([a], [b]) => a < b ? -1 : 1),
    );
  }) ?? "";
}

/**
 * @template T
 * @param {Record<string, T> | undefined} a
 * @param {Record<string, T> | undefined} b
 * @param {(a: T, b: T) => T} both Where each has one.
 * @returns {Record<string, T>}
 */
export function join(a, b, both) {
  const all = fields(Object.entries(a ?? {}));
  for (const [name, value] of Object.entries(b ?? {})) {
    const other = all[name];
    all[name] = other === undefined || other === value ? value : both(other, value);
  }
  return all;
}

/**
 * The last write wins; of two at once, the one whose text sorts later, so that all devices choose the same.
 * @template {{at?: number}} T
 * @param {T} a
 * @param {T} b
 * @returns {T}
 */
export function later(a, b) {
  const [first, second] = [a.at ?? 0, b.at ?? 0];
  if (first !== second) return first > second ? a : b;
  return canonical(a) >= canonical(b) ? a : b;
}

/** @param {Wording} a @param {Wording} b @returns {Wording} The later question, and the words of all options. */
export function mergeWording({ words: a, ...first }, { words: b, ...second }) {
  const asked = later(/** @type {Wording} */ (first), second);
  return a || b ? { ...asked, words: join(a, b, (one, other) => one > other ? one : other) } : asked;
}

/** @param {Entry} entry @returns {Answer} It without its table. */
export function answerOf({ order: _order, rows: _rows, gone: _gone, columns: _columns, ...answer }) {
  return answer;
}

/** @param {Entry} a @param {Entry} b @returns {Entry} */
export function mergeEntry(a, b) {
  const order = a.order && b.order ? later(a.order, b.order) : a.order ?? b.order;
  return tidy({
    ...later(answerOf(a), answerOf(b)),
    ...(order && { order }),
    rows: join(a.rows, b.rows, (row, other) => join(row, other, later)),
    gone: join(a.gone, b.gone, Math.max),
    columns: join(a.columns, b.columns, mergeWording),
  });
}

/**
 * One record out of two: per item, and per cell of a table, the last write wins. In whatever order and however often
 * records are merged, the same comes out.
 * @param {Sheet} a
 * @param {Sheet} b
 * @returns {Sheet}
 */
export const merge = (a, b) => join(a, b, mergeEntry);

/**
 * An entry without what its deleted rows held, and without empty parts. A row stays deleted unless written to later.
 * @param {Entry} entry
 * @returns {Entry}
 */
export function tidy(entry) {
  const { rows, gone, columns, ...rest } = entry;
  /** @type {Entry} */
  const kept = Object.assign(fields(), rest);
  const left = fields(
    Object.entries(rows ?? {}).map(([row, cells]) => /** @type {const} */ ([row, since(cells, gone?.[row] ?? -1)]))
      .filter(([, cells]) => Object.keys(cells).length),
  );
  if (Object.keys(left).length) kept.rows = left;
  if (Object.keys(gone ?? {}).length) kept.gone = gone;
  if (Object.keys(columns ?? {}).length) kept.columns = columns;
  return kept;
}

/** @param {Row} cells @param {number} at @returns {Row} Those written after it. */
const since = (cells, at) => fields(Object.entries(cells).filter(([, cell]) => cell.at > at));

// --- writing --------------------------------------------------------------------------------------

/** What is taken away with what it belonged to. @type {[string, string[]][]} */
const TOGETHER = [["value", ["own", "words", "language"]], ["done", ["on"]], ["text", ["made-from"]]];

/** @param {Entry | undefined} entry @returns {number} When anything in it was written last. */
export function newest(entry) {
  if (!entry) return 0;
  const cells = Object.values(entry.rows ?? {}).flatMap((row) => Object.values(row).map((cell) => cell.at));
  const gone = Object.values(entry.gone ?? {});
  return [...cells, ...gone].reduce((last, at) => Math.max(last, at), Math.max(entry.at, entry.order?.at ?? 0));
}

/** @param {Entry} entry @param {number} now @returns {number} A time that wins over all in it, whatever the clock. */
export const after = (entry, now) => Math.max(now, newest(entry) + 1);

/** @param {Partial<Answer>} was @param {Partial<Answer>} change @param {number} at @returns {Answer} */
function putAnswer(was, change, at) {
  const stale = TOGETHER.flatMap(([name, others]) => name in change ? others : []);
  const left = Object.entries(was).filter(([name]) => !stale.includes(name));
  const put = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.assign(fields([...left, ...put]), { at });
}

/**
 * An entry with a change written to it.
 * @param {Entry | undefined} entry
 * @param {Change} change
 * @param {number} now
 * @returns {Entry}
 */
export function put(entry, change, now) {
  const was = entry ?? { at: 0 };
  const at = after(was, now);
  const { order, rows, gone, columns, ...answer } = change;
  return mergeEntry(was, {
    ...putAnswer(answerOf(was), answer, at),
    ...(order && { order: { value: order, at } }),
    rows: fields(
      Object.entries(rows ?? {}).map(([row, cells]) => [
        row,
        fields(
          Object.entries(cells).map(([column, cell]) => [column, putAnswer(was.rows?.[row]?.[column] ?? {}, cell, at)]),
        ),
      ]),
    ),
    gone: fields((gone ?? []).map((row) => [row, at])),
    columns: fields(Object.entries(columns ?? {}).map(([column, wording]) => [column, { ...wording, at }])),
  });
}

// --- looking --------------------------------------------------------------------------------------

/**
 * The rows of a table as they stand: those in order, then those written elsewhere, the oldest first.
 * @param {Entry | undefined} entry
 * @returns {string[]}
 */
export function rowNames(entry) {
  const rows = entry?.rows ?? fields();
  const placed = new Set((entry?.order?.value ?? []).filter((row) => row in rows || entry?.gone?.[row] === undefined));
  const first = (/** @type {string} */ row) => Math.min(...Object.values(rows[row] ?? {}).map((cell) => cell.at));
  const others = Object.keys(rows).filter((row) => !placed.has(row));
  return [...placed, ...others.sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1))];
}

/**
 * What is asked otherwise now than when it was answered; undefined where nothing is, or where languages differ.
 * @param {Answer & Wording | Wording | undefined} then
 * @param {Wording} now
 * @returns {Wording | undefined}
 */
export function reworded(then, now) {
  if (!then || then.language !== now.language) return undefined;
  const words = Object.entries(then.words ?? {}).filter(([option, text]) => now.words?.[option] !== text);
  const asked = then.asked === undefined || then.asked === now.asked ? undefined : then.asked;
  if (asked === undefined && !words.length) return undefined;
  return { ...(asked !== undefined && { asked }), ...(words.length && { words: fields(words) }) };
}
