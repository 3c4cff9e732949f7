/** Readings: what pages may hold instead of a word, as terms that must all be there, and how much each counts. */

import { fold, plain } from "./letters.js"

/**
 * @import { Base, Reading } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

export const GROUP = 0.4
/** A group of synonyms when no page has the word itself: the editors say that the group is what is meant. */
export const GROUP_ALONE = 0.55
const NEIGHBOUR = 0.15
const KINSHIP_ALONE = 1.7
const PIECES = 0.6
const LAST_PIECE = 0.25
const OTHER_PIECE = 0.12
/** Names of what was looked for that the page tells, and words that may follow what is begun. */
export const NAMES = 3
export const LIKELIEST = 4

/**
 * Everything that known words may be answered by: themselves, their synonyms, their family, their parts together; in part
 * their neighbours.
 *
 * @param {Words} words
 * @param {Base[]} bases
 * @param {number} [groupWeight]
 * @returns {Reading[]}
 */
export function readingsOf(words, bases, groupWeight = GROUP) {
  // When no page has the word itself, its family is what is meant.
  const kinship = bases.some(({ text }) => words.isUsed(text)) ? 1 : KINSHIP_ALONE
  return bases.flatMap(({ text, weight }) => [
    reading([text], weight),
    ...words.groupsOf(text).flatMap((group) => [
      reading([`~${group}`], weight * groupWeight),
      ...words.groups[group].near.map((other) => ({
        ...reading([`~${other}`], weight * NEIGHBOUR),
        isPartial: true,
      })),
    ]),
    ...words.relatives(text).map((relative) => reading([relative.text], weight * relative.weight * kinship)),
    ...piecesOf(words.pieces(text), weight * PIECES),
  ])
}

/**
 * The parts of a compound: together an answer, each alone only a part of one. The last part says what a thing is, so it
 * counts most – of a compound that no page has, any part may be what pages know.
 *
 * @param {string[]} pieces
 * @param {number} weight
 * @param {boolean} [isUnknown]
 * @returns {Reading[]}
 */
export function piecesOf(pieces, weight, isUnknown = false) {
  if (!pieces.length) return []
  const alone = pieces.map((piece, place) => {
    const share = isUnknown || place === pieces.length - 1 ? LAST_PIECE : OTHER_PIECE
    return { ...reading([piece], share), isPartial: true }
  })
  return [reading(pieces, weight), ...alone]
}

/**
 * @param {string[]} terms
 * @param {number} weight
 * @returns {Reading}
 */
export function reading(terms, weight) {
  return { terms, weight, isPartial: false }
}

/**
 * Whether two words are the same as they are compared.
 *
 * @param {string} one
 * @param {string} other
 */
export function isSame(one, other) {
  return fold(plain(one)) === fold(plain(other))
}
