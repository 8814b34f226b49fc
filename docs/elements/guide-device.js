/** Asks whose device this is. Fires "choose" with "own" or "shared". */

import { button, make } from "./dom.js";
import { say } from "./page.js";

export class GuideDevice extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-labelledby", "_device");
    const answers = ["own", "shared"].map((device) =>
      make("p", {}, this.#answer(device), " ", say(`live-ask-${device}-tell`))
    );
    this.replaceChildren(make("p", { id: "_device" }, say("live-ask")), ...answers);
  }

  /** @param {string} device */
  #answer(device) {
    return button(say(`live-ask-${device}`), () => this.dispatchEvent(new CustomEvent("choose", { detail: device })));
  }
}
