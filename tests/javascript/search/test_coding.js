/** Coding: what the index's files hold comes out of them as it was put in. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { readPosting, readRows, readShard, readWords } from "../../../overrides/search/coding.js"

/** Added to a weight when the word heads the page, and its place there follows. */
const PLACED = 64

/** @type {{ name: string, bytes: number[], pages: number[], weights: number[], places: number[] }[]} */
const ROWS = [
  { name: "no page", bytes: [0], pages: [], weights: [], places: [] },
  { name: "the first page", bytes: [1, 0, 63], pages: [0], weights: [63], places: [0] },
  {
    name: "pages by their steps, of which the last is of two bytes",
    bytes: [3, 2, 1, 0b1010_1100, 0b10, 9, 8, 7],
    pages: [2, 3, 303],
    weights: [9, 8, 7],
    places: [0, 0, 0],
  },
  {
    name: "places of those pages alone that have one",
    bytes: [3, 5, 5, 5, PLACED + 20, 30, PLACED, 4, 255],
    pages: [5, 10, 15],
    weights: [20, 30, 0],
    places: [4, 0, 255],
  },
  {
    name: "a step of three bytes",
    bytes: [1, 0b1000_0000, 0b1000_0000, 1, 1],
    pages: [16_384],
    weights: [1],
    places: [0],
  },
  {
    name: "so many pages that their number is of two bytes",
    bytes: [0b1100_1000, 1, ...Array(200).fill(1), ...Array(200).fill(2)],
    pages: Array.from({ length: 200 }, (_, place) => place + 1),
    weights: Array(200).fill(2),
    places: Array(200).fill(0),
  },
]

for (const { name, bytes, ...expected } of ROWS) {
  test(`a row has ${name}`, () => {
    const rows = readRows(Uint8Array.from(bytes))
    assert.equal(rows.length, 1)
    assert.equal(rows[0].amount, expected.pages.length)
    const { pages, weights, places } = readPosting(rows[0])
    assert.deepEqual({ pages: Array.from(pages), weights: Array.from(weights), places: Array.from(places) }, expected)
  })
}

test("rows stand one after another, each read from where it begins", () => {
  const rows = readRows(Uint8Array.from(ROWS.flatMap(({ bytes }) => bytes)))
  assert.deepEqual(
    rows.map((row) => Array.from(readPosting(row).pages)),
    ROWS.map(({ pages }) => pages),
  )
  assert.deepEqual(readRows(new Uint8Array(0)), [])
})

for (const [coded, words] of /** @type {[string, string[]][]} */ ([
  ["", []],
  ["0drone", ["drone"]],
  ["0drone\n5r\n3ning\n0æble", ["drone", "droner", "droning", "æble"]],
  [`0${"x".repeat(40)}\nz${"x".repeat(5)}y`, ["x".repeat(40), `${"x".repeat(40)}y`]],
  ["0trivsel\n7;s|måling", ["trivsel", "trivsel;s|måling"]],
])) {
  test(`${words.length} words come from »${coded.slice(0, 12)}«`, () => {
    assert.deepEqual(readWords(coded), words)
  })
}

test("a file of words has its JSON, whose length is in bytes and not in letters, and then the rows", () => {
  const told = { words: "0måling\n0æøå", endings: "01", groups: { 1: [4] } }
  const json = new TextEncoder().encode(JSON.stringify(told))
  const bytes = [...ROWS[2].bytes, ...ROWS[3].bytes]
  const file = Uint8Array.from([0, 0, json.length >> 8, json.length & 255, ...json, ...bytes])
  const { rows, ...described } = readShard(file.buffer)
  assert.deepEqual(described, told)
  assert.deepEqual(
    rows.map((row) => Array.from(readPosting(row).pages)),
    [ROWS[2].pages, ROWS[3].pages],
  )
})
