/** Notes: what the page says of how it understood a search, and of what to do when nothing was found. */

import { element } from "../parts/elements/elements.js"
import { plain, tokens } from "./words.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Found, SearchState, Slot } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

/** @typedef {Record<"wide" | "literal", (text: string) => Node>} Links Links to the same search, taken otherwise. */

const MOST = 4

/**
 * What somebody must know to trust the results: a list of paragraphs, each of texts and links. `literal` leads back.
 *
 * @param {Found} found
 * @param {SearchState} state
 * @param {Links} links
 * @returns {Child[][]}
 */
export function explain(found, state, links) {
  const { slots, pages, full, isMixed } = found
  if (state.literal) return [[`Viser kun sider med ${quoted(state.q)}, som du skrev det. `, links.wide("Søg bredere")]]
  /** @type {Child[][]} */
  const paragraphs = []
  const slips = slots.filter(({ how }) => how === "slip")
  if (slips.length && pages.length) {
    paragraphs.push([
      `Viser resultater for ${quoted(corrected(state.q, slips))}. `,
      links.literal(`Søg efter ${quoted(state.q)}`),
    ])
  }
  slots
    .filter(({ how }) => how !== "slip")
    .map((slot) => describe(slot, pages.length > 0))
    .filter(Boolean)
    .forEach((text) => paragraphs.push([text]))
  if (pages.length > full && full && !isMixed)
    paragraphs.push([
      `${full === 1 ? "Én side har" : `${full} sider har`} det hele. Derefter kommer sider, der har noget af det.`,
    ])
  else if (pages.length && !full && slots.length)
    paragraphs.push(["Ingen sider har det hele. Her er sider, der har noget af det."])
  return paragraphs
}

/**
 * @param {Slot} slot
 * @param {boolean} isAnything
 * @returns {string | undefined}
 */
function describe({ token, how, instead }, isAnything) {
  if (!isAnything) return undefined
  const nothing = `Ingen sider har ordet ${quoted(token)}.`
  if (how === "missing") return nothing
  if (how === "beginning") return `${nothing} Viser sider med ord, der begynder sådan.`
  if (how === "synonym" || how === "family") return `${nothing} Viser sider om ${listed(instead)}.`
  if (how === "split") return `${nothing} Viser sider med ${listed(instead)}.`
  return undefined
}

/**
 * @param {string} text
 * @param {Slot[]} slips
 */
function corrected(text, slips) {
  return slips.reduce((words, { token, instead }) => words.replace(token, instead[0]), text)
}

/**
 * Words near those of a search that found nothing, which do lead to pages.
 *
 * @param {Words} words
 * @param {string} text
 * @returns {string[]}
 */
export function suggestions(words, text) {
  const near = groupsIn(words, text).flatMap((group) => [
    ...words.groups[group].members,
    ...words.groups[group].related,
  ])
  return [...new Set(near)].filter((term) => leadsSomewhere(words, term)).slice(0, MOST)
}

/**
 * The numbers of the themes that the words of a search belong to.
 *
 * @param {Words} words
 * @param {string} text
 */
export function themesOf(words, text) {
  return [...new Set(groupsIn(words, text).flatMap((group) => words.groups[group].themes))]
}

/**
 * @param {Words} words
 * @param {string} text
 */
function groupsIn(words, text) {
  return tokens(text).flatMap((token) =>
    words.bases(plain(token)).flatMap(({ text: base }) => words.groupsByWord.get(base) ?? []),
  )
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
function listed(texts) {
  const all = texts.map(quoted)
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} og ${all.at(-1)}` : (all[0] ?? "")
}
