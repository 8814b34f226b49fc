/** A button that saves everything in a file: where it cannot be kept otherwise, and beside what a page holds. */

import { button, write } from "./dom.js";
import { say } from "./page.js";

/** @import { Trouble } from "./store.js" */

/** With these, what is typed stands on the page alone. @type {(Trouble | undefined)[]} */
const UNSAFE = ["full", "refused", "newer", "deleted"];

/** @param {string} text @returns {HTMLButtonElement} */
export function saveButton(text) {
  const made = button(text, () => void save(made));
  return made;
}

/** @param {HTMLElement} place */
async function save(place) {
  try {
    await (await import("./saving.js")).saveEverything();
  } catch {
    write(place, say("live-save-failed"));
  }
}

/**
 * To stand beside what is said of a trouble.
 * @param {Trouble | undefined} trouble
 * @returns {(Node | string)[]} Nothing where all is kept.
 */
export function offerToSave(trouble) {
  if (!UNSAFE.includes(trouble)) return [];
  // There may be no network later.
  import("./saving.js").catch(() => {});
  return [" ", saveButton(say("live-save-copy"))];
}
