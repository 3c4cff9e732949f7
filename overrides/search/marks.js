/** Marks: a text with the words that were found. A word is marked when it, a part of it or its group was searched for. */

import { element } from "../parts/elements/elements.js"
import { plain } from "./words.js"

/** @import { Words } from "./words.js" */

const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu

/**
 * The text as nodes, for `append`. `terms` are those of the query.
 *
 * @param {string} text
 * @param {Words | undefined} words
 * @param {Set<string>} terms
 * @returns {(string | HTMLElement)[]}
 */
export function marked(text, words, terms) {
  if (!words || !terms.size) return [text]
  const nodes = []
  let end = 0
  for (const { 0: token, index } of text.normalize("NFC").matchAll(WORD)) {
    if (!isFound(token, words, terms)) continue
    nodes.push(text.slice(end, index), element("mark", {}, [token]))
    end = index + token.length
  }
  return [...nodes, text.slice(end)]
}

/**
 * @param {string} token
 * @param {Words} words
 * @param {Set<string>} terms
 * @returns {boolean}
 */
function isFound(token, words, terms) {
  if (words.isStop(token)) return false
  return words
    .bases(plain(token))
    .slice(0, 1)
    .some(
      ({ text }) =>
        terms.has(text) ||
        words.pieces(text).some((piece) => terms.has(piece)) ||
        (words.groupsByWord.get(text) ?? []).some((group) => terms.has(`~${group}`)),
    )
}
