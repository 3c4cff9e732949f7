import assert from "node:assert/strict"
import { test } from "node:test"

import { newSince, remember } from "../../../overrides/search/visits.js"

test("the first time there is no visit before, and the same day tells the same again", () => {
  const first = remember("", "2026-11-20")
  assert.deepEqual(first, { before: "", latest: "2026-11-20" })
  const next = remember("2026-11-20", "2026-11-24")
  assert.deepEqual(next, { before: "2026-11-20", latest: "2026-11-24" })
  assert.deepEqual(remember("2026-11-20 2026-11-24", "2026-11-24"), next)
  assert.deepEqual(remember("2026-11-20 2026-11-24", "2026-11-30").before, "2026-11-24")
})

test("what is no day, or lies ahead, is not remembered", () => {
  for (const kept of ["<b>", "2026-13", "2027-01-01", "  "]) assert.equal(remember(kept, "2026-11-24").before, "", kept)
})

test("new is what is dated after the day of the visit before", () => {
  const days = "2026-11-30:2 2026-11-21:1 2026-11-20:9 2026-10-01:4"
  assert.deepEqual(newSince(days, "2026-11-20"), { amount: 3, day: "2026-11-21" })
  assert.deepEqual(newSince(days, "2026-11-30"), { amount: 0, day: "2026-12-01" })
  assert.deepEqual(newSince(days, ""), { amount: 0, day: "" })
  assert.deepEqual(newSince("", "2026-11-20").amount, 0)
})
