/** What the elements of one page share: its data, the store, and news of both. */

import { Store } from "./store.js";

/** @import { News, Saved } from "./store.js" */
/** @import { GuideData, PageData, Shelf } from "./page-data.js" */

/** @param {string} id */
function parsed(id) {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
}

/** What the page carries, if anything. @type {PageData | GuideData | undefined} */
export const carried = parsed("guide-data");

/** What a checklist's page carries. @type {PageData | undefined} */
export const data = carried && "sheet" in carried ? carried : undefined;

/** What the page about the whole guide carries. @type {GuideData | undefined} */
export const whole = carried && "sheets" in carried ? carried : undefined;

/** What a page carries that leads to checklists. @type {Shelf | undefined} */
export const shelf = parsed("guide-shelf");

/** Words of ours that the page carries. @type {Record<string, string>} */
export const words = (carried ?? shelf)?.words ?? parsed("guide-words") ?? {};

/** The guide's id: its name in the browser's store. */
export const guide = carried?.guide ?? document.querySelector("guide-keeping")?.getAttribute("guide") ?? "";

/** Tells "change" with what is other in the store (`News`), and "kept" when something was stored, or was not (`Kept`), "woke" when the page was away, "remembered" when the reader chose (remembered.js). */
export const news = new EventTarget();

/** @typedef {Saved & {field?: HTMLElement}} Kept The field that was typed in. */

/** @template T @param {"change" | "kept" | "woke" | "remembered"} about @param {T} [detail] */
export const tell = (about, detail) => news.dispatchEvent(new CustomEvent(about, { detail }));

export const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

export const store = new Store({
  guide,
  local: () => localStorage,
  session: () => sessionStorage,
  now: Date.now,
  random,
  aliases: (carried ?? shelf)?.was ?? {},
  never: data ? neverKept(data) : whole ? neverKeptAtAll(whole) : [],
  changed: (/** @type {News} */ detail) => tell("change", detail),
});

/** @param {PageData} data @returns {string[]} */
function neverKept({ sheet, targets }) {
  const own = sheet.items.filter(({ keep }) => keep === "never").map(({ id }) => `${sheet.id}.${id}`);
  return [...own, ...Object.keys(targets).filter((where) => targets[where]?.never)];
}

/** The day it is where the reader is. */
export const today = () => new Date().toLocaleDateString("sv");

/** @param {GuideData} whole @returns {string[]} */
function neverKeptAtAll({ sheets }) {
  const all = Object.entries(sheets).flatMap(([sheet, { items }]) =>
    Object.entries(items).map(([item, { keep }]) => /** @type {const} */ ([`${sheet}.${item}`, keep]))
  );
  return all.filter(([, keep]) => keep === "never").map(([where]) => where);
}

/** Take back what was done last. */
export function undo() {
  const saved = store.undo();
  if (saved) tell("kept", saved);
}

/**
 * Where an answer is kept: with what is the reader's own, or in a folder.
 * @param {string} where
 * @param {() => string} [folder] The one this tab is in, if left out.
 * @returns {string}
 */
export function folderOf(where, folder = () => store.here) {
  const [sheet = "", item] = where.split(".");
  const known = whole && Object.hasOwn(whole.sheets, sheet) ? whole.sheets[sheet] : data?.targets[`${sheet}.${item}`];
  const whose = data?.sheet.id === sheet ? data?.sheet.for : known?.for;
  return whose === "me" ? "me" : folder();
}

/** The address of the first page, seen from here. */
export const home = document.querySelector("guide-keeping")?.getAttribute("home") ?? "";

/** The address of a checklist's page, seen from here. @param {string} sheet @returns {string} */
export const pageOf = (sheet) => home.endsWith(".html") ? home.replace("index", sheet) : `${home}/${sheet}/`;

/** The checklist that a link leads to. @param {HTMLAnchorElement | null} link @returns {string} */
export const sheetAt = (link) => /([^/]*?)(\/|\.html)$/.exec(link?.pathname ?? "")?.[1] ?? "";

/** Where a question is asked: its page's address, seen from here. @param {string} where Its address. @returns {string} */
export function linkTo(where) {
  const [sheet = "", item] = where.split(".");
  return item ? `${pageOf(sheet)}#${item}` : pageOf(sheet);
}

/** A file of the site, seen from here. @param {string} name @returns {string} */
export const fileOf = (name) => home.endsWith(".html") ? home.replace("index.html", name) : `${home}/${name}`;

/** Words of ours, with slots in braces. @param {string} key @param {Record<string, string>} [slots] @returns {string} */
export const say = (key, slots = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
