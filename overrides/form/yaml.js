/** Front matter, written so that any text is read back as it was. Texts have been through `line` before. */

/** @import { Fields, Item, Value } from "./types.d.ts" */

const PLAIN = /^[A-Za-zÆØÅæøå][\p{L}\p{N} ,.()!?»«–…/-]*$/u
const DATE = /^\d{4}-\d\d-\d\d$/
const SLUG = /^[a-z][a-z0-9/-]*$/
// What other readers of YAML take for something else than words.
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null)$/i

/**
 * Return a text as a value: with quotation marks where it could be read in another way.
 *
 * @param {string | number | boolean} value
 * @returns {string}
 */
export function scalar(value) {
  if (typeof value === "boolean") return String(value)
  const text = String(value)
  if (DATE.test(text) || (PLAIN.test(text) && !WORDS.test(text) && !text.endsWith(" "))) return text
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\t/g, "\\t").replace(/\n/g, "\\n")}"`
}

/**
 * Return the front matter of some fields, in an order; fields that nobody knows follow after it.
 *
 * @param {Fields} fields
 * @param {string[]} order
 * @returns {string}
 */
export function frontMatter(fields, order) {
  const known = order.filter((key) => key in fields)
  const others = Object.keys(fields).filter((key) => !order.includes(key))
  return mapping(Object.fromEntries([...known, ...others].map((key) => [key, fields[key]])), "")
}

/**
 * Tell whether there is nothing to write.
 *
 * @param {unknown} value
 * @returns {boolean}
 */
export function isEmpty(value) {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && !Object.values(value).some((one) => !isEmpty(one)))
  )
}

/**
 * @template {Value} Kind
 * @param {Kind} value
 * @returns {value is NonNullable<Kind>}
 */
function isWritten(value) {
  return !isEmpty(value)
}

/**
 * @param {string} key
 * @param {NonNullable<Value>} value
 * @param {string} indent
 * @returns {string}
 */
function entry(key, value, indent) {
  if (Array.isArray(value)) return `${indent}${key}:${list(value.filter(isWritten), indent)}`
  if (typeof value === "object") return `${indent}${key}:\n${mapping(value, `${indent}  `)}`
  return `${indent}${key}: ${scalar(value)}\n`
}

/**
 * @param {NonNullable<Item>[]} values
 * @param {string} indent
 * @returns {string}
 */
function list(values, indent) {
  const short = values.every((value) => typeof value === "string" && SLUG.test(value) && !WORDS.test(value))
  if (short && values.join().length < 90) return ` [${values.join(", ")}]\n`
  return `\n${values.map((value) => `${indent}  - ${item(value, `${indent}    `)}`).join("")}`
}

/**
 * @param {NonNullable<Item>} value
 * @param {string} indent
 * @returns {string}
 */
function item(value, indent) {
  return typeof value === "object" ? mapping(value, indent).slice(indent.length) : `${scalar(value)}\n`
}

/**
 * @param {Fields} values
 * @param {string} indent
 * @returns {string}
 */
function mapping(values, indent) {
  return Object.entries(values)
    .map(([key, value]) => (isWritten(value) ? entry(key, value, indent) : ""))
    .join("")
}
