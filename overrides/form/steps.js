/** Steps: a list in the form gets one more, loses one, and gets it back. */

import { getElement } from "../parts/elements/elements.js"
import { makeStep, read, write } from "./controls.js"
import { forgetFaults } from "./faults.js"
import { line } from "./texts.js"
import { update } from "./updating.js"

/** @import { Spec, State, Written } from "./types.d.ts" */

const INPUT = ".c-form__input"

/**
 * Add an empty step to a list, and lead there.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} steps
 */
export function addStep(form, spec, state, steps) {
  const list = getElement(steps, "[data-list]")
  const step = makeStep(getElement(steps, "template", HTMLTemplateElement), list.children.length)
  list.append(step)
  state.isTouched = true
  update(form, spec, state)
  getElement(step, INPUT).focus()
}

/**
 * Take a step out of its list, and offer to take that back.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} step
 */
export function removeStep(form, spec, state, step) {
  const steps = step.closest("[data-steps]")
  if (!(steps instanceof HTMLElement)) return
  const at = [...steps.querySelectorAll("[data-step]")].indexOf(step)
  state.removed = read(form)
  forgetFaults(form, state)
  write(form, without(state.removed, steps.dataset.steps ?? "", at))
  state.isTouched = true
  update(form, spec, state)
  getElement(steps, "[data-said]").textContent = `${line(getElement(step, "legend").textContent)} er fjernet.`
  const undo = getElement(steps, "[data-undo]")
  undo.hidden = false
  undo.focus()
}

/**
 * Return what stands in the form without one step of a list: those after it move up.
 *
 * @param {Written} written
 * @param {string} name
 * @param {number} at
 * @returns {Written}
 */
export function without({ values, counts }, name, at) {
  const left = { ...values }
  for (let next = at; next < counts[name]; next += 1) {
    for (const key of Object.keys(left).filter((one) => one.startsWith(`${name}.${next}.`))) {
      left[key] = left[key.replace(`${name}.${next}.`, `${name}.${next + 1}.`)] ?? ""
    }
  }
  return { values: left, counts: { ...counts, [name]: counts[name] - 1 } }
}

/**
 * Put the list back as it was before a step was taken out; what is written elsewhere since then stays.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} steps
 */
export function takeBack(form, spec, state, steps) {
  if (!state.removed) return
  const name = steps.dataset.steps ?? ""
  const { values, counts } = read(form)
  const were = Object.entries(state.removed.values).filter(([key]) => key.startsWith(`${name}.`))
  write(form, {
    values: { ...values, ...Object.fromEntries(were) },
    counts: { ...counts, [name]: state.removed.counts[name] },
  })
  update(form, spec, state)
  getElement(steps, "[data-undo]").hidden = true
  getElement(steps, "[data-said]").textContent = "Den er her igen."
  getElement(steps, `[data-step] ${INPUT}`).focus()
}
