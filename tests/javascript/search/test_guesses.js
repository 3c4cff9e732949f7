/** Guesses: an unknown word is first what leaves least doubt, and a slip only when it is not right and nothing else fits. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { guess } from "../../../overrides/search/guesses.js"
import { plain } from "../../../overrides/search/letters.js"
import { makeSlot } from "./slots.js"
import { makeWords } from "./vocabulary.js"

/** @import { Slot } from "../../../overrides/search/types.d.ts" */

const words = makeWords()

/** @type {(token: string, more?: Partial<Slot>, known?: typeof words) => Slot} */
const guessed = (token, more = {}, known = words) => {
  const slot = makeSlot(token, more)
  guess(known, slot, plain(token))
  return slot
}

/** @type {(slot: Slot) => string[]} The readings in short: terms, hundredths, and a question mark for part of an answer. */
const short = ({ readings }) =>
  readings.map(
    ({ terms, weight, isPartial }) => `${terms.join("+")} ${Math.round(weight * 100)}${isPartial ? "?" : ""}`,
  )

for (const [token, how, instead, readings] of /** @type {[string, string, string[], string[]][]} */ ([
  ["drone-tilsyn", "split", ["drone", "tilsyn"], ["drone+tilsyn 100", "drone 25?", "tilsyn 25?"]],
  ["Drone-Xyzzy", "split", ["drone"], ["drone 35"]],
  ["xyzzy-abc", "missing", [], []],
  ["måler", "family", ["måling"], ["måling 80"]],
  ["besøger", "family", ["besøg"], ["besøg 80"]],
  ["dronetilsyn", "split", ["drone", "tilsyn"], ["drone+tilsyn 100", "drone 25?", "tilsyn 25?"]],
  ["robottilsyn", "split", ["robot", "tilsyn"], ["robot+tilsyn 100", "robot 25?", "tilsyn 25?", "~2 20?"]],
  [
    "gruppebesøgstilsyn",
    "split",
    ["gruppe", "besøg", "tilsyn"],
    ["gruppe+besøg+tilsyn 100", "gruppe 25?", "besøg 25?", "tilsyn 25?"],
  ],
  [
    "triv",
    "beginning",
    ["trivsel", "trivselsmåling"],
    ["trivsel 50", "trivselsmåling 50", "trivsel+måling 30", "trivsel 12?", "måling 25?"],
  ],
  ["tri", "missing", [], []],
  ["trivsle", "slip", ["trivsel"], ["trivsel 90"]],
  ["trivxxl", "missing", [], []],
  ["adgangxxode", "slip", ["adgangskode"], ["adgangskode 90", "~0 36", "~2 14?"]],
  ["trivsler", "missing", [], []],
  ["kontrakten", "missing", [], []],
  ["dronexyzzy", "split", ["drone"], ["drone 35"]],
  ["xyzzytilsynet", "split", ["tilsyn"], ["tilsyn 35"]],
  ["dronekokke", "split", ["drone", "gruppe"], ["drone+gruppe 60", "gruppe 36", "drone 35"]],
  ["dronerobot", "split", ["drone", "robot"], ["drone+robot 100", "drone 25?", "robot 25?", "drone+~2 60"]],
  ["måletilsyn", "split", ["måling", "tilsyn"], ["måling+tilsyn 100", "måling 25?", "tilsyn 25?"]],
  ["passwordliste", "synonym", ["adgangskode"], ["adgangskode 36"]],
  ["passwordtilsyn", "split", ["tilsyn"], ["tilsyn 35", "adgangskode 13"]],
  ["xyzzyx", "missing", [], []],
])) {
  test(`»${token}« is guessed as ${how} ${instead.join("+")}`.trim(), () => {
    const slot = guessed(token)
    assert.deepEqual([slot.how, slot.instead, short(slot)], [how, instead, readings])
  })
}

test("an everyday word is right, and no slip of another", () => {
  for (const token of ["trivsle", "adgangxxode"])
    assert.equal(guessed(token, { isEveryday: true }).how, "missing", token)
  assert.equal(guessed("dronetilsyn", { isEveryday: true }).how, "split")
})

test("what was part of an answer already still is after a guess, which takes the place of the others", () => {
  /** @type {Slot["readings"]} */
  const readings = [
    { terms: ["~1"], weight: 0.15, isPartial: true },
    { terms: ["~3"], weight: 0.4, isPartial: false },
  ]
  assert.deepEqual(short(guessed("trivsle", { readings })), ["trivsel 90", "~1 15?"])
  assert.deepEqual(short(guessed("xyzzyx", { readings })), ["~1 15?", "~3 40"])
})

test("a word of three parts is rather the beginning of one that pages have", () => {
  const known = makeWords()
  const longer = ["besøg", "gruppe", "gruppebesøgstilsynsdag", "tilsyn"]
  known.learn(0, {
    words: longer.map((word) => `0${word}`).join("\n"),
    endings: "0".repeat(longer.length),
    groups: {},
    rows: longer.map(() => ({ bytes: new Uint8Array(0), start: 0, amount: 5 })),
  })
  assert.deepEqual(guessed("gruppebesøgstilsyn", {}, known).instead, ["gruppebesøgstilsynsdag"])
  assert.deepEqual(guessed("gruppetilsyn", {}, known).instead, ["gruppe", "tilsyn"])
})

test("what is put together of two right words is not taken for two slips", () => {
  const known = makeWords()
  assert.deepEqual(guessed("adgangskabe", {}, known).instead, ["adgangskode"])
  known.right.learn(0, "0adgang\n0skabe\n\n00")
  assert.equal(guessed("adgangskabe", {}, known).how, "missing")
})

test("what is still to be fetched is asked for, and nothing is guessed before it is there", () => {
  const empty = makeWords(false)
  assert.equal(guessed("dronetilsyn", {}, empty).how, "missing")
  assert.ok(empty.wanted.has("words-0"))
  const half = makeWords()
  half.backs = []
  assert.equal(guessed("dronexyzzy", {}, half).how, "missing")
  assert.deepEqual([...half.wanted], ["backs-0"])
})
