/** Names: what people write of a workplace or an idea is its key, and what may be meant is offered. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { guessNames, keyOfName, nameOf } from "../../../overrides/form/names.js"
import { SPEC } from "./spec.js"

/** @type {import("../../../overrides/form/types.d.ts").Spec} */
const NAMED = {
  ...SPEC,
  units: [
    [
      "Eksempelområdet",
      [
        [
          "gryden",
          "Køkkenet Eksempelgryden",
          0b11,
          "",
          ["blik/bogen"],
          { 0: "Fejlbogen – fra idé til vane", "0/bogen": "Bogen", 1: "Tavlen" },
        ],
        ["huset", "Eksempelhuset", 0b01, "", [], { 0: "Tavlen" }],
      ],
    ],
  ],
}

test("an idea is named after its title and its workplace, and found by its title where only one has it", () => {
  assert.equal(nameOf(NAMED, "ideas", "gryden/blik/bogen"), "Bogen – Køkkenet Eksempelgryden")
  assert.equal(keyOfName(NAMED, "ideas", "bogen – køkkenet eksempelgryden"), "gryden/blik/bogen")
  assert.equal(keyOfName(NAMED, "ideas", "»Fejlbogen – fra idé til vane«"), "gryden/blik")
  assert.equal(keyOfName(NAMED, "ideas", "Tavlen"), "")
  assert.equal(keyOfName(NAMED, "ideas", "Tavlen – Eksempelhuset"), "huset/blik")
})

test("a workplace is found whatever its capitals, and what has no name keeps its key", () => {
  assert.equal(keyOfName(NAMED, "units", " køkkenet  eksempelgryden"), "gryden")
  assert.equal(nameOf(NAMED, "units", "borte"), "borte")
})

for (const [written, names] of [
  ["eksempel", ["Eksempelhuset", "Køkkenet Eksempelgryden"]],
  ["gryden køk", ["Køkkenet Eksempelgryden"]],
  ["Eksempelhusset", ["Eksempelhuset"]],
  ["noget helt andet", []],
]) {
  test(`for »${written}« are offered: ${names}`, () => {
    const found = guessNames(NAMED, "units", String(written), 6).map(([, name]) => name)
    assert.deepEqual(found, names)
  })
}
