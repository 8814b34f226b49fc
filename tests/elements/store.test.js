import { create, discard, folders } from "../../docs/elements/folders.js";
import { read } from "../../docs/elements/record.js";
import { Store } from "../../docs/elements/store.js";
import { always, ok, one, same } from "./assert.js";
import { Browser, clock, Drawer, GUIDE, ownPage, page } from "./browser.js";

/** @import { Sheet } from "../../docs/elements/record.js" */

const KEY = `${GUIDE}/1/me/sheet`;

/** The values of a sheet, by item. @param {Sheet} sheet */
const values = (sheet) => Object.fromEntries(Object.entries(sheet).map(([item, { value }]) => [item, value]));

// --- answers stay -----------------------------------------------------------------------------------

Deno.test("an answer stands in the browser's store under guide, format, folder and checklist", () => {
  const { store, drawer } = ownPage({ now: () => 5 });
  same(store.write("me", "sheet", "item", { value: "uk", asked: "Where?", words: { uk: "UK" } }), {
    saved: true,
    at: 5,
  });
  same(drawer.all[KEY], { item: { value: "uk", asked: "Where?", words: { uk: "UK" }, at: 5 } });
});

Deno.test("answers of every type are there after a reload", () => {
  const { store, drawer } = ownPage();
  const all = { line: "a\nb", scale: 3, some: ["x", "y"], tick: true, day: "2026-03-05", none: null };
  for (const [item, value] of Object.entries(all)) store.write("me", "sheet", item, { value });
  store.write("me", "sheet", "table", { order: ["r"], rows: { r: { c: { value: "x" } } } });
  const again = page({ drawer }).store;
  const { table, ...rest } = again.sheet("me", "sheet");
  same(values(rest), all);
  same(table?.rows?.r?.c?.value, "x");
});

Deno.test("what is never kept is nowhere", () => {
  const { store, drawer } = ownPage({ never: ["sheet.secret"] });
  store.write("me", "sheet", "secret", { value: "x" });
  store.saveAll({ "me/sheet": { secret: { value: "x", at: 1 }, other: { value: "y", at: 1 } } });
  same(Object.keys(store.sheet("me", "sheet")), ["other"]);
  ok(!JSON.stringify(drawer.all).includes("secret"));
});

Deno.test("a write tells what changed, and that it was made here", () => {
  const { store, news } = ownPage();
  store.write("me", "sheet", "item", { value: "x" });
  same(news.at(-1), { about: "record", folder: "me", sheet: "sheet", items: ["item"], elsewhere: false });
  const before = news.length;
  store.flush();
  same(news.length, before);
});

Deno.test("answers under an old name of an item or a checklist are carried over", () => {
  const drawer = new Drawer({ [`${GUIDE}/1/me/was`]: JSON.stringify({ old: { value: "x", at: 1 } }) });
  const { store } = ownPage({ drawer, aliases: { "was": "sheet", "sheet.old": "sheet.item" } });
  same(values(store.sheet("me", "sheet")), { item: "x" });
  same(store.names(), ["me/sheet"]);
  store.write("me", "sheet", "other", { value: "y" });
  same(Object.keys(drawer.all).filter((key) => key.includes("/me/")), [KEY]);
  same(values(read(drawer.getItem(KEY)).sheet), { item: "x", other: "y" });
});

Deno.test("a record of an older format is read, and stored in the one of today", () => {
  const steps = [(/** @type {Sheet} */ was) => ({ ...was, added: { value: "new", at: 1 } })];
  const drawer = new Drawer({ [KEY]: JSON.stringify({ item: { value: "x", at: 1 } }) });
  const { store } = ownPage({ drawer, steps });
  same(values(store.sheet("me", "sheet")), { item: "x", added: "new" });
  store.write("me", "sheet", "item", { value: "y" });
  same(Object.keys(drawer.all).sort(), [`${GUIDE}/2/device`, `${GUIDE}/2/me/sheet`]);
});

// --- trouble ----------------------------------------------------------------------------------------

Deno.test("a full store is said, nothing is lost, and it is stored once there is room", () => {
  const { store, drawer } = ownPage();
  store.write("me", "sheet", "first", { value: "kept" });
  drawer.room = 200;
  const long = "x".repeat(500);
  const { saved, trouble } = store.write("me", "sheet", "item", { value: long });
  same([saved, trouble], [false, "full"]);
  same(store.sheet("me", "sheet").item?.value, long);
  same(values(read(drawer.getItem(KEY)).sheet), { first: "kept" });
  ok(store.waiting);
  drawer.room = Infinity;
  ok(store.flush().saved);
  ok(!store.waiting);
  same(values(read(drawer.getItem(KEY)).sheet), { first: "kept", item: long });
});

Deno.test("a store that refuses is said, and the page goes on in memory", () => {
  for (const throwing of [true, false]) {
    const drawer = new Drawer();
    drawer.refuses = true;
    const local = () => {
      if (throwing) throw new DOMException("no", "SecurityError");
      return drawer;
    };
    const { store } = page({ local, session: local });
    same(store.device, undefined);
    same(store.choose("own").trouble, "refused");
    same(store.write("me", "sheet", "item", { value: "x" }).trouble, "refused");
    same(values(store.sheet("me", "sheet")), { item: "x" });
    if (throwing) same(store.trouble("me", "sheet"), "refused");
    store.refresh();
    same(values(store.sheet("me", "sheet")), { item: "x" });
    store.clear();
  }
});

Deno.test("a store the browser emptied is said, and what the page has is stored again", () => {
  const { store, drawer } = ownPage();
  store.write("me", "sheet", "first", { value: "a" });
  drawer.texts.clear();
  const { saved, trouble } = store.write("me", "sheet", "second", { value: "b" });
  same([saved, trouble], [true, "cleared"]);
  same(values(read(drawer.getItem(KEY)).sheet), { first: "a", second: "b" });
  same(store.write("me", "sheet", "second", { value: "c" }).trouble, undefined);
});

Deno.test("a record that cannot be read is set aside, not lost", () => {
  const drawer = new Drawer({ [KEY]: "{broken" });
  const { store } = ownPage({ drawer });
  same(store.trouble("me", "sheet"), "corrupt");
  same(store.sheet("me", "sheet"), {});
  same(drawer.getItem(KEY), "{broken", "reading changes nothing");
  const { saved, trouble } = store.write("me", "sheet", "item", { value: "x" });
  same([saved, trouble], [true, "corrupt"]);
  same(store.broken(), [{ key: `${KEY}/broken`, text: "{broken" }]);
  same(values(read(drawer.getItem(KEY)).sheet), { item: "x" });
  same(store.write("me", "sheet", "item", { value: "y" }).trouble, undefined);
  drawer.setItem(KEY, '{"item": {"value": "z", "at": 9e12}, "bad": 1}');
  store.write("me", "sheet", "other", { value: "w" });
  same(store.broken().map(({ key }) => key), [`${KEY}/broken`, `${KEY}/broken-2`]);
  same(Object.keys(store.sheet("me", "sheet")), ["item", "other"], "what could be read is kept in place");
});

Deno.test("what a newer edition wrote is never overwritten", () => {
  const newer = { [`${GUIDE}/2/me/sheet`]: '{"new": true}' };
  const drawer = new Drawer({ ...newer, [`${GUIDE}/1/device`]: "own", [KEY]: '{"item": {"value": "old", "at": 1}}' });
  const before = JSON.stringify(drawer.all);
  const { store } = page({ drawer });
  same(store.trouble("me", "sheet"), "newer");
  same(values(store.sheet("me", "sheet")), { item: "old" });
  same(store.write("me", "sheet", "item", { value: "new" }), { saved: false, at: 0, trouble: "newer" });
  same(values(store.sheet("me", "sheet")), { item: "new" });
  same(store.saveAll({ "me/sheet": {} }).trouble, "newer");
  same(JSON.stringify(drawer.all), before);
});

Deno.test("other keys of the origin are left alone", () => {
  const drawer = new Drawer({ "__palette": "1", [`${GUIDE}-two/1/me/sheet`]: "{}" });
  const { store } = ownPage({ drawer });
  store.write("me", "sheet", "item", { value: "x" });
  store.clear();
  same(drawer.all, { "__palette": "1", [`${GUIDE}-two/1/me/sheet`]: {} });
});

// --- own or shared device ---------------------------------------------------------------------------

Deno.test("nothing is stored before somebody said whose device this is", () => {
  const { store, drawer, tab } = page();
  same(store.device, undefined);
  same(store.write(store.here, "sheet", "item", { value: "x" }), { saved: false, at: 0 });
  same([drawer.length, tab.length], [0, 0]);
  ok(store.choose("own").saved);
  same(values(page({ drawer, tab }).store.sheet(store.here, "sheet")), { item: "x" });
  same(page({ drawer }).store.device, "own");
});

Deno.test("on a shared device answers are in the tab only", () => {
  const { store, drawer, tab } = page();
  store.choose("shared");
  store.write("me", "sheet", "item", { value: "x" });
  same(drawer.all, {});
  same(values(page({ drawer, tab }).store.sheet("me", "sheet")), { item: "x" }, "after a reload");
  same(page({ drawer }).store.sheet("me", "sheet"), {}, "in another tab");
});

Deno.test("what stands on the device moves to the tab, when it turns out to be shared; and back", () => {
  const { store, drawer, tab } = ownPage();
  store.write("me", "sheet", "item", { value: "x" });
  store.choose("shared");
  same(drawer.all, {});
  same(values(store.sheet("me", "sheet")), { item: "x" });
  store.write("me", "sheet", "other", { value: "y" });
  store.choose("own");
  same(tab.all, {});
  same(values(page({ drawer }).store.sheet("me", "sheet")), { item: "x", other: "y" });
});

Deno.test("a move there is no room for moves nothing", () => {
  const { store, drawer, tab } = ownPage();
  store.write("me", "sheet", "item", { value: "x".repeat(300) });
  const before = JSON.stringify(drawer.all);
  tab.room = 200;
  same(store.choose("shared"), { saved: false, at: 0, trouble: "full" });
  same(store.device, "own");
  same([JSON.stringify(drawer.all), tab.all], [before, {}]);
});

Deno.test("clear and leave: nothing is left, at once, and nothing comes back", () => {
  for (const device of /** @type {const} */ (["own", "shared"])) {
    const { store, drawer, tab } = page();
    store.choose(device);
    create(store, "One");
    store.write(store.here, "sheet", "item", { value: "x" });
    store.erase(store.here, "sheet", "item");
    store.clear();
    same([drawer.length, tab.length], [0, 0]);
    same(store.undo(), undefined);
    same(store.write("me", "sheet", "item", { value: "late" }), { saved: false, at: 0 });
    store.flush();
    same(store.sheet("me", "sheet"), {});
    same([drawer.length, tab.length], [0, 0]);
  }
});

Deno.test("clear and leave takes what was set aside, and what a newer edition wrote", () => {
  const drawer = new Drawer({ [KEY]: "broken", [`${KEY}/broken`]: "old", [`${GUIDE}/7/x`]: "y" });
  const { store } = ownPage({ drawer });
  store.clear();
  same(drawer.all, {});
});

Deno.test("clear and leave takes the notes beside the records, and nothing of another guide", () => {
  const others = { [`${GUIDE}-two:way`]: "x", [`${GUIDE}-two/1/me/sheet`]: "y" };
  const { store, drawer, tab } = ownPage({ drawer: new Drawer({ [`${GUIDE}:way`]: "x", ...others }) });
  tab.setItem(`${GUIDE}:depth`, "short");
  store.clear();
  same([drawer.all, tab.length], [others, 0]);
});

// --- undo -------------------------------------------------------------------------------------------

Deno.test("a deleted answer comes back, until something else is done", () => {
  const { store } = ownPage();
  store.write("me", "sheet", "item", { value: "other", own: "mine", asked: "Which?" });
  store.erase("me", "sheet", "item");
  same(store.sheet("me", "sheet").item?.value, null);
  same(store.undoable, "answer");
  ok(store.undo()?.saved);
  const { at: _at, ...back } = store.sheet("me", "sheet").item ?? { at: 0 };
  same(back, { value: "other", own: "mine", asked: "Which?" });
  store.erase("me", "sheet", "item");
  store.write("me", "sheet", "else", { value: "x" });
  same([store.undoable, store.undo()], [undefined, undefined]);
});

Deno.test("a deleted row comes back in its place", () => {
  const { store } = ownPage();
  const rows = { a: { c: { value: "1" } }, b: { c: { value: "2" } }, d: { c: { value: "3" } } };
  store.write("me", "sheet", "table", { order: ["a", "b", "d"], rows, columns: { c: { asked: "C?" } } });
  store.erase("me", "sheet", "table", "b");
  same(Object.keys(store.sheet("me", "sheet").table?.rows ?? {}), ["a", "d"]);
  store.undo();
  const { table } = store.sheet("me", "sheet");
  same(table?.order?.value, ["a", "b", "d"]);
  same(table?.rows?.b?.c?.value, "2");
});

Deno.test("deleted records come back, with what was written since", () => {
  const { store, drawer } = ownPage();
  store.write("me", "sheet", "item", { value: "x" });
  store.remove("sheet", ["me/sheet"]);
  same([store.sheet("me", "sheet"), drawer.getItem(KEY)], [{}, null]);
  page({ drawer }).store.write("me", "sheet", "other", { value: "y" });
  store.undo();
  same(values(read(drawer.getItem(KEY)).sheet), { item: "x", other: "y" });
});

// --- folders ----------------------------------------------------------------------------------------

Deno.test("the first answer lists the folder it is in", () => {
  const { store, drawer } = ownPage();
  same(folders(store), []);
  const id = store.here;
  ok(/^[a-z0-9]{8}$/.test(id));
  same(store.here, id);
  store.write(id, "sheet", "item", { value: "x" });
  same(folders(page({ drawer }).store).map((folder) => folder.id), [id]);
  same(page({ drawer }).store.here, id);
});

Deno.test("folders are named, put away, and stay in order", () => {
  const { store, drawer } = ownPage();
  const [first, second] = [create(store, "One"), create(store, "Two")];
  same(store.here, second);
  store.enter(first);
  store.describe(first, { name: "The first", archived: true });
  const again = page({ drawer }).store;
  same(folders(again).map(({ name, archived }) => [name, archived]), [["The first", true], ["Two", false]]);
  same(again.here, first, "where the reader was");
});

Deno.test("each tab stays in its folder, a new one starts where somebody went last", () => {
  const drawer = new Drawer();
  const [a, b] = [ownPage({ drawer }), ownPage({ drawer })];
  const [first, second] = [create(a.store, "One"), create(a.store, "Two")];
  b.store.refresh();
  b.store.enter(first);
  same([a.store.here, b.store.here], [second, first]);
  same(page({ drawer, tab: a.tab }).store.here, second);
  same(page({ drawer }).store.here, first);
});

Deno.test("a deleted folder takes its answers along, and undo brings all of it back", () => {
  const { store, drawer } = ownPage();
  const id = create(store, "One");
  store.write(id, "sheet", "item", { value: "x" });
  store.write("me", "sheet", "item", { value: "mine" });
  discard(store, id);
  same(folders(store), []);
  ok(!JSON.stringify(drawer.all).includes("One"), "its name is gone");
  same(store.names(), ["me/sheet"]);
  same(store.undoable, "folder");
  ok(store.undo()?.saved);
  same(folders(store).map(({ name }) => name), ["One"]);
  same(values(page({ drawer }).store.sheet(id, "sheet")), { item: "x" });
});

Deno.test("a page in a folder that another tab deleted stores nothing there", () => {
  const drawer = new Drawer();
  const [a, b] = [ownPage({ drawer }), ownPage({ drawer })];
  const id = create(a.store, "One");
  b.store.refresh();
  b.store.write(id, "sheet", "item", { value: "x" });
  discard(a.store, id);
  same(b.store.write(id, "sheet", "item", { value: "y" }), { saved: false, at: 0, trouble: "deleted" });
  same(values(b.store.sheet(id, "sheet")), { item: "y" }, "so that it can be saved to a file");
  ok(!JSON.stringify(drawer.all).includes('"y"'));
  b.store.apply({ key: `${GUIDE}/1/folders` });
  same(b.store.sheet(id, "sheet"), {});
  ok(b.store.here !== id);
});

Deno.test("a folder that the list lost is there with its answers", () => {
  const drawer = new Drawer({
    [`${GUIDE}/1/folders`]: "broken",
    [`${GUIDE}/1/k7p2qx9w/sheet`]: '{"item": {"value": "x", "at": 1}}',
  });
  const { store } = ownPage({ drawer });
  same(folders(store).map(({ id }) => id), ["k7p2qx9w"]);
});

// --- tabs -------------------------------------------------------------------------------------------

/** @param {Drawer} drawer Two tabs of one browser; each change is told to the other at once. */
function twoTabs(drawer) {
  return [ownPage({ drawer }), ownPage({ drawer })];
}

Deno.test("two tabs show each other's changes", () => {
  const [a, b] = /** @type {[ReturnType<typeof page>, ReturnType<typeof page>]} */ (twoTabs(new Drawer()));
  b.store.sheet("me", "sheet");
  a.store.write("me", "sheet", "item", { value: "x" });
  b.store.apply({ key: KEY });
  same(b.news.at(-1), { about: "record", folder: "me", sheet: "sheet", items: ["item"], elsewhere: true });
  same(values(b.store.sheet("me", "sheet")), { item: "x" });
});

Deno.test("what one tab deletes is gone in the other", () => {
  const [a, b] = /** @type {[ReturnType<typeof page>, ReturnType<typeof page>]} */ (twoTabs(new Drawer()));
  a.store.write("me", "sheet", "item", { value: "x" });
  b.store.refresh();
  b.store.sheet("me", "sheet");
  a.store.clear();
  b.store.apply({ key: `${GUIDE}/1/device` });
  b.store.apply({ key: KEY });
  same([b.store.device, b.store.sheet("me", "sheet")], [undefined, {}]);
  same(b.store.write("me", "sheet", "item", { value: "y" }).saved, false);
});

Deno.test("a page that slept sees what was done meanwhile", () => {
  const [a, b] = /** @type {[ReturnType<typeof page>, ReturnType<typeof page>]} */ (twoTabs(new Drawer()));
  b.store.write("me", "sheet", "item", { value: "x" });
  a.store.write("me", "sheet", "item", { value: "y" });
  b.store.refresh();
  same(values(b.store.sheet("me", "sheet")), { item: "y" });
  a.store.clear();
  b.store.refresh();
  same([b.store.device, b.store.sheet("me", "sheet")], [undefined, {}]);
});

Deno.test("however two tabs write, and however late they see each other, no item and no row is lost", () => {
  always((random) => {
    const [browser, now] = [new Browser(), clock()];
    const tabs = [1, 2, 3].map(() => browser.open({ now, random }));
    const [items, cells] = [new Map(), new Map()];
    for (let count = 0; count < 40; count++) {
      const { store, view } = one(random, tabs);
      const value = `${count}`;
      one(random, [
        () => {
          const item = one(random, ["a", "b", "c", "d"]);
          store.write("me", "sheet", item, { value });
          items.set(item, value);
        },
        () => {
          const row = one(random, ["r", "s", store.newName()]);
          const column = one(random, ["x", "y"]);
          store.write("me", "sheet", "table", { rows: { [row]: { [column]: { value } } } });
          cells.set(`${row}.${column}`, value);
        },
        () => view.late && view.see(),
        () => view.late && view.see(),
      ])();
    }
    browser.settle();
    const stored = JSON.parse(tabs[0]?.view.getItem(KEY) ?? "{}");
    for (const { store, view } of tabs) {
      const { table, ...rest } = store.sheet("me", "sheet");
      same(values(rest), Object.fromEntries(items));
      const held = Object.entries(table?.rows ?? {}).flatMap(([row, own]) =>
        Object.entries(own).map(([column, { value }]) => [`${row}.${column}`, value])
      );
      same(Object.fromEntries(held), Object.fromEntries(cells));
      same(JSON.parse(view.getItem(KEY) ?? "{}"), stored);
    }
  }, 150);
});

Deno.test("the class needs nothing of a browser", () => {
  const none = () => {
    throw new Error("no store");
  };
  const store = new Store({ guide: GUIDE, local: none, session: none, now: () => 1, random: () => 0 });
  store.write("me", "sheet", "item", { value: "x" });
  same(values(store.sheet("me", "sheet")), { item: "x" });
  same(store.here, "00000000");
});
