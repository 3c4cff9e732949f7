/** Queries: a word is read in every way that leads to pages, the likeliest counts most, and says how it was understood. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { read } from "../../../overrides/search/query.js"
import { makeWords } from "./vocabulary.js"

const words = makeWords()

for (const [text, how, instead] of /** @type {[string, string, string[]][]} */ ([
  ["robot", "word", []],
  ["børn", "word", []],
  ["kodeord", "synonym", ["adgangskode"]],
  ["password", "synonym", ["adgangskode"]],
  ["plejer", "synonym", ["robot"]],
  ["SFO", "synonym", ["fritidshjem"]],
  ["trivsle", "slip", ["trivsel"]],
  ["dorne", "slip", ["drone"]],
  ["dronetilsyn", "split", ["drone", "tilsyn"]],
  ["drone-xyzzy", "split", ["drone"]],
  ["dronexyzzy", "split", ["drone"]],
  ["sund", "beginning", ["sundhed"]],
  ["triv", "beginning", ["trivsel", "trivselsmåling"]],
  ["vinter", "missing", []],
  ["trivsler", "missing", []],
  ["todo", "missing", []],
  ["xyzzyx", "missing", []],
])) {
  test(`»${text}« is understood as ${how}`, () => {
    const [slot] = read(words, text)
    assert.equal(slot.how, how)
    assert.deepEqual(slot.instead, instead)
  })
}

/** @param {string} text */
function said(text) {
  return read(words, text).map(({ token, share, isExcluded, quote }) => [token, share, isExcluded, quote])
}

test("words without content are left out, unless there is nothing else", () => {
  assert.deepEqual(
    said("robot og barn").map(([token]) => token),
    ["robot", "barn"],
  )
  assert.deepEqual(
    said("og med").map(([token]) => token),
    ["og", "med"],
  )
})

test("a word that questions are asked with helps, and need not be there; alone it is what is asked for", () => {
  assert.deepEqual(said("hvordan søge flere robot"), [
    ["søge", 0.25, false, 0],
    ["flere", 0.25, false, 0],
    ["robot", 1, false, 0],
  ])
  assert.deepEqual(said("søge"), [["søge", 1, false, 0]])
})

for (const text of ["barn -robot", "barn ikke robot", "barn men ikke robot", "barn undtagen robot"]) {
  test(`»${text}« leaves out what it says`, () => {
    assert.deepEqual(said(text), [
      ["barn", 1, false, 0],
      ["robot", 1, true, 0],
    ])
  })
}

for (const text of ["ikke robot", "barn vil ikke robot", "barn ikke i robot"]) {
  test(`»${text}« leaves out nothing`, () => {
    assert.ok(said(text).every(([, , isExcluded]) => !isExcluded))
  })
}

test("»uden« before a word says that no page needs to have it", () => {
  assert.deepEqual(said("barn uden robot")[1], ["robot", 0.1, false, 0])
})

test("words in quotation marks belong together, and are taken as they stand", () => {
  assert.deepEqual(said('barn "robot drone" »trivsel«'), [
    ["barn", 1, false, 0],
    ["robot", 1, false, 1],
    ["drone", 1, false, 1],
    ["trivsel", 1, false, 2],
  ])
  assert.deepEqual(read(words, '"adgangskode"')[0].readings.length, 1)
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
    readings.slice(0, 3).map(({ terms, isPartial }) => [...terms, isPartial]),
    [
      ["adgangskode", false],
      ["~0", false],
      ["~2", true],
    ],
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

test("a phrase is read as one thing, of the synonyms as of everyday words", () => {
  for (const slot of read(words, "robot gruppe")) assert.ok(slot.readings.some(({ terms }) => terms[0] === "~2"))
  for (const { how, instead } of read(words, "home office")) assert.deepEqual([how, instead], ["synonym", ["robot"]])
})

test("a word that is still typed is completed", () => {
  const { readings } = read(words, "triv", { typing: true })[0]
  assert.ok(readings.some(({ terms }) => terms[0] === "trivselsmåling"))
})

test("a word that is settled is not read again, and stays as it was", () => {
  const settled = new Map()
  const first = read(words, "home office robot", { settled })
  assert.equal(settled.size, 3)
  assert.ok(first[0].readings.length > settled.get(0).readings.length) // A phrase adds to what is answered.
  settled.set(2, { ...settled.get(2), how: "family" })
  const again = read(words, "home office robot", { settled })
  assert.deepEqual(again.slice(0, 2), first.slice(0, 2))
  assert.equal(again[2].how, "family")
})

test("what is still to be fetched settles nothing, and is asked for of all words at once", () => {
  const settled = new Map()
  const fresh = makeWords(false)
  read(fresh, "zebra home", { settled })
  assert.equal(settled.size, 0)
  assert.ok(fresh.wanted.has("words-0"))
})
