/**
 * The reader's notebook: everything written, what is about the reader first, then folder by folder, the latest first.
 *
 * Its child is a list of all checklists, shown while nothing is written.
 */

import { button, make, write } from "./dom.js";
import { gather, removeAll } from "./everything.js";
import { settle } from "./flows.js";
import { FolderTools } from "./folder-tools.js";
import { create, folders } from "./folders.js";
import { begin } from "./keeping.js";
import { news, say, store, tell, whole } from "./page.js";
import { nameOf, sayOf } from "./readings.js";
import { bookOf, counted } from "./saying.js";
import { stageNodes } from "./told.js";
import { UndoLine } from "./undo-line.js";

/** @import { Book, ToldStage } from "./book.js" */
/** @import { Folder } from "./folders.js" */
/** @import { State } from "./record.js" */

export class GuideNotebook extends HTMLElement {
  #ending = new AbortController();
  /** @type {Map<string, FolderPart>} */
  #parts = new Map();
  #me = make("section", { class: "folder" });
  #folders = make("div");
  #empty = make("p", {}, say("live-book-empty-yet"));
  #begin = button(sayOf("live-folder-new"), () => this.#open(create(store, "")));
  #erase = button(say("live-book-erase"), () => this.#eraseAll());
  #undo = new UndoLine(() => this.#begin.focus());
  #waiting = false;

  connectedCallback() {
    if (!whole) return;
    const { signal } = this.#ending = new AbortController();
    this.#undo.listen(signal);
    this.prepend(this.#empty, this.#me, make("p", { class: "tools" }, this.#begin), this.#folders);
    this.append(make("p", { class: "tools" }, this.#erase), this.#undo.element);
    news.addEventListener("change", () => this.#hear(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** Loading a file tells of very many changes at once. */
  #hear() {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#show();
    });
  }

  #show() {
    const state = gather(store);
    const book = bookOf(state);
    const all = folders(store);
    const isEmpty = !all.length && !Object.keys(state.me).length;
    this.#empty.hidden = !isEmpty;
    this.#erase.hidden = isEmpty;
    this.#begin.hidden = !all.length;
    this.querySelector(".all")?.toggleAttribute("hidden", !isEmpty);
    this.#showMe(book.stages(state.me, "me"));
    this.#match([...all].reverse());
    for (const folder of all) this.#parts.get(folder.id)?.show(folder, all, stagesOf(folder, state, book));
  }

  /** @param {ToldStage[]} stages */
  #showMe(stages) {
    const isWritten = stages.some(({ sheets }) => sheets.length);
    this.#me.hidden = !isWritten;
    settle(
      this.#me,
      JSON.stringify(stages),
      () => [make("h2", {}, say("live-file-me")), ...stageNodes(stages, { progress: true })],
    );
  }

  /** Have a part for each folder, in order; those that are there stay as they are. @param {Folder[]} wanted */
  #match(wanted) {
    for (const [id, part] of this.#parts) {
      if (wanted.some((folder) => folder.id === id)) continue;
      part.element.remove();
      this.#parts.delete(id);
    }
    wanted.forEach(({ id, archived }, at) => {
      const part = this.#parts.get(id) ?? this.#made(id, archived);
      const there = this.#folders.children[at];
      if (there !== part.element) this.#folders.insertBefore(part.element, there ?? null);
    });
  }

  /** @param {string} id @param {boolean} archived */
  #made(id, archived) {
    const part = new FolderPart(id, !archived, (name) => this.#hearDeleted(id, name));
    this.#parts.set(id, part);
    return part;
  }

  /** @param {string} id */
  #open(id) {
    begin();
    this.#show();
    this.#parts.get(id)?.open();
  }

  /** @param {string} id @param {string} name */
  #hearDeleted(id, name) {
    const place = this.#parts.get(id)?.element ?? this.#folders;
    place.before(this.#undo.element);
    this.#offer("folder", sayOf("live-folder-deleted", { name }));
  }

  #eraseAll() {
    removeAll(store);
    this.#erase.after(this.#undo.element);
    this.#offer("everything", say("live-book-erased"));
  }

  /** @param {string} what @param {string} text */
  #offer(what, text) {
    this.#show();
    this.#undo.offer(what, text);
    tell("change", { about: "folders", elsewhere: false });
  }
}

/** @param {Folder} folder @param {State} state @param {Book} book */
const stagesOf = ({ id }, state, book) => book.stages(state.folders[id]?.sheets ?? {}, "each");

/** One folder: its name, what can be done with it, and what is written in it. */
class FolderPart {
  #name = make("h2");
  #far = make("p", { class: "far" });
  #go = button(sayOf("live-book-go"), () => this.#enter());
  #here = make("p", { class: "told" }, sayOf("live-book-here"));
  #written = make("div");
  #tools;
  element;

  /** @param {string} id @param {boolean} open @param {(name: string) => void} deleted */
  constructor(id, open, deleted) {
    this.id = id;
    this.#tools = new FolderTools(() => id, { deleted });
    const { label, field, away, delete: remove } = this.#tools;
    const tools = make(
      "details",
      { class: "folder-tools" },
      make("summary", {}, sayOf("live-book-tools")),
      make("p", {}, label, field),
      make("p", {}, away, " ", remove),
    );
    this.element = make(
      "details",
      { class: "folder" },
      make("summary", {}, this.#name),
      this.#far,
      this.#here,
      this.#go,
      tools,
      this.#written,
    );
    this.element.open = open;
  }

  open() {
    this.element.open = true;
    this.element.querySelector("summary")?.focus();
  }

  #enter() {
    store.enter(this.id);
    tell("change", { about: "folders", elsewhere: false });
    this.element.querySelector("summary")?.focus();
  }

  /** @param {Folder} folder @param {Folder[]} all @param {ToldStage[]} stages */
  show(folder, all, stages) {
    const name = nameOf(folder, all);
    const done = stages.reduce((sum, stage) => sum + stage.done, 0);
    write(this.#name, folder.archived ? sayOf("live-folder-away", { name }) : name);
    write(this.#far, done ? counted("live-book-answered", done) : say("live-book-nothing"));
    this.#here.hidden = this.id !== store.here;
    this.#go.hidden = !this.#here.hidden;
    this.#tools.show(all);
    settle(this.#written, JSON.stringify(stages), () => stageNodes(stages, { progress: true }));
  }
}
