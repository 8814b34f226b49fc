import { Book, placesOf } from "../../docs/elements/book.js";
import { put } from "../../docs/elements/record.js";
import { ok, same } from "./assert.js";
import { STATE } from "./telling.js";

/** @import { Change, State } from "../../docs/elements/record.js" */
/** @import { GuideData } from "../../docs/elements/page-data.js" */

/** @type {GuideData} */
const GUIDE = {
  format: 1,
  guide: "a-guide",
  language: "en",
  folder: { id: "folder", one: "folder", many: "folders" },
  place: "me.place",
  was: {},
  words: {},
  private: [],
  local: { cv: { uk: "CV", elsewhere: "résumé" } },
  lists: { how: { blank: "nothing came", fine: "fine" } },
  stages: [
    { title: "", sheets: ["me", "folder"] },
    { title: "First", sheets: ["log", "empty"] },
    { title: "Then, your {local.cv}", sheets: ["thanks", "mine"] },
  ],
  sheets: {
    me: { title: "About you", for: "me", items: { place: { ask: "Where?", answer: "one", options: { uk: "UK" } } } },
    folder: {
      title: "About it",
      for: "each",
      items: { lead: { ask: "Who led it?", answer: "line", name: true }, date: { ask: "Which day?", answer: "date" } },
    },
    log: {
      title: "The log",
      for: "each",
      items: {
        mood: { ask: "1 to 5", answer: "scale", ends: { low: "bad", high: "good" } },
        questions: {
          ask: "Which?",
          answer: "table",
          columns: {
            went: { ask: "How did it go", answer: "one", options: "how" },
            question: { ask: "The question", answer: "line" },
          },
        },
        some: { ask: "Any?", answer: "some", options: { a: "The first, now", other: "Other" } },
        slept: { ask: "Slept", answer: "tick", if: true },
        never: { ask: "How are you?", answer: "line", keep: "never" },
        plans: { ask: "Plans", answer: "table", rows: { rest: "Rest", work: "Work" }, columns: { c: { ask: "What" } } },
      },
    },
    empty: { title: "Empty", for: "each", items: { a: { ask: "A", answer: "line" } } },
    thanks: {
      title: "Thanks for the {local.cv}",
      for: "each",
      items: { omitted: { ask: "Left out?" }, send: { ask: "Send it", step: true } },
      messages: { note: "" },
    },
    mine: { title: "Mine", for: "me", items: { a: { ask: "A", answer: "line" } } },
  },
};

const SAYING = {
  ticked: "yes",
  done: "Done",
  message: "Your message",
  lost: "Lost",
  scale: (/** @type {Record<string, string>} */ { n, low, high }) => `${n} between ${low} and ${high}`,
  day: (/** @type {string} */ day) => `the day ${day}`,
};

const book = new Book(GUIDE, SAYING, STATE);
const told = book.stages(STATE.folders.k7p2qx9w?.sheets ?? {}, "each");

const entry = (/** @type {Change} */ change) => put(undefined, change, 5);

Deno.test("stages and checklists come in the guide's order, each with how far it is", () => {
  same(told.map(({ title, number, done, all }) => [title, number, done, all]), [["", 0, 2, 2], ["First", 1, 4, 6], [
    "Then, your CV",
    2,
    1,
    2,
  ]]);
  same(told.map(({ sheets, empty }) => [sheets, empty].map((of) => of.map(({ id }) => id))), [
    [["folder"], []],
    [["log"], ["empty"]],
    [["thanks"], []],
  ]);
  same(book.stages(STATE.me, "me").map(({ title, sheets }) => [title, sheets.length]), [["", 1], ["Then, your CV", 0]]);
});

Deno.test("answers come in the guide's order, in words, under the question of today", () => {
  same(told[0]?.sheets[0]?.told.map(({ asked, said }) => [asked, said]), [["Who led it?", "Sam O'Neil"], [
    "Which day?",
    "the day 2026-03-03",
  ]]);
  same(told[1]?.sheets[0]?.told.map(({ asked, said }) => [asked, said]), [
    ["1 to 5", "3 between bad and good"],
    ["Which?", ""],
    ["Any?", "The first, now, mine"],
    ["Slept", "yes"],
    ["Private?", "for me only"],
  ]);
  same(told[2]?.sheets[0]?.title, "Thanks for the CV");
});

Deno.test("what was asked otherwise is told beside it", () => {
  const [lead, day] = told[0]?.sheets[0]?.told ?? [];
  same(lead?.then, undefined);
  same(day?.then, { asked: "When?" });
  same(told[1]?.sheets[0]?.told[2]?.then, { words: { a: "The first" } });
  same(told[1]?.sheets[0]?.told[0]?.then, undefined, "the ends of a scale are no options");
});

Deno.test("a table is a table, its columns as they stand in the guide", () => {
  same(told[1]?.sheets[0]?.told[1]?.table, {
    heads: [
      { text: "How did it go", then: { asked: "How", words: { blank: "went blank" } } },
      { text: "The question" },
    ],
    rows: [{ title: "", cells: ["nothing came", "A time you led?"] }],
    named: false,
  });
  const plans = entry({
    rows: { work: { c: { value: "w" } }, rest: { c: { value: "r" } }, nil: { c: { value: null } } },
  });
  same(book.entry("log", "plans", plans)?.table?.rows, [{ title: "Rest", cells: ["r"] }, {
    title: "Work",
    cells: ["w"],
  }]);
});

Deno.test("what the guide does not ask is told as it was asked, and marked", () => {
  same(told[1]?.sheets[0]?.told[4]?.kind, "lost");
  same(told[2]?.sheets[0]?.told.map(({ kind, asked, said }) => [kind, asked, said]), [
    ["answer", "Send it", "Done, the day 2026-03-04"],
    ["message", "Your message", "Dear Sam,\nthank you & yours"],
    ["lost", "From a newer guide", "of"],
  ]);
  const lost = book.stages({ constructor: { a: entry({ value: "x", asked: "Once?" }) } }, "each").at(-1);
  same([lost?.title, lost?.sheets[0]?.title, lost?.sheets[0]?.known], ["Lost", "constructor", false]);
  same(lost?.sheets[0]?.told.map(({ asked, said }) => [asked, said]), [["Once?", "x"]]);
  same(book.stages({ mine: { a: entry({ value: "x" }) } }, "each").at(-1)?.sheets[0]?.id, "mine", "none is left out");
});

Deno.test("what was cleared, planned or picked is no answer", () => {
  for (const change of /** @type {Change[]} */ ([{ value: null }, { value: "" }, { pick: "a.b" }, { rows: {} }])) {
    same(book.entry("thanks", "omitted", entry(change)), undefined, JSON.stringify(change));
  }
});

Deno.test("names that every object has are nothing to it", () => {
  const state = /** @type {State} */ (JSON.parse('{"me": {}, "folders": {}}'));
  const none = new Book({ ...GUIDE, place: "constructor.toString" }, SAYING, state);
  same(none.ours("{local.cv} {local.constructor}"), "résumé ");
  const sheet = {
    constructor: entry({ value: "x" }),
    toString: entry({ rows: { valueOf: { constructor: { value: "y" } } } }),
  };
  same(none.sheet("log", sheet).told.map(({ kind, said, table }) => [kind, said || table?.rows[0]?.cells[0]]), [
    ["lost", "x"],
    ["lost", "y"],
  ]);
});

Deno.test("a file knows the order of items and the names of rows", () => {
  const { items, rows } = placesOf(GUIDE);
  same(items.thanks, ["omitted", "send", "note"]);
  same(rows, { "log.plans": { rest: "Rest", work: "Work" } });
  ok(items.log.includes("slept"));
});
