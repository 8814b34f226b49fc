import { Reading } from "../../docs/elements/note.js";

/** @import { PageData, Question } from "../../docs/elements/questions.js" */

const words = {
  and: "and",
  weekdays: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
  months: "January February March April May June July August September October November December",
  day: "{weekday} {day} {month}",
};

/** The answers of a reader, to a checklist of these items. @param {Question[]} items @param {Record<string, unknown>} answers @param {Partial<PageData>} [more] */
export function read(items, answers, more = {}) {
  /** @type {PageData} */
  const data = {
    format: 1,
    guide: "g",
    title: "G",
    language: "en",
    folder: { id: "f", one: "f", many: "f" },
    place: "me.place",
    sheet: { id: "s", kind: "note", title: "S", for: "each", items, messages: { note: {} } },
    targets: {},
    was: {},
    local: { bin: { town: "wheelie bin", country: "bin bag" } },
    avoid: {},
    needs: {},
    depths: { short: "", middle: "", full: "" },
    words,
    ...more,
  };
  return new Reading(data, new Map(Object.entries(answers)));
}
