/** The engine: a query and some choices in, pages in order and counts out. Knows nothing of the page it serves. */

import { count, passing } from "./facets.js"
import { read } from "./query.js"
import { rank } from "./ranking.js"

/**
 * @import { Store } from "./store.js"
 * @import { Found, Order, SearchState, Slot } from "./types.d.ts"
 */

/**
 * Find pages. `state` is as state.js reads it from the address; `options.typing` when the last word may be unfinished.
 *
 * @param {Store} store
 * @param {SearchState} state
 * @param {{ typing?: boolean }} [options]
 * @returns {Promise<Found>}
 */
export async function search(store, state, options = {}) {
  const [table, found] = await Promise.all([store.facets(), answer(store, state, options)])
  const order = state.sort || state.since || !state.q ? await store.order() : undefined
  const isRecent = recently(order, state.since)
  const eligible = found.pages.filter(isRecent)
  const inOrder = order && (state.sort || !state.q) ? sorted(inOrderOf(order, state.sort), eligible) : eligible
  const full = new Set(found.complete)
  const pages = passing(table, inOrder, state.chosen)
  return {
    ...found,
    pages,
    full: pages.filter((page) => full.has(page)).length,
    fullFirst: isSorted(pages.map((page) => full.has(page))),
    isMixed: Boolean(state.sort),
    counts: count(table, eligible, state.chosen),
    table,
  }
}

/**
 * @param {Store} store
 * @param {SearchState} state
 * @param {{ typing?: boolean }} options
 * @returns {Promise<Pick<Found, "slots" | "pages" | "complete" | "terms" | "words" | "postings">>}
 */
async function answer(store, state, options) {
  if (!state.q) {
    const { pages } = await store.facets()
    const all = Array.from({ length: pages }, (_, page) => page)
    return { slots: [], pages: all, complete: all, terms: new Set() }
  }
  const words = await store.words()
  store.prepare(words, state.q)
  const isNarrowed = Boolean(state.sort || state.since) || Object.values(state.chosen).some(({ length }) => length)
  /** @type {Map<number, Slot>} */
  const settled = new Map()
  const slots = await store.settle(
    words,
    () => read(words, state.q, { literal: state.literal, settled, ...options }),
    (known, isFinal) => store.foresee(words, known, { isFinal, isNarrowed }),
  )
  const terms = new Set(slots.flatMap(({ readings }) => readings.flatMap((reading) => reading.terms)))
  const wanted = slots.filter(({ isExcluded }) => !isExcluded)
  const marked = new Set(wanted.flatMap(({ readings }) => readings.flatMap((reading) => reading.terms)))
  const postings = await store.postings(terms)
  return { slots, words, terms: marked, postings, ...rank(slots, postings, store.pages) }
}

/**
 * Whether all that is so comes before all that is not.
 *
 * @param {boolean[]} flags
 */
function isSorted(flags) {
  return flags.lastIndexOf(true) < flags.filter(Boolean).length
}

/**
 * All pages in the order asked for; what nobody has used yet follows what is used, the newest first.
 *
 * @param {Order} order
 * @param {string | undefined} sort
 */
function inOrderOf({ newest, title, used }, sort) {
  if (sort === "title") return title
  return sort === "used" ? [...new Set([...used, ...newest])] : newest
}

/**
 * Whether a page is dated on a day or later; every page is, where no day is asked for.
 *
 * @param {Order | undefined} order
 * @param {string | undefined} since
 * @returns {(page: number) => boolean}
 */
function recently(order, since) {
  if (!order || !since) return () => true
  const day = Date.parse(since) / 86_400_000
  return (page) => order.days[page] >= day
}

/**
 * @param {number[]} order
 * @param {number[]} pages
 */
function sorted(order, pages) {
  const wanted = new Set(pages)
  return order.filter((page) => wanted.has(page))
}
