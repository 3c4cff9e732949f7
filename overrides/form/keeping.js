/** Keeping: the draft is kept, on the device only when asked for, and everything can be cleared. */

import { read } from "./controls.js"
import { today } from "./dates.js"
import { hideDone } from "./done.js"
import { forget, keep } from "./drafts.js"
import { fill, notify } from "./opening.js"
import { part, rememberBox, say } from "./parts.js"
import { forgetPictures } from "./pictures.js"
import { mask } from "./privacy.js"

/** @import { Spec, State, Values } from "./types.d.ts" */

/**
 * Keep what is written, CPR numbers covered.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function save(form, spec, state) {
  if (!state.isTouched) return
  const { values, counts } = read(form)
  const draft = {
    values: covered(values, spec),
    counts,
    base: state.base,
    extra: state.extra,
    receipt: state.receipt,
    lent: state.lent,
  }
  if (!keep(draft, rememberBox(form).checked)) say(form, "kept", "Det kan ikke gemmes her.")
}

/**
 * @param {Values} values
 * @param {Spec} spec
 * @returns {Values}
 */
function covered(values, { rules }) {
  const day = today()
  return Object.fromEntries(
    Object.entries(values)
      // What is answered of a picture is of that picture alone, and no picture is kept.
      .filter(([name]) => !name.startsWith("images."))
      .map(([name, value]) => [name, typeof value === "string" ? mask(value, rules, day) : value]),
  )
}

/**
 * Keep the draft on the device from now on, or no longer.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {boolean} isWanted
 */
export function remember(form, spec, state, isWanted) {
  state.isTouched = true
  if (isWanted) say(form, "kept", "Det, du skriver, bliver gemt på din telefon eller pc.")
  else {
    forget(false)
    tellForgotten(form)
  }
  save(form, spec, state)
}

/**
 * Say that the device keeps nothing, and keep nothing on it from here: it may be shared.
 *
 * @param {HTMLFormElement} form
 */
export function tellForgotten(form) {
  rememberBox(form).checked = false
  say(form, "kept", "Det er ikke længere gemt på din telefon eller pc.")
}

/**
 * Ask whether all should be cleared, or ask no longer.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} isAsking
 */
export function askToClear(form, isAsking) {
  part(form, "confirm").hidden = !isAsking
  part(form, isAsking ? "no" : "clear").focus()
}

/**
 * Clear all that is written and kept.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function clear(form, spec, state) {
  clearTimeout(state.saving)
  forgetPictures(form, state)
  fill(form, spec, state, {})
  state.isTouched = false
  forget(true)
  rememberBox(form).checked = false
  notify(form, "")
  part(form, "advice").hidden = true
  say(form, "ready", "")
  hideDone(form, state)
  part(form, "asking").hidden = true
  say(form, "sent", "")
  askToClear(form, false)
  say(form, "kept", "Alt er ryddet.")
}
