/** Reasons: why a page was found, where what its result shows does not tell. */

import { listed } from "./notes.js"
import { isFound, seek } from "./texts.js"

/**
 * @import { Part, Sought } from "./texts.js"
 * @import { Found, Posting, Reading, Slot } from "./types.d.ts"
 */

/** Words that are told of one page. */
const MOST = 3
/** What was looked for with each slot, made once for all results. @type {WeakMap<Slot, Sought>} */
const SOUGHT = new WeakMap()

/**
 * What a page has of what was asked for, beside that which its result shows, as one text: what it mentions further down,
 * and what it is about that comes near a word. Empty when all is shown.
 *
 * @param {number} page
 * @param {Part[][]} shown the words of the texts of its result
 * @param {Pick<Found, "slots" | "words" | "postings">} found
 * @returns {string}
 */
export function reasonFor(page, shown, { slots, words, postings }) {
  if (!words || !postings) return ""
  const hidden = slots.filter((slot) => slot.share === 1 && !slot.isExcluded && !isShown(slot, shown))
  const terms = hidden.flatMap((slot) => bestOf(slot, page, postings)?.terms ?? [])
  const mentioned = terms.filter((term) => !term.startsWith("~"))
  const near = terms
    .filter((term) => term.startsWith("~"))
    .flatMap((term) => words.groups[Number(term.slice(1))].names.slice(0, 1))
  return [tell("Nævner", mentioned), tell("Om", near)].filter(Boolean).join(" · ")
}

/**
 * @param {Slot} slot
 * @param {Part[][]} shown
 */
function isShown(slot, shown) {
  const sought = SOUGHT.get(slot) ?? seek(slot.readings.flatMap((reading) => reading.terms))
  SOUGHT.set(slot, sought)
  return shown.some((parts) => parts.some((part) => isFound(part, sought)))
}

/**
 * @param {string} verb
 * @param {string[]} names
 */
function tell(verb, names) {
  const different = [...new Set(names)].slice(0, MOST)
  return different.length ? `${verb} ${listed(different)}` : ""
}

/**
 * The reading of a word that a page answers best: undefined where it answers none.
 *
 * @param {Slot} slot
 * @param {number} page
 * @param {Map<string, Posting>} postings
 * @returns {Reading | undefined}
 */
function bestOf({ readings }, page, postings) {
  /** @type {Reading | undefined} */
  let best
  let most = 0
  for (const reading of readings) {
    const weights = reading.terms.map((term) => weightOf(postings.get(term), page))
    const worth =
      Math.min(...weights) && (reading.weight * weights.reduce((one, other) => one + other)) / weights.length
    if (worth > most) [best, most] = [reading, worth]
  }
  return best
}

/**
 * How much a page is about a term; 0 where it does not have it. Its pages stand in order.
 *
 * @param {Posting | undefined} posting
 * @param {number} page
 */
function weightOf(posting, page) {
  if (!posting) return 0
  let [low, high] = [0, posting.pages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (posting.pages[middle] < page) low = middle + 1
    else high = middle
  }
  return posting.pages[low] === page ? posting.weights[low] : 0
}
