/** Texts as the check's reader will have them: what nobody can see is taken out before it can be a fault. */

const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
let invisible = /(?!)/g

/**
 * Take the check's pattern of invisible characters, and halves of characters, which no file can hold.
 *
 * @param {{ invisible: string }} rules
 */
export function prepare(rules) {
  invisible = new RegExp(`${rules.invisible}|\\p{Cs}`, "gu")
}

/** @param {string} text */
function visible(text) {
  // A tab and a line feed are no invisible characters to the check either.
  return text.replace(invisible, "").normalize("NFC")
}

/**
 * Return a text on one line, with single spaces.
 *
 * @param {string} text
 * @returns {string}
 */
export function line(text) {
  return visible(text.replace(BREAKS, " ")).replace(/\s+/g, " ").trim()
}

/**
 * Return a text of many lines.
 *
 * @param {string} text
 * @returns {string}
 */
export function lines(text) {
  return visible(text.replace(BREAKS, "\n"))
}

/**
 * Return how many characters a text has, as the check counts them.
 *
 * @param {string} text
 */
export function length(text) {
  return [...text].length
}

/**
 * Return how many bytes a text takes in a file.
 *
 * @param {string} text
 */
export function size(text) {
  return new TextEncoder().encode(text).length
}

/** @type {Record<string, string>} */
const LETTERS = { æ: "ae", ø: "oe", å: "aa", ä: "ae", ö: "oe", ü: "ue", ß: "ss" }

/**
 * Return the slug of a Danish text: »Idé på kanten« gives `ide-paa-kanten`.
 *
 * @param {string} text
 * @returns {string}
 */
export function slugify(text) {
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[æøåäöüß]/g, (letter) => LETTERS[letter])
  return plain
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
}

/**
 * Put words where a message has room for them: `{found}`.
 *
 * @param {string | undefined} message
 * @param {Record<string, string | number | undefined>} [words]
 * @returns {string}
 */
export function fill(message = "", words = {}) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => String(words[name] ?? whole))
}

/**
 * Return a value as messages quote it: one line, not longer than a glance.
 *
 * @param {string} text
 * @returns {string}
 */
export function shortened(text) {
  const words = [...line(text)]
  return words.length <= 60 ? words.join("") : `${words.slice(0, 59).join("").trimEnd()}…`
}
