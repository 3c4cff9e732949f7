/** Addresses: those that stand in running text without marks, of pages and of mails. */

const BARE = /^https?:\/\/[A-Za-z\d][^\s<]*/i
const WWW = /^www\.[A-Za-z\d-]+\.[^\s<]+/i
const MAIL = /^[A-Za-z\d._+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<=[A-Za-z])(?!\.?[\p{L}\p{N}_@-])/u
const BEGINNING = /[A-Za-z\d._+-]/
const TRAILING = /(?:[?!.,:*_~'"»”]|&[A-Za-z\d]{1,30};)+$/

/**
 * Return the address that a text begins with, or nothing. `before` is the character above it.
 *
 * @param {string} text
 * @param {string} before
 * @returns {string}
 */
export function addressOf(text, before) {
  if (!BEGINNING.test(text[0])) return ""
  const found =
    (!/[\p{L}\p{N}]/u.test(before) && BARE.exec(text)) ||
    (/[\s*_~(»"']/.test(before) && WWW.exec(text)) ||
    (!BEGINNING.test(before) && MAIL.exec(text))
  return found ? trim(found[0]) : ""
}

/**
 * Return an address without the signs that end the sentence around it.
 *
 * @param {string} address
 * @returns {string}
 */
function trim(address) {
  const bare = address.replace(TRAILING, "")
  const isClosed = bare.endsWith(")") && bare.split(")").length > bare.split("(").length
  const trimmed = isClosed ? bare.slice(0, -1) : bare
  return trimmed === address ? address : trim(trimmed)
}
