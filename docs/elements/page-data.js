/**
 * The shape of the data that a page carries, as `hooks/guide/browser.py` makes it. Types alone: no browser loads this.
 */

/** @import { Aliases } from "./record.js" */
/** @import { Words } from "./dates.js" */

/** @typedef {Record<string, string[]>[]} Condition Groups of which one must hold; in a group all, of its values any. */
/** @typedef {string | {if: Condition, then: string | string[]}} Line One entry of the choosing rule. */
/** @typedef {{words: string, fits?: Condition, tell?: string, open?: string, show?: string}} Option */
/** @typedef {{id: string, hear: string, say?: Line[], tell?: string, go?: string, open?: string, depth?: string}} Reply */

/**
 * An item, a column, or an answer of another checklist: as in YAML, every address whole.
 * @typedef {object} Question
 * @property {string} [id]
 * @property {"short" | "middle"} [depth]
 * @property {string} [ask]
 * @property {"line" | "lines" | "one" | "some" | "scale" | "date" | "tick" | "table"} [answer]
 * @property {Record<string, Option>} [options]
 * @property {(Question | string)[] | Record<string, Question>} [columns] Those of other checklists by id.
 * @property {number | Record<string, string>} [rows]
 * @property {number} [at-most]
 * @property {{low: string, high: string}} [ends]
 * @property {string} [sentence]
 * @property {string} [gap]
 * @property {Condition} [if]
 * @property {string[]} [start-from]
 * @property {string} [use]
 * @property {string} [each]
 * @property {string} [count]
 * @property {Line[]} [tell]
 * @property {string} [show]
 * @property {string} [open]
 * @property {Line[]} [text]
 * @property {boolean} [must]
 * @property {"one"} [choose]
 * @property {string} [starts]
 * @property {boolean} [joins]
 * @property {string[]} [in]
 * @property {string} [do]
 * @property {string} [sends]
 * @property {Line[]} [due]
 * @property {Line[]} [say]
 * @property {string} [hear]
 * @property {Reply[]} [replies]
 * @property {string} [go]
 * @property {boolean} [any-time]
 * @property {boolean} [private]
 * @property {"never"} [keep]
 * @property {string[]} [was]
 */

/** @typedef {{title?: string, subject?: Line[], length?: Line[], avoid?: string[], needs?: string[], wait?: Condition,
 *   send?: "once"}} Message */
/** @typedef {{phrases: string[], tell?: string, "at-most"?: number}} Phrases What a message is looked through for. */
/** @typedef {Question & {sheet: string, title: string, for: "me" | "each", step?: boolean, never?: boolean}} Target */

/**
 * @typedef {object} PageData
 * @property {number} format
 * @property {string} guide
 * @property {string} title The guide's.
 * @property {string} language
 * @property {{id: string, one: string, many: string}} folder
 * @property {string | null} place The address that says where the reader is.
 * @property {{id: string, kind: string, title: string, for: "me" | "each", items: Question[],
 *   messages: Record<string, Message>}} sheet
 * @property {Record<string, Target>} targets Answers of other checklists, by address.
 * @property {Aliases} was
 * @property {Record<string, Record<string, string>>} local Words that differ by place.
 * @property {Record<string, Phrases>} avoid
 * @property {Record<string, Phrases>} needs
 * @property {{short: string, middle: string, full: string}} depths
 * @property {Words} words
 */

/** @typedef {{asked: string[], others?: string[], minutes?: string}} OnShelf What a checklist asks in any case, and what only now and then; how long it takes, in words. */

/**
 * What a page carries that leads to checklists.
 * @typedef {object} Shelf
 * @property {Record<string, OnShelf>} sheets
 * @property {Aliases} was
 * @property {Words} words
 */

/**
 * A question in short: what it takes to tell its answer.
 * @typedef {object} Short
 * @property {string} ask
 * @property {Question["answer"]} [answer]
 * @property {string | Record<string, string>} [options] The words of each, or the name of one of the lists.
 * @property {Record<string, Short>} [columns]
 * @property {Record<string, string>} [rows] Those that have a name.
 * @property {{low: string, high: string}} [ends]
 * @property {boolean} [step]
 * @property {boolean} [if] It is asked only under a condition.
 * @property {boolean} [name]
 * @property {"never"} [keep]
 */

/** @typedef {{title: string, for: "me" | "each", items: Record<string, Short>, messages?: Record<string, string>}} ShortSheet */

/**
 * What the notebook carries: the whole guide, in order.
 * @typedef {Pick<PageData, "format" | "guide" | "language" | "folder" | "place" | "was" | "local" | "words">
 *   & {stages: {title: string, sheets: string[]}[], sheets: Record<string, ShortSheet>, private: string[],
 *   lists: Record<string, Record<string, string>>}} GuideData
 */

export {};
