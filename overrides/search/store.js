/** The store: the search's files, each fetched once and only when it is needed. They are packed with gzip. */

import { Cards } from "./cards.js"
import { readPosting, readRows, readShard } from "./coding.js"
import { plain, tokens } from "./letters.js"
import { Words } from "./words.js"

/** @import { Card, Endings, Head, Order, Posting, Row, Slot, Synonyms, Table, Way } from "./types.d.ts" */

/** Ways to understand a word that another one fetched does not change. */
const SURE = new Set(["word", "synonym", "slip"])
/** Groups that are fetched before it is known that they are needed. */
const MOST_PREPARED = 4

export class Store {
  /** @param {URL} root the address of the site's search folder */
  constructor(root) {
    this.root = root
    /** @type {Map<string, Promise<unknown>>} */
    this.files = new Map()
    /** @type {Promise<URL> | undefined} */
    this.found = undefined
    /** @type {Promise<Words> | undefined} */
    this.vocabulary = undefined
    /** @type {Promise<Cards> | undefined} */
    this.shown = undefined
    /** @type {number[]} The number of the first group in each file of them. */
    this.starts = []
    /** @type {(Promise<Row[]> | undefined)[]} */
    this.groups = []
    this.pages = 0
  }

  /** The folder of this edition. The one file that is asked for anew each time tells it. */
  get folder() {
    this.found ??= fetch(new URL("index.json", this.root), { cache: "no-cache" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then(({ version }) => new URL(`${version}/`, this.root))
    return this.found
  }

  /** The vocabulary, made once; its words come as they are asked for. */
  words() {
    this.vocabulary ??= this.makeWords()
    return this.vocabulary
  }

  async makeWords() {
    /** @type {Head} */
    const head = await this.json("head.bin")
    this.starts = head.starts
    this.pages = head.pages
    return new Words(head)
  }

  /**
   * Ask the words something until all the files are there that the answer needs.
   *
   * @template Answer
   * @param {Words} words
   * @param {() => Answer} ask
   * @param {(answer: Answer, isFinal: boolean) => void} [foresee] told of each answer, so that what it leads to can be
   *   asked for beside what it lacks
   * @returns {Promise<Answer>}
   */
  async settle(words, ask, foresee = () => {}) {
    for (;;) {
      const answer = ask()
      const names = [...words.wanted]
      words.wanted.clear()
      const files = names.map((name) => this.learn(words, name))
      foresee(answer, !names.length)
      if (!names.length) return answer
      await Promise.all(files)
    }
  }

  /**
   * Ask for what slots will need, while what decides on the others is on its way: the pages of their groups, and where one
   * word is all that is asked for, the cards of the pages that are most about it.
   *
   * @param {Words} words
   * @param {Slot[]} slots
   * @param {{ isFinal: boolean, isNarrowed: boolean }} how whether no slot will be read otherwise, and whether other pages
   *   may be shown than those that answer best
   */
  foresee(words, slots, { isFinal, isNarrowed }) {
    const sure = slots.filter(({ how }) => isFinal || SURE.has(how))
    for (const { terms } of sure.flatMap(({ readings }) => readings)) this.askGroups(words, terms.flatMap(groupOf))
    const needed = slots.filter(({ share, isExcluded }) => share === 1 && !isExcluded)
    if (isNarrowed || needed.length !== 1 || !sure.includes(needed[0])) return
    const likely = needed[0].readings.filter(({ terms, isPartial }) => terms.length === 1 && !isPartial)
    this.cardFiles().then((cards) => {
      const rows = likely.flatMap(({ terms }) => words.entries.get(terms[0])?.row ?? []).filter(({ amount }) => amount)
      if (rows.length) cards.ask(readPosting(rows[0]))
      if (rows.length && rows[0].amount >= cards.sizes.most) return
      const groups = likely.flatMap(({ terms }) => groupOf(terms[0]))
      const group = groups.find((number) => words.groups[number].amount >= cards.sizes.least)
      if (group !== undefined) cards.open(`best-${group}.bin`).catch(() => {})
    })
  }

  /**
   * Ask for the pages of groups, for whoever needs them next.
   *
   * @param {Words} words
   * @param {number[]} groups
   */
  askGroups(words, groups) {
    for (const group of groups) this.group(words, group).catch(() => {}) // Told of when it is needed.
  }

  /**
   * Let the words take in a file.
   *
   * @param {Words} words
   * @param {string} name
   */
  async learn(words, name) {
    const [kind, number] = [name.split("-")[0], Number(name.split("-")[1])]
    const file = `${name}.bin`
    if (kind === "words") words.learn(number, readShard(await this.buffer(file)))
    else if (kind === "fronts") words.learnFront(number, await this.json(file))
    else if (kind === "backs") words.learnBack(number, await this.json(file))
    else if (kind === "everyday")
      words.ways[number] = await /** @type {Promise<Record<string, Way[]>>} */ (this.json(file))
    else if (kind === "endings") words.right.learnEndings(await /** @type {Promise<Endings>} */ (this.json(file)))
    else words.right.learn(number, await this.fetched(file, (answer) => answer.text()))
  }

  /** @returns {Promise<Table>} */
  facets() {
    return this.json("facets.bin")
  }

  /** @returns {Promise<Order>} */
  order() {
    return this.json("order.bin")
  }

  /** @returns {Promise<Synonyms>} The members of the groups, and what is related to them. */
  synonyms() {
    return this.json("synonyms.bin")
  }

  /**
   * What the results show of some pages: a promise for each.
   *
   * @param {number[]} pages
   * @param {Map<string, Posting>} [postings] those that the pages were found by
   * @returns {Promise<Promise<Card>[]>}
   */
  async cards(pages, postings = new Map()) {
    const cards = await this.cardFiles()
    return cards.of(pages, postings.values())
  }

  cardFiles() {
    this.shown ??= this.facets().then(({ cards }) => new Cards((name) => this.json(name), cards))
    return this.shown
  }

  /**
   * The postings of terms, as a map; what no page has is not in it.
   *
   * @param {Iterable<string>} terms
   * @returns {Promise<Map<string, Posting>>}
   */
  async postings(terms) {
    const words = await this.words()
    const all = [...terms]
    const [rows, groups] = await Promise.all([
      this.settle(words, () => all.map((term) => (term.startsWith("~") ? undefined : words.row(term)))),
      Promise.all(all.map((term) => (term.startsWith("~") ? this.group(words, Number(term.slice(1))) : undefined))),
    ])
    return new Map(
      all.flatMap((term, place) => {
        const row = rows[place] ?? groups[place]
        return row?.amount ? [[term, readPosting(row)]] : []
      }),
    )
  }

  /**
   * @param {Words} words
   * @param {number} number
   * @returns {Promise<Row | undefined>}
   */
  async group(words, number) {
    if (!words.groups[number].amount) return undefined
    const file = this.starts.findLastIndex((start) => start <= number)
    const start = this.starts[file]
    this.groups[file] ??= this.buffer(`groups-${file}.bin`).then((buffer) =>
      readRows(new Uint8Array(buffer)).map((row, place) => ({ ...row, name: String(start + place) })),
    )
    return (await this.groups[file])[number - start]
  }

  /**
   * Fetch the groups that a query names while its words are fetched.
   *
   * @param {Words} words
   * @param {string} text
   */
  prepare(words, text) {
    const groups = tokens(text.slice(0, words.limits.query)).flatMap((token) => words.groupsNamed(plain(token)))
    this.askGroups(words, groups.slice(0, MOST_PREPARED))
  }

  /**
   * What a file holds, which the name of the file tells the type of.
   *
   * @template Content
   * @param {string} name
   * @returns {Promise<Content>}
   */
  json(name) {
    return this.fetched(name, (answer) => answer.json())
  }

  /**
   * @param {string} name
   * @returns {Promise<ArrayBuffer>}
   */
  buffer(name) {
    return this.fetched(name, (answer) => answer.arrayBuffer())
  }

  /**
   * @template Content
   * @param {string} name
   * @param {(answer: Response) => Promise<Content>} unpack
   * @returns {Promise<Content>}
   */
  fetched(name, unpack) {
    const known = this.files.get(name) ?? this.fetch(name).then(unpack)
    this.files.set(name, known)
    return /** @type {Promise<Content>} */ (known)
  }

  /** @param {string} name */
  async fetch(name) {
    const answer = await fetch(new URL(name, await this.folder))
    if (!answer.ok || !answer.body) throw new Error(`${name}: ${answer.status}`)
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")))
  }
}

/**
 * The number of the group that a term stands for, if it does for one.
 *
 * @param {string} term
 */
function groupOf(term) {
  return term.startsWith("~") ? [Number(term.slice(1))] : []
}
