/**
 * All answers in one file that opens anywhere, reads and prints without scripts, and loads back.
 *
 * The file is HTML for people; the site reads one block of data in it and nothing else.
 */

import { renamedSheets } from "./aliases.js";
import {
  fields,
  FORMAT,
  isFields,
  parse,
  pickFields,
  readEntry,
  readSheet,
  rowNames,
  timeOf,
  upgrade,
} from "./record.js";

/** @import { Aliases, Answer, Entry, Folder, Sheet, State } from "./record.js" */

/**
 * Why a file is refused. huge: over 10 MB. foreign: not a file of this guide. broken: cut off or damaged.
 * newer: made by a newer edition of the site. locked: it needs its pass phrase.
 * @typedef {"huge" | "foreign" | "broken" | "newer" | "locked"} Refusal
 */

/**
 * What the file says beside the answers, in the reader's language.
 * @typedef {object} Words
 * @property {string} about What this file is, and how it is loaded.
 * @property {string} locked The same for one with a pass phrase: it opens in the site only.
 * @property {string} me The heading over what belongs to no folder.
 * @property {string} unnamed A folder without a name.
 * @property {string} archived Beside the name of one that was put away.
 * @property {string} ticked
 * @property {string} done A step.
 * @property {string} message What a reader edited, where no question stands over it.
 */

/**
 * @typedef {object} Telling
 * @property {string} guide Its id.
 * @property {string} language
 * @property {string} title Of the file.
 * @property {Words} words
 * @property {Record<string, string>} [titles] Of checklists, by id, in the order of the guide.
 * @property {Record<string, string[]>} [items] Of checklists, by id: their items in order.
 * @property {Record<string, Record<string, string>>} [rows] Words of named rows, by the address of their table.
 * @property {(folder: string) => string} [named] What a folder is called that has no name.
 * @property {(text: string) => string} [ours] Words of the guide as they are said where the reader is.
 * @property {(day: string) => string} [day] A day in words.
 * @property {boolean} [copy] Made for somebody else.
 */

/**
 * @typedef {object} Loaded
 * @property {State} state
 * @property {number} left How many things in the file could not be used, and are left out.
 * @property {boolean} copy Made for somebody else: names may be hidden in it.
 */

/** Characters of a file at most. */
export const LARGEST = 10 * 1024 * 1024;

const OPEN = '<script type="application/json" id="answers">';
const CLOSE = "</script>";
const FOLDER = /^[a-z0-9]{8}$/;
/** A file whose clock was wrong must not win over everything: times after tomorrow are now. */
const DAY = 86_400_000;

export const STYLE =
  "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.125rem/1.5 sans-serif;color:#1a1a1a;background:#fff}" +
  "h2{margin-top:2.5rem;border-bottom:2px solid}h3{margin:2rem 0 0}dt{margin-top:1rem;font-weight:bold}" +
  "dd{margin:0}dd,td{white-space:pre-wrap;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}" +
  "th,td{padding:.25rem .5rem;border:1px solid #767676;text-align:start;vertical-align:top}" +
  "@media print{body{margin:0;max-width:none;font-size:11pt}h2,h3,dt{break-after:avoid}tr{break-inside:avoid}}";
/** Of STYLE, for the policy. */
export const STYLE_HASH = "sha256-opZiIzt3i01lK8Hfl86ERA9tV+vBepuKWTe3EPyH62M=";

// --- reading ----------------------------------------------------------------------------------------

/**
 * Read a file, or the text of one.
 * @param {string} text
 * @param {{guide: string, now: number, aliases?: Aliases}} own
 * @returns {Loaded | {trouble: Refusal, locked?: unknown}} `locked` is what `unlock` takes.
 */
export function fromFile(text, { guide, now, aliases = {} }) {
  if (text.length > LARGEST) return { trouble: "huge" };
  const block = blockOf(text);
  if (block === undefined) return { trouble: "foreign" };
  const data = parse(block, (_, value) => typeof value === "number" && value > now + DAY ? now : value);
  if (data === undefined) return { trouble: "broken" };
  if (!isFields(data) || data.guide !== guide || !Number.isSafeInteger(data.format)) return { trouble: "foreign" };
  if (Number(data.format) > FORMAT) return { trouble: "newer" };
  if (data.locked !== undefined) return { trouble: "locked", locked: data.locked };
  if (Number(data.format) < 1 || !(isFields(data.me) || isFields(data.folders))) return { trouble: "broken" };
  return { ...readState(data, aliases), copy: data.copy === true };
}

/** @param {string} text @returns {string | undefined} The data in it; nothing else of it is looked at. */
function blockOf(text) {
  const start = text.indexOf(OPEN);
  if (start < 0) return /^\uFEFF?\s*\{/.test(text) ? text.replace(/^\uFEFF/, "") : undefined;
  const end = text.indexOf(CLOSE, start);
  return text.slice(start + OPEN.length, end < 0 ? undefined : end);
}

/** @param {Record<string, unknown>} data @param {Aliases} aliases @returns {{state: State, left: number}} */
function readState({ format, me = {}, folders = {} }, aliases) {
  let left = 0;
  const drop = () => void left++;
  const sheets = (/** @type {unknown} */ from) => {
    const read = pickFields(
      from,
      (sheet) => isFields(sheet) ? upgrade(readSheet(sheet, drop), Number(format)) : undefined,
      drop,
    );
    return renamedSheets(read, aliases);
  };
  const folder = (/** @type {unknown} */ from, /** @type {string} */ id) =>
    FOLDER.test(id) && isFields(from) ? { ...described(from, drop), sheets: sheets(from.sheets) } : undefined;
  return { state: { me: sheets(me), folders: pickFields(folders, folder, drop) }, left };
}

/** @param {Record<string, unknown>} from @param {() => void} drop @returns {Omit<Folder, "sheets">} */
function described({ sheets: _sheets, name, made, archived, deleted: _deleted, ...from }, drop) {
  return {
    ...readEntry(from, drop) ?? { at: 0 },
    ...(typeof name === "string" && { name }),
    ...(made !== undefined && { made: timeOf(made) }),
    ...(archived === true && { archived }),
  };
}

// --- writing ----------------------------------------------------------------------------------------

/**
 * Answers as a file.
 * @param {State} state
 * @param {Telling} telling
 * @returns {string} HTML.
 */
export function toFile(state, telling) {
  const { words, named = () => words.unnamed } = telling;
  const me = Object.keys(state.me).length ? [sectionOf(words.me, state.me, telling)] : [];
  const folders = Object.entries(state.folders).sort(([, a], [, b]) => (a.made ?? a.at) - (b.made ?? b.at));
  const sections = folders.map(([id, { name, archived, sheets }]) =>
    sectionOf(`${name || named(id)}${archived ? ` (${words.archived})` : ""}`, sheets, telling)
  );
  return page(words.about, [...me, ...sections].join(""), dataOf(state, telling), telling);
}

/**
 * The data of a file: what is loaded back.
 * @param {State} state
 * @param {Telling} telling
 * @returns {Record<string, unknown>}
 */
export const dataOf = ({ me, folders }, { guide, language, copy }) => ({
  format: FORMAT,
  guide,
  language,
  ...(copy && { copy }),
  me,
  folders,
});

/**
 * A file around data: what people read, and what is loaded back.
 * @param {string} about
 * @param {string} body HTML.
 * @param {unknown} data
 * @param {Telling} telling
 * @returns {string}
 */
export function page(about, body, data, { language, title }) {
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(about)}</p>
${body}</main>
${OPEN}${JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, unicode)}${CLOSE}
</body>
</html>
`;
}

/** @param {string} character */
const unicode = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** @param {string} heading @param {Record<string, Sheet>} sheets @param {Telling} telling */
function sectionOf(heading, sheets, telling) {
  const told = inOrder(sheets, Object.keys(telling.titles ?? {})).map(([name, sheet]) => sheetOf(name, sheet, telling));
  return `<section>\n<h2>${escaped(heading)}</h2>\n${told.join("")}</section>\n`;
}

/**
 * Fields in a given order; what is not named in it follows.
 * @template T
 * @param {Record<string, T>} held
 * @param {string[]} names
 * @returns {[string, T][]}
 */
export function inOrder(held, names) {
  const places = new Map(names.map((name, place) => [name, place]));
  const place = (/** @type {[string, T]} */ [name]) => places.get(name) ?? names.length;
  return Object.entries(held).sort((a, b) => place(a) - place(b));
}

/** @param {string} name @param {Sheet} sheet @param {Telling} telling */
function sheetOf(name, sheet, telling) {
  const { titles = {}, items = {}, ours = same } = telling;
  const title = ours(Object.hasOwn(titles, name) ? titles[name] ?? "" : name);
  const order = Object.hasOwn(items, name) ? items[name] ?? [] : [];
  const told = inOrder(sheet, order).map(([item, entry]) => entryOf(`${name}.${item}`, entry, telling)).join("");
  return told && `<h3>${escaped(title)}</h3>\n<dl>\n${told}</dl>\n`;
}

/** @param {string} text */
const same = (text) => text;

/** @param {string} where @param {Entry} entry @param {Telling} telling */
function entryOf(where, entry, telling) {
  const { ours = same, words } = telling;
  const item = where.slice(where.indexOf(".") + 1);
  const asked = ours(entry.asked ?? (entry.text ? words.message : item));
  const [answer, table] = [answerIn(entry, entry.words, telling), tableOf(where, entry, telling)];
  if (!answer && !table) return "";
  return `<dt>${escaped(asked)}</dt>\n${answer && `<dd dir="auto">${escaped(answer)}</dd>\n`}${
    table && `<dd>${table}</dd>\n`
  }`;
}

/** @param {string} where @param {Entry} entry @param {Telling} telling */
function tableOf(where, { rows = fields(), columns = fields(), ...entry }, telling) {
  const { ours = same, rows: named = {} } = telling;
  const titles = Object.hasOwn(named, where) ? named[where] ?? {} : undefined;
  const names = [...new Set(Object.values(rows).flatMap(Object.keys))];
  const order = [
    ...Object.keys(columns).filter((name) => names.includes(name)),
    ...names.filter((name) => !(name in columns)),
  ];
  const cell = (/** @type {Answer | undefined} */ answer, /** @type {string} */ column) =>
    `<td dir="auto">${escaped(answer ? answerIn(answer, answer.words ?? columns[column]?.words, telling) : "")}</td>`;
  const title = (/** @type {string} */ row) => titles ? `<th scope="row">${escaped(ours(titles[row] ?? ""))}</th>` : "";
  const lines = inOrder(fields(rowNames({ ...entry, rows }).map((row) => [row, row])), Object.keys(titles ?? {}))
    .filter(([row]) => rows[row])
    .map(([row]) => `<tr>${title(row)}${order.map((column) => cell(rows[row]?.[column], column)).join("")}</tr>\n`);
  const heads = (titles ? "<td></td>" : "") +
    order.map((column) => `<th scope="col">${escaped(ours(columns[column]?.asked ?? column))}</th>`).join("");
  return lines.length ? `<table>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join("")}</tbody>\n</table>` : "";
}

/**
 * An answer in words, as it stands in a file.
 * @param {Answer} answer
 * @param {Record<string, string> | undefined} options
 * @param {{words: Pick<Words, "ticked" | "done">, day?: (day: string) => string}} telling
 * @returns {string} Empty where there is none.
 */
export function answerIn({ value, own, done, on, text }, options, { words, day = (iso) => iso }) {
  const told = (/** @type {Answer["value"]} */ one) => {
    if (one === true) return words.ticked;
    if (one === "other" && own) return own;
    if (typeof one === "string" && /^\d{4}-\d\d-\d\d$/.test(one)) return day(one);
    return one === null || one === undefined || one === false ? "" : options?.[`${one}`] ?? `${one}`;
  };
  const given = Array.isArray(value) ? value.map(told).join(", ") : told(value);
  const step = done ? [words.done, told(on)].filter(Boolean).join(", ") : own && value === undefined ? told(own) : "";
  return [given, step, text ?? ""].filter(Boolean).join("\n");
}

const MARKS = fields([["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], ['"', "&quot;"], ["'", "&#39;"]]);

/** @param {string} text @returns {string} As HTML shows it, whatever it holds. */
function escaped(text) {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\0-\x08\v\f\x0e-\x1f\x7f]|\p{Surrogate}/gu, "\uFFFD").replace(
    /[&<>"']/g,
    (mark) => MARKS[mark] ?? "",
  );
}
