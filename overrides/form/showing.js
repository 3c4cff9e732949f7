/** Showing: the page as it will look, the finished files, and the ways to send them. */

import { element } from "../parts/elements/elements.js"
import { chosenIn, isPlan, typedIn } from "./answers.js"
import { boxesOf } from "./controls.js"
import { subjectOf } from "./copying.js"
import { inWords, readDate, today } from "./dates.js"
import { part, say } from "./parts.js"
import { isArea, themeOf, unitName } from "./places.js"
import { named } from "./planning.js"
import { draw } from "./preview.js"
import { mask } from "./privacy.js"
import { pullRequest } from "./sending.js"
import { line } from "./texts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Show the files, and how they are sent. In one with a CPR number the number is covered: there is no such file to take.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showFiles(form, spec, state) {
  /** @type {(text: string) => string} */
  const covered = (text) => mask(text, spec.rules, today(), true)
  const [page, unit] = state.files
  say(form, "filename", page.path)
  say(form, "markdown", covered(page.text))
  part(form, "unit-file").hidden = !unit
  say(form, "unit-filename", unit ? unit.path : "")
  say(form, "unit-markdown", unit ? covered(unit.text) : "")
  const pictures = state.pictures.map(({ file }) => file)
  const pull = pullRequest(state.files, spec, Boolean(state.base), pictures)
  say(form, "forge-words", pull.words)
  showWays(form, spec, state, pull)
  showSubject(form, spec, state)
}

/**
 * Put into the link to an empty mail what the page is, so that the editors see it from their list of mails.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
function showSubject(form, spec, state) {
  const link = form.querySelector("[data-mailto]")
  if (!(link instanceof HTMLAnchorElement)) return
  const [to] = link.href.split("?")
  link.href = `${to}?subject=${encodeURIComponent(subjectOf(spec, state))}`
}

/**
 * Make the buttons that send, anew only when there are others to make: one of them may have the focus.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {ReturnType<typeof pullRequest>} pull
 */
function showWays(form, spec, state, { address, isFetched }) {
  const labels = state.files.length > 1 ? ["Hent siden", "Hent filen om jer"] : ["Hent filen"]
  const ways = `${labels} ${Boolean(address)} ${isFetched} ${state.pictures.map(({ file }) => file)}`
  if (state.ways !== ways) {
    state.ways = ways
    const pictures = () => state.pictures.map((_, at) => makePicture(at))
    part(form, "downloads").replaceChildren(...labels.map((label, at) => makeDownload(label, at)), ...pictures())
    const fetched = isFetched ? labels.map((label, at) => makeDownload(`${label} til Git`, at, true)) : []
    const shots = isFetched ? pictures() : []
    part(form, "pulling").replaceChildren(...fetched, ...shots, ...(address ? [makePull(spec)] : []))
  }
  if (address) part(form, "pull").setAttribute("href", address)
}

const QUIET = "c-button c-button--quiet"

/**
 * @param {string} label
 * @param {number} at
 * @param {boolean} [isForGit]
 */
function makeDownload(label, at, isForGit = false) {
  const button = element("button", { class: QUIET, type: "button", "data-download": at }, label)
  if (isForGit) button.setAttribute("data-git", "")
  return button
}

/** @param {number} at */
function makePicture(at) {
  return element("button", { class: QUIET, type: "button", "data-picture": at }, `Hent billede ${at + 1}`)
}

/** @param {Spec} spec */
function makePull({ sending }) {
  const label = sending.upload ? "Åbn på GitHub" : "Åbn siden med filerne"
  return element("a", { class: QUIET, target: "_blank", rel: "noopener noreferrer", "data-pull": "" }, label)
}

/**
 * Show the page as it will look.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showPage(form, spec, { values, files }) {
  const theme = themeOf(spec, values)
  const day = readDate(line(typedIn(values, "updated") || typedIn(values, "date")), spec.rules).iso
  /** @type {[term: string, words?: string][]} */
  const facts = [
    [isArea(spec, values) ? "Område" : "Arbejdsplads", unitName(spec, values)],
    ["Tema", theme?.[1]],
    ["Emner", labelsOf(form, "topics")],
    ["Faggrupper", chosenIn(values, "professions").join(", ")],
    [values.updated === undefined ? "Det skete" : "Opdateret", day && inWords(day, spec.rules)],
  ]
  const over =
    spec.kind === "story"
      ? values.kind === "baggrund"
        ? "Baggrund"
        : "Historie"
      : isPlan(spec)
        ? "Tids- og handleplan"
        : theme?.[1]
  const [page] = files
  const plan = isPlan(spec) && page.fields.plan ? named(page.fields.plan, spec, typedIn(values, "unit")) : undefined
  const shown = plan ? { ...page, fields: { ...page.fields, plan } } : page
  part(form, "preview").replaceChildren(draw(shown, { over, hue: theme?.[2] ?? "", facts, rules: spec.rules }))
}

/**
 * Return the labels of the boxes that are chosen in a row.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function labelsOf(form, name) {
  const chosen = boxesOf(form, name).filter((box) => box.checked)
  return chosen.map((box) => line(box.parentElement?.textContent ?? "")).join(", ")
}
