/** Facets: which pages a choice lets through, and how many pages each further choice would give. Pure. */

/** @import { Facet, Table, Value } from "./types.d.ts" */

/**
 * The pages that have, in every facet where something is chosen, at least one of the chosen values.
 *
 * @param {Table} table
 * @param {number[]} pages
 * @param {Record<string, string[]>} chosen
 * @param {string} [except]
 * @returns {number[]}
 */
export function passing(table, pages, chosen, except = "") {
  const asked = table.facets.filter(({ name }) => name !== except && chosen[name]?.length)
  const tests = asked.map((facet) => {
    const wanted = new Set(
      facet.values.flatMap(([slug], number) => (chosen[facet.name].includes(slug) ? [number] : [])),
    )
    const holds = facet.combinations.map((values) => values.some((value) => wanted.has(value)))
    /** @type {(page: number) => boolean} */
    const isHeld = (page) => holds[facet.column.charCodeAt(page) - 48]
    return isHeld
  })
  return pages.filter((page) => tests.every((isHeld) => isHeld(page)))
}

/**
 * For each facet, how many of the pages have each value, given what is chosen in the other facets.
 *
 * @param {Table} table
 * @param {number[]} pages
 * @param {Record<string, string[]>} chosen
 * @returns {Map<string, number[]>}
 */
export function count(table, pages, chosen) {
  return new Map(
    table.facets.map((facet) => {
      const counts = new Array(facet.values.length).fill(0)
      for (const page of passing(table, pages, chosen, facet.name)) {
        for (const value of valuesOf(facet, page)) counts[value]++
      }
      return [facet.name, counts]
    }),
  )
}

/**
 * The numbers of a page's values in a facet.
 *
 * @param {Facet} facet
 * @param {number} page
 */
export function valuesOf(facet, page) {
  return facet.combinations[facet.column.charCodeAt(page) - 48]
}

/**
 * A page's values in a facet, as slug and label.
 *
 * @param {Table} table
 * @param {string} name
 * @param {number} page
 * @returns {Value[]}
 */
export function labelsOf(table, name, page) {
  const facet = table.facets.find((known) => known.name === name)
  return facet ? valuesOf(facet, page).map((number) => facet.values[number]) : []
}
