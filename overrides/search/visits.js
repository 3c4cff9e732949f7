/** Visits: the day of this visit and of the one before it, and what has come since. Pure. */

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The visits with today's among them. Days, and not moments: who comes back the same day is told the same.
 *
 * @param {string} kept the day before the latest, if any, and the latest, with a space between
 * @param {string} today
 */
export function remember(kept, today) {
  const days = kept.split(" ").filter((day) => DAY.test(day) && day <= today)
  const latest = days.at(-1) ?? ""
  const before = latest === today ? (days.length > 1 ? days[0] : "") : latest
  return { before, latest: today }
}

/**
 * How many pages are dated after a day, and the first day that counts, for the address of a search.
 *
 * @param {string} days each day with its pages, `2026-11-09:2`, with spaces between
 * @param {string} day none when somebody is here for the first time
 */
export function newSince(days, day) {
  if (!day) return { amount: 0, day: "" }
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  const rows = days.split(" ").map((row) => row.split(":"))
  const amount = rows.reduce((sum, [at, pages]) => (at >= next ? sum + Number(pages) : sum), 0)
  return { amount, day: next }
}
