/** Parts: the places of the form that something is shown in or chosen at, found by their mark. */

import { getElement } from "../parts/elements/elements.js"

/**
 * Return the one part of the form that has a mark: `data-notice` for `notice`.
 *
 * @param {HTMLFormElement} form
 * @param {string} mark
 */
export function part(form, mark) {
  return getElement(form, `[data-${mark}]`)
}

/**
 * Put words in the part that has a mark.
 *
 * @param {HTMLFormElement} form
 * @param {string} mark
 * @param {string} words
 */
export function say(form, mark, words) {
  part(form, mark).textContent = words
}

/**
 * Return the box with which a draft is kept on the device.
 *
 * @param {HTMLFormElement} form
 */
export function rememberBox(form) {
  return getElement(form, "[data-remember]", HTMLInputElement)
}
