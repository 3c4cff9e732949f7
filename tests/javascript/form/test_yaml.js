/** Front matter: what is quoted, what is left out, and in which order it stands. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { frontMatter, isEmpty, scalar } from "../../../overrides/form/yaml.js"

for (const [value, written] of /** @type {[string | boolean, string][]} */ ([
  ["Ti minutter ved tavlen", "Ti minutter ved tavlen"],
  ["2026-06-01", "2026-06-01"],
  ["2026-06-01 og 2", '"2026-06-01 og 2"'],
  ["nej: tak", '"nej: tak"'],
  ["a #b", '"a #b"'],
  ["Yes", '"Yes"'],
  ["null", '"null"'],
  ["30", '"30"'],
  ['Vi siger "ja"', '"Vi siger \\"ja\\""'],
  ["C:\\mappe", '"C:\\\\mappe"'],
  ["ender med mellemrum ", '"ender med mellemrum "'],
  [true, "true"],
])) {
  test(`${JSON.stringify(value)} is written as ${written}`, () => assert.equal(scalar(value), written))
}

test("fields stand in the order of the model, and what nobody knows follows", () => {
  const fields = { ukendt: "x", summary: "Kort", title: "Titel" }
  assert.equal(frontMatter(fields, ["title", "summary", "status"]), "title: Titel\nsummary: Kort\nukendt: x\n")
})

test("lists of names stand on one line, other lists one to a line, and steps with their fields below each other", () => {
  const fields = {
    topics: ["taet-paa", "sammen"],
    aliases: ["Med mellemrum", ""],
    plan: [{ action: "Vi prøver", goal: "" }, { action: "Og igen" }],
    contact: { role: "lederen", mail: "" },
  }
  assert.equal(
    frontMatter(fields, Object.keys(fields)),
    "topics: [taet-paa, sammen]\naliases:\n  - Med mellemrum\nplan:\n  - action: Vi prøver\n  - action: Og igen\ncontact:\n  role: lederen\n",
  )
})

test("what holds nothing is empty, however deep", () => {
  for (const nothing of ["", null, undefined, [], {}, [{ a: "" }], { a: [""] }]) assert.ok(isEmpty(nothing))
  for (const something of ["x", 0, false, [false], { a: { b: "x" } }]) assert.ok(!isEmpty(something))
})
