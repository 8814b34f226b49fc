/** Stores as browsers have them: with room for so much, refusing, and seen by several tabs one after the other. */

import { Store } from "../../docs/elements/store.js";

/** @import { Area, News, Options } from "../../docs/elements/store.js" */

export const GUIDE = "a-guide";

/** One store of a browser. @implements {Area} */
export class Drawer {
  /** @type {Map<string, string>} */
  texts;
  room = Infinity;
  refuses = false;

  /** @param {Record<string, string>} [texts] */
  constructor(texts = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  get length() {
    return this.texts.size;
  }

  /** @param {number} index */
  key(index) {
    return [...this.texts.keys()][index] ?? null;
  }

  /** @param {string} key */
  getItem(key) {
    if (this.refuses) throw new DOMException("no", "SecurityError");
    return this.texts.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    if (this.refuses) throw new DOMException("no", "SecurityError");
    const used = [...this.texts].reduce((sum, [name, held]) => sum + (name === key ? 0 : name.length + held.length), 0);
    if (used + key.length + text.length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.texts.set(key, text);
  }

  /** @param {string} key */
  removeItem(key) {
    this.texts.delete(key);
  }

  /** All that stands in it, read. */
  get all() {
    return Object.fromEntries(
      [...this.texts].map(([key, text]) => [key, text.startsWith("{") ? JSON.parse(text) : text]),
    );
  }
}

/** A clock that goes on by one each time somebody looks. */
export function clock(start = 1_772_738_400_000) {
  let now = start;
  return () => ++now;
}

/**
 * A store of a page, and what lies behind it.
 * @param {Partial<Options> & {drawer?: Drawer, tab?: Drawer, random?: () => number}} [options]
 */
export function page({ drawer = new Drawer(), tab = new Drawer(), random = Math.random, ...options } = {}) {
  /** @type {News[]} */
  const news = [];
  const store = new Store({
    guide: GUIDE,
    local: () => drawer,
    session: () => tab,
    now: clock(),
    changed: (told) => void news.push(told),
    random,
    ...options,
  });
  return { store, drawer, tab, news };
}

/** As `page`, on a device of one's own. @param {Parameters<typeof page>[0]} [options] */
export function ownPage(options) {
  const made = page(options);
  made.store.choose("own");
  return made;
}

/** A browser whose tabs see each other's writes late, in one order for all, as real ones do. */
export class Browser {
  /** @type {{key: string, text: string | null, by: View}[]} */
  log = [];
  /** @type {View[]} */
  views = [];

  /** @param {Partial<Options>} options */
  open(options) {
    const view = new View(this);
    this.views.push(view);
    const made = page({ ...options, local: () => view });
    view.told = (key) => made.store.apply({ key });
    made.store.choose("own");
    return { ...made, view };
  }

  /** Let every tab see everything, until nobody has anything to say. */
  settle() {
    for (let round = 0; round < 50; round++) {
      if (this.views.every((view) => !view.late)) return;
      for (const view of this.views) while (view.late) view.see();
    }
    throw new Error("the tabs talk for ever");
  }
}

/** What one tab sees of the browser's store. @implements {Area} */
export class View extends Drawer {
  /** @type {(key: string) => void} */
  told = () => {};
  seen = 0;

  /** @param {Browser} browser */
  constructor(browser) {
    super();
    this.browser = browser;
    while (this.late) this.see();
  }

  get late() {
    return this.seen < this.browser.log.length;
  }

  /** See one more write. Its own were seen at once, and hide older ones of others. */
  see() {
    const write = this.browser.log[this.seen++];
    if (!write || write.by === this) return;
    const hidden = this.browser.log.slice(this.seen).some(({ key, by }) => by === this && key === write.key);
    if (hidden) return;
    if (write.text === null) this.texts.delete(write.key);
    else this.texts.set(write.key, write.text);
    this.told(write.key);
  }

  /** @override @param {string} key @param {string} text */
  setItem(key, text) {
    super.setItem(key, text);
    this.browser.log.push({ key, text, by: this });
  }

  /** @override @param {string} key */
  removeItem(key) {
    super.removeItem(key);
    this.browser.log.push({ key, text: null, by: this });
  }
}
