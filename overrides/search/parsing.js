/** Parsing: what somebody has typed, as words with what is asked of each: to be there, to help, or to be absent. */

import { tokens } from "./letters.js"

/**
 * @import { Asked } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const QUOTED = /["“”„]([^"“”„]+)["“”„]|»([^»«]+)«|«([^«»]+)»/gu
/** Words of a query that are looked for: of more nobody could say what they want, and each costs its time. */
const MOST_WORDS = 16
const MINUS = /(?:^|\s)[-–]$/u
const WITHOUT = "uden"
/** How much a word counts that no page needs to have. */
const ASKING = 0.25
const LEFT_OUT = 0.1

/**
 * The words of a query that say something. Words in quotation marks bear the number of their quotation; what a minus, or
 * »ikke« after another word, stands before is to be absent, be it a word or a quotation.
 *
 * @param {Words} words
 * @param {string} text
 * @returns {Asked[]}
 */
export function parse(words, text) {
  const all = withQuotations(text.normalize("NFC").slice(0, words.limits.query))
  const isAllStop = all.every(({ token }) => words.isStop(token))
  const said = all.map((asked, place) => ({ ...asked, ...roleOf(words, all, place), place }))
  const kept = said.filter(({ token, quote }, place) => {
    const saysWithout = !quote && said[place + 1]?.isExcluded && words.excluding.has(token.toLowerCase())
    // In a quotation such a word keeps its place, which is all that is known of it.
    return isAllStop || !(words.isStop(token) || saysWithout)
  })
  return settled(distinct(kept).slice(0, MOST_WORDS))
}

/**
 * The words with each only once; what is in a quotation stays together, and of quotations alike the first stays.
 *
 * @param {Asked[]} all
 * @returns {Asked[]}
 */
function distinct(all) {
  /** @type {Map<string, number>} The quotation that each word or row of words was in first; 0 for none. */
  const first = new Map()
  return all.filter(({ token, quote, share, isExcluded }) => {
    const words = quote ? all.filter((other) => other.quote === quote).map((other) => other.token) : [token]
    const key = [quote ? "quoted" : "plain", share, isExcluded, ...words].join(" ").toLowerCase()
    const isNew = !first.has(key)
    if (isNew) first.set(key, quote)
    return isNew || (quote > 0 && first.get(key) === quote)
  })
}

/**
 * The words of a query when it has something to look for. What only helps is what is asked for when nothing else is, and so
 * is what is to be absent when that is all there is.
 *
 * @param {Asked[]} kept
 * @returns {Asked[]}
 */
function settled(kept) {
  if (kept.some(({ share, isExcluded }) => share === 1 && !isExcluded)) return kept
  const isAbsence = kept.every(({ isExcluded }) => isExcluded)
  return kept.map((asked) => ({ ...asked, share: 1, isExcluded: asked.isExcluded && !isAbsence }))
}

/**
 * What stands in quotation marks, in order: the quotation with number 1 first.
 *
 * @param {string} text
 */
export function quotationsIn(text) {
  return Array.from(text.normalize("NFC").matchAll(QUOTED), quotedBy)
}

/** @param {RegExpMatchArray} match */
function quotedBy(match) {
  return match[1] ?? match[2] ?? match[3]
}

/**
 * @param {string} text
 * @returns {Asked[]}
 */
function withQuotations(text) {
  const found = []
  let [end, quote] = [0, 0]
  for (const match of text.matchAll(QUOTED)) {
    const before = text.slice(end, match.index)
    const said = tokensOf(quotedBy(match), ++quote)
    found.push(...tokensOf(before, 0), ...said.map((asked) => ({ ...asked, isExcluded: MINUS.test(before) })))
    end = match.index + match[0].length
  }
  return [...found, ...tokensOf(text.slice(end), 0)]
}

/**
 * @param {string} text
 * @param {number} quote
 * @returns {Asked[]}
 */
function tokensOf(text, quote) {
  const minus = new Set(
    Array.from(text.matchAll(/(?:^|\s)[-–](?=\p{L})/gu), ({ index, 0: found }) => index + found.length),
  )
  let end = 0
  return tokens(text).map((token) => {
    const start = text.indexOf(token, end)
    end = start + token.length
    return { token, quote, share: 1, isExcluded: !quote && minus.has(start), place: 0 }
  })
}

/**
 * How much a word counts, and whether it is to be absent, by the words round it.
 *
 * @param {Words} words
 * @param {Asked[]} all
 * @param {number} place
 */
function roleOf(words, all, place) {
  const { token, quote, isExcluded } = all[place]
  const before = all[place - 1]?.token.toLowerCase()
  const earlier = all[place - 2]
  const isLast = place === all.length - 1
  const says = earlier && (earlier.token.toLowerCase() === "men" || !words.isStop(earlier.token))
  if (quote || isExcluded) return { share: 1, isExcluded }
  if (before && words.excluding.has(before) && isLast && says && !words.isAsking(earlier.token))
    return { share: 1, isExcluded: true }
  if (before === WITHOUT) return { share: LEFT_OUT, isExcluded: false }
  return { share: words.isAsking(token) ? ASKING : 1, isExcluded: false }
}
