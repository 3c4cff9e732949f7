/** Letters: texts as words, and words as they are compared. The same rules stand in scripts/catalogue/language/. */

const TOKEN = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu
/** What words end in; of these only some fit each word. */
export const ENDINGS = ["ernes", "erne", "enes", "ene", "ens", "ets", "ers", "en", "et", "er", "es", "e", "r", "s", "t"]
/** @type {Record<string, string>} How letters are written by those who lack them, and letters of our neighbours. */
const APART = { æ: "ae", ø: "oe", å: "aa", ä: "ae", ö: "oe" }
/** @type {[string, string][]} Letters for others that all Danes take for the same. */
const ALIKE = [
  ["aa", "å"],
  ["ö", "ø"],
  ["ä", "æ"],
]
const FOLDED = /^[a-z0-9]*$/
const ACCENTS = /[\u0300-\u036f]/g
const ACCENTS_BUT_RING = /[\u0300-\u0309\u030b-\u036f]/g

/**
 * The words of a text as they are written.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokens(text) {
  return text.normalize("NFC").match(TOKEN) ?? []
}

/**
 * A token in small letters, without its hyphens.
 *
 * @param {string} token
 */
export function plain(token) {
  return token.toLowerCase().replaceAll("-", "")
}

/**
 * A word as it is compared: æ, ø and å are ae, oe and aa, each by itself, and other marks are gone.
 *
 * @param {string} word
 */
export function fold(word) {
  if (FOLDED.test(word)) return word // As most are, and thousands are asked about.
  const apart = word
    .normalize("NFC")
    .toLowerCase()
    .replace(/[æøåäö]/g, (letter) => APART[letter])
  return apart.normalize("NFD").replace(ACCENTS, "")
}

/**
 * A word with what all Danes take for the same made the same: »Grenaa« and »Grenå«, »café« and »cafe«.
 *
 * @param {string} word
 */
export function smooth(word) {
  const alike = ALIKE.reduce((text, [other, one]) => text.replaceAll(other, one), word)
  return alike.normalize("NFD").replace(ACCENTS_BUT_RING, "").normalize("NFC")
}

/**
 * A form without each of the endings that it may have, the longest first, and the form itself before them.
 *
 * @param {string} form
 * @param {string[]} endings
 * @param {number} least letters that must be left
 */
export function stems(form, endings, least) {
  const bare = endings.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length))
  return [form, ...bare.filter((stem) => stem.length >= least)]
}

/** @param {string} text */
export function turn(text) {
  return Array.from(text).reverse().join("")
}

/**
 * Slips from one word to another: a letter too many, too few, wrong, or two in each other's place. Stops above `most`.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  /** @type {[number[], number[]]} */
  let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], older[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    ;[older, old] = [old, row]
  }
  return old[other.length]
}
