/**
 * A message as it stands now, in place of the one with all its gaps. Our words and the reader's look different.
 *
 * Attribute: `message`, its id. It stands in the message's section.
 */

import { button, make, write } from "./dom.js";
import { settle, shown } from "./flows.js";
import { countWords, paragraphs, plainText } from "./note.js";
import { data, say } from "./page.js";

/** @import { Part, Reading } from "./note.js" */

export class GuideNote extends HTMLElement {
  #text = "";
  #letter = make("div", { class: "letter now" });
  #length = make("p", { class: "hint" });
  #told = make("p", { role: "status", class: "told" });
  #copy = button(say("live-note-copy"), () => this.#copyText());

  connectedCallback() {
    if (this.firstChild) return;
    this.hidden = true;
    this.append(this.#letter, this.#length, this.#copy, this.#told);
    this.closest(".note")?.querySelector(".letter:not(.now)")?.before(this);
  }

  /** @param {Reading} reading */
  show(reading) {
    const name = this.getAttribute("message") ?? "";
    const parts = reading.message(name);
    const isBegun = parts.some(({ pieces }) => pieces.some(({ kind }) => kind === "reader"));
    this.hidden = !isBegun;
    for (const other of this.closest(".note")?.querySelectorAll(":scope > :is(.hint, .letter, .variant)") ?? []) {
      other.toggleAttribute("data-folded", isBegun);
    }
    const text = isBegun ? plainText(parts) : "";
    settle(this.#letter, text, () => isBegun ? paragraphs(parts).map(paragraph) : []);
    write(this.#length, this.#lengthWords(text, reading.length(data?.sheet.messages[name]?.length)));
    if (text !== this.#text) write(this.#told, "");
    this.#text = text;
  }

  /** @param {string} text @param {[number, number]} [range] */
  #lengthWords(text, range) {
    const n = String(countWords(text));
    if (!range) return say("live-note-words", { n });
    return say("live-note-length", { n, low: String(range[0]), high: String(range[1]) });
  }

  async #copyText() {
    try {
      await navigator.clipboard.writeText(this.#text);
      write(this.#told, say(this.#letter.querySelector(".gap") ? "live-note-copied-gaps" : "live-note-copied"));
    } catch {
      getSelection()?.selectAllChildren(this.#letter);
      write(this.#told, say("live-note-selected"));
    }
  }
}

/** @param {Part[]} parts */
const paragraph = (parts) =>
  make(
    "p",
    {},
    ...parts.flatMap(({ pieces, item }, at) => [
      ...(at ? [" "] : []),
      make("span", { "data-part": item.id ?? "" }, ...shown(pieces)),
    ]),
  );
