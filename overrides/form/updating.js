/** Updating: everything that follows from what is typed is made anew. */

import { showAbout } from "./about.js"
import { compose, isNewUnit } from "./answers.js"
import { showQuestions } from "./asking.js"
import { imagesOf } from "./consent.js"
import { read } from "./controls.js"
import { countAll } from "./counting.js"
import { refreshDone } from "./done.js"
import { refreshFaults, warn } from "./faults.js"
import { showFolds } from "./folding.js"
import { showUnit } from "./places.js"
import { showBeginnings } from "./planning.js"
import { showFiles, showPage } from "./showing.js"
import { showTaken } from "./taken.js"

/** @import { Spec, State, Values } from "./types.d.ts" */

/**
 * Read what is typed, make the files of it, and show all that follows.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function update(form, spec, state) {
  const { values, counts } = read(form)
  state.values = withoutOtherUnit(spec, withLost(values, state.extra))
  state.counts = counts
  state.images = imagesOf(spec, state.pictures, state.values)
  state.files = compose(spec, state)
  showUnit(form, spec, state)
  showTaken(form, spec, state)
  showAbout(form, spec, state)
  showBeginnings(form, spec, state)
  showFolds(form)
  showFiles(form, spec, state)
  showPage(form, spec, state)
  warn(form, spec, state)
  showQuestions(form, spec, state)
  refreshFaults(form, spec, state)
  refreshDone(form, state)
  countAll(form)
}

/**
 * Add the chosen values that have no box to those of their field.
 *
 * @param {Values} values
 * @param {Record<string, string[]>} extra
 * @returns {Values}
 */
function withLost(values, extra) {
  const lost = Object.entries(extra).filter(([name]) => values[name])
  return { ...values, ...Object.fromEntries(lost.map(([name, more]) => [name, [values[name], more].flat()])) }
}

/**
 * Leave out what is asked of a new unit where the unit is known.
 *
 * @param {Spec} spec
 * @param {Values} values
 * @returns {Values}
 */
function withoutOtherUnit(spec, values) {
  if (isNewUnit(spec, { values })) return values
  return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("unit.")))
}
