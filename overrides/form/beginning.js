/** Beginning: a plan is begun – on the page of the workplace that is chosen, and from a nedslag of its area. */

import { getElement } from "../parts/elements/elements.js"
import { isPlan, typedIn } from "./answers.js"
import { read, write } from "./controls.js"
import { inWords } from "./dates.js"
import { fill, fillingOf, notify } from "./opening.js"
import { part } from "./parts.js"
import { fetchUnit, firstFree, withWritten } from "./planning.js"
import { update } from "./updating.js"

/** @import { Spec, State } from "./types.d.ts" */

const LOST = "Vi kan ikke hente jeres egen side lige nu. Prøv igen om lidt, eller skriv til redaktionen."

/**
 * Fetch the page of the unit that is chosen, and show its plan; what is written already is kept below it.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export async function followUnit(form, spec, state) {
  const unit = typedIn(state.values, "unit")
  if (!isPlan(spec) || !unit || state.base?.key === unit) return
  const page = await fetchUnit(`${part(form, "beginnings").dataset.units}${unit}/`)
  if (typedIn(state.values, "unit") !== unit) return // Another one was chosen meanwhile.
  if (page?.key !== unit) {
    notify(form, LOST)
    return
  }
  const written = withWritten(page, spec, state)
  const receipt = state.receipt
  const discussed = state.base ? "" : typedIn(state.values, "discussed")
  const filling = fillingOf(spec, written)
  const values = discussed ? { ...filling.values, discussed } : filling.values
  const { isTouched } = state
  fill(form, spec, state, { ...filling, values, base: page, receipt })
  state.isTouched = isTouched
  notify(form, "")
}

/**
 * Begin a step in a nedslag, and lead to what is to be written.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {string} key
 */
export function beginFrom(form, spec, state, key) {
  const at = firstFree(spec, state)
  const { values, counts } = read(form)
  const name = `plan.${at}`
  write(form, {
    values: { ...values, [`${name}.from`]: key, [`${name}.theme`]: key.split("/")[1] ?? "" },
    counts: { ...counts, plan: Math.max(counts.plan ?? 0, at + 1) },
  })
  state.isTouched = true
  update(form, spec, state)
  getElement(form, `[name="${name}.action"]`).focus()
}

/**
 * Put the day of the next meeting where a step's deadline is written.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} button
 */
export function takeMeeting(form, spec, state, button) {
  const step = button.closest("[data-step]")
  const input = step?.querySelector('input[name$=".deadline"]')
  if (!(input instanceof HTMLInputElement)) return
  input.value = inWords(button.dataset.meeting ?? "", spec.rules)
  state.isTouched = true
  update(form, spec, state)
  input.focus()
}
