/** Opening: what the form begins with – a page that is put right, a start from another page, or a draft. */

import { spread, withoutBoxes, write } from "./controls.js"
import { today } from "./dates.js"
import { find, forget } from "./drafts.js"
import { forgetFaults } from "./faults.js"
import { askToClear } from "./keeping.js"
import { unpack } from "./packing.js"
import { part, rememberBox, say } from "./parts.js"
import { chooseTheme } from "./places.js"
import { fetchReceipt } from "./receiver.js"
import { line } from "./texts.js"
import { update } from "./updating.js"

/** @import { BasePage, Filling, Spec, State } from "./types.d.ts" */

/**
 * Fill the form with what the address asks for, or else with the draft.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function open(form, spec, state) {
  const { draft, onDevice } = find()
  const receipt = new URLSearchParams(location.hash.slice(1)).get("receipt")
  const asked = readAddress(form, spec)
  rememberBox(form).checked = onDevice
  fill(form, spec, state, asked ?? draft ?? {})
  if (receipt !== null) {
    openReceipt(form, spec, state, receipt)
    return
  }
  if (asked && draft) offerDraft(form, spec, state, draft)
  else if (!asked && draft) {
    notify(form, "Her er din kladde fra før. Er telefonen eller pc'en fælles, så slet kladden, når du går.")
    offerToWipe(form, () => askToClear(form, true))
  }
}

/**
 * Fill the form with a page that was sent, and tell what the editors have written.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {string} address
 */
async function openReceipt(form, spec, state, address) {
  const told = await fetchReceipt(spec, address)
  const [page, unit] = told?.pages ?? []
  if (!told || !page || formOf(page.kind) !== spec.kind) {
    notify(form, "Siden kan ikke hentes fra kvitteringen. Åbn kvitteringen igen, og se, hvad der står.")
    return
  }
  const filling = fillingOf(spec, page)
  const known = spec.units.some(([, units]) => units.some(([slug]) => slug === filling.values.unit))
  if (unit && !known) Object.assign(filling.values, { unit: "+" }, valuesOfUnit(spec, unit))
  fill(form, spec, state, { ...filling, receipt: address })
  const words = told.words.at(-1)
  notify(form, words ? `Redaktionen skriver: »${words}«` : "Her er siden, som I sendte den. Ret den, og send den igen.")
  part(form, "notice-words").focus()
}

/**
 * Return what was answered about a workplace that came with its first page, by the names of the fields.
 *
 * @param {Spec} spec
 * @param {BasePage} unit
 */
function valuesOfUnit(spec, unit) {
  const { values } = spread(unit, { ...spec, questions: spec.unit.questions, headings: [] })
  const named = Object.entries(values).map(([name, value]) => [
    name.startsWith("contact.") ? name : `unit.${name}`,
    value,
  ])
  return Object.fromEntries(named)
}

/**
 * Return what the address asks to begin with, or null. Then take it out of the address: a reload has the draft.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @returns {Filling | null}
 */
function readAddress(form, spec) {
  const words = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`)
  if (location.search || location.hash) history.replaceState(null, "", location.pathname)
  const packed = words.get("page")
  if (packed !== null) return readPage(form, spec, packed)
  const [borrow, unit, theme] = ["borrow", "unit", "theme"].map((name) => words.get(name) ?? "")
  if (!borrow && !unit && !theme) return null
  return { values: { unit, theme: theme || borrow.split("/")[1] || "", borrowed_from: borrow } }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {string} packed
 * @returns {Filling | null}
 */
function readPage(form, spec, packed) {
  try {
    /** @type {BasePage} */
    const page = JSON.parse(unpack(packed) ?? "")
    if (formOf(page.kind) !== spec.kind) throw new TypeError("another kind of page")
    return fillingOf(spec, page)
  } catch {
    const reason = "Siden kan ikke åbnes i formularen, måske fordi den er lang."
    notify(form, `${reason} Skriv til redaktionen, hvad der skal rettes.`)
    return null
  }
}

/**
 * Return the kind of the form that a kind of page is written in: an idea has the fields of an interpretation.
 *
 * @param {string} kind
 */
function formOf(kind) {
  return kind === "idea" ? "interpretation" : kind
}

/**
 * Return what the form is filled with for a page to be put right.
 *
 * @param {Spec} spec
 * @param {BasePage} page
 */
function fillingOf(spec, page) {
  const { values, counts } = spread(page, spec)
  const [unit = "", theme = ""] = page.key.split("/")
  return { values: { ...values, updated: today(), unit, theme }, counts, base: page }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Filling} draft
 */
function offerDraft(form, spec, state, draft) {
  const name = line(String(draft.values?.title ?? ""))
  const named = name ? `: »${name}«` : ""
  notify(form, `Du har også en kladde fra før${named}. Den bliver erstattet, når du skriver her.`)
  const button = part(form, "fetch")
  button.hidden = false
  button.onclick = () => {
    fill(form, spec, state, draft)
    notify(form, "Her er din kladde fra før.")
    part(form, "notice-words").focus()
  }
  offerToWipe(form, () => {
    forget(true)
    rememberBox(form).checked = false
    notify(form, "Kladden er slettet.")
    part(form, "notice-words").focus()
  })
}

/**
 * Offer to have the device forget the draft, since others may use it.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} act
 */
function offerToWipe(form, act) {
  const button = part(form, "wipe")
  button.hidden = false
  button.onclick = act
}

/**
 * Tell above the form what it begins with; nothing at all for an empty text.
 *
 * @param {HTMLFormElement} form
 * @param {string} words
 */
export function notify(form, words) {
  part(form, "fetch").hidden = true
  part(form, "wipe").hidden = true
  part(form, "notice").hidden = !words
  say(form, "notice-words", words)
}

/**
 * Fill the form anew. The boxes of a theme's topics are there only once the theme is chosen, so it is written twice.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Filling} filling
 */
export function fill(form, spec, state, { values = {}, counts = {}, base = null, extra, receipt = "" }) {
  const first = { updated: today(), date: base ? "" : today(), ...values }
  state.base = base
  state.receipt = receipt
  write(form, { values: first, counts }, spec.rules.renamed)
  chooseTheme(form)
  write(form, { values: first, counts }, spec.rules.renamed)
  state.extra = extra ?? withoutBoxes(form, values)
  forgetFaults(form, state)
  update(form, spec, state)
}
