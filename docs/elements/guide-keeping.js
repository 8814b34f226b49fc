/**
 * Says where answers are, and when they were kept; on a shared device it takes them away.
 *
 * Attributes: `guide`, its id; `home`, where leaving leads; `shared`, `chosen` and `left`, what to say on pages without
 * questions: answers are in this tab, only a choice is, or all was taken away.
 * Its children are a line to say it in (role=status), and a button.
 */

import { make, write } from "./dom.js";
import { keeping, leave, left } from "./keeping.js";
import { data, folderOf, news, say, store } from "./page.js";
import { newest } from "./record.js";
import { remembered } from "./remembered.js";
import { offerToSave } from "./save-button.js";

/** @import { Kept } from "./page.js" */
/** @import { Trouble } from "./store.js" */

/** What was taken away is said for so long, in milliseconds. */
const FAREWELL = 20_000;

export class GuideKeeping extends HTMLElement {
  #ending = new AbortController();
  /** @type {Trouble | undefined} */
  #trouble;
  #at = 0;
  #said = "";

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    this.querySelector("button")?.addEventListener("click", () => leave(this.getAttribute("home") ?? ""), { signal });
    for (const about of ["change", "remembered"]) news.addEventListener(about, () => this.#show(), { signal });
    news.addEventListener("kept", (event) => this.#hear(/** @type {CustomEvent<Kept>} */ (event).detail), { signal });
    this.#look();
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  /** What stood in the store when the page came. */
  #look() {
    if (!data) return;
    const homes = [`${data.sheet.id}.`, ...data.sheet.items.flatMap(({ use }) => use ?? [])];
    for (const home of homes) {
      const [sheet = "", item] = home.split(".");
      const record = store.sheet(folderOf(home), sheet);
      const entries = item ? [record[item]] : Object.values(record);
      this.#at = Math.max(this.#at, ...entries.map(newest));
      this.#trouble ??= store.device && store.trouble(folderOf(home), sheet);
    }
  }

  /** @param {Kept} kept */
  #hear({ saved, at, trouble }) {
    this.#trouble = trouble;
    if (saved) this.#at = at;
    this.#show();
  }

  #show() {
    const where = keeping();
    const line = this.querySelector("[role=status]");
    const chosen = !where && remembered("way") !== null;
    const leaves = chosen || where === "shared" || where === "asking";
    this.hidden = !data && !leaves && Date.now() - left() > FAREWELL;
    this.querySelector("button")?.toggleAttribute("hidden", !leaves);
    if (!data) return write(line, this.getAttribute(chosen ? "chosen" : leaves ? "shared" : "left") ?? "");
    const key = this.#trouble ?? (this.#at && where ? where : "none");
    if (this.#said !== `live-${key}`) {
      this.querySelector(".save")?.remove();
      const [, save] = offerToSave(this.#trouble);
      if (save) this.querySelector("button")?.before(make("span", { class: "save" }, save));
    }
    this.#say(line, `live-${key}`, this.#at ? timeWords(this.#at) : "");
  }

  /** A new state is said; a new time alone is only shown. @param {Element | null} line @param {string} key @param {string} time */
  #say(line, key, time) {
    if (this.#said !== key) {
      const clock = document.createElement("time");
      clock.setAttribute("aria-live", "off");
      const [before = "", after] = say(key, { time: "\n", one: data?.folder.one ?? "" }).split("\n");
      line?.replaceChildren(before, ...(after === undefined ? [] : [clock, after]));
      this.#said = key;
      // This line may have grown over the field in use.
      if (document.activeElement?.closest("guide-sheet")) document.activeElement.scrollIntoView({ block: "nearest" });
    }
    write(line?.querySelector("time") ?? null, time);
  }
}

/** @type {Intl.DateTimeFormat | undefined} Made once: that takes longer than all else that is done at a key. */
let clock;

/** @param {number} at @returns {string} The time, and the day where it was another. */
function timeWords(at) {
  clock ??= new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });
  const [then, time] = [new Date(at), clock.format(at)];
  if (then.toDateString() === new Date().toDateString()) return time;
  return say("live-day-time", { time, day: then.toLocaleDateString([], { day: "numeric", month: "long" }) });
}
