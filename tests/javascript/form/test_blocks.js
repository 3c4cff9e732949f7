/** Blocks: what a text becomes, as pieces. That they are what the site shows is tried in Chromium, drawn, on all of
 * tests/rendering/words.yml (tests/browser/form/test_preview_alike.py); here is how they are made.
 * Lists (overrides/form/listing.js) are among them.
 */

import assert from "node:assert/strict"
import { test } from "node:test"
import { read } from "../../../overrides/form/blocks.js"
import { patternsOf } from "../../../overrides/form/marks.js"
import { make } from "../../../overrides/form/pieces.js"
import { keepRows, prepareLines } from "../../../overrides/form/preparing.js"
import { RULES } from "./rules.js"

/** @import { Piece } from "../../../overrides/form/types.d.ts" */

/** @type {(...pieces: Piece[]) => Piece} */
const p = (...pieces) => make("p", {}, pieces)
/** @type {(...pieces: Piece[]) => Piece} */
const link = (...pieces) => make("span", { class: "c-preview__link" }, pieces)
/** @type {(number: string) => Piece} */
const sup = (number) => make("sup", {}, [link(number)])
/** @type {(attributes: Record<string, number>, ...pieces: Piece[]) => Piece} */
const li = (attributes, ...pieces) => make("li", attributes, pieces)

/** @type {Record<string, [text: string, pieces: Piece[]]>} */
const READ = {
  "nothing is nothing": ["\n \n", []],
  "line breaks of other machines": ["Et.\r\n\r\nTo.\rTre.", [p("Et."), p("To.\nTre.")]],
  "a heading": ["## Hver dag ##", [make("h4", {}, ["Hver dag"])]],
  "a heading with a line below it": ["Hver dag\n---\nVi ses.", [make("h4", {}, ["Hver dag"]), p("Vi ses.")]],
  "a sentence over a line": ["Vi ses.\n---\nHej.", [p("Vi ses."), make("hr"), p("Hej.")]],
  "a mark without words": ["#", [p("#")]],
  "a list under text": ["To:\n- a\n- b", [p("To:"), make("ul", {}, [li({}, p("a")), li({}, p("b"))])]],
  "a list in a list": ["- a\n  - b", [make("ul", {}, [li({}, p("a"), make("ul", {}, [li({}, p("b"))]))])]],
  "numbers as they are written": [
    "3. A\n4. B\n7. C",
    [make("ol", { start: 3 }, [li({}, p("A")), li({}, p("B")), li({ value: 7 }, p("C"))])],
  ],
  "ones are counted": ["1. A\n1. B", [make("ol", {}, [li({}, p("A")), li({}, p("B"))])]],
  "a date begins no list": ["15. marts begynder vi.", [p("15. marts begynder vi.")]],
  "a number alone before small letters": ["7. afdeling er med.", [p("7. afdeling er med.")]],
  tasks: ["- [x] A\n- [ ] B", [make("ul", {}, [li({}, p("☑ A")), li({}, p("☐ B"))])]],
  "a point with no words": ["- A\n-\n- B", [make("ul", {}, [li({}, p("A")), li({}), li({}, p("B"))])]],
  "a quotation that goes on": ["> Et\nto", [make("blockquote", {}, [p("Et\nto")])]],
  "»more than« is no quotation": ["> 30 borgere", [p("> 30 borgere")]],
  "a fence that is not closed": ["```\n# a\n\nb", [make("pre", {}, [make("code", {}, ["# a\n\nb\n"])])]],
  "indented code": ["    a\n\n    b\n\nc", [make("pre", {}, [make("code", {}, ["a\n\nb\n"])]), p("c")]],
  "a table": [
    "| A | B |\n|---|---|\n| x \\| y |",
    [
      make("table", {}, [
        make("thead", {}, [make("tr", {}, [make("th", {}, ["A"]), make("th", {}, ["B"])])]),
        make("tbody", {}, [make("tr", {}, [make("td", {}, ["x | y"]), make("td")])]),
      ]),
    ],
  ],
  "a line of marks with other cells is no table, and keeps its lines": [
    "| A | B |\n|---|",
    [make("p", {}, ["| A | B |", make("br"), "|---|"])],
  ],
  "a box with the name of its kind": [
    "!!! note\n    Ring.",
    [make("div", { class: "admonition note" }, [make("p", { class: "admonition-title" }, ["Bemærk"]), p("Ring.")])],
  ],
  "a folded box with its own title": [
    '??? tip "*Husk*"\n    Ring.',
    [make("details", { class: "tip", open: "" }, [make("summary", {}, [make("em", {}, ["Husk"])]), p("Ring.")])],
  ],
  "a box without a title": ['!!! tip ""\n    Ring.', [make("div", { class: "admonition tip" }, [p("Ring.")])]],
  "a box of no known kind": ["!!! Husk mødet", [p("!!! Husk mødet")]],
  "an address that a link leads to": ["[Planen].\n\n[planen]: https://a.invalid", [p(link("Planen"), ".")]],
  "an address that only a footnote leads to": [
    "A.[^1]\n\n[^1]: [p]\n\n[p]: https://a.invalid",
    [p("A.", sup("1")), make("ol", { class: "footnote" }, [li({}, p(link("p")))])],
  ],
  "an address that no link leads to": ["[Bemærk]: torsdag", [p("[Bemærk]: torsdag")]],
  "footnotes are numbered as they are referred to": [
    "A.[^b] B.[^a] C.[^b]\n\n[^a]: To.\n[^b]: Et.",
    [
      p("A.", sup("1"), " B.", sup("2"), " C.", sup("1")),
      make("ol", { class: "footnote" }, [li({}, p("Et.")), li({}, p("To."))]),
    ],
  ],
  "a footnote that only another refers to": [
    "A.[^1]\n\n[^1]: Se.[^2]\n[^2]: Her.",
    [p("A.", sup("1")), make("ol", { class: "footnote" }, [li({}, p("Se.", sup("2"))), li({}, p("Her."))])],
  ],
  "a footnote that nothing refers to": ["A.\n\n[^1]: Sagt.", [p("A."), p("[^1]:"), p("Sagt.")]],
}
for (const [name, [text, pieces]] of Object.entries(READ)) {
  test(`a text becomes pieces: ${name}`, () => assert.deepEqual(read(text, RULES), pieces))
}

const ours = patternsOf(RULES.text)

/** @type {Record<string, [lines: string[], prepared: string[]]>} */
const PREPARED = {
  "Word's points": [
    ["• Kaffe", "\uf0b7\tKage"],
    ["* Kaffe", "* Kage"],
  ],
  "hard spaces after marks": [
    ["-\u00a0Kaffe", "1.\u00a0Ring"],
    ["+ Kaffe", "1. Ring"],
  ],
  "points two spaces below a number": [
    ["1. Et", "  - under", "    mere", "2. To"],
    ["1. Et", "   - under", "     mere", "2. To"],
  ],
  "what is in a fence": [
    ["```", "• Kaffe", "```", "• Kage"],
    ["```", "• Kaffe", "```", "* Kage"],
  ],
}
for (const [name, [lines, prepared]] of Object.entries(PREPARED)) {
  test(`marks are put as they are meant: ${name}`, () => assert.deepEqual(prepareLines(lines, ours), prepared))
}

test("lines of a kind keep to themselves, and other lines run on", () => {
  assert.deepEqual(keepRows(["– Kom du?", "– Ja.", "Vi", "ses."], ours), ["– Kom du?  ", "– Ja.", "Vi", "ses."])
})
