/** Markdown: typed text shows as it was typed, and a page's text is cut at its headings and put together again.
 *
 * That the site and the preview show what was typed is tried in tests/browser/form/test_preview_alike.py.
 */

import assert from "node:assert/strict"
import { test } from "node:test"
import { cut, join, toMarkdown } from "../../../overrides/form/markdown.js"

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
  assert.equal(made, BODY.replace("## Det er svært", "## Det gør vi\n\nVi prøver.\n\n## Det er svært"))
})

/** @type {Record<string, [body: string, texts: string[], made: string]>} */
const JOINED = {
  "a first answer": ["", ["Vi prøver.", ""], "## Det gør vi\n\nVi prøver.\n"],
  "two first answers": ["", ["Et.", "To."], "## Det gør vi\n\nEt.\n\n## Det er svært\n\nTo.\n"],
  "an answer below words without a heading": ["Først.", ["Et.", ""], "Først.\n\n## Det gør vi\n\nEt.\n"],
  "a new answer above one taken out": [BODY, ["Et.", ""], "Først.\n\n## Det gør vi\n\nEt.\n\n## Egen\n\nMere.\n"],
  "a changed answer above the writer's own heading": [
    BODY,
    ["", "Lidt."],
    "Først.\n\n## Det er svært\n\nLidt.\n\n## Egen\n\nMere.\n",
  ],
  "a changed answer at the end": [
    "Først.\n\n## Det er svært\n\nMeget.\n",
    ["", "Lidt."],
    "Først.\n\n## Det er svært\n\nLidt.\n",
  ],
  "the last answer taken out": ["Først.\n\n## Det er svært\n\nMeget.\n", ["", ""], "Først.\n"],
  "empty lines at the end": ["## Det er svært\n\nMeget.\n\n\n", ["", "Meget."], "## Det er svært\n\nMeget.\n\n\n"],
}
for (const [name, [body, texts, made]] of Object.entries(JOINED)) {
  test(`every heading has an empty line above it, and a text one line break at its end: ${name}`, () => {
    assert.equal(join(cut(body, HEADINGS), texts, HEADINGS), made)
  })
}

/** @type {Record<string, [typed: string, made: string]>} */
const TYPED = {
  "lines are paragraphs": ["Et.\nTo.", "Et.\n\nTo."],
  "points stay together": ["Vi købte:\n• Kaffe\n• Kage", "Vi købte:\n\n- Kaffe\n- Kage"],
  "numbers that follow each other are a list": ["1) Ring\n2) Skriv", "1. Ring\n2. Skriv"],
  "a date is words": ["1. maj holder vi fri.", "1\\. maj holder vi fri."],
  "emphasis and links stand": [
    "Det er **vigtigt**, se [planen](plan.pdf).",
    "Det er **vigtigt**, se [planen](plan.pdf).",
  ],
  "other marks are words": ["# 2 * 3 <b> &amp; `x`", "\\# 2 \\* 3 &lt;b> &amp;amp; \\`x\\`"],
}
for (const [name, [typed, made]] of Object.entries(TYPED)) {
  test(`typed text is Markdown that shows it as it was typed: ${name}`, () => {
    assert.equal(toMarkdown(typed), made)
  })
}

test("a line that stood on the page is left as it was", () => {
  assert.equal(toMarkdown("`x`\n`y`", "`x`"), "`x`\n\n\\`y\\`")
})
