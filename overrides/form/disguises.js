/**
 * Disguises: a text as its reader takes it in, with the place of every character in what was written.
 *
 * As the check's `catalogue.privacy.disguises`, which gives its tokens and its characters as data.
 */

/** @import { DisguiseRules, Rules } from "./types.d.ts" */

/**
 * A text as it is read, and as it was written. Piece by piece: where it begins in the one, and begins and ends in the other.
 * Held in columns, for the garbage collector would carry an object for each piece of a long text about.
 *
 * @typedef {{ text: string, written: string, ats: number[], starts: number[], ends: number[] }} Reading
 */

/**
 * @typedef {(token: string, known: Known) => string} Reader
 */

/**
 * What follows from the rules and takes time to make.
 *
 * @typedef {{
 *   token: RegExp,
 *   readers: (Reader | null)[],
 *   inline: Set<string>,
 *   cells: Set<string>,
 *   cell: string,
 *   mark: string,
 *   gap: string,
 *   runs: [first: number, last: number, reading: string][],
 *   known: Map<string, string>,
 * }} Known
 */

/** @type {WeakMap<Rules, Known>} */
const made = new WeakMap()

/**
 * Return what follows from the rules and takes time to make: made once.
 *
 * @param {Rules} rules
 * @returns {Known}
 */
function prepare(rules) {
  const known = made.get(rules) ?? make(rules.disguises)
  made.set(rules, known)
  return known
}

/**
 * @param {DisguiseRules} rules
 * @returns {Known}
 */
function make({ tokens, inline, cells, cell, mark, break: gap, characters }) {
  const token = new RegExp(tokens.map(([, pattern]) => `(${pattern})`).join("|"), "gsu")
  const readers = [null, ...tokens.map(([kind]) => READERS[kind])] // By the number of the group.
  const runs = Object.entries(characters).flatMap(([reading, packed]) =>
    unpack(packed).map(([first, last]) => /** @type {Known["runs"][0]} */ ([first, last, reading])),
  )
  const [dressing, rows] = [inline, cells].map((names) => new Set(names.split(" ")))
  return { token, readers, inline: dressing, cells: rows, cell, mark, gap, runs, known: new Map() }
}

/**
 * Return runs of characters, the first and the last of each. Packed are the gap before each run, and its length.
 *
 * @param {string} packed
 * @returns {[first: number, last: number][]}
 */
function unpack(packed) {
  /** @type {[first: number, last: number][]} */
  const runs = []
  const numbers = packed.split(" ").map((number) => parseInt(number, 36))
  for (let at = 0, next = 0; at < numbers.length; at += 2) {
    const first = next + numbers[at]
    next = first + numbers[at + 1]
    runs.push([first, next - 1])
  }
  return runs
}

/**
 * Return a text as it is read: Markdown, HTML, YAML's escapes and addresses alike.
 *
 * What comes out is for `placeOf` to find the way back.
 *
 * @param {string} written
 * @param {Rules} rules
 * @returns {Reading}
 */
export function reveal(written, rules) {
  const known = prepare(rules)
  /** @type {string[]} */
  const pieces = []
  /** @type {number[][]} */
  const [ats, starts, ends] = [[], [], []]
  let [at, last] = [0, ""]
  for (const found of written.matchAll(known.token)) {
    const [token] = found
    const piece = known.readers[found.indexOf(token, 1)]?.(token, known)
    if (!piece || (piece === last && (piece === " " || piece === known.mark))) continue
    pieces.push(piece)
    ats.push(at)
    starts.push(found.index)
    ends.push(found.index + token.length)
    at += piece.length
    last = piece[piece.length - 1]
  }
  return { text: pieces.join(""), written, ats, starts, ends }
}

/**
 * Return where that which reads as `text.slice(start, end)`, from a digit to a digit, was written: start and end.
 *
 * @param {Reading} shown
 * @param {number} start
 * @param {number} end
 * @returns {[start: number, end: number]}
 */
export function placeOf(shown, start, end) {
  return [placeOfOne(shown, start)[0], placeOfOne(shown, end - 1)[1]]
}

/**
 * Letters and digits stand where they are read; all else stands for the whole of what was written.
 *
 * @param {Reading} shown
 * @param {number} at
 * @returns {[start: number, end: number]}
 */
function placeOfOne({ text, written, ats, starts, ends }, at) {
  const number = findLast(ats, at)
  const [begun, start] = [ats[number], starts[number]]
  const [piece, token] = [text.slice(begun, ats[number + 1]), written.slice(start, ends[number])]
  if (PLAIN.test(token)) return [start + at - begun, start + at - begun + 1]
  const [were, are] = [[...token], [...piece]] // Counted as the check counts: an emoji is one.
  if (were.length !== are.length) return [start, start + token.length]
  const before = were.slice(0, [...piece.slice(0, at - begun)].length)
  const first = start + before.join("").length
  return [first, first + were[before.length].length]
}

/**
 * Return the number of the last piece that does not begin after a place.
 *
 * @param {number[]} ats
 * @param {number} at
 */
function findLast(ats, at) {
  let [low, high] = [0, ats.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (ats[middle] <= at) low = middle
    else high = middle - 1
  }
  return low
}

const LAST = 0x10ffff
const PLAIN = /^[A-Za-z0-9]+$/

/** @type {Record<string, Reader>} */
const READERS = {
  plain: (token) => token.toLowerCase(),
  space: () => " ",
  gap: (_, { gap }) => gap,
  line: () => " ",
  entity: (token, known) => remember(token, known, () => readEntity(token, known)),
  tag: (token, known) => remember(token, known, () => readTag(token, known)),
  note: readTag,
  link: readTag,
  escape: readEscape,
  percent: (token, known) => readEach(decodePercent(token), known),
  other: read,
}

/**
 * Return what a piece of text was made into before, or make it now.
 *
 * @param {string} written
 * @param {Known} known
 * @param {() => string} make
 * @returns {string}
 */
function remember(written, { known }, make) {
  const before = known.get(written)
  if (before !== undefined) return before
  const read = make()
  known.set(written, read)
  return read
}

/**
 * @param {string} token
 * @param {Known} known
 * @returns {string}
 */
function readTag(token, known) {
  // Words in angle brackets are shown as they stand, so a number within them is read as well.
  const words = readEach(token, known)
  if (words.replace(/[^0-9]/g, "").length >= 10) return words
  const name = /^<\/?([A-Za-z0-9]+)/.exec(token)?.[1].toLowerCase()
  if (name === "br") return " "
  if (name !== undefined && known.cells.has(name)) return known.cell
  return name === undefined || known.inline.has(name) ? known.mark : known.gap
}

/**
 * @param {string} token
 * @param {Known} known
 * @returns {string}
 */
function readEscape(token, known) {
  const point = parseInt(token.slice(2), 16)
  return point <= LAST ? read(String.fromCodePoint(point), known) : ""
}

/**
 * @param {string} token
 * @param {Known} known
 * @returns {string}
 */
function readEntity(token, known) {
  return readEach(decodeEntity(token.replace(/^&(?:amp;)*/, "&")), known)
}

/**
 * Return what one entity stands for. The browser knows the names of all.
 *
 * @param {string} entity
 * @returns {string}
 */
function decodeEntity(entity) {
  const template = document.createElement("template")
  template.innerHTML = entity
  const decoded = template.content.textContent
  // Written by its number, a character that steers a machine is nothing to the check.
  return entity[1] === "#" && isSteering(decoded.charCodeAt(0)) ? "" : decoded
}

/** @param {number} code */
function isSteering(code) {
  return code === 0x0b || (code >= 0x0e && code <= 0x1f)
}

/** @param {string} escaped */
function decodePercent(escaped) {
  const bytes = Uint8Array.from(escaped.slice(1).split("%"), (byte) => parseInt(byte, 16))
  // What is no text leaves U+FFFD, which is nothing to a reader.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", "")
}

/**
 * @param {string} written
 * @param {Known} known
 * @returns {string}
 */
function readEach(written, known) {
  return Array.from(written, (character) => read(character, known)).join("")
}

/**
 * Return what one character is read as: often itself, nothing for what cannot be seen.
 *
 * @param {string} character
 * @param {Known} known
 * @returns {string}
 */
function read(character, known) {
  return remember(character, known, () => lookUp(character, known) ?? readPlain(character, known))
}

/**
 * @param {string} character
 * @param {Known} known
 * @returns {string | undefined}
 */
function lookUp(character, { runs }) {
  const point = character.codePointAt(0) ?? 0
  const run = runs.find(([first, last]) => first <= point && point <= last)
  if (!run) return undefined
  const [first, , reading] = run
  return /[0-9]/.test(reading) ? String(+reading + point - first) : reading
}

/**
 * @param {string} character
 * @param {Known} known
 * @returns {string}
 */
function readPlain(character, known) {
  const plain = character.normalize("NFKC")
  return plain === character ? character.toLowerCase() : readEach(plain, known)
}
