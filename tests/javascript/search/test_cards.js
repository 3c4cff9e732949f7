/** Cards: each page has its own, from as few files as have those that are asked for, and none is fetched twice. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { Cards, topOf } from "../../../overrides/search/cards.js"

/** @import { CardRow, Posting } from "../../../overrides/search/types.d.ts" */

const SIZES = { together: 8, least: 4, most: 3 }
/** @type {(pages: number[], weights: number[], name?: string) => Posting} */
const posting = (pages, weights, name) => ({ pages, weights, places: pages.map(() => 0), name })
const MANY = posting([2, 10, 20, 30, 40], [5, 63, 9, 63, 9], "1-7")
const OTHERS = posting([3, 11, 21, 31], [9, 9, 9, 9], "12")
const FEW = posting([50, 60], [9, 9], "2-1")
const UNNAMED = posting([70, 80, 90, 99], [9, 9, 9, 9])

/** The files that there are, by name: the pages of those in each. @type {Record<string, number[]>} */
const BEST = { "best-1-7.bin": [10, 30, 20], "best-12.bin": [3, 11, 21] }

function shelf() {
  /** @type {Map<string, Promise<CardRow[]>>} */
  const files = new Map()
  /** @param {string} name */
  const open = (name) => {
    const first = Number(name.match(/^cards-(\d+)/)?.[1]) * SIZES.together
    const pages = BEST[name] ?? Array.from({ length: SIZES.together }, (_, place) => first + place)
    const file = files.get(name) ?? Promise.resolve(pages.map((page) => rowOf(page)))
    files.set(name, file)
    return file
  }
  return { cards: new Cards(open, SIZES), files: () => [...files.keys()].sort() }
}

/** @type {(page: number) => CardRow} */
const rowOf = (page) => [`units/${page}/`, `Side\u00ad ${page}`, "", "", 0, 0]

/** @type {[what: string, pages: number[], postings: Posting[], files: string[]][]} */
const CASES = [
  ["neighbours lie in one file", [1, 2, 9], [], ["cards-0.bin", "cards-1.bin"]],
  ["the best pages of a term lie in one", [30, 10, 20], [MANY], ["best-1-7.bin"]],
  ["what it lacks comes by itself", [30, 10, 40], [MANY], ["best-1-7.bin", "cards-5.bin"]],
  ["a file for one card alone is not worth it", [10, 40], [MANY], ["cards-1.bin", "cards-5.bin"]],
  ["terms share what is asked for", [10, 11, 20, 21], [OTHERS, MANY], ["best-1-7.bin", "best-12.bin"]],
  ["a term on few pages has no file", [50, 60], [FEW], ["cards-6.bin", "cards-7.bin"]],
  ["nor has what is in no file of words", [70, 80], [UNNAMED], ["cards-10.bin", "cards-8.bin"]],
  ["no page, no file", [], [MANY], []],
]

for (const [what, pages, postings, files] of CASES) {
  test(what, async () => {
    const { cards, files: fetched } = shelf()
    const found = await Promise.all(cards.of(pages, postings))
    assert.deepEqual(
      found.map(({ page, address, title, jointed }) => [page, address, title, jointed.title]),
      pages.map((page) => [page, `units/${page}/`, `Side ${page}`, `Side\u00ad ${page}`]),
    )
    assert.deepEqual(fetched(), files)
  })
}

test("a card that is there is not fetched again with others", async () => {
  const { cards, files } = shelf()
  cards.ask(MANY)
  await Promise.all(cards.of([10, 30, 20], [posting([10, 20, 30, 31], [1, 1, 1, 1], "12")]))
  assert.deepEqual(files(), ["best-1-7.bin"])
})

test("of a term on few pages the cards of all are asked for", () => {
  const { cards, files } = shelf()
  cards.ask(FEW)
  assert.deepEqual(files(), ["cards-6.bin", "cards-7.bin"])
})

test("a file that does not come is told of by the cards that were to be in it, and by no others", async () => {
  const cards = new Cards(
    (name) => (name.startsWith("best") ? Promise.reject(new Error(name)) : shelf().cards.open(name)),
    SIZES,
  )
  cards.ask(MANY)
  const [lost, found] = cards.of([10, 40], [])
  await assert.rejects(lost, /best-1-7/)
  assert.equal((await found).page, 40)
})

/** @type {[weights: number[], places: number[]][]} As tests/search/test_cards.py has them. */
const TOPS = [
  [
    [5, 63, 9, 63, 9],
    [1, 3, 2],
  ],
  [
    [1, 1, 1, 1],
    [0, 1, 2],
  ],
  [
    [9, 8],
    [0, 1],
  ],
  [
    [1, 2, 3, 63],
    [3, 2, 1],
  ],
  [[], []],
]

for (const [weights, places] of TOPS) {
  test(`of the weights ${weights} those at ${places} are the most`, () => {
    const pages = weights.map((_, place) => 10 * place)
    assert.deepEqual(
      topOf(posting(pages, weights), 3),
      places.map((place) => 10 * place),
    )
  })
}
