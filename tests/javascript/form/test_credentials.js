/** Credentials: passwords and keys in a text. tests/browser/form/test_privacy_alike.py holds them to be the check's. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { findCredentials } from "../../../overrides/form/credentials.js"
import { RULES } from "./rules.js"

for (const [text, kinds] of [
  ["Kodeord: Sommer2026", ["et kodeord"]],
  ["Koden til døren er 4711.", ["et kodeord"]],
  ["Vi bruger kode 12 minutter hver dag.", []],
  ["Kodeord: nærvær", []],
  [`Nøglen er AKIA${"ABCDEFGH".repeat(2)}`, ["en nøgle til AWS"]],
  [`token: ${"aB3dE5gH7jK9mN1p"}`, ["en nøgle"]],
  [`token: ${"a".repeat(20)}`, []],
]) {
  test(`»${text}« holds ${kinds.length ? kinds : "nothing"}`, () => {
    const found = findCredentials(String(text), RULES).map(({ kind }) => kind)
    assert.deepEqual(found, kinds)
  })
}
