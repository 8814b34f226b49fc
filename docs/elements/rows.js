/** The rows of a table on a page. One that is written to has a name, in `data-row`, that it keeps for ever. */

/** @import { Field } from "./fields.js" */

/** @param {Element} row @returns {Field[]} */
export const fieldsIn = (row) => [.../** @type {NodeListOf<Field>} */ (row.querySelectorAll("[name]"))];

/** @param {Field} field @returns {HTMLTableRowElement | null} */
export const rowOf = (field) => field.closest("tr");

/** The rows of one table whose rows the reader makes. */
export class Rows {
  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
    this.blank = /** @type {HTMLTableRowElement} */ (this.all()[0]?.cloneNode(true));
    this.drawn = this.all().length;
    for (const row of this.all()) delete row.dataset["row"];
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
   * @returns {boolean} Whether there are other rows now.
   */
  match(names, waiting) {
    const before = this.body.rows.length;
    const kept = this.all()[0];
    for (const row of this.all()) {
      const name = row.dataset["row"];
      if (name !== undefined && !names.includes(name) && !waiting.includes(name)) this.#free(row);
    }
    const here = this.names();
    for (const name of names.filter((each) => !here.includes(each))) {
      const free = this.all().find((row) => !row.dataset["row"] && !row.contains(document.activeElement));
      (free ?? this.add()).dataset["row"] = name;
    }
    return before !== this.body.rows.length || kept !== this.all()[0];
  }

  /** @param {HTMLTableRowElement} row */
  #free(row) {
    delete row.dataset["row"];
    if (this.all().length > this.drawn && !row.contains(document.activeElement)) row.remove();
  }

  /** One more row, at the end. @returns {HTMLTableRowElement} */
  add() {
    const row = /** @type {HTMLTableRowElement} */ (this.blank.cloneNode(true));
    const [old, number] = [row.dataset["row"] ?? "", String(this.#last() + 1)];
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        if (["id", "for", "aria-labelledby", "name"].includes(name)) {
          element.setAttribute(name, renumbered(value, old, number));
        }
      }
    }
    const heading = row.querySelector("th");
    if (heading) heading.textContent = number;
    delete row.dataset["row"];
    this.body.append(row);
    return row;
  }

  /** @returns {number} */
  #last() {
    return Math.max(...this.all().map((row) => Number(row.querySelector("th")?.textContent)));
  }
}

/** An id has its row's number between underscores, a name after a hash. @param {string} value @param {string} old @param {string} number */
const renumbered = (value, old, number) =>
  value.replace(new RegExp(`(f_[^_ ]+_|#)${old}(?=_| |$)`, "g"), `$1${number}`);
