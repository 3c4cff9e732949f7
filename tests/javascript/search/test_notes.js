/** Notes: how pages that have what was asked for stand to the others is said as it is, of one word and of several. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { explain } from "../../../overrides/search/notes.js"

/** @import { Found, SearchState } from "../../../overrides/search/types.d.ts" */

const STATE = /** @type {SearchState} */ ({ q: "", literal: false })
const LINKS = /** @type {any} */ ({})

/**
 * @param {string[]} asked
 * @param {Partial<Found>} found
 */
function told(asked, found) {
  const slots = asked.map((token) => ({ token, how: "word", instead: [], also: [], share: 1, isExcluded: false }))
  const whole = /** @type {unknown} */ ({ slots, pages: [1, 2, 3], full: 1, fullFirst: true, isMixed: false, ...found })
  return explain(/** @type {Found} */ (whole), STATE, LINKS)
    .flat()
    .join("")
}

for (const [asked, found, words] of /** @type {[string[], Partial<Found>, string][]} */ ([
  [["nattevagt"], {}, "Én side passer på »nattevagt«. Derefter kommer sider om noget, der ligger tæt på."],
  [
    ["nattevagt"],
    { full: 2, isMixed: true },
    "2 sider passer på »nattevagt«. De andre handler om noget, der ligger tæt på.",
  ],
  [["nattevagt"], { full: 0 }, "Her er sider om noget, der ligger tæt på."],
  [["nattevagt"], { full: 3 }, ""],
  [["nye", "kolleger"], { full: 2 }, "2 sider har det hele. Derefter kommer sider, der har noget af det."],
])) {
  test(`»${asked.join(" ")}«, ${JSON.stringify(found)}`, () => assert.equal(told(asked, found), words))
}
