/** Answers: what stands in the form becomes fields and text, as the model has them. */

import { readDate } from "./dates.js"
import { cut, join, toMarkdown } from "./markdown.js"
import { line, lines, slugify } from "./texts.js"
import { frontMatter, isEmpty } from "./yaml.js"

/** What is asked as a row of boxes, though the model has free words: it is chosen among what the catalogue knows. */
const CHOSEN = ["topics", "themes"]

/** Tell whether an answer is a row of boxes. */
export function isChosen(question) {
  return question.is_list && (question.choices || CHOSEN.includes(question.key))
}

/** Return a typed answer as it will stand in the file: on one line, but for a text and for what is one to a line. */
export function readText(name, value, spec) {
  const asked = [...spec.questions, ...spec.unit.questions].filter(({ key }) => key === name.replace(/^unit\./, ""))
  const isList = asked.some((question) => question.is_list)
  return isList || /^(body|section-\d+)$/.test(name) ? lines(value) : line(value)
}

/** Return the fields of some questions. `state` holds `values` by name, `counts` of steps, and `base`, the page before. */
export function readFields(questions, above, state, spec) {
  const fields = {}
  for (const question of questions) fields[question.key] = answer(question, above + question.key, state, spec)
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
}

function answer(question, name, state, spec) {
  if (question.inner && question.is_list) {
    const steps = Array.from({ length: state.counts[name] ?? 0 }, (_, at) =>
      readFields(question.inner, `${name}.${at}.`, state, spec),
    )
    return steps.filter((step) => !isEmpty(step))
  }
  if (question.inner) return readFields(question.inner, `${name}.`, state, spec)
  const value = state.values[name] ?? ""
  if (isChosen(question)) {
    const was = state.base?.fields[name] ?? [] // What was chosen before keeps its order.
    return [...was.filter((one) => value.includes(one)), ...[...value].filter((one) => !was.includes(one))]
  }
  if (question.is_list)
    return lines(value)
      .split("\n")
      .map(line)
      .filter(Boolean)
      .map((one) => reference(one, question.key, spec))
  if (question.shape === "yes") return value.length > 0 || undefined
  if (question.shape === "date") return readDate(line(value), spec.rules).iso ?? line(value)
  return line(value)
}

/** Return what a name or an address refers to: `eksempelgryden`, or `eksempelgryden/blik-for-borgeren`. */
function reference(written, key, spec) {
  const path = /(?:^|\/)units\/([^?#]*)/.exec(written)?.[1] ?? written
  const parts = path.replace(/^\/|\/$/g, "")
  if (key !== "units") return parts
  const named = unitsOf(spec).find(([, title]) => title.toLowerCase() === written.toLowerCase())
  return named ? named[0] : parts
}

/** Return all units: slug, name, themes with a page as bits, and whom to write to. */
export function unitsOf(spec) {
  return spec.units.flatMap(([, units]) => units)
}

/** Return the files that the form makes: the page, and a new unit's own. Each is a path and a text. */
export function compose(spec, state) {
  const asked = readFields(spec.questions, "", state, spec)
  if (spec.kind === "unit" && asked.kind === "område") delete asked.area
  const kept = Object.fromEntries(
    Object.entries(state.base?.fields ?? {}).filter(
      ([key]) => !spec.questions.some((question) => question.key === key),
    ),
  )
  const fields = { ...asked, ...kept }
  const files = [{ path: pathOf(spec, state, fields), fields, text: write(fields, spec.order, bodyOf(spec, state)) }]
  if (isNewUnit(spec, state)) files.push(composeUnit(spec, state))
  return files
}

export function isNewUnit(spec, { values }) {
  return spec.kind === "interpretation" && values.unit === "+"
}

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
    updated: answer({ shape: "date" }, "updated", state, spec),
    ...(contact ? { contact } : {}),
  }
  return { path: `units/${slugOf(asked.title)}/index.md`, fields, text: write(fields, spec.unit.order, "") }
}

function slugOf(title = "") {
  return slugify(title).slice(0, 80).replace(/-$/, "")
}

/** Return the slug of the unit that the page is about; empty when it is not known yet. */
export function unitOf(spec, { values }) {
  return values.unit === "+" ? slugOf(line(values["unit.title"] ?? "")) : (values.unit ?? "")
}

function pathOf(spec, state, { title }) {
  const key = state.base?.key
  if (spec.kind === "interpretation")
    return `units/${unitOf(spec, state) || "jeres-enhed"}/${state.values.theme || "tema"}.md`
  if (spec.kind === "unit") return `units/${key ?? (slugOf(title) || "jeres-enhed")}/index.md`
  return `stories/${key ?? (slugOf(title) || "historie")}.md`
}

function write(fields, order, body) {
  return `---\n${frontMatter(fields, order)}---\n${body}`
}

function bodyOf(spec, { values, base }) {
  const was = base?.body ?? ""
  if (spec.headings.length) {
    return join(
      cut(was, spec.headings),
      spec.headings.map((_, at) => typed(values[`section-${at + 1}`])),
      spec.headings,
    )
  }
  const text = typed(values.body)
  if (text === was.trim()) return was
  return text.trim() && `${toMarkdown(text, was)}\n`
}

function typed(text = "") {
  return lines(text)
}
