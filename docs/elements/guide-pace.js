/**
 * One question at a time, for those who want it: in place, over the same answers.
 *
 * It stands in a `guide-sheet`. What we tell stands with the question after it, and boxes to tick stand together.
 */

import { button, focusOn, make, write } from "./dom.js";
import { data, say } from "./page.js";
import { remember, remembered } from "./remembered.js";

export class GuidePace extends HTMLElement {
  #ending = new AbortController();
  #watch = new MutationObserver(() => this.#show());
  #toggle = button(say("live-pace"), () => this.#switch());
  #back = button(say("live-pace-back"), () => this.#go(-1));
  #next = button(say("live-pace-next"), () => this.#go(1));
  #place = make("span");
  #turning = make("nav", { class: "pace", "aria-label": say("live-pace") }, this.#back, this.#place, this.#next);
  #on = false;
  /** @type {Element | undefined} The first of those shown now. */
  #current;

  connectedCallback() {
    if (!data) return;
    const { signal } = this.#ending = new AbortController();
    this.#on = remembered("pace") === "one";
    this.replaceChildren(this.#toggle);
    this.#sheet?.querySelector(".items")?.after(this.#turning);
    addEventListener("hashchange", () => this.#follow(focusOn), { signal });
    this.#follow();
    // What is asked at all depends on answers, and on how much of it is shown.
    this.#watch.observe(this.#sheet ?? this, { subtree: true, attributeFilter: ["data-folded", "depth", "calling"] });
  }

  disconnectedCallback() {
    this.#ending.abort();
    this.#watch.disconnect();
    this.#turning.remove();
  }

  get #sheet() {
    return this.closest("guide-sheet");
  }

  #switch() {
    this.#on = !this.#on;
    remember("pace", this.#on ? "one" : "all");
    this.#show();
  }

  /** An address that names a question leads to it. @param {(target: HTMLElement) => void} [arrive] */
  #follow(arrive = (target) => target.scrollIntoView()) {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    this.#current = target && target.closest(".items > .item") || this.#current;
    this.#show();
    if (target && this.#on) arrive(target);
  }

  /** @param {1 | -1} by */
  #go(by) {
    const steps = this.#steps();
    const [item] = steps[this.#at(steps) + by] ?? [];
    if (!item) return;
    this.#current = item;
    this.#show();
    focusOn(/** @type {HTMLElement} */ (item.querySelector("h2, .tell") ?? item));
    item.scrollIntoView({ block: "nearest" });
  }

  #show() {
    if (this.#sheet?.hasAttribute("calling")) return;
    const steps = this.#on ? this.#steps() : [];
    const [at, last] = [this.#at(steps), steps.length - 1];
    this.#current = steps[at]?.[0];
    this.#toggle.setAttribute("aria-pressed", String(this.#on));
    this.#turning.hidden = !this.#on;
    for (const item of this.#items()) item.toggleAttribute("data-current", !!steps[at]?.includes(item));
    this.#sheet?.toggleAttribute("paced", this.#on);
    this.#sheet?.toggleAttribute("ended", this.#on && at === last);
    write(this.#place, say("live-pace-at", { n: String(at + 1), all: String(last + 1) }));
    this.#back.toggleAttribute("disabled", at < 1);
    this.#next.toggleAttribute("disabled", at === last);
  }

  #items() {
    return [...this.#sheet?.querySelectorAll(".items > .item") ?? []];
  }

  /** @param {Element[][]} steps @returns {number} Where the reader is in them. */
  #at(steps) {
    const all = this.#items();
    const here = all.indexOf(this.#current ?? this);
    const at = steps.findLastIndex(([first]) => first && all.indexOf(first) <= here);
    return Math.max(at, 0);
  }

  /** What is asked now, in the portions that are shown at once. */
  #steps() {
    this.#sheet?.removeAttribute("paced");
    const shown = this.#items().filter((item) => item.getClientRects().length);
    /** @type {Element[][]} */
    const steps = [];
    for (const item of shown) {
      const before = steps.at(-1);
      if (before && belongs(before.at(-1), item)) before.push(item);
      else steps.push([item]);
    }
    return steps;
  }
}

/** Whether an item is shown with the one before it. @param {Element | undefined} before @param {Element} item */
function belongs(before, item) {
  const [kind, next] = [before, item].map((each) => each?.getAttribute("data-answer"));
  return !!before?.matches(".is-tell") || (kind === "tick" && next === "tick");
}
