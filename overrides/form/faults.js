/** Faults: what is wrong is told at its field, and taken back as soon as it is put right. */

import { element } from "../parts/elements/elements.js"
import { readText } from "./answers.js"
import { today } from "./dates.js"
import { judge } from "./judging.js"
import { part } from "./parts.js"
import { findNumbers, SURE } from "./privacy.js"
import { fill } from "./texts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Return what is wrong, in the order of the fields on the page, and what is only advice.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function judgeInOrder(form, spec, state) {
  const { faults, advice } = judge(spec, state, state.files, today())
  /** @type {NodeListOf<HTMLElement>} */
  const fields = form.querySelectorAll("[data-field]")
  const order = [...fields].map((field) => field.dataset.field ?? "")
  return { faults: faults.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)), advice }
}

/**
 * Return a field by its name.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function fieldOf(form, name) {
  return form.querySelector(`[data-field="${name}"]`)
}

/**
 * Tell of a fault at its field; an empty text takes it back. An alert is read aloud at once.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 * @param {string} name
 * @param {string} words
 * @param {boolean} [isAlert]
 */
export function setFault(form, state, name, words, isAlert = false) {
  const field = fieldOf(form, name)
  const shown = field?.querySelector("[data-error]")
  if (!field || !(shown instanceof HTMLElement) || shown.dataset.words === words) return
  if (isAlert) shown.setAttribute("role", "alert")
  shown.dataset.words = words
  shown.hidden = !words
  shown.replaceChildren(...(words ? [element("span", { class: "c-hidden" }, "Fejl: "), words] : []))
  markField(field, Boolean(words))
  if (words) state.faulty.add(name)
  else state.faulty.delete(name)
}

/**
 * @param {Element} field
 * @param {boolean} isWrong
 */
function markField(field, isWrong) {
  field.classList.toggle("c-form__field--wrong", isWrong)
  if (field.matches("fieldset")) return
  const control = field.querySelector(".c-form__input")
  if (isWrong) control?.setAttribute("aria-invalid", "true")
  else control?.removeAttribute("aria-invalid")
}

/**
 * Take back all that was told.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function forgetFaults(form, state) {
  for (const name of [...state.faulty]) setFault(form, state, name, "")
  part(form, "summary").hidden = true
}

/**
 * What has been told of is taken back as soon as it is put right; what is new waits for the next check.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function refreshFaults(form, spec, state) {
  if (!state.faulty.size) return
  const { faults } = judgeInOrder(form, spec, state)
  for (const name of [...state.faulty]) {
    setFault(form, state, name, faults.find((one) => one.name === name)?.words ?? "")
  }
}

/**
 * A CPR number is told of at once, before it can go anywhere.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function warn(form, spec, state) {
  for (const [name, value] of Object.entries(state.values)) {
    if (typeof value !== "string") continue
    const numbers = findNumbers(readText(name, value, spec), spec.rules, today())
    const number = numbers.find(({ certainty }) => certainty === SURE)
    if (number) setFault(form, state, name, fill(spec.said.number, { shown: number.masked }), true)
  }
}
