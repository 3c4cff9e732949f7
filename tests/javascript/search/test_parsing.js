/** Parsing: of what somebody has typed, each word is to be there, to help, to be absent, or is not heard at all. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { parse } from "../../../overrides/search/parsing.js"
import { makeWords } from "./vocabulary.js"

const words = makeWords()

/**
 * A query in short: `-` before a word that is to be absent, what it counts when that is less than all, its quotation.
 *
 * @param {string} text
 */
const short = (text) =>
  parse(words, text)
    .map(({ token, quote, share, isExcluded }) =>
      [isExcluded ? "-" : "", token, share === 1 ? "" : `*${share}`, quote ? `"${quote}` : ""].join(""),
    )
    .join(" ")

for (const [text, expected] of /** @type {[string, string][]} */ ([
  // Words that say nothing
  ["", ""],
  ["?!", ""],
  ["robot og barn", "robot barn"],
  ["og med", "og med"],
  ["MED robot", "MED robot"],
  // Words that help
  ["søge robot", "søge*0.25 robot"],
  ["søge flere", "søge flere"],
  ["barn uden robot", "barn robot*0.1"],
  ["uden robot", "robot"],
  // A minus
  ["barn -robot", "barn -robot"],
  ["barn –robot", "barn -robot"],
  ["-robot barn", "-robot barn"],
  ["barn - robot", "barn robot"],
  ["barn-robot", "barn-robot"],
  ["barn-robot -barn", "barn-robot -barn"],
  ["robot -robot", "robot -robot"],
  ["barn -12", "barn 12"],
  ["-robot", "robot"],
  ["-robot -barn", "robot barn"],
  ["søge -robot", "søge -robot"],
  ["cafe\u0301 -robot", "café -robot"],
  // »Ikke« and its like
  ["barn ikke robot", "barn -robot"],
  ["barn Undtagen robot", "barn -robot"],
  ["barn men ikke robot", "barn -robot"],
  ["barn -drone ikke robot", "barn -drone -robot"],
  ["ikke robot", "robot"],
  ["og ikke robot", "robot"],
  ["søge ikke robot", "søge*0.25 robot"],
  ["barn ikke robot drone", "barn robot drone"],
  ["barn ikke", "barn"],
  // Quotation marks
  ['barn "robot drone"', 'barn robot"1 drone"1'],
  ["„robot“ «barn» »drone«", 'robot"1 barn"2 drone"3'],
  ['barn "ikke robot"', 'barn robot"1'],
  ['"ikke med"', 'ikke"1 med"1'],
  ['barn "søge -robot"', 'barn søge"1 robot"1'],
  ['"robot" -barn', 'robot"1 -barn'],
  ['barn -"robot drone"', 'barn -robot"1 -drone"1'],
  ["barn –»robot og drone«", 'barn -robot"1 -drone"1'],
  ['-"robot" barn "drone"', '-robot"1 barn drone"2'],
  ['barn-"robot"', 'barn robot"1'],
  ['-"robot drone"', 'robot"1 drone"1'],
  ['"robot barn', "robot barn"],
  ['"" robot', "robot"],
])) {
  test(`»${text}« asks for »${expected}«`, () => {
    assert.equal(short(text), expected)
  })
}

test("a word keeps its place among all that were typed", () => {
  assert.deepEqual(
    parse(words, 'barn og "drone med robot" ikke').map(({ token, place }) => [token, place]),
    [
      ["barn", 0],
      ["drone", 2],
      ["robot", 4],
    ],
  )
})

test("no more is read than the limit of a query", () => {
  const { query } = words.limits
  assert.equal(short(`${"x".repeat(query - 3)} robot`), `${"x".repeat(query - 3)} ro`)
  for (const form of ["NFC", "NFD"])
    assert.equal(short(`${"å".normalize(form).repeat(query - 3)} robot`), `${"å".repeat(query - 3)} ro`)
  const many = Array.from({ length: 30 }, (_, number) => `ord${number}`)
  assert.deepEqual(
    parse(words, many.join(" ")).map(({ token }) => token),
    many.slice(0, 16),
  )
})

test("a word or a quotation that is said again asks for nothing more", () => {
  assert.equal(short("barn Barn robot barn"), "barn robot")
  assert.equal(short("barn -robot -robot"), "barn -robot")
  assert.equal(short("barn -barn"), "barn -barn")
  assert.equal(short('"robot drone" "robot drone" robot'), 'robot"1 drone"1 robot')
  assert.equal(short('"robot robot"'), 'robot"1 robot"1')
})
