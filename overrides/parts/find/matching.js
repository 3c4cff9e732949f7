/** Matching: whether a row of a list holds what somebody types, and what is said of how many do. Pure. */

const MARKS = /\p{M}/gu

/**
 * A text as it is compared: without capitals, accents and the ways in which æ, ø and å are written.
 *
 * @param {string} text
 */
export function folded(text) {
  const plain = text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa")
  return plain.normalize("NFD").replace(MARKS, "").replaceAll("aa", "a")
}

/**
 * Whether a folded text holds every word that was typed.
 *
 * @param {string} text
 * @param {string} typed
 */
export function holds(text, typed) {
  return folded(typed)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/**
 * What is said of how many were found.
 *
 * @param {number} amount
 * @param {string} typed
 * @param {{ one: string, many: string, none: string }} words what the rows are called, and how »none has« begins
 */
export function describe(amount, typed, { one, many, none }) {
  if (!typed) return ""
  if (amount) return `${amount} ${amount === 1 ? one : many}`
  return `${none} »${typed}«. Prøv med færre bogstaver.`
}
