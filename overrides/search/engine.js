/** The engine: a query and some choices in, pages in order and counts out. Knows nothing of the page it serves. */

import { count, passing } from "./facets.js"
import { needsSubstitutes, read, slipsOf } from "./query.js"
import { rank } from "./ranking.js"

/**
 * @import { Store } from "./store.js"
 * @import { Found, Order, SearchState, Slot } from "./types.d.ts"
 * @import { Words } from "./words.js"
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
  const order = state.sort || !state.q ? await store.order() : undefined
  const inOrder = order ? sorted(inOrderOf(order, state.sort), found.pages) : found.pages
  const full = new Set(found.pages.slice(0, found.full))
  const pages = passing(table, inOrder, state.chosen)
  return {
    ...found,
    pages,
    full: pages.filter((page) => full.has(page)).length,
    isMixed: Boolean(state.sort),
    counts: count(table, found.pages, state.chosen),
    table,
  }
}

/**
 * @param {Store} store
 * @param {SearchState} state
 * @param {{ typing?: boolean }} options
 * @returns {Promise<Pick<Found, "slots" | "pages" | "full" | "terms" | "words">>}
 */
async function answer(store, state, options) {
  if (!state.q) {
    const { pages } = await store.facets()
    const all = Array.from({ length: pages }, (_, page) => page)
    return { slots: [], pages: all, full: all.length, terms: new Set() }
  }
  const words = await store.words()
  const slots = await readAll(store, words, state.q, { literal: state.literal, ...options })
  const terms = new Set(slots.flatMap(({ readings }) => readings.flatMap((reading) => reading.terms)))
  return { slots, words, terms, ...rank(slots, await store.postings(terms), store.pages) }
}

/**
 * @param {Store} store
 * @param {Words} words
 * @param {string} text
 * @param {{ literal?: boolean, typing?: boolean }} options
 * @returns {Promise<Slot[]>}
 */
async function readAll(store, words, text, options) {
  const slots = read(words, text, options)
  if (options.literal || !needsSubstitutes(slots)) return slots
  await store.addSubstitutes()
  const again = read(words, text, options)
  if (!slipsOf(again).length) return again
  await store.addKnown(slipsOf(again))
  return read(words, text, options)
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
 * @param {number[]} order
 * @param {number[]} pages
 */
function sorted(order, pages) {
  const wanted = new Set(pages)
  return order.filter((page) => wanted.has(page))
}
