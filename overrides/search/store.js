/** The store: the search's files, each fetched once and only when it is needed. They are packed with gzip. */

import { Words } from "./words.js"

export class Store {
  /** @param root the address of the site's search folder */
  constructor(root) {
    this.root = root
    this.files = new Map()
  }

  /** The folder of this edition. The one file that is asked for anew each time tells it. */
  get folder() {
    this.found ??= fetch(new URL("index.json", this.root), { cache: "no-cache" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then(({ version }) => new URL(`${version}/`, this.root))
    return this.found
  }

  async words() {
    this.vocabulary ??= this.json("words.bin").then((data) => {
      this.starts = data.starts
      this.pages = data.pages
      return new Words(data)
    })
    return this.vocabulary
  }

  /** Let the words know what may stand in for those that are on no page. */
  async addSubstitutes() {
    const words = await this.words()
    const { near, known } = await this.json("substitutes.bin")
    words.nearby = near
    this.known = known.split(" ")
  }

  /** Let the words know which Danish words begin like some forms, so that none of them is taken for a slip. */
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

  facets() {
    return this.json("facets.bin")
  }

  order() {
    return this.json("order.bin")
  }

  /** What the results show of some pages. */
  async cards(pages) {
    const { together } = await this.facets()
    const rows = await Promise.all(pages.map((page) => this.json(`cards-${Math.floor(page / together)}.bin`)))
    return rows.map((cards, place) => {
      const [address, title, summary, note, isExample] = cards[pages[place] % together]
      return { page: pages[place], address, title, summary, note, isExample: Boolean(isExample) }
    })
  }

  /** The postings of terms, as a map. */
  async postings(terms) {
    const words = await this.words()
    const rows = await Promise.all(Array.from(terms, async (term) => [term, await this.posting(words, term)]))
    return new Map(rows)
  }

  async posting(words, term) {
    const number = term.startsWith("~") ? words.texts.length + Number(term.slice(1)) : words.number.get(term)
    if (number === undefined || !words.amounts[number]) return { pages: [], weights: [] }
    const shard = this.starts.findLastIndex((start) => start <= number)
    const bytes = await this.fetched(`terms-${shard}.bin`, (answer) => answer.arrayBuffer())
    return decode(new Uint8Array(bytes), number - this.starts[shard])
  }

  json(name) {
    return this.fetched(name, (answer) => answer.json())
  }

  fetched(name, unpack) {
    if (!this.files.has(name)) this.files.set(name, this.fetch(name).then(unpack))
    return this.files.get(name)
  }

  async fetch(name) {
    const answer = await fetch(new URL(name, await this.folder))
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")))
  }
}

/** The row of a term in a shard: how many pages, the steps from each to the next in seven bits a byte, the weights. */
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
  for (let step = 0; step < pages.length; step++) pages[step] = page += next()
  return { pages, weights: bytes.subarray(place, place + pages.length) }
}
