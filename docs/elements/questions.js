/** The questions of a page's data (types: page-data.js): those of its checklist, and what it needs of others. */

/** @typedef {import("./page-data.js").PageData} PageData */
/** @typedef {import("./page-data.js").Question} Question */
/** @typedef {Map<string, Question>} Questions By whole address, columns too. */

/** Where an item's answer is at home: for `use` elsewhere. @param {PageData} data @param {Question} item */
export const homeOf = ({ sheet }, item) => item.use ?? `${sheet.id}.${item.id}`;

/** Every question whose answer a page can show or use. @param {PageData} data @returns {Questions} */
export function questionsOf(data) {
  /** @type {[string, Question][]} */
  const own = data.sheet.items.filter(({ use }) => !use).map((item) => [homeOf(data, item), item]);
  const found = [...Object.entries(data.targets), ...own];
  const columns = found.flatMap(([home, item]) => columnsOf(item).map(([id, column]) => [`${home}.${id}`, column]));
  return new Map([...found, .../** @type {[string, Question][]} */ (columns)]);
}

/** The columns a table asks, by id. @param {Question} item @returns {[string, Question][]} */
export function columnsOf({ columns = [] }) {
  if (!Array.isArray(columns)) return Object.entries(columns);
  return columns.flatMap((column) => typeof column === "string" ? [] : [[column.id ?? "", column]]);
}
