/**
 * Pictures: chosen on the phone, drawn anew there, and sent with the page.
 *
 * What is drawn holds no place, no camera and no thumbnail, and is no larger than it is shown.
 */

import { getElement } from "../parts/elements/elements.js"
import { typedIn } from "./answers.js"
import { nameAt } from "./consent.js"
import { makeStep, read, write } from "./controls.js"
import { forgetFaults } from "./faults.js"
import { part, say } from "./parts.js"
import { saveAs } from "./sending.js"
import { update } from "./updating.js"

/** @import { Drawn, Spec, State } from "./types.d.ts" */

const MOST_PIXELS = 2000
const QUALITY = 0.85
const SHOWN_PIXELS = 320

/**
 * Take the pictures that were chosen.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLInputElement} chooser
 */
export async function choosePictures(form, spec, state, chooser) {
  const files = [...(chooser.files ?? [])]
  chooser.value = ""
  const room = Math.max((spec.sending.pictures ?? 0) - state.pictures.length, 0)
  const drawn = await Promise.all(files.slice(0, room).map((file) => draw(file, state)))
  const made = drawn.filter((one) => one !== null)
  state.pictures = [...state.pictures, ...made]
  for (const one of made) part(form, "shots").append(makeShot(form, one, state.pictures.indexOf(one)))
  const unread = drawn.length - made.length
  const words = [
    unread > 0 && "Et billede kan ikke læses her. Vælg et i JPEG eller PNG.",
    files.length > room && `Der kan højst være ${spec.sending.pictures} billeder. Resten er ikke kommet med.`,
  ]
  say(form, "shot-said", words.filter(Boolean).join(" "))
  state.isTouched = true
  update(form, spec, state)
}

/**
 * Take a picture out again; what is answered of those after it moves with them.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} shot
 */
export function removePicture(form, spec, state, shot) {
  const at = [...part(form, "shots").children].indexOf(shot)
  forgetFaults(form, state)
  state.pictures = state.pictures.filter((_, number) => number !== at)
  const values = Object.fromEntries(Object.entries(state.values).map(([name, value]) => [movedDown(name, at), value]))
  part(form, "shots").replaceChildren(...state.pictures.map((one, number) => makeShot(form, one, number)))
  write(form, { ...read(form), values: { ...read(form).values, ...values } })
  say(form, "shot-said", "Billedet er fjernet.")
  update(form, spec, state)
  part(form, "choose").focus()
}

/**
 * Return the name that a field of a picture has when one of the pictures is gone.
 *
 * @param {string} name
 * @param {number} gone
 */
function movedDown(name, gone) {
  const [, number, key] = /^images\.(\d+)\.(.*)$/.exec(name) ?? []
  if (!key || Number(number) < gone) return name
  return Number(number) === gone ? "images.gone" : nameAt(Number(number) - 1, key)
}

/**
 * Forget all pictures.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function forgetPictures(form, state) {
  state.pictures = []
  form.querySelector("[data-shots]")?.replaceChildren()
}

/**
 * Save a picture as it is sent, for who sends the page as a file.
 *
 * @param {State} state
 * @param {HTMLElement} button
 */
export function fetchPicture({ pictures }, { dataset }) {
  const one = pictures[Number(dataset.picture)]
  if (one) saveAs(one.blob, one.file)
}

/**
 * Draw a picture anew; null where the browser cannot read it.
 *
 * @param {File} file
 * @param {State} state
 * @returns {Promise<Drawn | null>}
 */
async function draw(file, state) {
  try {
    const bitmap = await createImageBitmap(file)
    const canvas = paint(bitmap, MOST_PIXELS)
    const blob = (await toBlob(canvas, "image/webp")) ?? (await toBlob(canvas, "image/jpeg"))
    if (!blob) return null
    const ending = blob.type === "image/webp" ? "webp" : "jpg"
    return { blob, file: `${nameOf(state)}-${randomWord()}.${ending}`, shown: paint(bitmap, SHOWN_PIXELS) }
  } catch {
    return null
  }
}

/**
 * @param {ImageBitmap} bitmap
 * @param {number} most
 */
function paint(bitmap, most) {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

/**
 * Return a drawing as a file of a kind; null where the browser makes another kind than it was asked for.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {string} type
 * @returns {Promise<Blob | null>}
 */
function toBlob(canvas, type) {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, QUALITY))
}

/** @param {State} state */
function nameOf({ values }) {
  return typedIn(values, "theme") || "billede"
}

/** A few letters that no other picture of the workplace is likely to have. */
function randomWord() {
  const letters = crypto.getRandomValues(new Uint8Array(6))
  return Array.from(letters, (one) => String.fromCharCode(97 + (one % 26))).join("")
}

/**
 * Make what is asked of a picture, with a small one to see which it is.
 *
 * @param {HTMLFormElement} form
 * @param {Drawn} drawn
 * @param {number} at
 */
function makeShot(form, { shown }, at) {
  const shot = makeStep(getElement(form, "template[data-photo]", HTMLTemplateElement), at)
  shot.dataset.field = `images.${at}`
  shown.setAttribute("role", "img")
  shown.setAttribute("aria-label", `Billede ${at + 1}, som I har valgt`)
  shown.setAttribute("class", "c-form__shot")
  getElement(shot, "[data-shown]").append(shown)
  return shot
}
