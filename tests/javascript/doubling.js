/** How the work of each function on a writer's or a reader's text grows with the text: asked by the audit. */

import { addressOf } from "../../overrides/form/addresses.js"
import { read as readBlocks } from "../../overrides/form/blocks.js"
import { readDate } from "../../overrides/form/dates.js"
import { emphasise, markOf } from "../../overrides/form/emphasis.js"
import { inline } from "../../overrides/form/inlines.js"
import { judge } from "../../overrides/form/judging.js"
import { cut, join, toMarkdown } from "../../overrides/form/markdown.js"
import { pack, unpack } from "../../overrides/form/packing.js"
import { advise, mask } from "../../overrides/form/privacy.js"
import { fill, line, lines, shortened, slugify } from "../../overrides/form/texts.js"
import { frontMatter } from "../../overrides/form/yaml.js"
import { encode } from "../../overrides/qr/code.js"
import { read as readQuery } from "../../overrides/search/query.js"
import { fromAddress } from "../../overrides/search/state.js"
import { RULES } from "./form/rules.js"
import { answersOf, SPEC } from "./form/spec.js"
import { makeWords } from "./search/vocabulary.js"

// What the browser alone knows, an entity's character, costs nothing here.
Object.assign(globalThis, {
  document: { createElement: () => ({ innerHTML: "", content: { textContent: "e" } }) },
})
const TODAY = "2026-06-01"
const HEADINGS = ["Det gør vi", "Det er svært"]
const WORDS = makeWords()
/** @type {() => import("../../overrides/form/types.d.ts").References} */
const nothing = () => ({ addresses: new Set(), used: new Set(), notes: new Map(), numbers: [] })

/** @type {Record<string, (text: string) => unknown>} */
const WORK = {
  "the preview": (text) => readBlocks(text, RULES),
  "running text": (text) => inline(text, nothing()),
  emphasis: (text) => emphasise(Array.from(text.slice(0, 64_000), (sign) => markOf(sign, " ", "a"))),
  "an address": (text) => addressOf(text, " "),
  "a date": (text) => readDate(text, RULES),
  "a text as Markdown": (text) => toMarkdown(text),
  "a text that was changed": (text) => toMarkdown(`${text}\nmere`, text),
  "a page cut and joined": (text) => join(cut(text, HEADINGS), [text, ""], HEADINGS),
  advice: (text) => advise(text, SPEC, TODAY),
  mask: (text) => mask(text, RULES, TODAY),
  judging: (text) =>
    judge(
      SPEC,
      answersOf({ title: text, "section-1": text, borrowed_from: text, updated: text }),
      [{ path: "units/a/b.md", fields: {}, text: `---\ntitle: a\n---\n${text}` }],
      TODAY,
    ),
  line,
  lines,
  shortened,
  slugify,
  words: (text) => fill(text, { a: "b" }),
  fields: (text) => frontMatter({ title: text, topics: text.split("\n") }, ["title"]),
  packing: (text) => unpack(pack(text)),
  "a code": (text) => encode(text),
  "a search": (text) => readQuery(WORDS, text),
  "a search while typing": (text) => readQuery(WORDS, text, { typing: true }),
  "an address of a search": (text) =>
    fromAddress(`https://eksempel.invalid/?q=${encodeURIComponent(text.toWellFormed())}`),
}

/**
 * Return for each function the milliseconds that it takes on each of some texts, longer and longer. One that takes too
 * long is not given longer ones.
 *
 * @param {{ texts: string[], most: number }} question
 * @returns {Record<string, number[]>}
 */
export function answer({ texts, most }) {
  return Object.fromEntries(Object.entries(WORK).map(([name, work]) => [name, timesOf(work, texts, most)]))
}

/**
 * @param {(text: string) => unknown} work
 * @param {string[]} texts
 * @param {number} most
 */
function timesOf(work, texts, most) {
  const times = []
  for (const text of texts) {
    const start = process.cpuUsage()
    work(text)
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
    if (times[times.length - 1] > most) break
  }
  return times
}
