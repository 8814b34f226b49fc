/** To make a record read as it did before, or as another one does. */

import { after, answerOf, canonical, fields, join, mergeEntry, mergeWording, rowNames, tidy } from "./record.js";

/** @import { Entry, Row, Sheet } from "./record.js" */

/**
 * What to write so that a record reads as another one, and wins over every copy of what it was.
 * @param {Sheet} here
 * @param {Sheet} wanted
 * @param {number} now
 * @returns {Sheet}
 */
export function become(here, wanted, now) {
  const names = [...new Set([...Object.keys(here), ...Object.keys(wanted)])];
  return fields(names.map((name) => [name, becomeEntry(here[name], wanted[name] ?? { at: 0, value: null }, now)]));
}

/** @param {Entry | undefined} here @param {Entry} wanted @param {number} now @returns {Entry} */
function becomeEntry(here, wanted, now) {
  if (!here || canonical(here) === canonical(wanted)) return here ?? wanted;
  const at = after(mergeEntry(here, wanted), now);
  /** @type {<T>(held: Record<string, T>) => Record<string, T & {at: number}>} */
  const stamped = (held) =>
    fields(Object.entries(held).map(([column, cell]) => /** @type {const} */ ([column, { ...cell, at }])));
  const cleared = (/** @type {Row} */ row) =>
    fields(Object.keys(row).map((column) => /** @type {const} */ ([column, { at, value: null }])));
  return tidy({
    ...answerOf(wanted),
    at,
    ...(rowNames(wanted).length || here.order ? { order: { value: rowNames(wanted), at } } : {}),
    rows: fields(
      rowNames(wanted).map((
        row,
      ) => [row, { ...cleared(here.rows?.[row] ?? {}), ...stamped(wanted.rows?.[row] ?? {}) }]),
    ),
    gone: fields([
      ...Object.entries(join(here.gone, wanted.gone, Math.max)),
      ...rowNames(here).filter((row) => !rowNames(wanted).includes(row)).map((row) => /** @type {const} */ ([row, at])),
    ]),
    columns: join(here.columns, stamped(wanted.columns ?? {}), mergeWording),
  });
}
