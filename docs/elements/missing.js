/** What a message still lacks and no question on this page asks: asked here, beside the message. */

import { make } from "./dom.js";
import { data, linkTo, say } from "./page.js";
import { asRead, questions } from "./readings.js";

/** @import { Part } from "./note.js" */

const TYPES = /** @type {Record<string, string>} */ ({ line: "text", date: "date" });

/**
 * A field that is there stays, whatever is typed in it. The sheet it stands in is told of new ones ("fields").
 * @param {Element} place
 * @param {Part[]} parts
 * @param {string} message
 */
export function showMissing(place, parts, message) {
  const gaps = parts.flatMap(({ pieces }) => pieces).flatMap(({ kind, where }) =>
    kind === "gap" && where ? [where] : []
  );
  const wanted = [...new Set(gaps)].filter((where) => !isAsked(where) && TYPES[questions.get(where)?.answer ?? ""]);
  if (!wanted.length) return;
  if (!place.firstChild) place.append(make("h3", {}, say("live-note-missing")));
  place.append(...wanted.map((where) => fieldFor(where, message)));
  place.dispatchEvent(new Event("fields", { bubbles: true }));
}

/** Whether it can be answered on this page. @param {string} where */
const isAsked = (where) => document.querySelector(`guide-sheet [name="${CSS.escape(where)}"]`) !== null;

/** @param {string} where @param {string} message */
function fieldFor(where, message) {
  const { ask = "", answer = "" } = questions.get(where) ?? {};
  const title = data?.targets[where]?.title ?? "";
  const id = `_${message}_${where.replaceAll(".", "_")}`;
  return make(
    "p",
    { "data-item": where },
    make("label", { for: id }, asRead(ask)),
    make("input", { type: TYPES[answer] ?? "text", class: "write", id, name: where, autocomplete: "off" }),
    make("span", { class: "origin" }, say("live-also"), " ", make("a", { href: linkTo(where) }, title)),
  );
}
