/** Controls: what stands in the form is read and filled by the names of the fields. */

import { getElement } from "../parts/elements/elements.js"
import { isChosen, textsOf } from "./answers.js"
import { inWords } from "./dates.js"
import { cut } from "./markdown.js"
import { nameOf } from "./names.js"

/**
 * @import { BasePage, Fields, Question, Spec, Values, Written } from "./types.d.ts"
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

/**
 * Return the controls of a form that have a name.
 *
 * @param {HTMLFormElement} form
 * @returns {Control[]}
 */
function controlsOf(form) {
  const kinds = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement]
  return /** @type {Control[]} */ (
    [...form.elements].filter((one) => kinds.some((kind) => one instanceof kind))
  ).filter(({ name }) => name)
}

/**
 * Return the boxes and buttons with a name that can be chosen.
 *
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLInputElement[]}
 */
export function boxesOf(root, name) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const boxes = root.querySelectorAll(`input[name="${name}"]`)
  return [...boxes].filter((box) => !box.disabled)
}

/**
 * Return the lists of steps in a form, by the field that each is the answer of.
 *
 * @param {HTMLFormElement} form
 * @returns {[name: string, steps: HTMLElement][]}
 */
function listsOf(form) {
  /** @type {NodeListOf<HTMLElement>} */
  const lists = form.querySelectorAll("[data-steps]")
  return [...lists].map((steps) => [steps.dataset.steps ?? "", steps])
}

/**
 * Return what stands in the form.
 *
 * @param {HTMLFormElement} form
 * @returns {Written}
 */
export function read(form) {
  /** @type {Values} */
  const values = {}
  for (const control of controlsOf(form)) {
    const { name, type, value, disabled } = control
    const isOn = control instanceof HTMLInputElement && control.checked
    const before = values[name]
    if (type === "checkbox") values[name] = [...textsOf(before), ...(isOn && !disabled ? [value] : [])]
    else if (type !== "radio") values[name] = value
    else values[name] = isOn ? value : (before ?? "")
  }
  const counts = listsOf(form).map(([name, steps]) => [name, steps.querySelectorAll("[data-step]").length])
  return { values, counts: Object.fromEntries(counts) }
}

/**
 * Fill the form, and make as many steps as are needed. A choice kept under a former name gets the one of today.
 *
 * @param {HTMLFormElement} form
 * @param {Written} written
 * @param {Record<string, string>} [renamed]
 */
export function write(form, { values, counts }, renamed = {}) {
  for (const [name, steps] of listsOf(form)) makeSteps(steps, Math.max(counts[name] ?? 1, 1))
  for (const control of controlsOf(form)) {
    const value = values[control.name] ?? ""
    if (!(control instanceof HTMLInputElement)) control.value = now(control, value, renamed)
    else if (control.type === "checkbox") control.checked = [value].flat().includes(control.value)
    else if (control.type === "radio") control.checked = (renamed[String(value)] ?? value) === control.value
    else control.value = String(value)
  }
}

/**
 * @param {Control} control
 * @param {string | string[]} value
 * @param {Record<string, string>} renamed
 */
function now(control, value, renamed) {
  const text = String(value)
  return control instanceof HTMLSelectElement ? (renamed[text] ?? text) : text
}

/**
 * Make a list of that many empty steps.
 *
 * @param {HTMLElement} steps
 * @param {number} count
 */
export function makeSteps(steps, count) {
  const template = getElement(steps, "template", HTMLTemplateElement)
  getElement(steps, "[data-list]").replaceChildren(...Array.from({ length: count }, (_, at) => makeStep(template, at)))
}

/**
 * Return an empty step with its number.
 *
 * @param {HTMLTemplateElement} template
 * @param {number} at
 * @returns {HTMLElement}
 */
export function makeStep(template, at) {
  const copy = document.importNode(template.content, true)
  for (const part of copy.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("_")) part.setAttribute(name, value.replaceAll("._.", `.${at}.`).replaceAll("-_-", `-${at}-`))
    }
  }
  for (const number of copy.querySelectorAll("[data-number]")) number.textContent = String(at + 1)
  return getElement(copy, "[data-step]")
}

/**
 * Return what a page puts in the form.
 *
 * @param {BasePage} page
 * @param {Spec} spec
 * @returns {Written}
 */
export function spread({ fields, body }, spec) {
  /** @type {Written} */
  const written = { values: {}, counts: {} }
  spreadFields(fields, spec.questions, "", written, spec)
  if (!spec.headings.length) written.values.body = body.trim()
  for (const { index, text } of cut(body, spec.headings)) {
    if (index >= 0) written.values[`section-${index + 1}`] = text.trim()
  }
  return written
}

/**
 * @param {Fields} fields
 * @param {Question[]} questions
 * @param {string} above
 * @param {Written} written
 * @param {Spec} spec
 */
function spreadFields(fields, questions, above, written, spec) {
  for (const question of questions) {
    const value = fields[question.key]
    if (value !== undefined && value !== null) spreadValue(value, question, above + question.key, written, spec)
  }
}

/**
 * @param {NonNullable<Fields[string]>} value
 * @param {Question} question
 * @param {string} name
 * @param {Written} written
 * @param {Spec} spec
 */
function spreadValue(value, question, name, written, spec) {
  const { inner } = question
  if (inner && Array.isArray(value)) {
    written.counts[name] = value.length
    for (const [at, part] of value.entries()) {
      if (isFields(part)) spreadFields(part, inner, `${name}.${at}.`, written, spec)
    }
  } else if (inner && isFields(value)) spreadFields(value, inner, `${name}.`, written, spec)
  else if (question.shape === "yes") written.values[name] = value ? ["true"] : []
  else if (isChosen(question)) written.values[name] = textsOf(value)
  else if (question.is_list)
    written.values[name] = textsOf(value)
      .map((one) => nameIn(one, question, spec))
      .join("\n")
  else written.values[name] = nameIn(String(value), question, spec)
}

/**
 * Return a value as people write it: a day in words, and what a key refers to by its name.
 *
 * @param {string} value
 * @param {Question} question
 * @param {Spec} spec
 */
function nameIn(value, { key, shape, pattern, is_list }, spec) {
  if (shape === "date") return /^\d{4}-\d\d-\d\d$/.test(value) ? inWords(value, spec.rules) : value
  if (key === "idea" || (is_list && pattern)) return nameOf(spec, key === "units" ? "units" : "ideas", value)
  return value
}

/**
 * @param {Fields[string]} value
 * @returns {value is Fields}
 */
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/**
 * Return chosen values that have no box, such as a topic that the theme no longer has. They stay with the page.
 *
 * @param {HTMLFormElement} form
 * @param {Values} values
 * @returns {Record<string, string[]>}
 */
export function withoutBoxes(form, values) {
  /** @type {Record<string, string[]>} */
  const left = {}
  for (const [name, value] of Object.entries(values)) {
    if (!Array.isArray(value)) continue
    const boxes = boxesOf(form, name).map((box) => box.value)
    const lost = value.filter((one) => !boxes.includes(one))
    if (lost.length) left[name] = lost
  }
  return left
}
