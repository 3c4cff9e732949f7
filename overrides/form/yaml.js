/** Front matter, written so that any text is read back as it was. Texts have been through `line` before. */

const PLAIN = /^[A-Za-zÆØÅæøå][\p{L}\p{N} ,.()!?»«–…/-]*$/u
const DATE = /^\d{4}-\d\d-\d\d$/
const SLUG = /^[a-z][a-z0-9/-]*$/
// What other readers of YAML take for something else than words.
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null)$/i

/** Return a text as a value: with quotation marks where it could be read in another way. */
export function scalar(value) {
  if (typeof value === "boolean") return String(value)
  const text = String(value)
  if (DATE.test(text) || (PLAIN.test(text) && !WORDS.test(text) && !text.endsWith(" "))) return text
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\t/g, "\\t").replace(/\n/g, "\\n")}"`
}

/** Return the front matter of some fields, in an order; fields that nobody knows follow after it. */
export function frontMatter(fields, order) {
  const keys = [...order.filter((key) => key in fields), ...Object.keys(fields).filter((key) => !order.includes(key))]
  return keys
    .filter((key) => !isEmpty(fields[key]))
    .map((key) => entry(key, fields[key], ""))
    .join("")
}

/** Tell whether there is nothing to write. */
export function isEmpty(value) {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (typeof value === "object" && !Object.values(value).some((one) => !isEmpty(one)))
  )
}

function entry(key, value, indent) {
  if (Array.isArray(value))
    return `${indent}${key}:${list(
      value.filter((one) => !isEmpty(one)),
      indent,
    )}`
  if (typeof value === "object") return `${indent}${key}:\n${mapping(value, `${indent}  `)}`
  return `${indent}${key}: ${scalar(value)}\n`
}

function list(values, indent) {
  const short = values.every((value) => typeof value === "string" && SLUG.test(value) && !WORDS.test(value))
  if (short && values.join().length < 90) return ` [${values.join(", ")}]\n`
  return `\n${values.map((value) => `${indent}  - ${item(value, `${indent}    `)}`).join("")}`
}

function item(value, indent) {
  return typeof value === "object" ? mapping(value, indent).slice(indent.length) : `${scalar(value)}\n`
}

function mapping(values, indent) {
  return Object.entries(values)
    .filter(([, value]) => !isEmpty(value))
    .map(([key, value]) => entry(key, value, indent))
    .join("")
}
