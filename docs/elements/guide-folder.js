/**
 * Whose answers a page holds; and all there are: to go to, begin, name, put away, delete.
 *
 * It stands in a `guide-sheet`, whose answers change with it.
 */

import { button, make, write } from "./dom.js";
import { FolderTools } from "./folder-tools.js";
import { create, folders } from "./folders.js";
import { data, news, say, store, tell, undo } from "./page.js";
import { nameOf, sayOf } from "./readings.js";

/** @import { Folder } from "./folders.js" */
/** @import { News } from "./store.js" */

export class GuideFolder extends HTMLElement {
  #ending = new AbortController();
  #summary = make("summary");
  #tools = new FolderTools(() => store.here, {
    before: () => this.#fire(),
    deleted: (name) => this.#hearDeleted(name),
  });
  #others = make("ul");
  #begin = button("", () => this.#go(create(store, "")));
  #undo = button("", () => this.#bringBack());
  #told = make("p", { role: "status", class: "told" });
  #box = make("details");

  connectedCallback() {
    if (!data) return;
    if (data.sheet.for === "me") return this.replaceChildren(make("p", {}, sayOf("live-folder-me")));
    const { signal } = this.#ending = new AbortController();
    news.addEventListener("change", (event) => this.#hear(/** @type {CustomEvent<News>} */ (event).detail), { signal });
    this.#box.append(
      this.#summary,
      make("p", {}, this.#tools.label, this.#tools.field),
      this.#others,
      make("p", {}, this.#begin, " ", this.#tools.away, " ", this.#tools.delete),
    );
    this.replaceChildren(this.#box, this.#told, this.#undo);
    write(this.#begin, sayOf("live-folder-new"));
    write(this.#undo, say("live-undo"));
    this.#undo.hidden = true;
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** @param {News} news */
  #hear({ about }) {
    if (store.undoable !== "folder" && !this.#undo.hidden) this.#settle();
    if (about !== "record") this.#show();
  }

  #show() {
    const all = folders(store);
    const here = all.find(({ id }) => id === store.here);
    write(
      this.#summary,
      sayOf("live-folder-for", { name: here ? nameOf(here, all) : sayOf("live-folder-first") }),
    );
    this.#begin.hidden = !here;
    this.#tools.show(all);
    this.#list(all.filter(({ id }) => id !== here?.id), all);
  }

  /** @param {Folder[]} others @param {Folder[]} all */
  #list(others, all) {
    const focused = others.findIndex((_, at) => this.#others.children[at]?.contains(document.activeElement));
    this.#others.hidden = !others.length;
    this.#others.replaceChildren(...others.map((folder) => {
      const name = nameOf(folder, all);
      const text = folder.archived ? sayOf("live-folder-away", { name }) : name;
      return make("li", {}, button(sayOf("live-folder-go", { name: text }), () => this.#go(folder.id)));
    }));
    if (focused >= 0) this.#others.children[focused]?.querySelector("button")?.focus();
  }

  // --- what can be done

  /** @param {string} folder */
  #go(folder) {
    this.#fire();
    store.enter(folder);
    this.#tell();
    this.#box.open = true;
    this.#summary.focus();
  }

  /** @param {string} name */
  #hearDeleted(name) {
    this.#tell();
    write(this.#told, sayOf("live-folder-deleted", { name }));
    this.#undo.hidden = false;
    this.#undo.focus();
  }

  #bringBack() {
    const before = folders(store).map(({ id }) => id);
    undo();
    const back = folders(store).find(({ id }) => !before.includes(id));
    if (back) this.#go(back.id);
  }

  #settle() {
    const focused = document.activeElement === this.#undo;
    this.#undo.hidden = true;
    write(this.#told, "");
    if (focused) this.#summary.focus();
  }

  /** The sheet keeps what waits before its answers change. */
  #fire() {
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #tell() {
    tell("change", { about: "folders", elsewhere: false });
  }
}
