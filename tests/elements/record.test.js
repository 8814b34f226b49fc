import { renamed } from "../../docs/elements/aliases.js";
import { merge, newest, put, read, reworded, rowNames, upgrade } from "../../docs/elements/record.js";
import { become } from "../../docs/elements/restore.js";
import { always, ok, one, same } from "./assert.js";

/** @import { Change, Entry, Sheet, Value } from "../../docs/elements/record.js" */
/** @import { Random } from "./assert.js" */

const sheet = (/** @type {unknown} */ of) => read(JSON.stringify(of)).sheet;

Deno.test("the last write wins, for each item", () => {
  const [a, b] = [
    sheet({ x: { value: "old", at: 1 }, y: { value: "new", at: 4 } }),
    sheet({ x: { value: "new", at: 2 }, y: { value: "old", at: 3 } }),
  ];
  same(merge(a, b), { x: { value: "new", at: 2 }, y: { value: "new", at: 4 } });
});

Deno.test("the last write wins, for each cell", () => {
  const a = sheet({ t: { at: 1, rows: { r: { one: { value: "a", at: 1 }, two: { value: "b", at: 5 } } } } });
  const b = sheet({ t: { at: 2, rows: { r: { one: { value: "c", at: 3 }, two: { value: "d", at: 4 } } } } });
  same(merge(a, b).t?.rows, { r: { one: { value: "c", at: 3 }, two: { value: "b", at: 5 } } });
});

Deno.test("of two writes at once, all devices choose the same", () => {
  const [a, b] = [sheet({ x: { value: "a", at: 1 } }), sheet({ x: { value: "b", at: 1 } })];
  same(merge(a, b), merge(b, a));
});

Deno.test("a deleted row stays deleted, unless it is written later", () => {
  const was = sheet({ t: { at: 1, order: { value: ["r"], at: 1 }, rows: { r: { one: { value: "a", at: 1 } } } } });
  const gone = put(was.t, { gone: ["r"] }, 2);
  same(rowNames(gone), []);
  same(rowNames(merge({ t: gone }, was).t), []);
  same(gone.rows, undefined, "nothing of it is kept");
  same(rowNames(put(gone, { rows: { r: { one: { value: "b" } } } }, 3)), ["r"]);
});

Deno.test("rows that two tabs added are all there", () => {
  const was = put(undefined, { order: ["a"], rows: { a: { one: { value: "1" } } } }, 1);
  const [first, second] = [
    put(was, { order: ["a", "b"], rows: { b: { one: { value: "2" } } } }, 2),
    put(was, { order: ["a", "c"], rows: { c: { one: { value: "3" } } } }, 3),
  ];
  same(rowNames(merge({ t: first }, { t: second }).t), ["a", "c", "b"]);
});

Deno.test("own words go with the choice they stood beside", () => {
  const was = put(undefined, { value: "other", own: "mine", words: { other: "Other" }, asked: "Which?" }, 1);
  same(put(was, { value: "late", words: { late: "Late" } }, 2), {
    value: "late",
    words: { late: "Late" },
    asked: "Which?",
    at: 2,
  });
  same(put(was, { pick: "none" }, 2), { ...was, pick: "none", at: 2 });
});

Deno.test("a cleared answer is null, with its time", () => {
  same(put(put(undefined, { value: "x" }, 1), { value: null }, 2), { value: null, at: 2 });
});

Deno.test("a write wins over what was read, whatever the clock says", () => {
  same(put(put(undefined, { value: "x" }, 1000), { value: "y" }, 5), { value: "y", at: 1001 });
});

Deno.test("what this code does not know is kept", () => {
  const text = JSON.stringify({ "new-item": { "colour": { deep: [1, "x"] }, "value": "a", "at": 3 } });
  const { sheet: known, trouble } = read(text);
  same(trouble, undefined);
  same(known, JSON.parse(text));
  same(put(known["new-item"], { value: "b" }, 4), { colour: { deep: [1, "x"] }, value: "b", at: 4 });
});

Deno.test("what cannot be used is left out, and said", () => {
  for (
    const [text, left] of /** @type {[string, unknown][]} */ ([
      ["", {}],
      ["nonsense", {}],
      ["[]", {}],
      ["null", {}],
      ['{"a": 3, "b": {"value": "x", "at": 1}}', { b: { value: "x", at: 1 } }],
      ['{"a": {"value": {"x": 1}, "asked": "?", "at": 1}}', { a: { asked: "?", at: 1 } }],
      ['{"__proto__": {"value": "x", "at": 1}}', {}],
      ['{"a": {"__proto__": {"polluted": true}, "value": "x", "at": 1}}', { a: { value: "x", at: 1 } }],
      ['{"a": {"x": {"__proto__": {"polluted": true}}, "at": 1}}', { a: { x: {}, at: 1 } }],
      [`{"a": {"deep": ${"[".repeat(99)}${"]".repeat(99)}, "at": 1}}`, { a: { at: 1 } }],
      ['{"a": {"rows": {"r": {"c": "x"}}, "at": 1}}', { a: { at: 1 } }],
      ['{"a": {"order": ["r"], "at": 1}}', { a: { at: 1 } }],
    ])
  ) {
    const got = read(text);
    same(got.trouble, "corrupt", text);
    if (!text.includes("deep")) same(got.sheet, left, text);
    ok(!("polluted" in {}), text);
  }
  same(read(null), { sheet: {} });
});

Deno.test("a time that is none counts as never", () => {
  for (const at of ['"9"', "-1", "1.5", "1e300", "null", "[]"]) {
    same(read(`{"a": {"value": "x", "at": ${at}}}`).sheet.a?.at, 0, at);
  }
});

Deno.test("the words of an older wording are told", () => {
  const then = { asked: "Who?", words: { a: "A", b: "B" }, at: 1 };
  same(reworded(then, { asked: "Who?", words: { a: "A", b: "B", c: "C" } }), undefined);
  same(reworded(then, { asked: "Who was it?", words: { a: "A" } }), { asked: "Who?", words: { b: "B" } });
  same(reworded(then, { asked: "¿Quién?", language: "es" }), undefined, "another language is no other wording");
});

Deno.test("old names carry their answers over", () => {
  const aliases = { "old-sheet": "sheet", "sheet.was": "sheet.item", "sheet.item.before": "sheet.item.column" };
  const old = sheet({
    was: { at: 1, rows: { r: { before: { value: "x", at: 1 } } }, columns: { before: { asked: "Before?" } } },
    other: { pick: "old-sheet.was.before#r", at: 2 },
  });
  same(renamed("sheet", old, aliases), {
    item: { at: 1, rows: { r: { column: { value: "x", at: 1 } } }, columns: { column: { asked: "Before?" } } },
    other: { pick: "sheet.item.column#r", at: 2 },
  });
  const both = sheet({ was: { value: "old", at: 1 }, item: { value: "new", at: 2 } });
  same(renamed("sheet", both, aliases), { item: { value: "new", at: 2 } });
});

Deno.test("a record of an older format is brought up to date", () => {
  const steps = [
    (/** @type {Sheet} */ was) => ({ ...was, second: { value: "2", at: 1 } }),
    (/** @type {Sheet} */ was) => ({ ...was, third: { value: "3", at: 1 } }),
  ];
  same(Object.keys(upgrade({}, 1, steps)), ["second", "third"]);
  same(Object.keys(upgrade({}, 2, steps)), ["third"]);
  same(upgrade({}, 3, steps), {});
});

// --- properties ------------------------------------------------------------------------------------

/** @param {Random} random @returns {Change} */
export function anyChange(random) {
  const value = () => /** @type {Value} */ (one(random, ["a", "b", "", null, 3, true, ["x", "y"]]));
  const cell = () => ({ value: value() });
  return one(random, [
    () => ({ value: value(), asked: one(random, ["Who?", "Whom?"]), words: { a: one(random, ["A", "Ah"]) } }),
    () => ({ value: "other", own: one(random, ["mine", "yours"]) }),
    () => ({ pick: one(random, ["none", "s.i#r"]) }),
    () => ({ done: random() < 0.5, on: "2026-03-04" }),
    () => ({
      rows: { [one(random, ["r", "q"])]: { [one(random, ["c", "d"])]: cell() } },
      columns: { c: { asked: one(random, ["C?", "Cc?"]), words: { a: one(random, ["A", "Ah"]) } } },
    }),
    () => ({ order: one(random, [["r", "q"], ["q", "r"], ["q"]]) }),
    () => ({ gone: [one(random, ["r", "q"])] }),
  ])();
}

/** @param {Random} random @returns {Sheet} */
function anySheet(random) {
  /** @type {Sheet} */
  let made = {};
  for (let count = Math.floor(random() * 8); count > 0; count--) {
    const item = one(random, ["i", "j"]);
    made = merge(made, {
      [item]: put(random() < 0.7 ? made[item] : undefined, anyChange(random), Math.floor(random() * 6)),
    });
  }
  return made;
}

Deno.test("merging gives the same in any order, any number of times", () => {
  always((random) => {
    const [a, b, c] = [anySheet(random), anySheet(random), anySheet(random)];
    same(merge(a, b), merge(b, a), "commutative");
    same(merge(merge(a, b), c), merge(a, merge(b, c)), "associative");
    same(merge(a, a), a, "idempotent");
    same(merge(merge(a, b), b), merge(a, b), "idempotent");
    same(read(JSON.stringify(a)), { sheet: a }, "and what is stored is what was meant");
  }, 2000);
});

/** What a reader would see, by item: answers, and cells by row and column. @param {Sheet} of */
function seen(of) {
  return Object.fromEntries(
    Object.entries(of).map(([item, entry]) => [item, words(entry)]).filter(([, all]) => all !== "[[],[]]"),
  );
}

/** @param {Entry} entry */
function words(entry) {
  const said = ["value", "own", "pick", "done"].flatMap((name) => {
    const value = Object.entries(entry).find(([field]) => field === name)?.[1];
    return value === null || value === undefined ? [] : [`${name}: ${value}`];
  });
  const cells = rowNames(entry).flatMap((row) =>
    Object.entries(entry.rows?.[row] ?? {}).flatMap(([column, { value }]) =>
      value === null ? [] : [`${row}.${column}: ${value}`]
    ).sort()
  );
  return JSON.stringify([said, cells]);
}

Deno.test("a record that becomes another one reads like it, and wins over what it was", () => {
  always((random) => {
    const [here, wanted] = [anySheet(random), anySheet(random)];
    const next = become(here, wanted, 3);
    same(seen(next), seen(wanted));
    same(merge(next, here), next);
  }, 1000);
});

Deno.test("a later write is newer than all before it", () => {
  always((random) => {
    const entry = /** @type {Entry} */ (anySheet(random).i ?? { at: 0 });
    ok(newest(put(entry, anyChange(random), 0)) > newest(entry));
  });
});
