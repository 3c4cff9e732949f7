/** Words: what a form may come from, what it falls into, and what it is near to. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { fold, plain, tokens } from "../../../overrides/search/words.js"
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
  ["børnene", ["barn"]],
  ["xyzzy", []],
])) {
  test(`»${form}« comes from ${bases.join() || "no word"}`, () => {
    assert.deepEqual(
      words.bases(form).map(({ text }) => text),
      bases,
    )
  })
}

test("a word is the same in each way that people write it, and no other", () => {
  assert.equal(fold("café"), fold("cafe"))
  assert.equal(fold("grenaa"), fold("grenå"))
  assert.equal(fold("malmö"), fold("malmø"))
  assert.notEqual(fold("får"), fold("far"))
  assert.notEqual(fold("bær"), fold("ber"))
  assert.notEqual(fold("før"), fold("for"))
})

test("capitals make a word of one that says nothing", () => {
  assert.ok(words.isStop("med"))
  assert.ok(!words.isStop("MED"))
})

test("a compound of the vocabulary has its parts, an unknown one those that are used", () => {
  assert.deepEqual(words.pieces("trivselsmåling"), ["trivsel", "måling"])
  assert.deepEqual(words.pieces("robot"), [])
  assert.deepEqual(words.split("dronetilsyn"), ["drone", "tilsyn"])
  assert.deepEqual(words.split("dronexyzzy"), [])
})

test("letters for letters: ae may be æ, oe ø and aa å", () => {
  assert.deepEqual(words.unfolded("skaermbesoeg").sort(), ["skaermbesøg", "skærmbesoeg", "skærmbesøg"])
  assert.deepEqual(words.unfolded("robot"), [])
})

test("the nearest word is within its slips, and no further", () => {
  assert.equal(words.nearest("trivsle", 1), "trivsel")
  assert.equal(words.nearest("trxxsxl", 1), undefined)
})

test("a word that no page has stands in for its neighbours, and a right one is right in its forms", () => {
  assert.deepEqual(words.substitutes("password"), ["adgangskode"])
  assert.ok(words.isRight("kontrakten"))
  assert.ok(!words.isRight("kontrackt"))
})

test("what begins with some letters is found, that on most pages first", () => {
  assert.deepEqual(words.completions("tri", 5), ["trivsel", "trivselsmåling"])
  assert.deepEqual(words.beginningWith("skærm"), ["skærm", "skærmbesøg"])
})
