/** About: above the questions stands what the page is about – an idea that is borrowed, or a page that is put right. */

import { element } from "../parts/elements/elements.js"
import { isPlan, readFields, textsOf } from "./answers.js"
import { namedBy } from "./names.js"
import { part, say } from "./parts.js"
import { themeOf } from "./places.js"
import { draw } from "./preview.js"

/** @import { Spec, State } from "./types.d.ts" */

const BORROWED = "Fortæl, hvordan I gør det hos jer. På siden kommer der til at stå, hvem I har lånt af."
const MENDED = "Her er siden, som den er i kataloget. Ret det, I vil, og send den ind igen."
const SENT = "Her er siden, som I sendte den. Svar, og ret det, I vil, og send den igen."

/**
 * Say what is borrowed or put right; nothing where neither is so.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showAbout(form, spec, state) {
  if (isPlan(spec)) return // Its unit is chosen in the form.
  const { base, isTouched } = state
  const borrowed = base ? [] : borrowedIn(spec, state)
  const words = base
    ? state.receipt
      ? SENT
      : MENDED
    : borrowed.length
      ? `I låner ${borrowed.map((key) => named(spec, key)).join(" og ")}.`
      : ""
  showHeading(base ? `Ret »${base.fields.title ?? "siden"}«` : "")
  part(form, "about").hidden = !words
  say(form, "about-words", borrowed.length ? `${words} ${BORROWED}` : words)
  part(form, "restoring").hidden = !base || !isTouched
  showLent(form, spec, state, borrowed)
}

/**
 * Put what is put right in the page's own heading, and take it out again.
 *
 * @param {string} words
 */
function showHeading(words) {
  const heading = document.querySelector("[data-heading]")
  const lead = document.querySelector("[data-lead]")
  if (!(heading instanceof HTMLElement) || !(lead instanceof HTMLElement)) return
  heading.dataset.own ??= heading.textContent ?? ""
  if (heading.textContent !== (words || heading.dataset.own)) heading.textContent = words || heading.dataset.own
  lead.hidden = Boolean(words)
}

/**
 * @param {Spec} spec
 * @param {State} state
 */
function borrowedIn(spec, state) {
  const asked = spec.questions.filter(({ key }) => key === "borrowed_from")
  return textsOf(readFields(asked, "", state, spec).borrowed_from)
}

/**
 * Return how an idea is told of: its title and its workplace, or its key where they are not known.
 *
 * @param {Spec} spec
 * @param {string} key
 */
function named(spec, key) {
  const [, , title, place] = namedBy(spec, "ideas", key) ?? []
  if (title) return `»${title}« fra ${place}`
  const unit = namedBy(spec, "units", key.split("/")[0])
  return unit ? `en idé fra ${unit[1]}` : `en idé (${key})`
}

/**
 * Fold the idea that is borrowed beneath the words, once: whoever has unfolded it reads on while they write.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {string[]} borrowed
 */
function showLent(form, spec, { lent }, borrowed) {
  const place = part(form, "lent")
  const isShown = lent && borrowed.includes(lent.key)
  place.hidden = !isShown
  if (!isShown || place.dataset.key === lent.key) return
  place.dataset.key = lent.key
  const theme = themeOf(spec, { theme: lent.key.split("/")[1] })
  const file = { path: "", fields: lent.fields, text: `---\n\n---\n${lent.body}` }
  const page = draw(file, {
    over: theme?.[1],
    hue: theme?.[2] ?? "",
    facts: [],
    rules: spec.rules,
    label: "Idéen, I låner",
  })
  part(form, "lent-page").replaceChildren(element("div", {}, page))
}
