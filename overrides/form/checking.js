/** Checking: the whole page is judged before it is sent, and everything is told at once. */

import { element, getElement } from "../parts/elements/elements.js"
import { typedIn } from "./answers.js"
import { fieldOf, forgetFaults, judgeInOrder, setFault } from "./faults.js"
import { part, say } from "./parts.js"
import { update } from "./updating.js"

/** @import { Fault, Spec, State } from "./types.d.ts" */

const TITLE = document.title

/**
 * Say whether the page is ready; if not, tell of everything at once, and lead there.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function check(form, spec, state) {
  update(form, spec, state)
  const { faults, advice } = judgeInOrder(form, spec, state)
  showFaults(form, state, faults)
  showAdvice(form, spec, state, advice)
  say(form, "ready", faults.length ? "" : `Siden er klar. ${readyWords(spec)}`)
  return !faults.length
}

/**
 * Say whether the page can be sent: it is ready, and what there is to ask of privacy has been looked at.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function isReady(form, spec, state) {
  if (!check(form, spec, state)) return false
  if (part(form, "asking").hidden || getElement(form, "[data-sure]", HTMLInputElement).checked) return true
  setFault(form, state, "sure", "Sæt hak, når I har set spørgsmålene efter.")
  say(form, "ready", "")
  getElement(form, "[data-sure]").focus()
  return false
}

/** @param {Spec} spec */
function readyWords({ sending }) {
  return sending.receiver ? "Tryk »Send siden«." : "Vælg, hvordan du vil sende den."
}

/**
 * Tell of all faults at once, at their fields and above the form, and lead there; with none, take all back.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 * @param {Fault[]} faults
 */
export function showFaults(form, state, faults) {
  forgetFaults(form, state)
  for (const { name, words } of faults) setFault(form, state, name, words)
  part(form, "faults").replaceChildren(...faults.map((fault) => element("li", {}, linkTo(form, fault))))
  part(form, "summary").hidden = !faults.length
  document.title = faults.length ? `Fejl: ${TITLE}` : TITLE
  if (faults.length) part(form, "summary").focus()
}

/**
 * @param {HTMLFormElement} form
 * @param {Fault} fault
 */
function linkTo(form, { name, words }) {
  const link = element("a", { href: `#${reveal(form, name)?.id ?? "_top"}` }, words)
  link.addEventListener("click", (event) => {
    event.preventDefault()
    reveal(form, name)?.focus()
    fieldOf(form, name)?.scrollIntoView({ block: "start" })
  })
  return link
}

/**
 * Unfold what a field stands in, and return what of it can have the focus.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLElement | null}
 */
function reveal(form, name) {
  const field = fieldOf(form, name)
  if (!field) return null
  for (const details of form.querySelectorAll("details")) if (details.contains(field)) details.open = true
  return field.querySelector("input:not(:disabled), textarea, select")
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Fault[]} advice
 */
export function showAdvice(form, { headings }, { values }, advice) {
  const isSilent = headings.length && !headings.some((_, at) => typedIn(values, `section-${at + 1}`).trim())
  const more = isSilent ? ["Skriv gerne et par linjer mere. Det behøver I ikke."] : []
  showList(form, "advice", [...advice.filter((one) => !one.isPrivate).map((one) => one.words), ...more])
  ask(
    form,
    advice.filter((one) => one.isPrivate).map((one) => one.words),
  )
}

/**
 * Ask of privacy, where there is something to ask: whoever sends says by a tick that it has been looked at.
 *
 * @param {HTMLFormElement} form
 * @param {string[]} words
 */
function ask(form, words) {
  const box = getElement(form, "[data-sure]", HTMLInputElement)
  const key = words.join("\n")
  if (box.dataset.words !== key) box.checked = false // The tick was for other questions.
  box.dataset.words = key
  showList(form, "asked", words)
  part(form, "asking").hidden = !words.length
  part(form, "promise").hidden = words.length > 0
}

/**
 * @param {HTMLFormElement} form
 * @param {string} mark
 * @param {string[]} words
 */
function showList(form, mark, words) {
  const told = [...new Set(words)]
  part(form, mark).replaceChildren(...told.map((one) => element("li", {}, one)))
  part(form, mark).hidden = !told.length
}
