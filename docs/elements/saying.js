/** Words of ours for what a reader wrote, on a page and in a file. */

import { Book } from "./book.js";
import { fullDayWords } from "./dates.js";
import { carried, say, whole } from "./page.js";

/** @import { State } from "./record.js" */
/** @import { GuideData } from "./page-data.js" */

/** @param {string} day */
export const dayInWords = (day) => fullDayWords(day, carried?.words ?? {});

/** How what is in a state is told. @param {State} state @returns {Book} */
export function bookOf(state) {
  const saying = {
    ticked: say("live-file-ticked"),
    done: say("live-file-done"),
    message: say("live-file-message"),
    lost: say("live-book-lost"),
    scale: (/** @type {Record<string, string>} */ slots) => say("live-book-scale", slots),
    day: dayInWords,
  };
  return new Book(/** @type {GuideData} */ (whole), saying, state);
}

/** "1 answer", "3 answers": `key-one` or `key`. @param {string} key @param {number} n @param {Record<string, string>} [slots] */
export const counted = (key, n, slots = {}) => say(n === 1 ? `${key}-one` : key, { n: String(n), ...slots });
