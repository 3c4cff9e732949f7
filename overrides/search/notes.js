/** Notes: what the page says of how it understood a search, and of what to do when nothing was found. */

import { element } from "../parts/elements/elements.js"
import { fold, plain, tokens } from "./letters.js"
import { quotationsIn } from "./parsing.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Found, SearchState, Slot, Synonyms } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

/** @typedef {Record<"wide" | "literal", (text: string) => Node>} Links Links to the same search, taken otherwise. */

const MOST = 4
/** What pages that lack a word may be about: where words are taken as they stand, nothing else. */
const NEAR = " eller ligger tæt på"
const NOTHING_NEAR = ""

/**
 * What somebody must know to trust the results: a list of paragraphs, each of texts and links. `literal` leads back.
 *
 * @param {Found} found
 * @param {SearchState} state
 * @param {Links} links
 * @returns {Child[][]}
 */
export function explain(found, state, links) {
  const { slots, pages } = found
  if (state.literal) {
    const only = [`Søger kun efter ${quoted(state.q)}, som du skrev det eller bøjet. `, links.wide("Søg bredere")]
    const order = describeOrder(found, NOTHING_NEAR)
    return order ? [only, [order]] : [only]
  }
  /** @type {Child[][]} */
  const paragraphs = []
  const slips = slots.filter(({ how }) => how === "slip")
  if (slips.length && pages.length) {
    paragraphs.push([
      `Viser resultater for ${quoted(corrected(state.q, slips))}. `,
      links.literal(`Søg efter ${quoted(state.q)}`),
    ])
  }
  const quotations = quotationsIn(state.q)
  const absent = slots.filter(({ isExcluded }) => isExcluded).map(({ token, quote }) => quotations[quote - 1] ?? token)
  const there = slots.filter(({ how, isExcluded }) => how !== "slip" && !isExcluded)
  const said = [...there.map((slot) => describe(slot, found)), ...absent.map(describeAbsence)]
  const order = describeOrder(found, NEAR)
  for (const text of new Set([...said, order])) if (text) paragraphs.push([text])
  return paragraphs
}

/**
 * How the pages that answer everything stand to those that do not. Those may have one of the words, or merely something
 * that comes near one of them: nothing is said that holds of the first alone.
 *
 * @param {Found} found
 * @param {string} near what else the others may be about
 * @returns {string | undefined}
 */
function describeOrder({ slots, pages, full, fullFirst, isMixed }, near) {
  const asked = slots.filter(({ share, isExcluded }) => share === 1 && !isExcluded)
  if (!pages.length || !asked.length) return undefined
  if (asked.length === 1) return describeOrderOfOne(asked[0], full, pages.length, fullFirst && !isMixed)
  const some = `passer på noget af det${near}.`
  if (!full) return `Ingen sider passer på det hele. Her er sider, der ${some}`
  if (full === pages.length) return undefined
  const amount = full === 1 ? "Én side passer" : `${full} sider passer`
  return `${amount} på det hele. ${fullFirst && !isMixed ? "Derefter kommer sider, der" : "De andre"} ${some}`
}

/**
 * The same of one word alone, of which there is no »all of it«. The others may have a part of it, or a word that means
 * much the same: each tells which, so here it is said what holds of both.
 *
 * @param {Slot} slot
 * @param {number} full
 * @param {number} shown
 * @param {boolean} isInOrder
 * @returns {string | undefined}
 */
function describeOrderOfOne({ token, how, instead }, full, shown, isInOrder) {
  if (full === shown) return undefined
  if (!full) return "Her er sider om noget, der ligger tæt på."
  const amount = full === 1 ? "Én side" : `${full} sider`
  const fitting = `${amount} passer på ${quoted((how === "slip" && instead[0]) || token)}.`
  return `${fitting} ${isInOrder ? "Derefter kommer sider om" : "De andre handler om"} noget, der ligger tæt på.`
}

/**
 * What is to be absent. It is said even when nothing is left.
 *
 * @param {string} words
 */
function describeAbsence(words) {
  return `Uden sider med ${quoted(words)}.`
}

/**
 * How a word was understood. What stands in for it is named only where a page that is shown has it: those may all be there
 * for the sake of the other words.
 *
 * @param {Slot} slot
 * @param {Found} found
 * @returns {string | undefined}
 */
function describe(slot, found) {
  const { token, how, instead, also, share } = slot
  if (!found.pages.length || share !== 1) return undefined
  const names = instead.filter((name) => fold(plain(name)) !== fold(plain(token)))
  if (how === "word") return also.length ? `Viser også sider om ${listed(also)}.` : undefined
  const nothing = `Ingen sider har ordet ${quoted(token)}.`
  if (how === "missing" || !names.length || !isAnswered(slot, found)) return nothing
  if (how === "beginning") return `${nothing} Viser sider med ord, der begynder sådan.`
  return `${nothing} Viser sider ${how === "split" ? "med" : "om"} ${listed(names)}.`
}

/**
 * Whether any of the pages that are shown has something of what a word was read as.
 *
 * @param {Slot} slot
 * @param {Found} found
 */
function isAnswered({ readings }, { pages, postings }) {
  if (!postings) return true
  const terms = new Set(readings.flatMap((reading) => reading.terms))
  const shown = new Set(pages)
  return Array.from(terms).some((term) => Array.from(postings.get(term)?.pages ?? []).some((page) => shown.has(page)))
}

/**
 * A text with its slips put right.
 *
 * @param {string} text
 * @param {Slot[]} slips
 */
export function corrected(text, slips) {
  return slips.reduce((words, { token, instead }) => words.replace(token, instead[0]), text)
}

/**
 * Words near those of a search that found nothing, which do lead to pages.
 *
 * @param {Words} words
 * @param {Synonyms} synonyms
 * @param {string} text
 * @returns {string[]}
 */
export function suggestions(words, synonyms, text) {
  const near = groupsIn(words, text).flatMap((group) => [...synonyms[group][0], ...synonyms[group][1]])
  return [...new Set(near)].filter((term) => leadsSomewhere(words, term)).slice(0, MOST)
}

/**
 * The numbers of the themes that the words of a search belong to.
 *
 * @param {Words} words
 * @param {Synonyms} synonyms
 * @param {string} text
 */
export function themesOf(words, synonyms, text) {
  return [...new Set(groupsIn(words, text).flatMap((group) => synonyms[group][2]))]
}

/**
 * @param {Words} words
 * @param {string} text
 */
function groupsIn(words, text) {
  return tokens(text).flatMap((token) => words.bases(plain(token)).flatMap(({ text: base }) => words.groupsOf(base)))
}

/**
 * @param {Words} words
 * @param {string} term
 */
function leadsSomewhere(words, term) {
  const bases = tokens(term)
    .filter((token) => !words.isStop(token))
    .map((token) => words.bases(plain(token)))
  return bases.length > 0 && bases.every((found) => found.some(({ text }) => words.isUsed(text)))
}

/**
 * A list of paragraphs as elements.
 *
 * @param {Child[][]} paragraphs
 */
export function toElements(paragraphs) {
  return paragraphs.map((parts) => element("p", {}, parts))
}

/** @param {string} text */
export function quoted(text) {
  return `»${text}«`
}

/** @param {string[]} texts */
export function listed(texts) {
  const all = texts.map(quoted)
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} og ${all.at(-1)}` : (all[0] ?? "")
}
