/** Done: what was copied or fetched is told where one looks – on the button, and below it with what to do next. */

import { element } from "../parts/elements/elements.js"
import { part, say } from "./parts.js"

/** @import { Drawn, State } from "./types.d.ts" */

/** @typedef {(string | HTMLElement)[]} NextStep One step, in words and links. */

/**
 * Say that it is done, and what comes next.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 * @param {HTMLElement} button
 * @param {{ label: string, title: string, steps: NextStep[] }} told
 */
export function showDone(form, state, button, { label, title, steps }) {
  hideDone(form, state)
  state.done = textOf(state)
  button.dataset.label ??= button.textContent ?? ""
  button.dataset.pressed = ""
  button.textContent = label
  const panel = part(form, "done")
  panel.replaceChildren(
    element("p", { class: "c-form__done-title" }, title),
    element(
      "ol",
      {},
      steps.map((step) => element("li", {}, step)),
    ),
  )
  panel.hidden = false
  say(form, "ready", "")
  panel.scrollIntoView({ block: "nearest" })
}

/**
 * Take back what was said: the page is not any longer what was copied, or something else is done.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function hideDone(form, state) {
  state.done = ""
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = form.querySelectorAll("[data-pressed]")
  for (const button of buttons) {
    button.textContent = button.dataset.label ?? ""
    delete button.dataset.pressed
  }
  part(form, "done").hidden = true
}

/**
 * Take back what was said as soon as the page is another.
 *
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function refreshDone(form, state) {
  if (state.done && state.done !== textOf(state)) hideDone(form, state)
}

/**
 * Return what to do with the pictures: they do not go along by themselves where the page is no form that is sent.
 *
 * @param {Drawn[]} pictures
 * @returns {NextStep[]}
 */
export function tellPictures({ length }) {
  if (!length) return []
  const what = length === 1 ? "billedet" : "billederne"
  return [[`Hent også ${what} under »Andre måder at sende på«, og vedhæft ${length === 1 ? "det" : "dem"}, som de er.`]]
}

/**
 * Return the way to a mail, where the editors have one; else only the words.
 *
 * @param {HTMLFormElement} form
 * @returns {NextStep}
 */
export function wayToMail(form) {
  const link = form.querySelector("[data-mailto]")
  if (!(link instanceof HTMLAnchorElement)) return ["Åbn en mail til redaktionen."]
  return [element("a", { href: link.href }, "Åbn en mail til redaktionen"), "."]
}

/** @param {State} state */
function textOf({ files }) {
  return files.map(({ path, text }) => path + text).join("\n")
}
