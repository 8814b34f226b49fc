/** A save file behind a pass phrase: AES-GCM with a key from PBKDF2, by the browser's own WebCrypto. */

import { isFields } from "./record.js";
import { dataOf, page } from "./savefile.js";

/** @import { State } from "./record.js" */
/** @import { Telling } from "./savefile.js" */

/** @typedef {Pick<Crypto, "subtle" | "getRandomValues">} Means */
/** @typedef {{rounds: number, salt: string, iv: string, data: string}} Locked All but `rounds` in base64. */

const ROUNDS = 600_000;
/** A file that asks for more was made to keep the reader waiting. */
const MOST_ROUNDS = 10_000_000;

/**
 * Answers as a file that opens in the site only.
 * @param {State} state
 * @param {Telling} telling
 * @param {string} phrase
 * @param {Means} means
 * @returns {Promise<string>} HTML.
 */
export async function toLockedFile(state, telling, phrase, means) {
  const data = dataOf(state, telling);
  const locked = await lock(JSON.stringify(data), phrase, means);
  return page(
    telling.words.locked,
    "",
    { format: data.format, guide: data.guide, language: data.language, locked },
    telling,
  );
}

/** @param {string} text @param {string} phrase @param {Means} means @returns {Promise<Locked>} */
async function lock(text, phrase, means) {
  const salt = means.getRandomValues(new Uint8Array(16));
  const iv = means.getRandomValues(new Uint8Array(12));
  const key = await keyOf(phrase, salt, ROUNDS, means);
  const data = await means.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return { rounds: ROUNDS, salt: base64(salt), iv: base64(iv), data: base64(new Uint8Array(data)) };
}

/**
 * What `fromFile` can read, out of what it gave as `locked`.
 * @param {unknown} locked
 * @param {string} phrase
 * @param {Means} means
 * @returns {Promise<{text: string} | {trouble: "phrase" | "broken"}>} phrase: another one, or the file was changed.
 */
export async function unlock(locked, phrase, means) {
  if (!isLocked(locked)) return { trouble: "broken" };
  try {
    const [salt, iv, data] = [bytes(locked.salt), bytes(locked.iv), bytes(locked.data)];
    const key = await keyOf(phrase, salt, locked.rounds, means);
    return { text: new TextDecoder().decode(await means.subtle.decrypt({ name: "AES-GCM", iv }, key, data)) };
  } catch (error) {
    return { trouble: error instanceof DOMException && error.name === "OperationError" ? "phrase" : "broken" };
  }
}

/** @param {unknown} locked @returns {locked is Locked} */
function isLocked(locked) {
  if (!isFields(locked)) return false;
  const { rounds, ...texts } = locked;
  const isCount = Number.isSafeInteger(rounds) && Number(rounds) > 0 && Number(rounds) <= MOST_ROUNDS;
  return isCount && ["salt", "iv", "data"].every((name) => typeof texts[name] === "string");
}

/** @param {string} phrase @param {Uint8Array<ArrayBuffer>} salt @param {number} iterations @param {Means} means */
async function keyOf(phrase, salt, iterations, { subtle }) {
  // The same letters typed on another device may come in other code points.
  const typed = new TextEncoder().encode(phrase.normalize("NFC"));
  const key = await subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return await subtle.deriveKey(how, key, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {Uint8Array} from */
const base64 = (from) => btoa(Array.from(from, (byte) => String.fromCharCode(byte)).join(""));

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
