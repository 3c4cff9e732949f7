/** Telling: the texts that »Del« offers for other places. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { makeTexts, picturesFor } from "../../../overrides/sharing/telling.js"

/** @type {Parameters<typeof makeTexts>[0]} */
const IDEA = {
  kind: "idea",
  title: "Fejlbogen",
  summary: "Vi skriver fejl ned og lærer af dem.",
  unit: "Køkkenet Eksempelgryden",
  theme: "En attraktiv arbejdsplads",
  organisation: "Eksempel Kommune",
  address: "https://katalog.eksempel.invalid/units/gryden/fejlbogen/",
  label: "",
}
/** @type {Parameters<typeof makeTexts>[0]} */
const STORY = { ...IDEA, kind: "story", title: "Da døren gik op", summary: "Naboerne kom ind." }

/** @param {Parameters<typeof makeTexts>[0]} told */
const textsOf = (told) => makeTexts(told).map(({ name, words }) => [name, words])

test("an idea is told to four places in its own words", () => {
  assert.deepEqual(textsOf(IDEA), [
    [
      "Til intranettet",
      `»Fejlbogen« fra Køkkenet Eksempelgryden\nVi skriver fejl ned og lærer af dem.\nIdéen står i inspirationskataloget om En attraktiv arbejdsplads. Læs den, og lån den, hvis den passer hos jer: ${IDEA.address}`,
    ],
    [
      "Til lederens ugebrev",
      `Køkkenet Eksempelgryden: Fejlbogen\nVi skriver fejl ned og lærer af dem.\nLæs mere: ${IDEA.address}`,
    ],
    [
      "Til sociale medier",
      "Fejlbogen\nVi skriver fejl ned og lærer af dem.\nKøkkenet Eksempelgryden, Eksempel Kommune",
    ],
    [
      "Til et stillingsopslag",
      "Det er vi optaget af hos Køkkenet Eksempelgryden: Fejlbogen.\nVi skriver fejl ned og lærer af dem.",
    ],
  ])
})

test("what the public can read has no address, and the weekly letter three lines", () => {
  for (const told of [IDEA, STORY, { ...STORY, unit: "", theme: "" }]) {
    for (const { name, words, isPublic } of makeTexts(told)) {
      assert.equal(words.includes("://"), !isPublic, name)
      if (name === "Til lederens ugebrev") assert.equal(words.split("\n").length, 3)
    }
  }
})

test("a story without one workplace names the organisation, and no text has an empty line or a loose mark", () => {
  const texts = textsOf({ ...STORY, unit: "", theme: "" })
  assert.ok(texts.some(([, words]) => words.startsWith("En historie fra Eksempel Kommune:")))
  for (const [name, words] of texts) assert.doesNotMatch(words, /\n\n|^[,:]|fra\s*$|, $/m, name)
})

test("an example says so first in every text", () => {
  for (const { name, words } of makeTexts({ ...IDEA, label: "Opdigtet eksempel" }))
    assert.match(words, /^Opdigtet eksempel\.\n/, name)
})

test("a title that ends in a mark gets no full stop after it", () => {
  const [, , , advert] = makeTexts({ ...IDEA, title: "Hvem tager nattevagten?" })
  assert.ok(advert)
  assert.match(advert.words, /: Hvem tager nattevagten\?\n/)
})

test("a picture goes only with the texts of places that it may be shown in, and once", () => {
  const picture = (/** @type {string} */ address, /** @type {string[]} */ ...channels) => ({ address, channels })
  const pictures = [
    picture("a", "kataloget"),
    picture("b", "kataloget", "intranettet", "sociale-medier"),
    picture("b", "kataloget", "intranettet", "sociale-medier"),
    picture("c", "kataloget", "stillingsopslag", "presse"),
    picture("d", ""),
  ]
  const offered = makeTexts(IDEA).map((text) => picturesFor(text, pictures).map(({ address }) => address))
  assert.deepEqual(offered, [["b"], ["b"], ["b"], ["c"]])
})
