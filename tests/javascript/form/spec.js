/** A small form to judge by: what the site would tell a browser of it. */

import { RULES, SAID } from "./rules.js"

/** @import { Answers, Question, Spec, Values } from "../../../overrides/form/types.d.ts" */

/** @type {(key: string, more?: Partial<Question>) => Question} */
const ask = (key, more = {}) => ({ key, label: `»${key}«`, shape: "text", ...more })

/** @type {Spec} */
export const SPEC = {
  kind: "interpretation",
  questions: [
    ask("title", {
      is_required: true,
      limit: 20,
      said: { missing: "Skriv en titel.", long: "{length} tegn er for langt." },
    }),
    ask("topics", { is_list: true }),
    ask("plan", {
      is_list: true,
      inner: [ask("action", { is_required: true, said: { missing: "Indsats {step} mangler." } })],
    }),
    ask("borrowed_from", { is_list: true, pattern: "^[a-z-]+/[a-z-]+$", said: { form: "»{value}« er ikke en side." } }),
    ask("updated", {
      shape: "date",
      is_required: true,
      said: { date: "»{value}« er ikke en dato.", day: "»{value}« findes ikke." },
    }),
  ],
  order: ["title", "topics", "plan", "borrowed_from", "updated"],
  unit: {
    questions: [ask("title"), ask("contact", { inner: [ask("role")] })],
    order: ["title", "kind", "updated", "contact"],
  },
  photos: {
    questions: [
      { keys: ["phone"], missing: "Hvilken telefon?", stops: { nej: "Spørg lederen." }, onlyWith: "" },
      { keys: ["consent.people"], missing: "Hvem?", stops: { borgere: "Ingen borgere." }, onlyWith: "" },
      { keys: ["consent.channels"], missing: "Hvor?", stops: {}, onlyWith: "" },
      { keys: ["consent.given", "consent.kept_by"], missing: "Hvornår?", stops: {}, onlyWith: "kolleger" },
    ],
    fields: [ask("alt", { is_required: true, said: { missing: "Billede {step} mangler tekst." } })],
    here: "kataloget",
    years: 2,
  },
  headings: ["Det gør vi", "Det er svært"],
  themes: [
    ["blik", "Blik for Eksempel", "green"],
    ["digital", "Digitale Eksempler", "blue"],
  ],
  units: [["Eksempelområdet", [["koekkenet-eksempel", "Køkkenet Eksempel", 0b01]]]],
  stories: [],
  rules: RULES,
  said: SAID,
  sending: {},
}

/**
 * @param {Values} values
 * @returns {Answers}
 */
export function answersOf(values) {
  return { values, counts: {}, base: null }
}
