/** Texts: a word is found as itself, in another form, as a part and by its group, and nothing is fetched for it. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { isFound, partsOf, seek } from "../../../overrides/search/texts.js"
import { makeWords } from "./vocabulary.js"

/** @type {(text: string, ...terms: string[]) => string[]} */
const foundIn = (text, ...terms) =>
  partsOf(text, makeWords())
    .filter((part) => isFound(part, seek(terms)))
    .map(({ start, token }) => text.slice(start, start + token.length))

test("a word is found in another form, and in a compound", () => {
  assert.deepEqual(foundIn("Vi har en trivselsmåling", "trivsel"), ["trivselsmåling"])
  assert.deepEqual(foundIn("Besøget og skærmbesøg", "besøg"), ["Besøget", "skærmbesøg"])
})

test("a word is found by its group, and across a joint", () => {
  assert.deepEqual(foundIn("Skift adgangskode", "~0"), ["adgangskode"])
  assert.deepEqual(foundIn("Skærm\u00adbesøg", "skærm"), ["Skærm\u00adbesøg"])
})

test("a compound that is unknown is found by its front and its back, and a word without content never", () => {
  assert.deepEqual(foundIn("Trivselskassen og kassetrivsel", "trivsel"), ["Trivselskassen", "kassetrivsel"])
  assert.deepEqual(foundIn("og med er", "og"), [])
})

test("nothing is fetched for the sake of what is shown", () => {
  const words = makeWords(false)
  partsOf("Trivsel og besøg", words)
  assert.equal(words.wanted.size, 0)
})
