/** What to look at in a message before it goes: each thing in kind words, with the way to mend it. */

import { make } from "./dom.js";
import { placeOf, settle } from "./flows.js";
import { data, say } from "./page.js";
import { joined } from "./dates.js";
import { asRead, questions } from "./readings.js";

/** @import { Finding } from "./check.js" */

/**
 * @param {Element} place
 * @param {Finding[]} findings
 * @param {Record<string, string>} slots How long it is, and how long is good.
 */
export function showAdvice(place, findings, slots) {
  settle(place, JSON.stringify([findings, slots]), () => [
    make("h3", {}, say("live-check")),
    findings.length
      ? make("ul", {}, ...findings.map((finding) => make("li", {}, ...wordsOf(finding, slots))))
      : make("p", {}, say("live-check-none")),
  ]);
}

/** @param {Finding} finding @param {Record<string, string>} slots @returns {(Node | string)[]} */
function wordsOf({ about, tell, found = [], where }, slots) {
  const quoted = joined(found.map((text) => say("live-check-quoted", { text })), data?.words ?? {});
  const said = tell ? [tell, ...(found.length ? [say("live-check-found", { found: quoted })] : [])] : [
    say(`live-check-${about}`, { found: about === "gap" ? found.join(", ") : quoted, ...slots }),
  ];
  return [said.join(" "), ...(where ? [" ", wayTo(where)] : [])];
}

/** @param {string} where */
function wayTo(where) {
  const { ask = "" } = questions.get(where) ?? {};
  return make("a", { href: placeOf(where) }, say("live-check-to", { question: asRead(ask) }));
}
