/**
 * A script while one talks: one turn at a time, in large letters, with what they may say as buttons. The checklist's own
 * questions stay beside it, to write in; nothing moves by itself.
 *
 * It stands in a `guide-sheet`. Where a talk is stays with this visit to the page, so that loading it again loses nothing.
 */

import { button, focusOn, make } from "./dom.js";
import { settle, shown } from "./flows.js";
import { data, say } from "./page.js";
import { foldOf } from "./sayings.js";
import { Course, spoken } from "./script.js";

/** @import { Reading } from "./note.js" */
/** @import { Question, Reply } from "./page-data.js" */
/** @import { Spot } from "./script.js" */

export class GuideCall extends HTMLElement {
  /** Where the talk has been; empty where the page is shown whole. @type {Spot[]} */
  #trail = [];
  /** @type {Course | undefined} */
  #course;
  #begin = make("p", {}, button(say("live-call"), () => this.#start()));
  #hint = make("p", { class: "hint" }, say("live-call-hint"));
  #panel = make("div", { class: "call", role: "group", "aria-label": say("live-call-name") });

  connectedCallback() {
    if (!data || this.firstChild) return;
    this.#trail = rememberedTrail();
    this.append(this.#begin, this.#hint, this.#panel);
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#course = new Course(data?.sheet.items ?? [], reading);
    this.#show();
  }

  // --- from turn to turn

  #start() {
    const spot = this.#course?.start(location.hash.slice(1));
    if (spot) this.#go([spot]);
  }

  #leave() {
    this.#go([]);
    this.#begin.querySelector("button")?.focus();
  }

  /** @param {Spot | undefined} spot */
  #onTo(spot) {
    if (spot) this.#go([...this.#trail, spot]);
  }

  /** @param {Spot[]} trail */
  #go(trail) {
    this.#trail = trail;
    history.replaceState({ ...history.state, call: trail }, "");
    this.#show();
    const line = this.#panel.querySelector("h2");
    if (line) focusOn(line);
  }

  // --- what is shown

  #show() {
    const spot = this.#trail.at(-1);
    const item = this.#course?.item(spot?.at);
    const sheet = this.closest("guide-sheet");
    sheet?.toggleAttribute("calling", !!item);
    if (sheet) showBeside(sheet, item);
    this.#begin.hidden = this.#hint.hidden = !!item;
    this.#panel.hidden = !item;
    const parts = item && spot && this.#course ? this.#parts(item, spot, this.#course) : [];
    settle(this.#panel, parts.map((part) => part.outerHTML).join(""), () => parts);
  }

  /** @param {Question} item @param {Spot} spot @param {Course} course @returns {Element[]} */
  #parts(item, spot, course) {
    const reply = course.reply(spot);
    const { reading } = course;
    const heard = reply ? answerWords(reply, reading) : reading.localised(item.hear ?? "");
    return [
      ...(heard && spoken((reply ?? item).say, reading).length ? [make("p", { class: "heard" }, heard)] : []),
      lineOf(reply ?? item, reading),
      ...toldIn(this.#placeOf(item, reply)),
      ...(reply ? [] : this.#answers(item, spot, reading)),
      course.next(this.#trail) ? this.#next() : make("p", { class: "ending" }, say("stop-here")),
      ...this.#sudden(course),
      this.#ways(),
    ];
  }

  #next() {
    return make("p", {}, button(say("live-call-next"), () => this.#onTo(this.#course?.next(this.#trail))));
  }

  /** @param {Question} item @param {Reply | undefined} reply @returns {Element | null} Where the page says it. */
  #placeOf(item, reply) {
    const sheet = /** @type {Element} */ (this.closest("guide-sheet"));
    return reply || item["any-time"] ? foldOf(sheet, (reply ?? item).id) : blockOf(sheet, item);
  }

  /** What they may say to this. @param {Question} item @param {Spot} spot @param {Reading} reading @returns {Element[]} */
  #answers({ replies = [] }, spot, reading) {
    return listOf(
      replies.map((reply) => button(answerWords(reply, reading), () => this.#onTo(this.#course?.hear(spot, reply)))),
    );
  }

  /** What may come at any time is one press away at any time. @param {Course} course @returns {Element[]} */
  #sudden(course) {
    const all = listOf(
      course.sudden().map(({ id = "", hear = "" }) =>
        button(course.reading.localised(hear), () => this.#onTo({ at: id }))
      ),
    );
    return all.length ? [make("h3", {}, say("any-time")), ...all] : [];
  }

  #ways() {
    const back = button(say("live-call-back"), () => this.#go(this.#trail.slice(0, -1)));
    const leave = button(say("live-call-leave"), () => this.#leave());
    const ways = this.#trail.length > 1 ? [back, leave] : [leave];
    return make("p", { class: "more-rows" }, ...ways);
  }
}

/** What this visit to the page kept, as far as it is one. @returns {Spot[]} */
function rememberedTrail() {
  const kept = history.state?.call;
  const ids = data?.sheet.items.map(({ id }) => id);
  return Array.isArray(kept) ? kept.filter((spot) => ids?.includes(String(spot?.at))) : [];
}

/** @param {Element} sheet @param {Question} item */
const blockOf = (sheet, { id }) => sheet.querySelector(`[data-item="${id}"]`);

/** @param {HTMLButtonElement[]} buttons @returns {Element[]} */
const listOf = (buttons) =>
  buttons.length ? [make("ul", { class: "hearings" }, ...buttons.map((each) => make("li", {}, each)))] : [];

/** @param {Reply} reply @param {Reading} reading */
const answerWords = ({ hear }, reading) => `${say("they-say")} ${reading.localised(hear)}`;

/** The line to say; where there is none, what was heard or is asked. @param {Question | Reply} turn @param {Reading} reading */
function lineOf(turn, reading) {
  const pieces = spoken(turn.say, reading);
  if (!pieces.length) return make("h2", {}, reading.localised(("ask" in turn ? turn.ask : turn.hear) ?? ""));
  return make("h2", {}, make("span", { class: "hush" }, say("you-say")), " ", make("q", {}, ...shown(pieces)));
}

/** What the page tells beside it, and where it leads. @param {Element | null} place */
function toldIn(place) {
  const told = place?.querySelectorAll(":scope > :is(.tell, .onward):not([data-folded])") ?? [];
  return [...told].map((each) => /** @type {Element} */ (each.cloneNode(true)));
}

/** The questions to write in: the checklist's own, and the one of this turn. @param {Element} sheet @param {Question | undefined} now */
function showBeside(sheet, now) {
  for (const item of data?.sheet.items ?? []) {
    const isNote = item.answer !== "tick" && !item.say && !item.hear && !item.do;
    const isAsked = !!now && !!item.answer && (isNote || item === now);
    const place = item["any-time"] ? foldOf(sheet, item.id) : blockOf(sheet, item);
    place?.toggleAttribute("data-beside", isAsked);
    if (isAsked && place instanceof HTMLDetailsElement) place.open = true;
  }
}
