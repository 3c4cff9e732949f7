/** Texts: the words of a text with the terms that each stands for, so that what was searched for is found in it.
 *
 * Only words that the search has fetched are known, which those that it has found all are; of compounds with them the
 * front or the back tells.
 */

import { JOINT, whole } from "./joints.js"
import { fold, plain } from "./letters.js"

/** @import { Words } from "./words.js" */

/** Letters of a word that is looked for within others, and letters that an ending may have. */
const LONG = 4
const MOST_ENDING = 3
const WORD = new RegExp(`[\\p{L}\\p{N}]+(?:[-${JOINT}][\\p{L}\\p{N}]+)*`, "gu")

/** @typedef {{ token: string, start: number, key: string, terms: string[] }} Part A word with content, and where it begins. */

/** @typedef {{ terms: Set<string>, keys: string[] }} Sought Terms, and those that may stand within a word, folded. */

/**
 * The words of a text that have content, in order. The text is to be in Unicode's form C.
 *
 * @param {string} text
 * @param {Words} words
 * @returns {Part[]}
 */
export function partsOf(text, words) {
  return Array.from(text.matchAll(WORD), ({ 0: token, index }) => ({ token, start: index, word: whole(token) }))
    .filter(({ word }) => !words.isStop(word))
    .map(({ token, start, word }) => ({ token, start, key: fold(plain(word)), terms: words.termsOf(plain(word)) }))
}

/**
 * @param {Iterable<string>} terms
 * @returns {Sought}
 */
export function seek(terms) {
  const all = new Set(terms)
  return { terms: all, keys: Array.from(all, fold).filter((key) => key.length >= LONG) }
}

/**
 * Whether a word is one that was searched for: itself, a part of it or its group.
 *
 * @param {Part} part
 * @param {Sought} sought
 */
export function isFound({ key, terms }, sought) {
  return terms.some((term) => sought.terms.has(term)) || sought.keys.some((wanted) => isEndOf(wanted, key))
}

/**
 * Whether a word begins or ends with one that was searched for.
 *
 * @param {string} wanted
 * @param {string} key
 */
function isEndOf(wanted, key) {
  return (
    key.length >= wanted.length + LONG &&
    (key.startsWith(wanted) || key.slice(-wanted.length - MOST_ENDING).includes(wanted))
  )
}
