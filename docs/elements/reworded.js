/** Questions that read otherwise when they were answered: what they read then stands beside the answer. */

import { isGiven } from "./conditions.js";
import { make } from "./dom.js";
import { settle } from "./flows.js";
import { say } from "./page.js";
import { columnsOf } from "./questions.js";
import { asRead } from "./readings.js";
import { reworded } from "./record.js";

/** @import { Question } from "./page-data.js" */
/** @import { Entry, Wording } from "./record.js" */

/** What each block was last looked at with: most answers are the same as a key ago. @type {WeakMap<Element, Entry | undefined>} */
const seen = new WeakMap();

/**
 * Say what was asked otherwise.
 * @param {Element} block
 * @param {Question} item
 * @param {Entry | undefined} entry Its answer, as it is kept.
 */
export function showReworded(block, item, entry) {
  if (seen.has(block) && seen.get(block) === entry) return;
  seen.set(block, entry);
  const lines = entry && isAnswered(entry) ? [...ofQuestion(item, entry), ...ofColumns(item, entry)] : [];
  const there = block.querySelector(".reworded");
  if (!lines.length) return there?.remove();
  const place = there ?? make("div", { class: "reworded" });
  if (!there) block.append(place);
  settle(place, lines.join("\n"), () => lines.map((line) => make("p", {}, line)));
}

/** @param {Entry} entry */
const isAnswered = ({ value, done, rows }) => isGiven(value) || done || rows;

/** How a question reads now. @param {Question} question @returns {Wording} */
function wordingOf({ ask, do: step, options = {} }) {
  const words = Object.entries(options).map(([id, option]) => [id, asRead(option.words)]);
  return { asked: asRead(ask ?? step ?? ""), words: Object.fromEntries(words) };
}

/** @param {Question} item @param {Entry} entry @returns {string[]} */
function ofQuestion(item, entry) {
  const now = wordingOf(item);
  const then = reworded(entry, now);
  const chosen = new Set([entry.value ?? []].flat().map(String));
  return [...(then?.asked ? [say("live-reworded", { asked: then.asked })] : []), ...ofOptions(then, now, chosen)];
}

/** @param {Question} item @param {Entry} entry @returns {string[]} */
function ofColumns(item, { columns = {}, rows = {} }) {
  return columnsOf(item).flatMap(([id, column]) => {
    const now = wordingOf(column);
    const then = reworded(columns[id], now);
    const chosen = new Set(Object.values(rows).flatMap((row) => row[id]?.value ?? []).map(String));
    const asked = then?.asked && chosen.size
      ? [say("live-reworded-column", { was: then.asked, now: now.asked ?? "" })]
      : [];
    return [...asked, ...ofOptions(then, now, chosen)];
  });
}

/** @param {Wording | undefined} then @param {Wording} now @param {Set<string>} chosen @returns {string[]} */
function ofOptions(then, now, chosen) {
  return Object.entries(then?.words ?? {}).filter(([option]) => chosen.has(option)).map(([option, was]) => {
    const word = now.words?.[option];
    return word === undefined ? say("live-reworded-gone", { was }) : say("live-reworded-option", { was, now: word });
  });
}
