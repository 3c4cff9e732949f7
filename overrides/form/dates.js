/** Dates as Danes write them, read by the check's own patterns. */

/** Return `{ iso }`, or `{ fault }`: `date` when it is none, `day` when there is no such day. */
export function readDate(text, rules) {
  const written = text.trim().toLowerCase()
  const strict = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written)
  if (strict) {
    const iso = dayOf(...strict.slice(1))
    return iso ? { iso } : { fault: "day" }
  }
  for (const form of rules.dates) {
    const found = new RegExp(`^(?:${form})$`).exec(written)?.groups
    if (!found) continue
    const month = rules.months.indexOf(found.month) + 1 || found.month
    const iso = dayOf(found.year, month, found.day)
    return iso ? { iso } : { fault: "date" }
  }
  return { fault: "date" }
}

function dayOf(year, month, day) {
  const iso = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
  const made = new Date(`${iso}T00:00:00Z`)
  return +year > 0 && !Number.isNaN(+made) && made.toISOString().startsWith(iso) ? iso : ""
}

/** Return the day where the reader is. */
export function today(now = new Date()) {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

/** Return a date in words: »1. maj 2027«. */
export function inWords(iso, rules) {
  const [year, month, day] = iso.split("-").map(Number)
  return `${day}. ${rules.months[month - 1]} ${year}`
}
