/** Inlines: what running text becomes: emphasis, code, links and line breaks, as CommonMark reads them. */

import { addressOf } from "./addresses.js"
import { emphasise, markOf } from "./emphasis.js"
import { make, wordsOf } from "./pieces.js"

/** @import { Part } from "./emphasis.js" */
/** @import { Piece, References } from "./types.d.ts" */

const ESCAPED = /^\\([!-/:-@[-`{-~])/
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|[A-Za-z][A-Za-z\d]{1,31});/
const AUTOLINK = /^<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*)>/
const TAG = /^<(?:!--|\/?[A-Za-z][A-Za-z\d-]{0,30}(?:\s[^<>]{0,500})?\/?>)/
const DESTINATION =
  /^\([ \t\n]*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))(?:[ \t\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?[ \t\n]*\)/
/** Characters of a name that an address is referred to by, and links and pictures within each other. */
const LABEL = 999
const DEEPEST = 20
const NOTE = /^\[\^([^\]\s]{1,80})\]/
const NAME = /^\[((?:\\.|[^\][\\])*)\]/
const STEPS = String.raw`(?:\\[^\\\n"<>|*?]{1,80}(?=\\))*\\(?:[^\\\s"<>|*?»”),;:!]{0,79}[^\\\s"<>|*?»”),;:!.])?(?!\\)`
const DRIVE = new RegExp(`^${STEPS}`)
const SERVER = new RegExp(String.raw`^\\\\[A-Za-z\d][\p{L}\p{N}_.\-]{0,80}${STEPS}`, "u")
const FILE = /^_{1,2}[\p{L}\p{N}_-]{1,80}?_{1,2}\.[\p{L}\p{N}_]{2,5}(?![\p{L}\p{N}_])/u

/**
 * Return the name by which an address is referred to.
 *
 * @param {string} text
 * @returns {string}
 */
export function labelOf(text) {
  return text.trim().replace(/\s+/g, " ").toLowerCase()
}

/**
 * Return the pieces of running text. What it refers to is noted in `references`.
 *
 * @param {string} text
 * @param {References} references
 * @returns {Piece[]}
 */
export function inline(text, references) {
  return new Line(text, references).read()
}

/** Running text while it is read, from its beginning to its end: each method takes what begins at `at`. */
class Line {
  /**
   * @param {string} text
   * @param {References} references
   * @param {boolean} [isLink] Whether it is the words of a link, in which there is no other.
   * @param {number} [depth] Links and pictures that it stands in.
   */
  constructor(text, references, isLink = false, depth = 0) {
    this.text = text
    this.depth = depth
    /** @type {Map<number, number>} Where each bracket is closed that has been looked for, or -1. */
    this.closed = new Map()
    /** @type {Map<number, number[]> | undefined} Where runs of backticks stand, by their lengths. */
    this.ticks = undefined
    this.references = references
    this.isLink = isLink
    /** @type {Part[]} */
    this.parts = []
    this.at = 0
  }

  /** @returns {Piece[]} */
  read() {
    while (this.at < this.text.length) this.step()
    return emphasise(this.parts)
  }

  get rest() {
    return this.text.slice(this.at)
  }

  /**
   * @param {Part} part
   * @param {number} length
   */
  take(part, length) {
    this.parts.push(part)
    this.at += length
  }

  step() {
    const sign = this.text[this.at]
    if (this.literal(sign) || this.link(sign) || this.address()) return
    if (sign === "\\") this.escape()
    else if (sign === "`") this.code()
    else if (sign === "\n") this.newline()
    else if ("*_~".includes(sign)) this.mark(sign)
    else if (sign === "&") this.entity()
    else if (sign === "<") this.angle()
    else this.take(sign, 1)
  }

  /**
   * Take as it is written what holds a mark that is none: a path, a file's name, a sign of multiplication.
   *
   * @param {string} sign
   */
  literal(sign) {
    const before = this.text.slice(Math.max(this.at - 3, 0), this.at)
    const words = literalOf(sign, before, this.rest)
    if (words) this.take(words, words.length)
    return Boolean(words)
  }

  escape() {
    const found = ESCAPED.exec(this.rest)
    if (found) this.take({ words: found[1] }, 2)
    else if (this.text[this.at + 1] === "\n") this.break(2)
    else this.take("\\", 1)
  }

  newline() {
    const isBreak = this.parts.at(-1) === " " && this.text.endsWith("  ", this.at)
    while (this.parts.at(-1) === " ") this.parts.pop()
    if (isBreak) this.break(1)
    else this.take("\n", 1)
    this.skipSpaces()
  }

  /** @param {number} length */
  break(length) {
    this.take(make("br"), length)
    this.skipSpaces()
  }

  skipSpaces() {
    while (this.text[this.at] === " ") this.at += 1
  }

  code() {
    const run = runAt(this.text, this.at)
    const end = this.endOfCode(this.at, run)
    if (end < 0) return this.take(run, run.length)
    const words = this.text.slice(this.at + run.length, end - run.length).replace(/\n/g, " ")
    // So that words may begin or end with a mark.
    const isPadded = words.startsWith(" ") && words.endsWith(" ") && /[^ ]/.test(words)
    this.take(make("code", {}, [isPadded ? words.slice(1, -1) : words]), end - this.at)
  }

  entity() {
    const found = ENTITY.exec(this.rest)
    if (!found) return this.take("&", 1)
    const [whole, decimal, hex] = found
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    this.take(decimal || hex ? { words: characterOf(point) } : { entity: whole }, whole.length)
  }

  angle() {
    const found = AUTOLINK.exec(this.rest)
    if (found) return this.take(shown([found[1]]), found[0].length)
    const [tag = "<"] = TAG.exec(this.rest) ?? []
    this.take({ words: tag }, tag.length)
  }

  /** @param {string} sign */
  mark(sign) {
    const run = runAt(this.text, this.at)
    if (sign === "~" && run.length < 2) return this.take(run, 1)
    const before = [...this.text.slice(Math.max(this.at - 2, 0), this.at)].at(-1) ?? " "
    const [after = " "] = this.text.slice(this.at + run.length)
    this.take(markOf(run, before, after), run.length)
  }

  /** @param {string} sign */
  link(sign) {
    const isImage = sign === "!" && this.text[this.at + 1] === "["
    if (sign !== "[" && !isImage) return false
    if (!isImage && this.note()) return true
    const start = this.at + (isImage ? 2 : 1)
    const end = this.endOfBracket(start)
    if (end < 0 || (this.isLink && !isImage) || this.depth > DEEPEST) return false
    const words = this.text.slice(start, end)
    const after = this.text.slice(end + 1)
    const found = DESTINATION.exec(after)
    const length = found ? found[0].length : this.refer(words, after)
    if (length < 0) return false
    const within = new Line(words, this.references, !isImage, this.depth + 1).read()
    this.take(isImage ? picture(within) : shown(within), end + 1 + length - this.at)
    return true
  }

  /**
   * Return where the code ends that begins at a place with a run of marks, those at its end included; -1 if it does not.
   *
   * @param {number} at
   * @param {string} run
   * @returns {number}
   */
  endOfCode(at, run) {
    this.ticks ??= ticksIn(this.text)
    const places = this.ticks.get(run.length) ?? []
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[middle] < at + run.length) low = middle + 1
      else high = middle
    }
    return low < places.length ? places[low] + run.length : -1
  }

  /**
   * Return where the bracket is closed that is open at a place, or -1. What is code is passed over. What is found of
   * others on the way is remembered, so that all of them cost one walk.
   *
   * @param {number} start
   * @returns {number}
   */
  endOfBracket(start) {
    const { text, closed } = this
    const open = closed.has(start) ? [] : [start]
    for (let at = start; open.length && at < text.length; at += 1) {
      if (text[at] === "\\") at += 1
      else if (text[at] === "`") {
        const run = runAt(text, at)
        at = Math.max(this.endOfCode(at, run), at + run.length) - 1
      } else if (text[at] === "[") open.push(at + 1)
      else if (text[at] === "]") closed.set(open.pop() ?? start, at)
    }
    for (const place of open) closed.set(place, -1)
    return closed.get(start) ?? -1
  }

  /**
   * Return how long what follows a link's words is, when they lead to an address elsewhere in the text; else -1.
   *
   * @param {string} words
   * @param {string} after
   */
  refer(words, after) {
    const [whole = "", name] = NAME.exec(after) ?? []
    if (!this.references.addresses.size || (name || words).length > LABEL) return -1
    const label = labelOf(name || words)
    if (!this.references.addresses.has(label)) return -1
    this.references.used.add(label)
    return whole.length
  }

  /** Take the number of a footnote that stands elsewhere in the text. */
  note() {
    const [whole, name = ""] = NOTE.exec(this.rest) ?? []
    const label = name.toLowerCase()
    const { notes, numbers } = this.references
    if (!whole || !notes.has(label)) return false
    if (!numbers.includes(label)) numbers.push(label)
    this.take(make("sup", {}, [shown([String(numbers.indexOf(label) + 1)])]), whole.length)
    return true
  }

  /** Take a bare address, or that of a mail, as a link. */
  address() {
    const address = this.isLink ? "" : addressOf(this.rest, this.text[this.at - 1] ?? " ")
    if (address) this.take(shown([address]), address.length)
    return Boolean(address)
  }
}

/**
 * @param {string} sign
 * @param {string} before
 * @param {string} rest
 * @returns {string}
 */
function literalOf(sign, before, rest) {
  if (sign === "*") return isBetweenFactors(before.slice(-1) + rest.slice(1, 2)) ? sign : ""
  if (sign === "_") return (!/[\p{L}\p{N}_]$/u.test(before) && FILE.exec(rest)?.[0]) || ""
  if (sign !== "\\") return ""
  if (/(?<![A-Za-z])[A-Za-z]:$/.test(before)) return DRIVE.exec(rest)?.[0] ?? ""
  return (!/[\\`]$/.test(before) && SERVER.exec(rest)?.[0]) || ""
}

/**
 * Tell whether the two characters around an asterisk are multiplied: »2*x«.
 *
 * @param {string} around
 */
function isBetweenFactors(around) {
  return /^[\p{L}\p{N}]{2}$/u.test(around) && /\p{Nd}/u.test(around)
}

/**
 * Return how often the sign at a place stands there.
 *
 * @param {string} text
 * @param {number} at
 * @returns {string} All of them.
 */
function runAt(text, at) {
  let end = at
  while (text[end] === text[at]) end += 1
  return text.slice(at, end)
}

/**
 * Return where runs of backticks stand in a text, by their lengths.
 *
 * @param {string} text
 */
function ticksIn(text) {
  /** @type {Map<number, number[]>} */
  const found = new Map()
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const places = found.get(run.length) ?? []
    places.push(index)
    found.set(run.length, places)
  }
  return found
}

/**
 * @param {Piece[]} pieces
 * @returns {Piece}
 */
function shown(pieces) {
  return make("span", { class: "c-preview__link" }, pieces)
}

/**
 * @param {Piece[]} pieces
 * @returns {Piece}
 */
function picture(pieces) {
  return make("span", { class: "c-preview__picture" }, wordsOf(pieces))
}

/**
 * Return the character of a number, or the sign for one that is none.
 *
 * @param {number} point
 * @returns {string}
 */
function characterOf(point) {
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
  return isCharacter ? String.fromCodePoint(point) : "\ufffd"
}
