/** Saves everything in one file: open to whoever has it, or behind a pass phrase. And what could not be read, as it was. */

import { button, make, write } from "./dom.js";
import { gather } from "./everything.js";
import { keeping } from "./keeping.js";
import { news, say, store } from "./page.js";
import { saveButton } from "./save-button.js";

export class GuideSave extends HTMLElement {
  #ending = new AbortController();
  #where = make("span");
  #box = make("details", {}, make("summary", {}, say("live-book-lock")));
  #phrase = phraseField("_phrase", say("live-book-phrase"));
  #again = phraseField("_phrase-again", say("live-book-phrase-again"));
  #told = make("p", { role: "status", class: "told" });
  #everything = make("div");
  #broken = make("div", { class: "aside" });

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    this.#box.append(...this.#lockParts());
    this.#everything.append(
      make("p", {}, saveButton(say("live-book-save"))),
      make("p", { class: "hint" }, say("live-book-save-tell"), " ", this.#where),
      this.#box,
    );
    this.#broken.append(
      make("p", {}, say("live-book-aside")),
      button(say("live-book-aside-save"), () => this.#saveBroken()),
    );
    this.replaceChildren(this.#broken, this.#everything);
    for (const about of ["change", "kept"]) news.addEventListener(about, () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #show() {
    this.#everything.hidden = !store.names().length;
    this.#broken.hidden = !store.broken().length;
    write(this.#where, say(keeping() === "own" ? "live-week" : "live-sure"));
  }

  // --- a pass phrase

  /** @returns {Node[]} */
  #lockParts() {
    if (!globalThis.crypto?.subtle) return [make("p", {}, say("live-book-no-lock"))];
    const show = make("input", { type: "checkbox", id: "_phrase-show" });
    show.addEventListener("change", () => {
      for (const { field } of [this.#phrase, this.#again]) field.type = show.checked ? "text" : "password";
    });
    const save = button(say("live-book-lock-save"), () => void this.#saveLocked());
    return [
      make("p", { class: "hint" }, say("live-book-lock-tell")),
      this.#phrase.place,
      this.#again.place,
      make("p", { class: "option" }, show, make("label", { for: "_phrase-show" }, say("live-book-phrase-show"))),
      save,
      this.#told,
    ];
  }

  async #saveLocked() {
    const [phrase, again] = [this.#phrase.field.value, this.#again.field.value];
    if (!phrase || phrase !== again) {
      write(this.#told, say(phrase ? "live-book-phrase-differs" : "live-book-phrase-none"));
      return (phrase ? this.#again : this.#phrase).field.focus();
    }
    write(this.#told, say("live-book-moment"));
    const [{ toLockedFile }, { download, fileName, tellingOf }] = [
      await import("./lock.js"),
      await import("./saving.js"),
    ];
    const state = gather(store);
    download(fileName("locked"), await toLockedFile(state, await tellingOf(state), phrase, crypto));
    write(this.#told, say("live-book-locked"));
    this.#phrase.field.value = this.#again.field.value = "";
  }

  // --- what could not be read

  async #saveBroken() {
    const { download, fileName } = await import("./saving.js");
    const texts = store.broken().map(({ key, text }) => `${key}\n${text}\n`);
    download(fileName("set-aside", "txt"), texts.join("\n"), "text/plain");
  }
}

/** @param {string} id @param {string} text */
export function phraseField(id, text) {
  const field = make("input", { type: "password", class: "write", id, autocomplete: "off", spellcheck: "false" });
  return { field, place: make("p", {}, make("label", { for: id }, text), field) };
}
