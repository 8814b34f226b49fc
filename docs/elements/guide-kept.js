/** Shows what is in it where this browser holds something of the reader's. */

import { news, store } from "./page.js";

export class GuideKept extends HTMLElement {
  #ending = new AbortController();

  connectedCallback() {
    const { signal } = this.#ending = new AbortController();
    news.addEventListener("change", () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#ending.abort();
  }

  #show() {
    this.hidden = !store.names().length;
  }
}
