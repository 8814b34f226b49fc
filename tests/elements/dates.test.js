import { isDay, joined, say } from "../../docs/elements/dates.js";
import { dayDue, parseDue } from "../../docs/elements/due.js";
import { ok, same } from "./assert.js";

const due = (/** @type {string} */ phrase, /** @type {string} */ day) => {
  const found = parseDue(phrase);
  return found && dayDue(found, day);
};

Deno.test("a day is one that there is", () => {
  for (const day of ["2026-03-05", "2024-02-29", "0001-01-01", "9999-12-31"]) ok(isDay(day), day);
  for (
    const day of ["2026-02-29", "2026-13-01", "2026-3-5", "0000-01-01", "20260305", "2026-03-05T00:00", "", null, 5]
  ) {
    ok(!isDay(day), String(day));
  }
});

Deno.test("a phrase that says no day is none", () => {
  for (const phrase of ["", "soon", "0 days after a.b", "3 years after a.b", "3 days after", "the day of"]) {
    same(parseDue(phrase), undefined);
  }
});

Deno.test("before and after all calendars there is no day", () => {
  same(due("1 day after a.b", "9999-12-31"), "");
  same(due("1 working day after a.b", "9999-12-31"), "");
  same(due("1 month after a.b", "9999-12-31"), "");
  same(due("1 day before a.b", "0001-01-01"), "");
  same(due("1 month before a.b", "0001-01-01"), "");
  same(due("1 working day after a.b", "nonsense"), "");
});

Deno.test("days do not move with clocks that do", () => {
  same(due("1 day after a.b", "2026-03-28"), "2026-03-29");
  same(due("1 day after a.b", "2026-03-29"), "2026-03-30");
  same(due("2 days before a.b", "2026-10-26"), "2026-10-24");
});

Deno.test("words take what is put in as it is", () => {
  same(say({ a: "{n} of {n}, {m}" }, "a", { n: "$&", m: "{n}" }), "$& of $&, {n}");
  same(say({}, "a"), "");
  same(joined(["a", "b", "c"], { and: "and", or: "or" }, "or"), "a, b or c");
  same(joined([], { and: "and" }), "");
});
