/** Addresses: those that stand in running text without marks, of pages and of mails. */

const BARE = /^https?:\/\/[A-Za-z\d][^\s<]*/i
const WWW = /^www\.[A-Za-z\d-]+\.[^\s<]+/i
const MAIL = /^[A-Za-z\d._+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<=[A-Za-z])(?!\.?[\p{L}\p{N}_@-])/u
const BEGINNING = /[A-Za-z\d._+-]/
const TRAILING = /(?:[?!.,:*_~'"»”]|&[A-Za-z\d]{1,30};)$/

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
  let surplus = address.split(")").length - address.split("(").length
  let end = address.length
  while (end) {
    const last = address.slice(Math.max(end - 32, 0), end)
    const [ending = ""] = TRAILING.exec(last) ?? []
    if (ending) end -= ending.length
    else if (last.endsWith(")") && surplus > 0) [end, surplus] = [end - 1, surplus - 1]
    else break
  }
  return address.slice(0, end)
}
