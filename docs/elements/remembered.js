/**
 * What a reader chose, so that it need not be chosen again: on a device of one's own in the browser's store, else in this
 * tab alone. It is no answer: it stands beside the records, not among them, and goes with them.
 */

import { guide, news, store, tell } from "./page.js";

/** @import { News } from "./store.js" */

/** @typedef {"depth" | "pace" | "paper" | "way" | "whose"} Choice How much is shown, and whether at once; the way that was
 * opened last; the size of paper; whether the reader's words are marked in a message. */

const CHOICES = /** @type {Choice[]} */ (["depth", "pace", "paper", "way", "whose"]);

/** @param {Choice} name */
const keyOf = (name) => `${guide}:${name}`;

/** May throw, as browsers do. @param {boolean} [own] */
const area = (own = store.device === "own") => own ? localStorage : sessionStorage;

/** @param {Choice} name @returns {string | null} */
export function remembered(name) {
  try {
    return area().getItem(keyOf(name));
  } catch {
    return null;
  }
}

/** @param {Choice} name @param {string | null} text null takes it away. */
export function remember(name, text) {
  try {
    if (text === null) area().removeItem(keyOf(name));
    else area().setItem(keyOf(name), text);
  } catch { /* Then it is chosen for this page only. */ }
  tell("remembered");
}

/** Somebody said whose device this is: what was chosen before comes along, and nothing of it stays behind. */
function move() {
  const own = store.device === "own";
  for (const name of CHOICES) {
    try {
      const text = area(!own).getItem(keyOf(name));
      area(!own).removeItem(keyOf(name));
      if (text !== null) area(own).setItem(keyOf(name), text);
    } catch { /* Then it is chosen again. */ }
  }
}

news.addEventListener("change", (event) => {
  if (/** @type {CustomEvent<News>} */ (event).detail.about === "device") move();
});
