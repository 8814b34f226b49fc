/** What one page shows of all folders: a row for each, or how often something was chosen. */

import { make } from "./dom.js";
import { folders } from "./folders.js";
import { data, store } from "./page.js";
import { nameOf, questions, readingOf } from "./readings.js";

/** @import { Question } from "./page-data.js" */
/** @import { Reading } from "./note.js" */

/** Fill in what looks across folders. @param {Element} sheet */
export function showAcross(sheet) {
  const items = data?.sheet.items.filter(({ each, count }) => each || count) ?? [];
  const written = new Set(store.names().map((name) => name.split("/")[0]));
  const all = folders(store);
  const readings = all.filter(({ id }) => written.has(id))
    .map((folder) => ({ name: nameOf(folder, all), reading: readingOf(folder.id) }));
  for (const item of items) {
    const block = sheet.querySelector(`[data-item="${item.id}"]`);
    if (block && item.each) showEach(block, item, readings);
    if (block && item.count) showCount(block, item.count, readings.map(({ reading }) => reading));
  }
}

/** @param {Element} block @param {Question} item @param {{name: string, reading: Reading}[]} readings */
function showEach(block, item, readings) {
  const table = block.querySelector("table");
  const columns = /** @type {string[]} */ (item.columns ?? []);
  table?.querySelector(".now")?.remove();
  table?.tBodies[0]?.toggleAttribute("data-folded", readings.length > 0);
  if (!readings.length) return;
  const rows = readings.map(({ name, reading }) => {
    const cells = columns.map((where) =>
      make(
        "td",
        {},
        make("span", { class: "label" }, questions.get(where)?.ask ?? ""),
        " ",
        make("span", { class: "said" }, reading.said(where)),
      )
    );
    return make("tr", {}, make("th", { scope: "row", class: "named" }, name), ...cells);
  });
  table?.append(make("tbody", { class: "now" }, ...rows));
}

/** @param {Element} block @param {string} where @param {Reading[]} readings */
function showCount(block, where, readings) {
  const values = readings.flatMap((reading) => reading.values(where)).map((value) =>
    value === true ? "ticked" : String(value)
  );
  for (const row of block.querySelectorAll("tr")) {
    const field = row.querySelector("input");
    if (!field) continue;
    field.readOnly = true;
    field.value = values.length ? String(values.filter((value) => value === row.dataset["row"]).length) : "";
  }
}
