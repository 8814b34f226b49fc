/**
 * Whose device this is, as far as somebody said.
 *
 * Until then answers are kept as on a shared device, in this tab alone: nothing outlives the tab unasked, and nothing
 * is lost on the way from one page to the next.
 */

import { guide, store, tell } from "./page.js";

/** @import { Device, Saved } from "./store.js" */

const ASKING = `${guide}:asking`;
const LEFT = `${guide}:left`;
let asking = note(ASKING) !== null;

/**
 * Read or write a note to this tab. A note is no answer: it stands beside the records, not among them.
 * @param {string} key
 * @param {string | null} [text] null takes it away.
 * @returns {string | null}
 */
function note(key, text) {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else if (text !== undefined) sessionStorage.setItem(key, text);
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Where answers are kept now: "asking" is in this tab, for want of an answer. @returns {Device | "asking" | undefined} */
export const keeping = () => asking ? "asking" : store.device;

/** Before the first answer is kept. */
export function begin() {
  if (store.device) return;
  asking = true;
  note(ASKING, "yes");
  store.choose("shared");
}

/** Somebody said. @param {Device} device @returns {Saved} */
export function decide(device) {
  const saved = asking && device === "shared" ? store.flush() : store.choose(device);
  if (device === "own") persist();
  if (store.device === device) {
    asking = false;
    note(ASKING, null);
  }
  tell("kept", saved);
  return saved;
}

/** Ask the browser to keep what is here even where room gets short. Some ask the reader, and some never answer. */
function persist() {
  navigator.storage?.persist?.().catch(() => false);
}

/** Take everything away at once, and go. @param {string} home */
export function leave(home) {
  store.clear();
  asking = false;
  note(ASKING, null);
  note(LEFT, String(Date.now()));
  location.replace(home);
}

/** When everything was taken away in this tab, in milliseconds since 1970; 0 for never. */
export const left = () => Number(note(LEFT) ?? 0);

/** Another tab stored something. @param {StorageEvent} event */
function hear(event) {
  if (asking && event.newValue === "own" && event.key === `${guide}/1/device`) decide("own");
  store.apply(event);
}

/** A page that the browser kept whole while everything was taken away would still show it. @param {PageTransitionEvent} event */
function wake({ persisted }) {
  if (!persisted) return;
  if (left() > performance.timeOrigin) return location.reload();
  store.refresh();
  tell("woke");
}

/** Follow what other tabs do, for as long as the page lives. */
export function follow() {
  addEventListener("storage", hear);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && store.refresh());
}
