/** Pressing: what each button of the form does, by its mark. */

import { beginFrom, takeMeeting } from "./beginning.js"
import { isReady } from "./checking.js"
import { copyPage } from "./copying.js"
import { fetchFile } from "./fetching.js"
import { takeName } from "./guessing.js"
import { askToClear, clear, save } from "./keeping.js"
import { restore } from "./opening.js"
import { fetchPicture, removePicture } from "./pictures.js"
import { chooseUnit } from "./places.js"
import { sendPage } from "./posting.js"
import { addStep, removeStep, takeBack } from "./steps.js"

/** @import { Spec, State } from "./types.d.ts" */

/** @typedef {{ form: HTMLFormElement, spec: Spec, state: State, button: HTMLElement, event: Event }} Press */

/** @type {Record<string, (press: Press) => unknown>} */
const ACTS = {
  add: ({ form, spec, state, button }) => addStep(form, spec, state, around(button, "[data-steps]")),
  remove: ({ form, spec, state, button }) => removeStep(form, spec, state, around(button, "[data-step]")),
  undo: ({ form, spec, state, button }) => takeBack(form, spec, state, around(button, "[data-steps]")),
  download: ({ form, spec, state, button }) => fetchFile(form, spec, state, button),
  send: ({ form, spec, state }) => sendPage(form, spec, state),
  drop: ({ form, spec, state, button }) => removePicture(form, spec, state, around(button, "[data-step]")),
  picture: ({ state, button }) => fetchPicture(state, button),
  copy: ({ form, spec, state, button }) => copyPage(form, spec, state, button),
  pull: ({ form, spec, state, event }) => isReady(form, spec, state) || event.preventDefault(),
  guess: ({ button }) => takeName(button),
  fit: ({ form, spec, button }) => chooseUnit(form, spec, button),
  begin: ({ form, spec, state, button }) => beginFrom(form, spec, state, button.dataset.begin ?? ""),
  meeting: ({ form, spec, state, button }) => takeMeeting(form, spec, state, button),
  mend: ({ form, spec, state }) => save(form, spec, state),
  restore: ({ form, spec, state }) => restore(form, spec, state),
  clear: ({ form }) => askToClear(form, true),
  no: ({ form }) => askToClear(form, false),
  yes: ({ form, spec, state }) => clear(form, spec, state),
}

/**
 * Do what the button that was pressed is for.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Event} event
 */
export function press(form, spec, state, event) {
  const button = event.target instanceof Element && event.target.closest("button, a")
  if (!(button instanceof HTMLElement)) return
  const mark = Object.keys(ACTS).find((one) => one in button.dataset)
  if (mark) ACTS[mark]({ form, spec, state, button, event })
}

/**
 * @param {HTMLElement} button
 * @param {string} selector
 */
function around(button, selector) {
  const found = button.closest(selector)
  if (found instanceof HTMLElement) return found
  throw new TypeError(`a button stands outside ${selector}`)
}
