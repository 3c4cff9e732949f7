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
  const typed = moved(written, counts)
  for (const [name, value] of Object.entries(typed)) {
    if (!PLACE.includes(name) && !name.startsWith("unit.")) values[name] = together(name, values[name], value)
    const [list, at, rest] = name.split(".")
    if (rest && list in (written.counts ?? {}) && value) counts[list] = Math.max(counts[list] ?? 0, Number(at) + 1)
  }
  const had = Object.values(page.values ?? {})
  const short = ["title", "summary"].map((name) => textOf(typed, name)).filter((one) => one && !had.includes(one))
  const more = [...short, textOf(typed, MAIN)].filter(Boolean).join("\n\n")
  values[MAIN] = below(textOf(page.values ?? {}, MAIN), more)
  return { ...page, values, counts }
}

/**
 * Return what is written with the parts of each list moved behind those that the page has.
 *
 * @param {Filling} written
 * @param {Record<string, number>} had
 * @returns {Values}
 */
function moved({ values = {}, counts = {} }, had) {
  const named = Object.entries(values).map(([name, value]) => {
    const [list, at, ...rest] = name.split(".")
    const isPart = rest.length > 0 && list in counts
    return [isPart ? [list, Number(at) + (had[list] ?? 0), ...rest].join(".") : name, value]
  })
  return Object.fromEntries(named)
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
