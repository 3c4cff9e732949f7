/** Queries: what somebody has typed, as slots. Each slot has readings, any of which a page may hold instead of the word.
 *
 * A reading is a list of terms that must all be there, with how much it counts. A partial reading is too little to be an
 * answer by itself. A slot tells how its word was understood (`how`), so that the page can say so.
 */

import { LONG_PIECE, plain, SHORT_PIECE, tokens } from "./words.js"

/**
 * @import { Base, Reading, Slot } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const GROUP = 0.4
const NEIGHBOUR = 0.15
const SIBLING = 0.2
const PIECES = 0.6
const LAST_PIECE = 0.25
const OTHER_PIECE = 0.12
const COMPLETION = 0.9
const COMPLETIONS = 24
const LIKELIEST = 3

/**
 * The forms that were taken for slips, as far as is known.
 *
 * @param {Slot[]} slots
 */
export function slipsOf(slots) {
  return slots.filter(({ how }) => how === "slip").map(({ token }) => plain(token))
}

/**
 * Whether a slot leaves something to be asked of the substitutes, which are fetched only then.
 *
 * @param {Slot[]} slots
 */
export function needsSubstitutes(slots) {
  return slots.some(({ how }) => how !== "word")
}

/**
 * The slots of a query. `options.literal` takes every word as it stands; `options.typing` lets the last one be unfinished.
 *
 * @param {Words} words
 * @param {string} text
 * @param {{ literal?: boolean, typing?: boolean }} [options]
 * @returns {Slot[]}
 */
export function read(words, text, options = {}) {
  const all = tokens(text.slice(0, words.limits.query))
  const isAllStop = all.every((token) => words.isStop(token))
  const kept = all.filter((token) => isAllStop || !words.isStop(token))
  const slots = kept.map((token, place) => {
    const isLast = place === kept.length - 1
    if (token.length > words.limits.word) return slot(token, "missing", []) // No page has such a word.
    return options.literal
      ? readLiterally(words, token)
      : readWord(words, token, isLast, Boolean(options.typing && isLast))
  })
  if (!options.literal) addPhrases(words, all, kept, slots)
  return slots
}

/**
 * @param {Words} words
 * @param {string} token
 * @returns {Slot}
 */
function readLiterally(words, token) {
  const bases = words.bases(plain(token))
  return slot(
    token,
    bases.length ? "word" : "missing",
    bases.map(({ text, weight }) => reading([text], weight)),
  )
}

/**
 * The first way of reading a word that leads to a page; else the word is missing.
 *
 * @param {Words} words
 * @param {string} token
 * @param {boolean} isLast
 * @param {boolean} isTyping
 * @returns {Slot}
 */
function readWord(words, token, isLast, isTyping) {
  const form = plain(token)
  const attempts = [
    readKnown,
    readUnfolded,
    readSubstitute,
    readHyphened,
    readFamily,
    readLongSplit,
    ...(isLast ? [readBeginning] : []),
    readSlip,
    readShortSplit,
    readSlips,
  ]
  for (const attempt of attempts) {
    const found = attempt(words, token, form)
    if (found) return isTyping ? withCompletions(words, found, form) : found
  }
  return isTyping ? withCompletions(words, slot(token, "missing", []), form) : slot(token, "missing", [])
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @returns {Slot | undefined}
 */
function readKnown(words, token, form) {
  const bases = words.bases(form)
  if (!bases.length) return undefined
  if (bases.some(({ text }) => words.isUsed(text))) return slot(token, "word", readingsOf(words, bases))
  const groups = bases.flatMap(({ text }) => groupsOf(words, text)).filter((group) => words.isUsedGroup(group))
  const readings = readingsOf(words, bases)
  if (groups.length)
    return slot(
      token,
      "synonym",
      readings,
      groups.map((group) => words.groups[group].members[0]),
    )
  const answers = readings.some(({ terms, isPartial }) => !isPartial && terms.every((term) => words.isUsed(term)))
  return answers ? slot(token, "split", readings, words.pieces(bases[0].text)) : slot(token, "missing", [])
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @returns {Slot | undefined}
 */
function readUnfolded(words, token, form) {
  const known =
    words.unfolded(form).find((variant) => words.bases(variant).some(({ text }) => words.isUsed(text))) ??
    words.unfolded(form).find((variant) => words.bases(variant).length)
  return known === undefined ? undefined : readKnown(words, token, known)
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @returns {Slot | undefined}
 */
function readSubstitute(words, token, form) {
  const near = [form, ...words.unfolded(form)]
    .map((variant) => words.substitutes(variant))
    .find((found) => found.length)
  if (!near) return undefined
  const bases = near.map((text, place) => ({ text, weight: 1 / (1 + place / 2) }))
  return slot(token, "synonym", readingsOf(words, bases), near)
}

/**
 * @param {Words} words
 * @param {string} token
 * @returns {Slot | undefined}
 */
function readHyphened(words, token) {
  if (!token.includes("-")) return undefined
  const written = token.split("-")
  const parts = written.flatMap((part) => words.bases(plain(part))[0]?.text ?? [])
  return parts.length < written.length ? undefined : slot(token, "split", piecesOf(parts, 1), parts)
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @returns {Slot | undefined}
 */
function readFamily(words, token, form) {
  const noun = words.nounOf(form)
  return noun ? slot(token, "family", readingsOf(words, [{ text: noun, weight: 0.8 }]), [noun]) : undefined
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 */
function readLongSplit(words, token, form) {
  return readSplit(words, token, form, LONG_PIECE)
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 */
function readShortSplit(words, token, form) {
  return readSplit(words, token, form, SHORT_PIECE)
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @param {number} shortest
 * @returns {Slot | undefined}
 */
function readSplit(words, token, form, shortest) {
  const variants = [form, ...words.unfolded(form)].map((variant) => words.split(variant, shortest))
  const pieces = variants.find((found) => found.length) ?? []
  return pieces.length
    ? slot(token, "split", [...piecesOf(pieces, 1), ...siblingsOf(words, pieces[0])], pieces)
    : undefined
}

/**
 * The groups of synonyms with a word that begins like an unknown compound: what it says of the thing is half the answer.
 *
 * @param {Words} words
 * @param {string} front
 * @returns {Reading[]}
 */
function siblingsOf(words, front) {
  const groups = new Set(words.beginningWith(front).flatMap((text) => groupsOf(words, text)))
  return Array.from(groups, (group) => ({ ...reading([`~${group}`], SIBLING), isPartial: true }))
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @returns {Slot | undefined}
 */
function readBeginning(words, token, form) {
  const variant = [form, ...words.unfolded(form)].find((letters) => words.completions(letters, 1).length)
  if (!variant) return undefined
  const likeliest = words.completions(variant, LIKELIEST).map((text) => ({ text, weight: COMPLETION / 2 }))
  return withCompletions(words, slot(token, "beginning", readingsOf(words, likeliest)), variant)
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 */
function readSlip(words, token, form) {
  return form.length > 4 ? readNearest(words, token, form, 1) : undefined
}

/**
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 */
function readSlips(words, token, form) {
  return form.length > 7 ? readNearest(words, token, form, 2) : undefined
}

/**
 * A word that is right is never taken for a slip, whatever it is near.
 *
 * @param {Words} words
 * @param {string} token
 * @param {string} form
 * @param {number} slips
 * @returns {Slot | undefined}
 */
function readNearest(words, token, form, slips) {
  const near = words.isRight(form) ? undefined : words.nearest(form, slips)
  return near ? slot(token, "slip", readingsOf(words, [{ text: near, weight: 1 }]), [near]) : undefined
}

/**
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 * @returns {Slot}
 */
function withCompletions(words, found, form) {
  const more = words.completions(form, form.length < 3 ? 2 * COMPLETIONS : COMPLETIONS)
  more
    .filter((text) => text !== form)
    .forEach((text) => {
      found.readings.push(reading([text], COMPLETION * Math.sqrt(form.length / text.length)))
    })
  return more.length && found.how === "missing" ? { ...found, how: "beginning" } : found
}

/**
 * Everything that a word may be answered by: itself, its synonyms, its family, its parts together; in part its neighbours.
 *
 * @param {Words} words
 * @param {Base[]} bases
 * @returns {Reading[]}
 */
function readingsOf(words, bases) {
  return bases.flatMap(({ text, weight }) => [
    reading([text], weight),
    ...groupsOf(words, text).flatMap((group) => [
      reading([`~${group}`], weight * GROUP),
      ...words.neighbours(group).map((other) => ({ ...reading([`~${other}`], weight * NEIGHBOUR), isPartial: true })),
    ]),
    ...words.relatives(text).map((relative) => reading([relative.text], weight * relative.weight)),
    ...piecesOf(words.pieces(text), weight * PIECES),
  ])
}

/**
 * The parts of a compound: together an answer, each alone only a part of one.
 *
 * @param {string[]} pieces
 * @param {number} weight
 * @returns {Reading[]}
 */
function piecesOf(pieces, weight) {
  if (!pieces.length) return []
  const alone = pieces.map((piece, place) => {
    const share = place === pieces.length - 1 ? LAST_PIECE : OTHER_PIECE
    return { ...reading([piece], share), isPartial: true }
  })
  return [reading(pieces, weight), ...alone]
}

/**
 * @param {Words} words
 * @param {string} text
 */
function groupsOf(words, text) {
  return words.groupsByWord.get(text) ?? []
}

/**
 * Let the words of a phrase that is in the list of synonyms be answered by its group.
 *
 * @param {Words} words
 * @param {string[]} all
 * @param {string[]} kept
 * @param {Slot[]} slots
 */
function addPhrases(words, all, kept, slots) {
  const forms = all.map((token) => [plain(token), ...words.bases(plain(token)).map(({ text }) => text)])
  for (const { group, row } of words.phrases) {
    for (let start = 0; start + row.length <= all.length; start++) {
      if (!row.every((bases, place) => bases.some((base) => forms[start + place].includes(base)))) continue
      for (const token of all.slice(start, start + row.length)) {
        const place = kept.indexOf(token)
        if (place >= 0) slots[place].readings.push(reading([`~${group}`], GROUP))
      }
    }
  }
}

/**
 * @param {string} token
 * @param {Slot["how"]} how
 * @param {Reading[]} readings
 * @param {string[]} [instead]
 * @returns {Slot}
 */
function slot(token, how, readings, instead = []) {
  return { token, how, readings, instead }
}

/**
 * @param {string[]} terms
 * @param {number} weight
 * @returns {Reading}
 */
function reading(terms, weight) {
  return { terms, weight, isPartial: false }
}
