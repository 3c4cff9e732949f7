/** Marks: what a line begins. Each function looks at lines and tells; none of them reads what is within. */

import { cellsOf, WIDTH, widthOf } from "./lines.js"

/** @import { Patterns, Point, TextRules } from "./types.d.ts" */

export const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/
export const HEADING = /^ {0,3}#{1,6}(?:[ \t](.*))?$/
export const RULE = /^ {0,3}([-_*])(?:[ \t]*\1){2,}[ \t]*$/
export const NOTE = /^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*/
export const QUOTE = /^ {0,3}> ?/
const POINT = /^( {0,3})(?:([-*+])|(\d{1,9})([.)]))(?:([ \t]+)(?=\S)|[ \t]*$)/
const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/
/** Characters above a note in which the asterisk is looked for that refers to it, as the check does. */
const LOOKED_BACK = 3000
const DASHES = /^ {0,3}-+[ \t]*$/

/**
 * Make the patterns that the check's rules tell.
 *
 * @param {TextRules} text
 * @returns {Patterns}
 */
export function patternsOf(text) {
  return {
    ordinal: new RegExp(`^(?:${text.ordinal})`, "u"),
    bullet: new RegExp(text.bullet, "u"),
    hard: new RegExp(text.hard, "u"),
    moreThan: new RegExp(`^(?:${text.moreThan})`, "u"),
    noted: new RegExp(text.noted, "u"),
    box: new RegExp(`^(?:${text.box})$`, "iu"),
    rows: Object.entries(text.rows).map(([kind, pattern]) => [kind, new RegExp(`^(?:${pattern})`, "u")]),
  }
}

/**
 * Return the words of a heading, if the line is one. A mark alone is none: it has no words.
 *
 * @param {string} line
 * @returns {string}
 */
export function headingOf(line) {
  const words = (HEADING.exec(line)?.[1] ?? "").trim()
  let end = words.length
  while (words[end - 1] === "#") end -= 1
  if (!words.slice(0, end).replace(/#/g, "").trim()) return ""
  return /[ \t]/.test(words[end - 1]) ? words.slice(0, end).trimEnd() : words
}

/**
 * Tell whether a line is the first of a table: below it stands a line of marks, with as many cells.
 *
 * @param {string[]} lines
 * @param {number} at
 * @returns {boolean}
 */
export function isTable(lines, at) {
  const [line, next = ""] = lines.slice(at, at + 2)
  if (!line.includes("|") || widthOf(line) >= WIDTH || !DELIMITERS.test(next)) return false
  return /[|:-]{2}|\|/.test(next.trim()) && cellsOf(next).length === cellsOf(line).length
}

/**
 * Tell whether a line is in a quotation; one alone may say »more than«: `> 30 borgere`.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Patterns} ours
 * @returns {boolean}
 */
export function isQuote(lines, at, { moreThan }) {
  if (!QUOTE.test(lines[at])) return false
  const isAlone = ![lines[at - 1], lines[at + 1]].some((line) => line?.trimStart().startsWith(">"))
  return !(isAlone && moreThan.test(lines[at].trimStart()))
}

/**
 * Return the point of a list that a line begins, if any. A date is none, and neither is `+ 2 timer`.
 *
 * @param {string} line
 * @param {Patterns} ours
 * @returns {Point | null}
 */
export function pointOf(line, { ordinal }) {
  const found = POINT.exec(line)
  const bare = line.trimStart()
  if (!found || RULE.test(line) || /^\+[ \t]+\d/.test(bare)) return null
  const [whole, indent, bullet, number, mark, space = ""] = found
  if (number && ordinal.test(bare)) return null
  const room = space.replace(/\t/g, " ".repeat(WIDTH)).length
  const before = indent.length + (bullet ?? number + mark).length
  const isCode = room > WIDTH
  return {
    indent: indent.length,
    mark: bullet ?? mark,
    number: number ? Number(number) : undefined,
    isEmpty: !line.slice(whole.length).trim(),
    offset: before + (isCode || !room ? 1 : room),
    text: line.slice(isCode ? before + 1 : whole.length),
  }
}

/**
 * Tell whether a point begins a list, and is not words that only look like one.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Point} point
 * @param {Patterns} ours
 * @returns {boolean}
 */
export function isFirst(lines, at, point, ours) {
  return !isAlone(lines, at, point) && !isAside(lines, at, point, ours)
}

/**
 * Tell whether a number stands alone before words in small letters, and counts no list: »7. afdeling er med.«
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Point} point
 */
function isAlone(lines, at, { indent, number, text }) {
  if (number === undefined || number <= 1 || !/^\p{Ll}/u.test(text)) return false
  const following = new RegExp(`^ *(?:${number}|${number + 1})[.)](?:[ \\t]|$)`)
  const next = lines.slice(at + 1, at + 40).find((line) => line.trim() && widthOf(line) <= indent)
  return !(next && following.test(next))
}

/**
 * Tell whether an asterisk alone begins the note that one above it refers to: »20 kr.*«.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Point} point
 * @param {Patterns} ours
 */
function isAside(lines, at, { mark }, { noted }) {
  if (mark !== "*") return false
  let below = at + 1
  while (below < lines.length && !lines[below].trim()) below += 1
  if (lines[below]?.trimStart().startsWith("*")) return false
  let seen = 0
  for (let above = at - 1; above >= 0 && seen < LOOKED_BACK; above -= 1) {
    const line = lines[above]
    if (line.indexOf("*") >= 0 && line.indexOf("*") === line.lastIndexOf("*") && noted.test(line)) return true
    seen += line.length + 1
  }
  return false
}

/**
 * Tell whether a line begins a block that ends the running text above it, which lies further in when it is `outer`.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Patterns} ours
 * @param {boolean} [outer]
 * @returns {boolean}
 */
export function isBlock(lines, at, ours, outer = false) {
  const line = lines[at]
  if (widthOf(line) >= WIDTH) return false
  const point = pointOf(line, ours)
  if (point && (outer || (!point.isEmpty && (point.number ?? 1) === 1))) return true
  if (RULE.test(line) && (outer || !DASHES.test(line))) return true
  if (FENCE.test(line) || NOTE.test(line) || ours.box.test(line.trim())) return true
  return Boolean(headingOf(line)) || isQuote(lines, at, ours) || isTable(lines, at)
}

/**
 * Tell whether a line goes on with the running text that some lines within a point or a quotation end with.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {string[]} inner
 * @param {Patterns} ours
 * @returns {boolean}
 */
export function goesOn(lines, at, inner, ours) {
  return isOpen(inner) && !isBlock(lines, at, ours, true) && !ours.ordinal.test(lines[at].trimStart())
}

/**
 * Tell whether the last of some lines is running text.
 *
 * @param {string[]} lines
 */
function isOpen(lines) {
  const last = lines.at(-1) ?? ""
  if (!last.trim() || HEADING.test(last) || RULE.test(last) || FENCE.test(last)) return false
  return widthOf(last) < WIDTH || lines.length > 1
}
