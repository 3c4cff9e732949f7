/** Ranking: from slots and postings to pages in order. Pure; BM25's idf over weights made at build. */

/** @import { Posting, Ranking, Slot } from "./types.d.ts" */

/** How many pages are few, how many that hold only some of the words are shown after them, and how common a part of a
 * word may be, as a share of all pages, to be worth showing a page for. */
const FEW = 5
const MOST_PARTIAL = 20
const COMMON = 0.2
/** What a page that holds some of the words must reach of the best page, where many hold all of them. */
const WORTHWHILE = 0.3
/** How hard it counts that words are missing, by the share that is there. */
const SEVERITY = 2
/** How much more a page counts where two words stand side by side, or near each other, in what heads it. */
const BESIDE = 0.2
const NEAR = 0.08
const NEARLY = 5
/** How much less a page counts that does not head with a quotation as it stands. */
const ELSEWHERE = 0.4
/** @type {Posting} What a term has that is on no page. */
const NOWHERE = { pages: [], weights: [], places: [] }

/** @typedef {{ best: Float32Array, isFull: Uint8Array, places: Uint8Array, pages: number[] }} Scores Of one slot, by page; and
 *   the pages that have any. */

/** The pages that answer, best first, and those of them that hold every word that must be there: `complete`.
 *
 * @param {Slot[]} slots
 * @param {Map<string, Posting>} postings
 * @param {number} total the number of pages
 * @returns {Ranking}
 */
export function rank(slots, postings, total) {
  const wanted = slots.filter(({ isExcluded }) => !isExcluded)
  const needed = wanted.filter(({ share }) => share === 1)
  const scores = wanted.map((slot) => scoreSlot(slot, postings, total))
  const sums = new Float32Array(total)
  const answered = new Uint8Array(total)
  const touched = new Float32Array(total)
  /** @type {Set<number>} Only these are looked at: a word is on few pages of many. */
  const scored = new Set()
  wanted.forEach(({ share }, number) => {
    const { best, isFull, pages } = scores[number]
    for (const page of pages) {
      scored.add(page)
      sums[page] += share * best[page]
      if (share !== 1) continue
      answered[page] += isFull[page]
      touched[page] += isFull[page] || 0.5
    }
  })
  const excluded = excludedBy(slots, postings)
  /** @type {number[]} */
  const candidates = []
  for (const page of scored) {
    if (!touched[page] || excluded.has(page)) continue
    if (needed.length > 1) sums[page] *= (touched[page] / needed.length) ** SEVERITY
    if (wanted.length > 1) sums[page] *= nearness(wanted, scores, page)
    candidates.push(page)
  }
  candidates.sort((one, other) => sums[other] - sums[one] || one - other)
  const full = candidates.filter((page) => answered[page] === needed.length)
  const most = candidates.reduce((highest, page) => Math.max(highest, touched[page]), 0)
  const least = full.length < FEW ? 0 : WORTHWHILE * sums[candidates[0]]
  const some = candidates.filter(
    (page) => answered[page] < needed.length && touched[page] >= most / 2 && sums[page] > least,
  )
  const shown = new Set([...full, ...some.slice(0, MOST_PARTIAL)])
  return { pages: candidates.filter((page) => shown.has(page)), complete: full }
}

/**
 * @param {Slot} slot
 * @param {Map<string, Posting>} postings
 * @param {number} total
 * @returns {Scores}
 */
function scoreSlot(slot, postings, total) {
  const best = new Float32Array(total)
  const isFull = new Uint8Array(total)
  const places = new Uint8Array(total)
  /** @type {number[]} */
  const scored = []
  for (const { terms, weight, isPartial } of slot.readings) {
    if (isPartial && terms.some((term) => (postings.get(term)?.pages.length ?? 0) > total * COMMON)) continue
    const { pages, sums, heads } = together(terms, postings, total)
    for (let place = 0; place < pages.length; place++) {
      const page = pages[place]
      const score = (weight * sums[place]) / terms.length
      if (score > best[page]) {
        if (!best[page]) scored.push(page)
        best[page] = score
        places[page] = heads[place]
      }
      if (!isPartial) isFull[page] = 1
    }
  }
  return { best, isFull, places, pages: scored }
}

/**
 * The pages that have all of some terms, how much they are about those together, and where the last of them heads each.
 *
 * @param {string[]} terms
 * @param {Map<string, Posting>} postings
 * @param {number} total
 * @returns {{ pages: ArrayLike<number>, sums: ArrayLike<number>, heads: ArrayLike<number> }}
 */
function together(terms, postings, total) {
  const [first, ...others] = terms.map((term) => alone(term, postings, total))
  if (!others.length) return first
  const sums = new Float64Array(total)
  const counts = new Uint8Array(total)
  const heads = new Uint8Array(total)
  for (const one of [first, ...others]) {
    for (let place = 0; place < one.pages.length; place++) {
      const page = one.pages[place]
      sums[page] += one.sums[place]
      counts[page]++
      if (one.heads[place]) heads[page] = one.heads[place]
    }
  }
  const pages = Array.from(first.pages).filter((page) => counts[page] === terms.length)
  return { pages, sums: pages.map((page) => sums[page]), heads: pages.map((page) => heads[page]) }
}

/**
 * @param {string} term
 * @param {Map<string, Posting>} postings
 * @param {number} total
 */
function alone(term, postings, total) {
  const { pages, weights, places } = postings.get(term) ?? NOWHERE
  const rarity = Math.log(1 + (total - pages.length + 0.5) / (pages.length + 0.5))
  return { pages, sums: Float64Array.from(weights, (weight) => rarity * weight), heads: places }
}

/**
 * How much more or less a page counts by where its words stand: near each other, and in quotations side by side.
 *
 * @param {Slot[]} slots
 * @param {Scores[]} scores
 * @param {number} page
 */
function nearness(slots, scores, page) {
  let factor = 1
  for (let number = 1; number < slots.length; number++) {
    const [here, before] = [scores[number].places[page], scores[number - 1].places[page]]
    const step = here && before ? here - before : Infinity
    const asked = slots[number].place - slots[number - 1].place
    const { quote } = slots[number]
    if (quote && quote === slots[number - 1].quote) factor *= step === asked ? 1 + BESIDE : ELSEWHERE
    else if (step > 0 && step <= Math.max(2, asked)) factor += BESIDE
    else if (Math.abs(step) <= NEARLY) factor += NEAR
  }
  return factor
}

/**
 * The pages that hold what is to be absent: a word, or all the words of a quotation. That they stand side by side is not
 * asked for: it is known of what heads a page alone, and what nobody wants to see is better left out.
 *
 * @param {Slot[]} slots
 * @param {Map<string, Posting>} postings
 */
function excludedBy(slots, postings) {
  const excluded = slots.filter(({ isExcluded }) => isExcluded)
  const quotes = new Set(excluded.map(({ quote }) => quote).filter(Boolean))
  const together = [
    ...excluded.filter(({ quote }) => !quote).map((slot) => [slot]),
    ...Array.from(quotes, (number) => excluded.filter(({ quote }) => quote === number)),
  ]
  return new Set(
    together.flatMap((all) => {
      const [first, ...others] = all.map((slot) => holdersOf(slot, postings))
      return Array.from(first).filter((page) => others.every((holders) => holders.has(page)))
    }),
  )
}

/**
 * The pages that hold any reading of a word.
 *
 * @param {Slot} slot
 * @param {Map<string, Posting>} postings
 * @returns {Set<number>}
 */
function holdersOf({ readings }, postings) {
  const terms = readings.flatMap((reading) => reading.terms)
  return new Set(terms.flatMap((term) => Array.from((postings.get(term) ?? NOWHERE).pages)))
}
