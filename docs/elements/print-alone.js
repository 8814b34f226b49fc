/** A message on paper with nothing else of its page. */

import { paragraphsOf } from "./editing.js";
import { make } from "./dom.js";
import { clean, oneLine } from "./sending.js";

/** @import { Outgoing } from "./sending.js" */

/** Some browsers never say that printing is over; whoever uses the page again has ended it. */
const ENDS = ["afterprint", "pointerdown", "keydown"];

/**
 * While this stands in the page, paper has nothing else of it (print.css).
 * @param {Pick<Outgoing, "title" | "text">} outgoing
 */
export function printAlone({ title, text }) {
  const lines = paragraphsOf(clean(text)).map((each) => make("p", { dir: "auto" }, each));
  const alone = make("section", { class: "alone" }, make("h1", {}, oneLine(title)), ...lines);
  const ending = new AbortController();
  const end = () => {
    alone.remove();
    ending.abort();
  };
  document.body.append(alone);
  for (const each of ENDS) addEventListener(each, end, { signal: ending.signal });
  print();
}
