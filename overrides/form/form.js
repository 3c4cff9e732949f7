/**
 * The form: from what is typed come the page as it will look and the finished file. Nothing is sent unasked.
 *
 * Its parts are functions of the form (the element), the spec (what the site has told it) and the state (what changes).
 */

import { getElement } from "../parts/elements/elements.js"
import { beginFrom, followUnit } from "./beginning.js"
import { countTyped } from "./counting.js"
import { whenForgotten } from "./drafts.js"
import { watchWidth } from "./folding.js"
import { offerNames } from "./guessing.js"
import { remember, save, tellForgotten } from "./keeping.js"
import { open } from "./opening.js"
import { choosePictures } from "./pictures.js"
import { chooseTheme, narrowUnits, offerUnits } from "./places.js"
import { followBeginning } from "./planning.js"
import { checkPage } from "./posting.js"
import { press } from "./pressing.js"
import { prepare } from "./texts.js"
import { update } from "./updating.js"

/** @import { Spec, State } from "./types.d.ts" */

const SAVE_AFTER = 400

/** Bring the page's form to life. */
export function start() {
  const form = getElement(document, "form[data-contribute]", HTMLFormElement)
  /** @type {Spec} */
  const spec = JSON.parse(form.dataset.spec ?? "")
  const state = makeState()
  prepare(spec.rules)
  offerUnits(form, spec, "")
  watchWidth(form)
  const from = open(form, spec, state)
  listen(form, spec, state)
  followUnit(form, spec, state).then(() => from && beginFrom(form, spec, state, from))
  /** @type {NodeListOf<HTMLFieldSetElement>} */
  const closed = form.querySelectorAll("[data-all]")
  for (const all of closed) all.disabled = false
}

/** @returns {State} */
function makeState() {
  return {
    values: {},
    counts: {},
    base: null,
    pictures: [],
    extra: {},
    files: [],
    faulty: new Set(),
    isTouched: false,
    receipt: "",
    lent: null,
    done: "",
    removed: null,
    ways: "",
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
function listen(form, spec, state) {
  form.addEventListener("input", (event) => heed(form, spec, state, event))
  form.addEventListener("change", (event) => heed(form, spec, state, event))
  form.addEventListener("click", (event) => press(form, spec, state, event))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    checkPage(form, spec, state)
  })
  addEventListener("pagehide", () => save(form, spec, state))
  document.addEventListener("visibilitychange", () => save(form, spec, state))
  whenForgotten(() => tellForgotten(form))
}

/**
 * Follow what is typed or chosen.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Event} event
 */
function heed(form, spec, state, { target, type }) {
  if (!(target instanceof Element)) return
  if (target instanceof HTMLInputElement && target.id === "f-narrow") {
    if (type === "input") narrowUnits(form, spec, target.value)
    return
  }
  if (target instanceof HTMLInputElement && target.matches("[data-remember]")) {
    if (type === "change") remember(form, spec, state, target.checked)
    return
  }
  if (target instanceof HTMLInputElement && target.matches("[data-choose]")) {
    if (type === "change") choosePictures(form, spec, state, target)
    return
  }
  state.isTouched = true
  if (target.getAttribute("name") === "theme") chooseTheme(form)
  followBeginning(form, target)
  update(form, spec, state)
  if (target.getAttribute("name") === "unit") followUnit(form, spec, state)
  clearTimeout(state.saving)
  state.saving = setTimeout(() => save(form, spec, state), SAVE_AFTER)
  if (type !== "input") return
  countTyped(form, state, target)
  offerNames(spec, target)
}
