/** What is written on other checklists than the one that is open, and how a page leads to one. */

import { make } from "./dom.js";
import { pageOf, say, store } from "./page.js";
import { isBegun } from "./ways.js";

/** @import { Sheet } from "./record.js" */
/** @import { Step } from "./ways.js" */

/** Its answers are with what is the reader's own, or in the folder this tab is in. @param {string} id @returns {Sheet} */
export function sheetOf(id) {
  const own = store.sheet("me", id);
  return Object.keys(own).length ? own : store.sheet(store.here, id);
}

/** @param {string} id */
export const isBegunHere = (id) => isBegun(sheetOf(id));

/** A line that leads to a step. @param {string} key Of our words, with a slot for the step. @param {Step} step */
export function lineTo(key, { id, title, minutes }) {
  const [before = "", after = ""] = say(key, { step: "\n" }).split("\n");
  return make(
    "p",
    { class: "next" },
    before,
    make("a", { href: pageOf(id) }, title),
    minutes ? `, ${minutes}` : "",
    after,
  );
}
