/** Answers: what stands in the form becomes the files that it makes. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { compose, isChosen, readText, unitOf } from "../../../overrides/form/answers.js"
import { answersOf, SPEC } from "./spec.js"

test("a page about a known unit is one file in its folder", () => {
  const files = compose(
    SPEC,
    answersOf({ unit: "koekkenet-eksempel", theme: "digital", title: "Ny  tavle", "section-2": "Vi prøver" }),
  )
  assert.deepEqual(
    files.map(({ path }) => path),
    ["units/koekkenet-eksempel/digital.md"],
  )
  assert.equal(files[0].text, "---\ntitle: Ny tavle\n---\n## Det er svært\n\nVi prøver\n")
})

test("about a theme that the unit has a page about, a page is a further idea, named after its title", () => {
  const [page] = compose(SPEC, answersOf({ unit: "koekkenet-eksempel", theme: "blik", title: "Ny tavle på Ærø" }))
  assert.equal(page.path, "units/koekkenet-eksempel/blik/ny-tavle-paa-aeroe.md")
})

test("a unit that is not on the list brings a file of its own, with whom to write to", () => {
  const values = { unit: "+", "unit.title": "Køkkenet Eksempel Gul", theme: "blik", "contact.role": "lederen" }
  const [page, unit] = compose(SPEC, answersOf({ ...values, updated: "1/5-2027" }))
  assert.equal(page.path, "units/koekkenet-eksempel-gul/blik.md")
  assert.equal(unit.path, "units/koekkenet-eksempel-gul/index.md")
  assert.equal(
    unit.text,
    "---\ntitle: Køkkenet Eksempel Gul\nkind: enhed\nupdated: 2027-05-01\ncontact:\n  role: lederen\n---\n",
  )
})

test("a page that is not finished still has a place", () => {
  assert.equal(compose(SPEC, answersOf({}))[0].path, "units/jeres-enhed/tema.md")
  assert.equal(unitOf(answersOf({ unit: "+" })), "")
})

test("a page that is put right keeps what the form does not ask, and the order of what was chosen", () => {
  /** @type {import("../../../overrides/form/types.d.ts").BasePage} */
  const base = {
    kind: "interpretation",
    key: "a/blik",
    fields: { topics: ["to", "en"], aliases: ["gammel"] },
    body: "",
  }
  const [{ fields }] = compose(SPEC, { ...answersOf({ topics: ["en", "to", "tre"] }), base })
  assert.deepEqual(fields, { topics: ["to", "en", "tre"], aliases: ["gammel"] })
})

test("steps that hold nothing are no steps", () => {
  const values = { "plan.0.action": "", "plan.1.action": "Vi prøver" }
  const [{ fields }] = compose(SPEC, { ...answersOf(values), counts: { plan: 2 } })
  assert.deepEqual(fields, { plan: [{ action: "Vi prøver" }] })
})

test("an address of a page is what it refers to", () => {
  const written = "https://katalog.eksempel.invalid/units/koekkenet-eksempel/blik/\n/units/a/blik?x#y"
  const [{ fields }] = compose(SPEC, answersOf({ borrowed_from: written }))
  assert.deepEqual(fields, { borrowed_from: ["koekkenet-eksempel/blik", "a/blik"] })
})

test("a text keeps its lines, and any other answer stands on one", () => {
  assert.equal(readText("section-1", "a\nb", SPEC), "a\nb")
  assert.equal(readText("borrowed_from", "a\nb", SPEC), "a\nb")
  assert.equal(readText("title", "a\nb", SPEC), "a b")
})

test("a row of boxes is what has choices, or is chosen among what the catalogue knows", () => {
  assert.deepEqual(
    SPEC.questions.filter(isChosen).map(({ key }) => key),
    ["topics"],
  )
})
