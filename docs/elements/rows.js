/** The rows of a table on a page. One that is written to has a name, in `data-row`, that it keeps for ever. */

import { button, make, write } from "./dom.js";
import { say } from "./page.js";

/** @import { Field } from "./fields.js" */

/**
 * @typedef {object} Owner What becomes of rows.
 * @property {() => void} changed There are other rows now.
 * @property {(name: string) => void} erase
 * @property {() => void} undo
 * @property {number} most
 */

/** @param {Element} row @returns {Field[]} */
export const fieldsIn = (row) => [.../** @type {NodeListOf<Field>} */ (row.querySelectorAll("[name]"))];

/** @param {Field} field @returns {HTMLTableRowElement | null} */
export const rowOf = (field) => field.closest("tr");

/** The rows of one table whose rows the reader makes. */
export class Rows {
  #add = button(say("live-row-add"), () => this.#extend());
  #undo = button(say("live-undo"), () => this.#bringBack());
  #told = make("p", { role: "status", class: "told" });

  /** @param {HTMLTableElement} table @param {Owner} owner */
  constructor(table, owner) {
    this.owner = owner;
    this.body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
    table.tHead?.rows[0]?.append(make("td", { class: "take" }));
    for (const row of this.all()) row.append(make("td", { class: "take" }, make("button", { type: "button" }, "×")));
    this.blank = /** @type {HTMLTableRowElement} */ (this.all()[0]?.cloneNode(true));
    this.drawn = this.made = this.all().length;
    for (const row of this.all()) delete row.dataset["row"];
    this.body.addEventListener("click", (event) => this.#hear(event));
    this.#undo.hidden = true;
    table.after(make("div", { class: "more-rows" }, this.#told, this.#undo, this.#add));
    this.#number();
  }

  /** @returns {HTMLTableRowElement[]} */
  all() {
    return [...this.body.rows];
  }

  /** @returns {string[]} The names of those written to, in order. */
  names() {
    return this.all().flatMap((row) => row.dataset["row"] ?? []);
  }

  /**
   * Have a row for each name, and none for those that are gone.
   * @param {string[]} names
   * @param {string[]} waiting Those written to and not yet kept: they stay.
   */
  match(names, waiting) {
    const before = this.all();
    for (const row of before) {
      const name = row.dataset["row"];
      if (name !== undefined && !names.includes(name) && !waiting.includes(name)) this.#free(row);
    }
    const here = this.names();
    for (const name of names.filter((each) => !here.includes(each))) {
      const free = this.all().find((row) => !row.dataset["row"] && !row.contains(document.activeElement));
      (free ?? this.#append()).dataset["row"] = name;
    }
    const now = this.all();
    if (now.length !== before.length || now.some((row, at) => row !== before[at])) this.#changed();
  }

  /** Forget what could be taken back. */
  settle() {
    this.#undo.hidden = true;
    write(this.#told, "");
  }

  // --- one more, one less

  #extend() {
    const row = this.#append();
    this.#changed();
    fieldsIn(row)[0]?.focus();
  }

  #append() {
    const row = /** @type {HTMLTableRowElement} */ (this.blank.cloneNode(true));
    const [old, number] = [row.dataset["row"] ?? "", String(++this.made)];
    for (const element of row.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        if (["id", "for", "aria-labelledby", "name"].includes(name)) {
          element.setAttribute(name, renumbered(value, old, number));
        }
      }
    }
    delete row.dataset["row"];
    this.body.append(row);
    return row;
  }

  /** @param {Event} event */
  #hear({ target }) {
    const row = target instanceof Element && target.closest(".take button") && target.closest("tr");
    if (row) this.#remove(row);
  }

  /** @param {HTMLTableRowElement} row */
  #remove(row) {
    const [name, number] = [row.dataset["row"], this.all().indexOf(row) + 1];
    row.remove();
    if (this.all().length < this.drawn) this.#append();
    this.#changed();
    if (name === undefined) return this.#add.focus();
    this.owner.erase(name);
    this.#undo.hidden = false;
    write(this.#told, say("live-row-removed", { n: String(number) }));
    this.#undo.focus();
  }

  #bringBack() {
    const before = this.names();
    this.owner.undo();
    const name = this.names().find((each) => !before.includes(each));
    const row = this.all().find((each) => each.dataset["row"] === name);
    this.settle();
    if (row) fieldsIn(row)[0]?.focus();
  }

  /** Have the rows in this order, those without a name last. @param {string[]} names */
  sort(names) {
    const place = (/** @type {HTMLTableRowElement} */ row) => {
      const at = names.indexOf(row.dataset["row"] ?? "");
      return at < 0 ? names.length : at;
    };
    this.body.append(...this.all().sort((a, b) => place(a) - place(b)));
    this.#changed();
  }

  /** @param {HTMLTableRowElement} row A row that is gone. */
  #free(row) {
    delete row.dataset["row"];
    if (this.all().length > this.drawn && !row.contains(document.activeElement)) row.remove();
  }

  #number() {
    const all = this.all();
    for (const [at, row] of all.entries()) {
      const n = String(at + 1);
      write(row.querySelector("th"), n);
      row.querySelector(".take button")?.setAttribute("aria-label", say("live-row-remove", { n }));
      row.toggleAttribute("data-more", at >= this.drawn);
    }
    this.#add.hidden = all.length >= this.owner.most;
  }

  #changed() {
    this.#number();
    this.owner.changed();
  }
}

/** An id has its row's number between underscores, a name after a hash. @param {string} value @param {string} old @param {string} number */
const renumbered = (value, old, number) =>
  value.replace(new RegExp(`(f_[^_ ]+_|#)${old}(?=_| |$)`, "g"), `$1${number}`);
