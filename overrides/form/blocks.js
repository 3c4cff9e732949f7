/** Blocks: what a page's text becomes, as the site shows it; the preview is drawn of it.
 *
 * It reads what `catalogue.rendering` reads, by the same patterns where these are ours, and is tried on the same texts.
 */

import { inline, labelOf } from "./inlines.js"
import { cellsOf, endOfIndented, outdent, WIDTH, widthOf } from "./lines.js"
import { list } from "./listing.js"
import { FENCE, goesOn, headingOf, isBlock, isQuote, isTable, NOTE, patternsOf, QUOTE, RULE } from "./marks.js"
import { make, settle } from "./pieces.js"
import { keepRows, prepareLines } from "./preparing.js"

/** @import { Block, Found, Piece, Reading, References, Rough, RoughMade, Rules } from "./types.d.ts" */
/** @typedef {(lines: string[], at: number, reading: Reading) => Found | null} Reader Finds the block at a line, if it is one. */

/** Blocks within blocks that are read; what lies deeper is told of by the check. */
const DEEPEST = 50
const UNDERLINE = /^ {0,3}(?:={3,}|-{3,})[ \t]*$/
const SENTENCE = /[.,;:][^\p{L}\p{N}_]*$/u
const ADDRESS =
  /^ {0,3}\[(?!\^)((?:\\.|[^\][\\])+)\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/

/**
 * Return the pieces that a page's text becomes.
 *
 * @param {string} text
 * @param {Rules} rules
 * @returns {Piece[]}
 */
export function read(text, rules) {
  /** @type {Reading} */
  const reading = {
    ours: patternsOf(rules.text),
    titles: rules.text.titles,
    references: { addresses: new Set(), used: new Set(), notes: new Map(), numbers: [] },
    within: (lines) => {
      if (depth >= DEEPEST) return () => [make("p", {}, [lines.join("\n")])]
      depth += 1
      const block = readLines(lines, reading)
      depth -= 1
      return block
    },
  }
  let depth = 0
  const lines = text.replace(/\r\n?/g, "\n").split("\n")
  // What a link leads to may stand below it, so words are read when all addresses are known.
  const made = reading.within(prepareLines(lines, reading.ours))()
  return settle([...made, ...footnotes(reading.references)])
}

/**
 * Return the blocks of some lines as one.
 *
 * @param {string[]} lines
 * @param {Reading} reading
 * @returns {Block}
 */
function readLines(lines, reading) {
  /** @type {Block[]} */
  const blocks = []
  let at = 0
  while (at < lines.length) {
    if (!lines[at].trim()) at += 1
    else {
      const [block, next] = readBlock(lines, at, reading)
      blocks.push(block)
      at = next
    }
  }
  return () => blocks.flatMap((block) => block())
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {Reading} reading
 * @returns {Found}
 */
function readBlock(lines, at, reading) {
  for (const reader of READERS) {
    const found = reader(lines, at, reading)
    if (found) return found
  }
  return paragraph(lines, at, reading)
}

/** @type {Reader} */
function fenced(lines, at) {
  const [, mark, words] = FENCE.exec(lines[at]) ?? []
  if (!mark || (mark[0] === "`" && words.includes("`"))) return null
  let last = at + 1
  for (; last < lines.length; last += 1) {
    const [, other = "", after = ""] = FENCE.exec(lines[last]) ?? []
    if (other.startsWith(mark) && !after.trim()) break
  }
  return [() => [pre(lines.slice(at + 1, last))], last + 1]
}

/** @type {Reader} */
function indented(lines, at) {
  if (widthOf(lines[at]) < WIDTH) return null
  const end = endOfIndented(lines, at)
  return [() => [pre(lines.slice(at, end).map((line) => outdent(line, WIDTH)))], end]
}

/**
 * @param {string[]} lines
 * @returns {Piece}
 */
function pre(lines) {
  return make("pre", {}, [make("code", {}, [`${lines.join("\n")}\n`])])
}

/** @type {Reader} */
function heading(lines, at, { references }) {
  const words = headingOf(lines[at])
  return words ? [() => [make("h4", {}, inline(words, references))], at + 1] : null
}

/** @type {Reader} */
function rule(lines, at) {
  return RULE.test(lines[at]) ? [() => [make("hr")], at + 1] : null
}

/** @type {Reader} */
function table(lines, at, { ours, references }) {
  if (!isTable(lines, at)) return null
  let end = at + 2
  while (end < lines.length && lines[end].trim() && !isBlock(lines, end, ours)) end += 1
  const heads = cellsOf(lines[at])
  /** @type {(line: string, name: "td" | "th") => Piece} */
  const row = (line, name) => {
    const cells = cellsOf(line)
    return make(
      "tr",
      {},
      heads.map((_, column) => make(name, {}, inline(cells[column] ?? "", references))),
    )
  }
  const rows = lines.slice(at + 2, end)
  return [
    () => {
      const head = make("thead", {}, [row(lines[at], "th")])
      const body = rows.map((line) => row(line, "td"))
      return [make("table", {}, body.length ? [head, make("tbody", {}, body)] : [head])]
    },
    end,
  ]
}

/** @type {Reader} */
function quote(lines, at, { ours, within }) {
  if (!isQuote(lines, at, ours)) return null
  /** @type {string[]} */
  const inner = []
  let end = at
  for (; end < lines.length; end += 1) {
    if (QUOTE.test(lines[end])) inner.push(lines[end].replace(QUOTE, ""))
    else if (lines[end].trim() && goesOn(lines, end, inner, ours)) inner.push(lines[end].trimStart())
    else break
  }
  const block = within(inner)
  return [() => [make("blockquote", {}, block())], end]
}

/**
 * Read a box, open or folded. Its text is indented below it.
 *
 * @type {Reader}
 */
function box(lines, at, reading) {
  const found = reading.ours.box.exec(lines[at].trim())
  if (!found || (found[1] === "!!!" && found[2]) || widthOf(lines[at]) >= WIDTH) return null
  const [, mark, , kind, title] = found
  const end = endOfIndented(lines, at + 1)
  const block = reading.within(lines.slice(at + 1, end).map((line) => outdent(line, WIDTH)))
  const css = kind.toLowerCase()
  /** @type {(head: Piece[]) => Rough[]} */
  const within = (head) => {
    if (mark === "???") return [make("summary", {}, head), ...block()]
    return [...(head.length ? [make("p", { class: "admonition-title" }, head)] : []), ...block()]
  }
  return [
    () => {
      const inner = title === "" ? block() : within(titleOf(kind, title, reading))
      if (mark === "???") return [make("details", { class: css, open: "" }, inner)]
      return [make("div", { class: `admonition ${css}` }, inner)]
    },
    end,
  ]
}

/**
 * Return the title of a box: the writer's own, else what boxes of its kind are called.
 *
 * @param {string} kind
 * @param {string | undefined} written
 * @param {Reading} reading
 * @returns {Piece[]}
 */
function titleOf(kind, written, { titles, references }) {
  const name = kind[0].toUpperCase() + kind.slice(1).toLowerCase()
  const title = written?.trim() || name
  return title === name || title in titles ? [titles[title] ?? name] : inline(title, references)
}

/**
 * Read a footnote: it stands at the end of the text, or where it is written when nothing refers to it.
 *
 * @type {Reader}
 */
function note(lines, at, { references, within }) {
  const found = NOTE.exec(lines[at])
  if (!found) return null
  const label = found[1].toLowerCase()
  const end = endOfIndented(lines, at + 1)
  const rest = lines.slice(at + 1, end).map((line) => outdent(line, WIDTH))
  const block = within([lines[at].slice(found[0].length), ...rest])
  const isFirst = !references.notes.has(label)
  if (isFirst) references.notes.set(label, block)
  /** @type {Block} */
  const pieces = () => {
    if (isFirst && references.numbers.includes(label)) return []
    return [make("p", {}, [found[0].trim()]), ...block()]
  }
  return [() => [{ pieces }], end]
}

/**
 * Return the footnotes that are referred to. One may refer to others, which come after it.
 *
 * @param {References} references
 * @returns {Rough[]}
 */
function footnotes({ notes, numbers }) {
  /** @type {RoughMade[]} */
  const items = []
  for (const label of numbers) items.push(make("li", {}, notes.get(label)?.()))
  return items.length ? [make("ol", { class: "footnote" }, items)] : []
}

/**
 * Read an address that links lead to by its name; where none does, it is shown as it is written.
 *
 * @type {Reader}
 */
function address(lines, at, { references }) {
  const found = ADDRESS.exec(lines[at])
  if (!found) return null
  const label = labelOf(found[1])
  const isFirst = !references.addresses.has(label)
  references.addresses.add(label)
  /** @type {Block} */
  const pieces = () => (isFirst && references.used.has(label) ? [] : [make("p", {}, [lines[at].trim()])])
  return [() => [{ pieces }], at + 1]
}

/**
 * Read running text, which everything is that is nothing else, or a heading with a line below it.
 *
 * @param {string[]} lines
 * @param {number} at
 * @param {Reading} reading
 * @returns {Found}
 */
function paragraph(lines, at, { ours, references }) {
  const first = lines[at].trim()
  if (UNDERLINE.test(lines[at + 1] ?? "") && !SENTENCE.test(first) && !isBlock(lines, at + 1, ours))
    return [() => [make("h4", {}, inline(first, references))], at + 2]
  let end = at + 1
  while (end < lines.length && lines[end].trim() && !isBlock(lines, end, ours) && !RULE.test(lines[end])) end += 1
  const rows = lines.slice(at, end).map((line) => line.trimStart())
  const text = keepRows(rows, ours).join("\n").trim()
  return [() => [make("p", {}, inline(text, references))], end]
}

/** What a line may begin, in the order in which it is tried. */
const READERS = [fenced, indented, heading, table, quote, box, rule, list, note, address]
