/** How much of a checklist is answered. */

import { isGiven } from "./conditions.js";
import { fields } from "./record.js";

/** @import { Entry, Sheet } from "./record.js" */

/** Whether there is an answer, a filled row, or a step that is done. @param {Entry | undefined} entry @returns {boolean} */
export function isAnswered(entry) {
  const rows = Object.values(entry?.rows ?? fields()).flatMap((row) => Object.values(row));
  return entry?.done === true || [entry, ...rows].some((answer) => isGiven(answer?.value));
}

/**
 * How many of the items of a record are answered.
 * @param {Sheet} sheet
 * @param {string[]} items What is asked in any case.
 * @param {string[]} [others] What is asked now and then: it counts once it is answered.
 * @returns {{done: number, all: number}}
 */
export function progressOf(sheet, items, others = []) {
  const isDone = (/** @type {string} */ item) => Object.hasOwn(sheet, item) && isAnswered(sheet[item]);
  const also = others.filter(isDone).length;
  return { done: items.filter(isDone).length + also, all: items.length + also };
}
