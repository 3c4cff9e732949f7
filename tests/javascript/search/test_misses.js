/** Misses: what is told of a search that found nothing is the words that no page has, and no more. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { missedWords } from "../../../overrides/search/misses.js"
import { makeSlot } from "./slots.js"

/** @import { Found, SearchState, Slot } from "../../../overrides/search/types.d.ts" */

/** @type {(slots: Slot[], pages?: number[]) => Found} */
const found = (slots, pages = []) => ({
  slots,
  pages,
  complete: [],
  full: 0,
  fullFirst: true,
  terms: new Set(),
  isMixed: false,
  counts: new Map(),
  table: {
    pages: 9,
    cards: { together: 8, least: 8, most: 20 },
    looks: {},
    jointed: {},
    marks: {},
    renamed: {},
    facets: [],
  },
})

/** @type {(more?: Partial<SearchState>) => SearchState} */
const state = (more = {}) => ({
  q: "flextur",
  chosen: Object.fromEntries(
    ["type", "theme", "area", "topic", "kind", "status", "profession", "hard"].map((name) => [name, []]),
  ),
  ...more,
})

test("of a search that found nothing the words that no page has are told, in small letters", () => {
  assert.deepEqual(missedWords(found([makeSlot("Flextur"), makeSlot("kolonihave")]), state()), [
    "flextur",
    "kolonihave",
  ])
})

test("a word that pages have, that only helps, that is to be absent or is quoted is not told", () => {
  const slots = [
    makeSlot("robot", { how: "word" }),
    makeSlot("søge", { share: 0.25 }),
    makeSlot("bil", { isExcluded: true }),
    makeSlot("navn", { quote: 1 }),
  ]
  assert.deepEqual(missedWords(found(slots), state()), [])
})

test("nothing is told where pages were found, or where choices or the letter are why none were", () => {
  const slots = [makeSlot("flextur")]
  assert.deepEqual(missedWords(found(slots, [1]), state()), [])
  assert.deepEqual(missedWords(found(slots), state({ literal: true })), [])
  assert.deepEqual(missedWords(found(slots), state({ since: "2026-01-01" })), [])
  assert.deepEqual(missedWords(found(slots), state({ chosen: { ...state().chosen, theme: ["x"] } })), [])
})
