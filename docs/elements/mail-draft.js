/** A message as a mail that is still to send. Loaded only when somebody wants one: with it comes what builds it. */

import { clean, crlf, htmlOf, oneLine } from "./sending.js";

/** @import { Outgoing } from "./sending.js" */

/** So many bytes of a subject make one encoded word: with what stands around it, a line stays below 76 characters. */
const WORD = 39;

/**
 * The text of an .eml file. It says nobody it is from or goes to, and no day: the mail program that sends it does.
 * @param {Pick<Outgoing, "subject" | "text">} outgoing
 * @returns {Promise<string>} Of ASCII alone.
 */
export async function mailDraft({ subject, text }) {
  const { createMimeMessage } = await import("../vendor/mimetext.js");
  const mail = createMimeMessage();
  for (const field of mail.headers.fields) field.disabled = field.name !== "MIME-Version";
  const base64 = (/** @type {string} */ each) => mail.toBase64(each);
  const words = (/** @type {string} */ line) => encodedWords(line, base64);
  if (oneLine(subject)) mail.headers.setCustom({ name: "Subject", value: oneLine(subject), dump: words });
  // Outlook and others then open it to be sent, and not as one that came.
  mail.setHeader("X-Unsent", "1");
  const add = (/** @type {string} */ contentType, /** @type {string} */ data) =>
    mail.addMessage({ contentType, encoding: "base64", data: folded(base64(crlf(data))) });
  add("text/plain", text);
  add("text/html", htmlOf(text));
  return `${mail.asRaw()}\r\n`;
}

/** The library puts a subject in one word, however long; a word may have 75 characters. @param {string} line @param {(text: string) => string} base64 */
function encodedWords(line, base64) {
  const words = [""];
  for (const letter of clean(line)) {
    const word = words.at(-1) ?? "";
    if (bytesIn(word + letter) > WORD) words.push(letter);
    else words[words.length - 1] = word + letter;
  }
  return words.map((word) => `=?utf-8?B?${base64(word)}?=`).join("\r\n ");
}

/** @param {string} text */
const bytesIn = (text) => new TextEncoder().encode(text).length;

/** @param {string} base64 */
const folded = (base64) => base64.replace(/.{76}(?=.)/g, "$&\r\n");
