import { newsOf, paragraphsOf, putIn, takenIn } from "../../docs/elements/editing.js";
import { same } from "./assert.js";

const THEN = ["Dear Sam,", "Thank you for your time.", "Kind regards,\nJo"];

Deno.test("a text falls into its paragraphs", () => {
  same(paragraphsOf("a\nb\n\n c \n \n\nd"), ["a\nb", "c", "d"]);
  same(paragraphsOf("  "), []);
});

Deno.test("nothing is news where nothing changed, or only went", () => {
  same(newsOf(THEN, THEN), []);
  same(newsOf(THEN, [THEN[0] ?? "", THEN[2] ?? ""]), []);
});

Deno.test("a paragraph that reads otherwise stands for the one it was", () => {
  const now = ["Dear Sam,", "Thank you for your time on Monday.", "Kind regards,\nJo"];
  same(newsOf(THEN, now), [{ was: "Thank you for your time.", now: "Thank you for your time on Monday." }]);
  const news = { was: "Thank you for your time.", now: "Thank you for your time on Monday." };
  same(
    putIn("Dear Sam,\n\nThank you for your time.\n\nI am glad.", news, undefined),
    "Dear Sam,\n\nThank you for your time on Monday.\n\nI am glad.",
  );
  same(takenIn(THEN, news), now);
});

Deno.test("what is new comes before the end, or last where the end is another", () => {
  const news = { now: "I trained four people." };
  same(newsOf(THEN, [...THEN.slice(0, 2), news.now, THEN[2] ?? ""]), [news]);
  same(putIn("Hi,\n\nKind regards,\nJo", news, THEN[2]), "Hi,\n\nI trained four people.\n\nKind regards,\nJo");
  same(putIn("Hi, bye", news, THEN[2]), "Hi, bye\n\nI trained four people.");
  same(takenIn(THEN, news), [...THEN.slice(0, 2), news.now, THEN[2]]);
});

Deno.test("what the reader changed in a paragraph is not overwritten", () => {
  const news = { was: "Thank you for your time.", now: "Thank you for your time on Monday." };
  const text = "Thanks so much.\n\nKind regards,\nJo";
  same(putIn(text, news, THEN[2]), "Thanks so much.\n\nThank you for your time on Monday.\n\nKind regards,\nJo");
});

Deno.test("dollar signs are text", () => {
  same(putIn("a", { was: "a", now: "$& $1" }, undefined), "$& $1");
});
