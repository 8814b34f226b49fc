/** What the elements of one page share: its data, the store, and news of both. */

import { Store } from "./store.js";

/** @import { News, Saved } from "./store.js" */
/** @import { PageData } from "./questions.js" */

const text = document.getElementById("guide-data")?.textContent;

/** @type {PageData | undefined} What a checklist's page carries; other pages carry nothing. */
export const data = text ? JSON.parse(text) : undefined;

/** The guide's id: its name in the browser's store. */
export const guide = data?.guide ?? document.querySelector("guide-keeping")?.getAttribute("guide") ?? "";

/** Tells "change" with what is other in the store (`News`), and "kept" when something was stored, or was not (`Kept`), "woke" when the page was away. */
export const news = new EventTarget();

/** @typedef {Saved & {field?: HTMLElement}} Kept The field that was typed in. */

/** @template T @param {"change" | "kept" | "woke"} about @param {T} [detail] */
export const tell = (about, detail) => news.dispatchEvent(new CustomEvent(about, { detail }));

export const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

export const store = new Store({
  guide,
  local: () => localStorage,
  session: () => sessionStorage,
  now: Date.now,
  random,
  aliases: data?.was ?? {},
  never: data ? neverKept(data) : [],
  changed: (/** @type {News} */ detail) => tell("change", detail),
});

/** @param {PageData} data @returns {string[]} */
function neverKept({ sheet, targets }) {
  const own = sheet.items.filter(({ keep }) => keep === "never").map(({ id }) => `${sheet.id}.${id}`);
  return [...own, ...Object.keys(targets).filter((where) => targets[where]?.never)];
}

/** The folder that an answer is in: the reader's own, or the one this tab is in. @param {string} home @returns {string} */
export function folderOf(home) {
  const whose = data?.sheet.id === home.split(".")[0] ? data?.sheet.for : data?.targets[home]?.for;
  return whose === "me" ? "me" : store.here;
}

/** Words of ours, with slots in braces. @param {string} key @param {Record<string, string>} [slots] @returns {string} */
export const say = (key, slots = {}) => (data?.words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
