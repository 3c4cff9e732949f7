/** Guesses: what a word may be that nothing is known of, in the order a person would try. */

import { frontOf, LONG_PIECE, partsOf, SHORT_PIECE, split } from "./compounds.js"
import { fold, plain } from "./letters.js"
import { isSame, LIKELIEST, NAMES, piecesOf, reading, readingsOf } from "./readings.js"
import { nearest } from "./slips.js"

/**
 * @import { Reading, Slot, Way } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const FAMILY = 0.8
const SIBLING = 0.2
const LONELY_PIECE = 0.35
/** A compound whose last part is meant by its synonyms, and one whose last part only everyday words know. */
const LAST_GROUP = 0.6
const LAST_WAY = 0.6
const FRONT_WAY = 0.6
const BEGINNING = 0.5
const SLIP = 0.9
/** Letters that a word must have to be taken for one with so many slips. */
const SLIPPED = [4, 8, 12]

/**
 * What a word may be that nothing is known of, the likeliest first. A slip is only thought of when the rest lead nowhere.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 */
export function guess(words, found, form) {
  const { token } = found
  const before = found.readings.filter(({ isPartial }) => isPartial)
  const attempts = [
    () => readHyphened(words, token),
    () => readFamily(words, form),
    () => readSplit(words, form, LONG_PIECE, true),
    () => readBeginning(words, form),
    () => (found.isEveryday ? undefined : readSlip(words, form, 1)),
  ]
  // What is less likely is not thought of, and not fetched, before all is there that tells of the likelier.
  const others = [
    () => readSplit(words, form, LONG_PIECE),
    () => readSplit(words, form, SHORT_PIECE),
    () => (found.isEveryday ? undefined : readSlip(words, form, 2)),
    () => (found.isEveryday ? undefined : readSlip(words, form, 3)),
    () => (words.wanted.size ? undefined : readParts(words, form, token)),
    () => readFront(words, form),
  ]
  const made = firstOf(attempts) ?? (words.wanted.size ? undefined : firstOf(others))
  if (!made) return
  Object.assign(found, made, { readings: [...made.readings, ...before] })
  if (made.how === "split") addFrontWays(words, found, form)
}

/** @param {(() => Guess | undefined)[]} attempts */
function firstOf(attempts) {
  for (const attempt of attempts) {
    const made = attempt()
    if (made) return made
  }
  return undefined
}

/**
 * What the everyday word leads to that an unknown compound begins with.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 */
function addFrontWays(words, found, form) {
  const ways = words.waysOfFront(form) ?? []
  found.readings.push(
    ...ways.map(([worth, terms]) => reading(terms.split(" "), (worth / 10) * FRONT_WAY * LONELY_PIECE)),
  )
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readFront(words, form) {
  const ways = words.waysOfFront(form)
  if (!ways?.length) return undefined
  return {
    how: "synonym",
    readings: ways.map(([worth, terms]) => reading(terms.split(" "), (worth / 10) * FRONT_WAY)),
    instead: [...new Set(ways.map(([, , name]) => name))].slice(0, NAMES),
  }
}

/** @typedef {Pick<Slot, "how" | "readings" | "instead">} Guess */

/**
 * @param {Words} words
 * @param {string} token
 * @returns {Guess | undefined}
 */
function readHyphened(words, token) {
  if (!token.includes("-")) return undefined
  const written = token.split("-")
  const parts = written.flatMap((part) => words.bases(plain(part)).find(({ text }) => words.isUsed(text))?.text ?? [])
  if (!parts.length) return undefined
  const readings =
    parts.length === written.length ? piecesOf(parts, 1, true) : parts.map((part) => reading([part], LONELY_PIECE))
  return { how: "split", readings, instead: parts }
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readFamily(words, form) {
  const noun = words.nounOf(form)
  return noun === undefined
    ? undefined
    : { how: "family", readings: readingsOf(words, [{ text: noun, weight: FAMILY }]), instead: [noun] }
}

/**
 * @param {Words} words
 * @param {string} form
 * @param {number} shortest
 * @param {boolean} [isQuick] whether only two parts are thought of: a word of three or more is oftener a slip
 * @returns {Guess | undefined}
 */
function readSplit(words, form, shortest, isQuick = false) {
  const pieces = split(words, form, shortest, { isQuick })
  return pieces.length
    ? {
        how: "split",
        readings: [...piecesOf(pieces, 1, true), ...likenessesOf(words, pieces), ...siblingsOf(words, pieces[0])],
        instead: pieces,
      }
    : undefined
}

/**
 * The parts of a compound with the synonyms of the last one in its place: a »borgerfortælling« is a story of citizens.
 *
 * @param {Words} words
 * @param {string[]} pieces
 * @returns {Reading[]}
 */
function likenessesOf(words, pieces) {
  const groups = words.groupsOf(pieces[pieces.length - 1]).filter((group) => words.groups[group].amount)
  return groups.map((group) => reading([...pieces.slice(0, -1), `~${group}`], LAST_GROUP))
}

/**
 * An unknown compound with a part that pages have: better that part than nothing.
 *
 * @param {Words} words
 * @param {string} form
 * @param {string} token
 * @returns {Guess | undefined}
 */
function readParts(words, form, token) {
  const parts = partsOf(words, form).filter((part) => !isSame(part, token))
  const alone = parts.map((part) => reading([part], LONELY_PIECE))
  const { front, ways } = lastWaysOf(words, form)
  if (front !== undefined) {
    const names = [...new Set(ways.map(([, , name]) => name))].slice(0, NAMES - 1)
    const told = ways.flatMap(([worth, terms]) => {
      const all = terms.split(" ")
      return [reading([front, ...all], worth / 10), reading(all, (worth / 10) * LAST_WAY)]
    })
    return { how: "split", readings: [...told, ...alone], instead: [front, ...names] }
  }
  return parts.length ? { how: "split", readings: alone, instead: parts } : undefined
}

/**
 * The used word that an unknown compound begins with, and what the everyday word leads to that is the rest of it.
 *
 * @param {Words} words
 * @param {string} form
 * @returns {{ front?: string, ways: Way[] }}
 */
function lastWaysOf(words, form) {
  for (let cut = form.length - SHORT_PIECE; cut >= LONG_PIECE; cut--) {
    const front = frontOf(words, form.slice(0, cut), LONG_PIECE)
    const ways = front === undefined ? undefined : words.waysOf([form.slice(cut)])
    if (ways?.length) return { front, ways }
  }
  return { ways: [] }
}

/**
 * The groups of synonyms with a word that begins like an unknown compound: what it says of the thing is half the answer.
 *
 * @param {Words} words
 * @param {string} front
 * @returns {Reading[]}
 */
function siblingsOf(words, front) {
  const groups = new Set(words.startingWith(fold(front)).flatMap((listed) => listed.groups))
  return Array.from(groups, (group) => ({ ...reading([`~${group}`], SIBLING), isPartial: true }))
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readBeginning(words, form) {
  if (form.length < LONG_PIECE) return undefined
  const likeliest = words.completions(form, LIKELIEST).map((text) => ({ text, weight: BEGINNING }))
  return likeliest.length
    ? { how: "beginning", readings: readingsOf(words, likeliest), instead: likeliest.map(({ text }) => text) }
    : undefined
}

/**
 * A word that is right is never taken for a slip, whatever it is near.
 *
 * @param {Words} words
 * @param {string} form
 * @param {number} slips
 * @returns {Guess | undefined}
 */
function readSlip(words, form, slips) {
  if (form.length < SLIPPED[slips - 1]) return undefined
  // Both are asked of at once, so that what either needs is fetched at once.
  const near = nearest(words, form, slips)
  if (near !== undefined) words.pieces(near).forEach((piece) => words.entry(piece))
  const isRight = words.isRight(form) || (slips > 1 && words.isRightCompound(form))
  return near === undefined || isRight
    ? undefined
    : { how: "slip", readings: readingsOf(words, [{ text: near, weight: SLIP }]), instead: [near] }
}
