/** Ranking: pages that hold all come first, the rarer word counts more, and part of an answer comes after. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { rank } from "../../../overrides/search/ranking.js"
import { makeSlot } from "./slots.js"

/** @import { Posting, Reading, Slot } from "../../../overrides/search/types.d.ts" */

/** @type {(pages: number[], weights: number[], places?: number[]) => Posting} */
const posting = (pages, weights, places = pages.map(() => 0)) => ({ pages, weights, places })

/** @type {Map<string, Posting>} */
const POSTINGS = new Map(
  Object.entries({
    sjælden: posting([2], [50]),
    ofte: posting([0, 1, 2, 3, 4, 5], [9, 50, 10, 10, 10, 10]),
    nær: posting([7], [50]),
    først: posting([3, 6, 8], [20, 20, 20], [1, 1, 9]),
    sidst: posting([3, 6, 8], [20, 20, 20], [7, 2, 1]),
    alle: posting([0, 1, 2, 3, 4, 5, 6], [9, 9, 9, 9, 9, 9, 9]),
    stærk: posting([0, 1, 2, 3, 4, 5, 9], [9, 9, 9, 9, 9, 9, 63]),
    intet: posting([], []),
  }),
)

/** @type {(asked: Partial<Slot>, ...readings: (Partial<Reading> & { terms: string[] })[]) => Slot} */
const slotWith = (asked, ...readings) =>
  makeSlot(readings[0].terms[0], {
    how: "word",
    readings: readings.map((reading) => ({ weight: 1, isPartial: false, ...reading })),
    ...asked,
  })

/** @type {(...readings: (Partial<Reading> & { terms: string[] })[]) => Slot} */
const slot = (...readings) => slotWith({}, ...readings)

/** @param {...string} words */
const asked = (...words) => words.map((word, place) => slotWith({ place }, { terms: [word] }))

test("the page that is most about the word comes first", () => {
  assert.deepEqual(rank(asked("ofte"), POSTINGS, 10).pages, [1, 2, 3, 4, 5, 0])
})

test("a page that holds every word comes before those that hold some, and is told of", () => {
  const found = rank(asked("sjælden", "ofte"), POSTINGS, 10)
  assert.equal(found.pages[0], 2)
  assert.deepEqual(found.complete, [2])
  assert.deepEqual([...found.pages].sort(), [0, 1, 2, 3, 4, 5])
})

test("many pages that hold every word do not hide one that says much of most of them", () => {
  const { pages, complete } = rank(asked("alle", "ofte", "stærk"), POSTINGS, 10)
  assert.equal(complete.length, 6)
  assert.ok(!pages.includes(6))
  assert.ok(rank(asked("alle", "stærk"), POSTINGS, 10).pages.includes(9))
})

test("a word that no page needs to have moves pages, and finds none by itself", () => {
  const slots = [slotWith({}, { terms: ["ofte"] }), slotWith({ share: 0.25, place: 1 }, { terms: ["nær"] })]
  assert.deepEqual([...rank(slots, POSTINGS, 10).pages].sort(), [0, 1, 2, 3, 4, 5])
})

test("what is to be absent is absent", () => {
  const slots = [slotWith({}, { terms: ["ofte"] }), slotWith({ isExcluded: true }, { terms: ["sjælden"] })]
  assert.deepEqual(rank(slots, POSTINGS, 10).pages, [1, 3, 4, 5, 0])
})

test("of a quotation that is to be absent a page may hold one word, and not all", () => {
  const absent = { isExcluded: true, quote: 1 }
  const quotation = [slotWith(absent, { terms: ["ofte"] }), slotWith(absent, { terms: ["stærk"] })]
  assert.deepEqual(rank([slot({ terms: ["alle"] }), ...quotation], POSTINGS, 10).pages, [6])
  const other = slotWith({ isExcluded: true, quote: 2 }, { terms: ["stærk"] })
  assert.deepEqual(rank([slot({ terms: ["stærk"] }), quotation[0], other], POSTINGS, 10).pages, [])
  const nowhere = [quotation[0], slotWith(absent, { terms: ["intet"] })]
  assert.equal(rank([slot({ terms: ["alle"] }), ...nowhere], POSTINGS, 10).pages.length, 7)
})

test("words that stand together at the head of a page count more there, and in a quotation nearly alone", () => {
  assert.equal(rank(asked("først", "sidst"), POSTINGS, 10).pages[0], 6)
  const quoted = asked("sidst", "først").map((one) => ({ ...one, quote: 1 }))
  assert.equal(rank(quoted, POSTINGS, 10).pages.length, 3)
  const together = asked("først", "sidst").map((one) => ({ ...one, quote: 1 }))
  assert.equal(rank(together, POSTINGS, 10).pages[0], 6)
})

test("a reading of two terms needs both", () => {
  assert.deepEqual(rank([slot({ terms: ["sjælden", "ofte"] })], POSTINGS, 10).pages, [2])
  assert.deepEqual(rank([slot({ terms: ["sjælden", "nær"] })], POSTINGS, 10).pages, [])
})

test("what is only part of an answer is shown after, unless it is common", () => {
  const found = rank([slot({ terms: ["sjælden"] }, { terms: ["nær"], isPartial: true })], POSTINGS, 10)
  assert.deepEqual(found, { pages: [2, 7], complete: [2] })
  assert.deepEqual(rank([slot({ terms: ["sjælden"] }, { terms: ["ofte"], isPartial: true })], POSTINGS, 10).pages, [2])
})

test("nothing searched for, or nothing found, is no page", () => {
  assert.deepEqual(rank([], POSTINGS, 10), { pages: [], complete: [] })
  assert.deepEqual(rank(asked("intet"), POSTINGS, 10), { pages: [], complete: [] })
})
