/** Makes a copy for somebody else: only what the reader chooses, never what is private, and with no names if they like. */

import { button, make, write } from "./dom.js";
import { gather } from "./everything.js";
import { folders } from "./folders.js";
import { news, say, store, whole } from "./page.js";
import { isAnswered } from "./progress.js";
import { nameOf, sayOf } from "./readings.js";
import { bookOf, counted } from "./saying.js";
import { stageNodes } from "./told.js";

/** @import { State } from "./record.js" */

const HIDE = "names";

export class GuideCopy extends HTMLElement {
  #ending = new AbortController();
  #box = make("details", {}, make("summary", {}, say("live-book-copy")));
  #choices = make("div");
  #left = make("p", { class: "hint", role: "status" });
  #preview = make("div", { class: "preview" });
  #save = button(say("live-book-copy-save"), () => void this.#saveCopy());
  /** What was ticked off, by its name. @type {Set<string>} */
  #without = new Set();
  /** @type {State | undefined} */
  #copy;

  connectedCallback() {
    if (!whole) return;
    const { signal } = this.#ending = new AbortController();
    this.#box.append(
      make("p", { class: "hint" }, say("live-book-copy-tell")),
      this.#choices,
      this.#left,
      make("h2", {}, say("live-book-copy-says")),
      this.#preview,
      make("p", {}, this.#save),
    );
    this.replaceChildren(this.#box);
    this.#box.addEventListener("toggle", () => this.#open(), { signal });
    this.#choices.addEventListener("change", (event) => this.#choose(event), { signal });
    news.addEventListener("change", () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #show() {
    this.hidden = !store.names().length;
    if (this.#box.open) this.#open();
  }

  #open() {
    if (!this.#box.open) return;
    this.#offer(gather(store));
    void this.#make();
  }

  // --- choosing

  /** @param {State} state */
  #offer(state) {
    const book = bookOf(state);
    const all = folders(store);
    const named = all.filter(({ id }) => Object.keys(state.folders[id]?.sheets ?? {}).length).reverse();
    const me = Object.keys(state.me).length ? [["me", say("live-file-me")]] : [];
    const sheets = new Set(
      [state.me, ...Object.values(state.folders).map((folder) => folder.sheets)].flatMap(Object.keys),
    );
    const known = Object.keys(whole?.sheets ?? {}).filter((sheet) => sheets.has(sheet));
    const focused = document.activeElement?.id;
    this.#choices.replaceChildren(
      this.#group(sayOf("live-book-copy-folders"), [...me, ...named.map((folder) => [folder.id, nameOf(folder, all)])]),
      this.#group(say("live-book-copy-sheets"), known.map((sheet) => [`${sheet}.`, book.title(sheet)])),
      this.#group(say("live-book-copy-names"), [[HIDE, say("live-book-copy-hide")]]),
    );
    if (focused?.startsWith("_copy_")) document.getElementById(focused)?.focus();
  }

  /** @param {string} title @param {string[][]} ticks */
  #group(title, ticks) {
    return make(
      "fieldset",
      {},
      make("legend", {}, title),
      ...ticks.map(([name = "", words = ""]) => this.#tick(name, words)),
    );
  }

  /** @param {string} name @param {string} words */
  #tick(name, words) {
    const box = make("input", { type: "checkbox", id: `_copy_${name}`, value: name });
    box.checked = !this.#without.has(name);
    return make("div", { class: "option" }, box, make("label", { for: box.id }, words));
  }

  /** @param {Event} event */
  #choose({ target }) {
    const { value, checked } = /** @type {HTMLInputElement} */ (target);
    if (checked) this.#without.delete(value);
    else this.#without.add(value);
    void this.#make();
  }

  // --- the copy

  async #make() {
    const { adviserCopy } = await import("./adviser.js");
    const state = gather(store);
    const hidden = this.#without.has(HIDE) ? {} : { hidden: say("live-book-copy-hidden"), names: namesOf() };
    this.#copy = adviserCopy(state, { keeps: (folder, sheet, item) => this.#keeps(folder, sheet, item), ...hidden });
    const left = leftOut(state, (folder, sheet) => this.#isChosen(folder, sheet));
    write(this.#left, left ? counted("live-book-copy-private", left) : say("live-book-copy-none-private"));
    this.#preview.replaceChildren(...this.#told(this.#copy));
    this.#save.hidden = !this.#preview.firstChild;
  }

  /** @param {string} folder @param {string} sheet */
  #isChosen(folder, sheet) {
    return !this.#without.has(folder) && !this.#without.has(`${sheet}.`);
  }

  /** What this guide does not know may be private. @param {string} folder @param {string} sheet @param {string} item */
  #keeps(folder, sheet, item) {
    const known = whole && Object.hasOwn(whole.sheets, sheet) ? whole.sheets[sheet] : undefined;
    const isKnown = known && (Object.hasOwn(known.items, item) || Object.hasOwn(known.messages ?? {}, item));
    return !!isKnown && !isPrivate(`${sheet}.${item}`) && this.#isChosen(folder, sheet);
  }

  /** @param {State} copy @returns {Node[]} */
  #told({ me, folders: kept }) {
    const book = bookOf(gather(store));
    const all = folders(store);
    const mine = stageNodes(book.stages(me, "me"), { level: 4 });
    const others = all.filter(({ id }) => kept[id]).reverse().flatMap((folder) => [
      make("h3", {}, kept[folder.id]?.name || nameOf({ ...folder, name: "" }, all)),
      ...stageNodes(book.stages(kept[folder.id]?.sheets ?? {}, "each"), { level: 4 }),
    ]);
    return [...(mine.length ? [make("h3", {}, say("live-file-me")), ...mine] : []), ...others];
  }

  async #saveCopy() {
    if (!this.#copy) return;
    const [{ toFile }, { download, fileName, tellingOf }] = [
      await import("./savefile.js"),
      await import("./saving.js"),
    ];
    const telling = await tellingOf(this.#copy);
    const words = { ...telling.words, about: say("live-book-copy-about") };
    download(
      fileName("copy"),
      toFile(this.#copy, { ...telling, words, title: say("live-book-copy-title"), copy: true }),
    );
  }
}

/** Where names stand. @returns {string[]} */
function namesOf() {
  return Object.entries(whole?.sheets ?? {}).flatMap(([sheet, { items }]) =>
    Object.entries(items).flatMap(([item, { name, columns = {} }]) => [
      ...(name ? [`${sheet}.${item}`] : []),
      ...Object.keys(columns).filter((column) => columns[column]?.name).map((column) => `${sheet}.${item}.${column}`),
    ])
  );
}

/** @param {string} where */
const isPrivate = (where) => whole?.private.includes(where) ?? false;

/** How many private answers are left out. @param {State} state @param {(folder: string, sheet: string) => boolean} isChosen */
function leftOut(state, isChosen) {
  const all = [["me", state.me], ...Object.entries(state.folders).map(([id, { sheets }]) => [id, sheets])];
  const entries = /** @type {[string, State["me"]][]} */ (all).flatMap(([folder, sheets]) =>
    Object.entries(sheets).filter(([sheet]) => isChosen(folder, sheet)).flatMap(([sheet, items]) =>
      Object.entries(items).filter(([item]) => isPrivate(`${sheet}.${item}`)).map(([, entry]) => entry)
    )
  );
  return entries.filter(isAnswered).length;
}
