/** Emphasis: runs of marks belong together as CommonMark has it. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { emphasise, markOf } from "../../../overrides/form/emphasis.js"

/** @import { Piece } from "../../../overrides/form/types.d.ts" */

/** @type {Record<string, string>} */
const SIGNS = { strong: "b", em: "i", del: "s" }

/** Return the pieces in a line: `i(words)`. @type {(pieces: Piece[]) => string} */
const show = (pieces) =>
  pieces
    .map((piece) => {
      if (typeof piece === "string") return piece
      return "entity" in piece ? piece.entity : `${SIGNS[piece.name]}(${show(piece.children)})`
    })
    .join("")

/** Return a text as runs of marks and the words between them. @param {string} text */
function partsOf(text) {
  return [...text.matchAll(/\*+|_+|~+|[^*_~]+/g)].map(({ 0: run, index }) =>
    "*_~".includes(run[0]) ? markOf(run, text[index - 1] ?? " ", text[index + run.length] ?? " ") : run,
  )
}

/** @type {[text: string, shown: string][]} */
const CASES = [
  ["*a* **b** _c_ __d__ ~~e~~", "i(a) b(b) i(c) b(d) s(e)"],
  ["***helt***", "i(b(helt))"],
  ["*a **b** c*", "i(a b(b) c)"],
  ["**a *b* c**", "b(a i(b) c)"],
  ["**vig**tigt", "b(vig)tigt"],
  ["min_fil_navn", "min_fil_navn"],
  ["»_a_«", "»i(a)«"],
  ["*a**b*", "i(a**b)"],
  ["**a*", "*i(a)"],
  ["*a**", "i(a)*"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["20 kr.* for *alle*", "20 kr.* for i(alle)"],
  ["*a _b* c_", "i(a _b) c_"],
  ["~~a **b~~ c**", "s(a **b) c**"],
  ["** a**", "** a**"],
]
for (const [text, shown] of CASES) {
  test(`${text} is ${shown}`, () => assert.equal(show(emphasise(partsOf(text))), shown))
}

test("words that only look like a mark are none", () => {
  assert.deepEqual(emphasise([{ words: "*" }, "a", { words: "*" }]), ["*a*"])
})
