/** A message that was changed by hand, and what its answers say since: offered, never forced. */

/** @typedef {{was?: string, now: string}} News A paragraph as it reads now; `was`: the one it stands for. */

/** A text by paragraph. @param {string} text @returns {string[]} */
export const paragraphsOf = (text) => text.split(/\n[^\S\n]*\n+/).map((part) => part.trim()).filter(Boolean);

/**
 * Paragraphs that read otherwise now than when the message was changed by hand.
 * @param {string[]} then What it was made from.
 * @param {string[]} now What would be made today.
 * @returns {News[]}
 */
export function newsOf(then, now) {
  const gone = then.filter((paragraph) => !now.includes(paragraph));
  const come = now.filter((paragraph) => !then.includes(paragraph));
  return come.map((paragraph) => {
    const was = gone.find((other) => alike(then, other, now, paragraph));
    return { now: paragraph, ...(was !== undefined && { was }) };
  });
}

/** Whether two paragraphs stand after the same one, or open alike. @param {string[]} then @param {string} was @param {string[]} now @param {string} is */
function alike(then, was, now, is) {
  const before = (/** @type {string[]} */ all, /** @type {string} */ one) => all[all.indexOf(one) - 1];
  return before(then, was) === before(now, is) || was.slice(0, OPENING) === is.slice(0, OPENING);
}

/** Letters by which two paragraphs are known for the same one. */
const OPENING = 12;

/**
 * The text with a paragraph in it: in place of the one it stands for, where that is as it was, else before the end.
 * @param {string} text
 * @param {News} news
 * @param {string | undefined} end The last paragraph it was made from.
 * @returns {string}
 */
export function putIn(text, { was, now }, end) {
  if (was !== undefined && text.includes(was)) return text.replace(was, () => now);
  const at = end === undefined ? -1 : text.lastIndexOf(end);
  return at > 0 ? `${text.slice(0, at)}${now}\n\n${text.slice(at)}` : `${text.trimEnd()}\n\n${now}`;
}

/**
 * What the message is made from after that: what was taken in counts as known.
 * @param {string[]} then
 * @param {News} news
 * @returns {string[]}
 */
export function takenIn(then, { was, now }) {
  if (was !== undefined) return then.map((paragraph) => paragraph === was ? now : paragraph);
  return [...then.slice(0, -1), now, ...then.slice(-1)];
}
