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

/** @param {string} [folder] @returns {Reading} */
export function readingOf(folder) {
  const places = [...questions.keys()].map((
    where,
  ) => [where.split(".")[0] ?? "", folderOf(where, folder ? () => folder : undefined)]);
  const sheets = Object.fromEntries(new Map(places.map(([sheet = "", place = ""]) => [sheet, place])));
  const records = Object.entries(sheets).map(([sheet, place]) => [sheet, store.sheet(place, sheet)]);
  return new Reading(/** @type {PageData} */ (data), answersOf(questions, Object.fromEntries(records)), questions);
}

/** Words of ours that name what there is several of. @param {string} key @param {Record<string, string>} [slots] */
export function sayOf(key, slots = {}) {
  const { one = "", many = "" } = carried?.folder ?? {};
  return say(key, { one, many, ...slots });
}

/**
 * What a folder is called: as the reader named it, else by the day it was begun.
 * @param {Folder} folder
 * @param {Folder[]} [all]
 * @returns {string}
 */
export function nameOf({ id, name, made }, all = folders(store)) {
  if (name.trim()) return name.trim();
  const day = (/** @type {number} */ at) => new Date(at).toLocaleDateString([], { day: "numeric", month: "long" });
  const same = all.filter((other) => !other.name.trim() && day(other.made) === day(made));
  const n = String(same.findIndex((other) => other.id === id) + 1);
  return sayOf(same.length > 1 ? "live-folder-made-of" : "live-folder-made", { day: day(made), n });
}
