/** What was written elsewhere, where it is used: told, to start from, or to choose among. Each with the way back. */

import { isGiven, isRow } from "./conditions.js";
import { dayWords, isDay } from "./dates.js";
import { button, make } from "./dom.js";
import { folders } from "./folders.js";
import { begin } from "./keeping.js";
import { Reading } from "./note.js";
import { data, folderOf, linkTo, say, store, tell } from "./page.js";
import { homeOf } from "./questions.js";
import { nameOf, questions, readingOf } from "./readings.js";

/** @import { Field } from "./fields.js" */
/** @import { Candidate, Piece } from "./note.js" */
/** @import { Line, Question } from "./page-data.js" */

/** @typedef {{text: string, value: string, where: string, folder?: string}} Offer */

/** So many are offered to start from, and so many folders are looked through. */
const MOST = 5;

/** @param {string} where @returns {string} */
export const homeAddress = (where) => where.split("#")[0]?.split(".").slice(0, 2).join(".") ?? "";

/** Where it was written, as a link; nothing for what was written on this page. @param {string} where @param {string} [folder] @returns {Node[]} */
export function origin(where, folder) {
  const title = data?.targets[homeAddress(where)]?.title;
  if (!title) return [];
  const link = make("a", { href: linkTo(where) }, title);
  return [make("span", { class: "origin" }, say("live-from"), " ", link, ...(folder ? [` (${folder})`] : []))];
}

/** Where a question is asked, on this page where it is. @param {string} where @returns {string} */
export function placeOf(where) {
  const field = document.querySelector(`guide-sheet [name="${CSS.escape(where)}"]`);
  return field ? `#${field.closest("[data-item]")?.querySelector("h2")?.id || field.id}` : linkTo(where);
}

/** The pages that answers come from, as links; nothing where all are of this page. @param {string[]} addresses @returns {(Node | string)[]} */
export function sources(addresses) {
  const elsewhere = new Map(
    addresses.map(homeAddress).flatMap((where) => {
      const title = data?.targets[where]?.title;
      return title ? [[title, where]] : [];
    }),
  );
  const links = [...elsewhere].map(([title, where]) => make("a", { href: linkTo(where) }, title));
  return links.length ? [say("live-from"), ...links.flatMap((link, at) => [at ? ", " : " ", link])] : [];
}

/** @param {Piece[]} pieces @returns {Node[]} */
export const shown = (pieces) =>
  pieces.map(({ kind, text, where }) => {
    if (kind === "ours") return document.createTextNode(text);
    if (kind === "reader") return make("mark", {}, text);
    return where
      ? make("a", { class: "gap", href: placeOf(where) }, `[${text}]`)
      : make("span", { class: "gap" }, `[${text}]`);
  });

/**
 * Have something stand in an element, and leave it alone where it stands already: a reader may be in it.
 * @param {Element} place
 * @param {string} key
 * @param {() => (Node | string)[]} parts
 */
export function settle(place, key, parts) {
  if (place.getAttribute("data-key") === key) return;
  place.setAttribute("data-key", key);
  place.replaceChildren(...parts());
}

// --- our words with theirs

/** The answers that lines name. @param {Line[]} lines */
export const addresses = (lines) =>
  lines.flatMap((line) => typeof line === "string" ? [line] : [line.then].flat()).flatMap((line) =>
    [...line.matchAll(/\{([^{}]*)\}/g)].map(([, where = ""]) => where)
  ).filter((where) => !where.startsWith("local."));

/** Whether what is said or told depends on answers. @param {Line[]} [lines] */
export const depends = (lines = []) => lines.some((line) => typeof line !== "string") || addresses(lines).length > 0;

/**
 * Say what we tell with the reader's words in it.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 * @returns {boolean} Whether nothing is left to say in this block.
 */
export function showTell(block, item, reading) {
  const written = block.querySelector(".tell:not(.now)");
  if (!written || !depends(item.tell)) return false;
  const pieces = reading.text(item.tell) ?? [];
  // What is more than words was laid out for the page; it stays as it stands there.
  if (pieces.some(({ kind, text }) => kind === "ours" && /[*_`[\]\\]/.test(text))) return false;
  written.setAttribute("data-folded", "");
  const now = block.querySelector(".tell.now") ?? make("div", { class: "tell now" });
  written.after(now);
  const from = [...new Set(addresses(item.tell ?? []).filter((where) => reading.said(where)).map(homeAddress))];
  settle(
    now,
    JSON.stringify(pieces),
    () => pieces.length ? [make("p", {}, ...shown(pieces)), ...from.flatMap((where) => origin(where))] : [],
  );
  return !pieces.length && !block.querySelector("h2, .onward");
}

// --- to start from

/** @type {Map<string, Reading> | undefined} */
let others;

/** Answers of other folders may be other now. */
export const forget = () => void (others = undefined);

/** @returns {Map<string, Reading>} By the name of the folder, the latest first. */
function earlier() {
  if (others) return others;
  const all = folders(store);
  const rest = all.filter(({ id }) => id !== store.here).reverse().slice(0, MOST);
  return others = new Map(rest.map((folder) => [nameOf(folder, all), readingOf(folder.id)]));
}

/** @param {Question} question @param {string} own Its own address. @param {Reading} reading @returns {Offer[]} */
function offers(question, own, reading) {
  const from = question["start-from"] ?? [];
  const here = from.filter((where) => where !== own).flatMap((where) => given(where, question, reading));
  const elsewhere = [...earlier()].flatMap(([folder, other]) =>
    from.filter((where) => folderOf(where) !== "me").flatMap((where) => given(where, question, other)).map((offer) => ({
      ...offer,
      folder,
    }))
  );
  const all = new Map([...here, ...elsewhere].reverse().map((offer) => [offer.text, offer]));
  return [...all.values()].reverse().slice(0, MOST);
}

/** @param {string} where @param {Question} question @param {Reading} reading @returns {Offer[]} */
function given(where, question, reading) {
  const asked = questions.get(where);
  return reading.values(where).filter((value) => isGiven(value) && !isRow(value)).flatMap((value) => {
    const raw = String(value);
    const day = isDay(raw) ? dayWords(raw, data?.words ?? {}) : "";
    if (question.answer === "date" && !day) return [];
    const text = day || (asked?.options ? reading.option(where, raw) : raw).trim();
    return [{ text, value: question.answer === "date" ? raw : text, where }];
  });
}

/**
 * Offer a copy of what was written elsewhere, while a field is empty.
 * @param {Field} field
 * @param {Question} question
 * @param {string} own
 * @param {Reading} reading
 */
export function showOffers(field, question, own, reading) {
  if (!question["start-from"] || !field.classList.contains("write")) return;
  const found = field.value ? [] : offers(question, own, reading);
  const copy = field.nextElementSibling?.classList.contains("typed") ? field.nextElementSibling : field;
  const there = copy.nextElementSibling?.classList.contains("offers") ? copy.nextElementSibling : undefined;
  if (!found.length && !there) return;
  const place = there ?? make("details", { class: "offers" });
  if (!there) copy.after(place);
  place.toggleAttribute("hidden", !found.length);
  settle(
    place,
    JSON.stringify(found),
    () => [make("summary", {}, say("live-start")), ...found.map((offer) => offered(field, offer))],
  );
}

/** @param {Field} field @param {Offer} offer */
function offered(field, { text, value, where, folder }) {
  const take = button(text, () => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  return make("p", {}, take, " ", ...origin(where, folder));
}

// --- to choose among

/**
 * Let the reader choose which of several goes into the message.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 */
export function showPicks(block, item, reading) {
  if (!item.choose || !data) return;
  const home = homeOf(data, item);
  const pick = reading.answers.get(`${home}.pick`);
  const unpicked = new Reading(
    data,
    new Map([...reading.answers].filter(([where]) => where !== `${home}.pick`)),
    questions,
  );
  const found = unpicked.part(item, home)?.candidates ?? [];
  const needed = found.some(({ where }) => !where.startsWith(home)) || pick === "none";
  const there = block.querySelector(".picks");
  if (!needed) return there?.remove();
  const place = there ?? make("div", { class: "picks", role: "radiogroup", "aria-label": say("live-pick") });
  if (!there) block.append(place);
  settle(
    place,
    JSON.stringify(found),
    () => [
      make("p", { class: "picking" }, say("live-pick")),
      ...found.map((each, at) => pickable(home, each, at)),
      pickable(home, undefined, found.length),
    ],
  );
  const chosen = found.some(({ where }) => where === pick) || pick === "none" ? pick : found[0]?.where;
  for (const radio of place.querySelectorAll("input")) radio.checked = radio.value === chosen;
}

/** @param {string} home @param {Candidate | undefined} candidate None for none of them. @param {number} at */
function pickable(home, candidate, at) {
  const [sheet = "", item = ""] = home.split(".");
  const id = `_pick_${item}_${at}`;
  const radio = make("input", { type: "radio", id, name: `_pick_${item}`, value: candidate?.where ?? "none" });
  radio.addEventListener("change", () => {
    begin();
    tell("kept", store.write(folderOf(home), sheet, item, { pick: radio.value }));
  });
  const text = candidate?.pieces.filter(({ kind }) => kind === "reader").map((piece) => piece.text).join(", ") ??
    say("live-pick-none");
  return make(
    "div",
    { class: "option" },
    radio,
    make("label", { for: id }, text),
    ...(candidate ? origin(candidate.where) : []),
  );
}
