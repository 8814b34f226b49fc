/** A copy of answers for somebody else: only what the reader chose, and without names. */

import { fields, rowNames } from "./record.js";

/** @import { Answer, Entry, Sheet, State } from "./record.js" */

/**
 * @typedef {object} Choice
 * @property {(folder: string, sheet: string, item: string) => boolean} keeps What goes along: not what is private.
 * @property {string[]} [names] Addresses of answers that are names: `sheet.item` or `sheet.item.column`.
 * @property {string} [hidden] What stands in place of a name. Left out: names stay.
 */

const SAID = ["value", "own", "text"];
const KEPT = new Set(["asked", "language", "words", "done", "on", ...SAID]);

/**
 * A copy for an adviser. What was cleared or deleted, and what this code does not know, is not in it.
 *
 * A name is hidden where it is the answer, and wherever the whole of it or one of its words with a capital stands in
 * another answer, in small letters too: people type so on a phone. A nickname is not found: the reader should look the copy through.
 * @param {State} state
 * @param {Choice} choice
 * @returns {State}
 */
export function adviserCopy(state, { keeps, names = [], hidden }) {
  const words = hidden === undefined ? [] : wordsOf(namesIn(state, names));
  const hide = words.length ? (/** @type {string} */ text) => withoutWords(text, words, hidden ?? "") : same;
  const sheets = (/** @type {string} */ folder, /** @type {Record<string, Sheet>} */ from) =>
    filled(
      from,
      (sheet, name) => filled(sheet, (entry, item) => keeps(folder, name, item) ? entryOf(entry, hide) : undefined),
    );
  const folders = filled(state.folders, ({ made, archived, name, sheets: from }, id) => {
    const kept = sheets(id, from);
    return isEmpty(kept) ? undefined : { at: 0, made, archived, name: name && hide(name), sheets: kept };
  });
  return { me: sheets("me", state.me), folders };
}

const same = (/** @type {string} */ text) => text;
const isEmpty = (/** @type {object} */ of) => !Object.keys(of).length;

/**
 * Each field as `made` makes it, less those that come out empty.
 * @template T
 * @template {object} U
 * @param {Record<string, T>} from
 * @param {(value: T, name: string) => U | undefined} made
 * @returns {Record<string, U>}
 */
function filled(from, made) {
  const all = Object.entries(from).map(([name, value]) => /** @type {const} */ ([name, made(value, name)]));
  return fields(/** @type {[string, U][]} */ (all.filter(([, value]) => value && !isEmpty(value))));
}

/** @param {Entry} entry @param {(text: string) => string} hide @returns {Entry | undefined} */
function entryOf(entry, hide) {
  const kept = answerOf(entry, hide);
  const rows = filled(entry.rows ?? {}, (row) => filled(row, (cell) => answerOf(cell, hide)));
  if (isEmpty(rows)) return kept;
  const order = { value: rowNames(entry).filter((row) => row in rows), at: 0 };
  return { at: 0, asked: entry.asked, ...kept, order, rows, ...(entry.columns && { columns: entry.columns }) };
}

/**
 * An answer without names. It counts as older than any other, so that loading the copy never puts it in place of the
 * true one.
 * @param {Answer} answer
 * @param {(text: string) => string} hide
 * @returns {Answer | undefined} None where nothing is said.
 */
function answerOf(answer, hide) {
  const kept = Object.entries(answer).filter(([name, value]) => KEPT.has(name) && value !== null && value !== "");
  if (!kept.some(([name]) => SAID.includes(name) || name === "done")) return undefined;
  const told = kept.map((
    [name, value],
  ) => [name, SAID.includes(name) && typeof value === "string" ? hide(value) : value]);
  return Object.assign(fields(), Object.fromEntries(told), { at: 0 });
}

/** @param {State} state @param {string[]} addresses @returns {string[]} The names themselves. */
function namesIn(state, addresses) {
  const all = [state.me, ...Object.values(state.folders).map(({ sheets }) => sheets)];
  const found = addresses.flatMap((address) => {
    const [sheet = "", item = "", column] = address.split(".");
    const entries = all.map((sheets) => sheets[sheet]?.[item]);
    return entries.flatMap((entry) => column ? Object.values(entry?.rows ?? {}).map((row) => row[column]) : [entry]);
  });
  return found.flatMap((answer) => [answer?.value, answer?.own]).filter((name) => typeof name === "string");
}

/** @param {string[]} names @returns {string[]} Each, and each of their words with a capital; the longest first. */
function wordsOf(names) {
  const parts = names.flatMap((name) => name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /^\p{Lu}./u.test(word)));
  const all = new Set([...names.map((name) => name.trim()), ...parts].filter(Boolean));
  return [...all].sort((a, b) => b.length - a.length);
}

/** @param {string} text @param {string[]} words @param {string} hidden */
function withoutWords(text, words, hidden) {
  const either = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, "giu"), () => hidden);
}
