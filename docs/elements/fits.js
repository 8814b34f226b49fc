/** Which option fits what was answered. A suggestion is not an answer: nothing is chosen, nothing locked. */

import { make, write } from "./dom.js";
import { say } from "./page.js";

/** @import { Reading } from "./note.js" */
/** @import { Question } from "./page-data.js" */

/**
 * The first option that fits is suggested.
 * @param {Element} block
 * @param {Question} item
 * @param {Reading} reading
 */
export function showFits(block, item, reading) {
  const options = Object.entries(item.options ?? {});
  if (!options.some(([, { fits }]) => fits)) return;
  const [id, option] = options.find(([, { fits }]) => fits && reading.holds(fits)) ?? [];
  const place = block.querySelector(".fits") ?? make("p", { class: "fits", role: "status" });
  if (!place.parentElement) block.querySelector(".options")?.before(place);
  write(place, option ? say("live-fits", { option: reading.localised(option.words) }) : "");
  for (const field of block.querySelectorAll(".option > input")) {
    field.closest(".option")?.toggleAttribute("data-fits", field.getAttribute("value") === id);
  }
}
