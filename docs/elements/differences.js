/** What two sets of answers have in common and what not, and both in one. */

import { canonical, fields, isFields, join, later, merge } from "./record.js";

/** @import { Answer, Entry, Folder, Sheet, State } from "./record.js" */

/**
 * How an answer in a file stands to the one here. new: only in the file. here: only here. same: both say the same.
 * changed: both have one; merging keeps the one in `keeps`, or of a table cells of both.
 * @typedef {"new" | "changed" | "same" | "here"} Kind
 */

/** @typedef {{item: string, kind: Kind, keeps?: "file" | "here" | "both", here?: Entry, file?: Entry}} Difference */

/** @typedef {{folder: string, name: string, sheet: string, items: Difference[]}} SheetDifferences */

const BESIDE = new Set(["at", "asked", "language", "words", "columns", "gone", "order", "made-from"]);

/**
 * What an answer says, as one text, without when and how it was asked: to see whether two say the same.
 * @param {Entry | Answer | undefined} entry
 * @returns {string} Empty where nothing is answered.
 */
export function said(entry) {
  return isNothing(entry) ? "" : canonical(entry, (name, value) => !BESIDE.has(name) && !isNothing(value));
}

/** @param {unknown} value @returns {boolean} No answer, or only empty ones. */
function isNothing(value) {
  if (value === null || value === undefined || value === "" || value === false) return true;
  if (Array.isArray(value)) return !value.length;
  return isFields(value) && Object.entries(value).every(([name, held]) => BESIDE.has(name) || isNothing(held));
}

/**
 * What would change if a file were loaded.
 * @param {State} state What is here.
 * @param {State} loaded What is in the file.
 * @returns {SheetDifferences[]} For `me` first, then each folder; only where something is answered.
 */
export function differences(state, loaded) {
  const me = ofFolder("me", "", state.me, loaded.me);
  const ids = Object.keys({ ...state.folders, ...loaded.folders });
  const folders = ids.flatMap((id) => {
    const [here, file] = [state.folders[id], loaded.folders[id]];
    return ofFolder(id, here?.name || file?.name || "", here?.sheets ?? {}, file?.sheets ?? {});
  });
  return [...me, ...folders];
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {Record<string, Sheet>} here
 * @param {Record<string, Sheet>} file
 * @returns {SheetDifferences[]}
 */
function ofFolder(folder, name, here, file) {
  return Object.keys({ ...here, ...file }).map((sheet) => {
    const [a, b] = [here[sheet] ?? {}, file[sheet] ?? {}];
    const items = Object.keys({ ...a, ...b }).flatMap((item) => ofItem(item, a[item], b[item]));
    return { folder, name, sheet, items };
  }).filter(({ items }) => items.length);
}

/** @param {string} item @param {Entry | undefined} here @param {Entry | undefined} file @returns {Difference[]} */
function ofItem(item, here, file) {
  const [a, b] = [said(here), said(file)];
  if (!a && !b) return [];
  const kind = a === b ? "same" : !a ? "new" : !b ? "here" : "changed";
  return [{
    item,
    kind,
    ...(kind === "changed" && { keeps: keeps(here, file) }),
    ...(here && { here }),
    ...(file && { file }),
  }];
}

/** @param {Entry | undefined} here @param {Entry | undefined} file @returns {"file" | "here" | "both"} */
function keeps(here, file) {
  const both = said(merge(here ? { it: here } : {}, file ? { it: file } : {}).it);
  return both === said(here) ? "here" : both === said(file) ? "file" : "both";
}

/**
 * Both in one: for each answer and cell, the last write.
 * @param {State} a
 * @param {State} b
 * @returns {State}
 */
export function mergeStates(a, b) {
  return { me: join(a.me, b.me, merge), folders: join(a.folders, b.folders, mergeFolders) };
}

/** @param {Folder} a @param {Folder} b @returns {Folder} */
function mergeFolders({ sheets: a, ...first }, { sheets: b, ...second }) {
  return { ...later(first, second), sheets: join(a, b, merge) };
}

/**
 * How many answers are new, changed, the same, and only here.
 * @param {SheetDifferences[]} all
 * @returns {Record<Kind, number>}
 */
export function counted(all) {
  const counts = { new: 0, changed: 0, same: 0, here: 0 };
  for (const { kind } of all.flatMap(({ items }) => items)) counts[kind]++;
  return Object.assign(fields(), counts);
}
