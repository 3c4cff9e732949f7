/** A small vocabulary to search in, as the index writes it. */

import { Words } from "../../../overrides/search/words.js"

/** The words, sorted as the index sorts them, with their parts and how many pages have them. */
const WORDS = /** @type {[word: string, amount: number][]} */ ([
  ["adgangskode", 1],
  ["barn", 3],
  ["besøg", 2],
  ["drone", 1],
  ["måling", 2],
  ["robot", 2],
  ["skærm", 2],
  ["skærm|besøg", 1],
  ["tilsyn", 1],
  ["trivsel", 3],
  ["trivsels|måling", 1],
])

export function makeWords() {
  const words = new Words({
    words: WORDS.map(([word]) => `0${word}`).join("\n"),
    endings: "0".repeat(WORDS.length),
    tables: [">en >er >et >s >erne >ter >terne"],
    amounts: [...WORDS.map(([, amount]) => amount), 1].join(""),
    changes: { børn: "barn" },
    stop: "og med er",
    groups: [[["adgangskode", "kodeord"], ["robot"], [2]]],
    starts: [0],
    pages: 10,
    limits: { query: 200, word: 80 },
  })
  words.nearby = { password: "adgangskode" }
  words.learn("0vinter\n0kontrakt")
  return words
}
