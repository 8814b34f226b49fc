/** Everything a reader wrote, as a file of theirs. It works from any page, and where nothing can be stored. */

import { fullDayWords } from "./dates.js";
import { download } from "./download.js";
import { gather } from "./everything.js";
import { folders } from "./folders.js";
import { carried, data, fileOf, guide, say, store, today, whole } from "./page.js";
import { nameOf } from "./readings.js";
import { toFile } from "./savefile.js";

/** @import { State } from "./record.js" */
/** @import { Telling } from "./savefile.js" */

export { download };

/** A site that does not answer is not waited for. In milliseconds. */
const PATIENCE = 3000;

/** Save it all in one file. */
export async function saveEverything() {
  const state = gather(store);
  download(fileName(), toFile(state, await tellingOf(state)));
}

/** @param {string} [what] @param {string} [ending] @returns {string} With the day in it. */
export const fileName = (what = "", ending = "html") => `${guide}${what && `-${what}`}-${today()}.${ending}`;

/**
 * What a file says beside the answers.
 * @param {State} state
 * @returns {Promise<Telling>}
 */
export async function tellingOf(state) {
  const day = (/** @type {string} */ iso) => fullDayWords(iso, carried?.words ?? {});
  const all = folders(store);
  return {
    guide,
    language: carried?.language ?? document.documentElement.lang,
    title: say("live-file-title", { day: day(today()) }),
    titles: await titlesOf(state),
    named: (id) => nameOf(all.find((folder) => folder.id === id) ?? unnamed(id, state), all),
    ...await ofTheGuide(state),
    day,
    words: {
      about: say("live-file-about"),
      locked: say("live-file-locked"),
      me: say("live-file-me"),
      unnamed: carried?.folder.one ?? "",
      archived: say("live-file-archived"),
      ticked: say("live-file-ticked"),
      done: say("live-file-done"),
      message: say("live-file-message"),
    },
  };
}

/** @param {string} id @param {State} state */
const unnamed = (id, { folders: all }) => ({ id, name: "", made: all[id]?.made ?? all[id]?.at ?? 0, archived: false });

/** What only a page with the whole guide knows. @param {State} state @returns {Promise<Partial<Telling>>} */
async function ofTheGuide(state) {
  if (!whole) return {};
  const [{ placesOf }, { bookOf }] = [await import("./book.js"), await import("./saying.js")];
  const book = bookOf(state);
  return { ...placesOf(whole), ours: (text) => book.ours(text) };
}

/** The titles of checklists: as the page knows them, else as the site does. @param {State} state */
async function titlesOf({ me, folders: all }) {
  const known = knownTitles();
  const sheets = [me, ...Object.values(all).map((folder) => folder.sheets)].flatMap(Object.keys);
  return sheets.every((sheet) => sheet in known) ? known : { ...await askedTitles(), ...known };
}

/** @returns {Record<string, string>} */
function knownTitles() {
  const found = whole
    ? Object.entries(whole.sheets).map(([id, { title }]) => [id, title])
    : data
    ? [...Object.values(data.targets).map(({ sheet, title }) => [sheet, title]), [data.sheet.id, data.sheet.title]]
    : [];
  return Object.assign(Object.create(null), Object.fromEntries(found));
}

/** @returns {Promise<Record<string, string>>} Nothing where the site cannot be asked: the file then has ids. */
async function askedTitles() {
  try {
    const answer = await fetch(fileOf("titles.json"), { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}
