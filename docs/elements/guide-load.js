/**
 * Loads a file back: chosen, dropped on the page, or pasted. First it shows what would change; nothing does before that.
 */

import { button, make, write } from "./dom.js";
import { gather, load } from "./everything.js";
import { phraseField } from "./guide-save.js";
import { decide, keeping } from "./keeping.js";
import { carried, guide, say, store, tell } from "./page.js";
import { fromFile, LARGEST } from "./savefile.js";
import { counted } from "./saying.js";
import { UndoLine } from "./undo-line.js";

/** @import { Loaded } from "./savefile.js" */
/** @import { Device } from "./store.js" */

/** Bytes that a character may take. */
const BYTES = 4;

export class GuideLoad extends HTMLElement {
  #ending = new AbortController();
  #summary = make("summary", {}, say("live-book-load"));
  #file = make("input", { type: "file", id: "_file", accept: ".html,.htm,.json,.txt,text/html" });
  #paste = make("textarea", { class: "write", id: "_paste", rows: "2", autocomplete: "off", spellcheck: "false" });
  #told = make("p", { role: "status", class: "told" });
  #panel = make("div", { class: "panel" });
  #undo = new UndoLine(() => this.#summary.focus());
  #box = make("details");

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    this.#undo.listen(signal);
    this.#box.replaceChildren(
      this.#summary,
      make("p", { class: "hint" }, say("live-book-load-tell")),
      make("p", {}, make("label", { for: "_file" }, say("live-book-load-file")), this.#file),
      make("p", {}, make("label", { for: "_paste" }, say("live-book-load-paste")), this.#paste),
    );
    this.replaceChildren(this.#box, this.#told, this.#panel, this.#undo.element);
    this.#listen(signal);
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.#file.addEventListener("change", () => this.#takeFile(this.#file.files?.[0]), { signal });
    this.#paste.addEventListener("change", () => this.#takePasted(this.#paste.value), { signal });
    document.addEventListener("paste", (event) => this.#hearPaste(event), { signal });
    document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), { signal });
    document.addEventListener("drop", (event) => this.#hearDrop(event), { signal });
  }

  // --- what comes in

  /** @param {DragEvent} event */
  #hearDrop(event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.#takeFile(event.dataTransfer?.files[0]);
  }

  /** In a field of its own it need not be shown: it may be very long. @param {ClipboardEvent} event */
  #hearPaste(event) {
    const target = /** @type {Element | null} */ (event.target);
    if (target !== this.#paste && target?.closest("input, textarea")) return;
    event.preventDefault();
    const file = event.clipboardData?.files[0];
    if (file) this.#takeFile(file);
    else this.#takePasted(event.clipboardData?.getData("text/plain") ?? "");
  }

  /** @param {File | undefined} file */
  async #takeFile(file) {
    if (!file) return;
    this.#box.open = true;
    // Chosen again, it is to be looked at again.
    const text = file.size > LARGEST * BYTES ? "x".repeat(LARGEST + 1) : await file.text().catch(() => "");
    this.#file.value = "";
    this.#look(text);
  }

  /** @param {string} text */
  #takePasted(text) {
    if (!text.trim()) return;
    this.#box.open = true;
    this.#paste.value = "";
    this.#look(text.trim());
  }

  /** @param {string} text */
  #look(text) {
    this.#leave();
    const found = fromFile(text, { guide, now: Date.now(), aliases: carried?.was ?? {} });
    if (!("trouble" in found)) return void this.#preview(found);
    if (found.trouble === "locked") return this.#askPhrase(found.locked);
    write(this.#told, say(`live-book-refused-${found.trouble}`));
  }

  #leave() {
    this.#panel.replaceChildren();
    this.#undo.say("");
    write(this.#told, "");
  }

  // --- a pass phrase

  /** @param {unknown} locked */
  #askPhrase(locked) {
    if (!globalThis.crypto?.subtle) return write(this.#told, say("live-book-no-unlock"));
    const { field, place } = phraseField("_phrase-open", say("live-book-phrase"));
    const show = make("input", { type: "checkbox", id: "_phrase-open-show" });
    show.addEventListener("change", () => field.type = show.checked ? "text" : "password");
    const open = () => void this.#unlock(locked, field);
    field.addEventListener("keydown", ({ key }) => key === "Enter" && open());
    this.#panel.replaceChildren(
      place,
      make("p", { class: "option" }, show, make("label", { for: show.id }, say("live-book-phrase-show"))),
      make("p", {}, button(say("live-book-open"), open), " ", this.#leaveButton()),
    );
    write(this.#told, say("live-book-is-locked"));
    field.focus();
  }

  /** @param {unknown} locked @param {HTMLInputElement} field */
  async #unlock(locked, field) {
    write(this.#told, say("live-book-moment"));
    const { unlock } = await import("./lock.js");
    const found = await unlock(locked, field.value, crypto);
    if (!field.isConnected) return;
    if ("text" in found) return this.#look(found.text);
    write(this.#told, say(`live-book-refused-${found.trouble}`));
    if (found.trouble === "phrase") field.select();
  }

  // --- what would change

  /** @param {Loaded} loaded */
  async #preview({ state, left, copy }) {
    const { changes } = await import("./what-changes.js");
    const { counts, nodes: [sum = "", ...each] } = changes(gather(store), state);
    const heading = make("h2", { tabindex: "-1" }, say("live-book-changes"));
    const acts = make("div", { class: "acts" });
    this.#panel.replaceChildren(
      heading,
      ...(copy ? [make("p", { class: "aside" }, say("live-book-is-copy"))] : []),
      ...(left ? [make("p", { class: "aside" }, counted("live-book-left", left))] : []),
      sum,
      acts,
      ...each,
    );
    const replace = counts.here ? counted("live-book-goes", counts.here) : "";
    const isEmpty = !(counts.here + counts.changed + counts.same);
    const actions = [
      make("p", {}, button(say("live-book-merge"), () => this.#load(state, "merge"))),
      ...(isEmpty
        ? []
        : [make("p", {}, button(say("live-book-replace"), () => this.#load(state, "replace")), " ", replace)]),
      make("p", {}, this.#leaveButton()),
    ];
    this.#askFirst(acts, actions);
    heading.focus();
  }

  /** Whose device it is comes before anything is kept on it. @param {HTMLElement} place @param {HTMLElement[]} actions */
  #askFirst(place, actions) {
    if (keeping() === "own" || keeping() === "shared") return place.replaceChildren(...actions);
    const panel = document.createElement("guide-device");
    panel.addEventListener("choose", (event) => {
      decide(/** @type {CustomEvent<Device>} */ (event).detail);
      place.replaceChildren(...actions);
      place.querySelector("button")?.focus();
    });
    place.replaceChildren(panel, make("p", {}, this.#leaveButton()));
  }

  #leaveButton() {
    return button(say("live-book-leave"), () => {
      this.#leave();
      write(this.#told, say("live-book-left-alone"));
      this.#summary.focus();
    });
  }

  /** @param {Loaded["state"]} state @param {"merge" | "replace"} how */
  #load(state, how) {
    const saved = load(store, state, how, Date.now());
    this.#panel.replaceChildren();
    if (saved.trouble === "full" || saved.trouble === "newer") {
      write(this.#told, say(`live-book-load-${saved.trouble}`));
      return this.#summary.focus();
    }
    tell("kept", saved);
    tell("change", { about: "folders", elsewhere: false });
    this.#undo.offer("load", say(saved.trouble ? "live-book-loaded-here" : "live-book-loaded"));
  }
}

/** @param {DragEvent} event */
const hasFiles = (event) => event.dataTransfer?.types.includes("Files") === true;
