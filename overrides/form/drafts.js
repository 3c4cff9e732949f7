/** Drafts: kept in this tab, and on this device only when the writer asks for it. Nothing breaks where none can be kept. */

/** @import { Filling } from "./types.d.ts" */

const NAME = `catalogue.form.${/** @type {HTMLElement | null} */ (document.querySelector("form[data-contribute]"))?.dataset.contribute}`

/**
 * @template Result
 * @param {() => Result} act
 * @returns {Result | null}
 */
function attempt(act) {
  try {
    return act()
  } catch {
    return null // A private window or a full device: then the draft lives as long as the page.
  }
}

/**
 * Keep a draft.
 *
 * @param {Filling} draft
 * @param {boolean} onDevice
 * @returns {boolean}
 */
export function keep(draft, onDevice) {
  const text = JSON.stringify(draft)
  attempt(() => sessionStorage.setItem(NAME, text))
  return (
    !onDevice ||
    attempt(() => {
      localStorage.setItem(NAME, text)
      return true
    }) === true
  )
}

/**
 * Return this tab's draft, or else the device's, and whether it is the device's.
 *
 * @returns {{ draft: Filling | null, onDevice: boolean }}
 */
export function find() {
  const kept = attempt(() => localStorage.getItem(NAME))
  const text = attempt(() => sessionStorage.getItem(NAME)) ?? kept
  return { draft: text ? attempt(() => JSON.parse(text)) : null, onDevice: Boolean(kept) }
}

/**
 * Forget what the device keeps; the tab's own draft too when asked.
 *
 * @param {boolean} alsoHere
 */
export function forget(alsoHere) {
  attempt(() => localStorage.removeItem(NAME))
  if (alsoHere) attempt(() => sessionStorage.removeItem(NAME))
}

/**
 * Act when another tab has had the device forget.
 *
 * @param {() => void} act
 */
export function whenForgotten(act) {
  addEventListener("storage", ({ key, newValue }) => {
    if (newValue === null && (key === NAME || key === null)) act()
  })
}
