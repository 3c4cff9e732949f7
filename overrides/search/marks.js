/** Marks: a text with the words that were found. A word is marked when it, a part of it or its group was searched for.
 *
 * Only words that the search has fetched are known, which those that it has found all are; of compounds with them the
 * front or the back tells.
 */

import { element } from "../parts/elements/elements.js"
import { JOINT, joined, whole } from "./joints.js"
import { fold, plain } from "./letters.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Words } from "./words.js"
 */

/** Letters of a word that is looked for within others, and letters that an ending may have. */
const LONG = 4
const MOST_ENDING = 3
const WORD = new RegExp(`[\\p{L}\\p{N}]+(?:[-${JOINT}][\\p{L}\\p{N}]+)*`, "gu")

/**
 * The text as nodes, for `append`, with its joints. `terms` are those of the query.
 *
 * @param {string} text
 * @param {Words | undefined} words
 * @param {Set<string>} terms
 * @returns {Child[]}
 */
export function marked(text, words, terms) {
  if (!words || !terms.size) return joined(text)
  /** @type {Child[]} */
  const nodes = []
  let end = 0
  for (const { 0: token, index } of text.normalize("NFC").matchAll(WORD)) {
    if (!isFound(whole(token), words, terms)) continue
    nodes.push(...joined(text.slice(end, index)), element("mark", {}, joined(token)))
    end = index + token.length
  }
  return [...nodes, ...joined(text.slice(end))]
}

/**
 * @param {string} token
 * @param {Words} words
 * @param {Set<string>} terms
 * @returns {boolean}
 */
function isFound(token, words, terms) {
  if (words.isStop(token)) return false
  const form = plain(token)
  const isKnown = words
    .bases(form)
    .slice(0, 1)
    .some(
      ({ text }) =>
        terms.has(text) ||
        words.pieces(text).some((piece) => terms.has(piece)) ||
        words.groupsOf(text).some((group) => terms.has(`~${group}`)),
    )
  words.wanted.clear() // Nothing is fetched for the sake of a mark.
  return isKnown || isPartOf(fold(form), terms)
}

/**
 * Whether a word begins or ends with one that was searched for.
 *
 * @param {string} key
 * @param {Set<string>} terms
 */
function isPartOf(key, terms) {
  return Array.from(terms, fold).some(
    (term) =>
      term.length >= LONG &&
      key.length >= term.length + LONG &&
      (key.startsWith(term) || key.slice(-term.length - MOST_ENDING).includes(term)),
  )
}
