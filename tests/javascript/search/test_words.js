/** Words: what a form may come from, what it falls into, and what it is near to. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { partsOf, split } from "../../../overrides/search/compounds.js"
import { fold, plain, smooth, tokens } from "../../../overrides/search/letters.js"
import { nearest } from "../../../overrides/search/slips.js"
import { makeWords } from "./vocabulary.js"

const words = makeWords()

test("a text falls into words, hyphens within", () => {
  assert.deepEqual(tokens("IT-support – og »børn«, nr. 2!"), ["IT-support", "og", "børn", "nr", "2"])
  assert.equal(plain("IT-Support"), "itsupport")
})

for (const [form, bases] of /** @type {[string, string[]][]} */ ([
  ["robot", ["robot"]],
  ["robotten", []],
  ["robotterne", ["robot"]],
  ["besøget", ["besøg"]],
  ["besoeget", ["besøg"]],
  ["skaermbesøg", ["skærmbesøg"]],
  ["skærmbesoeget", ["skærmbesøg"]],
  ["børnene", ["barn"]],
  ["boernene", ["barn"]],
  ["trivselsmålinger", ["trivselsmåling"]],
  ["xyzzy", []],
  ["e", []], // No letter alone is a form of another word.
])) {
  test(`»${form}« comes from ${bases.join() || "no word"}`, () => {
    assert.deepEqual(
      words.bases(form).map(({ text }) => text),
      bases,
    )
  })
}

test("a word is the same in each way that people write it, and no other", () => {
  assert.equal(fold("Café"), fold("cafe"))
  assert.equal(fold("grenaa"), fold("grenå"))
  assert.equal(fold("bønnerup"), fold("boennerup"))
  assert.equal(fold("malmö"), fold("malmø"))
  assert.notEqual(fold("får"), fold("far"))
  assert.notEqual(fold("bær"), fold("ber"))
  assert.notEqual(fold("før"), fold("for"))
  assert.equal(smooth("grenaa"), smooth("grenå"))
  assert.notEqual(smooth("koen"), smooth("køn"))
})

test("a form with a hundred letters that may be two is compared at once", () => {
  assert.equal(fold("aaoeae".repeat(100)).length, 600)
  assert.deepEqual(words.bases("aaoeae".repeat(100)), [])
})

test("capitals make a word of one that says nothing", () => {
  assert.ok(words.isStop("med"))
  assert.ok(!words.isStop("MED"))
})

test("a compound of the vocabulary has its parts, an unknown one those that are used", () => {
  assert.deepEqual(words.pieces("trivselsmåling"), ["trivsel", "måling"])
  assert.deepEqual(words.pieces("robot"), [])
  assert.deepEqual(split(words, "dronetilsyn"), ["drone", "tilsyn"])
  assert.deepEqual(split(words, "dronexyzzy"), [])
  assert.deepEqual(partsOf(words, "dronexyzzy"), ["drone"])
  assert.deepEqual(partsOf(words, "xyzzytilsynet"), ["tilsyn"])
})

test("a verb leads to its noun, in each of its forms and with one consonant less", () => {
  const known = makeWords()
  known.learn(0, {
    words: "0amning\n0måling\n0trivsel",
    endings: "000",
    groups: {},
    rows: [1, 2, 3].map((amount) => ({ bytes: new Uint8Array(0), start: 0, amount })),
  })
  assert.deepEqual(known.relatives("amme"), [{ text: "amning", weight: 0.5 }])
  assert.deepEqual(known.relatives("måle"), [{ text: "måling", weight: 0.5 }])
  for (const form of ["trives", "trivedes"]) assert.equal(known.nounOf(form), "trivsel")
  for (const form of ["måler", "målte", "måltes", "målende"]) assert.equal(known.nounOf(form), "måling")
  assert.deepEqual(split(known, "ammemåling"), ["amning", "måling"])
})

test("the nearest word is within its slips, and no further", () => {
  assert.equal(nearest(words, "trivsle", 1), "trivsel")
  assert.equal(nearest(words, "rivsel", 1), "trivsel")
  assert.equal(nearest(words, "trxxsxl", 1), undefined)
})

test("an everyday word is known in its forms, the thesaurus only when the editors know nothing", () => {
  assert.equal(words.waysOf(["password"])?.[0][1], "adgangskode")
  assert.equal(words.waysOf(["kokkene"])?.[0][1], "gruppe")
  assert.equal(words.waysOf(["truende"])?.[0][1], "tilsyn")
  assert.equal(words.waysOf(["tasker"])?.[0][1], "robot")
  assert.equal(words.waysOf(["xyzzy"]), undefined)
})

test("a right word is right with one ending and with two, and no other is", () => {
  assert.ok(words.isRight("kontrakt"))
  assert.ok(words.isRight("kontrakten"))
  assert.ok(words.isRight("kontraktens"))
  assert.ok(!words.isRight("kontrackt"))
})

test("what begins with some letters is found, that on most pages first", () => {
  assert.deepEqual(words.completions("tri", 5), ["trivsel", "trivselsmåling"])
  assert.deepEqual(
    words.beginningWith(fold("skærm")).map(({ text }) => text),
    ["skærm", "skærmbesøg"],
  )
})

test("what is not there is asked for, each file once", () => {
  const empty = makeWords(false)
  assert.deepEqual(empty.bases("robotter"), [])
  assert.equal(empty.waysOf(["robot"]), undefined)
  assert.deepEqual([...empty.wanted], ["words-0", "everyday-0"])
})
