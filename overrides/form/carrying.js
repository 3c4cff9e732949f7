/** Carrying: what somebody has begun to write goes along to the page that they would rather put right. */

/** @import { Filling, Values } from "./types.d.ts" */

/** The text that a title and a summary go into, for the page has its own. */
const MAIN = "section-2"
const PLACE = ["unit", "theme", "updated", "title", "summary"]

/**
 * Return what a page fills the form with, and below it what was written: nothing is written over, and nothing is lost.
 *
 * @param {Filling} page
 * @param {Filling} written
 * @returns {Filling}
 */
export function carry(page, written) {
  const values = { ...page.values }
  const counts = { ...page.counts }
  const typed = moved(written.values ?? {}, counts, written.counts ?? {})
  for (const [name, value] of Object.entries(typed)) {
    if (!PLACE.includes(name) && !name.startsWith("unit.")) values[name] = together(name, values[name], value)
  }
  const short = ["title", "summary"]
    .map((name) => textOf(typed, name))
    .filter((one) => one && !Object.values(page.values ?? {}).includes(one))
  const main = textOf(typed, MAIN)
  values[MAIN] = below(textOf(page.values ?? {}, MAIN), [...short, main].filter(Boolean).join("\n\n"))
  for (const [name, count] of Object.entries(written.counts ?? {})) counts[name] = lengthOf(page, name) + count
  return { ...page, values, counts }
}

/**
 * Return the values with the parts of each list moved behind those that the page has.
 *
 * @param {Values} values
 * @param {Record<string, number>} had
 * @param {Record<string, number>} counts
 * @returns {Values}
 */
function moved(values, had, counts) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const [list, at, ...rest] = name.split(".")
      return list in counts && rest.length
        ? [[list, Number(at) + (had[list] ?? 0), ...rest].join("."), value]
        : [name, value]
    }),
  )
}

/**
 * @param {string} name
 * @param {Values[string] | undefined} had
 * @param {Values[string]} more
 * @returns {Values[string]}
 */
function together(name, had, more) {
  if (Array.isArray(more)) return [...new Set([had ?? [], more].flat())]
  if (Array.isArray(had) || !more) return had ?? more
  if (/^section-\d+$/.test(name)) return below(had ?? "", more)
  if (name === "borrowed_from") return [had, more].filter(Boolean).join("\n")
  return had || more
}

/**
 * @param {string} had
 * @param {string} more
 */
function below(had, more) {
  return had.includes(more.trim()) ? had : [had.trimEnd(), more].filter(Boolean).join("\n\n")
}

/**
 * @param {Values} values
 * @param {string} name
 */
function textOf(values, name) {
  const value = values[name]
  return typeof value === "string" ? value.trim() : ""
}

/**
 * @param {Filling} page
 * @param {string} name
 */
function lengthOf({ counts = {} }, name) {
  return counts[name] ?? 0
}
