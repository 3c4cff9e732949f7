/** Names: pages are referred to by their keys in files, and by their names where people write and read. */

import { line } from "./texts.js"

/** @import { KnownUnit, Spec } from "./types.d.ts" */

/** @typedef {"units" | "ideas"} Sort What is named: workplaces and areas, or ideas. */
/** @typedef {[key: string, name: string, title: string, place: string]} Named A key, the name that is shown for it, and what that is made of. */

/** @type {WeakMap<Spec, Record<Sort, Named[]>>} */
const known = new WeakMap()
const NEAR = 0.5

/**
 * Return all units: slug, name, themes with a page as bits, whom to write to, further ideas, and titles.
 *
 * @param {Spec} spec
 * @returns {KnownUnit[]}
 */
export function unitsOf(spec) {
  return spec.units.flatMap(([, units]) => units)
}

/**
 * Return all that has a name: keys with names; an idea is named after its title and its workplace.
 *
 * @param {Spec} spec
 * @param {Sort} sort
 * @returns {Named[]}
 */
export function namesOf(spec, sort) {
  const found = known.get(spec) ?? { units: placesOf(spec), ideas: ideasOf(spec) }
  known.set(spec, found)
  return found[sort]
}

/**
 * @param {Spec} spec
 * @returns {Named[]}
 */
function placesOf(spec) {
  return unitsOf(spec).map(([slug, title]) => [slug, title, title, ""])
}

/**
 * @param {Spec} spec
 * @returns {Named[]}
 */
function ideasOf(spec) {
  return unitsOf(spec).flatMap((unit) => titlesOf(spec, unit).map(([key, title]) => nameIdea(unit, key, title)))
}

/**
 * @param {KnownUnit} unit
 * @param {string} key
 * @param {string} title
 * @returns {Named}
 */
function nameIdea([slug, place], key, title) {
  return [`${slug}/${key}`, `${title} – ${place}`, title, place]
}

/**
 * Return the pages of a unit that the form knows by their titles: keys within the unit, with titles.
 *
 * @param {Spec} spec
 * @param {KnownUnit | undefined} unit
 * @returns {[key: string, title: string][]}
 */
export function titlesOf({ themes }, unit) {
  return Object.entries(unit?.[5] ?? {}).map(([short, title]) => {
    const [number, idea] = short.split("/")
    const theme = themes[Number(number)][0]
    return [idea ? `${theme}/${idea}` : theme, title]
  })
}

/**
 * Return what key somebody means by a name; empty where no name, or more than one, is so.
 *
 * @param {Spec} spec
 * @param {Sort} sort
 * @param {string} written
 * @returns {string}
 */
export function keyOfName(spec, sort, written) {
  const wanted = plain(written)
  const whole = namesOf(spec, sort).filter(([, name]) => plain(name) === wanted)
  const found = whole.length ? whole : namesOf(spec, sort).filter(([, , title]) => plain(title) === wanted)
  return found.length === 1 ? found[0][0] : ""
}

/**
 * Return what is known of the names of what has a key.
 *
 * @param {Spec} spec
 * @param {Sort} sort
 * @param {string} key
 */
export function namedBy(spec, sort, key) {
  return namesOf(spec, sort).find(([one]) => one === key)
}

/**
 * Return the name of what has a key; the key itself where its name is not known, or is another's too.
 *
 * @param {Spec} spec
 * @param {Sort} sort
 * @param {string} key
 * @returns {string}
 */
export function nameOf(spec, sort, key) {
  const name = namedBy(spec, sort, key)?.[1] ?? ""
  return name && keyOfName(spec, sort, name) === key ? name : key
}

/**
 * Return the names that somebody may mean: those with all words of what is written, then the nearest.
 *
 * @param {Spec} spec
 * @param {Sort} sort
 * @param {string} written
 * @param {number} most
 * @returns {Named[]}
 */
export function guessNames(spec, sort, written, most) {
  const wanted = plain(written)
  const words = wanted.split(" ")
  const fitting = namesOf(spec, sort).filter(([, name]) => words.every((word) => plain(name).includes(word)))
  const first = fitting.filter(([, name]) => plain(name).startsWith(wanted))
  const found = [...first, ...fitting.filter((one) => !first.includes(one))]
  return found.length ? found.slice(0, most) : nearNames(spec, sort, wanted).slice(0, most)
}

/**
 * @param {Spec} spec
 * @param {Sort} sort
 * @param {string} wanted
 * @returns {Named[]}
 */
function nearNames(spec, sort, wanted) {
  const scored = namesOf(spec, sort).map((named) => {
    return { named, score: Math.max(...named.slice(1, 3).map((name) => likeness(wanted, plain(name)))) }
  })
  const near = scored.filter(({ score }) => score >= NEAR)
  return near.sort((one, other) => other.score - one.score).map(({ named }) => named)
}

/**
 * Return how alike two texts are, from 0 to 1: by the pairs of letters that they share.
 *
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const [pairs, others] = [one, other].map(pairsOf)
  const left = new Map()
  for (const pair of others) left.set(pair, (left.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of pairs) {
    const count = left.get(pair) ?? 0
    if (count) shared += 1
    left.set(pair, count - 1)
  }
  return pairs.length + others.length ? (2 * shared) / (pairs.length + others.length) : 0
}

/** @param {string} text */
function pairsOf(text) {
  return Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2))
}

/** @param {string} text */
function plain(text) {
  return line(text).toLowerCase().replace(/[»«"]/g, "")
}
