/**
 * Writes calendars for `tests/test_calendar.py` to read with other libraries.
 *
 * deno run --allow-read tests/elements/calendar.js cases.json
 */

import { calendarText } from "../../docs/elements/calendar.js";

/** @import { Guide, Occasion } from "../../docs/elements/calendar.js" */

/** @type {{events: Occasion[], guide: Guide, now: number}[]} */
const cases = JSON.parse(Deno.readTextFileSync(Deno.args[0] ?? ""));
const texts = [];
for (const { events, guide, now } of cases) texts.push(await calendarText(events, guide, now));
await new Blob([JSON.stringify(texts)]).stream().pipeTo(Deno.stdout.writable);
