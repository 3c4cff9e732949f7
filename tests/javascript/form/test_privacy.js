/** Privacy: the table of cases that the check is judged by. What needs a browser's entities is tried in a browser. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { advise, findNumbers, mask } from "../../../overrides/form/privacy.js"
import { RULES, SAID } from "./rules.js"

/** @typedef {{ what: string, text: string, day?: string, numbers: [number, number, string, string][] }} Case */

/** @type {{ numbers: Case[] }} */
const table = JSON.parse(readFileSync(new URL("../../browser/form/privacy.json", import.meta.url), "utf-8"))
const cases = table.numbers.filter(({ text }) => !text.includes("&"))
const TODAY = "2026-06-01"

test("the table has cases without entities", () => assert.ok(cases.length > 50))

for (const { what, text, day = TODAY, numbers } of cases) {
  test(`the numbers are those of the table: ${what}`, () => {
    const place = (/** @type {number} */ end) => Array.from(text.slice(0, end)).length
    const found = findNumbers(text, RULES, day)
    assert.deepEqual(
      found.map(({ start, end, masked, certainty }) => [place(start), place(end), masked, certainty]),
      numbers,
    )
    for (const { masked } of found) assert.ok(mask(text, RULES, day).includes(masked))
  })
}

test("a number that is sure is an error, one that may be one is advice", () => {
  assert.deepEqual(
    advise("Vi ringede til 0707050063.", { rules: RULES, said: SAID }, TODAY).map(([isError]) => isError),
    [true],
  )
  assert.deepEqual(
    advise("Vi har ordre 1503901234 i dag.", { rules: RULES, said: SAID }, TODAY).map(([isError]) => isError),
    [false],
  )
})

test("a mail address of a person is advice, and shown as it stands", () => {
  const [[isError, words], ...others] = advise(
    "Skriv til anna.hansen@eksempel.invalid",
    { rules: RULES, said: SAID },
    TODAY,
  )
  assert.ok(!isError)
  assert.match(words, /anna\.hansen@eksempel\.invalid/)
  assert.deepEqual(others, [])
})
