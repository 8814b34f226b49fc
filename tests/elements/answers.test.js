import { answersOf } from "../../docs/elements/answers.js";
import { readSheet } from "../../docs/elements/record.js";
import { ok, same } from "./assert.js";

/** @import { Question } from "../../docs/elements/questions.js" */

/** @type {Map<string, Question>} */
const questions = new Map(Object.entries(
  /** @type {Record<string, Question>} */ ({
    "s.line": { answer: "line" },
    "s.one": { answer: "one", options: { a: { words: "A" }, other: { words: "else" } } },
    "s.some": { answer: "some" },
    "s.scale": { answer: "scale" },
    "s.date": { answer: "date" },
    "s.tick": { answer: "tick" },
    "s.step": { do: "Go" },
    "s.asked": { do: "Go", ask: "With whom?", answer: "line" },
    "s.table": {
      answer: "table",
      columns: [{ id: "what", answer: "line" }, { id: "went", answer: "one" }],
    },
    "s.drawn": { answer: "table", rows: { first: "First", second: "Second" }, columns: { what: { answer: "line" } } },
  }),
));

/** @param {unknown} sheet @returns {Record<string, any>} */
const read = (sheet) =>
  Object.fromEntries(answersOf(questions, { s: readSheet(JSON.parse(JSON.stringify(sheet)), () => {}) }));

Deno.test("a value of each kind", () => {
  const sheet = {
    line: { value: "x", at: 1 },
    one: { value: "other", own: "mine", words: { other: "else" }, at: 1 },
    some: { value: ["a", "b"], at: 1 },
    scale: { value: 3, at: 1 },
    date: { value: "2026-03-05", at: 1 },
    tick: { value: true, at: 1 },
  };
  same(read(sheet), {
    "s.line": "x",
    "s.one": "other",
    "s.one.own": "mine",
    "s.one.words": { other: "else" },
    "s.some": ["a", "b"],
    "s.scale": 3,
    "s.date": "2026-03-05",
    "s.tick": true,
  });
});

Deno.test("what is no value of its kind, or was cleared, is none", () => {
  const sheet = {
    line: { value: ["x"], at: 1 },
    one: { value: null, own: null, at: 1 },
    some: { value: "a", at: 1 },
    scale: { value: 6, at: 1 },
    date: { value: "2026-02-30", at: 1 },
    tick: { value: "true", at: 1 },
    unknown: { value: "x", at: 1 },
  };
  same(read(sheet), {});
});

Deno.test("a step has its day, and its answer beside it", () => {
  const done = { done: true, on: "2026-03-05", at: 1 };
  same(read({ step: done, asked: { ...done, value: "Jo" } }), {
    "s.step": "2026-03-05",
    "s.step.done": "2026-03-05",
    "s.asked": "Jo",
    "s.asked.done": "2026-03-05",
  });
  same(read({ step: { done: true, at: 1 } }), { "s.step.done": true });
  same(read({ step: { done: false, on: "2026-03-05", own: "2026-03-09", at: 1 } }), { "s.step.own": "2026-03-09" });
});

Deno.test("rows stand in their order, without those that are gone", () => {
  const table = {
    at: 1,
    order: { value: ["b", "gone", "a"], at: 1 },
    gone: { gone: 5 },
    columns: { went: { words: { x: "X" } } },
    rows: {
      a: { what: { value: "A", at: 2 }, went: { value: "other", own: "mine", at: 2 } },
      b: { what: { value: null, at: 3 }, odd: { value: "kept elsewhere", at: 3 } },
      gone: { what: { value: "G", at: 4 } },
    },
  };
  const found = read({ table });
  same(found["s.table"].map((/** @type {{what?: string}} */ row) => ({ ...row })), [
    { "#": "b" },
    { "#": "a", "what": "A", "went": "other", "went.own": "mine" },
  ]);
  same(found["s.table.went.words"], { x: "X" });
});

Deno.test("named rows stand as they are drawn", () => {
  const rows = { second: { what: { value: "2", at: 1 } }, first: { what: { value: "1", at: 2 } } };
  same(read({ drawn: { at: 1, rows } })["s.drawn"].map((/** @type {{what: string}} */ { what }) => what), ["1", "2"]);
});

Deno.test("no name in a record means anything to the browser", () => {
  const odd = new Map([["__proto__.x", { answer: /** @type {const} */ ("line") }], ...questions]);
  const sheets = { s: JSON.parse('{"__proto__": {"line": {"value": "x", "at": 1}}, "constructor": {"at": 1}}') };
  same([...answersOf(odd, sheets)], []);
  ok(!("value" in {}));
});
