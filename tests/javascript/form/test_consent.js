import assert from "node:assert/strict"
import { test } from "node:test"
import { imagesOf, judgePhoto, shownOf, yearsAfter } from "../../../overrides/form/consent.js"
import { SPEC } from "./spec.js"

/** @import { Drawn, Values } from "../../../overrides/form/types.d.ts" */

const { photos } = SPEC

/** @type {(answers: Record<string, string | string[]>) => Values} */
const of = (answers) =>
  Object.fromEntries(
    Object.entries({ "consent.channels": [], ...answers }).map(([key, value]) => [`images.0.${key}`, value]),
  )

const FULL = { phone: "ja", "consent.people": "kolleger", "consent.channels": ["kataloget", "presse"] }

test("a question is asked when the one before it is answered so that one can go on", () => {
  /** @type {[answers: Record<string, string | string[]>, asked: number, words?: string][]} */
  const told = [
    [{}, 1, "Hvilken telefon?"],
    [{ phone: "nej" }, 1, "Spørg lederen."],
    [{ phone: "ja" }, 2, "Hvem?"],
    [{ phone: "ja", "consent.people": "borgere" }, 2, "Ingen borgere."],
    [{ phone: "ja", "consent.people": "ingen" }, 3, "Hvor?"],
    [{ phone: "ja", "consent.people": "ingen", "consent.channels": ["presse"] }, 3, "Hvor?"],
    [{ phone: "ja", "consent.people": "ingen", "consent.channels": ["kataloget"] }, 3],
    [FULL, 4, "Hvornår?"],
    [{ ...FULL, "consent.given": "1. maj 2026" }, 4, "Hvornår?"],
    [{ ...FULL, "consent.given": "1. maj 2026", "consent.kept_by": "Lederen" }, 4],
  ]
  for (const [answers, asked, words] of told) {
    assert.equal(shownOf(photos, of(answers), 0).length, asked)
    assert.equal(judgePhoto(photos, of(answers), 0)?.words, words)
  }
})

test("what is missing of two is told of where it is missing, and only an answer stops", () => {
  const half = judgePhoto(photos, of({ ...FULL, "consent.given": "1. maj 2026" }), 0)
  assert.deepEqual(half, { name: "images.0.consent.kept_by", words: "Hvornår?", isStop: false })
  assert.equal(judgePhoto(photos, of({ phone: "nej" }), 0)?.isStop, true)
})

test("a consent says of colleagues when, who keeps it and when they are asked again, and of nobody only where", () => {
  const drawn = /** @type {Drawn[]} */ ([{ file: "a.webp" }])
  const given = { alt: " En  gryde ", "consent.given": "1. maj 2026", "consent.kept_by": "Lederen" }
  assert.deepEqual(imagesOf(SPEC, drawn, of({ ...FULL, ...given })), [
    {
      file: "a.webp",
      alt: "En gryde",
      consent: {
        people: "kolleger",
        given: "2026-05-01",
        kept_by: "Lederen",
        channels: ["kataloget", "presse"],
        review: "2028-05-01",
      },
    },
  ])
  const [{ consent }] = imagesOf(SPEC, drawn, of({ ...FULL, ...given, "consent.people": "ingen" }))
  assert.deepEqual(consent, { people: "ingen", channels: ["kataloget", "presse"] })
})

test("a year after a leap day is a day too", () => {
  assert.equal(yearsAfter("2028-02-29", 2), "2030-02-28")
  assert.equal(yearsAfter("engang", 2), "")
})
