/** Notes: how pages that have what was asked for stand to the others is said as it is, of one word and of several. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { explain } from "../../../overrides/search/notes.js"
import { makeSlot } from "./slots.js"

/** @import { Found, SearchState, Slot } from "../../../overrides/search/types.d.ts" */

const STATE = /** @type {SearchState} */ ({ q: "", literal: false })
const LINKS = /** @type {any} */ ({ wide: (/** @type {string} */ text) => text })

/**
 * @param {string[]} asked
 * @param {Partial<Found>} found
 * @param {SearchState} [state]
 */
function told(asked, found, state = STATE) {
  const slots = asked.map((token) => ({ token, how: "word", instead: [], also: [], share: 1, isExcluded: false }))
  const whole = /** @type {unknown} */ ({ slots, pages: [1, 2, 3], full: 1, fullFirst: true, isMixed: false, ...found })
  return explain(/** @type {Found} */ (whole), state, LINKS)
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
  [
    ["nye", "kolleger"],
    { full: 2 },
    "2 sider passer på det hele. Derefter kommer sider, der passer på noget af det eller ligger tæt på.",
  ],
  [
    ["nye", "kolleger"],
    { fullFirst: false },
    "Én side passer på det hele. De andre passer på noget af det eller ligger tæt på.",
  ],
  [
    ["nye", "kolleger"],
    { full: 0 },
    "Ingen sider passer på det hele. Her er sider, der passer på noget af det eller ligger tæt på.",
  ],
  [["nye", "kolleger"], { full: 3 }, ""],
  [["nye", "kolleger"], { full: 0, pages: [] }, ""],
])) {
  test(`»${asked.join(" ")}«, ${JSON.stringify(found)}`, () => assert.equal(told(asked, found), words))
}

/** @type {[asked: string[], found: Partial<Found>, words: string][]} */
const LITERAL = [
  [["kolleger"], { full: 3 }, ""],
  [["nye", "kolleger"], { full: 3 }, ""],
  [["nye", "kolleger"], { full: 0, pages: [] }, ""],
  [["nye", "kolleger"], {}, "Én side passer på det hele. Derefter kommer sider, der passer på noget af det."],
  [["nye", "kolleger"], { full: 0 }, "Ingen sider passer på det hele. Her er sider, der passer på noget af det."],
]

for (const [asked, found, words] of LITERAL) {
  test(`»${asked.join(" ")}« as it stands, ${JSON.stringify(found)}`, () => {
    const q = asked.join(" ")
    assert.equal(
      told(asked, found, { ...STATE, q, literal: true }),
      `Søger kun efter »${q}«, som du skrev det eller bøjet. Søg bredere${words}`,
    )
  })
}

/** @type {[slot: Partial<Slot>, pages: number[], words: string][]} Of the term »adgangskode«, which page 7 has alone. */
const INSTEAD = [
  [{ how: "synonym" }, [7, 8], "Ingen sider har ordet »password«. Viser sider om »adgangskode«."],
  [{ how: "split" }, [7, 8], "Ingen sider har ordet »password«. Viser sider med »adgangskode«."],
  [{ how: "beginning" }, [7, 8], "Ingen sider har ordet »password«. Viser sider med ord, der begynder sådan."],
  [{ how: "synonym" }, [8, 9], "Ingen sider har ordet »password«."],
  [{ how: "split" }, [8, 9], "Ingen sider har ordet »password«."],
  [{ how: "beginning" }, [8, 9], "Ingen sider har ordet »password«."],
  [{ how: "missing", instead: [] }, [8, 9], "Ingen sider har ordet »password«."],
  [{ how: "synonym" }, [], ""],
]

for (const [how, pages, words] of INSTEAD) {
  test(`of pages ${pages}, where it is read as ${how.how}: »${words}«`, () => {
    const readings = [{ terms: ["adgangskode"], weight: 1, isPartial: false }]
    const slots = [makeSlot("password", { instead: ["adgangskode"], readings, ...how })]
    const postings = new Map([["adgangskode", { pages: [7], weights: [9], places: [0] }]])
    assert.equal(told([], { slots, pages, postings, full: pages.length }), words)
  })
}
