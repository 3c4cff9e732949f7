/** Credentials: passwords and keys that were left in a text, found by the check's own forms (privacy/credentials.py). */

/** @import { CredentialRules } from "./types.d.ts" */

/** @type {Record<string, (value: string, rules: CredentialRules) => boolean>} */
const JUDGES = { any: () => true, password: isPassword, code: isCode, mixed: isMixed, random: isRandom }
const LETTER = /\p{L}/u
const DIGIT = /[\p{Nd}\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2490]/u

/**
 * Return the secrets in a text in their order: where each begins and ends, and in Danish what kind it is.
 *
 * @param {string} text
 * @param {{ credentials: CredentialRules }} rules
 * @returns {{ start: number, end: number, kind: string }[]}
 */
export function findCredentials(text, { credentials }) {
  const lowered = text.toLowerCase()
  const hinted = credentials.shapes.filter(([, hints]) => hints.some((hint) => lowered.includes(hint)))
  const found = hinted.flatMap(([kind, , pattern, flags, judge]) =>
    [...text.matchAll(new RegExp(pattern, `dg${flags}`))].flatMap((match) => {
      const [start, end] = match.indices?.groups?.secret ?? [0, 0]
      return JUDGES[judge](text.slice(start, end), credentials) ? [{ start, end, kind }] : []
    }),
  )
  found.sort((one, other) => one.start - other.start || other.end - one.end)
  /** @type {typeof found} */
  const kept = []
  for (const one of found) if (!kept.length || one.start >= kept[kept.length - 1].end) kept.push(one)
  return kept
}

/**
 * @param {string} value
 * @param {CredentialRules} rules
 */
function isPassword(value, { placeholders, placeholder }) {
  const word = value.toLowerCase().replace(/^[.,;:?!)]+|[.,;:?!)]+$/g, "")
  if ([...value].length < 4 || placeholders.includes(word) || new RegExp(placeholder, "u").test(value)) return false
  return !/[.,;:?!)]$/.test(value) || DIGIT.test(value)
}

/**
 * @param {string} value
 * @param {CredentialRules} rules
 */
function isCode(value, { placeholder, dated }) {
  const plain = value.replace(/[.,;:?!)"'*`_»«]+$/, "")
  const size = [...plain].length
  if (size && [...plain].every((sign) => DIGIT.test(sign))) return 4 <= size && size <= 10
  if (size < 6 || new RegExp(placeholder, "u").test(value) || new RegExp(`^(?:${dated})`, "u").test(plain)) return false
  return LETTER.test(plain) && (DIGIT.test(plain) || /[!#$%&@^+=]/.test(plain))
}

/**
 * @param {string} value
 * @param {CredentialRules} rules
 */
function isMixed(value, rules) {
  return isCode(value, rules) && /\p{Lowercase}/u.test(value) && /\p{Uppercase}/u.test(value) && DIGIT.test(value)
}

/** @param {string} value */
function isRandom(value) {
  const signs = [...value]
  const shares = [...new Set(signs)].map((sign) => signs.filter((one) => one === sign).length / signs.length)
  const entropy = -shares.reduce((sum, share) => sum + share * Math.log2(share), 0)
  return DIGIT.test(value) && LETTER.test(value) && entropy > 3.2
}
