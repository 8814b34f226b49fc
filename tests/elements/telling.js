/** A guide's words, and answers of every kind, for the tests of files. */

import { GUIDE } from "./browser.js";

/** @import { State } from "../../docs/elements/record.js" */
/** @import { Telling } from "../../docs/elements/savefile.js" */

export const NOW = 1_772_800_000_000;

/** @type {Telling} */
export const TELLING = {
  guide: GUIDE,
  language: "en",
  title: "What I wrote",
  titles: { "log": "The log" },
  day: (iso) => `the day ${iso}`,
  words: {
    about: "Open this to read it.",
    locked: "This opens in the site only.",
    me: "About me",
    unnamed: "No name",
    archived: "put away",
    ticked: "yes",
    done: "Done",
    message: "The message",
  },
};

const at = 1_772_738_400_000;

/** @type {State} */
export const STATE = {
  me: {
    me: {
      place: { value: "uk", at, asked: "Where?", words: { uk: "UK" } },
      gone: { value: null, at, asked: "Once asked" },
    },
  },
  folders: {
    k7p2qx9w: {
      at,
      name: "Baker <One>",
      made: at,
      sheets: {
        "folder": {
          date: { value: "2026-03-03", at, asked: "When?" },
          lead: { value: "Sam O'Neil", at, asked: "Who led it?" },
        },
        "log": {
          questions: {
            asked: "Which?",
            at,
            columns: { question: { asked: "The question" }, went: { asked: "How", words: { blank: "went blank" } } },
            order: { value: ["r4tz8mqa"], at },
            gone: { r1xw5k3d: at },
            rows: { r4tz8mqa: { question: { value: "A time you led?", at }, went: { value: "blank", at } } },
          },
          mood: { value: 3, at, asked: "1 to 5" },
          some: { value: ["a", "other"], own: "mine", at, asked: "Any?", words: { a: "The first", other: "Other" } },
          slept: { value: true, at, asked: "Slept" },
          secret: { value: "for me only", at, asked: "Private?" },
        },
        "thanks": {
          omitted: { pick: "log.questions.question#r4tz8mqa", at },
          note: { "text": "Dear Sam,\nthank you & yours", "made-from": "Dear Sam,", at },
          send: { done: true, on: "2026-03-04", at, asked: "Send it" },
          unheard: { value: "of", ...{ colour: { deep: [1] } }, at, asked: "From a newer guide" },
        },
      },
    },
    b2c4d6e8: { at, archived: true, sheets: {} },
  },
};
