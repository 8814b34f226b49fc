/** What was just done, said once, with the way back beside it for as long as there is one. */

import { button, make, write } from "./dom.js";
import { news, say, store, undo } from "./page.js";

export class UndoLine {
  #what = "";
  #told = make("p", { role: "status", class: "told" });
  #undo = button(say("live-undo"), () => this.#bringBack());
  element = make("div", { class: "undo" }, this.#told, this.#undo);

  /** @param {() => void} back It was taken back; the button that had the focus is gone. */
  constructor(back) {
    this.back = back;
    this.#undo.hidden = true;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    news.addEventListener("change", () => this.#settle(), { signal });
  }

  /** @param {string} what As the store names it. @param {string} text */
  offer(what, text) {
    this.#what = what;
    this.#undo.hidden = store.undoable !== what;
    write(this.#told, text);
    if (!this.#undo.hidden) this.#undo.focus();
  }

  /** @param {string} text */
  say(text) {
    this.#what = "";
    this.#undo.hidden = true;
    write(this.#told, text);
  }

  #bringBack() {
    this.#what = "";
    undo();
    this.say(say("live-book-undone"));
    this.back();
  }

  /** Something else was done. */
  #settle() {
    if (!this.#what || store.undoable === this.#what) return;
    const focused = document.activeElement === this.#undo;
    this.say("");
    if (focused) this.back();
  }
}
