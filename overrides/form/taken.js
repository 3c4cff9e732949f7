/** Taken: the unit has pages about the theme. They are named at once, and what is written goes along to them. */

import { element } from "../parts/elements/elements.js"
import { hasPage, isFurther } from "./answers.js"
import { titlesOf, unitsOf } from "./names.js"
import { part } from "./parts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Name at every theme the pages that the unit has about it, and the ways to them at the chosen one.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showTaken(form, spec, state) {
  if (spec.kind !== "interpretation") return
  const pages = pagesOf(spec, state)
  /** @type {NodeListOf<HTMLElement>} */
  const places = form.querySelectorAll("[data-has]")
  for (const place of places) {
    const words = state.base ? "" : tellOf(pages.filter(([key]) => themeIn(key) === place.dataset.has))
    place.hidden = !words
    if (place.textContent !== words) place.textContent = words
  }
  showChosen(form, spec, state, pages)
}

/**
 * Return the pages of the chosen unit, each with its title; empty where that is not known.
 *
 * @param {Spec} spec
 * @param {State} state
 * @returns {[key: string, title: string][]}
 */
function pagesOf(spec, { values }) {
  const unit = unitsOf(spec).find(([slug]) => slug === values.unit)
  if (!unit) return []
  const titles = new Map(titlesOf(spec, unit))
  const keys = [
    ...spec.themes.map(([slug]) => slug).filter((slug) => hasPage(spec, `${unit[0]}/${slug}`)),
    ...(unit[4] ?? []),
  ]
  return keys.map((key) => [key, titles.get(key) ?? ""])
}

/** @param {string} key */
function themeIn(key) {
  return key.split("/")[0]
}

/** @param {[key: string, title: string][]} pages */
function tellOf([first, ...others]) {
  if (!first) return ""
  const [, title] = first
  const more = others.length === 1 ? " og 1 idé mere" : others.length ? ` og ${others.length} idéer mere` : ""
  return `I har ${title ? `»${title}«` : "allerede en side om det"}${more}`
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {[key: string, title: string][]} pages
 */
function showChosen(form, spec, state, pages) {
  const note = part(form, "taken")
  const { unit, theme } = state.values
  const isTold = !state.base && (isFurther(spec, state) || pages.some(([key]) => themeIn(key) === theme))
  const key = isTold ? `${unit}/${theme}` : ""
  if (note.dataset.key === key) return
  note.dataset.key = key
  note.hidden = !key
  const mine = pages.filter(([one]) => themeIn(one) === theme)
  note.replaceChildren(
    element("p", {}, `${tellOf(mine)}. Ret den, eller skriv en ny idé her: Så får den sin egen side.`),
    element(
      "ul",
      { class: "c-form__mend", role: "list" },
      mine.map(([one, title]) => element("li", {}, makeLink(note, `${unit}/${one}`, title))),
    ),
    element("p", { class: "c-form__hint" }, "Det, du har skrevet her, følger med."),
  )
}

/**
 * Make the link to a page that opens it in the form, with what is written here.
 *
 * @param {HTMLElement} note
 * @param {string} key
 * @param {string} title
 */
function makeLink({ dataset }, key, title) {
  const words = `Ret ${title ? `»${title}«` : "den"}`
  return element(
    "a",
    { class: "c-button c-button--quiet", href: `${dataset.taken}${key}/#ret`, "data-mend": "" },
    words,
  )
}
