/**
 * The days of a checklist that are known, all in one list, and as a file for the reader's calendar.
 *
 * It stands in a `guide-sheet`, which tells it when answers are other.
 */

import { calendarText } from "./calendar.js";
import { button, make, write } from "./dom.js";
import { folders } from "./folders.js";
import { settle } from "./flows.js";
import { data, folderOf, linkTo, say, store, today } from "./page.js";
import { datesOf } from "./plan.js";
import { asRead, nameOf } from "./readings.js";
import { dayShown } from "./steps.js";

/** @import { Occasion } from "./calendar.js" */
/** @import { Reading } from "./note.js" */
/** @import { Dated } from "./plan.js" */

export class GuideDates extends HTMLElement {
  /** @type {Reading | undefined} */
  #reading;
  #list = make("ul");
  #told = make("p", { role: "status", class: "told" });
  #save = button(say("live-dates-save"), () => this.#saveAll());

  connectedCallback() {
    if (this.firstChild) return;
    this.hidden = true;
    const [lead, after] = ["lead", "after"].map((part) => make("p", {}, say(`live-dates-${part}`)));
    this.append(lead ?? "", this.#list, this.#save, this.#told, after ?? "");
  }

  /** @param {Reading} reading */
  show(reading) {
    this.#reading = reading;
    const dates = datesOf(reading, today());
    const lines = dates.map((each) => [dayShown(each.day), titleOf(each, reading), pageOf(each)]);
    this.hidden = !dates.length;
    if (this.#list.dataset["key"] !== JSON.stringify(lines)) write(this.#told, "");
    settle(this.#list, JSON.stringify(lines), () => lines.map(lineOf));
  }

  async #saveAll() {
    const reading = this.#reading;
    if (!reading || !data) return;
    const dates = datesOf(reading, today());
    try {
      const guide = { id: data.guide, title: data.title, language: data.language };
      const events = dates.map((each) => occasion(each, reading));
      const text = await calendarText(events, guide, Date.now());
      const { download, fileName } = await import("./saving.js");
      download(fileName(data.sheet.id, "ics"), text, "text/calendar");
      write(this.#told, say(`live-dates-saved-${dates.length === 1 ? "one" : "many"}`, { n: `${dates.length}` }));
    } catch {
      write(this.#told, say("live-dates-trouble"));
    }
  }
}

/** @param {string[]} line */
const lineOf = ([day = "", title = "", page = ""]) =>
  make("li", {}, make("b", {}, day), ` ${title} `, ...(page ? [make("span", { class: "origin" }, `(${page})`)] : []));

/** What there is to do, or what day it is. @param {Dated} dated @param {Reading} reading */
function titleOf({ item, done }, reading) {
  const title = reading.localised(item.do ?? item.gap ?? item.ask ?? "");
  return done ? say("live-dates-done", { step: title }) : title;
}

/** The title of another checklist; "" of this one. @param {Dated} dated */
const pageOf = ({ where }) => data?.targets[where]?.title ?? "";

/** In a calendar nobody sees which page it is from, and in which folder. @param {Dated} dated @param {Reading} reading @returns {Occasion} */
function occasion(dated, reading) {
  const { where, item, day, done } = dated;
  const page = pageOf(dated) || (data?.sheet.title ?? "");
  const answer = item.do && item.answer && !item.private ? reading.said(where) : "";
  const folder = folderOf(where);
  const all = folders(store);
  const here = all.length > 1 && all.find(({ id }) => id === folder);
  return {
    name: `${where}.${folder}`,
    day,
    title: say("live-dates-title", { step: titleOf(dated, reading), page }),
    lines: [
      ...(answer ? [asRead(item.ask ?? ""), answer] : []),
      ...(here ? [say("live-folder-for", { name: nameOf(here, all) })] : []),
    ],
    ...(location.protocol.startsWith("http") ? { link: new URL(linkTo(where), location.href).href } : {}),
    reminder: !done,
  };
}
