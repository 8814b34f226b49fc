/**
 * What a message is looked through for before it goes. Every finding is advice: nothing is blocked, nothing is changed.
 *
 * The phrases, and what is said of them, come from `guide.yml` (docs/format.md, "What a message is looked through for").
 */

import { countWords } from "./note.js";

/** @import { Message, Phrases } from "./page-data.js" */
/** @import { Part, Piece, Reading } from "./note.js" */

/**
 * wait: it should be read again tomorrow. gap: something in brackets is still to fill. gone: what the reader wrote for
 * its end is not in it any more. needs, avoid: a list of phrases. short, long: for what `length` says. subject: none.
 * @typedef {object} Finding
 * @property {"wait" | "gap" | "gone" | "needs" | "avoid" | "short" | "long" | "subject"} about
 * @property {string} [tell] What the guide says of it; else it is said by `about`.
 * @property {string[]} [found] The words that it is about.
 * @property {string} [where] The address of the question that mends it.
 */

/**
 * @typedef {object} Draft A message as it would go.
 * @property {string} subject
 * @property {string} text
 * @property {Part[]} parts What it was made from.
 */

const GAP = /\[([^[\]\n]{1,200})\]/g;

/**
 * What to look at in a message, the most urgent first.
 * @param {Draft} draft
 * @param {Message} message
 * @param {Reading} reading
 * @returns {Finding[]}
 */
export function findings({ subject, text, parts }, message, reading) {
  const { avoid, needs } = reading.data;
  return [
    .../** @type {Finding[]} */ (message.wait && reading.holds(message.wait) ? [{ about: "wait" }] : []),
    ...gaps(text, parts),
    ...gone(text, parts),
    ...(message.needs ?? []).flatMap((name) => lacks(text, needs[name])),
    ...(message.avoid ?? []).flatMap((name) => holds(text, parts, avoid[name])),
    ...size(countWords(text), reading.length(message.length)),
    .../** @type {Finding[]} */ (message.subject && !subject.trim() ? [{ about: "subject" }] : []),
  ];
}

/** @param {string} text @param {Part[]} parts @returns {Finding[]} */
function gaps(text, parts) {
  const known = new Map(piecesOf(parts, "gap").map((piece) => [piece.text, piece.where]));
  const found = new Set([...text.matchAll(GAP)].map(([, gap = ""]) => gap));
  return [...found].map((gap) => {
    const where = known.get(gap);
    return { about: "gap", found: [gap], ...(where && { where }) };
  });
}

/** A message without the reader's name at its end says not from whom it is. @param {string} text @param {Part[]} parts @returns {Finding[]} */
function gone(text, parts) {
  const words = piecesOf(parts.slice(-1), "reader").filter((piece) => !text.includes(piece.text));
  return words.map((piece) => ({ about: "gone", found: [piece.text] }));
}

/** @param {Part[]} parts @param {Piece["kind"]} kind */
const piecesOf = (parts, kind) => parts.flatMap(({ pieces }) => pieces).filter((piece) => piece.kind === kind);

/** @param {string} text @param {Phrases} [list] @returns {Finding[]} */
function lacks(text, { phrases, tell } = { phrases: [] }) {
  return phrasesIn(text, phrases).length ? [] : [{ about: "needs", ...(tell && { tell }) }];
}

/** Where the reader wrote it, that is where it can be mended. @param {string} text @param {Part[]} parts @param {Phrases} [list] @returns {Finding[]} */
function holds(text, parts, { phrases, tell, "at-most": most = 0 } = { phrases: [] }) {
  const found = phrasesIn(text, phrases);
  if (found.length <= most) return [];
  const where = piecesOf(parts, "reader").find((piece) => phrasesIn(piece.text, phrases).length)?.where;
  return [{ about: "avoid", found: [...new Set(found)], ...(tell && { tell }), ...(where && { where }) }];
}

/** @param {number} words @param {[number, number]} [range] @returns {Finding[]} */
function size(words, range) {
  if (!range || (words >= range[0] && words <= range[1])) return [];
  return [{ about: words < range[0] ? "short" : "long" }];
}

/**
 * Where phrases stand in a text, as they stand there. Capitals, line ends and the shape of an apostrophe do not matter.
 * @param {string} text
 * @param {string[]} phrases
 * @returns {string[]} In order.
 */
export function phrasesIn(text, phrases) {
  const either = phrases.map((phrase) => phrase.trim().split(/\s+/).map(word).join("\\s+")).filter(Boolean);
  if (!either.length) return [];
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${either.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return [...text.matchAll(whole)].map(([found]) => found);
}

/** @param {string} typed */
const word = (typed) => typed.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['’]/g, "['’]");
