/** Sending: the letter to the editors, and the way to a pull request. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { letter, pullRequest, subject } from "../../../overrides/form/sending.js"
import { RULES } from "./rules.js"

const FILE = { path: "units/a/blik.md", fields: {}, text: "---\ntitle: A\n---\n" }
const GITHUB = { new: "https://forge.eksempel.invalid/new/main", upload: "https://forge.eksempel.invalid/upload/main" }
const rules = { ...RULES, address: 8000 }

test("a letter has what is known, and each file with its place", () => {
  assert.equal(
    letter(
      [FILE],
      [
        ["Fra", "Eksempel"],
        ["Tema", undefined],
      ],
    ),
    "Hej redaktion\n\nHer er en side til kataloget.\nFra: Eksempel\n\nFilen docs/units/a/blik.md:\n\n---\ntitle: A\n---\n\nFilen slutter her.\n",
  )
})

test("a mail's subject says what the page is, as far as it is known", () => {
  assert.equal(
    subject("Fejlbogen", ["Eksempelhuset", "Digitalt"]),
    "Side til kataloget: »Fejlbogen« (Eksempelhuset, Digitalt)",
  )
  assert.equal(subject("", [undefined, "Digitalt"]), "Side til kataloget (Digitalt)")
  assert.equal(subject("", []), "Side til kataloget")
})

test("a new file goes along in the address; one that is changed, too long or not alone is uploaded", () => {
  const address = pullRequest([FILE], { sending: GITHUB, rules }, false).address
  assert.equal(new URL(address).searchParams.get("value"), FILE.text)
  const long = { ...FILE, text: "æ".repeat(8000) }
  for (const [files, isChange] of /** @type {[(typeof FILE)[], boolean][]} */ ([
    [[FILE], true],
    [[long], false],
    [[FILE, FILE], false],
  ])) {
    assert.equal(pullRequest(files, { sending: GITHUB, rules }, isChange).address, `${GITHUB.upload}/docs/units/a`)
  }
})

test("another forge is opened where it is, and without one there is nothing to open", () => {
  assert.equal(
    pullRequest([FILE], { sending: { forge: "https://f.eksempel.invalid" }, rules }, false).address,
    "https://f.eksempel.invalid",
  )
  const { address, words } = pullRequest([FILE], { sending: {}, rules }, false)
  assert.equal(address, "")
  assert.match(words, /Læg »blik.md« i mappen docs\/units\/a/)
})
