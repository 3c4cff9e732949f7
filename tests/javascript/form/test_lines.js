/** Lines: tabs and spaces count as CommonMark counts them. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { cellsOf, endOfIndented, outdent, widthOf } from "../../../overrides/form/lines.js"

test("a tab goes to the next stop", () => {
  assert.deepEqual(["a", "  a", "\ta", "  \ta", "\t a"].map(widthOf), [0, 2, 4, 4, 5])
})

test("what is left of a tab becomes spaces", () => {
  assert.deepEqual([outdent("    a", 2), outdent("\ta", 2), outdent(" a", 4)], ["  a", "  a", "a"])
})

test("what is indented ends above the empty lines that end it", () => {
  assert.equal(endOfIndented(["x", "    a", "", "\tb", "", "y"], 1), 4)
  assert.equal(endOfIndented(["x", "y"], 1), 1)
})

test("a row has its cells with or without edges, and an escaped bar is a word", () => {
  assert.deepEqual(cellsOf("| a | b \\| c |"), ["a", "b | c"])
  assert.deepEqual(cellsOf("a || b"), ["a", "", "b"])
})
