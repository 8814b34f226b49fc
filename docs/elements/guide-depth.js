/** How much of a checklist is shown: in place, over the same answers. What has an answer is shown in any case. */

import { button } from "./dom.js";
import { data, say } from "./page.js";
import { remember, remembered } from "./remembered.js";

/** @typedef {"short" | "middle" | "full"} Depth */

const DEPTHS = /** @type {Depth[]} */ (["short", "middle", "full"]);

export class GuideDepth extends HTMLElement {
  /** @type {Depth} */
  #depth = "full";

  connectedCallback() {
    if (!data) return;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", say("live-depth"));
    this.#depth = DEPTHS.find((depth) => depth === remembered("depth")) ?? "full";
    this.replaceChildren(...DEPTHS.map((depth) => button(data?.depths[depth] ?? "", () => this.#choose(depth))));
    this.#show();
  }

  /** @param {Depth} depth */
  #choose(depth) {
    this.#depth = depth;
    remember("depth", depth);
    this.#show();
  }

  #show() {
    for (const [number, one] of [...this.children].entries()) {
      one.setAttribute("aria-pressed", String(DEPTHS[number] === this.#depth));
    }
    this.closest("guide-sheet")?.setAttribute("depth", this.#depth);
  }
}
