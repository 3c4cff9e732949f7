/** Opening: what the form begins with – a page that is put right, a start from another page, or a draft. */

import { isPlan } from "./answers.js"
import { carry } from "./carrying.js"
import { read, spread, withoutBoxes, write } from "./controls.js"
import { inWords, today } from "./dates.js"
import { find, forget } from "./drafts.js"
import { forgetFaults } from "./faults.js"
import { unfold } from "./folding.js"
import { askToClear } from "./keeping.js"
import { nameOf } from "./names.js"
import { unpack } from "./packing.js"
import { part, rememberBox, say } from "./parts.js"
import { chooseTheme } from "./places.js"
import { offerBeginnings } from "./planning.js"
import { fetchReceipt } from "./receiver.js"
import { line } from "./texts.js"
import { update } from "./updating.js"

/** @import { BasePage, Filling, Spec, State } from "./types.d.ts" */

/**
 * Fill the form with what the address asks for, or else with the draft. Return the nedslag to begin a plan in, if any.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @returns {string}
 */
export function open(form, spec, state) {
  const { draft, onDevice } = find()
  const receipt = new URLSearchParams(location.hash.slice(1)).get("receipt")
  const asked = readAddress(form, spec)
  rememberBox(form).checked = onDevice
  if (asked?.carries && draft) {
    fill(form, spec, state, carry(asked, draft))
    state.isTouched = true
    update(form, spec, state)
    notify(form, "Det, du havde skrevet, står nu sammen med siden. Se det igennem.")
    return ""
  }
  fill(form, spec, state, asked ?? draft ?? {})
  if (receipt !== null) {
    openReceipt(form, spec, state, receipt)
    return ""
  }
  if (asked && draft) offerDraft(form, spec, state, draft)
  else if (!asked && draft) {
    notify(form, "Her er din kladde fra før. Er telefonen eller pc'en fælles, så slet kladden, når du går.")
    offerToWipe(form, () => askToClear(form, true))
  }
  return asked?.from ?? ""
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
  if (!told || !page || !fits(page, spec)) {
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
  if (packed !== null) return readPage(form, spec, packed, words.has("carry"))
  const [borrow, unit, theme, from] = ["borrow", "unit", "theme", "from"].map((name) => words.get(name) ?? "")
  if (spec.kind === "story" && from) return beginStory(form, spec, from, readLent(words.get("lent"), from))
  if (!borrow && !unit && !theme) return null
  if (isPlan(spec)) return { values: { unit }, from }
  return {
    values: { unit, theme: theme || borrow.split("/")[1] || "", borrowed_from: nameOf(spec, "ideas", borrow) },
    lent: readLent(words.get("lent"), borrow),
  }
}

/**
 * Return what a story about an idea begins with: the idea's own words, where its page has sent them along.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {string} key
 * @param {BasePage | null} idea
 * @returns {Filling}
 */
function beginStory(form, spec, key, idea) {
  const { title = "", summary = "" } = idea?.fields ?? {}
  const fields = { title, summary, themes: [key.split("/")[1] ?? ""], interpretations: [key] }
  const { values, counts } = spread({ kind: "story", key: "", fields, body: idea?.body ?? "" }, spec)
  const named = title ? ` »${title}«` : ""
  notify(form, `Her er idéen${named}. Skriv den om, så den fortæller, hvad der skete.`)
  return { values, counts }
}

/**
 * Return the page that is borrowed, as its own page has sent it along; null where it has not.
 *
 * @param {string | null} packed
 * @param {string} key
 * @returns {BasePage | null}
 */
function readLent(packed, key) {
  try {
    /** @type {BasePage} */
    const page = JSON.parse(unpack(packed ?? "") ?? "")
    return page.key === key && formOf(page.kind) === "interpretation" ? page : null
  } catch {
    return null
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {string} packed
 * @param {boolean} carries
 * @returns {Filling | null}
 */
function readPage(form, spec, packed, carries) {
  try {
    /** @type {BasePage} */
    const page = JSON.parse(unpack(packed) ?? "")
    if (!fits(page, spec)) throw new TypeError("another kind of page")
    return { ...fillingOf(spec, page), carries }
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
 * Tell whether a page is one that the form puts right: a plan stands on a workplace's own page.
 *
 * @param {BasePage} page
 * @param {Spec} spec
 */
function fits({ kind }, spec) {
  return formOf(kind) === (isPlan(spec) ? "unit" : spec.kind)
}

/**
 * Return what the form is filled with for a page to be put right.
 *
 * @param {Spec} spec
 * @param {BasePage} page
 */
export function fillingOf(spec, page) {
  const { values, counts } = spread(page, spec)
  const [unit = "", theme = ""] = page.key.split("/")
  return { values: { ...values, updated: inWords(today(), spec.rules), unit, theme }, counts, base: page }
}

/**
 * Put the page back as it is in the catalogue, and offer what was written again.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function restore(form, spec, state) {
  const { base, receipt } = state
  if (!base) return
  const { values, counts } = read(form)
  const written = { values, counts, base, extra: state.extra, receipt }
  fill(form, spec, state, { ...fillingOf(spec, base), receipt })
  state.isTouched = false
  update(form, spec, state)
  const stands = receipt ? "Nu står siden, som I sendte den." : "Nu står siden, som den er i kataloget."
  offer(form, spec, state, written, stands, "Hent mine rettelser igen")
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
  const words = `Du har også en kladde fra før${named}. Den bliver erstattet, når du skriver her.`
  offer(form, spec, state, draft, words, "Hent kladden")
  offerToWipe(form, () => {
    forget(true)
    rememberBox(form).checked = false
    notify(form, "Kladden er slettet.")
    part(form, "notice-words").focus()
  })
}

/**
 * Tell above the form what there is besides, with a button that fills the form with it.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Filling} filling
 * @param {string} words
 * @param {string} label
 */
function offer(form, spec, state, filling, words, label) {
  notify(form, words)
  const button = part(form, "fetch")
  button.textContent = label
  button.hidden = false
  button.onclick = () => {
    fill(form, spec, state, filling)
    state.isTouched = true
    update(form, spec, state)
    notify(form, "Her er det, du havde skrevet.")
    part(form, "notice-words").focus()
  }
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
export function fill(form, spec, state, { values = {}, counts = {}, base = null, extra, receipt = "", lent = null }) {
  const day = inWords(today(), spec.rules)
  const first = { updated: day, date: base ? "" : day, ...values }
  offerBeginnings(form, spec, first)
  state.base = base
  state.receipt = receipt
  state.lent = lent
  write(form, { values: first, counts }, spec.rules.renamed)
  chooseTheme(form)
  write(form, { values: first, counts }, spec.rules.renamed)
  state.extra = extra ?? withoutBoxes(form, values)
  forgetFaults(form, state)
  update(form, spec, state)
  unfold(form, state)
}
