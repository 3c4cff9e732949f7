/** Queries: each word is understood in the first way that leads to a page, and says which it was. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { needsSubstitutes, read, slipsOf } from "../../../overrides/search/query.js"
import { makeWords } from "./vocabulary.js"

const words = makeWords()

for (const [text, how, instead] of /** @type {[string, string, string[]][]} */ ([
  ["robot", "word", []],
  ["børn", "word", []],
  ["kodeord", "missing", []],
  ["password", "synonym", ["adgangskode"]],
  ["trivsle", "slip", ["trivsel"]],
  ["dronetilsyn", "split", ["drone", "tilsyn"]],
  ["triv", "beginning", []],
  ["vinter", "missing", []],
  ["xyzzyx", "missing", []],
])) {
  test(`»${text}« is understood as ${how}`, () => {
    const [slot] = read(words, text)
    assert.equal(slot.how, how)
    assert.deepEqual(slot.instead, instead)
  })
}

test("words without content are left out, unless there is nothing else", () => {
  assert.deepEqual(
    read(words, "robot og barn").map(({ token }) => token),
    ["robot", "barn"],
  )
  assert.deepEqual(
    read(words, "og med").map(({ token }) => token),
    ["og", "med"],
  )
})

test("a literal word is nothing but itself", () => {
  const [slot] = read(words, "adgangskode", { literal: true })
  assert.deepEqual(
    slot.readings.map(({ terms }) => terms),
    [["adgangskode"]],
  )
  assert.equal(read(words, "trivsle", { literal: true })[0].how, "missing")
})

test("a word that is in a group is answered by the group, and in part by what is related to it", () => {
  const { readings } = read(words, "adgangskode")[0]
  assert.deepEqual(
    readings.slice(0, 2).map(({ terms }) => terms),
    [["adgangskode"], ["~0"]],
  )
  assert.ok(readings[0].weight > readings[1].weight)
})

test("a compound is answered by its parts together, and in part by each", () => {
  const { readings } = read(words, "trivselsmåling")[0]
  const parts = readings.find(({ terms }) => terms.length === 2)
  assert.deepEqual(parts?.terms, ["trivsel", "måling"])
  assert.deepEqual(
    readings.filter(({ isPartial }) => isPartial).map(({ terms }) => terms),
    [["trivsel"], ["måling"]],
  )
})

test("a word that is still typed is completed", () => {
  const { readings } = read(words, "triv", { typing: true })[0]
  assert.ok(readings.some(({ terms }) => terms[0] === "trivselsmåling"))
})

test("substitutes are fetched only for what is no word, and slips are told", () => {
  assert.ok(!needsSubstitutes(read(words, "robot")))
  assert.ok(needsSubstitutes(read(words, "robot trivsle")))
  assert.deepEqual(slipsOf(read(words, "robot trivsle")), ["trivsle"])
})
