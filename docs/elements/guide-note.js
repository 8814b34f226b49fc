/**
 * A message as it stands now, in place of the one with all its gaps: it grows with the answers, can be changed by hand,
 * and says what to look at before it goes. Our words and the reader's look different.
 *
 * Attribute: `message`, its id. It stands in the message's section, before the written letter.
 */

import { showAdvice } from "./advice.js";
import { findings } from "./check.js";
import { dayWords, isDay } from "./dates.js";
import { button, make, write } from "./dom.js";
import { newsOf, paragraphsOf, putIn, takenIn } from "./editing.js";
import { mirror } from "./fields.js";
import { settle, shown, sources } from "./flows.js";
import { begin } from "./keeping.js";
import { showMissing } from "./missing.js";
import { countWords, paragraphs, plainText, Reading, shown as wordsOf } from "./note.js";
import { data, folderOf, say, store, tell, undo } from "./page.js";
import { homeOf } from "./questions.js";
import { questions, readingOf } from "./readings.js";
import { remember, remembered } from "./remembered.js";

/** @import { Draft } from "./check.js" */
/** @import { News } from "./editing.js" */
/** @import { GuideSend } from "./guide-send.js" */
/** @import { Part } from "./note.js" */
/** @import { Message } from "./page-data.js" */
/** @import { Change, Entry } from "./record.js" */

/** Typing is kept after a pause as short as this, in milliseconds. */
const PAUSE = 300;
const UNDO = "message";

export class GuideNote extends HTMLElement {
  /** @type {Draft} */
  #draft = { subject: "", text: "", parts: [] };
  #ending = new AbortController();
  #editing = false;
  #timer = 0;
  #went = make("p", { class: "went" });
  #subject = make("input", { type: "text", class: "write", autocomplete: "off", maxlength: "200" });
  #subjectLine = make("p", { class: "subject" });
  #letter = make("div", { class: "letter now" });
  #text = make("textarea", { class: "write letter", rows: "10", autocomplete: "off", spellcheck: "true" });
  #length = make("p", { class: "hint" });
  #from = make("p", { class: "hint" });
  #news = make("div", { class: "news" });
  #missing = make("div", { class: "missing" });
  #parts = make("details", { class: "parts" });
  #advice = make("div", { class: "advice" });
  #told = make("p", { role: "status", class: "told" });
  #send = /** @type {GuideSend} */ (document.createElement("guide-send"));
  #whose = button(say("live-note-whose"), () => this.#toggleWhose());
  #edit = button(say("live-note-edit"), () => this.#startEditing());
  #again = button(say("live-note-again"), () => this.#makeAgain());
  #undo = button(say("live-undo"), () => this.#bringBack());

  connectedCallback() {
    if (!data) return;
    this.#listen();
    if (!this.firstChild) this.#build();
    this.show(readingOf());
  }

  disconnectedCallback() {
    this.#keepTyped();
    this.#ending.abort();
  }

  #build() {
    const [text, subject] = ["text", "subject"].map((part) => `_${part}_${this.#name}`);
    this.#text.id = text ?? "";
    this.#subject.id = subject ?? "";
    this.#text.setAttribute("aria-label", say("live-note-text"));
    this.#subjectLine.append(make("label", { for: this.#subject.id }, say("live-note-subject")), this.#subject);
    this.#parts.append(make("summary", {}, say("live-note-parts")), make("div"));
    this.#undo.hidden = true;
    const tools = make("p", { class: "letter-tools" }, this.#edit, this.#again, this.#whose);
    this.append(
      ...[this.#went, this.#subjectLine, this.#letter, this.#text, this.#length, this.#from, tools],
      ...[this.#undo, this.#told, this.#news, this.#missing, this.#parts, this.#advice, this.#send],
    );
    this.#markWhose();
  }

  get #name() {
    return this.getAttribute("message") ?? "";
  }

  get #message() {
    return /** @type {Message} */ (data?.sheet.messages[this.#name] ?? {});
  }

  #listen() {
    const { signal } = this.#ending = new AbortController();
    for (const field of [this.#text, this.#subject]) {
      field.addEventListener("input", () => this.#keepSoon(), { signal });
    }
    this.addEventListener("change", () => this.#keepTyped(), { signal });
    this.#parts.addEventListener("toggle", () => this.show(readingOf()), { signal });
    addEventListener("pagehide", () => this.#keepTyped(), { signal });
  }

  // --- what stands there

  /** Show what it is now. @param {Reading} reading */
  show(reading) {
    if (!this.firstChild) return;
    const parts = reading.message(this.#name);
    const kept = this.#kept();
    const isEdited = this.#editing || typeof kept?.text === "string";
    const isBegun = isEdited || parts.some(({ pieces }) => pieces.some(({ kind }) => kind === "reader"));
    this.#replaceWritten(isBegun);
    if (!isBegun) return;
    const text = typeof kept?.text === "string" ? kept.text : plainText(parts);
    this.#draft = { subject: this.#subjectNow(reading, kept), text: this.#timer ? this.#text.value : text, parts };
    this.#showText(isEdited);
    this.#showAround(reading, isEdited, kept);
    void this.#showSend(isEdited);
  }

  /** What takes it out of the page comes once there is something to take. @param {boolean} isEdited */
  async #showSend(isEdited) {
    const { subject, text, parts } = this.#draft;
    const title = this.#message.title ?? data?.sheet.title ?? "";
    const made = paragraphs(parts).map((each) => each.flatMap(({ pieces }) => pieces));
    (await import("./guide-send.js")).define();
    this.#send.show({ title, subject, text, ...(!isEdited && { paragraphs: made }) });
  }

  /** @param {boolean} isBegun */
  #replaceWritten(isBegun) {
    this.hidden = !isBegun;
    const written = this.closest(".note")?.querySelectorAll(":scope > :is(.hint, .subject, .letter, .variant)") ?? [];
    for (const one of written) one.toggleAttribute("data-folded", isBegun);
  }

  /** @param {Reading} reading @param {Entry | undefined} kept */
  #subjectNow(reading, kept) {
    const own = kept && "subject" in kept && typeof kept.subject === "string" ? kept.subject : undefined;
    return own ?? (reading.text(this.#message.subject) ?? []).map(({ text }) => text).join("").trim();
  }

  /** @param {boolean} isEdited */
  #showText(isEdited) {
    const { subject, text, parts } = this.#draft;
    this.#subjectLine.hidden = !this.#message.subject;
    if (this.#subject !== document.activeElement) this.#subject.value = subject;
    this.#letter.hidden = isEdited;
    this.#text.hidden = !isEdited;
    if (isEdited && (this.#text !== document.activeElement || !this.#text.value)) this.#text.value = text;
    mirror(this.#text, String);
    mirror(this.#subject, String);
    settle(this.#letter, text, () => isEdited ? [] : paragraphs(parts).map(paragraph));
  }

  /** @param {Reading} reading @param {boolean} isEdited @param {Entry | undefined} kept */
  #showAround(reading, isEdited, kept) {
    this.#edit.hidden = this.#whose.hidden = isEdited;
    this.#again.hidden = !isEdited;
    if (store.undoable !== UNDO && !this.#undo.hidden) this.#settleUndo();
    write(this.#went, this.#wentWords(reading));
    write(this.#length, this.#lengthWords(reading));
    settle(
      this.#from,
      JSON.stringify(this.#draft.parts.map(originsOf)),
      () => isEdited ? [] : sources(this.#draft.parts.flatMap(originsOf)),
    );
    this.#showNews(isEdited ? kept : undefined);
    showMissing(this.#missing, this.#draft.parts, this.#name);
    this.#showParts(reading, isEdited);
    showAdvice(this.#advice, findings(this.#draft, this.#message, reading), this.#lengthSlots(reading));
  }

  /** A message that should go once, and went. @param {Reading} reading */
  #wentWords(reading) {
    const step = data?.sheet.items.find(({ sends }) => sends === this.#name);
    const where = step && data ? homeOf(data, step) : "";
    if (this.#message.send !== "once" || !where || !reading.isDone(where)) return "";
    const day = reading.answers.get(`${where}.done`);
    return isDay(day) ? say("live-note-went-on", { day: dayWords(day, data?.words ?? {}) }) : say("live-note-went");
  }

  /** @param {Reading} reading @returns {Record<string, string>} */
  #lengthSlots(reading) {
    const [low, high] = reading.length(this.#message.length) ?? [];
    return { n: String(countWords(this.#draft.text)), ...(low && high && { low: `${low}`, high: `${high}` }) };
  }

  /** @param {Reading} reading */
  #lengthWords(reading) {
    const slots = this.#lengthSlots(reading);
    return say("low" in slots ? "live-note-length" : "live-note-words", slots);
  }

  // --- whose words

  #toggleWhose() {
    remember("whose", remembered("whose") === "no" ? "yes" : "no");
    this.#markWhose();
  }

  #markWhose() {
    const isMarked = remembered("whose") !== "no";
    this.toggleAttribute("plain", !isMarked);
    this.#whose.setAttribute("aria-pressed", String(isMarked));
  }

  // --- parts, on and off

  /** @param {Reading} reading @param {boolean} isEdited */
  #showParts(reading, isEdited) {
    const place = this.#parts.lastElementChild;
    this.#parts.hidden = isEdited;
    // A second message is put together for it: only while it is looked at.
    if (isEdited || !this.#parts.open || !place) return;
    const all = possibleParts(reading, this.#name);
    const standing = new Set(this.#draft.parts.map(({ item }) => item.id));
    settle(place, all.map(wordsOf).join("\n"), () => all.map((part) => this.#partBox(part)));
    for (const box of place.querySelectorAll("input")) box.checked = standing.has(box.value);
  }

  /** @param {Part} part */
  #partBox(part) {
    const item = part.item.id ?? "";
    const id = `_part_${this.#name}_${item}`;
    const box = make("input", { type: "checkbox", id, value: item });
    box.addEventListener("change", () => this.#keep(item, { pick: box.checked ? null : "none" }));
    return make("div", { class: "option" }, box, make("label", { for: id }, wordsOf(part)));
  }

  // --- by hand

  #startEditing() {
    this.#editing = true;
    this.show(readingOf());
    this.#text.focus();
  }

  #keepSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keepTyped(), PAUSE);
  }

  #keepTyped() {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    const kept = this.#kept();
    const { subject, text, parts } = this.#draft;
    const isText = !this.#text.hidden && this.#text.value !== (kept?.text ?? text);
    const from = madeFrom(kept) ?? paragraphsOf(plainText(parts));
    const change = {
      ...(this.#subject.value !== subject && { subject: this.#subject.value }),
      ...(isText && { text: this.#text.value, "made-from": from }),
    };
    if (Object.keys(change).length) this.#keep(this.#name, /** @type {Change} */ (change));
  }

  #makeAgain() {
    this.#keepTyped();
    const kept = this.#kept();
    this.#editing = false;
    if (typeof kept?.text !== "string") {
      this.show(readingOf());
      return this.#edit.focus();
    }
    const { text } = kept;
    this.#keep(this.#name, { text: null });
    store.offer(UNDO, () => this.#write(this.#name, { text, "made-from": madeFrom(kept) ?? [] }));
    write(this.#told, say("live-note-made-again"));
    this.#undo.hidden = false;
    this.#undo.focus();
  }

  #bringBack() {
    undo();
    this.#settleUndo();
    this.show(readingOf());
    this.#text.focus();
  }

  #settleUndo() {
    this.#undo.hidden = true;
    write(this.#told, "");
  }

  /** What the answers say since the message was changed. @param {Entry | undefined} kept */
  #showNews(kept) {
    const then = madeFrom(kept);
    const found = then ? newsOf(then, paragraphsOf(plainText(this.#draft.parts))) : [];
    settle(this.#news, JSON.stringify(found), () => found.length ? this.#newsLines(found) : []);
  }

  /** @param {News[]} found */
  #newsLines(found) {
    const lines = found.map((news) =>
      make("p", {}, make("q", {}, news.now), " ", button(say("live-note-put-in"), () => this.#take(news)))
    );
    return [
      make("p", {}, say("live-note-news")),
      ...lines,
      make("p", {}, button(say("live-note-leave"), () => this.#leave())),
    ];
  }

  /** @param {News} news */
  #take(news) {
    const then = madeFrom(this.#kept()) ?? [];
    this.#keep(this.#name, { text: putIn(this.#text.value, news, then.at(-1)), "made-from": takenIn(then, news) });
    this.#text.focus();
  }

  #leave() {
    this.#keep(this.#name, { text: this.#text.value, "made-from": paragraphsOf(plainText(this.#draft.parts)) });
    this.#text.focus();
  }

  // --- keeping

  #kept() {
    const sheet = data?.sheet.id ?? "";
    return store.sheet(folderOf(`${sheet}.`), sheet)[this.#name];
  }

  /** @param {string} item @param {Change} change */
  #write(item, change) {
    const sheet = data?.sheet.id ?? "";
    return store.write(folderOf(`${sheet}.`), sheet, item, change);
  }

  /** @param {string} item @param {Change} change */
  #keep(item, change) {
    begin();
    tell("kept", { ...this.#write(item, change), field: this.#text });
    this.show(readingOf());
  }
}

/** @param {Entry | undefined} kept @returns {string[] | undefined} */
function madeFrom(kept) {
  const from = kept?.["made-from"];
  return typeof kept?.text !== "string" || from === undefined ? undefined : [from].flat();
}

/** The parts that could stand in a message, with those that the reader took out. @param {Reading} reading @param {string} name */
function possibleParts(reading, name) {
  const wanted = new Map(
    [...reading.answers].filter(([where, value]) => !(where.endsWith(".pick") && value === "none")),
  );
  return new Reading(reading.data, wanted, questions).message(name).filter(({ item }) => !item.must);
}

/** Where the reader's words in a part come from. @param {Part} part @returns {string[]} */
const originsOf = ({ pieces }) => pieces.flatMap(({ kind, where }) => kind === "reader" && where ? [where] : []);

/** @param {Part[]} parts */
const paragraph = (parts) =>
  make(
    "p",
    {},
    ...parts.flatMap(({ pieces, item }, at) => [
      ...(at ? [" "] : []),
      make("span", { "data-part": item.id ?? "" }, ...shown(pieces)),
    ]),
  );

/** Registered once it is needed: most pages have no message. */
export function define() {
  if (!customElements.get("guide-note")) customElements.define("guide-note", GuideNote);
}
