/** The folders a reader has: listed, named, put away, deleted. Which one a tab is in, the store knows. */

import { isDeleted, LIST, madeAt, worst } from "./store.js";

/** @import { Saved, Store } from "./store.js" */

/** @typedef {{id: string, name: string, made: number, archived: boolean}} Folder */

/**
 * The folders, in the order they were made. One that holds records and was lost from the list is there, too.
 * @param {Store} store
 * @returns {Folder[]}
 */
export function folders(store) {
  const list = store.record(LIST);
  const found = store.names().map((name) => name.split("/")[0] ?? "");
  const ids = [...new Set([...Object.keys(list), ...found])].filter((id) => id !== "me" && !isDeleted(list[id]));
  return ids.map((id) => described(store, id)).sort((a, b) => a.made - b.made || (a.id < b.id ? -1 : 1));
}

/** @param {Store} store @param {string} id @returns {Folder} */
function described(store, id) {
  const entry = store.record(LIST)[id] ?? { at: 0 };
  const name = "name" in entry && typeof entry.name === "string" ? entry.name : "";
  return { id, name, made: madeAt(entry), archived: "archived" in entry && entry.archived === true };
}

/**
 * Make a folder, and go there.
 * @param {Store} store
 * @param {string} name
 * @returns {string} Its id.
 */
export function create(store, name) {
  const id = store.newName();
  store.describe(id, { name });
  store.enter(id);
  return id;
}

/**
 * Delete a folder and all in it. Can be undone.
 * @param {Store} store
 * @param {string} id
 * @returns {Saved}
 */
export function discard(store, id) {
  const { name } = described(store, id);
  const names = store.names().filter((one) => one.startsWith(`${id}/`));
  const saved = store.describe(id, { name: "", deleted: true });
  const bringBack = store.remove("folder", names);
  store.offer("folder", () => worst([store.describe(id, { name, deleted: false }), bringBack()]));
  return saved;
}
