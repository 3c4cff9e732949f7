/** Markdown: a page's text is cut at the headings on offer, and put together again as it was. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { cut, join } from "../../../overrides/form/markdown.js"

const HEADINGS = ["Det gør vi", "Det er svært"]
const BODY = "Først.\n\n## Det er svært\n\nMeget.\n\n## Egen\n\nMere.\n"

test("a text is cut at the headings on offer, and only there", () => {
  assert.deepEqual(
    cut(BODY, HEADINGS).map(({ index, text }) => [index, text.trim()]),
    [
      [-1, "Først."],
      [1, "Meget."],
      [-1, "## Egen\n\nMere."],
    ],
  )
})

test("a heading within a fence is none", () => {
  assert.equal(cut("```\n## Det er svært\n```\n", HEADINGS).length, 1)
})

test("what nobody has changed is put together as it was", () => {
  assert.equal(join(cut(BODY, HEADINGS), ["", "Meget."], HEADINGS), BODY)
})

test("a new answer comes where its heading belongs, and nothing else moves", () => {
  const made = join(cut(BODY, HEADINGS), ["Vi prøver.", "Meget."], HEADINGS)
  const lines = made.split("\n").filter(Boolean)
  assert.deepEqual(lines, ["Først.", "## Det gør vi", "Vi prøver.", "## Det er svært", "Meget.", "## Egen", "Mere."])
})
