/** What a script says now, and how a talk goes on from there. It knows no page. */

/** @import { Piece, Reading } from "./note.js" */
/** @import { Line, Question, Reply } from "./page-data.js" */

/** @typedef {{at: string, heard?: string}} Spot Where a talk is: at an item, and at what was heard there. */

/** What is said now, by the choosing rule; where no line can be filled, the first with its gaps. @param {Line[] | undefined} lines @param {Reading} reading @returns {Piece[]} */
export function spoken(lines, reading) {
  const [first = ""] = reading.lines(lines);
  return reading.text(lines) ?? reading.filled(first, { gaps: true }) ?? [];
}

/** The way through one script, as the answers have it now. */
export class Course {
  /** @param {Question[]} items @param {Reading} reading */
  constructor(items, reading) {
    this.items = items;
    this.reading = reading;
  }

  /** The turns that are taken now, in order. */
  turns() {
    return this.items.filter((item) => item.say && !item["any-time"] && this.#counts(item));
  }

  /** What may come at any time. */
  sudden() {
    return this.items.filter((item) => item["any-time"] && this.reading.holds(item.if));
  }

  /** @param {string | undefined} at @returns {Question | undefined} */
  item(at) {
    return at ? this.items.find(({ id }) => id === at) : undefined;
  }

  /** @param {Spot | undefined} spot @returns {Reply | undefined} */
  reply(spot) {
    return this.item(spot?.at)?.replies?.find(({ id }) => id === spot?.heard);
  }

  /** Where a talk begins: at the turn with this id, else at the first. @param {string} [id] @returns {Spot | undefined} */
  start(id) {
    const [first] = this.turns();
    const asked = this.turns().some((turn) => turn.id === id) ? id : first?.id;
    return asked ? { at: asked } : undefined;
  }

  /** What follows something heard: what to say to it, or where it leads at once. @param {Spot} spot @param {Reply} reply @returns {Spot} */
  hear(spot, { id, say, tell, open, go }) {
    const onward = say || tell || open ? undefined : this.#onward(spot, go);
    return onward ?? { at: spot.at, heard: id };
  }

  /** Where the talk goes on; nothing where it ends. @param {Spot[]} trail Where it has been, up to now. @returns {Spot | undefined} */
  next(trail) {
    const spot = trail.at(-1);
    const item = this.item(spot?.at);
    if (!spot || !item) return undefined;
    const { go } = this.reply(spot) ?? item;
    return go || !item["any-time"] ? this.#onward(spot, go) : trail.findLast(({ at }) => !this.item(at)?.["any-time"]);
  }

  /** @param {Spot} spot @param {string} [go] @returns {Spot | undefined} */
  #onward({ at }, go) {
    if (go === "stop") return undefined;
    const goal = this.item(go);
    if (goal?.id && this.#counts(goal)) return { at: goal.id };
    const from = this.items.findIndex(({ id }) => id === (go ?? at));
    const after = this.turns().find((turn) => this.items.indexOf(turn) > from);
    return after?.id ? { at: after.id } : undefined;
  }

  /** @param {Question} item */
  #counts(item) {
    return this.reading.holds(item.if) && (!item.say || spoken(item.say, this.reading).length > 0);
  }
}
