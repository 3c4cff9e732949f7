/** Asking: the questions about each picture come one by one, and an answer that stops it is told of at once. */

import { judgePhoto, shownOf } from "./consent.js"
import { setFault } from "./faults.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Show of each picture the questions that are asked, as far as the answers have come.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showQuestions(form, { photos }, state) {
  /** @type {NodeListOf<HTMLElement>} */
  const shots = form.querySelectorAll("[data-shots] [data-step]")
  for (const [at, shot] of shots.entries()) {
    const shown = shownOf(photos, state.values, at).map((photo) => photos.questions.indexOf(photo))
    /** @type {NodeListOf<HTMLElement>} */
    const questions = shot.querySelectorAll("[data-ask]")
    for (const one of questions) one.hidden = !shown.includes(Number(one.dataset.ask))
    const fault = judgePhoto(photos, state.values, at)
    if (fault?.isStop) setFault(form, state, fault.name, fault.words, true)
  }
}
