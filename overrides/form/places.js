/** Places: which unit and which theme the page is about, and what follows from it in the form. */

import { element } from "../parts/elements/elements.js"
import { isNewUnit, typedIn } from "./answers.js"
import { boxesOf } from "./controls.js"
import { guessNames, unitsOf } from "./names.js"
import { part, say } from "./parts.js"
import { line } from "./texts.js"

/** @import { Spec, State, Values } from "./types.d.ts" */

/**
 * Offer the units whose names have some words in them, and the one that is chosen.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {string} words
 */
export function offerUnits(form, spec, words) {
  const select = form.elements.namedItem("unit")
  if (!(select instanceof HTMLSelectElement)) return
  const chosen = select.value
  const [none, other] = [...select.options].filter(({ value }) => value === "" || value === "+")
  const groups = spec.units.flatMap(([area, units]) => {
    const fitting = units.filter(([slug, title]) => slug === chosen || title.toLowerCase().includes(words))
    const options = fitting.map(([value, title]) => element("option", { value }, title))
    return options.length ? [element("optgroup", { label: area }, options)] : []
  })
  select.replaceChildren(none, other, ...groups)
  select.value = chosen
}

/**
 * Narrow the list of units to those with what is typed in their names, and tell how many there are.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {string} typed
 */
export function narrowUnits(form, spec, typed) {
  offerUnits(form, spec, line(typed).toLowerCase())
  const fitting = line(typed) ? guessNames(spec, "units", typed, MOST_FITTING) : []
  const buttons = fitting.map(([slug, name]) =>
    element("li", {}, element("button", { class: "c-form__guess", type: "button", "data-fit": slug }, name)),
  )
  part(form, "fitting").replaceChildren(...buttons)
  part(form, "fitting").hidden = !buttons.length
  say(form, "narrowed", `${buttons.length} ${buttons.length === 1 ? "arbejdsplads" : "arbejdspladser"} passer.`)
}

const MOST_FITTING = 5

/**
 * Choose the unit whose name was pressed.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {HTMLElement} button
 */
export function chooseUnit(form, spec, button) {
  const select = form.elements.namedItem("unit")
  const narrow = form.querySelector("#f-narrow")
  if (!(select instanceof HTMLSelectElement) || !(narrow instanceof HTMLInputElement)) return
  offerUnits(form, spec, "")
  select.value = button.dataset.fit ?? ""
  narrow.value = ""
  part(form, "fitting").hidden = true
  select.focus()
  select.dispatchEvent(new Event("input", { bubbles: true }))
  say(form, "narrowed", `${select.selectedOptions[0].label} er valgt.`)
}

/**
 * Show the topics of the chosen theme alone.
 *
 * @param {HTMLFormElement} form
 */
export function chooseTheme(form) {
  const boxes = boxesOf(form, "theme")
  if (!boxes.length) return
  const theme = boxes.find((box) => box.checked)?.value ?? ""
  /** @type {NodeListOf<HTMLElement>} */
  const rows = form.querySelectorAll("[data-topics]")
  for (const row of rows) {
    row.hidden = row.dataset.topics !== theme
    for (const box of row.querySelectorAll("input")) box.disabled = row.hidden
  }
  const none = form.querySelector("[data-no-topics]")
  if (none instanceof HTMLElement) none.hidden = Boolean(theme)
}

/**
 * Ask of the unit what is not known: all of a new one, and whom to write to where nobody is named.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showUnit(form, spec, state) {
  if (spec.kind !== "interpretation") return
  part(form, "new-unit").hidden = !isNewUnit(spec, state)
  const known = knownUnit(spec, state.values)
  const role = known?.[3]
  part(form, "contact-fields").hidden = Boolean(role)
  say(form, "contact-note", noteOfContact(Boolean(known), role))
}

/**
 * @param {boolean} isKnown
 * @param {string} [role]
 */
function noteOfContact(isKnown, role) {
  if (role) return `Kontakten er: ${role}. Det står på arbejdspladsens side.`
  if (!isKnown) return "Det kommer til at stå på arbejdspladsens side."
  const note = "Jeres side har ingen kontakt endnu. Det her kommer med i beskeden til redaktionen"
  return `${note}, som kan skrive kontakten på siden.`
}

/**
 * Return the unit of the catalogue that the page is about.
 *
 * @param {Spec} spec
 * @param {Values} values
 */
function knownUnit(spec, { unit }) {
  return unitsOf(spec).find(([slug]) => slug === unit)
}

/**
 * Return the name of the unit that the page is about.
 *
 * @param {Spec} spec
 * @param {Values} values
 */
export function unitName(spec, values) {
  return values.unit === "+" ? line(typedIn(values, "unit.title")) : knownUnit(spec, values)?.[1]
}

/**
 * Tell whether the page is about a whole area: it heads its own group and bears its name.
 *
 * @param {Spec} spec
 * @param {Values} values
 */
export function isArea(spec, { unit }) {
  return spec.units.some(([area, [first]]) => first?.[0] === unit && first?.[1] === area)
}

/**
 * Return the theme of the page, the first where there are more: slug, title and colour.
 *
 * @param {Spec} spec
 * @param {Values} values
 */
export function themeOf(spec, { theme, themes = [] }) {
  const slug = theme ?? themes[0]
  return spec.themes.find(([known]) => known === slug)
}
