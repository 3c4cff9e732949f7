/** Privacy: what the check would say of a text that should not be published; CPR numbers are told of at once. */

import { findNumbers, SURE } from "./cpr.js"
import { findCredentials } from "./credentials.js"
import { fill, shortened } from "./texts.js"

/** @import { Rules, Said, Spec } from "./types.d.ts" */

/** @typedef {[isError: boolean, words: string]} Remark */

export { findNumbers, SURE }

/**
 * Return a text with all but day and month of each CPR number covered.
 *
 * `today` is the day (`2026-06-01`); with `isSureAlone`, what only may be a number is let be.
 *
 * @param {string} text
 * @param {Rules} rules
 * @param {string} today
 * @param {boolean} [isSureAlone]
 * @returns {string}
 */
export function mask(text, rules, today, isSureAlone = false) {
  let masked = ""
  let done = 0
  for (const { start, end, masked: shown, certainty } of findNumbers(text, rules, today)) {
    if (end <= done || (isSureAlone && certainty !== SURE)) continue
    masked += text.slice(done, Math.max(start, done)) + shown
    done = end
  }
  return masked + text.slice(done)
}

/**
 * Return what there is to say of a text on that day: `[isError, words]`, in the words of the check.
 *
 * The check looks for mail addresses, private contacts and template text a line at a time, and so does this.
 *
 * @param {string} text
 * @param {Pick<Spec, "rules" | "said">} spec
 * @param {string} today
 * @returns {Remark[]}
 */
export function advise(text, { rules, said }, today) {
  /** @type {Remark[]} */
  const numbers = findNumbers(text, rules, today).map(({ certainty, masked }) => {
    return [certainty === SURE, fill(certainty === SURE ? said.number : said.possible, { shown: masked })]
  })
  const secrets = findCredentials(text, rules).map(
    ({ kind, start }) => `${text.slice(0, start).split("\n").length} ${kind}`,
  )
  const told = [...new Set(secrets)].map((one) => {
    return /** @type {Remark} */ ([true, fill(said.secret, { shown: one.slice(one.indexOf(" ") + 1) })])
  })
  return [...numbers, ...told, ...text.split("\n").flatMap((line) => adviseLine(line, rules, said, today))]
}

/**
 * @param {string} line
 * @param {Rules} rules
 * @param {Said} said
 * @param {string} today
 * @returns {Remark[]}
 */
function adviseLine(line, rules, said, today) {
  const mail = findFirst(line, [[rules.mail, "iu"]])
  const template = findFirst(line, [
    [rules.template[0], "iu"],
    [rules.template[1], "u"],
  ])
  /** @type {Remark[]} */
  const remarks = []
  if (mail) remarks.push([false, fill(said.mail, { found: mask(mail, rules, today) })])
  const isPrivately = isPrivate(line, rules)
  if (isPrivately) remarks.push([false, said.private])
  const known = findMarkOfCitizen(line, rules, isPrivately)
  if (known) remarks.push([false, fill(said.known, { found: mask(known, rules, today) })])
  if (template) remarks.push([true, fill(said.template, { found: shortened(mask(template, rules, today)) })])
  return remarks
}

/**
 * Return what somebody may know a citizen by. Of a private number the other remark tells.
 *
 * @param {string} line
 * @param {Rules} rules
 * @param {boolean} isPrivately
 */
function findMarkOfCitizen(line, { known: [titled, room, eight] }, isPrivately) {
  /** @type {[string, string][]} */
  const patterns = [
    [titled, "u"],
    [room, "iu"],
  ]
  if (!isPrivately) patterns.push([eight, "iu"])
  return findFirst(line, patterns)
}

/**
 * @param {string} line
 * @param {Rules} rules
 */
function isPrivate(line, rules) {
  return line.toLowerCase().includes("privat") && findFirst(line, [[rules.private, "iu"]]) !== ""
}

/**
 * Return what the first of some patterns to be met in a text finds there, or an empty text.
 *
 * @param {string} text
 * @param {[pattern: string, flags: string][]} patterns
 * @returns {string}
 */
function findFirst(text, patterns) {
  const plain = text.replace(/[ıİ]/g, "i") // To Python these are an i, where capitals do not count.
  const found = patterns.map(([pattern, flags]) => new RegExp(pattern, flags).exec(plain)).filter((one) => one !== null)
  const [first] = found.sort((one, other) => one.index - other.index)
  return first ? text.slice(first.index, first.index + first[0].length) : ""
}
