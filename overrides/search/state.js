/** The state of a search: what stands in the address of the catalogue page, and nothing else. */

/** @import { SearchState } from "./types.d.ts" */

export const FACETS = ["type", "theme", "area", "topic", "kind", "status", "profession", "hard"]
const DAY = /^\d{4}-\d{2}-\d{2}$/
const SORTS = ["newest", "title", "used"]

/**
 * The state in an address. Unknown parameters are no part of it; `renamed` has the values that were called otherwise.
 *
 * @param {string} address
 * @param {Record<string, Record<string, string>>} [renamed]
 * @returns {SearchState}
 */
export function fromAddress(address, renamed = {}) {
  const given = new URL(address).searchParams
  const sort = given.get("sort") ?? ""
  const since = given.get("since") ?? ""
  return {
    q: (given.get("q") ?? "").trim(),
    chosen: Object.fromEntries(
      FACETS.map((name) => [name, [...new Set(given.getAll(name).map((value) => renamed[name]?.[value] ?? value))]]),
    ),
    since: DAY.test(since) && !Number.isNaN(Date.parse(since)) ? since : "",
    sort: SORTS.includes(sort) ? sort : "",
    literal: given.get("exact") === "1",
  }
}

/**
 * The address of a state, relative to the catalogue page.
 *
 * @param {SearchState} state
 * @returns {string}
 */
export function toAddress({ q, chosen, since, sort, literal }) {
  const given = new URLSearchParams()
  if (q) given.set("q", q)
  FACETS.forEach((name) => chosen[name].forEach((value) => given.append(name, value)))
  if (since) given.set("since", since)
  if (sort) given.set("sort", sort)
  if (literal && q) given.set("exact", "1")
  return `?${given}`.replace(/^\?$/, () => location.pathname)
}

/**
 * The state with the values of one box chosen, or no longer chosen.
 *
 * @param {SearchState} state
 * @param {string} name
 * @param {string[]} values
 * @returns {SearchState}
 */
export function toggled(state, name, values) {
  const now = state.chosen[name]
  const left = now.filter((other) => !values.includes(other))
  const next = left.length < now.length ? left : [...now, ...values]
  return { ...state, chosen: { ...state.chosen, [name]: next } }
}

/**
 * The state with nothing chosen.
 *
 * @param {SearchState} state
 * @returns {SearchState}
 */
export function unchosen(state) {
  return { ...state, since: "", chosen: Object.fromEntries(FACETS.map((name) => [name, []])) }
}

/** @param {SearchState} state */
export function hasChoice(state) {
  return Boolean(state.since) || FACETS.some((name) => state.chosen[name].length)
}
