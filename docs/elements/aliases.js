/** Answers under the names that checklists, items and columns have now: an id may change, with `was`. */

import { fields, later, merge, mergeEntry, mergeWording } from "./record.js";

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
 * Fields under other names; where two come under one, both in one.
 * @template T
 * @param {Record<string, T>} held
 * @param {(name: string) => string} nameOf
 * @param {(a: T, b: T) => T} both
 * @returns {Record<string, T>}
 */
function moved(held, nameOf, both) {
  const all = fields(/** @type {[string, T][]} */ ([]));
  for (const [old, value] of Object.entries(held)) {
    const name = nameOf(old);
    const other = all[name];
    all[name] = other === undefined ? value : both(other, value);
  }
  return all;
}

/** @param {string} address */
const last = (address) => address.slice(address.lastIndexOf(".") + 1);

/**
 * A record with its items and columns under the names they have now.
 * @param {string} name The checklist, by the name it has now.
 * @param {Sheet} sheet
 * @param {Aliases} aliases
 * @returns {Sheet}
 */
export function renamed(name, sheet, aliases) {
  if (!Object.keys(aliases).length) return sheet;
  const item = (/** @type {string} */ old) => last(renamedAddress(`${name}.${old}`, aliases));
  const entries = Object.entries(sheet).map((
    [old, entry],
  ) => /** @type {const} */ ([old, renamedEntry(`${name}.${item(old)}`, entry, aliases)]));
  return moved(fields(entries), item, mergeEntry);
}

/**
 * Records, each under the name of today and with the names of today in it.
 * @param {Record<string, Sheet>} sheets By checklist.
 * @param {Aliases} aliases
 * @returns {Record<string, Sheet>}
 */
export function renamedSheets(sheets, aliases) {
  const name = (/** @type {string} */ old) => renamedAddress(old, aliases);
  const entries = Object.entries(sheets).map((
    [old, sheet],
  ) => /** @type {const} */ ([old, renamed(name(old), sheet, aliases)]));
  return moved(fields(entries), name, merge);
}

/** @param {string} address @param {Entry} entry @param {Aliases} aliases @returns {Entry} */
function renamedEntry(address, entry, aliases) {
  const column = (/** @type {string} */ old) => last(renamedAddress(`${address}.${old}`, aliases));
  const { rows, columns, pick } = entry;
  return {
    ...entry,
    ...(pick && { pick: renamedAddress(pick, aliases) }),
    ...(rows && { rows: fields(Object.entries(rows).map(([row, cells]) => [row, moved(cells, column, later)])) }),
    ...(columns && { columns: moved(columns, column, mergeWording) }),
  };
}
