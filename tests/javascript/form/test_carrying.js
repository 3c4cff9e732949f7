/** Carrying: what was begun goes along to the page that is put right: nothing is written over, and nothing is lost. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { carry } from "../../../overrides/form/carrying.js"

const PAGE = {
  values: {
    unit: "gryden",
    theme: "blik",
    title: "Bogen",
    summary: "Vi skriver fejl op.",
    "section-2": "Vi har en bog.",
    status: "i brug",
    topics: ["et"],
    "plan.0.action": "Køb en bog",
    borrowed_from: "Tavlen – Eksempelhuset",
  },
  counts: { plan: 1 },
}

test("texts stand below those of the page, and the title goes into the text that everybody is asked for", () => {
  const { values = {} } = carry(PAGE, {
    values: {
      unit: "huset",
      theme: "digital",
      title: "Ny bog",
      summary: "Den er rød.",
      "section-2": "Bogen ligger ved døren.",
      "section-3": "Den bliver væk.",
    },
  })
  assert.equal(values["section-2"], "Vi har en bog.\n\nNy bog\n\nDen er rød.\n\nBogen ligger ved døren.")
  assert.equal(values["section-3"], "Den bliver væk.")
  assert.deepEqual([values.unit, values.theme, values.title], ["gryden", "blik", "Bogen"])
})

test("a field that the page has keeps its answer, and one that it has not takes the new one", () => {
  const { values = {} } = carry(PAGE, {
    values: { status: "idé", where: "Hus B", topics: ["to", "et"], borrowed_from: "Noget" },
  })
  assert.deepEqual([values.status, values.where, values.topics], ["i brug", "Hus B", ["et", "to"]])
  assert.equal(values.borrowed_from, "Tavlen – Eksempelhuset\nNoget")
})

test("steps follow those of the page; an empty one does not go along", () => {
  const written = {
    values: { "plan.0.action": "Spørg alle", "plan.1.action": "", "plan.1.status": "" },
    counts: { plan: 2 },
  }
  const { values = {}, counts } = carry(PAGE, written)
  assert.deepEqual([values["plan.0.action"], values["plan.1.action"]], ["Køb en bog", "Spørg alle"])
  assert.deepEqual(counts, { plan: 2 })
})

test("what is there already does not come twice", () => {
  const once = carry(PAGE, { values: { title: "Bogen", "section-2": "Vi har en bog." } })
  assert.equal(once.values?.["section-2"], "Vi har en bog.")
})
