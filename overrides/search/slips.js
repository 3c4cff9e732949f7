/** Slips: the word of the pages that is nearest to a misspelt one. */

import { distance, ENDINGS, fold, stems, turn } from "./letters.js"

/** @import { Words } from "./words.js" */

/** Letters that are read from the front or the back of a word with more slips, to find those that begin or end so. */
const WHOLE_PART = 4
/** What it costs when an ending is taken off, and when the first letter is another: that is seldom what slips. */
const ENDING = 0.4
const FIRST_LETTER = 0.5
/** A slip that costs less is not looked further than. */
const NEAR = 1.2
/** Letters in the shortest word that somebody may have meant, and in the shortest that is left of another. */
const SHORTEST = 4
const SHORTEST_STEM = 5

/** @typedef {{ key: string, cost: number }} Guess */

/**
 * The used word nearest to a misspelt one within some slips, or undefined. An ending may follow the slip.
 *
 * @param {Words} words
 * @param {string} form
 * @param {number} most
 * @returns {string | undefined}
 */
export function nearest(words, form, most) {
  /** @type {Guess | undefined} */
  let best
  const before = words.wanted.size
  for (const [place, stem] of stems(fold(form), ENDINGS, SHORTEST_STEM).entries()) {
    // What is further off is not fetched.
    if ((best && best.cost < NEAR) || words.wanted.size > before) break
    const found = cheapest(words, stem, most, place ? ENDING : 0)
    if (found && (!best || found.cost < best.cost)) best = found
  }
  return best && words.lookup(best.key).find((entry) => words.leads(entry))?.text
}

/**
 * @param {Words} words
 * @param {string} stem
 * @param {number} most
 * @param {number} already what has been paid
 * @returns {Guess | undefined}
 */
function cheapest(words, stem, most, already) {
  /** @type {Guess | undefined} */
  let best
  for (const [key, amount] of near(words, stem, most)) {
    if (key.length < SHORTEST || Math.abs(stem.length - key.length) > most) continue
    const slips = distance(stem, key, most)
    const cost = already + slips + (key[0] === stem[0] ? 0 : FIRST_LETTER) - amount / 100
    if (slips <= most && (!best || cost < best.cost)) best = { key, cost }
  }
  return best
}

/**
 * Used words that begin or end as a key does, by how they are compared: with the power of two above their pages. One
 * slip leaves one half of a word whole.
 *
 * @param {Words} words
 * @param {string} key
 * @param {number} slips
 * @returns {Map<string, number>}
 */
function near(words, key, slips) {
  const half = Math.max(1, Math.floor((key.length - 1) / 2))
  const part = slips > 1 ? Math.min(WHOLE_PART, half) : half
  /** @type {Map<string, number>} */
  const found = new Map()
  for (const { word, amount } of words.startingWith(key.slice(0, part))) found.set(word, amount)
  for (const { word, amount } of words.endingWith(turn(key).slice(0, part))) found.set(turn(word), amount)
  return found
}
