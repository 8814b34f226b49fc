/** What the elements of one page share: its data, the store, and news of both. */

import { Store } from "./store.js";

/** @import { News, Saved } from "./store.js" */
/** @import { PageData, Shelf } from "./page-data.js" */

/** @param {string} id */
function parsed(id) {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
}

/** @type {PageData | undefined} What a checklist's page carries. */
export const data = parsed("guide-data");

/** @type {Shelf | undefined} What a page carries that leads to checklists; other pages carry nothing. */
export const shelf = parsed("guide-shelf");

/** The guide's id: its name in the browser's store. */
export const guide = data?.guide ?? document.querySelector("guide-keeping")?.getAttribute("guide") ?? "";

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
  aliases: (data ?? shelf)?.was ?? {},
  never: data ? neverKept(data) : [],
  changed: (/** @type {News} */ detail) => tell("change", detail),
});

/** @param {PageData} data @returns {string[]} */
function neverKept({ sheet, targets }) {
  const own = sheet.items.filter(({ keep }) => keep === "never").map(({ id }) => `${sheet.id}.${id}`);
  return [...own, ...Object.keys(targets).filter((where) => targets[where]?.never)];
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
  const [sheet, item] = where.split(".");
  const whose = data?.sheet.id === sheet ? data?.sheet.for : data?.targets[`${sheet}.${item}`]?.for;
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
  const [sheet = "", item = ""] = where.split(".");
  return `${pageOf(sheet)}#${item}`;
}

/** Words of ours, with slots in braces. @param {string} key @param {Record<string, string>} [slots] @returns {string} */
export const say = (key, slots = {}) =>
  ((data ?? shelf)?.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
