/** Judging: what is wrong is said of the field it is wrong in, once, in the check's words. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { compose } from "../../../overrides/form/answers.js"
import { judge } from "../../../overrides/form/judging.js"
import { answersOf, SPEC } from "./spec.js"

/** @import { Answers, Spec } from "../../../overrides/form/types.d.ts" */

const ENOUGH = { unit: "koekkenet-eksempel", theme: "digital", title: "Tavlen" }

/** @param {Answers} answers */
function faultsOf(answers) {
  const { faults } = judge(SPEC, answers, compose(SPEC, answers), "2026-06-01")
  return Object.fromEntries(faults.map(({ name, words }) => [name, words]))
}

test("a page that has enough has no fault", () => assert.deepEqual(faultsOf(answersOf(ENOUGH)), {}))

test("a form that nobody has filled misses its unit, its theme and its title", () => {
  assert.deepEqual(Object.keys(faultsOf(answersOf({}))), ["unit", "theme", "title"])
})

test("a theme that the unit has a page about takes a further idea, and that page can be put right", () => {
  const answers = answersOf({ ...ENOUGH, theme: "blik" })
  assert.deepEqual(faultsOf(answers), {})
  assert.match(faultsOf(answersOf({ ...ENOUGH, theme: "blik", title: "???" })).title, /\S/)
  const base = { kind: SPEC.kind, key: "koekkenet-eksempel/blik", fields: {}, body: "" }
  assert.deepEqual(faultsOf({ ...answers, base }), {})
})

for (const [name, value, words] of [
  ["title", "Tavlen er alt for lang her", "26 tegn er for langt."],
  ["updated", "i morgen", "»i morgen« er ikke en dato."],
  ["updated", "31/2-2027", "»31/2-2027« er ikke en dato."],
  ["updated", "2027-02-31", "»2027-02-31« findes ikke."],
  ["borrowed_from", "Noget helt andet", "»»borrowed_from««: »Noget helt andet« er ikke blandt katalogets idéer."],
]) {
  test(`»${value}« is wrong in ${name}`, () => {
    assert.deepEqual(faultsOf(answersOf({ ...ENOUGH, [name]: value })), { [name]: words })
  })
}

test("a step that is begun must have its action, and the message has its number", () => {
  const question = SPEC.questions.find(({ key }) => key === "plan")
  question?.inner?.push({ key: "goal", label: "Mål", shape: "text" })
  const answers = { ...answersOf({ ...ENOUGH, "plan.1.goal": "Ro" }), counts: { plan: 2 } }
  assert.deepEqual(faultsOf(answers), { "plan.1.action": "Indsats 2 mangler." })
})

test("an idea that is borrowed from a page that is not there is told of; one that is there is not", () => {
  assert.ok("borrowed_from" in faultsOf(answersOf({ ...ENOUGH, borrowed_from: "koekkenet-eksempel/andet" })))
  assert.deepEqual(faultsOf(answersOf({ ...ENOUGH, borrowed_from: "koekkenet-eksempel/blik" })), {})
})

test("a number of a person is told of in the text it stands in", () => {
  assert.deepEqual(Object.keys(faultsOf(answersOf({ ...ENOUGH, "section-2": "Vi ringede til 0707050063." }))), [
    "section-2",
  ])
})

for (const [title, words] of [
  ["???", "»???«: et bogstav"],
  ["CON", "»CON«: con er optaget"],
  ["lpt1", "»lpt1«: lpt1 er optaget"],
  ["2027", "»2027«: 2027 er et tal"],
]) {
  test(`a unit that is called »${title}« is told why it cannot be`, () => {
    /** @type {Spec} */
    const spec = {
      ...SPEC,
      rules: { ...SPEC.rules, names: "con|lpt\\d" },
      said: {
        ...SPEC.said,
        name: "»{value}«: {way}",
        nameEmpty: "et bogstav",
        nameReserved: "{slug} er optaget",
        nameNumber: "{slug} er et tal",
      },
    }
    const answers = answersOf({ ...ENOUGH, unit: "+", "unit.title": title })
    const { faults } = judge(spec, answers, compose(spec, answers), "2026-06-01")
    assert.equal(faults.find(({ name }) => name === "unit.title")?.words, words)
  })
}

test("a day that may be left out stops nobody: it is told of, and stands with the step", () => {
  const [plan] = SPEC.questions.filter(({ key }) => key === "plan")
  const inner = [
    { key: "action", label: "Indsats", shape: "text", is_required: true, limit: 60, said: { missing: "Skriv." } },
    { key: "deadline", label: "Frist", shape: "date", said: { date: "»{value}« er ikke en dato.", day: "Nej." } },
  ]
  const spec = { ...SPEC, questions: [...SPEC.questions.filter((one) => one !== plan), { ...plan, inner }] }
  /** @type {Answers} */
  const answers = {
    ...answersOf({ ...ENOUGH, "plan.0.action": "Vi køber den", "plan.0.deadline": "før <jul>" }),
    counts: { plan: 2 },
  }
  answers.values["plan.1.deadline"] = "snart"
  const files = compose(spec, answers)
  assert.deepEqual(files[0].fields.plan, [{ action: "Vi køber den (frist: før jul)" }])
  const { faults, advice } = judge(spec, answers, files, "2026-06-01")
  assert.deepEqual(faults, [])
  assert.deepEqual(
    advice.map(({ name }) => name),
    ["plan.0.deadline"],
  )
})

test("of all names that there are not is told at once, with what may be meant", () => {
  const asked = { key: "units", label: "»units«", shape: "text", is_list: true, pattern: "^[a-z-]+$" }
  const spec = { ...SPEC, questions: [...SPEC.questions, asked] }
  const answers = answersOf({ ...ENOUGH, units: "Køkkenet Eksempell\nHelt ukendt\nkoekkenet-eksempel" })
  const { faults } = judge(spec, answers, compose(spec, answers), "2026-06-01")
  const [{ words }] = faults.filter(({ name }) => name === "units")
  assert.match(words, /»Køkkenet Eksempell«.*»Køkkenet Eksempel«.*»Helt ukendt«/)
})

test("a space in an address is told of as that", () => {
  const asked = {
    key: "link",
    label: "Link",
    shape: "text",
    pattern: "^https?://\\S+$",
    said: { form: "Ikke en adresse.", space: "Skriv {guess}" },
  }
  const spec = { ...SPEC, questions: [...SPEC.questions, asked] }
  for (const [link, words] of [
    ["https://a.eksempel.invalid/b c", "Skriv https://a.eksempel.invalid/b%20c"],
    ["a b", "Ikke en adresse."],
  ]) {
    const answers = answersOf({ ...ENOUGH, link })
    assert.equal(judge(spec, answers, compose(spec, answers), "2026-06-01").faults[0].words, words)
  }
})
