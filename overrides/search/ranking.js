/** Ranking: from slots and postings to pages in order. Pure; BM25's idf over weights made at build. */

/** @import { Posting, Ranking, Slot } from "./types.d.ts" */

/** How many pages are few, how many that hold only some of the words are shown after them, and how common a part of a
 * word may be, as a share of all pages, to be worth showing a page for. */
const FEW = 5
const MOST_PARTIAL = 20
const COMMON = 0.2
/** @type {Posting} What a term has that is on no page. */
const NOWHERE = { pages: [], weights: [] }

/** The pages that answer, best first. `full` of them hold every word; the rest, only when those are few, hold some.
 *
 * @param {Slot[]} slots
 * @param {Map<string, Posting>} postings
 * @param {number} total the number of pages
 * @returns {Ranking}
 */
export function rank(slots, postings, total) {
  const scores = new Float32Array(total)
  const answered = new Uint8Array(total)
  const touched = new Float32Array(total)
  for (const slot of slots) {
    const worth = scoreSlot(slot, postings, total)
    for (let page = 0; page < total; page++) {
      scores[page] += worth.best[page]
      answered[page] += worth.isFull[page]
      touched[page] += worth.isFull[page] || (worth.best[page] > 0 ? 0.5 : 0)
    }
  }
  /** @type {(one: number, other: number) => number} */
  const byScore = (one, other) => scores[other] - scores[one] || one - other
  const full = pick(total, (page) => answered[page] === slots.length && slots.length > 0).sort(byScore)
  if (full.length >= FEW) return { pages: full, full: full.length }
  const most = Math.max(0, ...pick(total, (page) => answered[page] < slots.length).map((page) => touched[page]))
  const some = pick(total, (page) => answered[page] < slots.length && touched[page] > 0 && touched[page] >= most / 2)
  return { pages: [...full, ...some.sort(byScore).slice(0, MOST_PARTIAL)], full: full.length }
}

/**
 * @param {Slot} slot
 * @param {Map<string, Posting>} postings
 * @param {number} total
 */
function scoreSlot(slot, postings, total) {
  const best = new Float32Array(total)
  const isFull = new Uint8Array(total)
  for (const { terms, weight, isPartial } of slot.readings) {
    if (isPartial && terms.some((term) => (postings.get(term)?.pages.length ?? 0) > total * COMMON)) continue
    const { sums, counts } = together(terms, postings, total)
    for (const [page, sum] of sums) {
      if (counts.get(page) !== terms.length) continue
      const score = (weight * sum) / terms.length
      if (score > best[page]) best[page] = score
      if (!isPartial) isFull[page] = 1
    }
  }
  return { best, isFull }
}

/**
 * @param {string[]} terms
 * @param {Map<string, Posting>} postings
 * @param {number} total
 */
function together(terms, postings, total) {
  /** @type {Map<number, number>} */
  const sums = new Map()
  /** @type {Map<number, number>} */
  const counts = new Map()
  for (const term of terms) {
    const { pages, weights } = postings.get(term) ?? NOWHERE
    const rarity = Math.log(1 + (total - pages.length + 0.5) / (pages.length + 0.5))
    for (let place = 0; place < pages.length; place++) {
      const page = pages[place]
      sums.set(page, (sums.get(page) ?? 0) + rarity * weights[place])
      counts.set(page, (counts.get(page) ?? 0) + 1)
    }
  }
  return { sums, counts }
}

/**
 * @param {number} total
 * @param {(page: number) => boolean} holds
 */
function pick(total, holds) {
  return Array.from({ length: total }, (_, page) => page).filter(holds)
}
