/** Blocks: the elements that a page's text becomes, as the site shows it; the preview is made of them.
 *
 * It reads what `catalogue.rendering` reads, by the same patterns where these are ours, and is tried on the same texts.
 */

import { element } from "../parts/elements/elements.js"
import { inline, labelOf } from "./inlines.js"

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
const RULE = /^ {0,3}([-_*])(?:[ \t]*\1){2,}[ \t]*$/
const UNDERLINE = /^ {0,3}(?:={3,}|-{3,})[ \t]*$/
const SENTENCE = /[.,;:][^\p{L}\p{N}_]*$/u
const ITEM = /^( {0,3})(?:([-*+])|(\d{1,9})([.)]))(?:([ \t]+)(?=\S)|[ \t]*$)/
const QUOTE = /^ {0,3}> ?/
const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const ADDRESS =
  /^ {0,3}\[(?!\^)((?:\\.|[^\][\\])+)\]:[ \t]*(<[^<>]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/
const NOTE = /^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*/
const WIDTH = 4

/** Return the elements of a page's text. `rules` are the check's. */
export function blocks(text, rules) {
  return new Reader(rules.text).read(text)
}

class Reader {
  constructor(text) {
    const ours = (pattern, flags = "u") => new RegExp(`^(?:${pattern})`, flags)
    this.ordinal = ours(text.ordinal)
    this.bullet = new RegExp(text.bullet, "u")
    this.hard = new RegExp(text.hard, "u")
    this.moreThan = ours(text.moreThan)
    this.noted = new RegExp(text.noted, "u")
    this.box = new RegExp(`^(?:${text.box})$`, "iu")
    this.kinds = Object.entries(text.rows).map(([kind, pattern]) => [kind, ours(pattern)])
    this.titles = text.titles
    this.shared = { addresses: new Map(), used: new Set(), notes: new Map(), numbers: [] }
  }

  read(text) {
    const lines = this.prepare(text.replace(/\r\n?/g, "\n").split("\n"))
    const within = this.within(lines)
    // What a link leads to may stand below it, so words are read when all addresses are known.
    const made = within.flatMap((block) => block())
    for (const block of this.loose ?? []) if (!this.shared.used.has(block.label)) block.node.hidden = false
    return [...made, ...this.footnotes()].filter((node) => !node.hidden)
  }

  /** Put the marks of Word and the like in the place of those that are read, and nested points below their numbers. */
  prepare(lines) {
    let fence = ""
    let [outer, inner, shift] = [0, 0, 0]
    return lines.map((raw) => {
      const mark = FENCE.exec(raw)?.[1]
      if (mark || fence) {
        if (!fence) fence = mark
        else if (mark?.startsWith(fence) && raw.trim() === mark) fence = ""
        return raw
      }
      const line = raw
        .replace(this.bullet, "$1* ")
        .replace(this.hard, (whole, indent, number) => `${indent}${number ?? "+"} `)
      const indent = /^ */.exec(line)[0].length
      const bare = line.slice(indent)
      if (!bare) return line
      if (indent <= outer) {
        shift = 0
        const item = /^ *\d{1,9}[.)] {1,4}(?=\S)/.exec(line)
        ;[outer, inner] = item && !this.ordinal.test(bare) ? [indent, item[0].length] : [indent, 0]
      } else if (!shift && indent >= outer + 2 && indent < inner && /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(bare))
        shift = inner - indent
      return " ".repeat(shift) + line
    })
  }

  /** Return the blocks of some lines, each as a function that makes its elements. */
  within(lines) {
    const made = []
    let at = 0
    while (at < lines.length) {
      if (!lines[at].trim()) at += 1
      else {
        const [block, next] =
          this.code(lines, at) ??
          this.heading(lines, at) ??
          this.table(lines, at) ??
          this.quote(lines, at) ??
          this.folded(lines, at) ??
          this.rule(lines, at) ??
          this.list(lines, at) ??
          this.note(lines, at) ??
          this.address(lines, at) ??
          this.paragraph(lines, at)
        made.push(block)
        at = next
      }
    }
    return made
  }

  code(lines, at) {
    const fence = FENCE.exec(lines[at])
    if (fence && !(fence[1][0] === "`" && fence[2].includes("`"))) {
      const end = lines.findIndex(
        (line, row) => row > at && FENCE.exec(line)?.[1].startsWith(fence[1]) && !FENCE.exec(line)[2].trim(),
      )
      const last = end < 0 ? lines.length : end
      return [() => [pre(lines.slice(at + 1, last))], last + 1]
    }
    if (width(lines[at]) < WIDTH) return null
    let end = at
    for (let row = at; row < lines.length && (!lines[row].trim() || width(lines[row]) >= WIDTH); row += 1)
      if (lines[row].trim()) end = row
    return [() => [pre(lines.slice(at, end + 1).map((line) => outdent(line, WIDTH)))], end + 1]
  }

  heading(lines, at) {
    const found = HEADING.exec(lines[at])
    return found && (found[2] ?? "").replace(/#/g, "").trim()
      ? [() => [element("h4", {}, this.words(found[2]))], at + 1]
      : null
  }

  rule(lines, at) {
    return RULE.test(lines[at]) ? [() => [element("hr")], at + 1] : null
  }

  table(lines, at) {
    const next = lines[at + 1] ?? ""
    const heads = cells(lines[at])
    if (
      !lines[at].includes("|") ||
      !DELIMITERS.test(next) ||
      !/[|:-]{2}|\|/.test(next.trim()) ||
      cells(next).length !== heads.length ||
      width(lines[at]) >= WIDTH
    )
      return null
    let end = at + 2
    while (end < lines.length && lines[end].trim() && !this.begins(lines, end)) end += 1
    const row = (line, name) =>
      element(
        "tr",
        {},
        heads.map((head, column) => element(name, {}, this.words(cells(line)[column] ?? ""))),
      )
    const body = () =>
      element(
        "tbody",
        {},
        lines.slice(at + 2, end).map((line) => row(line, "td")),
      )
    return [() => [element("table", {}, element("thead", {}, row(lines[at], "th")), end > at + 2 && body())], end]
  }

  isQuote(lines, at) {
    if (!QUOTE.test(lines[at])) return false
    const isAlone = ![lines[at - 1], lines[at + 1]].some((line) => line?.trimStart().startsWith(">"))
    return !(isAlone && this.moreThan.test(lines[at].trimStart()))
  }

  quote(lines, at) {
    if (!this.isQuote(lines, at)) return null
    const inner = []
    let end = at
    for (; end < lines.length; end += 1) {
      if (QUOTE.test(lines[end])) inner.push(lines[end].replace(QUOTE, ""))
      else if (
        lines[end].trim() &&
        !this.begins(lines, end, true) &&
        !this.ordinal.test(lines[end].trimStart()) &&
        this.isOpen(inner)
      )
        inner.push(lines[end].trimStart())
      else break
    }
    const within = this.within(inner)
    return [
      () => [
        element(
          "blockquote",
          {},
          within.flatMap((block) => block()),
        ),
      ],
      end,
    ]
  }

  /** Tell whether the last of some lines is running text, which a line without a mark goes on with. */
  isOpen(lines) {
    const last = lines.at(-1) ?? ""
    return (
      Boolean(last.trim()) &&
      !HEADING.test(last) &&
      !RULE.test(last) &&
      !FENCE.test(last) &&
      (width(last) < WIDTH || lines.length > 1)
    )
  }

  /** Read a box. Its text is indented below it. */
  folded(lines, at) {
    const found = this.box.exec(lines[at].trim())
    if (!found || (found[1] === "!!!" && found[2]) || width(lines[at]) >= WIDTH) return null
    const [, mark, , kind, title] = found
    const end = indentedEnd(lines, at + 1)
    const within = this.within(lines.slice(at + 1, end).map((line) => outdent(line, WIDTH)))
    const name = kind[0].toUpperCase() + kind.slice(1).toLowerCase()
    const isOwn = Boolean(title?.trim()) && title.trim() !== name && !(title.trim() in this.titles)
    const words = () => (isOwn ? this.words(title.trim()) : [this.titles[title?.trim() || name] ?? name])
    const heading = () =>
      title !== "" &&
      element(mark === "???" ? "summary" : "p", mark === "???" ? {} : { class: "admonition-title" }, words())
    const attributes =
      mark === "???" ? { class: kind.toLowerCase(), open: "" } : { class: `admonition ${kind.toLowerCase()}` }
    return [
      () => [
        element(
          mark === "???" ? "details" : "div",
          attributes,
          heading(),
          within.flatMap((block) => block()),
        ),
      ],
      Math.max(end, at + 1),
    ]
  }

  /** Tell what point of a list a line begins, if any: the width of its mark, its number, and its text. */
  point(lines, at) {
    const line = lines[at]
    const found = ITEM.exec(line)
    if (!found || RULE.test(line)) return null
    const [whole, indent, bullet, number, mark, space = ""] = found
    const text = line.trimStart()
    if (bullet === "+" && /^\+[ \t]+\d/.test(text)) return null
    if (number && this.ordinal.test(text)) return null
    const room = space.replace(/\t/g, "    ").length
    const before = indent.length + (bullet ?? number + mark).length
    const isCode = room > WIDTH
    return {
      indent: indent.length,
      mark: bullet ?? mark,
      number: number && Number(number),
      isEmpty: !line.slice(whole.length).trim(),
      offset: before + (isCode || !room ? 1 : room),
      text: isCode ? line.slice(before + 1) : line.slice(whole.length),
    }
  }

  /** Tell whether a number stands alone before words in small letters, and counts no list. */
  isAlone(lines, at, { indent, number, text }) {
    if (number === undefined || number <= 1 || !/^[\p{Ll}]/u.test(text)) return false
    const following = new RegExp(`^ *(?:${number}|${number + 1})[.)](?:[ \\t]|$)`)
    const next = lines.slice(at + 1, at + 40).find((line) => line.trim() && width(line) <= indent)
    return !(next && following.test(next))
  }

  /** Tell whether an asterisk alone begins the note that one above it refers to: »20 kr.*«. */
  isNote(lines, at, { mark }) {
    const following = lines.slice(at + 1).find((line) => line.trim())
    if (mark !== "*" || following?.trimStart().startsWith("*")) return false
    return lines.slice(0, at).some((line) => line.split("*").length === 2 && this.noted.test(line))
  }

  list(lines, at) {
    const first = this.point(lines, at)
    if (!first || this.isAlone(lines, at, first) || this.isNote(lines, at, first)) return null
    const points = []
    let row = at
    let point = first
    while (point && point.mark === first.mark && (point.number === undefined) === (first.number === undefined)) {
      const [inner, next] = this.takePoint(lines, row, point)
      points.push({ ...point, within: this.within(inner) })
      row = next
      while (row < lines.length && !lines[row].trim()) row += 1
      point = row < lines.length ? this.point(lines, row) : null
    }
    return [() => [this.makeList(first, points)], row]
  }

  /** Return the lines of a point, and the line after them. */
  takePoint(lines, at, { offset, text, isEmpty }) {
    const inner = [text]
    let row = at + 1
    if (isEmpty && !(lines[row] ?? "").trim()) return [inner, row]
    for (; row < lines.length; row += 1) {
      const line = lines[row]
      if (!line.trim()) inner.push("")
      else if (width(line) >= offset) inner.push(outdent(line, offset))
      else if (
        inner.at(-1).trim() &&
        this.isOpen(inner) &&
        !this.begins(lines, row, true) &&
        !this.ordinal.test(line.trimStart())
      )
        inner.push(line.trimStart())
      else break
    }
    return [inner, row]
  }

  makeList(first, points) {
    if (first.number === undefined)
      return element(
        "ul",
        {},
        points.map(({ within }) => element("li", {}, tasked(within.flatMap((block) => block())))),
      )
    const numbers = points.map(({ number }) => number)
    const counts = points.length > 1 && new Set(numbers).size === 1 && numbers[0] <= 1
    const start = counts ? 1 : numbers[0]
    const items = points.map(({ number, within }, row) => {
      const due = row && !counts ? numbers[row - 1] + 1 : start + row
      return element(
        "li",
        counts || number === due ? {} : { value: number },
        within.flatMap((block) => block()),
      )
    })
    return element("ol", start === 1 ? {} : { start }, items)
  }

  note(lines, at) {
    const found = NOTE.exec(lines[at])
    if (!found) return null
    const label = found[1].toLowerCase()
    const end = indentedEnd(lines, at + 1)
    const within = this.within([
      lines[at].slice(found[0].length),
      ...lines.slice(at + 1, end).map((line) => outdent(line, WIDTH)),
    ])
    const isFirst = !this.shared.notes.has(label)
    if (isFirst) this.shared.notes.set(label, within)
    const mark = found[0].trim()
    const isLoose = () => !isFirst || !this.shared.numbers.includes(label)
    const rest = element("div")
    ;(this.later ??= []).push(() =>
      isLoose() ? rest.append(element("p", {}, mark), ...within.flatMap((block) => block())) : (rest.hidden = true),
    )
    return [() => [rest], Math.max(end, at + 1)]
  }

  footnotes() {
    const made = []
    for (let row = 0; row < this.shared.numbers.length; row += 1)
      made.push(
        element(
          "li",
          {},
          this.shared.notes.get(this.shared.numbers[row]).flatMap((block) => block()),
        ),
      )
    for (const finish of this.later ?? []) finish()
    return made.length ? [element("ol", { class: "footnote" }, made)] : []
  }

  address(lines, at) {
    const found = ADDRESS.exec(lines[at])
    if (!found) return null
    const label = labelOf(found[1])
    const isNew = !this.shared.addresses.has(label)
    if (isNew) this.shared.addresses.set(label, found[2])
    const node = element("p", {}, lines[at].trim())
    node.hidden = isNew
    if (isNew) (this.loose ??= []).push({ label, node })
    return [() => [node], at + 1]
  }

  paragraph(lines, at) {
    let end = at + 1
    while (end < lines.length && lines[end].trim() && !this.begins(lines, end)) {
      if (UNDERLINE.test(lines[end]) && end === at + 1 && !SENTENCE.test(lines[at].trim()))
        return [() => [element("h4", {}, this.words(lines[at].trim()))], end + 1]
      if (RULE.test(lines[end])) break
      end += 1
    }
    const text = this.keepRows(lines.slice(at, end).map((line) => line.trimStart()))
      .join("\n")
      .trim()
    return [() => [element("p", {}, this.words(text))], end]
  }

  /** Tell whether a line begins a block that ends the running text above it, which lies further in when it is `outer`. */
  begins(lines, at, outer = false) {
    const line = lines[at]
    if (width(line) >= WIDTH) return false
    const point = this.point(lines, at)
    const isList = point && (outer || (!point.isEmpty && (point.number === undefined || point.number === 1)))
    const isUnderline = !outer && /^ {0,3}-+[ \t]*$/.test(line)
    return (
      Boolean(isList) ||
      this.isQuote(lines, at) ||
      Boolean(this.heading(lines, at)) ||
      this.box.test(line.trim()) ||
      FENCE.test(line) ||
      NOTE.test(line) ||
      (RULE.test(line) && !isUnderline) ||
      Boolean(this.table(lines, at))
    )
  }

  /** Return the lines of running text with a break before each of two or more of a kind. */
  keepRows(lines) {
    const kinds = lines.map((line) => this.kinds.find(([, pattern]) => pattern.test(line))?.[0] ?? "")
    return lines.map((line, row) => {
      const [kind, next, after] = [kinds[row], kinds[row + 1], kinds[row + 2]]
      const breaks = next && (next === kind || next === after)
      return breaks && !line.endsWith("\\") && !line.endsWith("  ") ? `${line}  ` : line
    })
  }

  words(text) {
    return inline(text, this.shared)
  }
}

function width(line) {
  let count = 0
  for (const sign of line) {
    if (sign === " ") count += 1
    else if (sign === "\t") count += WIDTH - (count % WIDTH)
    else break
  }
  return count
}

function outdent(line, count) {
  let [left, at] = [count, 0]
  for (; left > 0 && at < line.length && /[ \t]/.test(line[at]); at += 1) left -= line[at] === "\t" ? WIDTH : 1
  return " ".repeat(Math.max(-left, 0)) + line.slice(at)
}

function indentedEnd(lines, from) {
  let end = from
  for (let row = from; row < lines.length && (!lines[row].trim() || width(lines[row]) >= WIDTH); row += 1)
    if (lines[row].trim()) end = row + 1
  return end
}

function cells(line) {
  const parts = line
    .trim()
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, "|"))
  if (parts[0] === "") parts.shift()
  if (parts.at(-1) === "") parts.pop()
  return parts
}

function pre(lines) {
  return element("pre", {}, element("code", {}, `${lines.join("\n")}\n`))
}

/** Make the box of a task, where a point begins with one. */
function tasked(nodes) {
  const first = nodes[0]?.firstChild
  const found =
    nodes[0]?.localName === "p" && first?.nodeType === Node.TEXT_NODE && /^\[([ xX])\](?=\s)/.exec(first.data)
  if (found) {
    first.data = first.data.slice(found[0].length)
    nodes[0].prepend(found[1] === " " ? "☐" : "☑")
  }
  return nodes
}
