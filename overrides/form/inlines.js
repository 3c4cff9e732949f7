/** Inlines: the elements that running text becomes: emphasis, code, links and line breaks, as CommonMark reads them. */

import { element } from "../parts/elements/elements.js"

const ESCAPED = /^\\([!-/:-@[-`{-~])/
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,31}));/
const AUTOLINK = /^<([A-Za-z][A-Za-z\d+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*)>/
const TAG = /^<(?:!--|\/?[A-Za-z][A-Za-z\d-]{0,30}(?:\s[^<>]{0,500})?\/?>)/
const DESTINATION =
  /^\([ \t\n]*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))(?:[ \t\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?[ \t\n]*\)/
const BARE = /^https?:\/\/[A-Za-z\d][^\s<]*/i
const WWW = /^www\.[A-Za-z\d-]+\.[^\s<]+/i
const MAIL = /^[A-Za-z\d._+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<![-_])(?![\p{L}\p{N}_@-])/u
const TRAILING = /(?:[?!.,:*_~'"»”]|&[A-Za-z\d]{1,30};)+$/
const STEPS = String.raw`(?:\\[^\\\n"<>|*?]{1,80}(?=\\))*\\(?:[^\\\s"<>|*?»”),;:!]{0,79}[^\\\s"<>|*?»”),;:!.])?(?!\\)`
const DRIVE = new RegExp(`^${STEPS}`)
const SERVER = new RegExp(String.raw`^\\\\[A-Za-z\d][\p{L}\p{N}_.\-]{0,80}${STEPS}`, "u")
const FILE = /^_{1,2}[\p{L}\p{N}_-]{1,80}?_{1,2}\.[\p{L}\p{N}_]{2,5}(?![\p{L}\p{N}_])/u
const PUNCTUATION = /[\p{P}\p{S}]/u

/** Return the name by which an address is referred to. */
export function labelOf(text) {
  return text.trim().replace(/\s+/g, " ").toLowerCase()
}

/** Return the nodes of running text. `shared` holds the addresses and the footnotes of the whole text. */
export function inline(text, shared) {
  return new Line(text, shared).read()
}

class Line {
  constructor(text, shared, isLink = false) {
    this.text = text
    this.shared = shared
    this.isLink = isLink
    this.parts = [] // Words, nodes, and marks that may begin or end an emphasis.
    this.at = 0
  }

  read() {
    while (this.at < this.text.length) this.step()
    return join(pair(this.parts))
  }

  get rest() {
    return this.text.slice(this.at)
  }

  take(part, length) {
    this.parts.push(part)
    this.at += length
  }

  step() {
    const sign = this.text[this.at]
    if (this.literal(sign) || this.link(sign) || this.address(sign)) return
    if (sign === "\\") this.escape()
    else if (sign === "`") this.code()
    else if (sign === "\n") this.newline()
    else if ("*_~".includes(sign)) this.mark(sign)
    else if (sign === "&") this.entity()
    else if (sign === "<") this.angle()
    else this.take(sign, 1)
  }

  /** Take as it is written what holds a mark that is none: a path, a file's name, a sign of multiplication. */
  literal(sign) {
    const before = this.text.slice(Math.max(this.at - 3, 0), this.at)
    let found = null
    if (sign === "*") {
      const around = this.text.slice(Math.max(this.at - 1, 0), this.at) + (this.text[this.at + 1] ?? "")
      if (/^[\p{L}\p{N}]{2}$/u.test(around) && /\p{Nd}/u.test(around)) found = ["*"]
    } else if (sign === "_" && !/[\p{L}\p{N}_]$/u.test(before)) found = FILE.exec(this.rest)
    else if (sign === "\\" && /(?<![A-Za-z])[A-Za-z]:$/.test(before)) found = DRIVE.exec(this.rest)
    else if (sign === "\\" && !/[\\`]$/.test(before)) found = SERVER.exec(this.rest)
    if (!found) return false
    this.take(found[0], found[0].length)
    return true
  }

  escape() {
    const found = ESCAPED.exec(this.rest)
    if (found) this.take({ words: found[1] }, 2)
    else if (this.text[this.at + 1] === "\n") this.break(2)
    else this.take("\\", 1)
  }

  newline() {
    const last = this.parts.at(-1)
    const before = /([ ]*)$/.exec(this.text.slice(0, this.at))[1]
    for (let count = 0; count < before.length && this.parts.at(-1) === " "; count += 1) this.parts.pop()
    if (last === " " && before.length > 1) this.break(1)
    else this.take("\n", 1)
    while (this.text[this.at] === " ") this.at += 1
  }

  break(length) {
    this.take(element("br"), length)
    while (this.text[this.at] === " ") this.at += 1
  }

  code() {
    const [marks] = /^`+/.exec(this.rest)
    const after = this.text.slice(this.at + marks.length)
    const end = [...after.matchAll(/`+/g)].find((one) => one[0].length === marks.length)
    if (!end) return this.take(marks, marks.length)
    const words = after.slice(0, end.index).replace(/\n/g, " ")
    const shown = /^ .*[^ ].* $/s.test(words) || /^ [^ ].* $/.test(words) ? words.slice(1, -1) : words
    this.take(element("code", {}, shown), 2 * marks.length + end.index)
  }

  entity() {
    const found = ENTITY.exec(this.rest)
    const words = found && decode(found)
    if (words) this.take({ words }, found[0].length)
    else this.take("&", 1)
  }

  angle() {
    const found = AUTOLINK.exec(this.rest)
    if (found) return this.take(shown([found[1]]), found[0].length)
    const [tag = "<"] = TAG.exec(this.rest) ?? []
    this.take({ words: tag }, tag.length)
  }

  mark(sign) {
    const run = new RegExp(`^\\${sign}+`).exec(this.rest)[0]
    const before = [...this.text.slice(0, this.at)].at(-1) ?? " "
    const after = [...this.text.slice(this.at + run.length)][0] ?? " "
    const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)]
    const [signBefore, signAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
    const left = !spaceAfter && (!signAfter || spaceBefore || signBefore)
    const right = !spaceBefore && (!signBefore || spaceAfter || signAfter)
    const isWord = sign === "_"
    const opens = left && (!isWord || !right || signBefore)
    const closes = right && (!isWord || !left || signAfter)
    if (sign === "~" && run.length < 2) return this.take(run, 1)
    this.take({ mark: sign, count: run.length, length: run.length, opens, closes }, run.length)
  }

  link(sign) {
    const isImage = sign === "!" && this.text[this.at + 1] === "["
    if (sign !== "[" && !isImage) return false
    const note = !isImage && /^\[\^([^\]\s]{1,80})\]/.exec(this.rest)
    if (note && this.shared.notes.has(note[1].toLowerCase())) return this.refer(note)
    const start = this.at + (isImage ? 2 : 1)
    const end = closing(this.text, start)
    if (end < 0 || (this.isLink && !isImage)) return false
    const words = this.text.slice(start, end)
    const after = this.text.slice(end + 1)
    const found = DESTINATION.exec(after)
    const length = found ? found[0].length : this.reference(words, after)
    if (length < 0) return false
    const within = () => new Line(words, this.shared, !isImage).read()
    this.take(isImage ? picture(within()) : shown(within()), end + 1 + length - this.at)
    return true
  }

  /** Return how long what follows a link's words is, when they lead to an address elsewhere in the text; else -1. */
  reference(words, after) {
    const named = /^\[((?:\\.|[^\][\\])*)\]/.exec(after)
    const label = labelOf(named?.[1] || words)
    if (!this.shared.addresses.has(label)) return -1
    this.shared.used.add(label)
    return named ? named[0].length : 0
  }

  refer([whole, name]) {
    const label = name.toLowerCase()
    if (!this.shared.numbers.includes(label)) this.shared.numbers.push(label)
    this.take(element("sup", {}, shown([String(this.shared.numbers.indexOf(label) + 1)])), whole.length)
    return true
  }

  /** Take a bare address, or that of a mail, as a link. */
  address(sign) {
    if (this.isLink || !/[A-Za-z\d._+-]/.test(sign)) return false
    const before = this.text[this.at - 1] ?? " "
    const isWord = /[\p{L}\p{N}]/u.test(before)
    const found =
      (!isWord && BARE.exec(this.rest)) ||
      (/[\s*_~(»"']/.test(before) && WWW.exec(this.rest)) ||
      (!/[A-Za-z\d._+-]/.test(before) && MAIL.exec(this.rest))
    if (!found) return false
    const words = trim(found[0])
    this.take(shown([words]), words.length)
    return true
  }
}

function trim(address) {
  let trimmed = address.replace(TRAILING, "")
  if (trimmed.endsWith(")") && trimmed.split(")").length > trimmed.split("(").length) trimmed = trimmed.slice(0, -1)
  return trimmed === address ? address : trim(trimmed)
}

function shown(nodes) {
  return element("span", { class: "c-preview__link" }, nodes)
}

function picture(nodes) {
  return element(
    "span",
    { class: "c-preview__picture" },
    nodes.map((node) => (typeof node === "string" ? node : node.textContent)).join(""),
  )
}

/** Return where the bracket that is open at a place is closed, or -1. What is code is passed over. */
function closing(text, start) {
  let depth = 1
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1
    else if (text[at] === "`") {
      const [run] = /^`+/.exec(text.slice(at))
      const rest = text.slice(at + run.length)
      const end = [...rest.matchAll(/`+/g)].find((one) => one[0].length === run.length)
      at += run.length - 1 + (end ? end.index + run.length : 0)
    } else if (text[at] === "[") depth += 1
    else if (text[at] === "]") {
      depth -= 1
      if (!depth) return at
    }
  }
  return -1
}

function decode([whole, decimal, hex, name]) {
  if (name) {
    const words = new DOMParser().parseFromString(`<p>${whole}</p>`, "text/html").body.textContent
    return words === whole ? "" : words
  }
  const point = decimal ? Number(decimal) : parseInt(hex, 16)
  return point && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) ? String.fromCodePoint(point) : "\ufffd"
}

/** Make emphasis of the marks that belong together; the others become words. */
function pair(parts) {
  for (let at = 0; at < parts.length; at += 1) {
    const closer = parts[at]
    if (!closer.mark || !closer.closes) continue
    while (closer.count) {
      const from = opener(parts, at)
      if (from < 0) break
      const first = parts[from]
      const strong = closer.mark === "~" || (first.count > 1 && closer.count > 1)
      const used = strong ? 2 : 1
      if (closer.mark === "~" && (first.count < 2 || closer.count < 2)) break
      const name = closer.mark === "~" ? "del" : strong ? "strong" : "em"
      const inner = join(
        parts.slice(from + 1, at).map((part) => (part.mark ? { words: part.mark.repeat(part.count) } : part)),
      )
      first.count -= used
      closer.count -= used
      parts.splice(from + 1, at - from - 1, element(name, {}, inner))
      at = from + 2
    }
  }
  return parts
}

function opener(parts, at) {
  const closer = parts[at]
  for (let from = at - 1; from >= 0; from -= 1) {
    const part = parts[from]
    if (part.mark !== closer.mark || !part.opens || !part.count) continue
    const isOdd =
      (part.closes || closer.opens) && (part.length + closer.length) % 3 === 0 && (part.length % 3 || closer.length % 3)
    if (closer.mark === "~" || !isOdd) return from
  }
  return -1
}

/** Return the parts as nodes, words put together. */
function join(parts) {
  const made = []
  for (const part of parts) {
    const words = typeof part === "string" ? part : part.mark ? part.mark.repeat(part.count) : part.words
    if (words === undefined) made.push(part)
    else if (typeof made.at(-1) === "string") made[made.length - 1] += words
    else if (words) made.push(words)
  }
  return made
}
