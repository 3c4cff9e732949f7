/** The site's functions on texts, found by what their JSDoc says of them: a new one is tried by itself.
 *
 * A function is of a text when it takes one that a reader or a writer may have typed, by the name of the parameter. What
 * else it takes is given by name too, and one that asks for something else is told of. Those that take a page's elements
 * are tried in a browser.
 */

import { readdirSync, readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const ROOT = new URL("../../overrides/", import.meta.url)
/** Parameters that hold what was typed: as it stands, and line by line. */
const TYPED = new Set("text written typed line value title form word token run body packed message one iso".split(" "))
const TYPED_LINES = new Set(["lines", "texts"])
const FUNCTION =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?\()/g
const PARAMETER = /@param \{((?:[^{}]|\{[^{}]*\})*)\} (\[?)(\w+)/g
const OF_A_PAGE = /HTML|Element|ParentNode|SVG/

/**
 * @typedef {object} Parameter
 * @property {string} type
 * @property {string} name
 * @property {boolean} isOptional
 */

/**
 * Return the work of each function on a text by its module and name, and what nobody knows how to give.
 *
 * @param {Record<string, (text: string) => unknown>} given what a parameter is given, by its name or by `function name`
 * @param {Set<string>} spared functions that are given no text of any length, by module and name
 */
export async function findWork(given, spared) {
  /** @type {Record<string, (text: string) => unknown>} */
  const work = {}
  /** @type {string[]} */
  const unknown = []
  for (const file of readdirSync(ROOT, { recursive: true, encoding: "utf-8" }).sort()) {
    const found = file.endsWith(".js") ? functionsOf(readFileSync(new URL(file, ROOT), "utf-8")) : []
    for (const { name, parameters } of found) {
      const words = `${file}: ${name}`
      if (spared.has(words)) continue
      const needed = parameters.filter(({ isOptional }) => !isOptional)
      const ways = needed.map((one) => wayOf(one, given[`${name} ${one.name}`] ?? given[one.name]))
      const missing = needed.filter((_, place) => !ways[place])
      unknown.push(...missing.map((one) => `${words}(${one.name})`))
      if (missing.length) continue
      const made = (await import(pathToFileURL(new URL(file, ROOT).pathname).href))[name]
      work[words] = (text) => made(...ways.map((way) => way?.(text)))
    }
  }
  return { work, unknown }
}

/**
 * @param {Parameter} parameter
 * @param {((text: string) => unknown) | undefined} given
 * @returns {((text: string) => unknown) | undefined}
 */
function wayOf(parameter, given) {
  if (given) return given
  if (isTyped(parameter)) return (text) => (parameter.type === "string" ? text : text.split("\n"))
  return undefined
}

/** @param {string} source */
function functionsOf(source) {
  return [...source.matchAll(FUNCTION)]
    .map(([, told, name, constant]) => ({
      name: name ?? constant,
      parameters: [...told.matchAll(PARAMETER)].map(([, type, optional, called]) => ({
        type,
        name: called,
        isOptional: optional !== "",
      })),
    }))
    .filter(({ parameters }) => parameters.some(isTyped) && !parameters.some(({ type }) => OF_A_PAGE.test(type)))
}

/** @param {Parameter} parameter */
function isTyped({ type, name }) {
  return (type === "string" && TYPED.has(name)) || (type === "string[]" && TYPED_LINES.has(name))
}
