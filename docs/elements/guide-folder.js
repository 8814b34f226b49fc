/**
 * Whose answers a page holds; and all there are: to go to, begin, name, put away, delete.
 *
 * It stands in a `guide-sheet`, whose answers change with it.
 */

import { button, make, write } from "./dom.js";
import { create, discard, folders } from "./folders.js";
import { begin } from "./keeping.js";
import { data, news, say, store, tell, undo } from "./page.js";
import { nameOf, sayOf } from "./readings.js";

/** @import { Folder } from "./folders.js" */
/** @import { News } from "./store.js" */

export class GuideFolder extends HTMLElement {
  #ending = new AbortController();
  #summary = make("summary");
  #field = make("input", { type: "text", class: "write", maxlength: "60", autocomplete: "off", id: "_folder" });
  #others = make("ul");
  #begin = button("", () => this.#go(create(store, "")));
  #away = button("", () => this.#putAway());
  #delete = button("", () => this.#discard());
  #undo = button("", () => this.#bringBack());
  #told = make("p", { role: "status", class: "told" });
  #box = make("details");

  connectedCallback() {
    if (!data) return;
    if (data.sheet.for === "me") return this.replaceChildren(make("p", {}, sayOf("live-folder-me")));
    const { signal } = this.#ending = new AbortController();
    news.addEventListener("change", (event) => this.#hear(/** @type {CustomEvent<News>} */ (event).detail), { signal });
    this.#field.addEventListener("input", () => this.#name(), { signal });
    this.#box.append(
      this.#summary,
      make("p", {}, make("label", { for: "_folder" }, sayOf("live-folder-name")), this.#field),
      this.#others,
      make("p", {}, this.#begin, " ", this.#away, " ", this.#delete),
    );
    this.replaceChildren(this.#box, this.#told, this.#undo);
    write(this.#begin, sayOf("live-folder-new"));
    write(this.#delete, sayOf("live-folder-delete"));
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
    if (document.activeElement !== this.#field) this.#field.value = here?.name ?? "";
    this.#field.placeholder = here?.name || !here ? "" : nameOf(here, all);
    write(this.#away, sayOf(here?.archived ? "live-folder-back" : "live-folder-put-away"));
    this.#begin.hidden = this.#away.hidden = this.#delete.hidden = !here;
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

  #name() {
    begin();
    tell("kept", store.describe(store.here, { name: this.#field.value }));
  }

  #putAway() {
    const here = folders(store).find(({ id }) => id === store.here);
    if (here) tell("kept", store.describe(here.id, { archived: !here.archived }));
  }

  #discard() {
    this.#fire();
    const all = folders(store);
    const here = all.find(({ id }) => id === store.here);
    if (!here) return;
    tell("kept", discard(store, here.id));
    this.#tell();
    write(this.#told, sayOf("live-folder-deleted", { name: nameOf(here, all) }));
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
