/**
 * Where answers stay: in the browser's store, in the tab's, or only in memory.
 *
 * What is stored is joined to what is in memory before each write, and when another tab wrote; so no tab loses what
 * another one wrote. It knows no page and no clock: all it needs is handed in.
 */

import { renamed, renamedAddress } from "./aliases.js";
import { answerOf, canonical, fields, FORMAT, merge, put, read, rowNames, STEPS } from "./record.js";

/** @import { Aliases, Change, Entry, Sheet } from "./record.js" */

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Area */
/** @typedef {"own" | "shared"} Device */

/**
 * Why something is not stored, or not as it was. full: there is no room. refused: the browser keeps nothing for this
 * site. newer: a newer edition of the site wrote here, so this one only reads. corrupt: what stood here could not be
 * read whole; it is set aside. cleared: the browser lost what stood here; what this page had was stored again.
 * deleted: the folder was deleted.
 * @typedef {"full" | "refused" | "newer" | "corrupt" | "cleared" | "deleted"} Trouble
 */

/**
 * `at`: when, in milliseconds since 1970. Not saved and no trouble: nobody said yet whose device this is.
 * @typedef {{saved: boolean, at: number, trouble?: Trouble}} Saved
 */

/**
 * What is other than before: items of a record, the list of folders, or the choice of device.
 * @typedef {{about: "record", folder: string, sheet: string, items: string[], elsewhere: boolean}
 *   | {about: "folders" | "device", elsewhere: boolean}} News
 */

/** @typedef {{key: string, text: string, sheet: Sheet, trouble?: "corrupt"}} Found A record in one place. */
/** @typedef {[key: string, text: string | null]} Text To store; null takes away. */

/**
 * @typedef {object} Options
 * @property {string} guide The guide's id; every key starts with it.
 * @property {() => Area} local The browser's store. May throw, as browsers do.
 * @property {() => Area} session The tab's.
 * @property {() => number} now
 * @property {() => number} random From 0 to 1.
 * @property {(news: News) => void} [changed] Called after each change, made here or elsewhere.
 * @property {Aliases} [aliases]
 * @property {Iterable<string>} [never] Addresses `sheet.item` of what is never kept.
 * @property {((sheet: Sheet) => Sheet)[]} [steps] From each format to the next.
 */

/** The record that lists the folders: `name`, `made`, `archived` and `deleted` of each. */
export const LIST = "folders";

export class Store {
  #options;
  #format;
  /** @type {Map<string, Sheet>} */
  #memory = new Map();
  /** Records that wait to be stored. @type {Set<string>} */
  #unsaved = new Set();
  /** Records that stood in the store. @type {Set<string>} */
  #stored = new Set();
  /** What each key held last, so that it is read only where it changed. @type {Map<string, Found>} */
  #read = new Map();
  /** @type {Device | undefined} */
  #device;
  /** @type {string | undefined} */
  #here;
  /** @type {{what: string, run: () => Saved} | undefined} */
  #undo;
  /** @type {boolean | undefined} */
  #newer;
  #closed = false;

  /** @param {Options} options */
  constructor({ aliases = {}, changed = () => {}, never = [], steps = STEPS, ...options }) {
    this.#options = { ...options, aliases, changed, never: new Set(never), steps };
    this.#format = FORMAT - STEPS.length + steps.length;
    this.#device = this.#decided();
  }

  // --- reading --------------------------------------------------------------------------------------

  /**
   * The answers to one checklist.
   * @param {string} folder Or `me`.
   * @param {string} sheet
   * @returns {Sheet} To be read only.
   */
  sheet(folder, sheet) {
    return this.record(`${folder}/${sheet}`);
  }

  /** @param {string} name `folder/sheet`, or the list. @returns {Sheet} */
  record(name) {
    const held = this.#memory.get(name);
    if (held) return held;
    const found = joined(this.#find(name));
    this.#memory.set(name, found);
    return found;
  }

  /** The records there are, as they are called now. @returns {string[]} */
  names() {
    const stored = this.#keys().map((key) => this.#nameOf(key) ?? "");
    const held = [...this.#memory].filter(([, sheet]) => !isEmpty(sheet)).map(([name]) => name);
    return [...new Set([...stored, ...held])].filter((name) => name.includes("/")).sort();
  }

  /**
   * What keeps a record from being stored, or was wrong with it.
   * @param {string} folder
   * @param {string} sheet
   * @returns {Trouble | undefined}
   */
  trouble(folder, sheet) {
    if (!this.#area()) return "refused";
    if (this.#isNewer()) return "newer";
    return this.#find(`${folder}/${sheet}`).find(({ trouble }) => trouble)?.trouble;
  }

  /** What could not be read and was set aside. @returns {{key: string, text: string}[]} */
  broken() {
    const keys = this.#keys().filter((key) => /\/broken(-\d+)?$/.test(key));
    return keys.map((key) => ({ key, text: this.#get(key) ?? "" }));
  }

  /** @param {string} name @returns {Found[]} The record under each name and in each format it had. */
  #find(name) {
    const found = this.#places(name).flatMap(([key, format]) => {
      const text = this.#get(key);
      return text === null ? [] : [this.#readText(name, key, text, format)];
    });
    if (found.length) this.#stored.add(name);
    return found;
  }

  /** @param {string} name @param {string} key @param {string} text @param {number} format @returns {Found} */
  #readText(name, key, text, format) {
    const held = this.#read.get(key);
    if (held?.text === text) return held;
    const { aliases, steps } = this.#options;
    const { sheet, ...trouble } = read(text, format, steps);
    const now = name === LIST ? sheet : renamed(name.split("/")[1] ?? "", sheet, aliases);
    const found = { key, text, sheet: now, ...trouble };
    this.#read.set(key, found);
    return found;
  }

  /** @param {string} name @returns {(readonly [key: string, format: number])[]} */
  #places(name) {
    const { aliases } = this.#options;
    const [folder = "", sheet = ""] = name.split("/");
    const old = Object.keys(aliases).filter((was) => !was.includes(".") && renamedAddress(was, aliases) === sheet);
    const names = [name, ...old.map((was) => `${folder}/${was}`)];
    const formats = Array.from({ length: this.#format }, (_, index) => index + 1);
    return formats.flatMap((format) => names.map((one) => /** @type {const} */ ([this.#key(one, format), format])));
  }

  /** @param {string} key @returns {string | undefined} The record it is of, as that is called now. */
  #nameOf(key) {
    if (!key.startsWith(`${this.#options.guide}/`)) return undefined;
    const [format, folder, sheet, ...more] = key.slice(this.#options.guide.length + 1).split("/");
    if (!(Number(format) <= this.#format) || more.length) return undefined;
    return sheet === undefined ? folder : `${folder}/${renamedAddress(sheet, this.#options.aliases)}`;
  }

  // --- writing --------------------------------------------------------------------------------------

  /**
   * Write one answer, or some cells of a table.
   * @param {string} folder Or `me`.
   * @param {string} sheet
   * @param {string} item
   * @param {Change} change
   * @returns {Saved}
   */
  write(folder, sheet, item, change) {
    const edit = (/** @type {Sheet} */ was) => ({ ...was, [item]: put(was[item], change, this.#options.now()) });
    const name = `${folder}/${sheet}`;
    if (folder === "me" || this.#enlist(folder)) return this.save(name, edit);
    // It can still be saved to a file.
    this.#keep(name, this.#allowed(name, edit(this.record(name))), false);
    return { saved: false, at: 0, trouble: "deleted" };
  }

  /**
   * Change a record, after what is stored was joined to it.
   * @param {string} name
   * @param {(was: Sheet) => Sheet} edit
   * @returns {Saved}
   */
  save(name, edit) {
    if (this.#closed) return { saved: false, at: 0 };
    this.#undo = undefined;
    const found = this.#find(name);
    const wasLost = !found.length && this.#stored.has(name) && !this.#unsaved.has(name);
    const wasCorrupt = found.some(({ trouble }) => trouble);
    this.#keep(name, this.#allowed(name, edit(merge(this.record(name), joined(found)))), false);
    this.#unsaved.add(name);
    const saved = this.#store([name]);
    if (!saved.saved || !(wasLost || wasCorrupt)) return saved;
    return { ...saved, trouble: wasLost ? "cleared" : "corrupt" };
  }

  /**
   * Change many records at once: all of them, or none where there is no room.
   * @param {Record<string, Sheet>} sheets By name; an empty one is taken away.
   * @returns {Saved}
   */
  saveAll(sheets) {
    if (this.#closed) return { saved: false, at: 0 };
    this.#undo = undefined;
    const names = Object.keys(sheets);
    const next = fields(names.map((name) => [name, this.#allowed(name, sheets[name] ?? fields())]));
    const saved = this.#store(names, next);
    if (saved.trouble === "full" || saved.trouble === "newer") return saved;
    for (const name of names) {
      this.#keep(name, next[name] ?? fields(), false);
      if (!saved.saved) this.#unsaved.add(name);
    }
    return saved;
  }

  /** Try again to store what waits. @returns {Saved} */
  flush() {
    for (const name of this.#unsaved) this.#memory.set(name, merge(this.record(name), joined(this.#find(name))));
    return this.#store([...this.#unsaved]);
  }

  /** Whether something waits to be stored. */
  get waiting() {
    return this.#unsaved.size > 0;
  }

  /** @param {string[]} names @param {Record<string, Sheet>} [sheets] Left out: as in memory. @returns {Saved} */
  #store(names, sheets = fields(this.#memory)) {
    if (!this.#device || this.#closed) return { saved: false, at: 0 };
    const texts = names.flatMap((name) => this.#texts(name, sheets[name] ?? fields()));
    const trouble = this.#isNewer() ? "newer" : this.#set(texts);
    if (trouble) return { saved: false, at: 0, trouble };
    for (const name of names) {
      this.#unsaved.delete(name);
      if (isEmpty(sheets[name])) this.#stored.delete(name);
      else this.#stored.add(name);
    }
    for (const [key, text] of texts) {
      const sheet = sheets[this.#nameOf(key) ?? ""];
      if (sheet && text !== null) this.#read.set(key, { key, text, sheet });
    }
    return { saved: true, at: this.#options.now() };
  }

  /** @param {string} name @param {Sheet} sheet @returns {Text[]} */
  #texts(name, sheet) {
    const [key, found] = [this.#key(name), this.#find(name)];
    const aside = found.filter(({ trouble }) => trouble).map((broken) => this.#aside(broken));
    const stale = found.filter((old) => old.key !== key).map((old) => /** @type {Text} */ ([old.key, null]));
    return [...aside, ...stale, [key, isEmpty(sheet) ? null : JSON.stringify(sheet)]];
  }

  /** @param {Found} found @returns {Text} */
  #aside({ key, text }) {
    let [aside, number] = [`${key}/broken`, 1];
    while (![null, text].includes(this.#get(aside))) aside = `${key}/broken-${++number}`;
    return [aside, text];
  }

  /** @param {string} name @param {Sheet} sheet @returns {Sheet} It without what is never kept. */
  #allowed(name, sheet) {
    const of = name.slice(name.indexOf("/") + 1);
    return fields(Object.entries(sheet).filter(([item]) => !this.#options.never.has(`${of}.${item}`)));
  }

  /** @param {string} name @param {Sheet} next @param {boolean} elsewhere Where the change was made. */
  #keep(name, next, elsewhere) {
    const before = this.#memory.get(name) ?? fields();
    this.#memory.set(name, next);
    const all = Object.keys({ ...before, ...next });
    const items = all.filter((item) =>
      before[item] !== next[item] && canonical(before[item]) !== canonical(next[item])
    );
    const [folder = "", sheet] = name.split("/");
    if (!items.length) return;
    this.#options.changed(sheet ? { about: "record", folder, sheet, items, elsewhere } : { about: LIST, elsewhere });
  }

  // --- taking away ----------------------------------------------------------------------------------

  /**
   * Delete an answer, or one row of it. Can be undone.
   * @param {string} folder
   * @param {string} sheet
   * @param {string} item
   * @param {string} [row]
   * @returns {Saved}
   */
  erase(folder, sheet, item, row) {
    const before = this.sheet(folder, sheet)[item];
    const saved = this.write(folder, sheet, item, row ? withoutRow(before, row) : cleared(before));
    this.offer(row ? "row" : "answer", () => this.write(folder, sheet, item, again(before, row)));
    return saved;
  }

  /**
   * Delete whole records. Can be undone.
   * @param {string} what Named so by `undoable`.
   * @param {string[]} names
   * @returns {() => Saved} What brings them back.
   */
  remove(what, names) {
    const before = names.map((name) => /** @type {const} */ ([name, this.record(name)]));
    const bringBack = () => worst(before.map(([name, sheet]) => this.save(name, (was) => merge(was, sheet))));
    const keys = names.flatMap((name) => this.#places(name).map(([key]) => key));
    for (const key of this.#keys()) {
      if (keys.some((own) => `${key}/`.startsWith(`${own}/`))) this.#area()?.removeItem(key);
    }
    for (const name of names) this.#forget(name, false);
    this.offer(what, bringBack);
    return bringBack;
  }

  /** @param {string} name @param {boolean} elsewhere */
  #forget(name, elsewhere) {
    this.#unsaved.delete(name);
    this.#stored.delete(name);
    if (this.#memory.has(name)) this.#keep(name, fields(), elsewhere);
    this.#memory.delete(name);
  }

  /**
   * Offer to take back what was just done, until something else is done.
   * @param {string} what
   * @param {() => Saved} run
   */
  offer(what, run) {
    this.#undo = { what, run };
  }

  /** What `undo` would take back: `row`, `answer`, or as it was named. */
  get undoable() {
    return this.#undo?.what;
  }

  /** @returns {Saved | undefined} */
  undo() {
    const saved = this.#undo?.run();
    this.#undo = undefined;
    return saved;
  }

  /** Take away all of this guide in this browser, what stands beside the records too, at once and for good. Nothing is stored after it. */
  clear() {
    for (const device of /** @type {const} */ (["own", "shared"])) {
      for (const key of [...this.#keys(device), ...this.#keys(device, ":")]) this.#area(device)?.removeItem(key);
    }
    for (const name of [...this.#memory.keys()]) this.#forget(name, false);
    this.#read.clear();
    this.#undo = this.#here = this.#device = undefined;
    this.#closed = true;
    this.#options.changed({ about: "device", elsewhere: false });
  }

  // --- devices and tabs -----------------------------------------------------------------------------

  /** Whose device this is; undefined until somebody said. Nothing is stored before. */
  get device() {
    return this.#device;
  }

  /**
   * Keep answers on this kind of device from now on: what is stored moves, all of it or nothing.
   * @param {Device} device
   * @returns {Saved}
   */
  choose(device) {
    const from = this.#area();
    const keys = from === this.#area(device) ? [] : this.#keys();
    const moved = keys.map((key) => this.#moved(key, device));
    const trouble = this.#set([...moved, [this.#key("device"), device]], device);
    if (trouble && keys.length) return { saved: false, at: 0, trouble };
    for (const key of keys) from?.removeItem(key);
    this.#device = device;
    this.#newer = undefined;
    this.#options.changed({ about: "device", elsewhere: false });
    return trouble ? { saved: false, at: 0, trouble } : this.flush();
  }

  /** @param {string} key @param {Device} device @returns {Text} What stands here, and there. */
  #moved(key, device) {
    const [text, there] = [this.#get(key) ?? "", this.#get(key, device)];
    if (there === null || !this.#isRecord(key)) return [key, text];
    return [key, JSON.stringify(merge(read(text, 1, []).sheet, read(there, 1, []).sheet))];
  }

  /**
   * Take in what another tab stored.
   * @param {{key: string | null}} event As the browser tells it of its store; no key: all was taken away.
   */
  apply({ key }) {
    if (this.#closed || this.#device === "shared") return;
    if (key === null) this.refresh();
    else if (this.#isRecord(key)) this.#take(this.#nameOf(key) ?? "");
    else this.#look();
  }

  /** Look again at what is stored: the page slept, and heard nothing. */
  refresh() {
    if (this.#closed) return;
    this.#look();
    for (const name of [...this.#memory.keys()]) this.#take(name);
  }

  #look() {
    const device = this.#decided();
    this.#newer = undefined;
    if (device === this.#device) return;
    this.#device = device;
    this.#options.changed({ about: "device", elsewhere: true });
    this.flush();
  }

  /** @param {string} name */
  #take(name) {
    const found = this.#find(name);
    if (!found.length && !this.#unsaved.has(name)) this.#forget(name, true);
    if (!found.length || !(this.#memory.has(name) || name === LIST)) return;
    const stored = joined(found);
    const next = merge(this.record(name), stored);
    this.#keep(name, next, true);
    // Two tabs wrote at the same moment, and one did not know of the other.
    if (canonical(next) !== canonical(stored)) this.#store([name]);
    if (name === LIST) this.#takeDeleted(next);
  }

  /** @param {Sheet} list */
  #takeDeleted(list) {
    for (const name of this.names().filter((one) => isDeleted(list[one.split("/")[0] ?? ""]))) {
      for (const [key] of this.#places(name)) this.#area()?.removeItem(key);
      this.#forget(name, true);
    }
  }

  // --- folders --------------------------------------------------------------------------------------

  /** The folder this tab is in; it is listed once something is written to it. */
  get here() {
    const list = this.record(LIST);
    const isListed = (/** @type {string | null | undefined} */ id) => id && list[id] && !isDeleted(list[id]);
    if (this.#here && isListed(this.#here)) return this.#here;
    const stored = [this.#get(this.#key("here"), "shared"), this.#get(this.#key("here"), "own")];
    return this.#here = stored.find(isListed) ?? newest(list) ?? this.#here ?? this.newName();
  }

  /**
   * Go to a folder, in this tab and in those opened later.
   * @param {string} folder
   */
  enter(folder) {
    this.#here = folder;
    if (!this.#device) return;
    for (const device of new Set([this.#device, /** @type {const} */ ("shared")])) {
      this.#set([[this.#key("here"), folder]], device);
    }
  }

  /**
   * Name a folder, put it away, or mark it as deleted.
   * @param {string} folder
   * @param {{name?: string, made?: number, archived?: boolean, deleted?: boolean}} what
   * @returns {Saved}
   */
  describe(folder, what) {
    const now = this.#options.now();
    return this.save(LIST, (list) => {
      const change = /** @type {Change} */ (list[folder] ? what : { made: now, ...what });
      return { ...list, [folder]: put(list[folder], change, now) };
    });
  }

  /** @returns {string} 8 random letters or digits, for a folder or a row. */
  newName() {
    return Array.from({ length: 8 }, () => Math.floor(this.#options.random() * 36).toString(36)).join("");
  }

  /** @param {string} folder @returns {boolean} Whether it is listed now; not where it was deleted. */
  #enlist(folder) {
    const list = merge(this.record(LIST), joined(this.#find(LIST)));
    if (!list[folder]) this.describe(folder, {});
    return !isDeleted(list[folder]);
  }

  // --- the browser's stores -------------------------------------------------------------------------

  /** @param {string} name @param {number} [format] */
  #key(name, format = this.#format) {
    return `${this.#options.guide}/${format}/${name}`;
  }

  /** @param {string} key */
  #isRecord(key) {
    const name = this.#nameOf(key);
    return name === LIST || !!name?.includes("/");
  }

  /** @param {Device} [device] @returns {Area | undefined} */
  #area(device = this.#device) {
    try {
      return device === "shared" ? this.#options.session() : this.#options.local();
    } catch {
      return undefined;
    }
  }

  /** @param {string} key @param {Device} [device] @returns {string | null} */
  #get(key, device) {
    try {
      return this.#area(device)?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  /** @param {Text[]} texts All of them or none. @param {Device} [device] @returns {"full" | "refused" | undefined} */
  #set(texts, device) {
    const area = this.#area(device);
    return area ? setAll(area, texts) : "refused";
  }

  /** @param {Device} [device] @param {string} [mark] What follows the guide's id: in keys of notes beside the records, a colon. @returns {string[]} */
  #keys(device, mark = "/") {
    const area = this.#area(device);
    const keys = Array.from({ length: area?.length ?? 0 }, (_, index) => area?.key(index) ?? "");
    return keys.filter((key) => key.startsWith(this.#options.guide + mark));
  }

  /** @returns {Device | undefined} */
  #decided() {
    if (this.#get(this.#key("device"), "shared") === "shared") return "shared";
    return this.#get(this.#key("device"), "own") === "own" ? "own" : undefined;
  }

  #isNewer() {
    const start = this.#options.guide.length + 1;
    return this.#newer ??= this.#keys().some((key) => Number.parseInt(key.slice(start)) > this.#format);
  }
}

// --- the list of folders ----------------------------------------------------------------------------

/** @param {Entry | undefined} entry Of the list. */
export const isDeleted = (entry) => !!entry && "deleted" in entry && entry.deleted === true;

/** @param {Entry} entry Of the list. @returns {number} */
export const madeAt = (entry) => "made" in entry && typeof entry.made === "number" ? entry.made : entry.at;

/** @param {Sheet} list @returns {string | undefined} The folder made last, of those not put away. */
function newest(list) {
  const open = Object.entries(list).filter(([, entry]) =>
    !isDeleted(entry) && !("archived" in entry && entry.archived)
  );
  return open.sort(([, a], [, b]) => madeAt(a) - madeAt(b)).at(-1)?.[0];
}

// --- texts and records ------------------------------------------------------------------------------

/** @param {Area} area @param {Text[]} texts @returns {"full" | "refused" | undefined} Why none of them is stored. */
function setAll(area, texts) {
  /** @type {Text[]} */
  const before = [];
  const set = (/** @type {Text} */ [key, text]) => text === null ? area.removeItem(key) : area.setItem(key, text);
  try {
    for (const text of texts) {
      before.unshift([text[0], area.getItem(text[0])]);
      set(text);
    }
    return undefined;
  } catch (error) {
    takeBack(area, before, set);
    return error instanceof Error && /quota/i.test(error.name) ? "full" : "refused";
  }
}

/** @param {Area} area @param {Text[]} before @param {(text: Text) => void} set */
function takeBack(area, before, set) {
  try {
    for (const [key, text] of before) if (area.getItem(key) !== text) set([key, text]);
  } catch {
    // A store that refuses even this held nothing of it.
  }
}

/** @param {Found[]} found */
const joined = (found) => found.map(({ sheet }) => sheet).reduce(merge, fields());

/** @param {Sheet} [sheet] */
const isEmpty = (sheet) => !Object.keys(sheet ?? {}).length;

/** @param {Saved[]} all @returns {Saved} */
export const worst = (all) => all.find(({ saved }) => !saved) ?? all.at(-1) ?? { saved: true, at: 0 };

/** @param {Entry | undefined} entry @returns {Change} */
function cleared(entry) {
  const given = ["value", "text", "pick", "done", "on", "own"].filter((name) => entry && name in entry);
  const rows = rowNames(entry);
  return { ...fields(given.map((name) => [name, null])), ...(rows.length && { gone: rows, order: [] }) };
}

/** @param {Entry | undefined} entry @param {string} row @returns {Change} */
const withoutRow = (entry, row) => ({ gone: [row], order: rowNames(entry).filter((other) => other !== row) });

/** @param {Entry | undefined} before @param {string} [row] @returns {Change} What brings it back. */
function again(before, row) {
  if (!before) return {};
  const { at: _at, ...answer } = answerOf(before);
  const [column = "row"] = Object.keys(before.columns ?? {});
  const rows = (row ? [row] : rowNames(before)).map((
    name,
  ) => /** @type {const} */ ([name, before.rows?.[name] ?? { [column]: { value: null } }]));
  return { ...(row ? {} : answer), ...(rows.length && { rows: fields(rows), order: rowNames(before) }) };
}
