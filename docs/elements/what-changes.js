/** What would change if a file were loaded: for each folder and checklist, in words, both texts side by side. */

import { differences } from "./differences.js";
import { make } from "./dom.js";
import { say, whole } from "./page.js";
import { nameOf, sayOf } from "./readings.js";
import { bookOf, counted } from "./saying.js";
import { answerNodes } from "./told.js";

/** @import { Book } from "./book.js" */
/** @import { Difference, Kind, SheetDifferences } from "./differences.js" */
/** @import { Entry, State } from "./record.js" */

const KINDS = /** @type {Kind[]} */ (["new", "changed", "same", "here"]);

/**
 * @param {State} here
 * @param {State} file
 * @returns {{counts: Record<Kind, number>, nodes: Node[]}}
 */
export function changes(here, file) {
  const book = bookOf(here);
  const all = inTheGuide(differences(here, file));
  const counts = countsOf(all.flatMap(({ items }) => items));
  const folders = [...new Set(all.map(({ folder }) => folder))];
  const parts = folders.map((folder) =>
    make(
      "section",
      { class: "changes" },
      make("h3", {}, headingOf(folder, here, file)),
      ...all.filter((sheet) => sheet.folder === folder).flatMap((sheet) => sheetNodes(sheet, book)),
    )
  );
  return { counts, nodes: [list(counts), ...parts] };
}

/** @param {SheetDifferences[]} all */
function inTheGuide(all) {
  const names = Object.keys(whole?.sheets ?? {});
  const place = (/** @type {SheetDifferences} */ { sheet }) =>
    names.includes(sheet) ? names.indexOf(sheet) : names.length;
  return all.sort((a, b) => place(a) - place(b));
}

/** @param {Difference[]} items @returns {Record<Kind, number>} */
const countsOf = (items) => /** @type {Record<Kind, number>} */ (Object.fromEntries(
  KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind).length]),
));

/** @param {Record<Kind, number>} counts */
function list(counts) {
  const lines = KINDS.filter((kind) => counts[kind]).map((kind) =>
    make("li", {}, counted(`live-book-n-${kind}`, counts[kind]))
  );
  return lines.length ? make("ul", {}, ...lines) : make("p", {}, say("live-book-no-answers"));
}

/** @param {string} folder @param {State} here @param {State} file */
function headingOf(folder, here, file) {
  if (folder === "me") return say("live-file-me");
  const found = here.folders[folder] ?? file.folders[folder];
  const all = Object.entries({ ...file.folders, ...here.folders }).map(([id, { name = "", made, at, archived }]) => ({
    id,
    name,
    made: made ?? at,
    archived: archived === true,
  }));
  const name = nameOf(
    { id: folder, name: found?.name ?? "", made: found?.made ?? found?.at ?? 0, archived: false },
    all,
  );
  return here.folders[folder] ? name : sayOf("live-book-new-folder", { name });
}

/** @param {SheetDifferences} sheet @param {Book} book @returns {Node[]} */
function sheetNodes({ sheet, items }, book) {
  const counts = countsOf(items);
  const quiet = KINDS.slice(2).filter((kind) => counts[kind]).map((kind) =>
    counted(`live-book-n-${kind}`, counts[kind])
  );
  const told = items.filter(({ kind }) => kind === "new" || kind === "changed");
  return [
    make("h4", {}, book.title(sheet)),
    ...(told.length
      ? [make("dl", { class: "told-answers" }, ...told.flatMap((item) => itemNodes(sheet, item, book)))]
      : []),
    ...(quiet.length ? [make("p", { class: "hint" }, quiet.join(" "))] : []),
  ];
}

/** @param {string} sheet @param {Difference} difference @param {Book} book @returns {Node[]} */
function itemNodes(sheet, { item, kind, keeps, here, file }, book) {
  const asked = book.question(sheet, item)?.ask ?? file?.asked ?? here?.asked;
  const dt = make("dt", {}, asked === undefined ? say("live-file-message") : book.ours(asked));
  if (kind === "new") return [dt, make("dd", {}, ...textOf(sheet, item, file, book))];
  const side = (/** @type {"here" | "file"} */ of, /** @type {Entry | undefined} */ entry) =>
    make(
      "div",
      {},
      make("p", { class: "side" }, say(keeps === of ? `live-book-${of}-stays` : `live-book-${of}-text`)),
      make("div", { dir: "auto" }, ...textOf(sheet, item, entry, book)),
    );
  const both = keeps === "both" ? [make("p", { class: "side" }, say("live-book-both-stay"))] : [];
  return [dt, make("dd", { class: "sides" }, side("here", here), side("file", file), ...both)];
}

/** @param {string} sheet @param {string} item @param {Entry | undefined} entry @param {Book} book */
function textOf(sheet, item, entry, book) {
  const told = entry && book.entry(sheet, item, entry);
  return told ? answerNodes(told) : [say("live-book-no-answer")];
}
