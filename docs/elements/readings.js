/** All answers that a page can show or use, as they stand now: of the folder this tab is in, or of another one. */

import { answersOf } from "./answers.js";
import { folders } from "./folders.js";
import { Reading } from "./note.js";
import { carried, data, folderOf, say, store } from "./page.js";
import { questionsOf } from "./questions.js";

/** @import { Folder } from "./folders.js" */
/** @import { PageData } from "./page-data.js" */
/** @import { Question } from "./page-data.js" */

/** @type {Map<string, Question>} */
export const questions = data ? questionsOf(data) : new Map();

/** The checklists whose answers are read, each with one of its addresses. */
const sheets = new Map([...questions.keys()].map((where) => [where.split(".")[0] ?? "", where]));

/** @param {string} [folder] @returns {Reading} */
export function readingOf(folder = store.here) {
  const records = [...sheets].map(([sheet, where]) => [sheet, store.sheet(folderOf(where, () => folder), sheet)]);
  return new Reading(/** @type {PageData} */ (data), answersOf(questions, Object.fromEntries(records)), questions);
}

/** A text of ours as a page has it: each way of saying its local words, since a page is for every place. @param {string} text */
export const asRead = (text) =>
  text.replace(/\{local\.([^{}]*)\}/g, (_, name) => {
    const ways = new Set(Object.values(data?.local[name] ?? {}));
    return [...ways].join(` ${data?.words["or"]} `);
  });

/** Words of ours that name what there is several of. @param {string} key @param {Record<string, string>} [slots] */
export function sayOf(key, slots = {}) {
  const { one = "", many = "" } = carried?.folder ?? {};
  return say(key, { one, many, ...slots });
}

/** @type {Intl.DateTimeFormat | undefined} Made when it is needed, and once: that takes longer than many folders' names. */
let days;

/** @param {number} at */
const dayOf = (at) => (days ??= new Intl.DateTimeFormat([], { day: "numeric", month: "long" })).format(at);

/**
 * What a folder is called: as the reader named it, else by the day it was begun.
 * @param {Folder} folder
 * @param {Folder[]} [all]
 * @returns {string}
 */
export function nameOf({ id, name, made }, all = folders(store)) {
  if (name.trim()) return name.trim();
  const day = dayOf(made);
  const same = all.filter((other) => !other.name.trim() && dayOf(other.made) === day);
  const n = String(same.findIndex((other) => other.id === id) + 1);
  return sayOf(same.length > 1 ? "live-folder-made-of" : "live-folder-made", { day, n });
}
