/** Taken: the unit has a page about the theme. Here one sees which, and that what is written becomes a further idea. */

import { isFurther } from "./answers.js"
import { part } from "./parts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Show the way to the page that the unit has about the chosen theme; nothing where there is none.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showTaken(form, spec, state) {
  if (spec.kind !== "interpretation") return
  const note = part(form, "taken")
  const key = isFurther(spec, state) ? `${state.values.unit}/${state.values.theme}` : ""
  if (note.dataset.key === key) return
  note.dataset.key = key
  note.hidden = !key
  if (!key) return
  const link = /** @type {HTMLAnchorElement} */ (part(form, "taken-page"))
  link.href = `${part(form, "taken").dataset.taken}${key}/`
  link.textContent = "allerede en side om temaet"
  titleAt(link.href).then((title) => {
    if (title && note.dataset.key === key) link.textContent = `»${title}«`
  })
}

/**
 * Return the title of a page of the site; empty when it cannot be had.
 *
 * @param {string} address
 */
async function titleAt(address) {
  try {
    const answer = await fetch(address)
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html")
    return page.querySelector("h1")?.textContent?.trim() ?? ""
  } catch {
    return ""
  }
}
