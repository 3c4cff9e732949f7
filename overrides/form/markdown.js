/** Markdown: typed text becomes text that shows as it was written, and a page's text is cut at its headings.
 *
 * Lists, bold, italics and links work. Whatever else Markdown would turn into something is escaped. Lines that stood on
 * the page before are left as they were, whatever they hold.
 */

/** @typedef {{ kind: "text" | "bullet" | "number", text: string, number?: number }} Line A line, and its number in a list. */
/** @typedef {{ index: number, head: string, text: string }} Piece A part of a page's text, and the heading above it. */

const RULE = /^[-_*\s]+$/
const BULLET = /^(\s*)([-*•◦‣▪●■·\uf0b7\uf0a7]|o(?=\t))\s+(\S.*)$/
const NUMBER = /^(\s*)(\d{1,9})[.)]\s+(\S.*)$/

/**
 * Return typed text as Markdown. `known` is the Markdown that the text was before it was changed.
 *
 * @param {string} text
 * @param {string} [known]
 * @returns {string}
 */
export function toMarkdown(text, known = "") {
  const old = linesByText(known.split("\n"))
  const lines = text.split("\n")
  const following = followingWords(lines)
  const made = []
  /** @type {Line | null} */
  let last = null // What the line before was: its kind, and its number in a list.
  for (const [at, raw] of lines.entries()) {
    if (!raw.trim()) {
      made.push("")
      continue
    }
    const isKnown = old.has(raw)
    const line = classify(raw, last, following[at])
    const above = lines[at - 1]
    const stood = old.get(raw)?.has(above)
    // Each line is a paragraph of its own, as where one writes; the points of a list stay together.
    if (above?.trim() && !stood && !(line.kind !== "text" && line.kind === last?.kind)) made.push("")
    made.push(isKnown ? raw : line.text)
    last = line
  }
  return made.join("\n").trim()
}

/**
 * Return what stood above each line, by the line.
 *
 * @param {string[]} lines
 */
function linesByText(lines) {
  /** @type {Map<string, Set<string | undefined>>} */
  const found = new Map()
  for (const [at, line] of lines.entries()) found.set(line, (found.get(line) ?? new Set()).add(lines[at - 1]))
  return found
}

/**
 * Return for each line the next one with words in it, if any.
 *
 * @param {string[]} lines
 */
function followingWords(lines) {
  /** @type {(string | undefined)[]} */
  const found = new Array(lines.length)
  /** @type {string | undefined} */
  let next
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    found[at] = next
    if (lines[at].trim()) next = lines[at]
  }
  return found
}

/**
 * @param {string} raw
 * @param {Line | null} last
 * @param {string | undefined} next
 * @returns {Line}
 */
function classify(raw, last, next) {
  const bullet = !RULE.test(raw) && BULLET.exec(raw)
  if (bullet) return point("-", bullet, last, "bullet")
  const number = NUMBER.exec(raw)
  if (number && isListed(number, last, next)) return point(`${number[2]}.`, number, last, "number", +number[2])
  return { kind: "text", text: protect(raw.trim()) }
}

/**
 * Tell whether a line that begins with a number is in a list, and not a date such as »1. maj«.
 *
 * @param {RegExpExecArray} number
 * @param {Line | null} last
 * @param {string | undefined} next
 * @returns {boolean}
 */
function isListed([, , digits], last, next) {
  if (last?.kind === "number" && last.number === +digits - 1) return true
  return digits === "1" && NUMBER.exec(next ?? "")?.[2] === "2"
}

/**
 * @param {string} mark
 * @param {RegExpExecArray} found
 * @param {Line | null} last
 * @param {"bullet" | "number"} kind
 * @param {number} [number]
 * @returns {Line}
 */
function point(mark, [, indent, , words], last, kind, number = 0) {
  const deeper = indent.length > 1 && last?.kind === kind ? "    " : ""
  return { kind, number: deeper ? last?.number : number, text: `${deeper}${mark} ${protect(words)}` }
}

/** What begins a line and would become a heading, a quotation, a list, a note or an address of a link. */
const START = /^([#>]|\+(?=\s|$)|\d+[.)](?=\s|$)|:(?=\s)|!(?=!!)|\?(?=\?\?)|\[(?=[^\]]*\]:)|)([\s\S]*)$/

/**
 * @param {string} words
 * @returns {string}
 */
function protect(words) {
  if (RULE.test(words)) return words.replace(/[-_*]/g, "\\$&")
  const [, start, rest] = START.exec(words) ?? ["", "", words]
  return protectStart(start) + protectWithin(rest)
}

/**
 * @param {string} start
 * @returns {string}
 */
function protectStart(start) {
  if (start === ":" || start === "?") return `&#${start.charCodeAt(0)};`
  return start.length > 1 ? `${start.slice(0, -1)}\\${start.at(-1)}` : start && `\\${start}`
}

// Links, addresses and mails stand as they are; their marks would break if anything in them were escaped.
const LINKS = /\[[^\][]*\]\([^()\s]*\)|https?:\/\/[^\s<>*]+|(?<![\w.+-])[\w.+-]+@[\w.-]+/g
const EMPHASIS = /(?<![\p{L}\p{N}*_\\])(\*{1,3}|_{1,3})(?=[^\s*_])[^*_]*[^\s*_\\]\1(?![\p{L}\p{N}*_])/gu
const HOLE = "\ue000"

/**
 * @param {string} words
 * @returns {string}
 */
function protectWithin(words) {
  /** @type {string[]} */
  const links = []
  const bare = words.replaceAll(HOLE, "").replace(LINKS, (link) => {
    links.push(link)
    return HOLE
  })
  let [done, filled] = [0, 0]
  let made = ""
  for (const found of bare.matchAll(EMPHASIS)) {
    const mark = found[1]
    made +=
      protectMarks(bare.slice(done, found.index)) +
      mark +
      protectMarks(found[0].slice(mark.length, -mark.length)) +
      mark
    done = found.index + found[0].length
  }
  return (made + protectMarks(bare.slice(done))).replaceAll(HOLE, () => links[filled++] ?? "")
}

const MARKS =
  /\\(?=[\\`*_{}[\]()>#+\-.!|~\ue000]|$)|[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|&(?=#?\w+;)|<(?=https?:|mailto:|[^\s<>]+@|[a-zA-Z/!?]|\ue000)|%(?=%)|\{(?=>>|[#!%]|\{!|\/\*)|!(?=[[\ue000])/gu
/** @type {Record<string, string>} */
const NAMES = { "~": "&#126;", "&": "&amp;", "<": "&lt;" }

/**
 * @param {string} words
 * @returns {string}
 */
function protectMarks(words) {
  return words.replace(MARKS, (mark) => NAMES[mark] ?? `\\${mark}`)
}

/**
 * Cut a page's text at the headings on offer: pieces with the heading's number, or -1 for what is none of them.
 *
 * @param {string} body
 * @param {string[]} headings
 * @returns {Piece[]}
 */
export function cut(body, headings) {
  const pieces = [{ index: -1, head: "", text: "" }]
  let fence = ""
  for (const line of body.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const mark = /^(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && !fence) fence = mark
    else if (fence && line.trim() === fence) fence = ""
    const title = fence ? null : /^##?(?!#)[ \t]+/.exec(line)
    const index = title ? headings.indexOf(withoutClosing(line.slice(title[0].length))) : -1
    const isNew = index >= 0 && pieces.every((piece) => piece.index !== index)
    const last = pieces[pieces.length - 1]
    if (isNew) pieces.push({ index, head: line, text: "" })
    else if (title && last.index >= 0) pieces.push({ index: -1, head: "", text: line })
    else last.text += line
  }
  return pieces
}

/**
 * Return the words of a heading without the marks and spaces that close it.
 *
 * @param {string} words
 */
function withoutClosing(words) {
  let end = words.trimEnd().length
  while (words[end - 1] === "#") end -= 1
  return words.slice(0, end).trimEnd()
}

/**
 * Put a page's text together: pieces that nobody has changed as they were, new answers under their headings.
 *
 * @param {Piece[]} pieces
 * @param {string[]} texts
 * @param {string[]} headings
 * @returns {string}
 */
export function join(pieces, texts, headings) {
  const left = new Map(texts.map((text, index) => [index, text]))
  let body = ""
  /** @type {Piece | undefined} */
  let last // The piece that the text ends with, as it was; none where it ends with an answer.
  /** @type {(piece: Piece) => void} */
  const keep = (piece) => {
    body = (last ? body : apart(body)) + piece.head + piece.text
    last = piece
  }
  /** @type {(index: number, piece?: Piece) => void} */
  const add = (index, piece) => {
    const text = left.get(index) ?? ""
    left.delete(index)
    if (piece && text === piece.text.trim()) keep(piece)
    else if (text.trim()) {
      body = `${apart(body)}## ${headings[index]}\n\n${toMarkdown(text, piece?.text)}\n`
      last = undefined
    }
  }
  /** @type {(index: number) => boolean} */
  const isOld = (index) => pieces.some((piece) => piece.index === index)
  for (const piece of pieces) {
    if (piece.index < 0) keep(piece)
    else {
      // What is new comes where its heading belongs.
      for (const index of left.keys()) if (index < piece.index && !isOld(index)) add(index)
      add(piece.index, piece)
    }
  }
  for (const index of left.keys()) add(index)
  return last === pieces.at(-1) ? body : body.replace(/(?<!\n)\n+$/, "\n")
}

/**
 * Return a text with an empty line below it, if there is any.
 *
 * @param {string} text
 */
function apart(text) {
  return text ? text.replace(/(?<!\n)\n*$/, "\n\n") : ""
}
