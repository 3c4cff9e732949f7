/** Answers: what stands in the form becomes fields and text, as the model has them. */

import { readDate } from "./dates.js"
import { cut, join, toMarkdown } from "./markdown.js"
import { keyOfName, unitsOf } from "./names.js"
import { length, line, lines, slugify } from "./texts.js"
import { frontMatter, isEmpty } from "./yaml.js"

/** @import { Answers, Fields, PageFile, Question, Spec, Value, Values } from "./types.d.ts" */

/** What is asked as a row of boxes, though the model has free words: it is chosen among what the catalogue knows. */
const CHOSEN = ["topics", "themes"]

/**
 * Tell whether an answer is a row of boxes.
 *
 * @param {Question} question
 * @returns {boolean}
 */
export function isChosen(question) {
  return Boolean(question.is_list && (question.choices || CHOSEN.includes(question.key)))
}

/**
 * Tell whether the form is that of a plan, which stands on a workplace's own page.
 *
 * @param {Pick<Spec, "kind">} spec
 */
export function isPlan({ kind }) {
  return kind === "plan"
}

/**
 * Return what is typed under a name; empty where nothing is.
 *
 * @param {Values} values
 * @param {string} name
 * @returns {string}
 */
export function typedIn(values, name) {
  const value = values[name]
  return typeof value === "string" ? value : ""
}

/**
 * Return what is chosen in the row of boxes of a name.
 *
 * @param {Values} values
 * @param {string} name
 * @returns {string[]}
 */
export function chosenIn(values, name) {
  const value = values[name]
  return Array.isArray(value) ? value : []
}

/**
 * Return the texts of a field that is a list.
 *
 * @param {Value} value
 * @returns {string[]}
 */
export function textsOf(value) {
  return Array.isArray(value) ? value.map(String) : []
}

/**
 * Return a typed answer as it will stand in the file: on one line, but for a text and for what is one to a line.
 *
 * @param {string} name
 * @param {string} value
 * @param {Spec} spec
 * @returns {string}
 */
export function readText(name, value, spec) {
  const asked = [...spec.questions, ...spec.unit.questions].filter(({ key }) => key === name.replace(/^unit\./, ""))
  const isList = asked.some((question) => question.is_list)
  return isList || /^(body|section-\d+)$/.test(name) ? lines(value) : line(value)
}

/**
 * Return the fields of some questions. `state` holds `values` by name, `counts` of steps, and `base`, the page before.
 *
 * @param {Question[]} questions
 * @param {string} above
 * @param {Answers} state
 * @param {Spec} spec
 * @returns {Fields}
 */
export function readFields(questions, above, state, spec) {
  /** @type {Fields} */
  const fields = {}
  for (const question of questions) fields[question.key] = answer(question, above + question.key, state, spec)
  settleDays(fields, questions, above, spec)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

/**
 * A day that may be left out stops nobody: what is no day stands in a step's own words, and else in the form alone.
 *
 * @param {Fields} fields
 * @param {Question[]} questions
 * @param {string} above
 * @param {Spec} spec
 */
function settleDays(fields, questions, above, { rules }) {
  const main = /\d\.$/.test(above) ? questions.find(({ is_required, limit }) => is_required && limit) : undefined
  for (const { key, label, shape, is_required } of questions) {
    const written = fields[key]
    if (shape !== "date" || is_required || typeof written !== "string" || readDate(written, rules).iso) continue
    delete fields[key]
    const action = main && fields[main.key]
    const words = `${action} (${label.toLowerCase()}: ${written.replace(/[<>{}]/g, "")})`
    if (written && main && action && length(words) <= (main.limit ?? 0)) fields[main.key] = words
  }
}

/**
 * @param {Question} question
 * @param {string} name
 * @param {Answers} state
 * @param {Spec} spec
 * @returns {Value}
 */
function answer(question, name, state, spec) {
  const { inner } = question
  if (inner && question.is_list) {
    const steps = Array.from({ length: state.counts[name] ?? 0 }, (_, at) =>
      readFields(inner, `${name}.${at}.`, state, spec),
    )
    return steps.filter((step) => !isEmpty(step))
  }
  if (inner) return readFields(inner, `${name}.`, state, spec)
  const chosen = chosenIn(state.values, name)
  if (isChosen(question)) {
    const was = textsOf(state.base?.fields[name]) // What was chosen before keeps its order.
    return [...was.filter((one) => chosen.includes(one)), ...chosen.filter((one) => !was.includes(one))]
  }
  if (question.shape === "yes") return chosen.length > 0 || undefined
  const value = typedIn(state.values, name)
  if (question.is_list)
    return lines(value)
      .split("\n")
      .map(line)
      .filter(Boolean)
      .map((one) => (question.pattern ? reference(one, question.key, spec) : one))
  if (question.shape === "date") return dayIn(value, spec)
  if (question.key === "idea") return reference(line(value), question.key, spec)
  return line(value)
}

/**
 * Return a day as files have it, or what is written where it is none.
 *
 * @param {string} written
 * @param {Pick<Spec, "rules">} spec
 */
export function dayIn(written, { rules }) {
  return readDate(line(written), rules).iso ?? line(written)
}

/**
 * Return what a name or an address refers to: `eksempelgryden`, `eksempelgryden/blik-for-borgeren`, or one of its ideas.
 * What is neither stays as it is written.
 *
 * @param {string} written
 * @param {string} key
 * @param {Spec} spec
 * @returns {string}
 */
export function reference(written, key, spec) {
  const path = /(?:^|\/)units\/([^?#]*)/.exec(written)?.[1] ?? written
  const parts = path.replace(/^\/|\/$/g, "")
  return hasPage(spec, parts) ? parts : keyOfName(spec, key === "units" ? "units" : "ideas", written) || parts
}

/**
 * Return the files that the form makes: the page, and a new unit's own. Each is a path and a text.
 *
 * @param {Spec} spec
 * @param {Answers} state
 * @returns {PageFile[]}
 */
export function compose(spec, state) {
  const asked = readFields(spec.questions, "", state, spec)
  if (spec.kind === "unit" && asked.kind !== "enhed") delete asked.area
  const kept = Object.fromEntries(
    Object.entries(state.base?.fields ?? {}).filter(
      ([key]) => !spec.questions.some((question) => question.key === key),
    ),
  )
  const images = spec.order.includes("images") ? imagesOf(state) : []
  const fields = { ...asked, ...kept, ...(images.length ? { images } : {}) }
  const files = [{ path: pathOf(spec, state, fields), fields, text: write(fields, spec.order, bodyOf(spec, state)) }]
  if (isNewUnit(spec, state)) files.push(composeUnit(spec, state))
  return files
}

/**
 * Return what the page's file says of its pictures: first those that are sent with it, then those that it had.
 *
 * @param {Answers} state
 */
function imagesOf({ images = [], base }) {
  const had = base?.fields.images
  return [...images, ...(Array.isArray(had) ? had : [])]
}

/**
 * Tell whether the page is about a unit that is not in the catalogue.
 *
 * @param {Spec} spec
 * @param {Pick<Answers, "values">} state
 */
export function isNewUnit(spec, { values }) {
  return spec.kind === "interpretation" && values.unit === "+"
}

/**
 * @param {Spec} spec
 * @param {Answers} state
 * @returns {PageFile}
 */
function composeUnit(spec, state) {
  const asked = readFields(spec.unit.questions, "unit.", state, spec)
  const { contact } = readFields(
    spec.unit.questions.filter(({ key }) => key === "contact"),
    "",
    state,
    spec,
  )
  const fields = {
    ...asked,
    kind: "enhed",
    updated: dayIn(typedIn(state.values, "updated"), spec),
    ...(contact ? { contact } : {}),
  }
  return { path: `units/${slugOf(asked.title)}/index.md`, fields, text: write(fields, spec.unit.order, "") }
}

/** @param {string} [title] */
function slugOf(title = "") {
  return slugify(title).slice(0, 80).replace(/-$/, "")
}

/**
 * Return the slug of the unit that the page is about; empty when it is not known yet.
 *
 * @param {Pick<Answers, "values">} state
 * @returns {string}
 */
export function unitOf({ values }) {
  return values.unit === "+" ? slugOf(line(typedIn(values, "unit.title"))) : typedIn(values, "unit")
}

/**
 * @param {Spec} spec
 * @param {Answers} state
 * @param {Fields} fields
 * @returns {string}
 */
function pathOf(spec, state, { title }) {
  const key = state.base?.key
  if (spec.kind === "interpretation") return `units/${ideaOf(spec, state, title)}.md`
  if (isPlan(spec)) return `units/${unitOf(state) || "jeres-enhed"}/index.md`
  if (spec.kind === "unit") return `units/${key ?? (slugOf(title) || "jeres-enhed")}/index.md`
  return `stories/${key ?? (slugOf(title) || "historie")}.md`
}

/**
 * Return the key of the page about a theme: the unit's interpretation of it, or a further idea.
 *
 * @param {Spec} spec
 * @param {Answers} state
 * @param {string} [title]
 */
export function ideaOf(spec, state, title = line(typedIn(state.values, "title"))) {
  const about = `${unitOf(state) || "jeres-enhed"}/${typedIn(state.values, "theme") || "tema"}`
  if (state.base?.kind === "idea") return `${about}/${state.base.key.split("/")[2]}`
  return isFurther(spec, state) ? `${about}/${slugOf(title) || "jeres-ide"}` : about
}

/**
 * Tell whether the page is a further idea: the unit has a page about the theme already, and it is not this one.
 *
 * @param {Spec} spec
 * @param {Answers} state
 */
export function isFurther(spec, state) {
  if (spec.kind !== "interpretation" || state.base?.kind === "idea") return false
  const { unit, theme } = state.values
  return hasPage(spec, `${unit}/${theme}`) && state.base?.key !== `${unit}/${theme}`
}

/**
 * Tell whether there is a page with a key: `<unit>`, `<unit>/<theme>` or `<unit>/<theme>/<idea>`.
 *
 * @param {Spec} spec
 * @param {string} key
 */
export function hasPage(spec, key) {
  const [slug, theme, idea] = key.split("/")
  const known = unitsOf(spec).find(([name]) => name === slug)
  if (!known || !theme) return Boolean(known)
  if (idea) return (known[4] ?? []).includes(`${theme}/${idea}`)
  return Boolean(known[2] & (1 << spec.themes.findIndex(([name]) => name === theme)))
}

/**
 * @param {Fields} fields
 * @param {string[]} order
 * @param {string} body
 */
function write(fields, order, body) {
  return `---\n${frontMatter(fields, order)}---\n${body}`
}

/**
 * @param {Spec} spec
 * @param {Answers} state
 * @returns {string}
 */
function bodyOf({ kind, ...spec }, { values, base }) {
  const was = base?.body ?? ""
  if (kind === "plan") return was
  if (spec.headings.length) {
    return join(
      cut(was, spec.headings),
      spec.headings.map((_, at) => lines(typedIn(values, `section-${at + 1}`))),
      spec.headings,
    )
  }
  const text = lines(typedIn(values, "body"))
  if (text === was.trim()) return was
  return text.trim() && `${toMarkdown(text, was)}\n`
}
