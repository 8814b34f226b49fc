/** What the tests say must hold; a few words of our own, so that nothing is fetched. */

import { canonical } from "../../docs/elements/record.js";

/**
 * @param {unknown} is
 * @param {unknown} expected The same content, whatever the order of fields.
 * @param {string} [about]
 */
export function same(is, expected, about = "") {
  const [got, wanted] = [canonical(is), canonical(expected)];
  if (got !== wanted) throw new Error(`${about}\n     is: ${got}\n wanted: ${wanted}`);
}

/** @param {unknown} holds @param {string} [about] */
export function ok(holds, about = "not so") {
  if (!holds) throw new Error(about);
}

/** @typedef {() => number} Random */

/**
 * Numbers from 0 to 1 that look random, the same for the same seed.
 * @param {number} seed
 * @returns {Random}
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @template T @param {Random} random @param {readonly T[]} of @returns {T} */
export const one = (random, of) => /** @type {T} */ (of[Math.floor(random() * of.length)]);

/**
 * Run a property for many seeds, and name the seed that breaks it.
 * @param {(random: Random) => void} property
 * @param {number} [times]
 */
export function always(property, times = 300) {
  for (let seed = 1; seed <= times; seed++) {
    try {
      property(seeded(seed));
    } catch (cause) {
      throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
}
