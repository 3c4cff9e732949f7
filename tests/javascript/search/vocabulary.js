/** A small vocabulary to search in, as the index writes it: all of it in one file of each kind. */

import { turn } from "../../../overrides/search/letters.js"
import { Words } from "../../../overrides/search/words.js"

/** @import { Way } from "../../../overrides/search/types.d.ts" */

/** The words, sorted as the index sorts them, with their parts and how many pages have them. */
const WORDS = /** @type {[word: string, amount: number, groups?: number[]][]} */ ([
  ["adgangskode", 1, [0]],
  ["barn", 30],
  ["besøg", 20],
  ["drone", 10],
  ["gruppe", 12],
  ["kodeord", 0, [0]],
  ["måling", 20],
  ["plejer", 0, [1]],
  ["robot", 20, [2]],
  ["sfo", 0, [3]],
  ["skærm", 20],
  ["skærm|besøg", 10],
  ["sundhed", 25],
  ["tilsyn", 10],
  ["trivsel", 30],
  ["trivsel;s|måling", 10],
])

/** @type {Record<string, Way[]>} */
const EVERYDAY = {
  "home office": [[5, "robot", "robot"]],
  kok: [[6, "gruppe", "gruppe"]],
  password: [[6, "adgangskode", "adgangskode"]],
  "taske*": [[4, "robot", "robot"]],
  todo: [],
  true: [[6, "tilsyn", "tilsyn"]],
}

/** @param {boolean} isThere Whether the files have been fetched already. */
export function makeWords(isThere = true) {
  const words = new Words({
    tables: [">en >er >et >s >erne >ter >terne >rne"],
    changes: { boern: "barn" },
    stop: "og med er vil i til der men uden ikke hvordan",
    asking: "søge flere bedre",
    excluding: "ikke undtagen",
    suffixes: "hed",
    firsts: "adgangskode",
    fronts: "ad",
    backs: "bo",
    everyday: ["home office"],
    right: "vi ko tr",
    groups: [
      [1, ["adgangskode"], [2], []],
      [0, ["plejer"], [], ["robot"]],
      [20, ["robot"], [], []],
      [9, ["fritidshjem"], [], []],
    ],
    phrases: [[2, ["robot", "gruppe"]]],
    starts: [0],
    pages: 100,
    limits: { query: 200, word: 80 },
  })
  if (!isThere) return words
  const bytes = new Uint8Array(0)
  words.learn(0, {
    words: WORDS.map(([word]) => `0${word}`).join("\n"),
    endings: "0".repeat(WORDS.length),
    groups: Object.fromEntries(WORDS.flatMap(([, , groups], place) => (groups ? [[String(place), groups]] : []))),
    rows: WORDS.map(([, amount]) => ({ bytes, start: 0, amount })),
  })
  const used = WORDS.filter(([, amount]) => amount).map(([word]) => word.replace(/[|;]/g, "").replace("ø", "oe"))
  const fronts = used.map((word) => word.replaceAll("æ", "ae").replaceAll("å", "aa")).sort()
  const turned = fronts.map(turn).sort()
  words.learnFront(0, {
    words: fronts.map((word) => `0${word}`).join("\n"),
    amounts: "4".repeat(fronts.length),
    groups: { [fronts.indexOf("robot")]: [2] },
  })
  words.learnBack(0, {
    words: turned.map((word) => `0${word}`).join("\n"),
    amounts: "4".repeat(turned.length),
    groups: {},
  })
  words.ways[0] = EVERYDAY
  words.right.learnEndings({
    rules: [
      [0, "", "en", "(?:[^e])$", [1], 0],
      [1, "", "s", "(?:.)$", [], 0],
    ],
    sets: [[1, [0, 1]]],
  })
  words.right.learn(0, "0vinter\n\n0")
  words.right.learn(1, "0kontrakt\n\n0")
  words.right.learn(2, "0trivsler\n\n0")
  return words
}
