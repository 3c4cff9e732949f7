/** Texts: what the reader of files will make of them. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { fill, length, line, lines, prepare, shortened, size, slugify } from "../../../overrides/form/texts.js"
import { RULES } from "./rules.js"

prepare(RULES)

test("a text on one line has single spaces, and nothing that nobody can see", () => {
  assert.equal(line("  to\r\nlinjer\t og\u200b mere\u2028 "), "to linjer og mere")
  assert.equal(line("e\u0301\ud800"), "é")
})

test("a text of many lines keeps them", () => assert.equal(lines("a\r\nb\rc\u2029d\ufeff"), "a\nb\nc\nd"))

test("characters and bytes are counted as the check counts them", () => {
  assert.equal(length("æ🙂"), 2)
  assert.equal(size("æ🙂"), 6)
})

for (const [text, slug] of [
  ["Idé på kanten", "ide-paa-kanten"],
  ["Ærø & Åsø", "aeroe-aasoe"],
  ["  – nr. 1 – ", "nr-1"],
  ["Müller ß", "mueller-ss"],
  ["漢字", ""],
]) {
  test(`the slug of »${text}« is »${slug}«`, () => assert.equal(slugify(text), slug))
}

test("a message gets its words, and keeps the places that it has none for", () => {
  assert.equal(fill("{value} er {length} og {andet}", { value: "x", length: 3 }), "x er 3 og {andet}")
  assert.equal(fill(undefined), "")
})

test("a long value is shown as a glance", () => {
  assert.equal(shortened("kort\ntekst"), "kort tekst")
  assert.equal(shortened("x".repeat(61)), `${"x".repeat(59)}…`)
  assert.equal(shortened(`${"x".repeat(58)} ${"y".repeat(10)}`), `${"x".repeat(58)}…`)
})
