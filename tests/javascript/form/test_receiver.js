/** The receiver, as the form knows it: the key that a page's path gives, and which addresses are asked. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { fetchReceipt, keyOf } from "../../../overrides/form/receiver.js"
import { SPEC } from "./spec.js"

test("the key of a page follows from its path", () => {
  assert.equal(keyOf("units/gryden/index.md"), "gryden")
  assert.equal(keyOf("units/gryden/borgeren.md"), "gryden/borgeren")
  assert.equal(keyOf("units/gryden/borgeren/tavlen.md"), "gryden/borgeren/tavlen")
  assert.equal(keyOf("stories/morgen.md"), "morgen")
})

test("only the receiver's own addresses are asked for a receipt", async () => {
  const spec = { ...SPEC, sending: { receiver: "/indsend/" } }
  for (const address of ["https://evil.invalid/", "//evil.invalid/", "/andet/", "/indsend/../x/", ""]) {
    assert.equal(await fetchReceipt(spec, address), null)
  }
  assert.equal(await fetchReceipt({ ...SPEC, sending: {} }, "/indsend/x/"), null)
})
