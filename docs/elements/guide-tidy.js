/** What can be done with all answers of a page: take them away and back again, or say whose device this is after all. */

import { button, make, write } from "./dom.js";
import { decide, keeping } from "./keeping.js";
import { data, folderOf, news, pageOf, say, store, undo } from "./page.js";
import { saveButton } from "./save-button.js";

const PAGE = "page";

export class GuideTidy extends HTMLElement {
  #ending = new AbortController();
  #note = make("p");
  #told = make("p", { role: "status" });
  #clear = button("", () => store.undoable === PAGE ? undo() : this.#empty());
  #move = button("", () => decide(keeping() === "own" ? "shared" : "own"));

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    const all = make("a", { href: pageOf("notebook") }, say("live-everything"));
    this.replaceChildren(
      make("p", { class: "progress" }),
      this.#note,
      this.#told,
      this.#clear,
      " ",
      this.#move,
      make("p", { class: "everything" }, all, " ", saveButton(say("live-save"))),
    );
    for (const about of ["change", "kept"]) news.addEventListener(about, () => this.#show(), { signal });
    addEventListener("pagehide", () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #empty() {
    const sheet = data?.sheet.id ?? "";
    store.remove(PAGE, [`${folderOf(`${sheet}.`)}/${sheet}`]);
    this.#show();
  }

  #show() {
    const where = keeping();
    const undoable = store.undoable === PAGE;
    this.hidden = !where;
    this.#clear.hidden = where !== "own";
    write(this.#note, say(where === "own" ? "live-week" : "live-sure"));
    write(this.#told, undoable ? say("live-empty") : "");
    write(this.#clear, say(undoable ? "live-undo" : "live-clear"));
    write(this.#move, say(where === "own" ? "live-to-shared" : "live-to-own"));
  }
}
