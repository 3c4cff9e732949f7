/** Addresses: a bare one ends where its sentence goes on. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { addressOf } from "../../../overrides/form/addresses.js"

/** @type {[text: string, address: string, before?: string][]} */
const CASES = [
  ["https://a.invalid/b?c=1&d=2. Nu", "https://a.invalid/b?c=1&d=2"],
  ["https://a.invalid/b_(c))", "https://a.invalid/b_(c)"],
  ["https://a.invalid/b&amp;", "https://a.invalid/b"],
  ["https://a.invalid/b**", "https://a.invalid/b"],
  ["https://a.invalid", "", "x"],
  ["https://", ""],
  ["www.a.invalid/b, og", "www.a.invalid/b"],
  ["www.a.invalid", "", "/"],
  ["www.a", ""],
  ["a+b@c.invalid.", "a+b@c.invalid"],
  ["a@c", ""],
  ["b@c.invalid", "", "a"],
  ["@c.invalid", ""],
  ["å@c.invalid", ""],
]
for (const [text, address, before = " "] of CASES) {
  test(`»${text}« after »${before}« begins with »${address}«`, () => assert.equal(addressOf(text, before), address))
}
