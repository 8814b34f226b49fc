/** Which option fits what was answered, why, and where it leads. A suggestion is not an answer: nothing is chosen, nothing locked. */

import { joined } from "./dates.js";
import { make } from "./dom.js";
import { settle } from "./flows.js";
import { data, say } from "./page.js";
import { asRead } from "./readings.js";

/** @import { Reading } from "./note.js" */
/** @import { Condition, Question } from "./page-data.js" */

/** @param {Element} _ @param {Reading} reading @param {[Question, Element][]} blocks */
export function showAllFits(_, reading, blocks) {
  for (const [item, block] of blocks) showFits(block, item, reading);
}

/**
 * The first option that fits is suggested.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 */
function showFits(block, item, reading) {
  const options = Object.entries(item.options ?? {});
  if (!options.some(([, { fits }]) => fits)) return;
  const [id = "", option] = options.find(([, { fits }]) => fits && reading.holds(fits)) ?? [];
  const place = block.querySelector(".fits") ?? make("div", { class: "fits", role: "status" });
  if (!place.parentElement) block.querySelector(".options")?.before(place);
  const why = reasons(option?.fits, reading);
  settle(place, JSON.stringify([id, why]), () => option ? suggested(block, id, asRead(option.words), why) : []);
}

/** @param {Element} block @param {string} id @param {string} option @param {string[]} why */
function suggested(block, id, option, why) {
  const because = why.length ? [make("p", {}, say("live-fits-why", { why: joined(why, data?.words ?? {}) }))] : [];
  // The page has the way there beside the option itself.
  const field = block.querySelector(`.option > [value="${id}"]`);
  const ways = [...field?.parentElement?.querySelectorAll(".onward") ?? []].map((way) => way.cloneNode(true));
  return [make("p", {}, say("live-fits", { option })), ...because, ...ways];
}

/**
 * What a condition holds by: each question with what was answered. That something is empty is no reason to give.
 * @param {Condition | undefined} condition
 * @param {Reading} reading
 * @returns {string[]}
 */
function reasons(condition, reading) {
  const group = condition?.find((each) => reading.holds([each])) ?? {};
  return Object.keys(group).flatMap((where) => {
    const { ask = "", do: step, answer } = reading.questions.get(where) ?? {};
    const said = reading.said(where);
    if (!said) return [];
    const question = asRead(step ?? ask);
    return say(answer === "tick" || step ? "live-fits-ticked" : "live-fits-said", { question, said });
  });
}
