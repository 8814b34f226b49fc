/**
 * How a message goes out of the page: copied, opened in a mail program, saved as a file, printed. The page sends nothing.
 *
 * It is given the message by `show`, again at each change. What makes files comes when a file is asked for.
 */

import { button, make } from "./dom.js";
import { download } from "./download.js";
import { data, say } from "./page.js";
import { printAlone } from "./print-alone.js";
import { clean, crlf, fileName, hasGaps, homeForm, htmlOf, mailLink } from "./sending.js";

/** @import { Outgoing } from "./sending.js" */

/** @typedef {{content: BlobPart, type: string}} Made */

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export class GuideSend extends HTMLElement {
  /** @type {Outgoing} */
  #outgoing = { title: "", subject: "", text: "" };
  #isWhole = true;
  #isBusy = false;
  #mail = make("a", { class: "button", href: "mailto:" }, say("live-send-mail"));
  #marked = make("textarea", {
    class: "write",
    rows: "8",
    readonly: "",
    dir: "auto",
    "aria-label": say("live-send-text"),
  });
  #told = make("p", { role: "status" });

  connectedCallback() {
    if (this.firstChild) return;
    const copy = button(say("live-send-copy"), () => void this.#copy());
    copy.classList.add("first");
    this.#mail.addEventListener("click", (event) => void this.#openMail(event));
    this.#marked.hidden = true;
    const paper = button(say("live-send-print"), () => printAlone(this.#outgoing));
    const ways = make("div", { class: "send-ways" }, this.#mail, " ", paper, " ", this.#files());
    this.append(
      make("p", {}, copy),
      ways,
      this.#marked,
      this.#told,
      make("p", { class: "hint" }, say("live-send-about")),
    );
  }

  #files() {
    const text = button(say("live-send-as-text"), () => void this.#save("txt", textFile));
    const word = button(say("live-send-as-word"), () => void this.#save("docx", wordDocument));
    const mail = button(say("live-send-as-mail"), () => void this.#save("eml", mailFile, "live-send-saved-mail"));
    return make("details", {}, make("summary", {}, say("live-send-save")), make("p", {}, text, " ", word, " ", mail));
  }

  /** @param {Outgoing} outgoing */
  show(outgoing) {
    const { href, isWhole } = mailLink(outgoing);
    if (outgoing.text !== this.#outgoing.text || outgoing.subject !== this.#outgoing.subject) this.#forget();
    this.#outgoing = outgoing;
    this.#mail.href = href;
    this.#isWhole = isWhole;
  }

  /** What was said is not so any more. */
  #forget() {
    this.#marked.hidden = true;
    this.#say("");
  }

  /** Said anew even where it is the same: it was done again. @param {string} key @param {Record<string, string>} [slots] */
  #say(key, slots) {
    this.#told.replaceChildren(...(key ? [say(key, slots)] : []));
  }

  // --- copied

  async #copy() {
    const copied = await this.#toClipboard();
    this.#say(!copied ? "live-send-marked" : hasGaps(this.#outgoing) ? "live-send-copied-gaps" : "live-send-copied");
  }

  /** Where the browser does not let us, the text stands marked, to be copied by hand. @returns {Promise<boolean>} */
  async #toClipboard() {
    this.#forget();
    const text = clean(this.#outgoing.text);
    if (await isDone(() => navigator.clipboard.write([rich(text)]))) return true;
    if (await isDone(() => navigator.clipboard.writeText(text))) return true;
    this.#marked.value = text;
    this.#marked.hidden = false;
    this.#marked.focus();
    this.#marked.select();
    return false;
  }

  // --- in a mail program

  /** @param {Event} event */
  async #openMail(event) {
    if (this.#isWhole) return this.#say("live-send-mail-opens");
    event.preventDefault();
    const copied = await this.#toClipboard();
    this.#say(copied ? "live-send-mail-long" : "live-send-mail-marked");
    location.assign(this.#mail.href);
  }

  // --- as a file

  /**
   * @param {string} ending
   * @param {(outgoing: Outgoing) => Made | Promise<Made>} make
   * @param {string} [told]
   */
  async #save(ending, make, told = "live-send-saved") {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const outgoing = this.#outgoing;
    const file = fileName(outgoing.title, say("live-send-file"), ending);
    this.#say("live-send-moment");
    try {
      const { content, type } = await make(outgoing);
      download(file, content, type);
      this.#say(told, { file });
    } catch {
      this.#say("live-send-failed");
    }
    this.#isBusy = false;
  }
}

/** @param {string} text */
function rich(text) {
  const blob = (/** @type {string} */ content, /** @type {string} */ type) => new Blob([content], { type });
  return new ClipboardItem({
    "text/plain": blob(text, "text/plain"),
    "text/html": blob(htmlOf(text), "text/html"),
  });
}

/** Whether a browser did as asked; it may lack the means, or refuse. @param {() => Promise<void>} act */
async function isDone(act) {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}

/** @param {Outgoing} outgoing @returns {Made} */
const textFile = ({ text }) => ({ content: `${crlf(text)}\r\n`, type: "text/plain" });

/** @param {Outgoing} outgoing @returns {Promise<Made>} */
async function wordDocument(outgoing) {
  const { wordFile } = await import("./word-file.js");
  const home = homeForm(data?.language ?? document.documentElement.lang, navigator.languages);
  return { content: await wordFile(outgoing, home), type: WORD };
}

/** @param {Outgoing} outgoing @returns {Promise<Made>} */
async function mailFile(outgoing) {
  const { mailDraft } = await import("./mail-draft.js");
  return { content: await mailDraft(outgoing), type: "message/rfc822" };
}

/** Registered once a message is begun: before, there is nothing to send. */
export function define() {
  if (!customElements.get("guide-send")) customElements.define("guide-send", GuideSend);
}
