/** The fields of an answer: what they hold, how they are filled, what paper shows of them. */

/** @import { Value } from "./record.js" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** @param {Field} field @returns {field is HTMLInputElement} */
export const isBox = (field) => field.type === "radio" || field.type === "checkbox";

/**
 * What a field's name says: `checklist.item`, then a column and its row, or `own`, `done`, `on`.
 * @param {Field} field
 * @returns {{home: string, last: string}}
 */
export function nameOf(field) {
  const [path = ""] = (field.name ?? "").split("#");
  const [sheet, item, last = ""] = path.split(".");
  return { home: `${sheet}.${item}`, last };
}

/**
 * The answer that fields of one name give.
 * @param {Field[]} fields
 * @param {string} [answer] Its kind.
 * @returns {Value}
 */
export function read(fields, answer) {
  const given = fields.filter((field) => isBox(field) ? field.checked : field.value).map(({ value }) => value);
  if (answer === "some") return given.length ? given : null;
  if (answer === "tick") return given.length ? true : null;
  const [first = null] = given;
  return answer === "scale" && first !== null ? Number(first) : first;
}

/**
 * @param {Field[]} fields Of one name.
 * @param {Value | undefined} value
 */
export function fill(fields, value) {
  const given = [value ?? []].flat().map(String);
  for (const field of fields) {
    if (isBox(field)) field.checked = field.hasAttribute("value") ? given.includes(field.value) : value === true;
    else if (field.value !== (given[0] ?? "")) field.value = given[0] ?? "";
  }
}

/**
 * Paper shows a field's text whole in a copy beside it: a field would cut it off.
 * @param {Field} field
 * @param {(day: string) => string} dayWords
 */
export function mirror(field, dayWords) {
  if (isBox(field)) return;
  let copy = field.nextElementSibling;
  if (!copy?.classList.contains("typed")) {
    if (!field.value) return;
    copy = document.createElement("span");
    copy.className = "typed";
    field.after(copy);
  }
  copy.textContent = field.value && shownIn(field, dayWords);
}

/** @param {Field} field @param {(day: string) => string} dayWords */
function shownIn(field, dayWords) {
  if (field instanceof HTMLSelectElement) return wordsOf(field);
  return field.type === "date" ? dayWords(field.value) : field.value;
}

/** @param {Field} field @returns {string} The words beside an option. */
export function wordsOf(field) {
  const label = field instanceof HTMLSelectElement ? field.selectedOptions[0] : field.labels?.[0];
  return label?.textContent?.trim() ?? "";
}
