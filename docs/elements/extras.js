/** What only some checklists hold: shown by modules that are loaded where there is something to show. */

import { questions } from "./readings.js";

/** @import { Question } from "./page-data.js" */
/** @import { Reading } from "./note.js" */

/**
 * Shows what it is about as it stands now.
 * @callback Show
 * @param {Element} sheet
 * @param {Reading} reading
 * @param {[Question, Element][]} blocks Each item with its place on the page.
 * @returns {void}
 */

/** @type {{has: (items: Question[], sheet: Element) => unknown, load: () => Promise<Show>}[]} */
const EXTRAS = [
  {
    has: (items, sheet) => items.some(({ say, hear }) => say || hear) || sheet.querySelector("guide-card"),
    load: async () => (await import("./sayings.js")).showSayings,
  },
  {
    has: (items) => items.some((item) => item.do || (item.use ? questions.get(item.use) : item)?.sentence),
    load: async () => (await import("./steps.js")).showSteps,
  },
  {
    has: (items) => items.some(({ options }) => Object.values(options ?? {}).some(({ fits }) => fits)),
    load: async () => (await import("./fits.js")).showAllFits,
  },
];

/**
 * What these items need beyond what every checklist needs.
 * @param {Question[]} items
 * @param {Element} sheet Their page.
 * @returns {Promise<Show>[]}
 */
export const extrasFor = (items, sheet) => EXTRAS.filter(({ has }) => has(items, sheet)).map(({ load }) => load());
