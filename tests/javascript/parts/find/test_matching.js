import assert from "node:assert/strict"
import { test } from "node:test"

import { describe, folded, holds } from "../../../../overrides/parts/find/matching.js"

const WORDS = { one: "arbejdsplads", many: "arbejdspladser", none: "Ingen arbejdsplads hedder" }

const ROWS = ["Børnehaven Solsikken Daginstitution", "Plejecenter Ålykke Ældre og Omsorg", "Café Aage Kultur"]

/** @type {[string, number[]][]} */
const TYPED = [
  ["sol", [0]],
  ["SOL bør", [0]],
  ["boernehaven", [0]],
  ["ålykke", [1]],
  ["aalykke", [1]],
  ["alykke", [1]],
  ["aeldre", [1]],
  ["cafe", [2]],
  ["åge", [2]],
  ["omsorg pleje", [1]],
  ["sol pleje", []],
]

test("a row is found by parts of its words, in any order and however the letters are written", () => {
  for (const [typed, found] of TYPED)
    assert.deepEqual(
      ROWS.flatMap((row, place) => (holds(folded(row), typed) ? [place] : [])),
      found,
      typed,
    )
})

test("how many are found is said in words, and nothing is said where nothing is typed", () => {
  assert.equal(describe(12, "sol", WORDS), "12 arbejdspladser")
  assert.equal(describe(1, "sol", WORDS), "1 arbejdsplads")
  assert.match(describe(0, "zzz", WORDS), /Ingen arbejdsplads hedder »zzz«/)
  assert.equal(describe(7, "", WORDS), "")
})
