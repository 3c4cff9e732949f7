/** The store: the search's files, each fetched once and only when it is needed. They are packed with gzip. */

import { Words } from "./words.js"

/** @import { Card, CardRow, Order, Posting, Substitutes, Table, Vocabulary } from "./types.d.ts" */

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
    /** @type {number[]} The number of the first term in each file of postings. */
    this.starts = []
    this.pages = 0
    /** @type {string[]} How the words of each file of known words begin. */
    this.known = []
  }

  /** The folder of this edition. The one file that is asked for anew each time tells it. */
  get folder() {
    this.found ??= fetch(new URL("index.json", this.root), { cache: "no-cache" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then(({ version }) => new URL(`${version}/`, this.root))
    return this.found
  }
  /** The vocabulary, made once. */
  words() {
    this.vocabulary ??= this.makeWords()
    return this.vocabulary
  }

  async makeWords() {
    /** @type {Vocabulary} */
    const data = await this.json("words.bin")
    this.starts = data.starts
    this.pages = data.pages
    return new Words(data)
  }

  /** Let the words know what may stand in for those that are on no page. */
  async addSubstitutes() {
    const words = await this.words()
    /** @type {Substitutes} */
    const { near, known } = await this.json("substitutes.bin")
    words.nearby = near
    this.known = known.split(" ")
  }

  /**
   * Let the words know which Danish words begin like some forms, so that none of them is taken for a slip.
   *
   * @param {string[]} forms
   */
  async addKnown(forms) {
    const words = await this.words()
    const shards = [...new Set(forms.map((form) => this.known.indexOf(form.slice(0, 2))))].filter(
      (number) => number >= 0,
    )
    const texts = await Promise.all(
      shards.map((number) => this.fetched(`known-${number}.bin`, (answer) => answer.text())),
    )
    texts.forEach((text) => words.learn(text))
  }

  /** @returns {Promise<Table>} */
  facets() {
    return this.json("facets.bin")
  }

  /** @returns {Promise<Order>} */
  order() {
    return this.json("order.bin")
  }

  /**
   * What the results show of some pages.
   *
   * @param {number[]} pages
   * @returns {Promise<Card[]>}
   */
  async cards(pages) {
    const { together } = await this.facets()
    const rows = await Promise.all(pages.map((page) => this.cardRows(Math.floor(page / together))))
    return rows.map((cards, place) => {
      const [address, title, summary, note, isExample] = cards[pages[place] % together]
      return { page: pages[place], address, title, summary, note, isExample: Boolean(isExample) }
    })
  }

  /**
   * @param {number} file
   * @returns {Promise<CardRow[]>}
   */
  cardRows(file) {
    return this.json(`cards-${file}.bin`)
  }

  /**
   * The postings of terms, as a map.
   *
   * @param {Iterable<string>} terms
   * @returns {Promise<Map<string, Posting>>}
   */
  async postings(terms) {
    const words = await this.words()
    const all = [...terms]
    const rows = await Promise.all(all.map((term) => this.posting(words, term)))
    return new Map(all.map((term, place) => [term, rows[place]]))
  }

  /**
   * @param {Words} words
   * @param {string} term
   * @returns {Promise<Posting>}
   */
  async posting(words, term) {
    const number = term.startsWith("~") ? words.texts.length + Number(term.slice(1)) : words.number.get(term)
    if (number === undefined || !words.amounts[number]) return { pages: [], weights: [] }
    const shard = this.starts.findLastIndex((start) => start <= number)
    const bytes = await this.fetched(`terms-${shard}.bin`, (answer) => answer.arrayBuffer())
    return decode(new Uint8Array(bytes), number - this.starts[shard])
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
 * The row of a term in a shard: how many pages, the steps from each to the next in seven bits a byte, the weights.
 *
 * @param {Uint8Array} bytes
 * @param {number} row
 * @returns {Posting}
 */
function decode(bytes, row) {
  let place = 0
  const next = () => {
    let [value, shift] = [0, 0]
    while (bytes[place] > 127) [value, shift] = [value + (bytes[place++] & 127) * 2 ** shift, shift + 7]
    return value + bytes[place++] * 2 ** shift
  }
  for (let skipped = 0; skipped < row; skipped++) {
    const amount = next()
    for (let step = 0; step < amount; step++) next()
    place += amount
  }
  const pages = new Uint32Array(next())
  let page = 0
  for (let step = 0; step < pages.length; step++) {
    page += next()
    pages[step] = page
  }
  return { pages, weights: bytes.subarray(place, place + pages.length) }
}
