/** Controls: what stands in the form is read and filled by the names of the fields. */

import { isChosen } from "./answers.js"
import { cut } from "./markdown.js"

/** Return what stands in the form: values by name, and how many steps each list has. */
export function read(form) {
  const values = {}
  for (const control of form.elements) {
    const { name, type, value, checked, disabled } = control
    if (!name) continue
    if (type === "checkbox") values[name] = [...(values[name] ?? []), ...(checked && !disabled ? [value] : [])]
    else if (type !== "radio") values[name] = value
    else values[name] = checked ? value : (values[name] ?? "")
  }
  const counts = {}
  for (const steps of form.querySelectorAll("[data-steps]"))
    counts[steps.dataset.steps] = steps.querySelectorAll("[data-step]").length
  return { values, counts }
}

/** Fill the form, and make as many steps as are needed. A choice kept under a former name gets the one of today. */
export function write(form, { values, counts }, renamed = {}) {
  for (const steps of form.querySelectorAll("[data-steps]"))
    makeSteps(steps, Math.max(counts[steps.dataset.steps] ?? 1, 1))
  for (const control of form.elements) {
    const { name, type } = control
    if (!name) continue
    const value = values[name] ?? ""
    if (type === "checkbox") control.checked = [].concat(value).includes(control.value)
    else if (type === "radio") control.checked = (renamed[value] ?? value) === control.value
    else if (type === "select-one") control.value = renamed[value] ?? value
    else control.value = value
  }
}

/** Make a list of that many empty steps. */
export function makeSteps(steps, count) {
  const template = steps.querySelector("template")
  steps
    .querySelector("[data-list]")
    .replaceChildren(...Array.from({ length: count }, (_, at) => makeStep(template, at)))
}

/** Return an empty step with its number. */
export function makeStep(template, at) {
  const step = template.content.firstElementChild.cloneNode(true)
  for (const part of [step, ...step.querySelectorAll("*")]) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("_")) part.setAttribute(name, value.replaceAll("._.", `.${at}.`).replaceAll("-_-", `-${at}-`))
    }
  }
  for (const number of step.querySelectorAll("[data-number]")) number.textContent = at + 1
  return step
}

/** Return what a page puts in the form: values by name, and how many steps each list has. */
export function spread({ fields, body }, spec) {
  const state = { values: {}, counts: {} }
  spreadFields(fields, spec.questions, "", state)
  if (!spec.headings.length) state.values.body = body.trim()
  for (const { index, text } of cut(body, spec.headings))
    if (index >= 0) state.values[`section-${index + 1}`] = text.trim()
  return state
}

function spreadFields(fields, questions, above, state) {
  for (const question of questions) {
    const value = fields[question.key]
    const name = above + question.key
    if (value === undefined || value === null) continue
    if (question.inner && question.is_list) {
      state.counts[name] = value.length
      value.forEach((part, at) => spreadFields(part, question.inner, `${name}.${at}.`, state))
    } else if (question.inner) spreadFields(value, question.inner, `${name}.`, state)
    else if (question.shape === "yes") state.values[name] = value ? ["true"] : []
    else state.values[name] = question.is_list && !isChosen(question) ? value.join("\n") : value
  }
}

/** Return chosen values that have no box, such as a topic that the theme no longer has. They stay with the page. */
export function withoutBoxes(form, values) {
  const left = {}
  for (const [name, value] of Object.entries(values)) {
    if (!Array.isArray(value)) continue
    const boxes = [...form.querySelectorAll(`input[name="${name}"]`)]
      .filter((box) => !box.disabled)
      .map((box) => box.value)
    const lost = value.filter((one) => !boxes.includes(one))
    if (lost.length) left[name] = lost
  }
  return left
}
