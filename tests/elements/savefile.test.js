import { adviserCopy } from "../../docs/elements/adviser.js";
import { counted, differences, mergeStates } from "../../docs/elements/differences.js";
import { gather, load, removeAll } from "../../docs/elements/everything.js";
import { create, discard, folders } from "../../docs/elements/folders.js";
import { toLockedFile, unlock } from "../../docs/elements/lock.js";
import { FORMAT, put, read, rowNames } from "../../docs/elements/record.js";
import { fromFile, LARGEST, STYLE, STYLE_HASH, toFile } from "../../docs/elements/savefile.js";
import { ok, same } from "./assert.js";
import { Drawer, GUIDE, ownPage, page } from "./browser.js";
import { NOW, STATE, TELLING } from "./telling.js";

/** @import { State } from "../../docs/elements/record.js" */
/** @import { Loaded } from "../../docs/elements/savefile.js" */

const own = { guide: GUIDE, now: NOW };

/** @param {string} text @returns {Loaded} */
function loaded(text) {
  const got = fromFile(text, own);
  if ("trouble" in got) throw new Error(got.trouble);
  return got;
}

/** A file with this in its block. @param {string} block */
const around = (block) => `<!doctype html><p>hello<script type="application/json" id="answers">${block}</script>`;

const file = (/** @type {object} */ data) =>
  around(JSON.stringify({ format: 1, guide: GUIDE, language: "en", me: {}, folders: {}, ...data }));

/** @param {State} state */
const copyOf = (state) => /** @type {State} */ (structuredClone(state));

// --- the file ---------------------------------------------------------------------------------------

Deno.test("what was saved is what is loaded", () => {
  same(loaded(toFile(STATE, TELLING)), { state: STATE, left: 0, copy: false });
  same(loaded(`\uFEFF${toFile(STATE, TELLING).replaceAll("\n", "\r\n")}`).state, STATE, "by way of an editor");
  const block = toFile(STATE, TELLING).split('id="answers">')[1]?.split("</script>")[0] ?? "";
  same(loaded(block).state, STATE, "the block alone, as pasted");
});

Deno.test("the file can be read by people", () => {
  const html = toFile(STATE, TELLING);
  for (
    const told of [
      "<h1>What I wrote</h1>",
      "<p>Open this to read it.</p>",
      "<h2>About me</h2>",
      '<dt>Where?</dt>\n<dd dir="auto">UK</dd>',
      "<h2>Baker &lt;One&gt;</h2>",
      "the day 2026-03-03",
      "<h3>The log</h3>",
      '<th scope="col">The question</th><th scope="col">How</th>',
      '<td dir="auto">A time you led?</td><td dir="auto">went blank</td>',
      "The first, mine",
      "Done, the day 2026-03-04",
      '<dt>The message</dt>\n<dd dir="auto">Dear Sam,\nthank you &amp; yours</dd>',
      "From a newer guide",
      "<h2>No name (put away)</h2>",
    ]
  ) ok(html.includes(told), `${told} is not in ${html}`);
  ok(!html.includes("<dt>Once asked"), "a cleared answer is not shown");
});

Deno.test("the file has the order of the guide, names of rows and words of the place", () => {
  const at = 1;
  const table = {
    at,
    asked: "Plans",
    rows: { rest: { c: { value: "sleep", at } }, work: { c: { value: "write", at } } },
  };
  const sheets = {
    b: { second: { value: "x", at, asked: "2" }, first: { value: "y", at, asked: "1 {cv}" } },
    a: { table },
  };
  const html = toFile({ me: sheets, folders: { k7p2qx9w: { at, sheets: {} } } }, {
    ...TELLING,
    titles: { a: "The {cv}", b: "B" },
    items: { b: ["first"] },
    rows: { "a.table": { work: "Work", rest: "Rest" } },
    named: (id) => `folder ${id}`,
    ours: (text) => text.replace("{cv}", "CV"),
  });
  const told = [
    "<h3>The CV</h3>",
    '<th scope="row">Work</th><td dir="auto">write',
    "Rest",
    "<h3>B</h3>",
    "1 CV",
    ">2<",
  ];
  same(told.map((one) => html.indexOf(one)), told.map((one) => html.indexOf(one)).toSorted((a, b) => a - b));
  ok(told.every((one) => html.includes(one)) && html.includes("<h2>folder k7p2qx9w</h2>"), html);
  same(loaded(html).state.me, sheets);
});

Deno.test("the file runs nothing and loads nothing", async () => {
  const html = toFile(STATE, TELLING);
  same([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag), ['<script type="application/json" id="answers">']);
  ok(html.indexOf("Content-Security-Policy") < html.indexOf("<title>"));
  ok(html.includes(`default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`));
  ok(!/ (src|href|style|on\w+)=/.test(html), html);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE)));
  same(STYLE_HASH, `sha256-${btoa(String.fromCharCode(...hash))}`);
});

Deno.test("no answer, name or title leaves its place in the file", () => {
  const bad = "</script><script>alert(1)</script><!--\"'><img src=x onerror=alert(1)>\0\u2028\uD800]]>";
  const sheet = {
    [bad.slice(0, 0) + "item"]: { value: bad, asked: bad, words: { [bad]: bad }, own: bad, text: bad, at: 1 },
  };
  const table = {
    table: { at: 1, asked: bad, columns: { c: { asked: bad } }, rows: { r: { c: { value: bad, at: 1 } } } },
  };
  const state = { me: { sheet: { ...sheet, ...table } }, folders: { k7p2qx9w: { at: 1, name: bad, sheets: {} } } };
  const html = toFile(state, { ...TELLING, title: bad, language: bad });
  same(html.match(/<script/g)?.length, 1);
  same(html.match(/<\/script/g)?.length, 1);
  ok(!html.includes("<img") && !html.includes("<!--") && !html.includes("\0"));
  same(loaded(html).state.me.sheet?.table?.rows?.r?.c?.value, bad);
  same(loaded(html).state.folders.k7p2qx9w?.name, bad);
});

// --- refusing ---------------------------------------------------------------------------------------

Deno.test("a file that is not ours, or not whole, is refused with a reason", () => {
  for (
    const [text, trouble] of /** @type {[string, string][]} */ ([
      ["", "foreign"],
      ["My shopping list", "foreign"],
      ["<!doctype html><p>A page</p>", "foreign"],
      ["[1, 2]", "foreign"],
      ['{"resume": []}', "foreign"],
      [around('{"format": 1, "guide": "another-guide", "me": {}}'), "foreign"],
      [around('{"format": "1", "guide": "a-guide", "me": {}}'), "foreign"],
      [around("null"), "foreign"],
      [around('{"format": 1, "guide": "a-gu'), "broken"],
      [toFile(STATE, TELLING).slice(0, -200), "broken"],
      [around(`{"format": 1, "guide": "${GUIDE}"}`), "broken"],
      [around(`{"format": 0, "guide": "${GUIDE}", "me": {}}`), "broken"],
      [around(`{"format": 1, "guide": "${GUIDE}", "me": [], "folders": "x"}`), "broken"],
      [around(`{"format": ${FORMAT + 1}, "guide": "${GUIDE}", "me": {}}`), "newer"],
      [around("[".repeat(200_000)), "broken"],
      [around("[".repeat(200_000) + "]".repeat(200_000)), "broken or foreign"],
      [around("x".repeat(LARGEST)), "huge"],
    ])
  ) {
    const got = fromFile(text, own);
    ok("trouble" in got && trouble.includes(got.trouble), `${text.slice(0, 60)}: ${JSON.stringify(got).slice(0, 80)}`);
  }
});

Deno.test("what is wrong inside a file is left out and counted; the rest is loaded", () => {
  const { state, left } = loaded(file({
    me: { sheet: { good: { value: "x", at: 1 }, bad: 3, worse: { value: { a: 1 }, at: 1 } }, other: [] },
    folders: {
      "k7p2qx9w": { at: 1, name: 7, sheets: {} },
      "../..": { sheets: {} },
      "__proto__": { sheets: {} },
      "b2c4d6e8": null,
    },
  }));
  same(state.me, { sheet: { good: { value: "x", at: 1 }, worse: { at: 1 } } });
  same(state.folders, { k7p2qx9w: { at: 1, sheets: {} } });
  same(left, 5);
});

Deno.test("a file cannot reach the prototype of anything", () => {
  const bad =
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "value": "x", "at": 1}';
  for (
    const text of [
      `{"format": 1, "guide": "${GUIDE}", "me": {"s": {"i": ${bad}, "__proto__": ${bad}}, "__proto__": ${bad}}, "folders": {"__proto__": ${bad}}}`,
      `{"__proto__": {"format": 1, "guide": "${GUIDE}", "me": {}}}`,
    ]
  ) {
    const got = fromFile(text, own);
    if (!("trouble" in got)) load(ownPage().store, got.state, "merge", NOW);
    ok(!("polluted" in {}));
  }
});

Deno.test("a file from a clock that ran ahead does not win for ever", () => {
  const { state } = loaded(file({ me: { s: { i: { value: "x", at: 9e15 } } } }));
  same(state.me.s?.i?.at, NOW);
  same(put(state.me.s?.i, { value: "y" }, NOW).at, NOW + 1);
});

Deno.test("old names in a file are the ones of today once it is loaded", () => {
  const aliases = { "was": "sheet", "sheet.old": "sheet.item" };
  const got = fromFile(file({ me: { was: { old: { value: "x", at: 1 } }, sheet: { item: { value: "y", at: 2 } } } }), {
    ...own,
    aliases,
  });
  ok("state" in got);
  if ("state" in got) same(got.state.me, { sheet: { item: { value: "y", at: 2 } } });
});

// --- what would change ------------------------------------------------------------------------------

Deno.test("what a file would change is told for each checklist and item", () => {
  const here = copyOf(STATE);
  const there = copyOf(STATE);
  const log = there.folders.k7p2qx9w?.sheets.log ?? {};
  log.mood = { value: 5, at: NOW, asked: "1 to 5" };
  log.extra = { value: "new", at: NOW };
  log.secret = { value: "older", at: 1 };
  delete log.slept;
  log.questions = put(log.questions, { rows: { newrow12: { question: { value: "Another?" } } } }, NOW);
  Object.assign(
    here.folders.k7p2qx9w?.sheets.log?.questions ?? {},
    put(here.folders.k7p2qx9w?.sheets.log?.questions, { rows: { r4tz8mqa: { went: { value: "fine" } } } }, NOW),
  );
  const all = differences(here, there);
  same(all.map(({ folder, name, sheet }) => [folder, name, sheet]), [
    ["me", "", "me"],
    ["k7p2qx9w", "Baker <One>", "folder"],
    ["k7p2qx9w", "Baker <One>", "log"],
    ["k7p2qx9w", "Baker <One>", "thanks"],
  ]);
  same(
    Object.fromEntries(
      (all[2]?.items ?? []).map(({ item, kind, keeps }) => [item, keeps ? `${kind}, ${keeps}` : kind]),
    ),
    {
      questions: "changed, both",
      mood: "changed, file",
      some: "same",
      slept: "here",
      secret: "changed, here",
      extra: "new",
    },
  );
  same(counted(all), { new: 1, changed: 3, same: 8, here: 1 });
});

Deno.test("the same file changes nothing", () => {
  same(counted(differences(STATE, loaded(toFile(STATE, TELLING)).state)), { new: 0, changed: 0, same: 12, here: 0 });
  same(mergeStates(STATE, STATE), STATE);
});

// --- loading ----------------------------------------------------------------------------------------

Deno.test("save, clear, load on a fresh device: nothing is lost", () => {
  const { store } = ownPage();
  load(store, STATE, "merge", NOW);
  const saved = toFile(gather(store), TELLING);
  const fresh = ownPage();
  ok(load(fresh.store, loaded(saved).state, "merge", NOW).saved);
  same(gather(fresh.store), STATE);
  same(folders(page({ drawer: fresh.drawer }).store).map(({ name, archived }) => [name, archived]), [["", true], [
    "Baker <One>",
    false,
  ]]);
});

Deno.test("merging keeps the last write of each answer, and can be undone", () => {
  const { store } = ownPage();
  store.write("me", "me", "place", { value: "us" });
  store.write("me", "me", "mine", { value: "only here" });
  const before = gather(store);
  load(store, STATE, "merge", NOW);
  same(store.sheet("me", "me").place?.value, "us", "written later than the file");
  same(store.sheet("me", "me").mine?.value, "only here");
  same(store.sheet("k7p2qx9w", "log").mood?.value, 3);
  same(store.undoable, "load");
  ok(store.undo()?.saved);
  same(counted(differences(before, gather(store))), { new: 0, changed: 0, same: 2, here: 0 });
  same(folders(store), []);
});

Deno.test("replacing leaves what the file has, for other tabs too, and can be undone", () => {
  const drawer = new Drawer();
  const [a, b] = [ownPage({ drawer }), ownPage({ drawer })];
  const id = create(a.store, "Mine");
  a.store.write(id, "sheet", "item", { value: "x" });
  a.store.write("me", "me", "place", { value: "us" });
  a.store.write("me", "me", "mine", { value: "only here" });
  b.store.refresh();
  b.store.sheet("me", "me");
  b.store.sheet(id, "sheet");
  const before = gather(a.store);
  ok(load(a.store, STATE, "replace", NOW).saved);
  for (const key of [...drawer.texts.keys(), `${GUIDE}/1/${id}/sheet`]) b.store.apply({ key });
  for (const { store } of [a, b]) {
    same(counted(differences(STATE, gather(store))), { new: 0, changed: 0, same: 12, here: 0 });
    same(folders(store).map((folder) => folder.id), ["b2c4d6e8", "k7p2qx9w"]);
  }
  a.store.undo();
  for (const key of [...drawer.texts.keys()]) b.store.apply({ key });
  for (const { store } of [a, b]) {
    same(counted(differences(before, gather(store))), { new: 0, changed: 0, same: 3, here: 0 });
  }
});

Deno.test("a file brings back a folder that was deleted", () => {
  const { store } = ownPage();
  load(store, STATE, "merge", NOW);
  discard(store, "k7p2qx9w");
  load(store, STATE, "merge", NOW);
  same(folders(store).map(({ name }) => name), ["", "Baker <One>"]);
  same(store.sheet("k7p2qx9w", "log").mood?.value, 3);
});

Deno.test("a file there is no room for changes nothing", () => {
  const { store, drawer } = ownPage();
  store.write("me", "me", "place", { value: "us" });
  const before = [JSON.stringify(drawer.all), gather(store)];
  drawer.room = 800;
  same(load(store, STATE, "merge", NOW), { saved: false, at: 0, trouble: "full" });
  same([JSON.stringify(drawer.all), gather(store)], before);
  same(store.undoable, undefined);
});

Deno.test("where nothing can be stored a file is loaded into the page, and can be taken out again", () => {
  const { store, drawer } = page();
  drawer.refuses = true;
  store.choose("own");
  same(load(store, STATE, "merge", NOW).trouble, "refused");
  same(gather(store), STATE);
  store.undo();
  same(counted(differences(gather(store), { me: {}, folders: {} })), { new: 0, changed: 0, same: 0, here: 0 });
});

Deno.test("everything can be deleted, and brought back", () => {
  const { store } = ownPage();
  load(store, STATE, "merge", NOW);
  removeAll(store);
  same(gather(store), { me: {}, folders: {} });
  ok(store.undo()?.saved);
  same(gather(store), STATE);
});

// --- copies for others ------------------------------------------------------------------------------

Deno.test("a copy for an adviser has what was chosen, and no names", () => {
  const choice = {
    keeps: (/** @type {string} */ _folder, /** @type {string} */ sheet, /** @type {string} */ item) =>
      sheet !== "me" && item !== "secret",
    names: ["folder.lead"],
    hidden: "(name)",
  };
  const copy = adviserCopy(STATE, choice);
  const text = toFile(copy, { ...TELLING, copy: true });
  for (const word of ["Sam", "O'Neil", "Neil", "for me only", "Where?", "r1xw5k3d", "colour"]) {
    ok(!text.includes(word), word);
  }
  ok(text.includes("Dear (name),\nthank you &amp; yours"));
  same(loaded(text).copy, true);
  same(rowNames(copy.folders.k7p2qx9w?.sheets.log?.questions), ["r4tz8mqa"]);
  same(adviserCopy(STATE, { ...choice, hidden: undefined }).folders.k7p2qx9w?.sheets.folder?.lead?.value, "Sam O'Neil");
});

Deno.test("a copy without names never takes the place of what was written", () => {
  const copy = adviserCopy(STATE, { keeps: () => true, names: ["folder.lead"], hidden: "(name)" });
  const both = mergeStates(STATE, copy);
  same(counted(differences(STATE, both)), { new: 0, changed: 0, same: 12, here: 0 });
});

Deno.test("a name is hidden as a word only", () => {
  const state = {
    me: {
      s: {
        who: { value: "Al Marks (he/him)", at: 1 },
        text: { value: "Also Marks, marks, AL and Marksman. Al Marks (he/him)!", at: 1 },
      },
    },
    folders: {},
  };
  const copy = adviserCopy(state, { keeps: () => true, names: ["s.who"], hidden: "*" });
  same(copy.me.s?.text?.value, "Also *, *, * and Marksman. *!");
});

// --- a pass phrase ----------------------------------------------------------------------------------

Deno.test("a file with a pass phrase opens with it, and with nothing else", async () => {
  const html = await toLockedFile(STATE, TELLING, "caf\u00e9 au lait", crypto);
  ok(html.includes("This opens in the site only.") && !html.includes("Baker") && !html.includes("Where?"));
  const got = fromFile(html, own);
  ok("trouble" in got && got.trouble === "locked");
  const locked = "locked" in got ? got.locked : undefined;
  const open = await unlock(locked, "cafe\u0301 au lait", crypto);
  same("text" in open && loaded(open.text).state, STATE);
  same(await unlock(locked, "another", crypto), { trouble: "phrase" });
  same(await unlock({ .../** @type {object} */ (locked), data: "AAAA" }, "café au lait", crypto), {
    trouble: "phrase",
  });
});

Deno.test("a lock that is none, or that would take for ever, is refused", async () => {
  for (
    const locked of [undefined, null, 3, [], {}, { rounds: 1e9, salt: "", iv: "", data: "" }, {
      rounds: 1,
      salt: "%",
      iv: "",
      data: "",
    }]
  ) {
    same(await unlock(locked, "x", crypto), { trouble: "broken" });
  }
});

// --- files of every format there was ----------------------------------------------------------------

const kept = new URL("./formats/", import.meta.url);

Deno.test("there is a record and a file of every format", () => {
  const there = [...Deno.readDirSync(kept)].map(({ name }) => name).sort();
  same(there, Array.from({ length: FORMAT }, (_, index) => `${index + 1}`));
});

for (const { name } of Deno.readDirSync(kept)) {
  const text = (/** @type {string} */ of) => Deno.readTextFileSync(new URL(`${name}/${of}`, kept));

  Deno.test(`a stored record of format ${name} is read`, () => {
    const { sheet, trouble } = read(text("record.json"), Number(name));
    same(trouble, undefined);
    same(sheet.questions?.rows?.r4tz8mqa?.went?.value, "blank");
    same(rowNames(sheet.questions), ["r4tz8mqa"]);
  });

  Deno.test(`a save file of format ${name} is read`, () =>
    same(loaded(text("file.html")), { state: STATE, left: 0, copy: false }));

  Deno.test(`a locked file of format ${name} is read`, async () => {
    const got = fromFile(text("locked.html"), own);
    const open = await unlock("locked" in got ? got.locked : undefined, "a pass phrase", crypto);
    same("text" in open && loaded(open.text).state, STATE);
  });
}
