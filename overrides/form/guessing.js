/** Guessing: while somebody writes a name, the names that it can be are offered, and one press writes it. */

import { element } from "../parts/elements/elements.js"
import { guessNames, keyOfName } from "./names.js"
import { line } from "./texts.js"

/** @import { Spec } from "./types.d.ts" */
/** @import { Sort } from "./names.js" */

const MOST = 6
const FEWEST = 2

/**
 * Offer names for what is typed in a field that takes names.
 *
 * @param {Spec} spec
 * @param {Element} typed
 */
export function offerNames(spec, typed) {
  const field = typed.closest("[data-suggest]")
  if (!(field instanceof HTMLElement) || !isText(typed)) return
  const sort = /** @type {Sort} */ (field.dataset.suggest)
  const [, written] = currentLine(typed)
  const isName = written.length >= FEWEST && !written.includes("/") && !keyOfName(spec, sort, written)
  show(field, isName ? guessNames(spec, sort, written, MOST).map(([, name]) => name) : [], isName)
}

/**
 * Write the name that is chosen in the place of what was typed.
 *
 * @param {HTMLElement} button
 */
export function takeName(button) {
  const field = button.closest("[data-suggest]")
  const control = field?.querySelector("input, textarea")
  if (!(field instanceof HTMLElement) || !control || !isText(control)) return
  const [at, , end] = currentLine(control)
  const { value } = control
  const isList = control instanceof HTMLTextAreaElement
  const before = value.slice(0, at) + (button.textContent ?? "")
  const after = value.slice(end).replace(/^\n/, "")
  control.value = isList ? `${before}\n${after}` : before
  control.focus()
  control.setSelectionRange(before.length + Number(isList), before.length + Number(isList))
  show(field, [], false)
  control.dispatchEvent(new Event("input", { bubbles: true }))
}

/**
 * @param {Element} control
 * @returns {control is HTMLInputElement | HTMLTextAreaElement}
 */
function isText(control) {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === "text")
}

/**
 * Return where the line begins that is written on, what stands there, and where it ends.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @returns {[at: number, written: string, end: number]}
 */
function currentLine({ value, selectionStart }) {
  const place = selectionStart ?? value.length
  const at = value.lastIndexOf("\n", place - 1) + 1
  const next = value.indexOf("\n", place)
  const end = next < 0 ? value.length : next
  return [at, line(value.slice(at, end)), end]
}

/**
 * @param {HTMLElement} field
 * @param {string[]} names
 * @param {boolean} isAsked
 */
function show(field, names, isAsked) {
  const list = field.querySelector("[data-guesses]")
  const said = field.querySelector("[data-guessed]")
  if (!(list instanceof HTMLElement) || !said) return
  list.hidden = !names.length
  list.replaceChildren(...names.map(makeGuess))
  said.textContent = isAsked ? `${names.length} forslag` : ""
}

/**
 * Make the button of a name that is offered.
 *
 * @param {string} name
 */
function makeGuess(name) {
  return element("li", {}, element("button", { class: "c-form__guess", type: "button", "data-guess": "" }, name))
}
