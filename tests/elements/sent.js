/**
 * Says what our modules make of messages that Python has written into a file, for `tests/test_sending.py` to read back.
 *
 * deno run --allow-read tests/elements/sent.js messages.json
 */

import { mailDraft } from "../../docs/elements/mail-draft.js";
import { clean, fileName, htmlOf, mailLink, oneLine } from "../../docs/elements/sending.js";
import { wordFile } from "../../docs/elements/word-file.js";

/** @import { Outgoing } from "../../docs/elements/sending.js" */

/** @type {Outgoing[]} */
const messages = JSON.parse(Deno.readTextFileSync(Deno.args[0] ?? ""));

/** @param {Outgoing} message */
async function madeOf(message) {
  const word = await wordFile(message, { language: "en-GB", letter: false });
  return {
    mail: await mailDraft(message),
    word: new Uint8Array(await word.arrayBuffer()).toBase64(),
    link: mailLink(message),
    file: fileName(message.title, "Message", "docx"),
    html: htmlOf(message.text),
    text: clean(message.text),
    subject: oneLine(message.subject),
  };
}

const found = [];
for (const message of messages) found.push(await madeOf(message));
await new Blob([JSON.stringify(found)]).stream().pipeTo(Deno.stdout.writable);
