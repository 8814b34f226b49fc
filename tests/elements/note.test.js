import { knownDay } from "../../docs/elements/due.js";
import { countWords, paragraphs, plainText, Reading } from "../../docs/elements/note.js";
import { ok, same } from "./assert.js";

/** @import { PageData, Question } from "../../docs/elements/questions.js" */

const words = {
  and: "and",
  weekdays: "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
  months: "January February March April May June July August September October November December",
  day: "{weekday} {day} {month}",
};

/** @param {Question[]} items @param {Record<string, unknown>} answers @param {Partial<PageData>} [more] */
function read(items, answers, more = {}) {
  /** @type {PageData} */
  const data = {
    format: 1,
    guide: "g",
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

const text = (/** @type {Reading} */ reading) => plainText(reading.message("note"));

Deno.test("the reader's words and ours are told apart", () => {
  /** @type {Question[]} */
  const items = [{ id: "a", ask: "Who?", answer: "line", gap: "a name" }, {
    id: "p",
    must: true,
    text: ["Dear {s.a}, your {local.bin}."],
  }];
  same(read(items, { "s.a": " Jo ", "me.place": "town" }).message("note")[0]?.pieces, [
    { kind: "ours", text: "Dear " },
    { kind: "reader", text: "Jo" },
    { kind: "ours", text: ", your " },
    { kind: "ours", text: "wheelie bin" },
    { kind: "ours", text: "." },
  ]);
  same(text(read(items, {})), "Dear [a name], your bin bag.");
});

Deno.test("what a reader types is text to every rule", () => {
  const odd = "{s.b} [x] $& $1 {local.bin}";
  /** @type {Question[]} */
  const items = [{ id: "a", answer: "line" }, { id: "p", text: ["So: {s.a}[ and {s.b}]."] }];
  same(text(read(items, { "s.a": odd })), `So: ${odd}.`);
});

Deno.test("a place that is no place says what all others say", () => {
  const items = [{ id: "p", text: ["The {local.bin}, {local.nothing}"] }];
  for (const place of ["constructor", "__proto__", "toString"]) {
    same(text(read(items, { "me.place": place })), "The bin bag,");
  }
});

Deno.test("an answer nobody knows is empty", () => {
  const items = [{ id: "p", text: ["{x.y}", "plain"] }];
  same(text(read(items, { "x.y.z": 1 })), "plain");
});

Deno.test("parts that wait for each other do not wait for ever", () => {
  /** @type {Question[]} */
  const items = [{
    id: "t",
    answer: "table",
    columns: [{ id: "a", answer: "line", if: [{ "s.t.b": ["answered"] }] }, {
      id: "b",
      answer: "line",
      if: [{ "s.t.a": ["answered"] }],
    }],
  }, { id: "p", text: ["{s.t.a}", "none"] }];
  same(text(read(items, { "s.t": [{ "#": "r", "a": "x", "b": "y" }] })), "none");
});

Deno.test("a paragraph ends where its parts do", () => {
  const items = [{ id: "a", text: ["A."] }, { id: "b", joins: true, text: ["B."] }, {
    id: "c",
    joins: true,
    text: ["C."],
  }];
  same(paragraphs(read(items, {}).message("note")).map((parts) => parts.map(({ item }) => item.id)), [["a"], [
    "b",
    "c",
  ]]);
  same(text(read(items, {})), "A.\n\nB. C.");
});

Deno.test("words are counted as a person counts them", () => {
  same(["", " \n", "one", "It’s – 3.5 %"].map(countWords), [0, 0, 1, 4]);
});

// --- days

/** @type {Question[]} */
const PLAN = [
  { id: "start", ask: "When?", answer: "date" },
  { id: "first", do: "Write", due: ["1 working day after s.start"] },
  { id: "second", do: "Ask", due: ["3 days after s.first"] },
  { id: "third", do: "Stop", if: [{ "s.first": ["ticked"] }], due: ["the day of s.second"] },
  { id: "rest", do: "Rest" },
  { id: "either", do: "Call", ask: "Whom?", answer: "line", due: ["1 day after s.rest", "1 week after s.start"] },
];

const days = (/** @type {Record<string, unknown>} */ answers) =>
  PLAN.slice(1).map(({ id }) => knownDay(read(PLAN, answers), `s.${id}`));

Deno.test("a step is due as its phrase says, counted from what is known", () => {
  same(days({}), ["", "", "", "", ""]);
  same(days({ "s.start": "2026-03-06" }), ["2026-03-09", "2026-03-12", "", "", "2026-03-13"]);
});

Deno.test("the day a step was done counts, not the day it was due", () => {
  const answers = { "s.start": "2026-03-06", "s.first": "2026-03-20", "s.first.done": "2026-03-20" };
  same(days(answers), ["2026-03-20", "2026-03-23", "2026-03-23", "", "2026-03-13"]);
});

Deno.test("the reader's own day wins", () => {
  const answers = { "s.start": "2026-03-06", "s.first.own": "2026-04-01", "s.rest.own": "2026-05-01" };
  same(days(answers), ["2026-04-01", "2026-04-04", "", "2026-05-01", "2026-05-02"]);
});

Deno.test("a step with an answer is done when it is ticked, not when it is answered", () => {
  const answered = read(PLAN, { "s.either": "Jo" });
  ok(answered.holds([{ "s.either": ["answered"] }]));
  ok(!answered.holds([{ "s.either": ["ticked"] }]));
  ok(read(PLAN, { "s.either.done": true }).holds([{ "s.either": ["ticked"] }]));
});
