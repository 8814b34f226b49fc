/** The way that a reader opened last, as it is remembered: which it is, and its steps, so that they lead on from any page. */

import { isGiven } from "./conditions.js";
import { isAnswered } from "./progress.js";
import { isFields, parse } from "./record.js";

/** @import { Sheet } from "./record.js" */

/** Where the first page shows the way that is open. */
export const WAY = "_way";

/** @typedef {{id: string, title: string, minutes?: string, silent?: true}} Step A checklist; minutes in words. A silent one asks nothing, so nobody knows whether it was read. */
/** @typedef {{name: string, steps: Step[]}} Way Its name is of its moment and its situation. */

const ID = /^[a-z][a-z0-9-]*$/;

/** @param {string | null} text What is remembered. @returns {Way | undefined} Nothing where it is not as we wrote it. */
export function readWay(text) {
  const way = text === null ? undefined : parse(text);
  return isFields(way) && typeof way.name === "string" && Array.isArray(way.steps) && way.steps.every(isStep)
    ? { name: way.name, steps: way.steps }
    : undefined;
}

/** An id goes into an address, so it must be one. @param {unknown} step @returns {step is Step} */
function isStep(step) {
  return isFields(step) && typeof step.id === "string" && ID.test(step.id) && typeof step.title === "string" &&
    ["string", "undefined"].includes(typeof step.minutes);
}

/**
 * The first step with nothing written yet: after the one that the reader is at, else before it.
 * @param {Step[]} steps
 * @param {(id: string) => boolean} isBegun
 * @param {number} [at] Left out: before the first.
 * @returns {Step | undefined}
 */
export function nextStep(steps, isBegun, at = -1) {
  const others = [...steps.slice(at + 1), ...steps.slice(0, Math.max(at, 0))];
  return others.find(({ id, silent }) => !silent && !isBegun(id));
}

/** Whether anything was written on a checklist, if only to plan or to edit. @param {Sheet} sheet */
export const isBegun = (sheet) =>
  Object.values(sheet).some((entry) =>
    isAnswered(entry) || [entry.own, entry.pick, entry.text].some((given) => isGiven(given))
  );
