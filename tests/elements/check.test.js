import { findings, phrasesIn } from "../../docs/elements/check.js";
import { plainText } from "../../docs/elements/note.js";
import { same } from "./assert.js";
import { read } from "./reading.js";

/** @import { Message, PageData, Phrases } from "../../docs/elements/page-data.js" */
/** @import { Question } from "../../docs/elements/questions.js" */

/** @type {Question[]} */
const ITEMS = [
  { id: "who", ask: "Who?", answer: "line", gap: "a name" },
  { id: "name", ask: "Your name?", answer: "line", gap: "your name" },
  { id: "slept", ask: "I slept on it", answer: "tick" },
  { id: "greeting", must: true, text: ["Dear {s.who},"] },
  { id: "thanks", text: ["Thank you for your time."] },
  { id: "end", must: true, text: ["Kind regards,\n{s.name}"] },
];

/** @type {Record<string, Phrases>} */
const AVOID = {
  apology: { phrases: ["sorry", "forgive me"], tell: "It says sorry." },
  added: { phrases: ["one more thing", "another thing"], "at-most": 1, tell: "One is enough." },
};
/** @type {Record<string, Phrases>} */
const NEEDS = { thanks: { phrases: ["thank", "thanks"], tell: "No thanks yet." } };

/** @param {Message} message @param {Record<string, unknown>} answers @param {{text?: string, subject?: string}} [edited] */
function look(message, answers, { text, subject = "Hello" } = {}) {
  const reading = read(ITEMS, answers, /** @type {Partial<PageData>} */ ({ avoid: AVOID, needs: NEEDS }));
  const parts = reading.message("note");
  return findings({ subject, text: text ?? plainText(parts), parts }, message, reading);
}

const BOTH = { "s.who": "Sam", "s.name": "Jo" };

Deno.test("a message with nothing to mend", () => {
  same(look({ length: ["5-20"], avoid: ["apology"], needs: ["thanks"], subject: ["Hello"] }, BOTH), []);
});

Deno.test("what is still to fill is named, with where that is done", () => {
  same(look({}, { "s.who": "Sam" }), [{ about: "gap", found: ["your name"], where: "s.name" }]);
  same(look({}, BOTH, { text: "Dear [a name],\n[the day]\n[the day]\nJo" }), [
    { about: "gap", found: ["a name"] },
    { about: "gap", found: ["the day"] },
  ]);
});

Deno.test("a name that is gone from the end", () => {
  same(look({}, BOTH, { text: "Dear Sam, thank you." }), [{ about: "gone", found: ["Jo"] }]);
});

Deno.test("phrases we advise against, as they stand there", () => {
  same(look({ avoid: ["apology"] }, BOTH, { text: "I am SORRY, so sorry. Forgive\nme. Jo" }), [
    { about: "avoid", found: ["SORRY", "sorry", "Forgive\nme"], tell: "It says sorry." },
  ]);
  same(look({ avoid: ["apology"] }, BOTH, { text: "A sorrybook of Sorryville. Jo" }), []);
  same(look({ avoid: ["added"] }, BOTH, { text: "One more thing: a. Jo" }), []);
  same(look({ avoid: ["added"] }, BOTH, { text: "One more thing: a. Another thing: b. Jo" }), [
    { about: "avoid", found: ["One more thing", "Another thing"], tell: "One is enough." },
  ]);
});

Deno.test("what should be there and is not", () => {
  same(look({ needs: ["thanks"] }, BOTH, { text: "Thankless. Jo" }), [{ about: "needs", tell: "No thanks yet." }]);
  same(look({ needs: ["nowhere"], avoid: ["nowhere"] }, BOTH, { text: "Jo" }).length, 1);
});

Deno.test("more or fewer words than read well", () => {
  same(look({ length: ["20-30"] }, BOTH), [{ about: "short" }]);
  same(look({ length: ["1-3"] }, BOTH), [{ about: "long" }]);
});

Deno.test("no subject, and a reason to wait", () => {
  same(look({ subject: ["Hello"] }, BOTH, { subject: " " }), [{ about: "subject" }]);
  same(look({ wait: [{ "s.slept": ["empty"] }] }, BOTH), [{ about: "wait" }]);
  same(look({ wait: [{ "s.slept": ["empty"] }] }, { ...BOTH, "s.slept": true }), []);
});

Deno.test("phrases are text, whatever signs they hold", () => {
  same(phrasesIn("I couldn’t sleep", ["couldn't sleep"]), ["couldn’t sleep"]);
  same(phrasesIn("a.b a+b (x) - $&", ["a.b", "a+b", "(x)", "-", "$&", "\\"]), ["a.b", "a+b", "(x)", "-", "$&"]);
  same(phrasesIn("ésorry sorryé", ["sorry"]), []);
  same(phrasesIn("x", ["", " "]), []);
});
