/** Readings: what pages may hold instead of a word that is known, and how much each counts beside the word itself. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { GROUP, GROUP_ALONE, isSame, piecesOf, reading, readingsOf } from "../../../overrides/search/readings.js"
import { Words } from "../../../overrides/search/words.js"
import { makeWords } from "./vocabulary.js"

/** @import { Base, Reading } from "../../../overrides/search/types.d.ts" */

const words = makeWords()

/** Some words of one family, of which one is on no page. */
const FAMILY = ["fastholde", "fastholdelse", "måle", "måling"]
const family = new Words({
  tables: [""],
  changes: {},
  stop: "",
  asking: "",
  excluding: "",
  suffixes: "",
  firsts: "a",
  fronts: "",
  backs: "",
  everyday: [],
  right: "",
  groups: [],
  phrases: [],
  starts: [],
  pages: 10,
  limits: { query: 200, word: 80 },
})
family.learn(0, {
  words: FAMILY.map((word) => `0${word}`).join("\n"),
  endings: "0".repeat(FAMILY.length),
  groups: {},
  rows: FAMILY.map((word) => ({ bytes: new Uint8Array(0), start: 0, amount: word === "fastholde" ? 0 : 3 })),
})

/**
 * Readings in short: the terms, what they count in hundredths, and a question mark when they are part of an answer.
 *
 * @param {Reading[]} readings
 */
const short = (readings) =>
  readings.map(
    ({ terms, weight, isPartial }) => `${terms.join("+")} ${Math.round(weight * 100)}${isPartial ? "?" : ""}`,
  )

for (const [text, known, expected] of /** @type {[string, Words, string[]][]} */ ([
  ["drone", words, ["drone 100"]],
  ["robot", words, ["robot 100", "~2 40"]],
  ["adgangskode", words, ["adgangskode 100", "~0 40", "~2 15?"]],
  ["trivselsmåling", words, ["trivselsmåling 100", "trivsel+måling 60", "trivsel 12?", "måling 25?"]],
  ["måle", family, ["måle 100", "måling 50"]],
  ["fastholde", family, ["fastholde 100", "fastholdelse 85"]],
  ["fastholdelse", family, ["fastholdelse 100"]],
])) {
  test(`»${text}« is answered by ${expected.join(", ")}`, () => {
    assert.deepEqual(short(readingsOf(known, [{ text, weight: 1 }])), expected)
  })
}

test("what a word leads to counts as much less as the word does", () => {
  /** @type {Base[]} */
  const bases = [
    { text: "drone", weight: 1 },
    { text: "robot", weight: 0.5 },
  ]
  assert.deepEqual(short(readingsOf(words, bases)), ["drone 100", "robot 50", "~2 20"])
  assert.deepEqual(readingsOf(words, []), [])
})

test("the group counts more when no page has the word itself", () => {
  const alone = readingsOf(words, [{ text: "kodeord", weight: 1 }], GROUP_ALONE)
  assert.deepEqual(short(alone), ["kodeord 100", "~0 55", "~2 15?"])
  assert.ok(GROUP < GROUP_ALONE)
})

for (const [pieces, expected] of /** @type {[string[], string[]][]} */ ([
  [[], []],
  [
    ["skærm", "besøg"],
    ["skærm+besøg 60", "skærm 12?", "besøg 25?"],
  ],
  [
    ["børn", "skærm", "besøg"],
    ["børn+skærm+besøg 60", "børn 12?", "skærm 12?", "besøg 25?"],
  ],
])) {
  test(`of ${pieces.length} parts the last says most by itself, and less than all together`, () => {
    assert.deepEqual(short(piecesOf(pieces, 0.6)), expected)
  })
}

test("a reading is a whole answer until something else is said", () => {
  assert.deepEqual(reading(["skærm", "besøg"], 0.3), { terms: ["skærm", "besøg"], weight: 0.3, isPartial: false })
})

for (const [one, other, expected] of /** @type {[string, string, boolean][]} */ ([
  ["IT-Support", "itsupport", true],
  ["Grenaa", "grenå", true],
  ["café", "cafe", true],
  ["får", "far", false],
  ["drone", "droner", false],
])) {
  test(`»${one}« and »${other}« are ${expected ? "the same" : "two words"}`, () => {
    assert.equal(isSame(one, other), expected)
  })
}
