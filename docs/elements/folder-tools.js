/** What can be done with one folder: name it, put it away, delete it. */

import { button, make, write } from "./dom.js";
import { discard, folders } from "./folders.js";
import { begin } from "./keeping.js";
import { store, tell } from "./page.js";
import { nameOf, sayOf } from "./readings.js";

/** @import { Folder } from "./folders.js" */

let made = 0;

export class FolderTools {
  field = make("input", {
    type: "text",
    class: "write",
    maxlength: "60",
    autocomplete: "off",
    id: `_folder_${++made}`,
  });
  label = make("label", { for: this.field.id }, sayOf("live-folder-name"));
  away = button("", () => this.#putAway());
  delete = button(sayOf("live-folder-delete"), () => this.#discard());

  /**
   * @param {() => string} id Of the folder.
   * @param {{before?: () => void, deleted: (name: string) => void}} hear Before it is deleted, and once it is.
   */
  constructor(id, { before = () => {}, deleted }) {
    this.id = id;
    this.before = before;
    this.deleted = deleted;
    this.field.addEventListener("input", () => this.#name());
  }

  /** @param {Folder[]} all @returns {Folder | undefined} */
  #folder(all) {
    const id = this.id();
    return all.find((folder) => folder.id === id);
  }

  /** Show it as it is now. @param {Folder[]} all */
  show(all) {
    const here = this.#folder(all);
    if (document.activeElement !== this.field) this.field.value = here?.name ?? "";
    this.field.placeholder = here?.name || !here ? "" : nameOf(here, all);
    write(this.away, sayOf(here?.archived ? "live-folder-back" : "live-folder-put-away"));
    this.away.hidden = this.delete.hidden = !here;
  }

  #name() {
    begin();
    tell("kept", store.describe(this.id(), { name: this.field.value }));
  }

  #putAway() {
    const here = this.#folder(folders(store));
    if (here) tell("kept", store.describe(here.id, { archived: !here.archived }));
  }

  #discard() {
    this.before();
    const all = folders(store);
    const here = this.#folder(all);
    if (!here) return;
    tell("kept", discard(store, here.id));
    this.deleted(nameOf(here, all));
  }
}
