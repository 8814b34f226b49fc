/**
 * The card of a checklist that is one: the reader's own lines as they will print, to say aloud and to print alone.
 *
 * It stands in a `guide-sheet`. How long somebody spoke is told once, and kept nowhere.
 */

import { cardOf } from "./cards.js";
import { button, make, write } from "./dom.js";
import { settle } from "./flows.js";
import { data, say } from "./page.js";
import { spanOf } from "./spans.js";

/** @import { CardPart } from "./cards.js" */
/** @import { Piece, Reading } from "./note.js" */

export class GuideCard extends HTMLElement {
  #ending = new AbortController();
  #hint = make("p", { class: "hint" });
  #card = make("div", { class: "card" });
  #speak = button(say("live-card-speak"), () => this.#begun ? this.#stop() : this.#start());
  #print = button(say("live-card-print"), () => this.#printAlone());
  #tools = make("p", { class: "more-rows" }, this.#speak, this.#print);
  #told = make("p", { role: "status", class: "told" });
  /** When speaking began; 0 while nobody speaks. */
  #begun = 0;

  connectedCallback() {
    if (!data) return;
    const { signal } = this.#ending = new AbortController();
    this.replaceChildren(
      make("h2", {}, say("live-card")),
      this.#hint,
      this.#card,
      this.#tools,
      this.#told,
    );
    document.addEventListener("visibilitychange", () => document.hidden && this.#stop(), { signal });
    addEventListener("pagehide", () => this.#stop(), { signal });
    addEventListener("afterprint", () => this.closest("guide-sheet")?.removeAttribute("carded"), { signal });
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** @param {Reading} reading */
  show(reading) {
    const parts = cardOf(reading);
    const isEmpty = !parts.length;
    write(this.#hint, say(isEmpty ? "live-card-empty" : "live-card-hint"));
    this.#card.hidden = this.#tools.hidden = isEmpty;
    if (isEmpty) this.#stop();
    settle(
      this.#card,
      JSON.stringify(parts),
      () => [make("h3", {}, data?.sheet.title ?? ""), ...parts.flatMap(partOf)],
    );
  }

  #start() {
    this.#begun = Date.now();
    write(this.#speak, say("live-card-stop"));
    write(this.#told, say("live-card-speaking"));
  }

  #stop() {
    if (!this.#begun) return;
    const { key, n } = spanOf(Date.now() - this.#begun);
    this.#begun = 0;
    write(this.#speak, say("live-card-speak"));
    write(this.#told, say("live-card-spoke", { span: say(key, { n }) }));
  }

  #printAlone() {
    this.closest("guide-sheet")?.setAttribute("carded", "");
    print();
  }
}

/** @param {CardPart} part */
const partOf = ({ heading, lines }) => [
  ...(heading ? [make("h4", {}, heading)] : []),
  ...lines.map((line) => make("p", {}, ...line.map(worded))),
];

/** @param {Piece} piece */
const worded = ({ kind, text }) => kind === "ours" ? text : make("mark", {}, text);
