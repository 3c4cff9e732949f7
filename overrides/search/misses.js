/** Misses: words that somebody looked for and no page has, told to the receiver where the catalogue counts them.
 *
 * Only where the page says so. What is sent is the words, once for each visit to the page; the receiver keeps no more than
 * the word and the day.
 */

import { hasChoice } from "./state.js"

/** @import { Found, SearchState } from "./types.d.ts" */

/** Milliseconds that nothing must have been found for: who is still writing has not looked for anything yet. */
const REST = 2000

/**
 * The words of a search that found nothing, which no page has; none when something else is why it found nothing.
 *
 * @param {Found} found
 * @param {SearchState} state
 */
export function missedWords({ pages, slots }, state) {
  if (pages.length || state.literal || hasChoice(state)) return []
  return slots
    .filter(({ how, share, isExcluded, quote }) => how === "missing" && share === 1 && !isExcluded && !quote)
    .map(({ token }) => token.toLowerCase())
}

export class Misses {
  /** @param {string} address where they are told */
  constructor(address) {
    this.address = address
    /** @type {Set<string>} */
    this.told = new Set()
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined
  }

  /**
   * Hear of a search. The words are told if no other search follows.
   *
   * @param {Found} found
   * @param {SearchState} state
   */
  hear(found, state) {
    clearTimeout(this.rest)
    const words = missedWords(found, state).filter((word) => !this.told.has(word))
    if (words.length) this.rest = setTimeout(() => this.tell(words), REST)
  }

  /** @param {string[]} words */
  tell(words) {
    words.forEach((word) => this.told.add(word))
    const body = new URLSearchParams({ words: words.join(" ") })
    fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {}) // Not worth a word.
  }
}
