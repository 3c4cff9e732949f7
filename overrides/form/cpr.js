/**
 * CPR numbers: found in any spelling and judged by date and check digit.
 *
 * As the check's `catalogue.privacy.cpr`, whose patterns, tables and limits come along as data (`rules.numbers`): what
 * the one finds, the other finds, at the same place and with the same certainty.
 */

import { placeOf, reveal } from "./disguises.js"

/**
 * @import { NumberRules, Rules } from "./types.d.ts"
 * @import { Reading } from "./disguises.js"
 */

/**
 * @typedef {"sure" | "possible"} Certainty
 * @typedef {{ start: number, end: number, masked: string, certainty: Certainty }} CprNumber
 * @typedef {{ pattern: RegExp, weights: (Certainty | null)[] }} Form
 * @typedef {{
 *   start: number, end: number, digits: string, century: string, isDotted: boolean, joint: string, form: Form,
 * }} Spot
 * @typedef {Spot & { certainty: Certainty }} JudgedSpot
 */

/**
 * The rules with their patterns made.
 *
 * @typedef {Omit<NumberRules, "dense" | "disguise" | "digit" | "hint" | "forms" | "called" | "person" | "unit"> & {
 *   dense: RegExp, disguise: RegExp, digit: RegExp, hint: RegExp, forms: Form[], called: RegExp, person: RegExp,
 *   unit: RegExp,
 * }} Known
 */

/** @type {Certainty} */
export const SURE = "sure"
/** @type {Certainty} */
const POSSIBLE = "possible"

/** @type {WeakMap<Rules, Known>} */
const made = new WeakMap()

/**
 * Return the rules with their patterns made, once.
 *
 * @param {Rules} rules
 * @returns {Known}
 */
function prepare(rules) {
  const known = made.get(rules) ?? make(rules.numbers)
  made.set(rules, known)
  return known
}

/**
 * @param {NumberRules} rules
 * @returns {Known}
 */
function make({ dense, disguise, digit, hint, forms, called, person, unit, ...others }) {
  return {
    ...others,
    dense: new RegExp(dense, "u"),
    disguise: new RegExp(disguise, "u"),
    digit: new RegExp(digit, "gu"),
    hint: new RegExp(hint, "u"),
    forms: forms.map(([pattern, weights]) => ({ pattern: new RegExp(pattern, "gu"), weights })),
    called: new RegExp(called, "gu"),
    person: new RegExp(person, "gu"),
    unit: new RegExp(unit, "gu"),
  }
}

/**
 * Tell, at little cost, whether a text could hold digits that are read as one number.
 *
 * @param {string} text
 * @param {Known} known
 * @returns {boolean}
 */
function mightHold(text, { dense, disguise, digit, hint, fewest }) {
  if (dense.test(text)) return true
  const count = (text.match(digit) ?? []).length
  return (count >= 10 && disguise.test(text)) || (count >= fewest && hint.test(text.toLowerCase()))
}

/**
 * Return the numbers in a text that are, or could be, somebody's on that day (`2026-06-01`), in the order they stand.
 *
 * Each is `{ start, end, masked, certainty }`: where in the text it was written, what may be shown of it, and `sure` or
 * `possible`.
 *
 * @param {string} text
 * @param {Rules} rules
 * @param {string} today
 * @returns {CprNumber[]}
 */
export function findNumbers(text, rules, today) {
  const known = prepare(rules)
  if (!mightHold(text, known)) return []
  const shown = reveal(text, rules)
  const found = findSpots(shown.text, known).flatMap((spot) => {
    const certainty = judge(spot, shown.text, today, known)
    return certainty ? [{ ...spot, certainty }] : []
  })
  return withoutOverlaps(found, shown.text.length)
    .map((spot) => toNumber(spot, shown))
    .sort((one, other) => one.start - other.start)
}

/**
 * One number can be read in two ways; the surer reading counts.
 *
 * @param {JudgedSpot[]} found
 * @param {number} length
 * @returns {JudgedSpot[]}
 */
function withoutOverlaps(found, length) {
  const taken = new Uint8Array(length)
  /** @type {(spot: JudgedSpot) => number} */
  const rank = ({ certainty }) => (certainty === SURE ? 0 : 1)
  const sorted = found.sort((one, other) => rank(one) - rank(other) || one.start - other.start)
  return sorted.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
}

/**
 * @param {JudgedSpot} spot
 * @param {Reading} shown
 * @returns {CprNumber}
 */
function toNumber({ start, end, digits, certainty }, shown) {
  const [begun, ended] = placeOf(shown, start, end)
  return { start: begun, end: ended, masked: maskDigits(digits), certainty }
}

/** @param {string} digits */
function maskDigits(digits) {
  return `${digits.slice(0, 4)}xx-xxxx`
}

/**
 * Return ten digits that are read as one number, wherever they stand in a text as it is read.
 *
 * @param {string} shown
 * @param {Known} known
 * @returns {Spot[]}
 */
function findSpots(shown, { forms, months }) {
  return forms.flatMap((form) => Array.from(shown.matchAll(form.pattern), (found) => toSpot(found, form, months)))
}

/**
 * @param {RegExpExecArray} match
 * @param {Form} form
 * @param {string[]} months
 * @returns {Spot}
 */
function toSpot({ 0: found, index, groups = {} }, form, months) {
  const { day, month, year, serial } = groups
  const century = digitsOf(groups.century ?? "")
  const all = digitsOf(found)
  const parts = () => [day, month, year].map((part) => pad(part, months)).join("") + digitsOf(serial)
  return {
    start: index,
    end: index + found.replace(/\*+$/, "").length,
    digits: serial ? parts() : century ? all.slice(0, 4) + all.slice(6) : all,
    century,
    isDotted: groups.dotted !== undefined,
    joint: groups.joint ?? "",
    form,
  }
}

/**
 * Return a part of a date as two digits; a month may be a name.
 *
 * @param {string} part
 * @param {string[]} months
 */
function pad(part, months) {
  const named = months.indexOf(part) + 1
  return (named ? String(named) : digitsOf(part)).padStart(2, "0")
}

/** @param {string} text */
function digitsOf(text) {
  return text.replace(/[^0-9]/g, "")
}

/**
 * @param {Spot} spot
 * @param {string} shown
 * @param {string} today
 * @param {Known} known
 * @returns {Certainty | null}
 */
function judge(spot, shown, today, known) {
  const born = birthday(spot.digits, known)
  if (!born || born > today || !born.startsWith(spot.century)) return null
  if (isProductionUnit(spot, shown, known)) return null
  const certainty = weigh(spot, shown, known)
  if (!isTimeStamp(spot, born, today) || isBeside(known.person, spot, shown, known)) return certainty
  const isSurelyTime = shown.slice(spot.start, spot.end).slice(-4).includes(".") && isTime(spot)
  return !certainty || isSurelyTime ? null : POSSIBLE
}

/**
 * Return how sure the signs make us that digits are a number, whoever it would be.
 *
 * @param {Spot} spot
 * @param {string} shown
 * @param {Known} known
 * @returns {Certainty | null}
 */
function weigh(spot, shown, known) {
  const [both, called, named, addingUp, neither] = spot.form.weights
  const isSound = hasCheckDigit(spot.digits, known) || spot.digits.startsWith("0101")
  if (isBeside(known.called, spot, shown, known)) return isSound ? both : called
  if (isBeside(known.person, spot, shown, known)) return named
  return isSound ? addingUp : neither
}

/**
 * @param {string} digits
 * @param {Known} known
 */
function hasCheckDigit(digits, { weights }) {
  return weights.reduce((total, weight, at) => total + weight * +digits[at], 0) % 11 === 0
}

/**
 * Return the day of birth in ten digits, the century by the seventh; empty without such a day since 1900.
 *
 * @param {string} digits
 * @param {Known} known
 * @returns {string}
 */
function birthday(digits, { centuries }) {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)]
  const [last, century, other] = centuries[+digits[6]]
  const iso = `${+year <= last ? century : other}${year}-${month}-${day}`
  const born = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(+born) && born.toISOString().startsWith(iso) ? iso : ""
}

/**
 * Tell whether words close by say that this is somebody's number.
 *
 * @param {RegExp} word
 * @param {Spot} spot
 * @param {string} shown
 * @param {Known} known
 */
function isBeside(word, { start, end }, shown, { before, after }) {
  const words = wordsBefore(shown, start, before) + shown.slice(start, end) + wordsAfter(shown, end, after)
  return words.search(word) >= 0
}

/**
 * Tell whether the number is called a P number, and looks like one: it begins with 10, and is not split 6 and 4.
 *
 * @param {Spot} spot
 * @param {string} shown
 * @param {Known} known
 */
function isProductionUnit({ start, end, digits }, shown, { unit, person, before }) {
  const words = wordsBefore(shown, start, before)
  const groups = shown.slice(start, end).split(" ").filter(Boolean)
  const looksLikeOne = digits.startsWith("10") && /^[0-9]+$/.test(groups.join("")) && groups[0].length !== 6
  return looksLikeOne && placeOfLast(unit, words) > placeOfLast(person, words)
}

/**
 * Return the characters before a place, as many as the check counts: an emoji is one.
 *
 * @param {string} text
 * @param {number} place
 * @param {number} count
 */
function wordsBefore(text, place, count) {
  return [...text.slice(Math.max(0, place - 2 * count), place)].slice(-count).join("")
}

/**
 * @param {string} text
 * @param {number} place
 * @param {number} count
 */
function wordsAfter(text, place, count) {
  return [...text.slice(place, place + 2 * count)].slice(0, count).join("")
}

/**
 * @param {RegExp} pattern
 * @param {string} text
 */
function placeOfLast(pattern, text) {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

/**
 * Tell whether a dotted date with four digits after it is rather a day of these years and a time: 15.03.24-1030.
 *
 * Read as a person's it would be somebody of about a hundred years.
 *
 * @param {Spot} spot
 * @param {string} born
 * @param {string} today
 * @returns {boolean}
 */
function isTimeStamp(spot, born, today) {
  const [year, thisYear] = [+born.slice(0, 4), +today.slice(0, 4)]
  if (!spot.isDotted || year >= 1950 || 2000 + (year % 100) > thisYear + 1) return false
  return isTime(spot) || !spot.joint.includes("-")
}

/** @param {Spot} spot */
function isTime({ digits }) {
  return +digits.slice(6, 8) < 24 && +digits.slice(8) < 60
}
