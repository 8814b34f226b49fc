/** All records of a store at once: to save them in a file, to load one, to delete all. */

import { become } from "./restore.js";
import { fields, join, merge, newest, put } from "./record.js";
import { isDeleted, LIST } from "./store.js";

/** @import { Change, Entry, Sheet, State } from "./record.js" */
/** @import { Saved, Store } from "./store.js" */

/**
 * Everything a reader wrote.
 * @param {Store} store
 * @returns {State}
 */
export function gather(store) {
  const list = store.record(LIST);
  /** @type {State} */
  const state = { me: fields(), folders: fields() };
  const open = Object.entries(list).filter(([, entry]) => !isDeleted(entry));
  for (const [id, entry] of open) state.folders[id] = Object.assign(fields(), entry, { sheets: fields() });
  for (const name of store.names()) {
    const [folder = "", sheet = ""] = name.split("/");
    if (folder !== "me") state.folders[folder] ??= { at: 0, sheets: fields() };
    (folder === "me" ? state.me : state.folders[folder]?.sheets ?? fields())[sheet] = store.record(name);
  }
  return state;
}

/**
 * Load what a file held. All of it or nothing; can be undone.
 * @param {Store} store
 * @param {State} loaded
 * @param {"merge" | "replace"} how Merging keeps the last write of each answer; replacing, what the file has.
 * @param {number} now
 * @returns {Saved}
 */
export function load(store, loaded, how, now) {
  const before = records(store);
  const wanted = recordsOf(loaded);
  const next = how === "merge" ? merged(before, wanted, now) : became(before, wanted, now);
  const saved = store.saveAll(next);
  // A browser that keeps nothing has it on the page.
  if (!saved.trouble || saved.trouble === "refused") {
    store.offer("load", () => store.saveAll(became(records(store), before, now)));
  }
  return saved;
}

/**
 * Delete all answers and folders. Can be undone.
 * @param {Store} store
 */
export function removeAll(store) {
  store.remove("everything", [...store.names(), LIST]);
}

/** @param {Store} store @returns {Record<string, Sheet>} */
const records = (store) => fields([...store.names(), LIST].map((name) => [name, store.record(name)]));

/** @param {State} state @returns {Record<string, Sheet>} Its records by name, the list among them. */
function recordsOf({ me, folders }) {
  const under = (/** @type {string} */ folder, /** @type {Record<string, Sheet>} */ sheets) =>
    Object.entries(sheets).map(([sheet, record]) => /** @type {[string, Sheet]} */ ([`${folder}/${sheet}`, record]));
  const list = Object.entries(folders).map((
    [id, { sheets: _sheets, ...entry }],
  ) => /** @type {[string, Entry]} */ ([id, entry]));
  return fields([
    ...under("me", me),
    ...Object.entries(folders).flatMap(([id, { sheets }]) => under(id, sheets)),
    [LIST, fields(list)],
  ]);
}

/** @param {Record<string, Sheet>} before @param {Record<string, Sheet>} wanted @param {number} now */
function merged(before, wanted, now) {
  const next = join(before, wanted, merge);
  const back = Object.keys(wanted[LIST] ?? {}).filter((id) => isDeleted(next[LIST]?.[id]));
  const list = back.map((id) => /** @type {const} */ ([id, listed(next[LIST]?.[id], wanted[LIST]?.[id], now)]));
  return { ...next, [LIST]: { ...next[LIST], ...fields(list) } };
}

/** @param {Record<string, Sheet>} here @param {Record<string, Sheet>} wanted @param {number} now */
function became(here, wanted, now) {
  const names = Object.keys({ ...here, ...wanted }).filter((name) => name !== LIST);
  const sheets = names.map((name) => {
    const [was, then] = [here[name], wanted[name]];
    return /** @type {[string, Sheet]} */ ([name, then ? become(was ?? fields(), then, now) : fields()]);
  });
  const ids = Object.keys({ ...here[LIST], ...wanted[LIST] });
  const list = ids.map((id) => /** @type {const} */ ([id, listed(here[LIST]?.[id], wanted[LIST]?.[id], now)]));
  return fields([...sheets, [LIST, fields(list)]]);
}

/** A folder's entry in the list, so that it wins. @param {Entry} [here] @param {Entry} [wanted] @param {number} [now] */
function listed(here, wanted, now = 0) {
  if (!wanted) return put(here, /** @type {Change} */ ({ name: "", deleted: true }), now);
  const { at, ...entry } = wanted;
  return here
    ? put(here, /** @type {Change} */ ({ deleted: false, ...entry }), Math.max(now, newest(here)))
    : { at, ...entry };
}
