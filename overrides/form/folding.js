/** Folding: what most people leave out is folded; the folds say what is in them, and the page stands beside on a desk. */

/** @import { State } from "./types.d.ts" */

const FOLDS = "[data-fold]"
/** What stands in a field from the beginning, and says nothing of whether somebody has answered. */
const GIVEN = ["updated", "date"]
const WIDE = "(min-width: 62em)"

/**
 * Return the folds of a form with whether anything in them is answered.
 *
 * @param {HTMLFormElement} form
 * @param {(name: string) => boolean} [counts]
 * @returns {[fold: HTMLDetailsElement, isFilled: boolean][]}
 */
function foldsOf(form, counts = () => true) {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = form.querySelectorAll(FOLDS)
  return [...folds].map((fold) => {
    /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
    const controls = fold.querySelectorAll("input[name], textarea[name], select[name]")
    return [fold, [...controls].some((one) => !GIVEN.includes(one.name) && counts(one.name) && isAnswered(one))]
  })
}

/** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control */
function isAnswered(control) {
  const isBox = control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)
  return Boolean(control.value.trim()) && (!isBox || control.checked)
}

/**
 * Say on each fold whether something in it is answered.
 *
 * @param {HTMLFormElement} form
 */
export function showFolds(form) {
  for (const [fold, isFilled] of foldsOf(form)) {
    const mark = fold.querySelector("[data-filled]")
    if (mark instanceof HTMLElement) mark.hidden = !isFilled
  }
}

/**
 * Unfold what holds answers, when the form is filled with them: what is put right should be seen. What is borrowed is
 * said above.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function unfold(form, { base }) {
  for (const [fold, isFilled] of foldsOf(form, (name) => Boolean(base) || name !== "borrowed_from"))
    fold.open = isFilled
}

/**
 * Unfold the page where it stands beside the questions, and keep it so.
 *
 * @param {HTMLFormElement} form
 */
export function watchWidth(form) {
  const look = form.querySelector("[data-look]")
  const wide = matchMedia(WIDE)
  if (!(look instanceof HTMLDetailsElement)) return
  const follow = () => {
    look.open = wide.matches
  }
  wide.addEventListener("change", follow)
  follow()
}
