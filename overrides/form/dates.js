/** Dates as Danes write them, read by the check's own patterns. */

/** @import { Rules } from "./types.d.ts" */

/**
 * Return `{ iso }`, or `{ fault }`: `date` when it is none, `day` when there is no such day.
 *
 * @param {string} text
 * @param {Pick<Rules, "dates" | "months">} rules
 * @returns {{ iso: string, fault?: undefined } | { iso?: undefined, fault: "date" | "day" }}
 */
export function readDate(text, rules) {
  const written = text.trim().toLowerCase()
  const strict = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written)
  if (strict) {
    const [, year, month, day] = strict
    const iso = dayOf(year, month, day)
    return iso ? { iso } : { fault: "day" }
  }
  for (const form of rules.dates) {
    const found = new RegExp(`^(?:${form})$`).exec(written)?.groups
    if (!found) continue
    const month = rules.months.indexOf(found.month) + 1 || found.month
    const iso = dayOf(found.year, month, found.day)
    return iso ? { iso } : { fault: "date" }
  }
  return { fault: "date" }
}

/**
 * @param {string} year
 * @param {string | number} month
 * @param {string} day
 * @returns {string}
 */
function dayOf(year, month, day) {
  const iso = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
  const made = new Date(`${iso}T00:00:00Z`)
  return +year > 0 && !Number.isNaN(+made) && made.toISOString().startsWith(iso) ? iso : ""
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
