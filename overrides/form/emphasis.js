/** Emphasis: the marks of running text that belong together become bold, italics and strokes; the others are words. */

import { make } from "./pieces.js"

/** @import { Piece } from "./types.d.ts" */
/** @typedef {{ words: string }} Words Words that are no mark, whatever they look like. */
/** @typedef {{ mark: string, count: number, length: number, opens: boolean, closes: boolean }} Mark
 * A run of marks: how many are left of it, how many there were, and whether it may begin or end an emphasis.
 */
/** @typedef {Piece | Words | Mark} Part */

const PUNCTUATION = /[\p{P}\p{S}]/u

/**
 * Return a run of marks as a part, by the characters on both sides of it.
 *
 * @param {string} run
 * @param {string} before
 * @param {string} after
 * @returns {Mark}
 */
export function markOf(run, before, after) {
  const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)]
  const [signBefore, signAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
  const left = !spaceAfter && (!signAfter || spaceBefore || signBefore)
  const right = !spaceBefore && (!signBefore || spaceAfter || signAfter)
  const isWithinWords = run[0] === "_" // Names such as min_fil_navn have them too.
  const opens = left && (!isWithinWords || !right || signBefore)
  const closes = right && (!isWithinWords || !left || signAfter)
  return { mark: run[0], count: run.length, length: run.length, opens, closes }
}

/**
 * Return the pieces of parts.
 *
 * @param {Part[]} parts
 * @returns {Piece[]}
 */
export function emphasise(parts) {
  /** @type {Part[]} */
  const made = []
  /** @type {Map<string, number>} */
  const bottoms = new Map()
  for (const part of parts) {
    made.push(part)
    close(made, bottoms)
  }
  return join(made)
}

/**
 * Let the last of some parts, if it is a mark, end the emphases that are open above it. `bottoms` are the places above
 * which there is nothing to open for marks of a kind.
 *
 * @param {Part[]} parts
 * @param {Map<string, number>} bottoms
 */
function close(parts, bottoms) {
  let place = parts.length - 1
  const closer = parts[place]
  if (!isMark(closer) || !closer.closes) return
  const kind = `${closer.mark}${closer.opens}${closer.length % 3}`
  while (closer.count) {
    const from = findOpener(parts, place, closer, bottoms.get(kind) ?? 0)
    if (from < 0) bottoms.set(kind, place)
    const first = parts[from]
    const name = isMark(first) && nameOf(first, closer)
    if (!name) break
    const inner = join(parts.slice(from + 1, place))
    const used = name === "em" ? 1 : 2
    first.count -= used
    closer.count -= used
    parts.splice(from + 1, place - from - 1, make(name, {}, inner))
    place = from + 2
  }
}

/**
 * Return what two runs of marks make of the words between them.
 *
 * @param {Mark} first
 * @param {Mark} last
 * @returns {"strong" | "em" | "del" | null}
 */
function nameOf(first, last) {
  const isDouble = first.count > 1 && last.count > 1
  if (last.mark === "~") return isDouble ? "del" : null
  return isDouble ? "strong" : "em"
}

/**
 * Return the place of the nearest mark that one may belong to, or -1.
 *
 * @param {Part[]} parts
 * @param {number} at
 * @param {Mark} closer
 * @param {number} bottom
 * @returns {number}
 */
function findOpener(parts, at, closer, bottom) {
  for (let from = at - 1; from >= bottom; from -= 1) {
    const part = parts[from]
    if (isMark(part) && part.mark === closer.mark && part.opens && part.count && isPair(part, closer)) return from
  }
  return -1
}

/**
 * Tell whether the lengths of two runs go together: CommonMark's rule of three, which strokes do not have.
 *
 * @param {Mark} first
 * @param {Mark} last
 */
function isPair(first, last) {
  if (last.mark === "~" || !(first.closes || last.opens)) return true
  return (first.length + last.length) % 3 !== 0 || (first.length % 3 === 0 && last.length % 3 === 0)
}

/**
 * Return the parts as pieces, words put together.
 *
 * @param {Part[]} parts
 * @returns {Piece[]}
 */
function join(parts) {
  /** @type {Piece[]} */
  const made = []
  for (const part of parts) {
    const words = textOf(part)
    const last = made.at(-1)
    if (typeof words !== "string") made.push(words)
    else if (typeof last === "string") made[made.length - 1] = last + words
    else if (words) made.push(words)
  }
  return made
}

/**
 * @param {Part} part
 * @returns {Piece}
 */
function textOf(part) {
  if (isMark(part)) return part.mark.repeat(part.count)
  return typeof part === "object" && "words" in part ? part.words : part
}

/**
 * @param {Part | undefined} part
 * @returns {part is Mark}
 */
function isMark(part) {
  return typeof part === "object" && "mark" in part
}
