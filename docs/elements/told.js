/** What a reader wrote, on a page: by stage and checklist, each answer under its question. */

import { make } from "./dom.js";
import { linkTo, say } from "./page.js";
import { counted } from "./saying.js";

/** @import { Head, Progress, Table, Told, ToldSheet, ToldStage } from "./book.js" */
/** @import { Wording } from "./record.js" */

/**
 * All of a folder's stages.
 * @param {ToldStage[]} stages
 * @param {{progress?: boolean, level?: 3 | 4}} [how] Whether it is said how far each is, and what is not begun; and the
 * level of the headings of stages.
 * @returns {Node[]}
 */
export function stageNodes(stages, { progress = false, level = 3 } = {}) {
  return stages.filter(({ sheets, empty }) => sheets.length || (progress && empty.length)).map((stage) => {
    const parts = [
      ...(stage.title ? [heading(level, ...numbered(stage))] : []),
      ...(progress && stage.title && stage.sheets.length ? progressNodes(stage) : []),
      ...stage.sheets.flatMap((sheet) => sheetNodes(sheet, progress, stage.title ? level + 1 : level)),
      ...(progress ? notBegun(stage) : []),
    ];
    const name = stage.sheets.length ? "told-stage" : "told-stage not-begun";
    return make("section", { class: name, "data-stage": `${Math.max(stage.number, 0)}` }, ...parts);
  });
}

/** @param {ToldStage} stage @returns {(Node | string)[]} */
function numbered({ title, number }) {
  return number > 0 ? [make("span", { class: "number", "aria-hidden": "true" }, `${number}`), " ", title] : [title];
}

/** @param {number} level @param {(Node | string)[]} words */
const heading = (level, ...words) => make(/** @type {"h3"} */ (`h${level}`), {}, ...words);

/** How far it is, in words and as a line. @param {Progress & {title: string}} of @returns {Node[]} */
export function progressNodes({ title, done, all }) {
  if (!all) return [];
  const words = done ? counted("live-book-answered", done) : say("live-book-nothing");
  const line = make("meter", {
    "aria-label": title,
    "aria-valuetext": words,
    min: "0",
    max: `${all}`,
    value: `${done}`,
  });
  return [make("p", { class: "far" }, line, " ", words)];
}

/** @param {ToldSheet} sheet @param {boolean} progress @param {number} level @returns {Node[]} */
function sheetNodes(sheet, progress, level) {
  const title = sheet.known ? make("a", { href: linkTo(sheet.id) }, sheet.title) : sheet.title;
  return [
    heading(level, title),
    ...(progress ? progressNodes(sheet) : []),
    make("dl", { class: "told-answers" }, ...sheet.told.flatMap((told) => answer(told, sheet))),
  ];
}

/** Folded, and filled once it is opened: a guide may have very many. @param {ToldStage} stage @returns {Node[]} */
function notBegun({ empty }) {
  if (!empty.length) return [];
  const box = make("details", { class: "not-begun" }, make("summary", {}, counted("live-book-empty", empty.length)));
  box.addEventListener("toggle", () => {
    const links = empty.map(({ id, title }) => make("li", {}, make("a", { href: linkTo(id) }, title)));
    box.append(make("ul", {}, ...links));
  }, { once: true });
  return [box];
}

/** @param {Told} told @param {ToldSheet} sheet @returns {Node[]} */
function answer(told, { known }) {
  const { where, kind, asked, then } = told;
  const question = kind === "lost" ? asked : make("a", { href: linkTo(where) }, asked);
  const marks = [...(kind === "lost" && known ? [note(say("live-book-asked-elsewhere"))] : []), ...thenNodes(then)];
  return [make("dt", {}, question, ...marks), ...answerNodes(told).map((node) => make("dd", { dir: "auto" }, node))];
}

/** The answer itself: words, and a table. @param {Told} told @returns {(Node | string)[]} */
export function answerNodes({ said, table }) {
  return [...(said ? [said] : []), ...(table ? [tableNode(table)] : [])];
}

/** How it was asked then. @param {Wording | undefined} then @returns {Node[]} */
function thenNodes(then) {
  const words = Object.values(then?.words ?? {});
  return [
    ...(then?.asked === undefined ? [] : [note(say("live-book-then-asked", { then: then.asked }))]),
    ...(words.length ? [note(say("live-book-then-read", { then: words.join(", ") }))] : []),
  ];
}

/** @param {string} text */
const note = (text) => make("span", { class: "then" }, text);

/** @param {Table} table */
function tableNode({ heads, rows, named }) {
  const head = make("tr", {}, ...(named ? [make("td")] : []), ...heads.map(headNode));
  const lines = rows.map(({ title, cells }) =>
    make(
      "tr",
      {},
      ...(named ? [make("th", { scope: "row" }, title)] : []),
      ...cells.map((cell, at) =>
        make("td", { dir: "auto" }, ...(cell ? [make("span", { class: "label" }, heads[at]?.text ?? ""), cell] : []))
      ),
    )
  );
  return make("table", { class: "told-table" }, make("thead", {}, head), make("tbody", {}, ...lines));
}

/** @param {Head} head */
const headNode = ({ text, then }) => make("th", { scope: "col" }, text, ...thenNodes(then));
