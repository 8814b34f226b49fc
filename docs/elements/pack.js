/** What a pack holds, and how much paper it takes. A pack: the sheets for whoever leads, once; then the same sheets for each person. */

/**
 * A checklist that can be printed.
 * @typedef {{id: string, title: string, files: Record<string, {url: string, words: string}>}} Printed
 * `files`: by how it is printed, with words for that.
 */

/**
 * How it is to be printed.
 * @typedef {{size: string, large: boolean, group: boolean, sides: boolean, people: number}} Choice
 * `size`: `a4`, `letter`; `group`: with the sheets for whoever leads; `sides`: on both sides of the paper.
 */

/** @typedef {{name: string, url: string, title: string, words: string}} File `name`: as in its address, without the ending. */
/** @typedef {{led: File[], each: File[]}} Files `led`: for whoever leads; `each`: for each person. */
/** @typedef {{pages: number, papers: number, led: number, all: number}} Count `pages` and `papers` for each person. */

export const MOST = 99;
/** People in a group. More would be a slip of the finger, and a file that no printer takes. */

/** @param {number} people */
export const isGroup = (people) => Number.isInteger(people) && people >= 1 && people <= MOST;

/** @param {Printed[]} sheets Those that were ticked. @param {Choice} choice @returns {Files} */
export function filesOf(sheets, { size, large, group }) {
  const led = group ? sheets.map((sheet) => file(sheet, `${size}-group`)) : [];
  const each = sheets.map((sheet) => (large ? file(sheet, `${size}-large`) : undefined) ?? file(sheet, size));
  return { led: led.filter(isThere), each: each.filter(isThere) };
}

/** @param {Printed} sheet @param {string} paper @returns {File | undefined} */
function file({ id, title, files }, paper) {
  const found = files[paper];
  return found && { name: `${id}-${paper}`, title, ...found };
}

/** @template T @param {T | undefined} value @returns {value is T} */
const isThere = (value) => value !== undefined;

/**
 * How many pages and sheets of paper.
 * @param {Files} files
 * @param {Record<string, number>} pages Of each file by its name.
 * @param {Choice} choice
 * @returns {Count | undefined} Nothing where the pages of one are not known.
 */
export function countOf({ led, each }, pages, { sides, people }) {
  const numbers = (/** @type {File[]} */ files) => files.map(({ name }) => pages[name] ?? NaN);
  const papersOf = (/** @type {File[]} */ files) => sum(numbers(files).map((n) => papersFor(n, sides)));
  const papers = papersOf(each);
  const count = { pages: sum(numbers(each)), papers, led: papersOf(led), all: papers * people };
  return Object.values(count).some(Number.isNaN) ? undefined : count;
}

/** Sheets of paper. @param {number} pages @param {boolean} sides */
const papersFor = (pages, sides) => sides ? Math.ceil(pages / 2) : pages;

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, n) => all + n, 0);

/**
 * The name of the file. A mixed group has two, which stand side by side.
 * @param {string} day `2026-12-01`.
 * @param {Pick<Choice, "large">} choice
 */
export const packName = (day, { large }) => `pack-${day}${large ? "-large" : ""}.pdf`;
