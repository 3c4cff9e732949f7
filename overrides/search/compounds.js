/** Compounds: an unknown word put together of words that pages have. */

import { ENDINGS, fold, stems, turn } from "./letters.js"

/** @import { Words } from "./words.js" */

/** Letters in a part of an unknown compound: first those that leave no doubt, and at last the short ones. */
export const LONG_PIECE = 4
export const SHORT_PIECE = 3

/**
 * The used parts that an unknown compound falls into, as base forms, by the longest parts; none when it does not.
 *
 * @param {Words} words
 * @param {string} form
 * @param {number} [shortest]
 * @param {{ isQuick?: boolean, isRest?: boolean }} [how] whether only two parts are thought of, and last ones that the few
 *   files with words of that end have; whether this is what follows a first part
 * @returns {string[]}
 */
export function split(words, form, shortest = SHORT_PIECE, { isQuick = false, isRest = false } = {}) {
  /** @type {string[]} */
  let best = []
  for (let cut = shortest; cut <= form.length - shortest; cut++) {
    const front = frontOf(words, form.slice(0, cut), shortest)
    if (!front) continue
    const bases = !isQuick || words.mayLead(form.slice(cut)) ? words.bases(form.slice(cut)) : []
    const last = bases.find(({ text }) => text.length >= shortest && words.isUsed(text) && !words.suffixes.has(text))
    const rest = last ? [last.text] : isQuick || isRest ? [] : split(words, form.slice(cut), shortest, { isRest: true })
    if (rest.length && (!best.length || isBetter([front, ...rest], best))) best = [front, ...rest]
  }
  return best
}

/**
 * The used word that letters are as the front of a compound, a binding letter taken off, or the noun of the verb that
 * they are: »ammevejledning« is about »amning«.
 *
 * @param {Words} words
 * @param {string} letters
 * @param {number} shortest
 */
export function frontOf(words, letters, shortest) {
  const bound = ["s", "e", "er"].filter((end) => letters.endsWith(end)).map((end) => letters.slice(0, -end.length))
  const own = [letters, ...bound, `${letters}e`]
    .filter((form) => form.length >= shortest)
    .flatMap((form) => words.lookup(fold(form)))
    .map(({ text }) => text)
    .find((text) => text.length >= shortest && words.isUsed(text))
  return own ?? (letters.endsWith("e") ? words.relatives(letters)[0]?.text : undefined)
}

/**
 * The longest used words that an unknown compound begins and ends with: a part of what was asked for.
 *
 * @param {Words} words
 * @param {string} form
 * @returns {string[]}
 */
export function partsOf(words, form) {
  const cuts = Array.from({ length: Math.max(0, form.length - SHORT_PIECE - LONG_PIECE + 1) }, (_, step) => step)
  const front = cuts
    .map((step) => frontOf(words, form.slice(0, form.length - SHORT_PIECE - step), LONG_PIECE))
    .find(Boolean)
  const key = fold(form)
  const lasts = stems(key, ENDINGS, LONG_PIECE + SHORT_PIECE)
    .slice(0, 3)
    .flatMap((stem) => endOf(words, stem))
  const last = lasts.sort((one, other) => other.length - one.length)[0]
  return [front, last].filter((part) => part !== undefined)
}

/**
 * The longest used word that a key ends with.
 *
 * @param {Words} words
 * @param {string} key
 * @returns {string[]}
 */
function endOf(words, key) {
  const turned = turn(key)
  const ends = words
    .endingWith(turned.slice(0, LONG_PIECE))
    .filter(
      ({ word: other }) =>
        turned.startsWith(other) &&
        !words.suffixes.has(turn(other)) &&
        other.length >= LONG_PIECE &&
        other.length <= key.length - SHORT_PIECE,
    )
  const longest = ends.sort((one, other) => other.word.length - one.word.length)[0]
  return longest
    ? words
        .lookup(turn(longest.word))
        .filter(({ row }) => row.amount)
        .map(({ text }) => text)
        .slice(0, 1)
    : []
}

/**
 * @param {string[]} pieces
 * @param {string[]} others
 */
function isBetter(pieces, others) {
  return (
    pieces.length < others.length ||
    (pieces.length === others.length && Math.min(...pieces.map(length)) > Math.min(...others.map(length)))
  )
}

/** @param {string} text */
function length(text) {
  return text.length
}
