/** Hostile inputs that others have collected, wherever HOSTILE_CORPORA says they are. */

import { load } from "../../docs/elements/everything.js";
import { read } from "../../docs/elements/record.js";
import { fromFile, toFile } from "../../docs/elements/savefile.js";
import { ok, same } from "./assert.js";
import { GUIDE, ownPage } from "./browser.js";
import { NOW, TELLING } from "./telling.js";

const corpora = Deno.env.get("HOSTILE_CORPORA") ?? "";
const own = { guide: GUIDE, now: NOW };

/** @param {string} folder @returns {Generator<[string, string]>} Each file below it, as text. */
function* texts(folder) {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* texts(path);
    else yield [path, new TextDecoder().decode(Deno.readFileSync(path))];
  }
}

/** @param {string} block @returns {string} A file with it. */
const around = (block) => `<script type="application/json" id="answers">${block}</script>`;

/** @param {string} text Through all that reads. @param {string} about */
function tryAll(text, about) {
  read(text);
  const store = ownPage().store;
  const filled = (/** @type {string} */ me) => `{"format": 1, "guide": "${GUIDE}", "me": ${me}}`;
  for (
    const file of [
      text,
      around(text),
      around(filled(text)),
      around(filled(`{"s": ${text}}`)),
      around(filled(`{"s": {"i": ${text}}}`)),
    ]
  ) {
    const got = fromFile(file, own);
    if (!("trouble" in got)) load(store, got.state, "merge", NOW);
  }
  ok(!("polluted" in {}), about);
  same(Object.keys(Object.prototype), [], about);
}

Deno.test("every file of JSON is read or refused", () => {
  const files = [...texts(`${corpora}/json-test-suite`)];
  ok(files.length > 300, `only ${files.length} files`);
  for (const [path, text] of files) tryAll(text, path);
});

Deno.test("every naughty string is an answer like any other, and comes back as it was", () => {
  const strings = /** @type {string[]} */ (JSON.parse(Deno.readTextFileSync(`${corpora}/blns/blns.json`)));
  ok(strings.length > 400, `only ${strings.length} strings`);
  for (const text of strings) tryAll(text, text);
  comesBack(strings);
});

Deno.test("every attack is an answer like any other, and comes back as it was", () => {
  const lines = [...texts(`${corpora}/xss`)].flatMap(([, text]) => text.split("\n")).filter(Boolean);
  ok(lines.length > 1000, `only ${lines.length} lines`);
  comesBack(lines);
});

/** @param {string[]} strings */
function comesBack(strings) {
  for (const text of strings) {
    const record = { item: { value: text, own: text, asked: text, words: { other: text }, at: 1 } };
    same(read(JSON.stringify(record)), { sheet: record }, text);
  }
  const items = strings.map((text, at) => /** @type {const} */ ([`i${at}`, { value: text, asked: text, at: 1 }]));
  const html = toFile({ me: { sheet: Object.fromEntries(items) }, folders: {} }, TELLING);
  const body = html.slice(html.indexOf("<dl>"), html.indexOf("</dl>"));
  same([...new Set(body.match(/<[^>]*>?/g))].sort(), ["</dd>", "</dt>", '<dd dir="auto">', "<dl>", "<dt>"]);
  same(html.match(/<script/g)?.length, 1);
  const got = fromFile(html, own);
  const sheet = "state" in got ? got.state.me.sheet : {};
  same(Object.values(sheet ?? {}).map(({ value }) => value), strings);
}
