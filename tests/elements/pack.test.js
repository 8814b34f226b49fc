import { countOf, filesOf, isGroup, packName } from "../../docs/elements/pack.js";
import { ok, same } from "./assert.js";

/** @param {string} id @param {string[]} papers */
const printed = (id, ...papers) => ({
  id,
  title: id.toUpperCase(),
  files: Object.fromEntries(papers.map((paper) => [paper, { url: `../sheets/${id}-${paper}.pdf`, words: paper }])),
});

const SHEETS = [printed("a", "a4", "letter", "a4-large", "a4-group"), printed("b", "a4", "letter", "docx")];
const CHOICE = { size: "a4", large: false, group: false, sides: true, people: 10 };
const PAGES = { "a-a4": 5, "b-a4": 4, "a-a4-group": 3, "a-a4-large": 8, "a-letter": 5, "b-letter": 4 };

/** @param {{name: string}[]} files */
const names = (files) => files.map(({ name }) => name);

Deno.test("each sheet once, in the order of the page", () => {
  const { led, each } = filesOf(SHEETS, CHOICE);
  same(names(each), ["a-a4", "b-a4"]);
  same(led, []);
  same(each[1], { name: "b-a4", url: "../sheets/b-a4.pdf", title: "B", words: "a4" });
});

Deno.test("what a sheet has not is left out; large print falls back", () => {
  const { led, each } = filesOf(SHEETS, { ...CHOICE, large: true, group: true });
  same(names(led), ["a-a4-group"]);
  same(names(each), ["a-a4-large", "b-a4"]);
  const letter = filesOf(SHEETS, { ...CHOICE, size: "letter", large: true, group: true });
  same([names(letter.led), names(letter.each)], [[], ["a-letter", "b-letter"]]);
});

Deno.test("on both sides each sheet begins a new piece of paper, and so does each person", () => {
  const files = filesOf(SHEETS, { ...CHOICE, group: true });
  same(countOf(files, PAGES, CHOICE), { pages: 9, papers: 5, led: 2, all: 50 });
  same(countOf(files, PAGES, { ...CHOICE, sides: false }), { pages: 9, papers: 9, led: 3, all: 90 });
  const two = { ...files, led: [...files.led, ...files.led] };
  same(countOf(two, PAGES, CHOICE)?.led, 4);
});

Deno.test("nothing is counted that is not known", () => {
  same(countOf(filesOf(SHEETS, CHOICE), {}, CHOICE), undefined);
  same(countOf(filesOf(SHEETS, CHOICE), { "a-a4": 5 }, CHOICE), undefined);
  same(countOf(filesOf([], CHOICE), {}, CHOICE), { pages: 0, papers: 0, led: 0, all: 0 });
});

Deno.test("a group has 1 to 99 people", () => {
  for (const people of [1, 2, 99]) ok(isGroup(people), String(people));
  for (const people of [0, -1, 1.5, 100, 1e9, NaN, Infinity]) ok(!isGroup(people), String(people));
});

Deno.test("a file says what it is", () => {
  same(packName("2026-12-01", CHOICE), "pack-2026-12-01.pdf");
  same(packName("2026-12-01", { large: true }), "pack-2026-12-01-large.pdf");
});
