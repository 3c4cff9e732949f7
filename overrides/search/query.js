/** Queries: what somebody has typed, as slots. Each slot has readings, any of which a page may hold instead of the word.
 *
 * A reading is a list of terms that must all be there, with how much it counts. A partial reading is too little to be an
 * answer by itself. Readings are mixed: the word itself counts most, then what a person would try next. A slot tells how
 * its word was understood (`how`), so that the page can say so.
 */

import { fold, plain } from "./letters.js"
import { parse } from "./parsing.js"
import { LONG_PIECE, SHORT_PIECE } from "./words.js"

/**
 * @import { Asked, Base, Reading, Slot, Way } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const GROUP = 0.4
/** A group of synonyms when no page has the word itself: the editors say that the group is what is meant. */
const GROUP_ALONE = 0.55
/** What everyday words count beside a word that pages do have. */
const BESIDE_WORD = 0.4
const BESIDE_GROUP = 0.7
const FRONT_WAY = 0.6
const KINSHIP_ALONE = 1.7
const SIBLING = 0.2
const NEIGHBOUR = 0.15
const RELATED = 0.25
const FAMILY = 0.8
const PIECES = 0.6
const LAST_PIECE = 0.25
const OTHER_PIECE = 0.12
const LONELY_PIECE = 0.35
const COMPLETION = 0.9
const BEGINNING = 0.5
const SLIP = 0.9
const COMPLETIONS = 24
const LIKELIEST = 4
/** A word on so few pages may stand there by chance: what else it may mean is looked for as well. */
const RARE = 2
const RARE_SHARE = 0.004
/** Names of what else was looked for that the page tells. */
const NAMES = 3

/**
 * The slots of a query. `options.literal` takes every word as it stands; `options.typing` lets the last one be unfinished.
 *
 * @param {Words} words
 * @param {string} text
 * @param {{ literal?: boolean, typing?: boolean }} [options]
 * @returns {Slot[]}
 */
export function read(words, text, options = {}) {
  const all = parse(words, text)
  const slots = all.map((asked, place) => {
    const isLast = place === all.length - 1
    if (asked.token.length > words.limits.word) return slotOf(asked, "missing", []) // No page has such a word.
    if (options.literal || asked.quote || asked.isExcluded) return readLiterally(words, asked)
    return readWord(words, asked, Boolean(options.typing && isLast))
  })
  if (!options.literal) {
    addPhrases(words, text, all, slots)
    addEverydayPhrases(words, all, slots)
  }
  return slots
}

/**
 * @param {Words} words
 * @param {Asked} asked
 * @returns {Slot}
 */
function readLiterally(words, asked) {
  const bases = words.bases(plain(asked.token)).filter(({ text }) => words.isUsed(text))
  return slotOf(
    asked,
    bases.length ? "word" : "missing",
    bases.map(({ text, weight }) => reading([text], weight)),
  )
}

/**
 * Everything that a word may be answered by.
 *
 * @param {Words} words
 * @param {Asked} asked
 * @param {boolean} isTyping
 * @returns {Slot}
 */
function readWord(words, asked, isTyping) {
  const form = plain(asked.token)
  const bases = words.bases(form)
  const found = bases.length ? readKnown(words, asked, bases) : slotOf(asked, "missing", [])
  const isRare = isScarce(words, bases)
  if (isRare) addWays(words, found, [form, ...bases.map(({ text }) => text)])
  if (!isAnswered(found)) addGuesses(words, found, form, asked.token)
  return isTyping ? withCompletions(words, found, form) : found
}

/**
 * Whether few pages have a word, so that what else it may mean is worth asking for.
 *
 * @param {Words} words
 * @param {Base[]} bases
 */
function isScarce(words, bases) {
  const amounts = bases.map(({ text }) => words.amount(text))
  return Math.max(0, ...amounts) <= Math.max(RARE, words.total * RARE_SHARE)
}

/**
 * A word of the vocabulary: that of pages, or of the synonyms.
 *
 * @param {Words} words
 * @param {Asked} asked
 * @param {Base[]} bases
 * @returns {Slot}
 */
function readKnown(words, asked, bases) {
  const isUsed = bases.some(({ text }) => words.isUsed(text))
  const readings = readingsOf(words, bases, isUsed ? GROUP : GROUP_ALONE)
  if (isUsed) return slotOf(asked, "word", readings)
  const groups = bases.flatMap(({ text }) => words.groupsOf(text))
  const used = groups.filter((group) => words.groups[group].amount)
  if (used.length)
    return slotOf(
      asked,
      "synonym",
      readings,
      used.flatMap((group) => words.groups[group].names.slice(0, 1)),
    )
  const pieces = words.pieces(bases[0].text)
  const isSplit = pieces.length && pieces.every((piece) => words.isUsed(piece))
  const found = slotOf(asked, isSplit ? "split" : "missing", readings, isSplit ? pieces : [])
  for (const group of groups) addRelated(words, found, group)
  return found
}

/**
 * What the editors call related to a group that no page has: near enough to be shown, when there is nothing else.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {number} group
 */
function addRelated(words, found, group) {
  const { near, related } = words.groups[group]
  const groups = near.filter((other) => words.groups[other].amount)
  const bases = related.flatMap((term) => words.bases(plain(term)).slice(0, 1)).filter(({ text }) => words.isUsed(text))
  found.readings.push(
    ...groups.map((other) => reading([`~${other}`], RELATED)),
    ...bases.map(({ text }) => reading([text], RELATED)),
  )
  const names = [...groups.flatMap((other) => words.groups[other].names.slice(0, 1)), ...bases.map(({ text }) => text)]
  if (names.length && found.how === "missing") {
    found.how = "synonym"
    found.instead = names.slice(0, NAMES)
  }
}

/**
 * What the everyday words lead to.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {string[]} forms
 */
function addWays(words, found, forms) {
  const all = words.waysOf(forms)
  if (!all) return
  found.isEveryday = true
  const own = new Set(found.readings.map(({ terms }) => terms.join(" ")))
  const ways = all.filter(([, terms]) => !own.has(terms))
  const share = (found.how === "word" ? BESIDE_WORD : found.how === "synonym" ? BESIDE_GROUP : 1) / 10
  found.readings.push(...ways.map(([worth, terms]) => reading(terms.split(" "), worth * share)))
  const names = [...new Set(ways.map(([, , name]) => name))].filter((name) => !isSame(name, found.token))
  if (!names.length) return
  if (found.how === "missing" || found.how === "split") {
    found.how = "synonym"
    found.instead = names.slice(0, NAMES)
  } else found.also = names.slice(0, NAMES)
}

/**
 * What a word may be that nothing is known of, the likeliest first. A slip is only thought of when the rest lead nowhere.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 * @param {string} token
 */
function addGuesses(words, found, form, token) {
  const before = found.readings.filter(({ isPartial }) => isPartial)
  const attempts = [
    () => readHyphened(words, token),
    () => readFamily(words, form),
    () => readSplit(words, form, LONG_PIECE),
    () => readBeginning(words, form),
    () => (found.isEveryday ? undefined : readSlip(words, form, 1)),
    () => readSplit(words, form, SHORT_PIECE),
    () => (found.isEveryday ? undefined : readSlip(words, form, 2)),
    () => (found.isEveryday ? undefined : readSlip(words, form, 3)),
    () => readParts(words, form, token),
    () => readFront(words, form),
  ]
  for (const attempt of attempts) {
    const guess = attempt()
    if (!guess) continue
    Object.assign(found, guess, { readings: [...guess.readings, ...before] })
    if (guess.how === "split") addFrontWays(words, found, form)
    return
  }
}

/**
 * What the everyday word leads to that an unknown compound begins with.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 */
function addFrontWays(words, found, form) {
  const ways = words.waysOfFront(form) ?? []
  found.readings.push(...ways.map(([worth, terms]) => reading(terms.split(" "), (worth / 10) * FRONT_WAY * LONELY_PIECE)))
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readFront(words, form) {
  const ways = words.waysOfFront(form)
  if (!ways?.length) return undefined
  return {
    how: "synonym",
    readings: ways.map(([worth, terms]) => reading(terms.split(" "), (worth / 10) * FRONT_WAY)),
    instead: [...new Set(ways.map(([, , name]) => name))].slice(0, NAMES),
  }
}

/** @typedef {Pick<Slot, "how" | "readings" | "instead">} Guess */

/**
 * @param {Words} words
 * @param {string} token
 * @returns {Guess | undefined}
 */
function readHyphened(words, token) {
  if (!token.includes("-")) return undefined
  const written = token.split("-")
  const parts = written.flatMap((part) => words.bases(plain(part)).find(({ text }) => words.isUsed(text))?.text ?? [])
  if (!parts.length) return undefined
  const readings = parts.length === written.length ? piecesOf(parts, 1) : parts.map((part) => reading([part], LONELY_PIECE))
  return { how: "split", readings, instead: parts }
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readFamily(words, form) {
  const noun = words.nounOf(form)
  return noun && { how: "family", readings: readingsOf(words, [{ text: noun, weight: FAMILY }]), instead: [noun] }
}

/**
 * @param {Words} words
 * @param {string} form
 * @param {number} shortest
 * @returns {Guess | undefined}
 */
function readSplit(words, form, shortest) {
  const pieces = words.split(form, shortest)
  return pieces.length
    ? { how: "split", readings: [...piecesOf(pieces, 1), ...siblingsOf(words, pieces[0])], instead: pieces }
    : undefined
}

/**
 * An unknown compound with a part that pages have: better that part than nothing.
 *
 * @param {Words} words
 * @param {string} form
 * @param {string} token
 * @returns {Guess | undefined}
 */
function readParts(words, form, token) {
  const parts = words.partsOf(form).filter((part) => !isSame(part, token))
  return parts.length
    ? { how: "split", readings: parts.map((part) => reading([part], LONELY_PIECE)), instead: parts }
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
  const groups = new Set(words.beginningWith(fold(front)).flatMap((entry) => entry.groups))
  return Array.from(groups, (group) => ({ ...reading([`~${group}`], SIBLING), isPartial: true }))
}

/**
 * @param {Words} words
 * @param {string} form
 * @returns {Guess | undefined}
 */
function readBeginning(words, form) {
  if (form.length < LONG_PIECE) return undefined
  const likeliest = words.completions(form, LIKELIEST).map((text) => ({ text, weight: BEGINNING }))
  return likeliest.length
    ? { how: "beginning", readings: readingsOf(words, likeliest), instead: likeliest.map(({ text }) => text) }
    : undefined
}

/**
 * A word that is right is never taken for a slip, whatever it is near.
 *
 * @param {Words} words
 * @param {string} form
 * @param {number} slips
 * @returns {Guess | undefined}
 */
function readSlip(words, form, slips) {
  if (form.length < [4, 8, 12][slips - 1] || words.isRight(form) || (slips > 1 && words.isRightCompound(form)))
    return undefined
  const near = words.nearest(form, slips)
  return near && { how: "slip", readings: readingsOf(words, [{ text: near, weight: SLIP }]), instead: [near] }
}

/**
 * @param {Words} words
 * @param {Slot} found
 * @param {string} form
 * @returns {Slot}
 */
function withCompletions(words, found, form) {
  const more = words.completions(form, form.length < 3 ? 2 * COMPLETIONS : COMPLETIONS).filter((text) => text !== form)
  const readings = more.map((text) => reading([text], COMPLETION * Math.sqrt(form.length / text.length)))
  if (!more.length || (found.how !== "missing" && found.how !== "slip"))
    return { ...found, readings: [...found.readings, ...readings] }
  return { ...found, how: "beginning", readings, instead: more.slice(0, LIKELIEST) }
}

/**
 * Everything that known words may be answered by: themselves, their synonyms, their family, their parts together; in part
 * their neighbours.
 *
 * @param {Words} words
 * @param {Base[]} bases
 * @param {number} [groupWeight]
 * @returns {Reading[]}
 */
function readingsOf(words, bases, groupWeight = GROUP) {
  // When no page has the word itself, its family is what is meant.
  const kinship = bases.some(({ text }) => words.isUsed(text)) ? 1 : KINSHIP_ALONE
  return bases.flatMap(({ text, weight }) => [
    reading([text], weight),
    ...words.groupsOf(text).flatMap((group) => [
      reading([`~${group}`], weight * groupWeight),
      ...words.groups[group].near.map((other) => ({ ...reading([`~${other}`], weight * NEIGHBOUR), isPartial: true })),
    ]),
    ...words.relatives(text).map((relative) => reading([relative.text], weight * relative.weight * kinship)),
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
 * Whether a slot has a reading that pages answer, as far as is known.
 *
 * @param {Slot} slot
 */
function isAnswered({ how }) {
  return how !== "missing"
}

/**
 * Let the words of a phrase that is in the list of synonyms be answered by its group.
 *
 * @param {Words} words
 * @param {string} text
 * @param {Asked[]} all
 * @param {Slot[]} slots
 */
function addPhrases(words, text, all, slots) {
  if (all.length < 2 && !/\s/.test(text.trim())) return
  const forms = all.map(({ token }) => [fold(plain(token)), ...words.bases(plain(token)).map((base) => fold(base.text))])
  for (const { group, row } of words.phrases) {
    const content = row.filter((base) => !words.stop.has(base))
    for (let start = 0; start + content.length <= all.length; start++) {
      if (!content.length || !content.every((base, place) => forms[start + place].includes(base))) continue
      for (const slot of slots.slice(start, start + content.length)) answer(slot, reading([`~${group}`], GROUP), words.groups[group].names)
    }
  }
}

/**
 * Let the words of an everyday phrase, »home office« say, be answered by what it leads to.
 *
 * @param {Words} words
 * @param {Asked[]} all
 * @param {Slot[]} slots
 */
function addEverydayPhrases(words, all, slots) {
  for (let start = 0; start < all.length; start++) {
    for (let end = Math.min(all.length, start + 4); end > start + 1; end--) {
      const tokens = all.slice(start, end).map(({ token }) => plain(token))
      const ways = words.waysOf([tokens.join(" ")])
      if (!ways?.length) continue
      const names = [...new Set(ways.map(([, , name]) => name))].slice(0, NAMES)
      for (const slot of slots.slice(start, end))
        for (const [worth, terms] of ways) answer(slot, reading(terms.split(" "), worth / 10 + 0.2), names)
      break
    }
  }
}

/**
 * Give a slot one more reading, and say so when it had none.
 *
 * @param {Slot} slot
 * @param {Reading} more
 * @param {string[]} names
 */
function answer(slot, more, names) {
  slot.readings.push(more)
  if (slot.how !== "missing") return
  slot.how = "synonym"
  slot.instead = names.filter((name) => !isSame(name, slot.token))
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSame(one, other) {
  return fold(plain(one)) === fold(plain(other))
}

/**
 * @param {Asked} asked
 * @param {Slot["how"]} how
 * @param {Reading[]} readings
 * @param {string[]} [instead]
 * @returns {Slot}
 */
function slotOf({ token, quote, share, isExcluded, place }, how, readings, instead = []) {
  const names = [...new Set(instead)].filter((name) => !isSame(name, token))
  return { token, how, readings, instead: names, also: [], quote, share, isExcluded, place, isEveryday: false }
}

/**
 * @param {string[]} terms
 * @param {number} weight
 * @returns {Reading}
 */
function reading(terms, weight) {
  return { terms, weight, isPartial: false }
}
