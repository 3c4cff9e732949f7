/** Ranking: pages that hold all come first, the rarer word counts more, and part of an answer comes after. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { rank } from "../../../overrides/search/ranking.js"

/** @import { Posting, Reading, Slot } from "../../../overrides/search/types.d.ts" */

/** @type {Map<string, Posting>} */
const POSTINGS = new Map(
  Object.entries({
    sjælden: { pages: [2], weights: [50] },
    ofte: { pages: [0, 1, 2, 3, 4, 5], weights: [9, 50, 10, 10, 10, 10] },
    nær: { pages: [7], weights: [50] },
    intet: { pages: [], weights: [] },
  }),
)

/** @type {(...readings: (Partial<Reading> & { terms: string[] })[]) => Slot} */
const slot = (...readings) => ({
  token: readings[0].terms[0],
  how: "word",
  readings: readings.map((reading) => ({ weight: 1, isPartial: false, ...reading })),
  instead: [],
})

test("the page that is most about the word comes first", () => {
  assert.deepEqual(rank([slot({ terms: ["ofte"] })], POSTINGS, 10), { pages: [1, 2, 3, 4, 5, 0], full: 6 })
})

test("pages that hold every word come before those that hold some, and are counted", () => {
  const found = rank([slot({ terms: ["sjælden"] }), slot({ terms: ["ofte"] })], POSTINGS, 10)
  assert.equal(found.pages[0], 2)
  assert.equal(found.full, 1)
  assert.deepEqual([...found.pages].sort(), [0, 1, 2, 3, 4, 5])
})

test("a reading of two terms needs both", () => {
  assert.deepEqual(rank([slot({ terms: ["sjælden", "ofte"] })], POSTINGS, 10).pages, [2])
  assert.deepEqual(rank([slot({ terms: ["sjælden", "nær"] })], POSTINGS, 10).pages, [])
})

test("what is only part of an answer is shown after, unless it is common", () => {
  const found = rank([slot({ terms: ["sjælden"] }, { terms: ["nær"], isPartial: true })], POSTINGS, 10)
  assert.deepEqual(found, { pages: [2, 7], full: 1 })
  assert.deepEqual(rank([slot({ terms: ["sjælden"] }, { terms: ["ofte"], isPartial: true })], POSTINGS, 10).pages, [2])
})

test("nothing searched for, or nothing found, is no page", () => {
  assert.deepEqual(rank([], POSTINGS, 10), { pages: [], full: 0 })
  assert.deepEqual(rank([slot({ terms: ["intet"] })], POSTINGS, 10), { pages: [], full: 0 })
})
