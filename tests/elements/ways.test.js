import { put } from "../../docs/elements/record.js";
import { isBegun, nextStep, readWay } from "../../docs/elements/ways.js";
import { ok, same } from "./assert.js";

/** @import { Step } from "../../docs/elements/ways.js" */

/** @type {Step[]} */
const STEPS = [{ id: "a", title: "A", minutes: "5 minutes" }, { id: "b", title: "B" }, { id: "c", title: "C" }];
const entry = (/** @type {Parameters<typeof put>[1]} */ change) => put(undefined, change, 5);

/** @param {string[]} begun @param {number} [at] @param {Step[]} [steps] */
const next = (begun, at, steps = STEPS) => nextStep(steps, (id) => begun.includes(id), at)?.id;

Deno.test("what comes next is the first step with nothing written yet", () => {
  same(next([]), "a");
  same(next(["a", "c"]), "b");
  same(next(["a", "b", "c"]), undefined);
});

Deno.test("on a step, what comes after it goes before what was left out", () => {
  same(next([], 1), "c");
  same(next(["c"], 1), "a");
  same(next(["a", "c"], 1), undefined);
  same(next(["b"], 0), "c");
});

Deno.test("a step that asks nothing waits for nobody", () => {
  same(next(["a"], -1, [{ id: "a", title: "A" }, { id: "b", title: "B", silent: true }, { id: "c", title: "C" }]), "c");
});

Deno.test("a way is read as it was written", () => {
  const way = { name: "now blank", steps: STEPS };
  same(readWay(JSON.stringify(way)), way);
  same(readWay(JSON.stringify({ ...way, more: 1 })), way);
});

Deno.test("what we did not write is no way", () => {
  const bad = [
    null,
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "{}",
    '{"name": 1, "steps": []}',
    '{"name": "x", "steps": {}}',
    ...["javascript:alert(1)", "../x", "//host", "", "A", "a/b"].map((id) => way({ id, title: "T" })),
    way({ id: "a" }),
    way({ id: "a", title: ["T"] }),
    way({ id: "a", title: "T", minutes: 5 }),
    way(null),
  ];
  for (const text of bad) same(readWay(text), undefined, String(text));
});

Deno.test("a record is begun by whatever was written there", () => {
  ok(!isBegun({}));
  ok(
    !isBegun({ a: entry({ value: null }), b: entry({ text: null }), c: entry({ done: null }), d: entry({ own: " " }) }),
  );
  for (
    const change of [{ value: "x" }, { done: true }, { own: "2026-03-04" }, { pick: "none" }, { text: "Dear Sam" }]
  ) {
    ok(isBegun({ a: entry({ value: null }), b: entry(change) }), JSON.stringify(change));
  }
});

/** @param {unknown} step */
const way = (step) => JSON.stringify({ name: "x", steps: [step] });
