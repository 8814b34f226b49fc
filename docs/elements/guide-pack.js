/**
 * Makes a pack: sheets are ticked, and come as one PDF for a whole group. Its content is the list of all sheets, each
 * with links to its files; they stay. Without a network the links are what is left.
 *
 * What was ticked, and for how many, is remembered until the tab is closed: who looks at a checklist and comes back goes
 * on, and gets the pack that was settled. It tells of nobody. It is not kept for longer, since the next group is another
 * one. The group's name and the date tell who meets when: they are not kept at all, as the page says, and stand in no
 * address. They go into the pages of the pack, here in the browser.
 */

import { fullDayWords } from "./dates.js";
import { button, make, write } from "./dom.js";
import { countOf, filesOf, isGroup, MOST, packName } from "./pack.js";
import { fileOf, guide, say, today, words } from "./page.js";
import { remember, remembered } from "./remembered.js";
import { homeForm } from "./sending.js";

/** @import { Choice, Files, Printed } from "./pack.js" */

/** @typedef {{sheets: string[], people: string, large: boolean, group: boolean, sides: boolean}} Kept For the tab; `people` as typed. */

/** Of paper. */
const SIZES = ["a4", "letter"];
/** Seconds for one file. */
const PATIENCE = 60;
const KEY = `${guide}:pack`;
/** Letters in a group's name: with a date, the widest fit on a sheet. */
const LONGEST = 60;

export class GuidePack extends HTMLElement {
  #ending = new AbortController();
  /** @type {Map<HTMLInputElement, Printed>} By the box to tick. */
  #sheets = new Map();
  /** @type {Record<string, number>} */
  #pages = {};
  /** Grows with each change: what is made of the choices before it is not shown any more. */
  #turn = 0;
  #fields = fields();
  /** Also while the paper is one that has none. */
  #wantsLarge = false;
  #short = make("p");
  #count = make("p", { role: "status", class: "count" });
  #told = make("p", { role: "status" });
  #made = make("div", { class: "made" });
  #bar = make("div", { class: "pack-bar" });

  connectedCallback() {
    this.#ending = new AbortController();
    if (this.#sheets.size) return;
    this.#recall(recalled());
    const onward = () => make("a", { class: "button", href: "#_pack" }, say("live-pack-go"));
    this.#bar.append(this.#short, onward());
    this.prepend(
      make("h2", { id: "_group" }, say("live-pack-begin")),
      make("p", {}, say("live-pack-how")),
      make("p", {}, onward()),
    );
    this.append(this.#bar, this.#panel());
    this.addEventListener("input", (event) => this.#hearInput(event));
    this.#hear();
    void this.#learnPages();
    // Boxes came above the place that the address names.
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  disconnectedCallback() {
    this.#ending.abort();
    this.#turn++;
    this.#forget();
  }

  // --- what there is to tick

  /** @param {string[]} ticked */
  #addBoxes(ticked) {
    for (const section of this.querySelectorAll("section")) {
      const boxes = [...section.querySelectorAll("li[id]")].map((place) => this.#addBox(place, ticked));
      const all = make("input", { type: "checkbox", id: `${section.querySelector("h2")?.id}_all` });
      all.addEventListener("input", () => boxes.forEach((box) => box.checked = all.checked));
      section.addEventListener("input", () => showAll(all, boxes));
      showAll(all, boxes);
      const words = say("live-pack-stage", {
        title: section.querySelector("h2")?.lastChild?.textContent?.trim() ?? "",
      });
      section.querySelector("h2")?.after(make("p", { class: "option" }, all, make("label", { for: all.id }, words)));
    }
  }

  /** The picture goes with the box: it is large enough for every finger. @param {Element} place @param {string[]} ticked */
  #addBox(place, ticked) {
    const title = place.querySelector("h3 a");
    const box = make("input", { type: "checkbox", "aria-labelledby": `_title_${place.id}` });
    title?.setAttribute("id", `_title_${place.id}`);
    box.checked = ticked.includes(place.id);
    const label = make("label", { class: "pick-sheet" }, box);
    const picture = place.querySelector("img");
    picture?.before(label);
    label.append(...(picture ? [picture] : []));
    this.#sheets.set(box, { id: place.id, title: title?.textContent ?? "", files: filesIn(place) });
    return box;
  }

  /** @returns {Printed[]} */
  get #ticked() {
    return [...this.#sheets].filter(([box]) => box.checked).map(([, sheet]) => sheet);
  }

  /** How many pages each file has; the pack comes without it, too. */
  async #learnPages() {
    try {
      const answer = await fetch(fileOf("sheets/pages.json"), { signal: this.#ending.signal });
      if (answer.ok) this.#pages = await answer.json();
    } catch { /* Then nothing is counted. */ }
    this.#show();
  }

  // --- how it is to be printed

  #panel() {
    const { name, day, people, paper, large, group, sides } = this.#fields;
    const go = button(say("live-pack-make"), () => void this.#make());
    go.classList.add("first");
    return make(
      "section",
      { class: "pack", "aria-labelledby": "_pack" },
      make("h2", { id: "_pack" }, say("live-pack-title")),
      people.place,
      name.place,
      day.place,
      paper.place,
      ...(this.#sizesWith("large").length ? [large.place] : []),
      ...(this.#sizesWith("group").length ? [group.place] : []),
      sides.place,
      this.#count,
      make("p", { class: "acts" }, go, make("a", { class: "button", href: "#_group" }, say("live-pack-back"))),
      this.#told,
      this.#made,
    );
  }

  /** The sizes of paper that have such sheets. @param {string} use */
  #sizesWith(use) {
    const all = [...this.#sheets.values()];
    return SIZES.filter((size) => all.some(({ files }) => `${size}-${use}` in files));
  }

  /** Something was ticked, chosen or typed. @param {Event} event */
  #hearInput({ target }) {
    const { field } = this.#fields.large;
    if (target === field) this.#wantsLarge = field.checked;
    if (target instanceof HTMLInputElement && target.type === "radio") remember("paper", target.value);
    this.#hear();
    const { people, group, sides } = this.#fields;
    keep({
      sheets: this.#ticked.map(({ id }) => id),
      people: people.field.value,
      large: this.#wantsLarge,
      group: group.field.checked,
      sides: sides.field.checked,
    });
  }

  /** All as it was in this tab. @param {Partial<Kept>} kept */
  #recall({ sheets = [], people = "1", large = false, group = false, sides = true }) {
    this.#addBoxes(sheets.map(String));
    this.#wantsLarge = large;
    this.#fields.people.field.value = people;
    this.#fields.group.field.checked = group;
    this.#fields.sides.field.checked = sides;
  }

  /** @returns {Choice} */
  get #choice() {
    const { people, paper, large, group, sides } = this.#fields;
    const size = paper.chosen();
    return {
      size,
      large: large.field.checked,
      group: group.field.checked,
      sides: sides.field.checked,
      people: people.field.valueAsNumber,
    };
  }

  /** All as it is chosen now. */
  #hear() {
    this.#turn++;
    this.#forget();
    write(this.#told, "");
    this.#showLarge();
    this.#show();
  }

  /** A paper that has no large print shows which one has. */
  #showLarge() {
    const { paper, large } = this.#fields;
    const sizes = this.#sizesWith("large");
    const isThere = sizes.includes(paper.chosen());
    large.field.disabled = !isThere;
    large.field.checked = isThere && this.#wantsLarge;
    const names = sizes.map((size) => say(`live-pack-${size}`)).join(", ");
    write(large.more, isThere ? say("live-pack-large-tell") : say("live-pack-only", { paper: names }));
  }

  #show() {
    const ticked = this.#ticked;
    const choice = this.#choice;
    this.#bar.hidden = !ticked.length;
    for (const [box, sheet] of this.#sheets) this.#showPages(box, filesOf([sheet], choice));
    const count = countOf(filesOf(ticked, choice), this.#pages, choice);
    const number = numbered("live-pack-sheets", ticked.length);
    const each = count && { pages: numbered("live-pack-pages", count.pages), papers: paperWords(count.papers) };
    write(
      this.#short,
      each ? say("live-pack-short", { sheets: number, ...each }) : say("live-pack-uncounted", { sheets: number }),
    );
    this.#showPeople(choice.people);
    if (!ticked.length) return write(this.#count, say("live-pack-none"));
    if (!isGroup(choice.people)) {
      return write(this.#count, `${this.#short.textContent} ${say("live-pack-all-wrong", { most: `${MOST}` })}`);
    }
    if (!count) return write(this.#count, this.#short.textContent ?? "");
    const slots = {
      people: numbered("live-pack-people", choice.people),
      all: paperWords(count.all),
      led: String(count.led),
    };
    const all = count.led ? say("live-pack-all-led", slots) : say("live-pack-all", slots);
    write(this.#count, `${this.#short.textContent} ${all}`);
  }

  /** @param {HTMLInputElement} box @param {Files} files */
  #showPages(box, files) {
    const place = box.closest("li");
    const n = this.#pages[files.each[0]?.name ?? ""];
    if (!place || n === undefined) return;
    let told = place.querySelector(".pages");
    if (!told) place.querySelector(".files")?.before(told = make("p", { class: "time pages" }));
    write(told, numbered("live-pack-pages", n));
  }

  /** @param {number} people */
  #showPeople(people) {
    const { field, wrong } = this.#fields.people;
    write(wrong, isGroup(people) ? "" : say("live-pack-people-wrong", { most: String(MOST) }));
    field.setAttribute("aria-invalid", String(!isGroup(people)));
  }

  // --- the pack

  /** What was made is let go of. */
  #forget() {
    this.#made.replaceChildren();
  }

  async #make() {
    const turn = ++this.#turn;
    const choice = this.#choice;
    const files = filesOf(this.#ticked, choice);
    this.#forget();
    if (!files.each.length) return write(this.#told, say("live-pack-none"));
    if (!isGroup(choice.people)) return this.#fields.people.field.focus();
    const isOld = () => turn !== this.#turn;
    try {
      const made = await this.#pack(files, choice, isOld);
      if (made && !isOld()) this.#offer(made);
    } catch (why) {
      if (!isOld()) this.#fail(files, why instanceof MissingFile ? why.file.title : "");
    }
  }

  /** @param {Files} files @param {Choice} choice @param {() => boolean} isOld */
  async #pack(files, choice, isOld) {
    const all = [...files.led, ...files.each];
    const read = [];
    for (const [at, file] of all.entries()) {
      write(this.#told, say("live-pack-getting", { n: String(at + 1), all: String(all.length) }));
      read.push(await fetched(file));
      if (isOld()) return undefined;
    }
    write(this.#told, say("live-pack-joining"));
    const [{ packFile, ROOM }, { stampOf }] = await Promise.all([import("./pack-file.js"), import("./stamp.js")]);
    const line = this.#line();
    const stamp = line ? await stampOf(line, ROOM) : undefined;
    const made = await packFile(
      { led: read.slice(0, files.led.length), each: read.slice(files.led.length) },
      { ...choice, stamp, title: say("live-pack-file"), language: document.documentElement.lang },
    );
    return { ...made, isBare: Boolean(line && !stamp) };
  }

  /** What stands on top of each sheet; a name that runs the other way stays by itself. */
  #line() {
    const { name, day } = this.#fields;
    const parts = [name.field.value.trim(), day.field.value && fullDayWords(day.field.value, words)];
    return parts.filter(Boolean).map((each) => `\u2068${each}\u2069`).join(" \u00b7 ");
  }

  /** @param {{bytes: Uint8Array, pages: number, isBare: boolean}} made */
  #offer({ bytes, pages, isBare }) {
    const blob = new Blob([/** @type {BlobPart} */ (bytes)], { type: "application/pdf" });
    // It lives as long as this page: another tab may show it, and save it from there.
    const href = URL.createObjectURL(blob);
    const file = packName(this.#fields.day.field.value || today(), this.#choice);
    const save = make(
      "a",
      { class: "button first", href, download: file },
      say("live-pack-save", {
        pages: numbered("live-pack-pages", pages),
      }),
    );
    const open = make("a", { class: "button", href, target: "_blank" }, say("live-pack-open"));
    const hints = [
      ...(isBare ? ["live-pack-bare"] : []),
      this.#choice.sides ? "live-pack-print-both" : "live-pack-print",
    ];
    this.#made.append(
      make("p", {}, save, " ", open),
      make("p", { class: "hint" }, hints.map((key) => say(key)).join(" ")),
    );
    write(this.#told, say("live-pack-ready", { pages: numbered("live-pack-pages", pages) }));
  }

  /** @param {Files} files @param {string} title Of the one that did not come. */
  #fail({ led, each }, title) {
    write(this.#told, title ? say("live-pack-missing", { title }) : say("live-pack-failed"));
    const links = [...led, ...each].map(({ url, title, words }) =>
      make("li", {}, make("a", { href: url }, say("live-pack-single", { title, file: words })))
    );
    this.#made.append(make("p", {}, say("live-pack-singly")), make("ul", {}, ...links));
  }
}

class MissingFile extends Error {
  /** @param {{title: string}} file @param {unknown} [cause] */
  constructor(file, cause) {
    super(file.title, { cause });
    this.file = file;
  }
}

/** @param {{url: string, title: string}} file @returns {Promise<ArrayBuffer>} */
async function fetched(file) {
  try {
    const answer = await fetch(file.url, { signal: AbortSignal.timeout(PATIENCE * 1000) });
    if (answer.ok) return await answer.arrayBuffer();
  } catch (cause) {
    throw new MissingFile(file, cause);
  }
  throw new MissingFile(file);
}

/** @param {Element} place @returns {Printed["files"]} */
function filesIn(place) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...place.querySelectorAll("a[data-paper]")]);
  return Object.fromEntries(
    links.map(({ href, firstChild, dataset }) => [
      dataset["paper"] ?? "",
      { url: href, words: firstChild?.textContent ?? "" },
    ]),
  );
}

/** @param {HTMLInputElement} all @param {HTMLInputElement[]} boxes */
function showAll(all, boxes) {
  const ticked = boxes.filter(({ checked }) => checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

/** "1 page", "3 pages". @param {string} key @param {number} n */
const numbered = (key, n) => say(n === 1 ? `${key}-one` : key, { n: String(n) });

/** @param {number} n */
const paperWords = (n) => numbered("live-pack-papers", n);

// --- fields

function fields() {
  const people = typed("_pack_people", "live-pack-number", {
    type: "number",
    min: "1",
    max: `${MOST}`,
    inputmode: "numeric",
  });
  const wrong = make("span", { class: "wrong", id: "_pack_people_wrong", role: "status" });
  people.place.append(wrong);
  people.field.setAttribute("aria-describedby", wrong.id);
  const name = typed("_pack_name", "live-pack-name", {
    type: "text",
    maxlength: `${LONGEST}`,
    autocomplete: "off",
    dir: "auto",
  });
  const hint = make(
    "span",
    { class: "hint", id: "_pack_name_hint" },
    say("live-pack-name-tell", { most: `${LONGEST}` }),
  );
  name.field.before(hint);
  name.field.setAttribute("aria-describedby", hint.id);
  return {
    people: { ...people, wrong },
    name,
    day: typed("_pack_day", "live-pack-day", { type: "date" }),
    paper: papers(),
    large: ticked("_pack_large", "live-pack-large", "live-pack-large-tell"),
    group: ticked("_pack_group", "live-pack-group"),
    sides: ticked("_pack_sides", "live-pack-sides", "live-pack-sides-tell"),
  };
}

/** @param {string} id @param {string} key @param {Record<string, string>} attributes */
function typed(id, key, attributes) {
  const field = make("input", { class: "write", id, ...attributes });
  return { field, place: make("p", {}, make("label", { for: id }, say(key)), field) };
}

/** @param {string} id @param {string} key @param {string} [hint] */
function ticked(id, key, hint) {
  const field = make("input", { type: "checkbox", id });
  const label = make("label", { for: id }, say(key));
  const more = make("span", { class: "more", id: `${id}_hint` }, hint ? say(hint) : "");
  if (hint) field.setAttribute("aria-describedby", more.id);
  return { field, more, place: make("p", { class: "option" }, field, label, ...(hint ? [more] : [])) };
}

function papers() {
  const { letter } = homeForm(document.documentElement.lang, navigator.languages);
  const chosen = remembered("paper") ?? (letter ? "letter" : "a4");
  const radios = SIZES.map((size) => {
    const field = make("input", { type: "radio", name: "_pack_paper", id: `_pack_${size}`, value: size });
    field.checked = size === chosen;
    return {
      field,
      place: make("p", { class: "option" }, field, make("label", { for: field.id }, say(`live-pack-${size}`))),
    };
  });
  const legend = make("legend", {}, say("live-pack-paper"));
  return {
    place: make("fieldset", {}, legend, ...radios.map(({ place }) => place)),
    chosen: () => radios.find(({ field }) => field.checked)?.field.value ?? "a4",
  };
}

// --- what is kept for the tab

/** @returns {Partial<Kept>} */
function recalled() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return Array.isArray(found?.sheets) ? found : {};
  } catch {
    return {};
  }
}

/** @param {Kept} kept */
function keep(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch { /* Then it is chosen again. */ }
}
