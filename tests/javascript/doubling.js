/** How the work of each function on a writer's or a reader's text grows with the text: asked by the audit. */

import { emphasise, markOf } from "../../overrides/form/emphasis.js"
import { judge } from "../../overrides/form/judging.js"
import { cut, join, toMarkdown } from "../../overrides/form/markdown.js"
import { patternsOf } from "../../overrides/form/marks.js"
import { pack, unpack } from "../../overrides/form/packing.js"
import { fill } from "../../overrides/form/texts.js"
import { frontMatter } from "../../overrides/form/yaml.js"
import { read as readQuery } from "../../overrides/search/query.js"
import { fromAddress } from "../../overrides/search/state.js"
import { partsOf, seek } from "../../overrides/search/texts.js"
import { RULES } from "./form/rules.js"
import { answersOf, SPEC } from "./form/spec.js"
import { findWork } from "./registry.js"
import { makeWords } from "./search/vocabulary.js"

// What the browser alone knows, an entity's character or a box for joints, costs nothing here.
const made = { innerHTML: "", content: { textContent: "e" }, append: () => {} }
Object.assign(globalThis, { document: { createElement: () => made } })
const TODAY = "2026-06-01"
const HEADINGS = ["Det gør vi", "Det er svært"]
const WORDS = makeWords()

/** @type {Record<string, (text: string) => unknown>} What a parameter that holds no text is given. */
const GIVEN = {
  after: () => "a",
  amount: () => 3,
  at: () => 0,
  before: () => " ",
  count: () => 4,
  from: () => 0,
  headings: () => HEADINGS,
  "holds text": () => "Plejecenter Eksempel",
  key: () => "borrowed_from",
  most: () => 5,
  name: () => "updated",
  ours: () => patternsOf(RULES.text),
  parts: (text) => partsOf(text, WORDS),
  places: (text) => [text, undefined],
  references: () => ({ addresses: new Set(), used: new Set(), notes: new Map(), numbers: [] }),
  rules: () => RULES,
  slips: () => [],
  sort: () => "units",
  sought: () => seek(["robot", "arbejds"]),
  spec: () => SPEC,
  state: (text) => answersOf({ unit: "koekkenet-eksempel", theme: "blik", title: text }),
  synonyms: () => Array(4).fill([["robot"], [], [0]]),
  terms: () => new Set(["robot"]),
  today: () => TODAY,
  words: () => WORDS,
}
/** Functions that are given no text of any length, by module, and why. */
const SPARED = {
  // A word of a search has at most 80 letters, which »a search« below shows.
  "search/compounds.js": "split partsOf",
  "search/guesses.js": "guess",
  "search/letters.js": "stems distance",
  "search/readings.js": "isSame",
  "search/slips.js": "nearest",
  // One step at a line: the preview takes them all.
  "form/listing.js": "list",
  "form/marks.js": "isTable isQuote isFirst isBlock goesOn",
  // Made of what another has made: below.
  "form/markdown.js": "join",
  "form/packing.js": "unpack",
  // Hands a text on to the browser.
  "sharing/copying.js": "copyText",
}
const spared = Object.entries(SPARED).flatMap(([file, names]) => names.split(" ").map((name) => `${file}: ${name}`))
const { work, unknown } = await findWork(GIVEN, new Set(spared))

/** @type {Record<string, (text: string) => unknown>} What is found, and what takes more than one text or none by name. */
const WORK = {
  ...work,
  emphasis: (text) => emphasise(Array.from(text.slice(0, 64_000), (sign) => markOf(sign, " ", "a"))),
  "a text that was changed": (text) => toMarkdown(`${text}\nmere`, text),
  "a page cut and joined": (text) => join(cut(text, HEADINGS), [text, ""], HEADINGS),
  judging: (text) =>
    judge(
      SPEC,
      answersOf({ title: text, "section-1": text, borrowed_from: text, updated: text }),
      [{ path: "units/a/b.md", fields: {}, text: `---\ntitle: a\n---\n${text}` }],
      TODAY,
    ),
  words: (text) => fill(text, { a: "b" }),
  fields: (text) => frontMatter({ title: text, topics: text.split("\n") }, ["title"]),
  packing: (text) => unpack(pack(text)),
  "a search": (text) => readQuery(WORDS, text),
  "a search while typing": (text) => readQuery(WORDS, text, { typing: true }),
  "an address of a search": (text) =>
    fromAddress(`https://eksempel.invalid/?q=${encodeURIComponent(text.toWellFormed())}`),
}

/**
 * Return for each function, or for some of them, the milliseconds that it takes on each of some texts, longer and longer.
 * One that takes too long is not given longer ones.
 *
 * @param {{ texts: string[], most: number, only?: string[] }} question
 * @returns {Record<string, number[]>}
 */
export function answer({ texts, most, only = Object.keys(WORK) }) {
  if (unknown.length) throw new Error(`Say in doubling.js what these are given: ${unknown.join(", ")}`)
  return Object.fromEntries(only.map((name) => [name, timesOf(WORK[name], texts, most)]))
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
