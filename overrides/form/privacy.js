/** Privacy: CPR numbers, found by the check's own patterns, told of at once and never kept. */

import { fill } from "./texts.js"

/** Return the numbers in a text: where they stand, what may be shown of them, and whether it is sure. */
export function findNumbers(text, rules, today) {
  const found = []
  for (const form of rules.numbers) {
    for (const match of text.matchAll(new RegExp(form, "g"))) {
      const spot = judge(match, text, rules, today)
      if (spot && !found.some((other) => spot.start < other.end && other.start < spot.end)) found.push(spot)
    }
  }
  return found.sort((one, other) => one.start - other.start)
}

function judge(match, text, rules, today) {
  const century = match.groups?.century?.replace(/\D/g, "") ?? ""
  let digits = match[0].replace(/\D/g, "")
  if (century) digits = digits.slice(0, 4) + digits.slice(6)
  const born = birthday(digits)
  if (!born || born > today || (century && !born.startsWith(century))) return null
  const around = text.slice(Math.max(0, match.index - 80), match.index + match[0].length + 40).toLowerCase()
  const sum = rules.weights.reduce((total, weight, at) => total + weight * digits[at], 0)
  const isSure = new RegExp(rules.person).test(around) || sum % 11 === 0 || digits.startsWith("0101")
  return { start: match.index, end: match.index + match[0].length, isSure, shown: `${digits.slice(0, 4)}xx-xxxx` }
}

/** Return the day of birth in ten digits, the century by the seventh, or an empty text. */
function birthday(digits) {
  const [day, month, year, seventh] = [digits.slice(0, 2), digits.slice(2, 4), +digits.slice(4, 6), +digits[6]]
  const century = seventh <= 3 ? 19 : seventh === 4 || seventh === 9 ? (year <= 36 ? 20 : 19) : year <= 57 ? 20 : 0
  const iso = `${century}${digits.slice(4, 6)}-${month}-${day}`
  const made = new Date(`${iso}T00:00:00Z`)
  return century && !Number.isNaN(+made) && made.toISOString().startsWith(iso) ? iso : ""
}

/** Return a text with all but day and month of each number covered; of those that are sure alone, when asked. */
export function mask(text, rules, today, isSureAlone = false) {
  const found = findNumbers(text, rules, today).filter(({ isSure }) => isSure || !isSureAlone)
  return found.reduceRight((left, { start, end, shown }) => left.slice(0, start) + shown + left.slice(end), text)
}

/** Return what there is to say of a text: `[isError, words]`. */
export function advise(text, { rules, said }, today) {
  const found = findNumbers(text, rules, today).map(({ isSure, shown }) => [isSure, fill(isSure ? said.number : said.possible, { shown })])
  const mail = text.match(new RegExp(rules.mail, "i"))
  if (mail) found.push([false, fill(said.mail, { found: mail[0] })])
  if (text.split("\n").some((line) => new RegExp(rules.private, "i").test(line))) found.push([false, said.private])
  const template = text.match(new RegExp(rules.template, "i"))
  if (template) found.push([true, fill(said.template, { found: template[0] })])
  return found
}
