/** Facets: which pages a choice lets through, and what each further choice would give. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { count, labelsOf, passing } from "../../../overrides/search/facets.js"

/** @import { Table } from "../../../overrides/search/types.d.ts" */

/** @type {Table} */
const TABLE = {
  pages: 4,
  cards: { together: 16, least: 8, most: 20 },
  looks: {},
  jointed: {},
  marks: {},
  renamed: {},
  facets: [
    {
      name: "theme",
      legend: "Tema",
      values: [
        ["a", "A"],
        ["b", "B"],
      ],
      combinations: [[], [0], [0, 1]],
      column: "0112",
    },
    {
      name: "kind",
      legend: "Slags",
      values: [
        ["unit", "Enhed"],
        ["story", "Historie"],
      ],
      combinations: [[0], [1]],
      column: "0101",
    },
  ],
}
const ALL = [0, 1, 2, 3]

test("choices are or within a facet, and and between facets", () => {
  assert.deepEqual(passing(TABLE, ALL, {}), ALL)
  assert.deepEqual(passing(TABLE, ALL, { theme: ["a"] }), [1, 2, 3])
  assert.deepEqual(passing(TABLE, ALL, { theme: ["a", "b"], kind: ["unit"] }), [2])
  assert.deepEqual(passing(TABLE, ALL, { theme: ["findes-ikke"] }), [])
})

test("a count is of what the choice would give, whatever is chosen in its own facet", () => {
  const counts = count(TABLE, ALL, { theme: ["b"] })
  assert.deepEqual(counts.get("theme"), [3, 1])
  assert.deepEqual(counts.get("kind"), [0, 1])
})

test("a page has the labels of its values", () => {
  assert.deepEqual(labelsOf(TABLE, "theme", 3), [
    ["a", "A"],
    ["b", "B"],
  ])
  assert.deepEqual(labelsOf(TABLE, "findes-ikke", 3), [])
})
