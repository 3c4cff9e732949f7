/** Cards: what results show of pages, from as few files as have them.
 *
 * A page's card lies with those of the pages beside it. A term that many pages have has a file of its own, too, with the
 * cards of those that are most about it: what somebody looks for with one word lies in one file or two.
 */

import { whole } from "./joints.js"

/** @import { Card, CardRow, Posting } from "./types.d.ts" */

/** Cards that a term's file must have of those wanted, to be worth fetching: fewer are as light by themselves. */
const SEVERAL = 2
/** A weight is below it. */
const WEIGHTS = 64

export class Cards {
  /**
   * @param {(name: string) => Promise<CardRow[]>} open fetches a file
   * @param {{ together: number, least: number, most: number }} sizes the cards in a file of neighbours; the pages that a
   *   term with a file of its own has at least; the cards in such a file at most
   */
  constructor(open, sizes) {
    this.open = open
    this.sizes = sizes
    /** @type {Map<number, Promise<CardRow>>} By page, from when its file is asked for. */
    this.rows = new Map()
  }

  /**
   * The cards of some pages, a promise for each: whoever wants some of them need not wait for the others.
   *
   * @param {number[]} pages
   * @param {Iterable<Posting>} postings those that the pages were found by
   * @returns {Promise<Card>[]}
   */
  of(pages, postings) {
    this.askTogether(pages, postings)
    return pages.map(async (page) => makeCard(page, await this.row(page)))
  }

  /**
   * Ask for the files of terms that have several of the pages, that with the most first.
   *
   * @param {number[]} pages
   * @param {Iterable<Posting>} postings
   */
  askTogether(pages, postings) {
    const missing = new Set(pages.filter((page) => !this.rows.has(page)))
    if (missing.size < SEVERAL) return
    const { most } = this.sizes
    const files = Array.from(postings).flatMap((posting) =>
      this.hasFile(posting) ? { posting, pages: topOf(posting, most) } : [],
    )
    for (;;) {
      const amounts = files.map((file) => file.pages.reduce((sum, page) => sum + (missing.has(page) ? 1 : 0), 0))
      const best = amounts.indexOf(Math.max(...amounts))
      if (!(amounts[best] >= SEVERAL)) return
      this.ask(files[best].posting, files[best].pages)
      for (const page of files[best].pages) missing.delete(page)
    }
  }

  /** @param {Posting} posting */
  hasFile({ name, pages }) {
    return name !== undefined && pages.length >= this.sizes.least
  }

  /**
   * Ask for the cards of the pages that are most about a term.
   *
   * @param {Posting} posting
   * @param {number[]} [pages] those pages, where they are known
   */
  ask(posting, pages = topOf(posting, this.sizes.most)) {
    const file = this.hasFile(posting) ? this.open(`best-${posting.name}.bin`) : undefined
    pages.forEach((page, place) => (file ? this.keep(page, file, place) : this.row(page)))
  }

  /**
   * @param {number} page
   * @returns {Promise<CardRow>}
   */
  row(page) {
    const { together } = this.sizes
    const place = page % together
    return this.rows.get(page) ?? this.keep(page, this.open(`cards-${(page - place) / together}.bin`), place)
  }

  /**
   * @param {number} page
   * @param {Promise<CardRow[]>} file
   * @param {number} place
   */
  keep(page, file, place) {
    const known = this.rows.get(page)
    if (known) return known
    const row = file.then((rows) => rows[place])
    row.catch(() => {}) // Told of when it is needed.
    this.rows.set(page, row)
    return row
  }
}

/**
 * The pages that are most about a term, as its file has them: the most first, and of those alike the first.
 *
 * @param {Posting} posting
 * @param {number} most
 * @returns {number[]}
 */
export function topOf({ pages, weights }, most) {
  const amounts = new Uint32Array(WEIGHTS)
  for (let place = 0; place < pages.length; place++) amounts[weights[place]]++
  let least = WEIGHTS - 1
  for (let sum = amounts[least]; least > 0 && sum < most; sum += amounts[least]) least--
  /** @type {number[]} */
  const places = []
  for (let place = 0; place < pages.length; place++) if (weights[place] >= least) places.push(place)
  return places
    .sort((one, other) => weights[other] - weights[one] || one - other)
    .slice(0, most)
    .map((place) => pages[place])
}

/**
 * @param {number} page
 * @param {CardRow} row
 * @returns {Card}
 */
function makeCard(page, [address, title, summary, note, isExample, day]) {
  const read = { title: whole(title), summary: whole(summary), note: whole(note) }
  const jointed = { title, summary, note }
  return { page, address, ...read, jointed, isExample: Boolean(isExample), day }
}
