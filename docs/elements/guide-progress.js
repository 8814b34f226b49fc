/**
 * What is done: how much of a checklist is answered, or how many of several are begun. In words, with a bar that adds
 * nothing to them. Empty until there is something to say.
 *
 * Attribute: `of`, the checklists' ids.
 */

import { make } from "./dom.js";
import { news, say, shelf } from "./page.js";
import { progressOf } from "./progress.js";
import { isBegunHere, sheetOf } from "./shelf.js";

/** @typedef {{done: number, all: number, text: string}} Progress */

export class GuideProgress extends HTMLElement {
  #ending = new AbortController();
  #shown = "";

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    for (const about of ["change", "woke"]) news.addEventListener(about, () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #show() {
    const [id = "", ...others] = (this.getAttribute("of") ?? "").split(" ");
    const { done, all, text } = others.length ? begun([id, ...others]) : answered(id);
    const state = `${text} ${done}/${all}`;
    if (state === this.#shown) return;
    this.#shown = state;
    const bar = () => make("progress", { value: `${done}`, max: `${all}`, "aria-hidden": "true" });
    this.replaceChildren(...(text ? [make("span", {}, text)] : []), ...(done ? [bar()] : []));
  }
}

/** @param {string[]} ids @returns {Progress} */
function begun(ids) {
  const [done, all] = [ids.filter(isBegunHere).length, ids.length];
  return { done, all, text: done ? say("live-way-begun-of", { n: `${done}`, all: `${all}` }) : "" };
}

/** @param {string} id @returns {Progress} */
function answered(id) {
  const { asked = [], others } = shelf?.sheets[id] ?? {};
  const progress = progressOf(sheetOf(id), asked, others);
  const { done } = progress;
  const key = done === 1 ? "live-way-answered-one" : "live-way-answered";
  const text = done ? say(key, { n: `${done}` }) : isBegunHere(id) ? say("live-way-begun") : "";
  return { ...progress, text };
}
