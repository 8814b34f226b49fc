/**
 * The way in: opens again what was open last, and says which step comes next.
 *
 * Its children are the moments with their ways, complete without it: a way is what has `data-way` (its situation, or
 * nothing where there is one way whatever happened), a step a part of its path with a link.
 */

import { focusOn, make } from "./dom.js";
import { news, say, sheetAt, shelf } from "./page.js";
import { remember, remembered } from "./remembered.js";
import { isBegunHere, lineTo } from "./shelf.js";
import { nextStep, readWay, WAY } from "./ways.js";

/** @import { Step } from "./ways.js" */

export class GuideWays extends HTMLElement {
  #ending = new AbortController();
  #line = make("div", { id: WAY });

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    if (!this.querySelector("details[open]")) this.#reopen();
    this.addEventListener("toggle", () => this.#hear(), { capture: true, signal });
    for (const about of ["change", "woke"]) news.addEventListener(about, () => this.#lead(), { signal });
    this.#lead();
    if (location.hash === `#${WAY}`) this.#arrive();
  }

  /** The browser looked for this place before it was there. */
  #arrive() {
    focusOn(this.#line);
    this.#line.scrollIntoView({ block: "nearest" });
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #reopen() {
    const name = readWay(remembered("way"))?.name;
    const way = this.#ways().find((one) => nameOf(one) === name);
    for (let fold = way?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  }

  #hear() {
    const way = this.#open();
    remember("way", way ? JSON.stringify({ name: nameOf(way), steps: stepsOf(way) }) : null);
    this.#lead();
  }

  #ways() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-way]"))];
  }

  #open() {
    return this.#ways().find((way) => !way.closest("details:not([open])"));
  }

  /** What comes next stands at the top of the way that is open, and what is done beside each step. */
  #lead() {
    const way = this.#open();
    if (!way) return this.#line.remove();
    for (const step of way.querySelectorAll(".path > li:not(:has(guide-progress))")) step.append(progressOf(step));
    const line = lineOf(stepsOf(way));
    if (this.#line.parentElement === way && this.#line.textContent === line.textContent) return;
    this.#line.replaceChildren(line);
    way.prepend(this.#line);
  }
}

/** @param {HTMLElement} way */
const nameOf = (way) => `${way.closest(".moment")?.id} ${way.dataset["way"]}`;

/** @param {Element} way @returns {Step[]} */
function stepsOf(way) {
  return [...way.querySelectorAll(".path > li")].map((step) => {
    const link = step.querySelector("a");
    const [id, title] = [sheetAt(link), link?.textContent ?? ""];
    const { asked = [], others = [], minutes } = shelf?.sheets[id] ?? {};
    return { id, title, ...(minutes && { minutes }), ...(!asked.length && !others.length && { silent: true }) };
  });
}

/** @param {Element} step */
function progressOf(step) {
  const progress = document.createElement("guide-progress");
  progress.setAttribute("of", sheetAt(step.querySelector("a")));
  return progress;
}

/** @param {Step[]} steps */
function lineOf(steps) {
  const [first] = steps;
  if (first && !steps.some(({ id }) => isBegunHere(id))) return lineTo("live-way-start", first);
  const next = nextStep(steps, isBegunHere);
  if (next) return lineTo("live-way-next", next);
  return make("p", { class: "next" }, steps.every(({ id }) => isBegunHere(id)) ? say("live-way-all") : "");
}
