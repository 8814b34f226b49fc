import { cardOf } from "../../docs/elements/cards.js";
import { Course, spoken } from "../../docs/elements/script.js";
import { spanOf } from "../../docs/elements/spans.js";
import { same } from "./assert.js";
import { read } from "./reading.js";

/** @import { Piece } from "../../docs/elements/note.js" */
/** @import { Question } from "../../docs/elements/page-data.js" */

/** @type {Question[]} */
const TALK = [
  { id: "note", ask: "What do you want?", answer: "line" },
  {
    id: "hello",
    say: ["Hello."],
    replies: [
      { id: "fine", hear: "Yes.", go: "bye" },
      { id: "busy", hear: "I am busy.", say: ["When is it better?"] },
      { id: "gone", hear: "Nobody answers.", tell: "Try once more.", go: "stop" },
      { id: "odd", hear: "Something odd.", say: ["I see."], go: "told" },
    ],
  },
  { id: "only", say: ["Is {s.note} there?"], if: [{ "s.note": ["answered"] }] },
  { id: "told", ask: "What did they say?", answer: "lines" },
  { id: "upset", "any-time": true, hear: "They shout.", say: ["Goodbye."], go: "stop" },
  { id: "lost", "any-time": true, hear: "You lose the thread.", say: ["One moment."] },
  { id: "some", say: [{ if: [{ "s.note": ["answered"] }], then: "So, {s.note}." }] },
  { id: "bye", say: ["Thank you."] },
];

/** @param {Record<string, unknown>} [answers] */
const course = (answers = {}) => new Course(TALK, read(TALK, answers));

const text = (/** @type {Piece[]} */ pieces) => pieces.map((piece) => piece.text).join("");

Deno.test("a line is filled, else another one is said, else the first has gaps", () => {
  /** @type {Question[]} */
  const items = [{ id: "a", ask: "Who?", answer: "line" }];
  const lines = ["This is {s.a}.", "Hello."];
  same(text(spoken(lines, read(items, { "s.a": "Jo" }))), "This is Jo.");
  same(text(spoken(lines, read(items, {}))), "Hello.");
  same(text(spoken(["This is {s.a}."], read(items, {}))), "This is Who.");
  same(spoken([{ if: [{ "s.a": ["answered"] }], then: "This is {s.a}." }], read(items, {})), []);
  same(spoken(undefined, read(items, {})), []);
});

Deno.test("turns follow one another, less those that do not count", () => {
  same(course().turns().map(({ id }) => id), ["hello", "bye"]);
  same(course({ "s.note": "Sam" }).turns().map(({ id }) => id), ["hello", "only", "some", "bye"]);
  same(course().start(), { at: "hello" });
  same(course().start("bye"), { at: "bye" });
  same(course().start("upset"), { at: "hello" });
  same(course().next([{ at: "hello" }]), { at: "bye" });
  same(course({ "s.note": "Sam" }).next([{ at: "hello" }]), { at: "only" });
  same(course().next([{ at: "bye" }]), undefined);
  same(course().next([]), undefined);
});

Deno.test("what is heard has its answer, and leads on from there", () => {
  const [fine, busy, gone, odd] = TALK[1]?.replies ?? [];
  const [here] = [{ at: "hello" }];
  same(fine && course().hear(here, fine), { at: "bye" });
  same(busy && course().hear(here, busy), { at: "hello", heard: "busy" });
  same(course().next([here, { at: "hello", heard: "busy" }]), { at: "bye" });
  same(gone && course().hear(here, gone), { at: "hello", heard: "gone" });
  same(course().next([here, { at: "hello", heard: "gone" }]), undefined);
  same(odd && course().hear(here, odd), { at: "hello", heard: "odd" });
  same(course().next([here, { at: "hello", heard: "odd" }]), { at: "told" });
  same(course().next([here, { at: "told" }]), { at: "bye" });
  same(course().hear({ at: "bye" }, { id: "last", hear: "Goodbye." }), { at: "bye", heard: "last" });
});

Deno.test("what may come at any time ends the talk, or leads back into it", () => {
  same(course().sudden().map(({ id }) => id), ["upset", "lost"]);
  same(course().next([{ at: "bye" }, { at: "upset" }]), undefined);
  const heard = { at: "hello", heard: "busy" };
  same(course().next([{ at: "hello" }, heard, { at: "lost" }]), heard);
  same(course().next([heard, { at: "upset" }, { at: "lost" }]), heard);
});

/** @param {Question[]} items @param {Record<string, unknown>} answers */
const card = (items, answers) =>
  cardOf(read(items, answers)).map(({ heading, lines }) => [heading, ...lines.map(text)]);

Deno.test("a card has the reader's own lines, each once, and nothing kept apart", () => {
  /** @type {Question[]} */
  const items = [
    { id: "ours", say: ["Let me think."] },
    { id: "a", ask: "What did you do?", answer: "line", say: ["{s.a}"] },
    { id: "cue", ask: "If", answer: "line" },
    { id: "act", ask: "Then", answer: "line" },
    { id: "plan", tell: ["If {s.cue}, then {s.act}."] },
    { id: "pay", ask: "Your range", answer: "line", private: true, say: ["My range is {s.pay}."] },
    { id: "ready", ask: "Ready", answer: "tick" },
    { id: "gone", ask: "Not asked", answer: "line", if: [{ "s.a": ["empty"] }] },
    { id: "half", ask: "Half", answer: "line", say: ["{s.half} and {s.none}"] },
    { id: "none", ask: "None", answer: "line" },
    { id: "never", ask: "Never kept", answer: "line", keep: "never" },
  ];
  same(card(items, {}), []);
  same(card(items, { "s.a": "I ran it", "s.cue": "late", "s.pay": "20", "s.ready": true, "s.gone": "x" }), [
    ["", "I ran it"],
    ["If", "late"],
  ]);
  same(card(items, { "s.cue": "late", "s.act": "I call", "s.half": "one", "s.never": "y" }), [
    ["", "If late, then I call."],
    ["Half", "one"],
  ]);
});

Deno.test("rows and choices are a line each", () => {
  /** @type {Question[]} */
  const items = [
    { id: "some", ask: "Lines", answer: "some", options: { b: { words: "Second" }, other: { words: "Other" } } },
    { id: "t", ask: "Words", answer: "table", columns: [{ id: "x", answer: "line" }, { id: "y", answer: "line" }] },
    { id: "also", tell: ["Say {s.t.x}."] },
    { id: "q", say: ["What?"], replies: [{ id: "r", hear: "Yours?", say: ["It is {s.mine}."] }] },
    { id: "mine", ask: "Mine", answer: "line" },
  ];
  const rows = [{ "#": "1", "x": "one", "y": "two" }, { "#": "2", "x": "three" }];
  same(card(items, { "s.some": ["b", "other"], "s.some.own": "my own", "s.t": rows, "s.mine": "red" }), [
    ["Lines", "Second", "my own"],
    ["Words", "one – two", "three"],
    ["", "Say one and three."],
    ["Yours?", "It is red."],
  ]);
});

Deno.test("how long it took is said in words that do not hurry", () => {
  const said = (/** @type {number} */ seconds) => Object.values(spanOf(seconds * 1000)).join(" ").trim();
  same([0, 7, 8, 42, 43, 117].map(said), [
    "live-span-few",
    "live-span-few",
    "live-span-seconds 10",
    "live-span-seconds 40",
    "live-span-seconds 45",
    "live-span-seconds 115",
  ]);
  same([118, 134, 136, 3600].map(said), [
    "live-span-minutes 2",
    "live-span-minutes 2",
    "live-span-half 2",
    "live-span-minutes 60",
  ]);
});
