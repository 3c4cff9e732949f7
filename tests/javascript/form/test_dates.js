/** Dates: read by the patterns that the form is told, and written as files and as people have them. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { inWords, readDate, today } from "../../../overrides/form/dates.js"
import { RULES } from "./rules.js"

/** @type {{ meant: Record<string, string>, lacking: Record<string, string> }} */
const table = JSON.parse(readFileSync(new URL("dates.json", import.meta.url), "utf-8"))

for (const [written, iso] of [
  ...Object.entries(table.meant),
  ["2026-06-01", "2026-06-01"],
  [" 1. maj 2027 ", "2027-05-01"],
  ["1/5-2027", "2027-05-01"],
  ["1. MAJ 2027", "2027-05-01"],
  ["29. februar 2028", "2028-02-29"],
]) {
  test(`»${written}« is ${iso}`, () => assert.deepEqual(readDate(written, RULES), { iso }))
}

for (const [written, fault] of [
  ...Object.keys(table.lacking).map((written) => [written, "date"]),
  ["i morgen", "date"],
  ["", "date"],
  ["2026-02-30", "day"],
  ["0000-01-01", "day"],
]) {
  test(`»${written}« is no ${fault}`, () => assert.deepEqual(readDate(written, RULES), { fault }))
}

test("today is the day where the reader is", () => assert.equal(today(new Date(2026, 5, 1, 23, 59)), "2026-06-01"))

test("a date in words is Danish", () => assert.equal(inWords("2027-05-01", RULES), "1. maj 2027"))
