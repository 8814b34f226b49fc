/** At the end of a checklist that is a step of the way opened last: which step comes next, and how to get back to the way. */

import { make } from "./dom.js";
import { data, home, news, say } from "./page.js";
import { remembered } from "./remembered.js";
import { isBegunHere, lineTo } from "./shelf.js";
import { nextStep, readWay, WAY } from "./ways.js";

/** @import { Step } from "./ways.js" */

export class GuideOnward extends HTMLElement {
  #ending = new AbortController();

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    for (const about of ["change", "woke", "remembered"]) news.addEventListener(about, () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #show() {
    const steps = readWay(remembered("way"))?.steps ?? [];
    const lines = linesOf(steps, steps.findIndex(({ id }) => id === data?.sheet.id));
    // A link that has the focus keeps it, where nothing is other.
    if (lines.map(({ textContent }) => textContent).join("") !== this.textContent) this.replaceChildren(...lines);
  }
}

/** @param {Step[]} steps @param {number} at Of this page; below 0 it is none of them. */
function linesOf(steps, at) {
  if (at < 0) return [];
  const next = nextStep(steps, isBegunHere, at);
  const back = make("p", {}, make("a", { href: `${home}#${WAY}` }, say("live-onward-back")));
  return [...(next ? [lineTo("live-onward", next)] : []), back];
}
