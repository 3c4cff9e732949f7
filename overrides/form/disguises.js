/**
 * Disguises: a text as its reader takes it in, with the place of every character in what was written.
 *
 * As the check's `catalogue.privacy.disguises`, which gives its tokens and its characters as data.
 */

const made = new WeakMap()

/** Return what follows from the rules and takes time to make: made once. */
function prepare(rules) {
  if (!made.has(rules)) made.set(rules, make(rules.disguises))
  return made.get(rules)
}

function make({ tokens, inline, mark, break: gap, characters }) {
  const token = new RegExp(tokens.map(([, pattern]) => `(${pattern})`).join("|"), "gsu")
  const readers = [null, ...tokens.map(([kind]) => READERS[kind])] // By the number of the group.
  const runs = Object.entries(characters).flatMap(([reading, packed]) => unpack(packed).map((run) => [...run, reading]))
  return { token, readers, inline: new Set(inline.split(" ")), mark, gap, runs, known: new Map() }
}

/** Return runs of characters, the first and the last of each. Packed are the gap before each run, and its length. */
function unpack(packed) {
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
 * Out comes `{ text, pieces }`: what is read, and the pieces that it was read from, for `placeOf` to find the way back.
 */
export function reveal(written, rules) {
  const known = prepare(rules)
  const shown = { text: "", pieces: [] }
  let last = ""
  for (const found of written.matchAll(known.token)) {
    const [token] = found
    const piece = known.readers[found.indexOf(token, 1)](token, known)
    if (!piece || (piece === last && (piece === " " || piece === known.mark))) continue
    shown.pieces.push({ at: shown.text.length, piece, token, start: found.index })
    shown.text += piece
    last = piece.at(-1)
  }
  return shown
}

/** Return where that which reads as `text.slice(start, end)`, from a digit to a digit, was written: start and end. */
export function placeOf(shown, start, end) {
  return [placeOfOne(shown, start)[0], placeOfOne(shown, end - 1)[1]]
}

/** Letters and digits stand where they are read; all else stands for the whole of what was written. */
function placeOfOne({ pieces }, at) {
  const { at: begun, piece, token, start } = pieces[findLast(pieces, at)]
  if (PLAIN.test(token)) return [start + at - begun, start + at - begun + 1]
  const [were, are] = [[...token], [...piece]] // Counted as the check counts: an emoji is one.
  if (were.length !== are.length) return [start, start + token.length]
  const before = were.slice(0, [...piece.slice(0, at - begun)].length)
  const first = start + before.join("").length
  return [first, first + were[before.length].length]
}

/** Return the number of the last piece that does not begin after a place. */
function findLast(pieces, at) {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (pieces[middle].at <= at) low = middle
    else high = middle - 1
  }
  return low
}

const PLAIN = /^[A-Za-z0-9]+$/

const READERS = {
  plain: (token) => token.toLowerCase(),
  space: () => " ",
  gap: (token, { gap }) => gap,
  line: () => " ",
  entity: (token, known) => remember(token, known, () => readEntity(token, known)),
  tag: (token, known) => remember(token, known, () => readTag(token, known)),
  escape: (token, known) => read(String.fromCharCode(parseInt(token.slice(2), 16)), known),
  percent: (token, known) => readEach(decodePercent(token), known),
  other: read,
}

/** Return what a piece of text was made into before, or make it now. */
function remember(written, { known }, make) {
  if (!known.has(written)) known.set(written, make())
  return known.get(written)
}

function readTag(token, known) {
  // Words in angle brackets are shown as they stand, so a number within them is read as well.
  const words = readEach(token, known)
  if (words.replace(/[^0-9]/g, "").length >= 10) return words
  const name = /^<\/?([A-Za-z0-9]+)/.exec(token)?.[1].toLowerCase()
  if (name === "br") return " "
  return name === undefined || known.inline.has(name) ? known.mark : known.gap
}

function readEntity(token, known) {
  return readEach(decodeEntity(token.replace(/^&(?:amp;)*/, "&")), known)
}

/** Return what one entity stands for. The browser knows the names of all. */
function decodeEntity(entity) {
  const template = document.createElement("template")
  template.innerHTML = entity
  const decoded = template.content.textContent
  // Written by its number, a character that steers a machine is nothing to the check.
  return entity[1] === "#" && /^[\v\x0e-\x1f]$/.test(decoded) ? "" : decoded
}

function decodePercent(escaped) {
  const bytes = Uint8Array.from(escaped.slice(1).split("%"), (byte) => parseInt(byte, 16))
  // What is no text leaves U+FFFD, which is nothing to a reader.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\ufffd", "")
}

function readEach(written, known) {
  return Array.from(written, (character) => read(character, known)).join("")
}

/** Return what one character is read as: often itself, nothing for what cannot be seen. */
function read(character, known) {
  return remember(character, known, () => lookUp(character, known) ?? readPlain(character, known))
}

function lookUp(character, { runs }) {
  const point = character.codePointAt(0)
  const [first, , reading] = runs.find((run) => run[0] <= point && point <= run[1]) ?? []
  return reading && /[0-9]/.test(reading) ? String(+reading + point - first) : reading
}

function readPlain(character, known) {
  const plain = character.normalize("NFKC")
  return plain === character ? character.toLowerCase() : readEach(plain, known)
}
