/** Reasons: a result says what its page has of a search, where its title and summary do not. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { reasonFor } from "../../../overrides/search/reasons.js"
import { partsOf } from "../../../overrides/search/texts.js"
import { makeSlot } from "./slots.js"
import { makeWords } from "./vocabulary.js"

/** @import { Posting, Slot } from "../../../overrides/search/types.d.ts" */

const WORDS = makeWords()
/** @type {(...pages: number[]) => Posting} */
const on = (...pages) => ({ pages, weights: pages.map(() => 9), places: pages.map(() => 0) })
const POSTINGS = new Map([
  ["trivsel", on(1, 4, 7)],
  ["besøg", on(4, 6)],
  ["skærm", on(4)],
  ["~2", on(4, 9)],
])

/** @type {(terms: string[][], more?: Partial<Slot>) => Slot} */
const slotOf = (terms, more = {}) =>
  makeSlot(terms[0][0], {
    how: "word",
    readings: terms.map((each, place) => ({ terms: each, weight: 1 - place / 10, isPartial: false })),
    ...more,
  })

/** @type {(page: number, text: string, ...slots: Slot[]) => string} */
const reason = (page, text, ...slots) =>
  reasonFor(page, [partsOf(text, WORDS)], { slots, words: WORDS, postings: POSTINGS })

test("a page says the words that it mentions further down", () => {
  assert.equal(reason(4, "Vi prøver", slotOf([["trivsel"]])), "Nævner »trivsel«")
  assert.equal(reason(4, "Vi prøver", slotOf([["trivsel"]]), slotOf([["besøg"]])), "Nævner »trivsel« og »besøg«")
})

test("what the result shows in any form is not said again", () => {
  assert.equal(reason(4, "Trivsel er vigtig", slotOf([["trivsel"]])), "")
  assert.equal(reason(4, "Trivselsmåling", slotOf([["trivsel"]]), slotOf([["besøg"]])), "Nævner »besøg«")
})

test("a page that has something that comes near says what it is about", () => {
  assert.equal(reason(9, "Vi prøver", slotOf([["drone"], ["~2"]])), "Om »robot«")
  assert.equal(reason(4, "Vi", slotOf([["trivsel"]]), slotOf([["~2"]])), "Nævner »trivsel« · Om »robot«")
})

test("of all that a word may be answered by, the best that the page has whole is said", () => {
  assert.equal(
    reason(4, "Vi prøver", slotOf([["drone"], ["skærm", "besøg"], ["trivsel"]])),
    "Nævner »skærm« og »besøg«",
  )
  assert.equal(reason(6, "Vi prøver", slotOf([["skærm", "besøg"], ["besøg"]])), "Nævner »besøg«")
})

test("a page that lacks a word says nothing of it, and so does one of what only helps or is to be absent", () => {
  assert.equal(reason(5, "Vi prøver", slotOf([["trivsel"]])), "")
  assert.equal(reason(4, "Vi prøver", slotOf([["trivsel"]], { share: 0.25 })), "")
  assert.equal(reason(4, "Vi prøver", slotOf([["trivsel"]], { isExcluded: true })), "")
})

test("nothing is said where nothing was searched for", () => {
  assert.equal(reasonFor(4, [], { slots: [] }), "")
})
