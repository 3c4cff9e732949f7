/** Judging: what the check would say of the answers, in its own words, by the name of the field. */

import {
  chosenIn,
  hasPage,
  ideaOf,
  isChosen,
  isFurther,
  isNewUnit,
  isPlan,
  readFields,
  readText,
  reference,
  textsOf,
  typedIn,
  unitOf,
} from "./answers.js"
import { judgePhoto, nameAt, shownOf } from "./consent.js"
import { findCredentials } from "./credentials.js"
import { readDate } from "./dates.js"
import { guessNames, unitsOf } from "./names.js"
import { advise, findNumbers, SURE } from "./privacy.js"
import { fill, length, line, shortened, size, slugify } from "./texts.js"
import { isEmpty } from "./yaml.js"

/** @import { Sort } from "./names.js" */
/** @import { Answers, Fault, PageFile, Question, Rules, Said, Spec } from "./types.d.ts" */

/** @typedef {(name: string, words: string) => void} Tell */
/** @typedef {{ spec: Spec, state: Answers, fault: Tell, advise: Tell }} Context */

/**
 * Return what must be put right and what is only advice: lists of `{ name, words }`, in the order of the form.
 *
 * @param {Spec} spec
 * @param {Answers} state
 * @param {PageFile[]} files
 * @param {string} today
 * @returns {{ faults: Fault[], advice: Fault[] }}
 */
export function judge(spec, state, files, today) {
  /** @type {Fault[]} */
  const faults = []
  /** @type {Fault[]} */
  const advice = []
  /** @type {Context} */
  const context = {
    spec,
    state,
    fault: (name, words) => faults.push({ name, words }),
    advise: (name, words) => advice.push({ name, words }),
  }
  if (spec.kind === "interpretation") judgePlace(context)
  if (isPlan(spec)) judgePlan(context, files)
  judgeAll(context, spec.questions, "")
  if (spec.kind === "interpretation")
    judgeAll(
      context,
      spec.unit.questions.filter(({ key }) => key === "contact"),
      "",
    )
  judgePictures(context)
  judgeName(context, files)
  for (const [name, value] of Object.entries(state.values)) {
    if (typeof value !== "string") continue
    for (const [isError, words] of advise(readText(name, value, spec), spec, today)) {
      if (isError) faults.push({ name, words })
      else advice.push({ name, words, isPrivate: true })
    }
  }
  judgeWhole(context, advice, faults, files, today)
  judgeSize(context, files)
  return { faults: faults.filter((one, at) => faults.findIndex((other) => other.name === one.name) === at), advice }
}

/**
 * Judge each file as a whole: what only may be a CPR number is one when the field above it says so, and so with codes.
 *
 * @param {Context} context
 * @param {Fault[]} advice
 * @param {Fault[]} faults
 * @param {PageFile[]} files
 * @param {string} today
 */
function judgeWhole({ spec, fault }, advice, faults, files, today) {
  const { rules, said } = spec
  for (const { kind } of files.flatMap(({ text }) => findCredentials(text, rules))) {
    const words = fill(said.secret, { shown: kind })
    if (!faults.some((one) => one.words === words)) fault(textOf(spec), words)
  }
  for (const { masked: shown, certainty } of files.flatMap(({ text }) => findNumbers(text, rules, today))) {
    const words = fill(said.number, { shown })
    if (certainty !== SURE || faults.some((one) => one.words === words)) continue
    const possible = fill(said.possible, { shown })
    fault(advice.find((one) => one.words === possible)?.name ?? textOf(spec), words)
  }
}

/**
 * Return the name of the field that holds the text, or the first part of it.
 *
 * @param {Spec} spec
 */
function textOf({ headings }) {
  return headings.length ? "section-1" : "body"
}

/**
 * @param {Context} context
 * @param {PageFile[]} files
 */
function judgePlan({ state, fault }, [page]) {
  const { unit } = state.values
  if (!unit) fault("unit", "Vælg jeres arbejdsplads.")
  else if (state.base?.key !== unit) fault("unit", "Vi har ikke hentet jeres side endnu. Vent lidt, og prøv igen.")
  if (!page.fields.plan?.length) fault("plan.0.action", "Skriv mindst én indsats.")
}

/**
 * Judge of each picture what is written, and then what is asked: nothing goes before all of it is answered.
 *
 * @param {Context} context
 */
function judgePictures(context) {
  const { photos } = context.spec
  const { pictures = [], values } = context.state
  for (const at of pictures.keys()) {
    const asked = shownOf(photos, values, at).flatMap(({ keys }) => keys)
    const written = photos.fields.filter(({ key }) => key === "alt" || asked.includes(key))
    judgeAll(context, written, nameAt(at, ""))
    const fault = judgePhoto(photos, values, at)
    if (fault) context.fault(fault.name, fault.words)
  }
}

const NO_AREA = "Vælg et område."

/** @param {Context} context */
function judgePlace(context) {
  const { spec, state, fault } = context
  const { unit, theme } = state.values
  if (!unit) fault("unit", "Vælg jeres arbejdsplads.")
  if (isNewUnit(spec, state)) {
    judgeAll(
      context,
      spec.unit.questions.filter(({ key }) => `unit.${key}` in state.values),
      "unit.",
    )
    if (!state.values["unit.area"]) fault("unit.area", NO_AREA)
    judgeUnitName(context, "unit.title", unitOf(state))
  }
  if (!theme) fault("theme", "Vælg et tema.")
}

/**
 * Judge what becomes of a page's title: the name of its file.
 *
 * @param {Context} context
 * @param {PageFile[]} files
 */
function judgeName(context, files) {
  const { spec, state, fault } = context
  if (spec.kind === "interpretation" ? !isFurther(spec, state) : state.base) return
  const title = typedIn(state.values, "title")
  const slug = slugify(line(title)).slice(0, 80).replace(/-$/, "")
  if (spec.kind === "unit") {
    if (state.values.kind === "kommune" && spec.whole) fault("kind", WHOLE_IS_THERE)
    if (state.values.kind === "enhed" && !state.values.area) fault("area", NO_AREA)
    judgeUnitName(context, "title", slug)
  } else if (title) {
    const isTaken = spec.kind === "story" ? spec.stories.includes(slug) : hasPage(spec, ideaOf(spec, state))
    if (!isGoodName(slug, spec) || spec.rules.kept.includes(slug)) fault("title", badName(title, slug, spec))
    else if (isTaken) fault("title", taken(files[0].path))
  }
}

const WHOLE_IS_THERE = "Kommunens egen side er der allerede, og der kan kun være én. Vælg noget andet."

/**
 * @param {Context} context
 * @param {string} name
 * @param {string} slug
 */
function judgeUnitName({ spec, state, fault }, name, slug) {
  const title = typedIn(state.values, name)
  if (!line(title)) return
  if (!isGoodName(slug, spec)) fault(name, badName(title, slug, spec))
  else if (unitsOf(spec).some(([known]) => known === slug)) fault(name, taken(`units/${slug}/index.md`))
}

/**
 * @param {string} slug
 * @param {Spec} spec
 */
function isGoodName(slug, { rules }) {
  return slug && !/^\d+$/.test(slug) && !new RegExp(`^(?:${rules.names})$`, "i").test(slug)
}

/**
 * Say why a name cannot be used, as the check does.
 *
 * @param {string} value
 * @param {string} slug
 * @param {Spec} spec
 */
function badName(value, slug, { rules, said }) {
  return fill(said.name, { value: shortened(value), way: fill(wayOut(slug, rules, said), { slug }) })
}

/**
 * @param {string} slug
 * @param {Rules} rules
 * @param {Said} said
 */
function wayOut(slug, rules, said) {
  if (!slug) return said.nameEmpty
  if (/^\d+$/.test(slug)) return said.nameNumber
  return rules.kept.includes(slug) ? said.nameKept : said.nameReserved
}

/** @param {string} path */
function taken(path) {
  return `Der ligger allerede en side i ${path}. Ret den, eller vælg en anden titel.`
}

/**
 * @param {Context} context
 * @param {Question[]} questions
 * @param {string} above
 */
function judgeAll(context, questions, above) {
  for (const question of questions) judgeOne(context, question, above + question.key)
}

/**
 * @param {Context} context
 * @param {Question} question
 * @param {string} name
 */
function judgeOne(context, question, name) {
  const { spec, state, fault, advise } = context
  if (question.inner && question.is_list) {
    for (let at = 0; at < (state.counts[name] ?? 0); at += 1) judgePart(context, question, `${name}.${at}.`)
  } else if (question.inner) judgePart(context, question, `${name}.`)
  else {
    const words = isChosen(question)
      ? judgeChosen(question, chosenIn(state.values, name))
      : judgeText(question, name, String(state.values[name] ?? ""), spec, state)
    if (!words) return
    const step = /\.(\d+)\./.exec(name)?.[1]
    const told = fill(words, { step: Number(step) + 1 })
    if (question.shape !== "date" || question.is_required) fault(name, told)
    else advise(name, `${told} ${step ? STANDS_WITH_THE_STEP : IS_LEFT_OUT}`)
  }
}

const STANDS_WITH_THE_STEP = "Indtil da står det efter indsatsen."
const IS_LEFT_OUT = "Indtil da kommer den ikke med."

/**
 * A part that nobody has begun is no fault; one that is begun must have what it cannot be without.
 *
 * @param {Context} context
 * @param {Question} question
 * @param {string} above
 */
function judgePart(context, { inner = [], is_required, is_list }, above) {
  const isBegun = !isEmpty(readFields(inner, above, context.state, context.spec))
  if (isBegun || (is_required && !is_list)) judgeAll(context, inner, above)
}

/**
 * @param {Question} question
 * @param {string[]} values
 */
function judgeChosen({ is_required, said }, values) {
  return is_required && !values.length ? said?.missing : ""
}

/**
 * @param {Question} question
 * @param {string} name
 * @param {string} written
 * @param {Spec} spec
 * @param {Answers} state
 * @returns {string | undefined}
 */
function judgeText(question, name, written, spec, state) {
  const value = line(written)
  if (question.is_list && question.pattern) return judgeReferences(question, name, spec, state)
  if (question.is_list) return judgeLines(question, written, spec)
  const { said = {} } = question
  if (!value) return said.missing
  if (question.key === "idea") return judgeIdea(question, value, spec)
  if (said.date) {
    const { fault } = readDate(value, spec.rules)
    return fault ? fill(said[fault], { value: shortened(value) }) : ""
  }
  const found = said.markup && new RegExp(spec.rules.markup).exec(value)?.[0]
  if (found) return fill(said.markup, { found })
  if (question.limit && length(value) > question.limit)
    return fill(said.long, { length: length(value).toLocaleString("da-DK") })
  if (question.key === "from" && value.includes("/")) return ""
  if (question.choices && !question.choices.includes(value)) return fill(said.choice, { value: shortened(value) })
  if (question.pattern && !new RegExp(question.pattern).test(value)) return tellForm(said, value)
  return ""
}

/**
 * @param {NonNullable<Question["said"]>} said
 * @param {string} value
 */
function tellForm(said, value) {
  const isSpaced = said.space && /^https?:\/\/\S+\s/.test(value)
  return fill(isSpaced ? said.space : said.form, {
    value: shortened(value),
    guess: shortened(value.replace(/\s/g, "%20")),
  })
}

/**
 * Judge free texts, one on each line.
 *
 * @param {Question} question
 * @param {string} written
 * @param {Spec} spec
 * @returns {string | undefined}
 */
function judgeLines(question, written, spec) {
  const single = { ...question, is_list: false }
  const state = { values: {}, counts: {}, base: null }
  const faults = written.split("\n").map((one) => line(one) && judgeText(single, question.key, one, spec, state))
  return faults.find(Boolean)
}

/**
 * Judge the name or the address of an idea.
 *
 * @param {Question} question
 * @param {string} value
 * @param {Spec} spec
 * @returns {string | undefined}
 */
function judgeIdea({ key, label }, value, spec) {
  const idea = reference(value, key, spec)
  return hasPage(spec, idea) && idea.includes("/") ? "" : tellUnknown(label, "ideas", idea, spec)
}

/**
 * @param {Question} question
 * @param {string} name
 * @param {Spec} spec
 * @param {Answers} state
 * @returns {string | undefined}
 */
function judgeReferences(question, name, spec, state) {
  const { key, label } = question
  const values = textsOf(readFields([question], name.slice(0, -key.length), state, spec)[key])
  const own = key === "borrowed_from" ? ideaOf(spec, state) : undefined
  const before = new Set(textsOf(state.base?.fields[key]))
  const told = values.map((value) => {
    if (value === own) return spec.said.itself
    const isKnown = before.has(value) || hasPage(spec, value)
    return isKnown ? "" : tellUnknown(label, key === "units" ? "units" : "ideas", value, spec)
  })
  return [...new Set(told.filter(Boolean))].join(" ") || judgeChosen(question, values)
}

/**
 * Say that there is no such page, and which may be meant. Nobody who writes here knows how a file refers to it.
 *
 * @param {string} label
 * @param {Sort} sort
 * @param {string} value
 * @param {Spec} spec
 */
function tellUnknown(label, sort, value, spec) {
  const what = sort === "units" ? "arbejdspladser og områder" : "idéer"
  return fill(spec.said.unknown, { label, value: shortened(value), what }) + guessed(sort, value, spec)
}

/**
 * @param {Sort} sort
 * @param {string} value
 * @param {Spec} spec
 */
function guessed(sort, value, spec) {
  const [nearest] = guessNames(spec, sort, value.replace(/[-/]/g, " "), 1)
  return nearest ? fill(spec.said.guess, { guess: nearest[1] }) : ""
}

/**
 * @param {Context} context
 * @param {PageFile[]} files
 */
function judgeSize({ spec, fault }, files) {
  const [{ text }] = files
  const front = size(text.slice(4, text.indexOf("\n---\n", 3) + 1))
  if (front > spec.rules.front) fault("title", fill(spec.said.front, { size: Math.floor(front / 1000) }))
  if (size(text) > spec.rules.page) fault(textOf(spec), fill(spec.said.page, { size: Math.floor(size(text) / 1000) }))
}
