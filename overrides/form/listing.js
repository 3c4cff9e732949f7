/** Listing: a list with the numbers that it is written with, and the boxes of tasks. */

import { outdent, widthOf } from "./lines.js"
import { goesOn, isFirst, pointOf } from "./marks.js"
import { make } from "./pieces.js"

/** @import { Block, Found, Patterns, Point, Reading, Rough } from "./types.d.ts" */

/**
 * Return the list that begins at a line, if any.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Reading} reading
 * @returns {Found | null}
 */
export function list(lines, at, { ours, within }) {
  const first = pointOf(lines[at], ours)
  if (!first || !isFirst(lines, at, first, ours)) return null
  /** @type {Block[]} */
  const blocks = []
  /** @type {number[]} */
  const numbers = []
  let row = at
  /** @type {Point | null} */
  let point = first
  while (point && isAlike(point, first)) {
    const [inner, next] = takePoint(lines, row, point, ours)
    blocks.push(within(inner))
    if (point.number !== undefined) numbers.push(point.number)
    row = next
    while (row < lines.length && !lines[row].trim()) row += 1
    point = row < lines.length ? pointOf(lines[row], ours) : null
  }
  return [() => [numbers.length ? numbered(numbers, blocks) : bulleted(blocks)], row]
}

/**
 * @param {Point} one
 * @param {Point} other
 */
function isAlike(one, other) {
  return one.mark === other.mark && (one.number === undefined) === (other.number === undefined)
}

/**
 * Return the lines of a point, and the line after them.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Point} point
 * @param {Patterns} ours
 * @returns {[inner: string[], next: number]}
 */
function takePoint(lines, at, { offset, text, isEmpty }, ours) {
  const inner = [text]
  let row = at + 1
  if (isEmpty && !(lines[row] ?? "").trim()) return [inner, row]
  for (; row < lines.length; row += 1) {
    const line = lines[row]
    if (!line.trim()) inner.push("")
    else if (widthOf(line) >= offset) inner.push(outdent(line, offset))
    else if (goesOn(lines, row, inner, ours)) inner.push(line.trimStart())
    else break
  }
  return [inner, row]
}

/**
 * @param {Block[]} blocks
 * @returns {Rough}
 */
function bulleted(blocks) {
  const items = blocks.map((block) => make("li", {}, tasked(block())))
  return make("ul", {}, items)
}

/**
 * Return a list whose points keep their numbers; only ones, or only zeros, are counted.
 *
 * @param {number[]} numbers
 * @param {Block[]} blocks
 * @returns {Rough}
 */
function numbered(numbers, blocks) {
  const counts = numbers.length > 1 && numbers[0] <= 1 && new Set(numbers).size === 1
  const start = counts ? 1 : numbers[0]
  const items = blocks.map((block, row) => {
    const isDue = counts || !row || numbers[row] === numbers[row - 1] + 1
    return make("li", isDue ? {} : { value: numbers[row] }, block())
  })
  return make("ol", start === 1 ? {} : { start }, items)
}

/**
 * Make the box of a task, where a point begins with one.
 *
 * @param {Rough[]} pieces
 * @returns {Rough[]}
 */
function tasked([first, ...others]) {
  if (typeof first !== "object" || !("name" in first) || first.name !== "p") return first ? [first, ...others] : []
  const [words, ...rest] = first.children
  const found = typeof words === "string" && /^\[([ xX])\](?=\s)/.exec(words)
  if (!found) return [first, ...others]
  const box = found[1] === " " ? "☐" : "☑"
  return [make("p", {}, [box + words.slice(found[0].length), ...rest]), ...others]
}
