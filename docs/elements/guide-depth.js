/** How much of a checklist is shown: in place, over the same answers. What has an answer is shown in any case. */

import { button } from "./dom.js";
import { data, guide, say, store } from "./page.js";

/** @typedef {"short" | "middle" | "full"} Depth */

const DEPTHS = /** @type {Depth[]} */ (["short", "middle", "full"]);
const KEY = `${guide}:depth`;

export class GuideDepth extends HTMLElement {
  /** @type {Depth} */
  #depth = "full";

  connectedCallback() {
    if (!data) return;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", say("live-depth"));
    this.#depth = DEPTHS.find((depth) => depth === area()?.getItem(KEY)) ?? "full";
    this.replaceChildren(...DEPTHS.map((depth) => button(data?.depths[depth] ?? "", () => this.#choose(depth))));
    this.#show();
  }

  /** @param {Depth} depth */
  #choose(depth) {
    this.#depth = depth;
    try {
      area()?.setItem(KEY, depth);
    } catch { /* Then it is chosen for this page only. */ }
    this.#show();
  }

  #show() {
    for (const [number, one] of [...this.children].entries()) {
      one.setAttribute("aria-pressed", String(DEPTHS[number] === this.#depth));
    }
    this.closest("guide-sheet")?.setAttribute("depth", this.#depth);
  }
}

/** On a device of one's own it is remembered, else in this tab. @returns {Storage | undefined} */
function area() {
  try {
    return store.device === "own" ? localStorage : sessionStorage;
  } catch {
    return undefined;
  }
}
