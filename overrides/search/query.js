/** Queries: what somebody has typed, as slots. Each slot has readings, any of which a page may hold instead of the word.
 *
 * A reading is a list of terms that must all be there, with how much it counts. A partial reading is too little to be an
 * answer by itself. Readings are mixed: the word itself counts most, then what a person would try next. A slot tells how
 * its word was understood (`how`), so that the page can say so.
 */

import { guess } from "./guesses.js"
import { fold, plain } from "./letters.js"
import { parse } from "./parsing.js"
import { GROUP, GROUP_ALONE, isSame, LIKELIEST, NAMES, reading, readingsOf } from "./readings.js"

/**
 * @import { Asked, Base, Reading, Slot } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const RELATED = 0.25
/** What everyday words count beside a word that pages have, and beside a group of synonyms that they have. */
const BESIDE_WORD = 0.4
const BESIDE_GROUP = 0.7
/** What a phrase of everyday words counts more than a word by itself, in tenths. */
const PHRASE = 2
const LONGEST_PHRASE = 4
/** Words of a query that is so short that all it may need is fetched at once. */
const FEW = 2
const COMPLETION = 0.9
const COMPLETIONS = 24
/** A word on so few pages may stand there by chance: what else it may mean is looked for as well. */
const RARE = 2
const RARE_SHARE = 0.004

/**
 * The slots of a query. `options.literal` takes every word as it stands; `options.typing` lets the last one be unfinished.
 *
 * `options.settled` are the slots that an earlier reading of the same query has settled, by place; those that this one
 * settles are put among them.
 *
 * @param {Words} words
 * @param {string} text
 * @param {{ literal?: boolean, typing?: boolean, settled?: Map<number, Slot> }} [options]
 * @returns {Slot[]}
 */
export function read(words, text, options = {}) {
  const all = parse(words, text)
  const { settled = new Map() } = options
  const wanted = new Set(words.wanted)
  // Each word is read as if it were alone, so that what they all need is fetched at once, and what is known of one stays.
  const slots = all.map((asked, place) => {
    const slot = settled.get(place) ?? readAlone(asked, place)
    return { ...slot, readings: [...slot.readings], instead: [...slot.instead] }
  })
  if (!options.literal) {
    addPhrases(words, text, all, slots)
    addEverydayPhrases(words, all, slots)
  }
  for (const name of wanted) words.wanted.add(name)
  return slots

  /**
   * @param {Asked} asked
   * @param {number} place
   */
  function readAlone(asked, place) {
    words.wanted.clear()
    const slot = readAsked(asked, place === all.length - 1)
    if (!words.wanted.size) settled.set(place, slot)
    for (const name of words.wanted) wanted.add(name)
    words.wanted.clear()
    return slot
  }

  /**
   * @param {Asked} asked
   * @param {boolean} isLast
   */
  function readAsked(asked, isLast) {
    if (asked.token.length > words.limits.word) return slotOf(asked, "missing", []) // No page has such a word.
    if (options.literal || asked.quote || asked.isExcluded) return readLiterally(words, asked)
    if (all.length <= FEW) words.waysOf([plain(asked.token)]) // Fetched beside the words, should they be needed.
    return readWord(words, asked, Boolean(options.typing && isLast))
  }
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
  if (words.wanted.size) return slotOf(asked, "missing", []) // Nothing is guessed of words that are still to be fetched.
  const found = bases.length ? readKnown(words, asked, bases) : slotOf(asked, "missing", [])
  const isRare = isScarce(words, bases)
  if (isRare) addWays(words, found, [form, ...bases.map(({ text }) => text)])
  if (words.wanted.size) return found
  if (!isAnswered(found)) addRelated(words, found, bases)
  if (!isAnswered(found)) guess(words, found, form)
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
  return slotOf(asked, isSplit ? "split" : "missing", readings, isSplit ? pieces : [])
}

/**
 * What the editors call related to a word that no page has: near enough to be shown, when there is nothing else.
 *
 * @param {Words} words
 * @param {Slot} found
 * @param {Base[]} bases
 */
function addRelated(words, found, bases) {
  for (const group of bases.flatMap(({ text }) => words.groupsOf(text))) {
    const { near, related } = words.groups[group]
    const groups = near.filter((other) => words.groups[other].amount)
    const alone = related
      .flatMap((term) => words.bases(plain(term)).slice(0, 1))
      .filter(({ text }) => words.isUsed(text))
    found.readings.push(
      ...groups.map((other) => reading([`~${other}`], RELATED)),
      ...alone.map(({ text }) => reading([text], RELATED)),
    )
    const names = [
      ...groups.flatMap((other) => words.groups[other].names.slice(0, 1)),
      ...alone.map(({ text }) => text),
    ]
    if (!names.length) continue
    found.how = "synonym"
    found.instead = [...new Set([...found.instead, ...names])].slice(0, NAMES)
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
  const forms = all.map(({ token }) => [
    fold(plain(token)),
    ...words.bases(plain(token)).map((base) => fold(base.text)),
  ])
  for (const { group, row } of words.phrases) {
    const content = row.filter((base) => !words.stop.has(base))
    for (let start = 0; start + content.length <= all.length; start++) {
      if (!content.length || !content.every((base, place) => forms[start + place].includes(base))) continue
      for (const slot of slots.slice(start, start + content.length))
        answer(slot, reading([`~${group}`], GROUP), words.groups[group].names)
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
    for (let end = Math.min(all.length, start + LONGEST_PHRASE); end > start + 1; end--) {
      const phrase = all
        .slice(start, end)
        .map(({ token }) => plain(token))
        .join(" ")
      // Words that pages have are no reason to fetch what everyday words mean.
      const isKnown = slots.slice(start, end).every(({ how, isEveryday }) => how === "word" && !isEveryday)
      const ways = isKnown && !words.hasEveryday(phrase) ? undefined : words.waysOf([phrase])
      if (!ways?.length) continue
      const names = [...new Set(ways.map(([, , name]) => name))].slice(0, NAMES)
      for (const slot of slots.slice(start, end))
        for (const [worth, terms] of ways) answer(slot, reading(terms.split(" "), (worth + PHRASE) / 10), names)
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
