/**
 * Says what our modules make of cases that Python has written into a file, for `tests/test_both.py` to compare.
 *
 * deno run --allow-read tests/elements/both.js cases.json
 */

import { answersOf } from "../../docs/elements/answers.js";
import { dayWords, fullDayWords } from "../../docs/elements/dates.js";
import { dayDue, dueWords, parseDue } from "../../docs/elements/due.js";
import { plainText, Reading } from "../../docs/elements/note.js";
import { questionsOf } from "../../docs/elements/questions.js";

/** @import { Answers } from "../../docs/elements/conditions.js" */
/** @import { Words } from "../../docs/elements/dates.js" */
/** @import { Due } from "../../docs/elements/due.js" */
/** @import { Piece } from "../../docs/elements/note.js" */
/** @import { PageData } from "../../docs/elements/questions.js" */
/** @import { Sheet } from "../../docs/elements/record.js" */

/** @typedef {{page: string, message: string, answers: Record<string, unknown>, sheets: Record<string, Sheet>}} Letter */
/** @typedef {{phrase: string, day: string}} Day */
/** @typedef {{pages: Record<string, PageData>, words: Words, letters: Letter[], days: Day[]}} Cases */

/** @type {Cases} */
const { pages, words, letters, days } = JSON.parse(Deno.readTextFileSync(Deno.args[0] ?? ""));
const asked = new Map(Object.entries(pages).map(([name, data]) => [name, questionsOf(data)]));

/** What Python says of a piece, too. @param {Piece} piece */
const bare = ({ kind, text }) => ({ kind, text });

/** @param {Letter} letter */
function letterOf({ page, message, answers, sheets }) {
  const [data, questions] = [pages[page], asked.get(page)];
  if (!data || !questions) throw new Error(page);
  const made = (/** @type {Answers} */ from) => {
    const reading = new Reading(data, from, questions);
    const parts = reading.message(message);
    return {
      text: plainText(parts),
      length: reading.length(data.sheet.messages[message]?.length) ?? null,
      parts: parts.map(({ item, pieces, candidates }) => ({
        id: item.id,
        pieces: pieces.map(bare),
        candidates: candidates.map(({ where, pieces }) => ({ where, pieces: pieces.map(bare) })),
      })),
    };
  };
  return { given: made(new Map(Object.entries(answers))), stored: made(answersOf(questions, sheets)) };
}

/** @param {Day} day */
function dayOf({ phrase, day }) {
  const due = /** @type {Due} */ (parseDue(phrase));
  return [dayDue(due, day), dueWords(due, due.where, words), dayWords(day, words), fullDayWords(day, words)];
}

const found = JSON.stringify({ letters: letters.map(letterOf), days: days.map(dayOf) });
await new Blob([found]).stream().pipeTo(Deno.stdout.writable);
