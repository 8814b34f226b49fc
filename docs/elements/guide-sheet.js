/**
 * A checklist whose answers stay: what is typed is kept, what was kept is filled in, what does not count is folded away.
 *
 * Its children are the whole page of a checklist, complete without it.
 */

import { isGiven } from "./conditions.js";
import { fullDayWords } from "./dates.js";
import { make, write } from "./dom.js";
import { extrasFor } from "./extras.js";
import { fill, isBox, mirror, nameOf, read, wordsOf } from "./fields.js";
import { forget, showOffers, showPicks, showTell } from "./flows.js";
import { begin, decide, keeping } from "./keeping.js";
import { data, folderOf, news, say, store, tell, today, undo } from "./page.js";
import { homeOf } from "./questions.js";
import { asRead, questions, readingOf } from "./readings.js";
import { canonical, rowNames } from "./record.js";
import { showReworded } from "./reworded.js";
import { fieldsIn, rowOf, Rows } from "./rows.js";
import { offerToSave } from "./save-button.js";

/** @import { Show } from "./extras.js" */
/** @import { Field } from "./fields.js" */
/** @import { Answer, Change, Entry, Value } from "./record.js" */
/** @import { News, Saved } from "./store.js" */
/** @import { Kept } from "./page.js" */
/** @import { GuideNote } from "./guide-note.js" */
/** @import { Reading } from "./note.js" */
/** @import { PageData, Question } from "./questions.js" */

/** Typing is kept after a pause as short as this. */
const PAUSE = 300;

export class GuideSheet extends HTMLElement {
  #ending = new AbortController();
  #questions = questions;
  /** Where each item stands. @type {Map<string, Element>} */
  #blocks = new Map();
  /** The answers on this page: by address, their fields by name. @type {Map<string, Map<string, Field[]>>} */
  #fields = new Map();
  /** @type {Map<string, Rows>} */
  #rows = new Map();
  /** Fields typed in and not yet kept. @type {Set<Field>} */
  #waiting = new Set();
  #timer = 0;
  #folding = 0;
  /** @type {Show[]} */
  #extras = [];

  connectedCallback() {
    if (!data) return;
    this.#ending = new AbortController();
    this.#furnish(data.sheet.messages);
    this.#find();
    this.#listen(this.#ending.signal);
    this.#adopt();
    this.#fillAll();
    this.#loadMore(data.sheet.items);
  }

  /** What stands on this page and not on each: shown as soon as it has come. @param {Question[]} items */
  #loadMore(items) {
    for (const extra of extrasFor(items, this)) {
      void extra.then((show) => {
        this.#extras.push(show);
        this.#foldSoon();
      });
    }
    for (const { localName } of this.querySelectorAll(":not(:defined)")) {
      void customElements.whenDefined(localName).then(() => this.#foldSoon());
    }
  }

  /** @param {Record<string, unknown>} messages */
  #furnish(messages) {
    for (const name of Object.keys(messages)) {
      const letter = this.querySelector(`#${name}`)?.closest(".note")?.querySelector(".letter");
      if (!letter || letter.parentElement?.querySelector("guide-note")) continue;
      const note = document.createElement("guide-note");
      note.setAttribute("message", name);
      note.hidden = true;
      letter.before(note);
    }
    const beside = this.querySelector(".notes");
    // Where it stands beside the questions it scrolls by itself: keys must reach it, and it has a name then.
    for (const [name, value] of Object.entries({ tabindex: "0", role: "region" })) beside?.setAttribute(name, value);
    beside?.setAttribute("aria-labelledby", beside.querySelector("h2")?.id ?? "");
    if (this.querySelector("guide-note")) void import("./guide-note.js").then(({ define }) => define());
  }

  disconnectedCallback() {
    this.#keep();
    clearTimeout(this.#folding);
    this.#ending.abort();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const keep = () => this.#keep();
    this.addEventListener("input", (event) => this.#hearTyping(event), { signal });
    this.addEventListener("change", keep, { signal });
    this.addEventListener("fields", () => this.#findAgain(), { signal });
    this.addEventListener("focusout", (event) => this.#hearLeaving(event), { signal });
    addEventListener("pagehide", keep, { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(), { signal });
    news.addEventListener("change", (event) => this.#hearNews(/** @type {CustomEvent<News>} */ (event).detail), {
      signal,
    });
    news.addEventListener("woke", () => this.#fillAll(true), { signal });
    news.addEventListener("kept", (event) => this.#mark(/** @type {CustomEvent<Kept>} */ (event).detail), { signal });
  }

  // --- what is on the page

  #find() {
    const blocks = [...this.querySelectorAll("[data-item]")];
    this.#blocks = new Map(blocks.map((block) => [block.getAttribute("data-item") ?? "", block]));
    this.#fields.clear();
    for (const field of fieldsIn(this)) {
      const { home } = nameOf(field);
      const question = this.#questions.get(home);
      if (!question || question.each || question.count) continue;
      const names = this.#fields.get(home) ?? new Map();
      names.set(field.name, [...names.get(field.name) ?? [], field]);
      this.#fields.set(home, names);
      const table = question.answer === "table" && typeof question.rows !== "object" && field.closest("table");
      if (table && !this.#rows.has(home)) this.#rows.set(home, this.#rowsOf(home, table, question["at-most"]));
    }
  }

  /** A question of elsewhere is asked here, too. */
  #findAgain() {
    this.#find();
    for (const home of this.#fields.keys()) this.#fill(home);
  }

  /** @param {string} home @param {HTMLTableElement} table @param {number} [most] */
  #rowsOf(home, table, most = Infinity) {
    const [sheet = "", item = ""] = home.split(".");
    return new Rows(table, {
      most,
      changed: () => this.#find(),
      erase: (row) => tell("kept", store.erase(folderOf(home), sheet, item, row)),
      undo: () => {
        undo();
        this.#rows.get(home)?.sort(rowNames(this.#entry(home)));
      },
    });
  }

  /** @param {string} home @returns {Entry | undefined} */
  #entry(home) {
    const [sheet = "", item = ""] = home.split(".");
    return store.sheet(folderOf(home), sheet)[item];
  }

  /** What was typed before this script came counts. What a browser filled in by itself, loading a page again, does not. */
  #adopt() {
    const [visit] = performance.getEntriesByType("navigation");
    const isTyped = visit && "type" in visit && visit.type === "navigate";
    const all = this.#all();
    const given = all.filter((field) => read([field]) !== null);
    if (isTyped) { for (const field of given) this.#waiting.add(field); }
    for (const field of given) isTyped ? this.#take(field) : fill([field], null);
    // Boxes do not say so in the page: there it would be no valid HTML.
    for (const field of all) if (field instanceof HTMLInputElement) field.autocomplete = "off";
  }

  /** @param {boolean} [all] The field in use, too. */
  #fillAll(all) {
    for (const home of this.#fields.keys()) this.#fill(home, all);
    void this.#lookAcross();
    this.#fold();
  }

  /** It takes long where there are many folders, few pages do it, and nobody waits for it. */
  async #lookAcross() {
    if (!data?.sheet.items.some(({ each, count }) => each || count)) return;
    const { showAcross } = await import("./across.js");
    showAcross(this);
    this.#fold();
  }

  /** @param {string} home @param {boolean} [all] */
  #fill(home, all = false) {
    if (!this.#isKept(home)) return;
    const entry = this.#entry(home);
    const waiting = [...this.#waiting].flatMap((field) => rowOf(field)?.dataset["row"] ?? []);
    const names = rowNames(entry).filter((row) => isGivenRow(entry, row));
    this.#rows.get(home)?.match(names, waiting);
    for (const fields of this.#fields.get(home)?.values() ?? []) {
      const busy = fields.some((field) =>
        this.#waiting.has(field) || (!all && !isBox(field) && field === document.activeElement)
      );
      if (!busy) this.#put(fields, entry);
    }
  }

  /** @param {Field[]} fields @param {Entry | undefined} entry */
  #put(fields, entry) {
    const [field] = fields;
    if (!field) return;
    fill(fields, storedIn(field, entry));
    fields.forEach(mirrored);
  }

  /** In a task of its own, once for all that changed: so none of them holds up typing. @param {number} [pause] */
  #foldSoon(pause) {
    clearTimeout(this.#folding);
    this.#folding = setTimeout(() => this.#fold(), pause);
  }

  /** What counts is shown, with what was written elsewhere; what does not is folded away, with what was typed there. */
  #fold() {
    if (!data) return;
    const reading = readingOf();
    for (const item of data.sheet.items) {
      const block = this.#blocks.get(itemOf(homeOf(data, item)));
      if (!block) continue;
      const isSilent = showTell(block, item, reading);
      showPicks(block, item, reading);
      this.#reword(block, item);
      block.toggleAttribute("data-folded", isSilent || !reading.holds(item.if));
    }
    for (const [home, names] of this.#fields) {
      for (const fields of names.values()) this.#foldField(home, fields, reading);
    }
    for (const show of this.#extras) show(this, reading, this.#placed(data.sheet.items));
    this.#count();
    for (const note of /** @type {NodeListOf<GuideNote>} */ (this.querySelectorAll("guide-note"))) note.show?.(reading);
  }

  /** @param {Question[]} items @returns {[Question, Element][]} */
  #placed(items) {
    return items.flatMap((item) => {
      const block = this.#blocks.get(itemOf(homeOf(/** @type {PageData} */ (data), item)));
      return block ? [/** @type {[Question, Element]} */ ([item, block])] : [];
    });
  }

  /** @param {Element} block @param {Question} item */
  #reword(block, item) {
    const home = homeOf(/** @type {PageData} */ (data), item);
    const asked = this.#questions.get(home);
    if (asked) showReworded(block, asked, this.#entry(home));
  }

  /** What is answered, of what is asked here. */
  #count() {
    const all = this.#all();
    const answered = all.filter((field) => read([field]) !== null);
    this.toggleAttribute("blank", !answered.length && !this.querySelector(".now > *, .spoken mark"));
    const blocks = new Set(answered.map((field) => field.closest("[data-depth]")));
    for (const block of this.querySelectorAll("[data-depth]")) {
      block.toggleAttribute("data-answered", blocks.has(block));
    }
    const [asked, done] = [all, answered].map((fields) =>
      new Set(fields.flatMap((field) => field.closest("[data-item]:not([data-folded])") ?? [])).size
    );
    write(this.querySelector(".progress"), done ? say("live-progress", { done: `${done}`, all: `${asked}` }) : "");
  }

  /** @param {string} home @param {Field[]} fields @param {Reading} reading */
  #foldField(home, [field], reading) {
    if (!field) return;
    const row = rowOf(field);
    const { last } = nameOf(field);
    const where = row ? `${home}.${last}` : home;
    const question = this.#questions.get(where);
    if (question && (row || !last)) showOffers(field, question, where, reading);
    if (!row || !question?.if) return;
    const cells = Object.fromEntries(this.#cells(home, row));
    field.closest("td")?.toggleAttribute("data-folded", !reading.holds(question.if, { table: home, cells }));
  }

  #all() {
    return [...this.#fields.values()].flatMap((names) => [...names.values()].flat());
  }

  /** What stands in a row now. @param {string} home @param {Element | null} row @returns {[string, unknown][]} */
  #cells(home, row) {
    const fields = row ? fieldsIn(row) : [];
    return fields.map((field) => {
      const { last } = nameOf(field);
      const same = fields.filter(({ name }) => name === field.name);
      return [last, read(same, this.#questions.get(`${home}.${last}`)?.answer)];
    });
  }

  // --- typing

  /** @param {Event} event */
  #hearTyping({ target }) {
    this.#take(/** @type {Field} */ (target));
  }

  /** @param {Field} field What was typed in. */
  #take(field) {
    const { home } = nameOf(field);
    if (!this.#fields.has(home)) return;
    this.#name(home, field);
    if (!this.#isKept(home)) return this.#foldSoon(PAUSE);
    mirrored(field);
    this.#waiting.add(field);
    begin();
    this.#ask(field);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), PAUSE);
  }

  /** @param {string} home */
  #isKept(home) {
    const question = this.#questions.get(home);
    return question && question.keep !== "never" && !("never" in question);
  }

  /** A row that is written to gets a name. @param {string} home @param {Field} field */
  #name(home, field) {
    const row = rowOf(field);
    if (row && this.#rows.has(home)) row.dataset["row"] ??= store.newName();
  }

  #keep() {
    clearTimeout(this.#timer);
    const waiting = [...this.#waiting];
    for (const home of new Set(waiting.map((field) => nameOf(field).home))) {
      this.#keepOne(home, waiting.filter((field) => nameOf(field).home === home));
    }
  }

  /** @param {string} home @param {Field[]} fields */
  #keepOne(home, fields) {
    const [sheet = "", item = ""] = home.split(".");
    const entry = this.#entry(home);
    const changes = fields.map((field) => this.#change(home, field, entry)).filter((change) => change !== undefined);
    /** @type {Saved | undefined} */
    let saved;
    for (const change of changes) saved = store.write(folderOf(home), sheet, item, change);
    // Not before: the first answer of all makes news of its own, and a row that waits for nothing would lose its name.
    for (const field of fields) this.#waiting.delete(field);
    if (saved?.saved && store.waiting) saved = store.flush();
    if (saved) tell("kept", /** @type {Kept} */ ({ ...saved, field: fields.at(-1) }));
  }

  /** What to write for a field, where it says something else than what is kept. @param {string} home @param {Field} field @param {Entry | undefined} entry @returns {Change | undefined} */
  #change(home, field, entry) {
    const question = this.#questions.get(home) ?? {};
    const row = rowOf(field)?.dataset["row"];
    const { last } = nameOf(field);
    if (question.answer === "table" && row) return this.#cellChange(home, field, entry?.rows?.[row]?.[last], row);
    const lost = question.answer === "some" ? this.#unoffered(home, entry) : {};
    const found = this.#said(home, field, question, Object.keys(lost));
    const known = Object.entries(found).every(([name, value]) =>
      canonical(value ?? null) === canonical(entry?.[/** @type {keyof Answer} */ (name)] ?? null)
    );
    const asked = asRead(question.ask ?? question.do ?? "");
    return known ? undefined : { ...found, asked, ...this.#wording(home, home, lost) };
  }

  /** What was chosen when it was still offered, with its words: it stays. @param {string} home @param {Entry | undefined} entry @returns {Record<string, string>} */
  #unoffered(home, entry) {
    const offered = (this.#fields.get(home)?.get(home) ?? []).map(({ value }) => value);
    const lost = listed(entry?.value ?? null).filter((option) => !offered.includes(option));
    return Object.fromEntries(lost.map((option) => [option, entry?.words?.[option] ?? option]));
  }

  /** @param {string} home @param {Field} field @param {Question} question @param {string[]} lost @returns {Change} */
  #said(home, field, question, lost) {
    const named = (/** @type {string} */ end) => this.#fields.get(home)?.get(home + end) ?? [];
    const own = read(named(".own")) ?? read(named(".on"));
    const about = {
      ...(named(".own").length || named(".on").length ? { own: /** @type {string | null} */ (own) } : {}),
    };
    if (nameOf(field).last !== "done") {
      const value = read(named(""), question.answer);
      return named("").length ? { value: lost.length ? [...lost, ...listed(value)] : value, ...about } : about;
    }
    const done = read([field], "tick") === true;
    const then = !question.due && typeof own === "string" && own <= today() ? own : today();
    return done ? { done, on: then } : { done: null };
  }

  /** The words of what is chosen: an option may read otherwise one day. @param {string} home @param {string} name @param {Record<string, string>} [lost] */
  #wording(home, name, lost = {}) {
    const fields = this.#fields.get(home)?.get(name) ?? [];
    const chosen = fields.filter((field) =>
      (isBox(field) ? field.checked && field.hasAttribute("value") : field instanceof HTMLSelectElement) && field.value
    );
    const words = { ...lost, ...Object.fromEntries(chosen.map((field) => [field.value, wordsOf(field)])) };
    return Object.keys(words).length ? { words } : {};
  }

  /** @param {string} home @param {Field} field @param {Answer | undefined} cell @param {string} row @returns {Change | undefined} */
  #cellChange(home, field, cell, row) {
    const { last } = nameOf(field);
    const column = this.#questions.get(`${home}.${last}`);
    const same = fieldsIn(/** @type {Element} */ (rowOf(field))).filter(({ name }) => name === field.name);
    const value = read(same, column?.answer);
    if (canonical(value) === canonical(cell?.value ?? null)) return undefined;
    const names = this.#rows.get(home)?.names();
    const wording = { asked: asRead(column?.ask ?? ""), ...this.#wording(home, field.name) };
    return {
      asked: asRead(this.#questions.get(home)?.ask ?? ""),
      rows: { [row]: { [last]: { value } } },
      columns: { [last]: wording },
      ...(names && { order: names }),
    };
  }

  // --- what others say

  /** @param {News} news */
  #hearNews(news) {
    if (store.undoable !== "row") { for (const rows of this.#rows.values()) rows.settle(); }
    if (news.about !== "record" || news.folder !== store.here) forget();
    if (news.about !== "record") return this.#fillAll();
    for (const item of news.items) {
      const home = `${news.sheet}.${item}`;
      if (this.#fields.has(home) && folderOf(home) === news.folder) this.#fill(home);
    }
    this.#foldSoon();
  }

  /** A field that had the focus takes in what came meanwhile. @param {FocusEvent} event */
  #hearLeaving({ target }) {
    const { home } = nameOf(/** @type {Field} */ (target));
    if (this.#fields.has(home) && !this.#waiting.size) setTimeout(() => this.#fill(home));
  }

  /** Once, where the first answer is typed. @param {Field} field */
  #ask(field) {
    if (keeping() !== "asking" || this.querySelector("guide-device")) return;
    const panel = document.createElement("guide-device");
    panel.addEventListener("choose", (event) => {
      decide(/** @type {CustomEvent<"own" | "shared">} */ (event).detail);
      panel.remove();
      field.focus();
    });
    field.closest("[data-item], .reply")?.append(panel);
  }

  /** Beside the field: what was typed there is not kept. @param {Kept} kept */
  #mark({ saved, trouble, field }) {
    const place = field?.closest("[data-item], .reply");
    const told = this.querySelector(".trouble");
    if (saved || !trouble || !place) return saved ? told?.remove() : undefined;
    const text = say(`live-${trouble}`, { one: data?.folder.one ?? "" });
    if (told?.parentElement === place && told.textContent?.startsWith(text)) return;
    told?.remove();
    place.append(make("p", { class: "trouble" }, text, ...offerToSave(trouble)));
  }
}

/** @param {string} home */
const itemOf = (home) => home.slice(home.indexOf(".") + 1);

/** @param {Value} value @returns {string[]} */
const listed = (value) => [value ?? []].flat().map(String);

/** @param {Field} field */
const mirrored = (field) => mirror(field, (day) => fullDayWords(day, data?.words ?? {}));

/** @param {Entry | undefined} entry @param {string} row */
const isGivenRow = (entry, row) => Object.values(entry?.rows?.[row] ?? {}).some(({ value }) => isGiven(value));

/** What a field shows of what is kept. @param {Field} field @param {Entry | undefined} entry */
function storedIn(field, entry) {
  const { last } = nameOf(field);
  const row = rowOf(field)?.dataset["row"];
  if (rowOf(field)) return row === undefined ? null : entry?.rows?.[row]?.[last]?.value;
  if (last === "done") return entry?.done;
  return last ? entry?.own : entry?.value;
}
