/** Consent: what is asked of each picture, one question at a time, and what the page's file says of it. Pure. */

import { chosenIn, dayIn, typedIn } from "./answers.js"
import { line } from "./texts.js"

/** @import { Drawn, Fields, Photo, Photos, Spec, Values } from "./types.d.ts" */

const COLLEAGUES = "kolleger"

/**
 * Return the name of a picture's field.
 *
 * @param {number} at
 * @param {string} key
 */
export function nameAt(at, key) {
  return `images.${at}.${key}`
}

/**
 * Return the questions that are asked of a picture, as far as the answers have come.
 *
 * @param {Photos} photos
 * @param {Values} values
 * @param {number} at
 * @returns {Photo[]}
 */
function askedOf({ questions }, values, at) {
  const people = typedIn(values, nameAt(at, "consent.people"))
  return questions.filter(({ onlyWith }) => !onlyWith || onlyWith === people)
}

/**
 * Return what is wrong with the answer to a question, or an empty text.
 *
 * @param {Photo} photo
 * @param {Photos} photos
 * @param {Values} values
 * @param {number} at
 */
function faultOf({ keys, stops, missing }, { here }, values, at) {
  const [name] = keys.map((key) => nameAt(at, key))
  if (Array.isArray(values[name])) return chosenIn(values, name).includes(here) ? "" : missing
  const answers = keys.map((key) => line(typedIn(values, nameAt(at, key))))
  return answers.every(Boolean) ? (stops[answers[0]] ?? "") : missing
}

/**
 * Return the questions that are shown: each when the one before it is answered so that one can go on.
 *
 * @param {Photos} photos
 * @param {Values} values
 * @param {number} at
 */
export function shownOf(photos, values, at) {
  const asked = askedOf(photos, values, at)
  const open = asked.findIndex((photo) => faultOf(photo, photos, values, at))
  return open < 0 ? asked : asked.slice(0, open + 1)
}

/**
 * Return what is wrong with the answers about a picture: the name of a field, and what is said there. What is asked
 * after a question that stops is not asked yet.
 *
 * @param {Photos} photos
 * @param {Values} values
 * @param {number} at
 * @returns {{ name: string, words: string, isStop: boolean } | null}
 */
export function judgePhoto(photos, values, at) {
  const [last] = shownOf(photos, values, at).slice(-1)
  const words = last && faultOf(last, photos, values, at)
  if (!words) return null
  const key = last.keys.find((one) => !line(typedIn(values, nameAt(at, one)))) ?? last.keys[0]
  return { name: nameAt(at, key), words, isStop: words !== last.missing }
}

/**
 * Return what the page's file says of the pictures that are sent with it.
 *
 * @param {Pick<Spec, "photos" | "rules">} spec
 * @param {Drawn[]} pictures
 * @param {Values} values
 * @returns {Fields[]}
 */
export function imagesOf(spec, pictures, values) {
  return pictures.map(({ file }, at) => ({
    file,
    alt: line(typedIn(values, nameAt(at, "alt"))),
    consent: consentOf(spec, values, at),
  }))
}

/**
 * Return the consent of a picture as the page's file has it.
 *
 * @param {Pick<Spec, "photos" | "rules">} spec
 * @param {Values} values
 * @param {number} at
 * @returns {Fields}
 */
function consentOf({ photos, rules }, values, at) {
  const people = typedIn(values, nameAt(at, "consent.people"))
  const channels = chosenIn(values, nameAt(at, "consent.channels"))
  if (people !== COLLEAGUES) return { people, channels }
  const given = dayIn(typedIn(values, nameAt(at, "consent.given")), { rules })
  const kept_by = line(typedIn(values, nameAt(at, "consent.kept_by")))
  return { people, given, kept_by, channels, review: yearsAfter(given, photos.years) }
}

/**
 * Return the day some years later; the last of February for a leap day, and nothing for what is no day.
 *
 * @param {string} day
 * @param {number} years
 */
export function yearsAfter(day, years) {
  const found = /^(\d{4})-(\d\d-\d\d)$/.exec(day)
  if (!found) return ""
  const rest = found[2] === "02-29" ? "02-28" : found[2]
  return `${Number(found[1]) + years}-${rest}`
}
