/** How a reader likes the pages: remembered on a device of one's own, else in this tab. No answers. */

import { guide, store } from "./page.js";

/** @param {string} name @returns {string | null} */
export const remembered = (name) => area()?.getItem(`${guide}:${name}`) ?? null;

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    area()?.setItem(`${guide}:${name}`, value);
  } catch { /* Then it holds for this page only. */ }
}

/** @returns {Storage | undefined} */
function area() {
  try {
    return store.device === "own" ? localStorage : sessionStorage;
  } catch {
    return undefined;
  }
}
