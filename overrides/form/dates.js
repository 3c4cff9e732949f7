/** Dates as Danes write them, read by the check's own patterns. */

/** @import { Rules } from "./types.d.ts" */

/** @typedef {Pick<Rules, "dates" | "months" | "weekdays" | "days" | "years" | "turned">} DateRules */

/**
 * Return `{ iso }`, or `{ fault }`: `date` when it is none, `day` when there is no such day.
 *
 * @param {string} text
 * @param {DateRules} rules
 * @returns {{ iso: string, fault?: undefined } | { iso?: undefined, fault: "date" | "day" }}
 */
export function readDate(text, rules) {
  const written = text.trim().toLowerCase()
  const strict = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written)
  if (strict) {
    const [, year, month, day] = strict
    const iso = dayOf(+year, +month, +day)
    return iso ? { iso } : { fault: "day" }
  }
  const iso = guessDate(written, rules)
  return iso ? { iso } : { fault: "date" }
}

/**
 * Return the one day that can be meant, or nothing.
 *
 * @param {string} written
 * @param {DateRules} rules
 * @returns {string}
 */
function guessDate(written, rules) {
  const said = first(rules.dates.map((form) => whole(form, written)?.groups))
  if (!said) return ""
  const months = rules.months.map((month) => month.slice(0, 3))
  const month = months.indexOf(said.month.slice(0, 3)) + 1 || +said.month
  const meant = [dayOf(yearOf(said.year, rules), month, rules.days.indexOf(said.day) + 1 || +said.day)]
  const turned = whole(rules.turned, written)
  if (turned) meant.push(dayOf(yearOf(turned[1], rules), +turned[2], +turned[3]))
  const days = [...new Set(meant.filter(Boolean))]
  if (days.length !== 1) return ""
  const number = (new Date(`${days[0]}T00:00:00Z`).getUTCDay() + 6) % 7
  const weekday = said.weekday?.slice(0, 3)
  return !weekday || rules.weekdays[number].startsWith(weekday) ? days[0] : ""
}

/**
 * @template T
 * @param {(T | undefined)[]} found
 * @returns {T | undefined}
 */
function first(found) {
  return found.find((one) => one !== undefined)
}

/**
 * @param {string} form
 * @param {string} text
 * @returns {RegExpExecArray | null}
 */
function whole(form, text) {
  return new RegExp(`^(?:${form})$`).exec(text)
}

/**
 * @param {string} text
 * @param {DateRules} rules
 * @returns {number}
 */
function yearOf(text, { years }) {
  const digits = text.replace(/['’]/, "")
  const year = +digits + (digits.length === 2 ? 2000 : 0)
  return digits.length === 4 || (years[0] <= year && year <= years[1]) ? year : 0
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {string}
 */
function dayOf(year, month, day) {
  const iso = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
  const made = new Date(`${iso}T00:00:00Z`)
  return year > 0 && !Number.isNaN(+made) && made.toISOString().startsWith(iso) ? iso : ""
}

/**
 * Return the day where the reader is.
 *
 * @param {Date} [now]
 * @returns {string}
 */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

/**
 * Return a date in words: »1. maj 2027«.
 *
 * @param {string} iso
 * @param {Pick<Rules, "months">} rules
 * @returns {string}
 */
export function inWords(iso, rules) {
  const [year, month, day] = iso.split("-").map(Number)
  return `${day}. ${rules.months[month - 1]} ${year}`
}
