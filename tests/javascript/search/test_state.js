/** The state of a search: what stands in the address, and nothing else. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { FACETS, fromAddress, hasChoice, toAddress, toggled, unchosen } from "../../../overrides/search/state.js"

const PAGE = "https://eksempel.invalid/catalogue/"
const NOTHING = Object.fromEntries(FACETS.map((name) => [name, []]))

test("an address without parameters asks for everything", () => {
  assert.deepEqual(fromAddress(PAGE), { q: "", chosen: NOTHING, since: "", sort: "", literal: false })
})

test("a state comes back from its address", () => {
  const state = {
    q: "børn & unge",
    chosen: { ...NOTHING, theme: ["a", "b"], hard: ["1"] },
    since: "2026-05-01",
    sort: "title",
    literal: true,
  }
  assert.deepEqual(fromAddress(PAGE + toAddress(state)), state)
})

test("what an address says twice, in former words or without meaning is put right", () => {
  const state = fromAddress(`${PAGE}?status=i-drift&status=i-brug&sort=underligt&ukendt=1&since=i+g%C3%A5r&q=+x+`, {
    status: { "i-drift": "i-brug" },
  })
  assert.deepEqual(state, { q: "x", chosen: { ...NOTHING, status: ["i-brug"] }, since: "", sort: "", literal: false })
})

test("a value is chosen, and no longer chosen", () => {
  const chosen = toggled(fromAddress(PAGE), "theme", ["a"])
  assert.deepEqual(chosen.chosen.theme, ["a"])
  assert.ok(hasChoice(chosen))
  assert.ok(!hasChoice(toggled(chosen, "theme", ["a"])))
  assert.ok(!hasChoice(unchosen(chosen)))
})
