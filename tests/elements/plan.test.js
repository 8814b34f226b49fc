import { countedFrom, datesOf, sentencesOf, stepOf } from "../../docs/elements/plan.js";
import { same } from "./assert.js";
import { read } from "./reading.js";

/** @import { PageData, Question } from "../../docs/elements/page-data.js" */

/** @type {Question[]} */
const PLAN = [
  { id: "start", ask: "When?", answer: "date" },
  { id: "off", ask: "Which day is off?", answer: "date" },
  { id: "secret", ask: "When?", answer: "date", private: true },
  { id: "first", do: "Write", due: ["1 working day after s.start"] },
  { id: "second", do: "Ask", due: ["3 days after s.first", "1 week after s.off"] },
  { id: "third", do: "Stop", if: [{ "s.first": ["ticked"] }], due: ["the day of s.second"] },
  { id: "rest", do: "Rest" },
  { id: "later", do: "Call", due: ["2 days after s.rest"] },
  { id: "look", do: "Look", due: ["the day of o.chase"] },
  {
    id: "by-place",
    do: "Go",
    due: [{ if: [{ "s.rest": ["ticked"] }], then: "the day of s.off" }, "the day of s.start"],
  },
];

const about = { sheet: "o", title: "Other", for: /** @type {const} */ ("each") };

/** @type {Partial<PageData>} */
const MORE = {
  sheet: { id: "s", kind: "plan", title: "S", for: "each", items: PLAN, messages: {} },
  targets: {
    "o.promised": { ...about, ask: "Promised?", answer: "date" },
    "o.chase": { ...about, step: true, do: "Chase", due: ["3 working days after o.promised"] },
    "o.stop": { ...about, step: true, do: "Stop waiting", due: ["7 days after o.chase"] },
    "o.some": { ...about, step: true, do: "Some day" },
  },
};

/** @param {Record<string, unknown>} answers @param {Partial<PageData>} [more] */
const reading = (answers, more = MORE) => read(PLAN, answers, more);

/** @param {Record<string, unknown>} answers @param {string} where */
function step(answers, where) {
  const { phrases: _, ...found } = stepOf(reading(answers), where);
  return found;
}

/** @param {Record<string, unknown>} answers @param {string} today @param {Partial<PageData>} [more] */
const dates = (answers, today, more) =>
  datesOf(reading(answers, more), today).map(({ day, where, done }) => `${day} ${where}${done ? " done" : ""}`);

Deno.test("a step says its day, and the phrase that gives it", () => {
  const phrase = "1 working day after s.start";
  same(step({ "s.start": "2026-12-04" }, "s.first"), {
    done: false,
    day: "2026-12-07",
    own: false,
    phrase,
    missing: [],
  });
  same(countedFrom(reading({ "s.start": "2026-12-04" }), phrase), "2026-12-04");
  same(step({ "s.off": "2026-12-04" }, "s.second").phrase, "1 week after s.off");
});

Deno.test("the reader's own day wins, and no phrase gives it", () => {
  const answers = { "s.start": "2026-12-04", "s.first.own": "2026-12-24" };
  same(step(answers, "s.first"), { done: false, day: "2026-12-24", own: true, phrase: "", missing: [] });
  same(step(answers, "s.second").day, "2026-12-27");
});

Deno.test("a step that was done has the day it was done, or none", () => {
  const answers = { "s.start": "2026-12-04", "s.first.own": "2026-12-24" };
  const done = { done: true, own: false, phrase: "", missing: [] };
  same(step({ ...answers, "s.first": "2026-12-05", "s.first.done": "2026-12-05" }, "s.first"), {
    ...done,
    day: "2026-12-05",
  });
  same(step({ ...answers, "s.first.done": true }, "s.first"), { ...done, day: "" });
});

Deno.test("what is missing is asked for where it can be given", () => {
  same(step({}, "s.first").missing, ["s.start"]);
  same(step({}, "s.second").missing, ["s.start", "s.off"]);
  same(step({}, "s.later").missing, ["s.rest"]);
  same(step({}, "s.look").missing, ["o.promised"]);
  same(step({}, "s.rest").missing, []);
});

Deno.test("what is folded away is not asked for", () => {
  /** @type {Question[]} */
  const items = [
    { id: "rule", ask: "Rule?", answer: "line" },
    { id: "from", ask: "From?", answer: "date", if: [{ "s.rule": ["wait"] }] },
    { id: "go", do: "Go", due: ["the day of s.from"] },
  ];
  same(stepOf(read(items, { "s.from": "2026-12-04" }), "s.go").missing, []);
  same(stepOf(read(items, { "s.rule": "wait" }), "s.go").missing, ["s.from"]);
});

Deno.test("a condition chooses among the phrases", () => {
  const answers = { "s.start": "2026-12-04", "s.off": "2026-12-06" };
  same(step(answers, "s.by-place").day, "2026-12-04");
  same(step({ ...answers, "s.rest": "2026-12-01", "s.rest.done": "2026-12-01" }, "s.by-place").day, "2026-12-06");
});

Deno.test("all dates stand in the order of days", () => {
  const answers = { "s.start": "2026-12-04", "s.off": "2026-12-06", "s.secret": "2026-12-08" };
  same(dates(answers, "2026-12-01"), [
    "2026-12-04 s.start",
    "2026-12-04 s.by-place",
    "2026-12-06 s.off",
    "2026-12-07 s.first",
    "2026-12-10 s.second",
  ]);
});

Deno.test("a day that has passed is in no calendar; a step of today is, and a date of today says nothing new", () => {
  const answers = { "s.start": "2026-12-04", "s.off": "2026-12-07" };
  same(dates(answers, "2026-12-07"), ["2026-12-07 s.first", "2026-12-10 s.second"]);
  same(dates(answers, "2027-01-01"), []);
});

Deno.test("what was done keeps its day, and what was folded away has none", () => {
  const first = { "s.start": "2026-12-04", "s.first": "2026-12-05", "s.first.done": "2026-12-05" };
  same(dates(first, "2026-12-07"), ["2026-12-05 s.first done", "2026-12-08 s.second", "2026-12-08 s.third"]);
  same(dates({ "s.third.own": "2026-12-09" }, "2026-12-07"), []);
});

Deno.test("a plan also has the steps of others that it counts from, each day once", () => {
  const answers = { "o.promised": "2026-12-04" };
  same(dates(answers, "2026-12-01"), ["2026-12-09 s.look", "2026-12-16 o.stop"]);
  same(dates({ ...answers, "s.look.own": "2026-12-11" }, "2026-12-01"), [
    "2026-12-09 o.chase",
    "2026-12-11 s.look",
    "2026-12-16 o.stop",
  ]);
  const done = { ...answers, "s.look": "2026-12-02", "s.look.done": "2026-12-02", "o.chase.done": "2026-12-03" };
  same(dates(done, "2026-12-01"), ["2026-12-02 s.look done", "2026-12-10 o.stop"]);
  const sheet = { .../** @type {PageData["sheet"]} */ (MORE.sheet), kind: "note" };
  same(dates(answers, "2026-12-01", { ...MORE, sheet }), ["2026-12-09 s.look"]);
});

Deno.test("rows read as sentences once their blanks are filled", () => {
  /** @type {Question[]} */
  const items = [{
    id: "plans",
    answer: "table",
    columns: [{ id: "cue", answer: "line" }, { id: "action", answer: "line" }],
    sentence: "If {s.plans.cue}, then I will {s.plans.action}.",
  }, { id: "bare", answer: "table", columns: [{ id: "a", answer: "line" }] }];
  const answers = {
    "s.plans": [
      { "#": "apply", cue: "it is Tuesday", action: "send one application." },
      { "#": "rest", cue: "it is late", action: " " },
      { "#": "odd", cue: "{s.plans.action}", action: "[x]" },
    ],
    "s.bare": [{ "#": "r", a: "x" }],
  };
  const sentences = sentencesOf(read(items, answers), "s.plans");
  same(sentences.map((pieces) => pieces.map(({ text }) => text).join("")), [
    "If it is Tuesday, then I will send one application.",
    "If {s.plans.action}, then I will [x].",
  ]);
  same(sentences[0]?.map(({ kind }) => kind), ["ours", "reader", "ours", "reader"]);
  same(sentencesOf(read(items, answers), "s.bare"), []);
});
