/** The page as it will look, made of elements and texts alone, so that no word can turn into markup. */

import { element } from "../parts/elements/elements.js"
import { read } from "./blocks.js"
import { inWords } from "./dates.js"
import { drawPieces } from "./drawing.js"

/**
 * @import { PageFile, Rules, Step } from "./types.d.ts"
 */

/**
 * Return the page that a file becomes. `over` stands above its title, `facts` are pairs of words beside it.
 *
 * @param {PageFile} file
 * @param {{ over?: string, hue: string, facts: [term: string, words?: string][], rules: Rules, label?: string }} look
 */
export function draw(file, { over, hue, facts, rules, label = "Sådan bliver siden" }) {
  const { title, summary, status, plan = [] } = file.fields
  const body = file.text.slice(file.text.indexOf("\n---\n", 3) + 5)
  return element(
    "article",
    { class: `c-preview c-hue c-hue--${hue}`, "aria-label": label },
    element(
      "header",
      { class: "c-preview__head" },
      over && element("p", { class: "c-hero__over" }, over),
      element("h3", { class: "c-preview__title" }, title || "Overskriften kommer til at stå her"),
      element("p", { class: "c-lead" }, element("span", { class: "c-lead__label" }, "Kort fortalt"), summary || "…"),
      status && element("p", { class: "c-hero__badges" }, badge(status, rules)),
    ),
    element("div", { class: "c-prose" }, drawPieces(read(body, rules))),
    plan.length &&
      element(
        "section",
        {},
        element("h4", {}, "Plan"),
        plan.map((step) => drawStep(step, rules)),
      ),
    element(
      "dl",
      { class: "c-facts" },
      facts
        .filter(([, words]) => words)
        .map(([term, words]) => element("div", {}, element("dt", {}, term), element("dd", {}, words))),
    ),
  )
}

/**
 * @param {string} status
 * @param {Rules} rules
 */
function badge(status, { marks }) {
  return element(
    "span",
    { class: "c-badge c-badge--status" },
    element("span", { class: `c-mark c-mark--${marks[status]}`, "aria-hidden": "true" }),
    status,
  )
}

/** @type {[key: string, words: string][]} */
const STEP = [
  ["theme", "Tema"],
  ["from", "Begynder i"],
  ["goal", "Mål"],
  ["first_step", "Første skridt"],
  ["lesson", "Erfaring"],
  ["responsible", "Ansvarlig"],
  ["deadline", "Frist"],
]

/**
 * @param {Step} step
 * @param {Rules} rules
 */
function drawStep(step, rules) {
  /** @type {Step} */
  const shown = {
    ...step,
    deadline: /^\d{4}-\d\d-\d\d$/.test(step.deadline ?? "") ? inWords(step.deadline ?? "", rules) : step.deadline,
  }
  return element(
    "div",
    { class: "c-preview__step" },
    element("p", {}, element("strong", {}, step.action ?? "…"), " ", step.status && badge(step.status, rules)),
    STEP.map(
      ([key, words]) =>
        shown[key] &&
        element("p", { class: "c-plan__more" }, element("span", { class: "c-plan__words" }, `${words}: `), shown[key]),
    ),
  )
}
