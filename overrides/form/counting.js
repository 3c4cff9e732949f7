/** Counting: how many characters are left of a text that may only be so long. */

import { say } from "./parts.js"
import { length, line } from "./texts.js"

/** @import { State } from "./types.d.ts" */

const SPEAK_AFTER = 1000
const NEAR = 30
const SPOKEN = 20

/**
 * Show beside every text that has a limit how much of it is left.
 *
 * @param {HTMLFormElement} form
 */
export function countAll(form) {
  for (const field of form.querySelectorAll("[data-limit]")) count(field)
}

/**
 * Say aloud, once the writer rests, how much is left of the text that is typed in; not before it is nearly full.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 * @param {Element} typed
 */
export function countTyped(form, state, typed) {
  const field = typed.closest("[data-limit]")
  const counted = field && count(field)
  if (!counted || counted.left > SPOKEN) return
  clearTimeout(state.speaking)
  state.speaking = setTimeout(() => say(form, "spoken", counted.words), SPEAK_AFTER)
}

/**
 * Show how much of a text is left, and return it; null where it is not shown.
 *
 * @param {Element} field
 */
function count(field) {
  const counter = field.querySelector("[data-count]")
  const input = field.querySelector(".c-form__input")
  const isText = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement
  if (!counter || !isText || !(field instanceof HTMLElement)) return null
  const limit = Number(field.dataset.limit)
  const left = limit - length(line(input.value))
  const words = tellLeft(left)
  counter.textContent = words
  counter.classList.toggle("c-form__count--over", left < 0)
  return { left, words }
}

/**
 * Return how much is left, once that is little: how much there may be stands in the hint.
 *
 * @param {number} left
 */
function tellLeft(left) {
  if (left < 0) return `${-left} tegn for meget`
  return left <= NEAR ? `${left} tegn tilbage` : ""
}
