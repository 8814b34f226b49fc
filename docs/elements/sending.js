/** A message as other programs take it: a link for mail, a file's name, plain lines, rich lines. None of it knows a page. */

import { paragraphsOf } from "./editing.js";

/** @import { Piece } from "./note.js" */

/**
 * A message on its way out.
 * @typedef {object} Outgoing
 * @property {string} title What it is called: the heading of a file, and its name.
 * @property {string} subject
 * @property {string} text Paragraphs are parted by an empty line.
 * @property {Pick<Piece, "kind" | "text">[][]} [paragraphs] What it was made from; not where it was changed by hand.
 */

/** Some mail programs refuse a longer link. In characters, as it is written. */
export const LONGEST_LINK = 1900;
/** So many characters of a title name a file: every system takes them, whatever the script. */
const LONGEST_NAME = 60;

const BREAK = /\r\n?|[\v\f\x85\u2028\u2029]/g;
// deno-lint-ignore no-control-regex
const UNFIT = /[\0-\x08\x0e-\x1f\x7f-\x9f\uFFFE\uFFFF]/g;
/** A sign of these turns the letters after it around, and so can hide how a name ends. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)/i;

/** A text without what no mail and no document can hold. @param {string} text */
export const clean = (text) => text.replace(BREAK, "\n").replace(UNFIT, "").replace(/\p{Surrogate}/gu, "\uFFFD");

/** @param {string} text */
export const oneLine = (text) => clean(text).replace(/\s+/g, " ").trim();

/** As mail and older editors end their lines. @param {string} text */
export const crlf = (text) => clean(text).replaceAll("\n", "\r\n");

/** Paragraphs as HTML, with nothing in it but them and their line ends. @param {string} text */
export const htmlOf = (text) =>
  paragraphsOf(clean(text)).map((each) => `<p>${escaped(each).replaceAll("\n", "<br>")}</p>`).join("\n");

const MARKS = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? "");

/** Whether something in brackets is still to fill. @param {Pick<Outgoing, "text" | "paragraphs">} outgoing */
export const hasGaps = ({ text, paragraphs }) =>
  paragraphs?.flat().some(({ kind }) => kind === "gap") ?? /\[[^[\]\n]+\]/.test(text);

/**
 * What opens a mail program: with the whole message, or, where that is too long for a link, with as much of its head
 * as fits. It names nobody it goes to.
 * @param {Pick<Outgoing, "subject" | "text">} outgoing
 * @returns {{href: string, isWhole: boolean}}
 */
export function mailLink({ subject, text }) {
  const named = [`subject=${encodeURIComponent(oneLine(subject))}`].filter(() => oneLine(subject));
  const whole = `mailto:?${[...named, `body=${encodeURIComponent(crlf(text))}`].join("&")}`;
  if (whole.length <= LONGEST_LINK) return { href: whole, isWhole: true };
  const head = `mailto:${named.map((each) => `?${each}`).join("")}`;
  return { href: head.length <= LONGEST_LINK ? head : "mailto:", isWhole: false };
}

/**
 * A title as the name of a file, on any system.
 * @param {string} title
 * @param {string} otherwise Where nothing of it can stand in a name.
 * @param {string} ending
 */
export function fileName(title, otherwise, ending) {
  const [kept, spare] = [title, otherwise].map((each) => nameFrom(each));
  return `${(kept || spare || "file").replace(RESERVED, "_$&")}.${ending}`;
}

/** @param {string} title */
function nameFrom(title) {
  const fit = oneLine(title.replace(TURNING, "")).replace(/[<>:"/\\|?*~]+/g, " ").replace(/\s+/g, " ");
  return [...fit].slice(0, LONGEST_NAME).join("").replace(/^[\s.]+|[\s.]+$/g, "");
}

/** Where paper is Letter and not A4, as Unicode's CLDR has it. */
const LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" ");

/**
 * The reader's own form of a language, such as en-GB for en; and whether paper is Letter where it is spoken so.
 * @param {string} language
 * @param {readonly string[]} spoken As the browser names them, the first one best.
 * @returns {{language: string, letter: boolean}}
 */
export function homeForm(language, spoken) {
  const home = spoken.find((each) => each === language || each.startsWith(`${language}-`)) ?? language;
  return { language: home, letter: LETTER.includes(new Intl.Locale(home).region ?? "") };
}
