/** The page as it will look, made of elements and texts alone, so that no word can turn into markup. */

import { element } from "../parts/elements/elements.js"
import { inWords } from "./dates.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { PageFile, Rules, Step } from "./types.d.ts"
 */

/**
 * Return the page that a file becomes. `over` stands above its title, `facts` are pairs of words beside it.
 *
 * @param {PageFile} file
 * @param {{ over?: string, hue: string, facts: [term: string, words?: string][], rules: Rules }} look
 */
export function draw(file, { over, hue, facts, rules }) {
  const { title, summary, status, plan = [] } = file.fields
  const body = file.text.slice(file.text.indexOf("\n---\n", 3) + 5)
  return element(
    "article",
    { class: `c-preview c-hue c-hue--${hue}`, "aria-label": "Sådan bliver siden" },
    element(
      "header",
      { class: "c-preview__head" },
      over && element("p", { class: "c-hero__over" }, over),
      element("h3", { class: "c-preview__title" }, title || "Overskriften kommer til at stå her"),
      element("p", { class: "c-lead" }, element("span", { class: "c-lead__label" }, "Kort fortalt"), summary || "…"),
      status && element("p", { class: "c-hero__badges" }, badge(status, rules)),
    ),
    element("div", { class: "c-prose" }, blocks(body)),
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

/**
 * Return the elements of a text: headings, lists and paragraphs. What else Markdown has stands as it is written.
 *
 * @param {string} body
 * @returns {HTMLElement[]}
 */
function blocks(body) {
  /** @type {HTMLElement[]} */
  const made = []
  for (const block of body
    .split(/\n{2,}/)
    .map((one) => one.replace(/^\n|\n$/g, ""))
    .filter((one) => one.trim())) {
    const heading = /^(#{1,6})\s*(.*?)\s*#*(?:\n([\s\S]*))?$/.exec(block)
    if (heading) {
      made.push(element("h4", {}, inline(heading[2])), ...(heading[3] ? blocks(heading[3]) : []))
      continue
    }
    const points = block.split("\n")
    const kind = points.every((line) => /^\s*[-*] /.test(line))
      ? "ul"
      : points.every((line) => /^\s*\d+\. /.test(line))
        ? "ol"
        : ""
    const last = made.at(-1)
    const items = () => points.map((line) => element("li", {}, inline(line.replace(/^\s*(?:[-*]|\d+\.) /, ""))))
    if (kind && last?.localName === kind) last.append(...items())
    else made.push(kind ? element(kind, {}, items()) : element("p", {}, inline(block)))
  }
  return made
}

const MARKS =
  /\\([\\`*_{}[\]()>#+\-.!|~])|(\*{1,3}|_{2,3})(?=\S)((?:\\.|[^*_\\])*?\S)\2|\[([^\][]*)\]\([^()\s]*\)|&(amp|lt|#\d+);/g
/** @type {Record<string, string>} */
const NAMES = { amp: "&", lt: "<" }

/**
 * @param {string} text
 * @returns {Child[]}
 */
function inline(text) {
  /** @type {Child[]} */
  const made = []
  let done = 0
  for (const found of text.matchAll(MARKS)) {
    const [whole, escaped, mark, marked, link, name] = found
    made.push(text.slice(done, found.index))
    done = found.index + whole.length
    if (mark) made.push(element(mark.length > 1 ? "strong" : "em", {}, inline(marked)))
    else if (link !== undefined) made.push(element("span", { class: "c-preview__link" }, inline(link)))
    else made.push(escaped ?? NAMES[name] ?? String.fromCodePoint(+name.slice(1)))
  }
  return [...made, text.slice(done)]
}
