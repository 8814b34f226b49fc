/** What a script says, on its page: each line as it stands now, with the reader's words in it, and where those come from. */

import { make } from "./dom.js";
import { addresses, depends, homeAddress, origin, settle, shown } from "./flows.js";
import { data, linkTo, say } from "./page.js";
import { spoken } from "./script.js";

/** @import { GuideCall } from "./guide-call.js" */
/** @import { GuideCard } from "./guide-card.js" */
/** @import { Reading } from "./note.js" */
/** @import { Line, Question } from "./page-data.js" */

/** Say every line with what is written now. @param {Element} sheet @param {Reading} reading */
export function showSayings(sheet, reading) {
  for (const item of data?.sheet.items ?? []) {
    const place = item["any-time"] ? foldOf(sheet, item.id) : sheet.querySelector(`[data-item="${item.id}"]`);
    if (!place) continue;
    if (item["any-time"]) {
      showReply(place, item.say, reading);
      place.toggleAttribute("data-folded", !reading.holds(item.if));
    } else showTurn(place, item, reading);
    for (const reply of item.replies ?? []) showReply(foldOf(sheet, reply.id), reply.say, reading);
  }
  const views = /** @type {NodeListOf<GuideCall | GuideCard>} */ (sheet.querySelectorAll("guide-call, guide-card"));
  for (const view of views) view.show?.(reading);
}

/** What they may say folds open there. @param {Element} sheet @param {string} [id] */
export const foldOf = (sheet, id) => sheet.querySelector(`#${id}`)?.closest("details") ?? null;

/** @param {Element} block @param {Question} item @param {Reading} reading */
function showTurn(block, item, reading) {
  const heading = block.querySelector(":scope > h2.say");
  const written = heading?.querySelector("q:not(.spoken)");
  if (!heading || !written || !depends(item.say)) return;
  const conditions = [...block.querySelectorAll(":scope > .say ~ .condition")];
  const before = heading.previousElementSibling;
  const isForSome = item.say?.every((line) => typeof line !== "string");
  if (isForSome && before?.matches(".condition")) conditions.push(before);
  fold(written, ...conditions, ...block.querySelectorAll(":scope > p.say"));
  const now = heading.querySelector(".spoken") ?? make("q", { class: "spoken" });
  if (!now.parentElement) written.after(now);
  heading.toggleAttribute("data-folded", !put(now, item.say, reading));
  showOrigins(heading, item.say, reading);
}

/** @param {Element | null} place @param {Line[] | undefined} lines @param {Reading} reading */
function showReply(place, lines, reading) {
  const written = [...place?.querySelectorAll(":scope > p.say:not(.spoken)") ?? []];
  const [first] = written;
  if (!place || !first || !depends(lines)) return;
  fold(...written, ...place.querySelectorAll(":scope > .condition ~ .condition"));
  const now = place.querySelector(":scope > .spoken") ?? make("p", { class: "say spoken" }, make("q"));
  if (!now.parentElement) first.before(now);
  put(/** @type {Element} */ (now.firstChild), lines, reading);
  showOrigins(now, lines, reading);
}

/** @param {Element[]} elements */
function fold(...elements) {
  for (const element of elements) element.setAttribute("data-folded", "");
}

/** @param {Element} place @param {Line[] | undefined} lines @param {Reading} reading @returns {boolean} Whether there is anything to say. */
function put(place, lines, reading) {
  const pieces = spoken(lines, reading);
  settle(place, JSON.stringify(pieces), () => shown(pieces));
  return pieces.length > 0;
}

/** Where words in a line come from, and what else it has room for. @param {Element} line @param {Line[] | undefined} lines @param {Reading} reading */
function showOrigins(line, lines, reading) {
  const there = line.nextElementSibling;
  const place = there?.matches(".origins") ? there : make("p", { class: "origins" });
  if (place !== there) line.after(place);
  const from = spoken(lines, reading).flatMap(({ kind, where = "" }) => kind === "reader" ? homeAddress(where) : []);
  const more = addresses(reading.lines(lines).slice(0, 1)).filter((where) =>
    isElsewhere(where) && !reading.said(where)
  );
  settle(place, JSON.stringify([from, more]), () => [
    ...[...new Set(from)].flatMap((where) => origin(where)).flatMap((link) => [link, " "]),
    ...(more.length ? [make("span", { class: "origin" }, say("live-say-add"), " ", ...wanted(more, reading))] : []),
  ]);
}

/** @param {string} where */
const isElsewhere = (where) => homeAddress(where) in (data?.targets ?? {});

/** @param {string[]} more @param {Reading} reading @returns {(Node | string)[]} */
const wanted = (more, reading) =>
  more.flatMap((where, at) => [...(at ? [", "] : []), make("a", { href: linkTo(where) }, reading.gap(where))]);
