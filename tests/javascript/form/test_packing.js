/** Packing: a page in an address comes out as it went in, and what is none of ours is nothing. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { pack, unpack } from "../../../overrides/form/packing.js"

for (const text of ["", "a", "æøå ÆØÅ »rødgrød«", "🙂 ".repeat(50), '{"a":"?>~"}', "\u0000\uffff"]) {
  test(`${JSON.stringify(text.slice(0, 20))} stands in an address and comes back`, () => {
    assert.match(pack(text), /^[A-Za-z0-9_-]*$/)
    assert.equal(unpack(pack(text)), text)
  })
}

test("what is none of ours is nothing", () => {
  for (const packed of ["%", "a", "_w", "æ"]) assert.equal(unpack(packed), null)
})
