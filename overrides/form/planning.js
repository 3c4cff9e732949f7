/** Planning: a workplace's own page is fetched, and its plan is put right on it; what a plan can begin in is offered. */

import { element, getElement } from "../parts/elements/elements.js"
import { isPlan, readFields, typedIn } from "./answers.js"
import { inWords } from "./dates.js"
import { part } from "./parts.js"
import { isEmpty } from "./yaml.js"

/** @import { BasePage, Fields, Item, Spec, State, Values } from "./types.d.ts" */

/**
 * Return the title of the area that a unit belongs to, or that it is.
 *
 * @param {Spec} spec
 * @param {string} unit
 */
function areaOf(spec, unit) {
  return spec.units.find(([, units]) => units.some(([slug]) => slug === unit))?.[0] ?? ""
}

/**
 * Return what the plan of a unit can begin in: key, title and theme of each nedslag.
 *
 * @param {Spec} spec
 * @param {string} unit
 */
export function nedslagFor(spec, unit) {
  return spec.nedslag?.[areaOf(spec, unit)] ?? []
}

/**
 * Return the day of the next meeting of a unit's committee, or else of its area's; empty where none is planned.
 *
 * @param {Spec} spec
 * @param {string} unit
 */
export function nextMeeting({ meetings = {}, ...spec }, unit) {
  return meetings[unit] ?? meetings[areaOf(/** @type {Spec} */ (spec), unit)] ?? ""
}

/**
 * Offer in every step what it can begin in, and what it begins in already. A choice that is made stays.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {Values} values
 */
export function offerBeginnings(form, spec, values) {
  if (!isPlan(spec)) return
  const offered = nedslagFor(spec, typedIn(values, "unit"))
  const had = Object.entries(values).filter(([name, value]) => name.endsWith(".from") && String(value).includes("/"))
  const lost = had.map(([, value]) => String(value)).filter((key) => !offered.some(([known]) => known === key))
  const template = getElement(form, "[data-steps] template", HTMLTemplateElement)
  for (const root of [template.content, form]) {
    /** @type {NodeListOf<HTMLSelectElement>} */
    const selects = root.querySelectorAll("select[data-from]")
    for (const select of selects) {
      const chosen = select.value
      for (const group of select.querySelectorAll("optgroup")) group.remove()
      const options = [
        ...offered.map(([key, title]) => element("option", { value: key }, title)),
        ...[...new Set(lost)].map((key) => element("option", { value: key }, key)),
      ]
      if (options.length) select.append(element("optgroup", { label: "Områdets nedslag" }, options))
      select.value = chosen
    }
  }
}

/**
 * Return the page of a unit as its own page on the site gives it, or null where it cannot be had.
 *
 * @param {string} address
 * @returns {Promise<BasePage | null>}
 */
export async function fetchUnit(address) {
  try {
    const answer = await fetch(address)
    const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html")
    const link = page.querySelector("a[data-page]")
    return link instanceof HTMLElement ? JSON.parse(link.dataset.page ?? "") : null
  } catch {
    return null
  }
}

/**
 * Return a unit's page with the steps that are written here behind its own; a step that it had before is not one.
 *
 * @param {BasePage} page
 * @param {Spec} spec
 * @param {State} state
 * @returns {BasePage}
 */
export function withWritten(page, spec, state) {
  const before = stepsOf(state.base?.fields).map((step) => JSON.stringify(step))
  const written = stepsOf(readFields(spec.questions, "", state, spec))
  const more = written.filter((step) => !before.includes(JSON.stringify(step)))
  const plan = [...stepsOf(page.fields), ...more]
  return { ...page, fields: { ...page.fields, ...(plan.length ? { plan } : {}) } }
}

/**
 * @param {Fields | undefined} fields
 * @returns {import("./types.d.ts").Step[]}
 */
function stepsOf(fields) {
  return fields?.plan ?? []
}

/**
 * Return the number of the first step that nothing is written in, or of one more.
 *
 * @param {Spec} spec
 * @param {State} state
 */
export function firstFree(spec, state) {
  const inner = spec.questions.find(({ key }) => key === "plan")?.inner ?? []
  const count = state.counts.plan ?? 0
  const free = Array.from({ length: count }, (_, at) => at).find((at) =>
    isEmpty(readFields(inner, `plan.${at}.`, state, spec)),
  )
  return free ?? count
}

/**
 * Show what follows from the chosen unit: the nedslag of its area, and the day of the next meeting at each deadline.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export function showBeginnings(form, spec, { values }) {
  if (!isPlan(spec)) return
  const unit = typedIn(values, "unit")
  const list = part(form, "nedslag")
  if (list.dataset.unit !== unit) {
    list.dataset.unit = unit
    const offered = nedslagFor(spec, unit)
    list.replaceChildren(...offered.map((one) => drawNedslag(form, spec, one)))
    part(form, "beginnings").hidden = !offered.length
  }
  const day = nextMeeting(spec, unit)
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = form.querySelectorAll("[data-meeting]")
  for (const button of buttons) {
    button.hidden = !day
    button.dataset.meeting = day
    button.textContent = day ? `Inden næste møde, ${inWords(day, spec.rules)}` : ""
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {[key: string, title: string, theme: string]} nedslag
 */
function drawNedslag(form, spec, [key, title, theme]) {
  const [, name, hue] = spec.themes.find(([slug]) => slug === theme) ?? ["", theme, ""]
  const href = `${part(form, "beginnings").dataset.units}${key}/`
  return element(
    "li",
    { class: `c-form__nedslag c-hue c-hue--${hue}` },
    element("p", { class: "c-beginnings__theme" }, name),
    element("p", {}, element("a", { href, target: "_blank" }, title)),
    element(
      "button",
      { class: "c-button c-button--quiet", type: "button", "data-begin": key, "data-theme": theme },
      "Begynd på en plan herfra",
      element("span", { class: "c-hidden" }, `: ${title}`),
    ),
  )
}

/**
 * Give a step that begins in a nedslag its theme, where it has none yet.
 *
 * @param {HTMLFormElement} form
 * @param {Element} target
 */
export function followBeginning(form, target) {
  const at = /^plan\.(\d+)\.from$/.exec(target.getAttribute("name") ?? "")?.[1]
  if (at === undefined || !(target instanceof HTMLSelectElement)) return
  const theme = form.elements.namedItem(`plan.${at}.theme`)
  if (theme instanceof HTMLSelectElement && !theme.value) theme.value = target.value.split("/")[1] ?? ""
}

/**
 * Return the steps of a plan as they are shown: with the names of their themes and of what they begin in.
 *
 * @param {Item[]} plan
 * @param {Spec} spec
 * @param {string} unit
 */
export function named(plan, spec, unit) {
  return /** @type {import("./types.d.ts").Step[]} */ (plan).map((step) => ({
    ...step,
    theme: spec.themes.find(([slug]) => slug === step.theme)?.[1] ?? step.theme,
    from: nedslagFor(spec, unit).find(([key]) => key === step.from)?.[1] ?? step.from,
  }))
}
