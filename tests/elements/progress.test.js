import { isAnswered, progressOf } from "../../docs/elements/progress.js";
import { put } from "../../docs/elements/record.js";
import { ok, same } from "./assert.js";

const entry = (/** @type {Parameters<typeof put>[1]} */ change) => put(undefined, change, 5);

Deno.test("an answer counts, whatever its kind", () => {
  for (const value of ["x", 1, true, ["a"]]) ok(isAnswered(entry({ value })), String(value));
  ok(isAnswered(entry({ rows: { r1: { a: { value: null }, b: { value: "x" } } } })));
  ok(isAnswered(entry({ done: true, on: "2026-03-04" })));
});

Deno.test("what is empty, taken back or only planned does not count", () => {
  for (const value of [null, "", "  ", []]) ok(!isAnswered(entry({ value })), JSON.stringify(value));
  ok(!isAnswered(undefined));
  ok(!isAnswered(entry({ own: "2026-03-04" })));
  ok(!isAnswered(entry({ done: null })));
  ok(!isAnswered(entry({ pick: "log.unsaid.what" })));
  ok(!isAnswered(entry({ rows: { r1: { a: { value: "" } } } })));
  const row = entry({ rows: { r1: { a: { value: "x" } } } });
  ok(!isAnswered(put(row, { gone: ["r1"], order: [] }, 9)));
});

Deno.test("what is asked now and then counts once it is answered", () => {
  const sheet = {
    a: entry({ value: "x" }),
    b: entry({ value: null }),
    d: entry({ done: true }),
    z: entry({ value: "?" }),
  };
  same(progressOf(sheet, ["a", "b", "c"], ["d", "e"]), { done: 2, all: 4 });
  same(progressOf({}, ["constructor"], ["toString"]), { done: 0, all: 1 });
});
