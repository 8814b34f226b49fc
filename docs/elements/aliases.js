/** Answers under the names that checklists, items and columns have now: an id may change, with `was`. */

import { fields, join, later, merge, mergeWording } from "./record.js";

/** @import { Aliases, Entry, Sheet } from "./record.js" */

/**
 * An address as it is now.
 * @param {string} address `sheet`, `sheet.item`, `sheet.item.column`, and `#row` or not.
 * @param {Aliases} aliases
 * @returns {string}
 */
export function renamedAddress(address, aliases) {
  const [path = "", ...row] = address.split("#");
  const now = path.split(".").reduce((before, part) => {
    const old = before ? `${before}.${part}` : part;
    return Object.hasOwn(aliases, old) ? aliases[old] ?? old : old;
  }, "");
  return [now, ...row].join("#");
}

/**
 * A record with its items and columns under the names they have now.
 * @param {string} name The checklist, by the name it has now.
 * @param {Sheet} sheet
 * @param {Aliases} aliases
 * @returns {Sheet}
 */
export function renamed(name, sheet, aliases) {
  return Object.entries(sheet).map(([item, entry]) => {
    const address = renamedAddress(`${name}.${item}`, aliases);
    return fields([[last(address), renamedEntry(address, entry, aliases)]]);
  }).reduce(merge, fields());
}

/** @param {string} address */
const last = (address) => address.slice(address.lastIndexOf(".") + 1);

/** @param {string} address @param {Entry} entry @param {Aliases} aliases @returns {Entry} */
function renamedEntry(address, entry, aliases) {
  const column = (/** @type {string} */ old) => last(renamedAddress(`${address}.${old}`, aliases));
  /** @type {<T>(held: Record<string, T>, both: (a: T, b: T) => T) => Record<string, T>} */
  const moved = (held, both) =>
    Object.entries(held).map(([old, value]) => fields([[column(old), value]]))
      .reduce((a, b) => join(a, b, both), fields());
  const { rows, columns, pick } = entry;
  return {
    ...entry,
    ...(pick && { pick: renamedAddress(pick, aliases) }),
    ...(rows && { rows: fields(Object.entries(rows).map(([row, cells]) => [row, moved(cells, later)])) }),
    ...(columns && { columns: moved(columns, mergeWording) }),
  };
}
