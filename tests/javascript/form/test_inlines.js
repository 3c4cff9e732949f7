/** Inlines: what running text becomes, as pieces; what the browser makes of them is tried where blocks are. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { inline, labelOf } from "../../../overrides/form/inlines.js"
import { make } from "../../../overrides/form/pieces.js"

/** @import { Piece, RoughMade } from "../../../overrides/form/types.d.ts" */

/** @type {(name: RoughMade["name"], ...pieces: Piece[]) => Piece} */
const of = (name, ...pieces) => make(name, {}, pieces)
/** @type {(...pieces: Piece[]) => Piece} */
const link = (...pieces) => make("span", { class: "c-preview__link" }, pieces)
/** @type {(...pieces: Piece[]) => Piece} */
const picture = (...pieces) => make("span", { class: "c-preview__picture" }, pieces)

/** @type {Record<string, [text: string, pieces: Piece[]]>} */
const READ = {
  "bold and italics": [
    "**A** *b* __c__ _d_",
    [of("strong", "A"), " ", of("em", "b"), " ", of("strong", "c"), " ", of("em", "d")],
  ],
  "multiplied numbers": ["2*3*4", ["2*3*4"]],
  strokes: ["~~lukker~~ ~20 til ~30", [of("del", "lukker"), " ~20 til ~30"]],
  "marks that are escaped": ["\\*a\\* \\a", ["*a* \\a"]],
  code: ["`a` og ``b ` c``", [of("code", "a"), " og ", of("code", "b ` c")]],
  "code with a mark at its edge": ["`` `a ``", [of("code", "`a")]],
  "code that is not closed": ["`a *b*", ["`a ", of("em", "b")]],
  "two spaces break a line": ["a  \n b", ["a", of("br"), "b"]],
  "a backslash breaks a line": ["a\\\nb", ["a", of("br"), "b"]],
  "a line break alone": ["a \nb", ["a\nb"]],
  "characters by number": ["&#229; &#xE5; &#0; &#xD800;", ["å å \ufffd \ufffd"]],
  "a character by its name": ["R&D &oslash;", ["R&D ", { entity: "&oslash;" }]],
  "tags are words": ["<b>*a*</b> <navn> <3", ["<b>", of("em", "a"), "</b> <navn> <3"]],
  "an address in brackets": ["<https://a.invalid/_x_>", [link("https://a.invalid/_x_")]],
  "a link": ['[a *b*](c.pdf "d")!', [link("a ", of("em", "b")), "!"]],
  "brackets in a link": ["[a [b] `]`](c_(d))", [link("a [b] ", of("code", "]"))]],
  "no link in a link": ["[a https://a.invalid](b)", [link("a https://a.invalid")]],
  "a link by a name": ["[planen][P] og [p] og [q]", [link("planen"), " og ", link("p"), " og [q]"]],
  "a picture": ["![To *ved* &oslash;](a.png)", [picture("To ", "ved", " ", { entity: "&oslash;" })]],
  "a footnote": ["a[^N] b[^x]", ["a", of("sup", link("1")), " b[^x]"]],
  "bare addresses": [
    "Se https://a.invalid.\na@c.invalid",
    ["Se ", link("https://a.invalid"), ".\n", link("a@c.invalid")],
  ],
  "a path": ["P:\\_faelles\\.plan og \\\\server\\_drev", ["P:\\_faelles\\.plan og \\\\server\\_drev"]],
}
for (const [name, [text, pieces]] of Object.entries(READ)) {
  test(`running text becomes pieces: ${name}`, () => {
    const references = { addresses: new Set(["p"]), used: new Set(), notes: new Map([["n", () => []]]), numbers: [] }
    assert.deepEqual(inline(text, references), pieces)
  })
}

test("what a text refers to is noted", () => {
  const references = { addresses: new Set(["p"]), used: new Set(), notes: new Map([["n", () => []]]), numbers: [] }
  inline("[planen][P].[^N]", references)
  assert.deepEqual([[...references.used], references.numbers], [["p"], ["n"]])
})

test("a label is the same in small letters and on one line", () => {
  assert.equal(labelOf(" Vores\n  Plan "), "vores plan")
})
