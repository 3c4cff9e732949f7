/** Words: the catalogue's vocabulary as far as it has been fetched, and what a word that somebody types may mean in it.
 *
 * A question that asks for a file which is not there yet is answered with »nothing«, and the file's name is put among
 * those wanted. Whoever asks fetches those and asks again, until nothing is wanted. No network, no page.
 */

import { readWords } from "./coding.js"
import { distance, ENDINGS, fold, plain, smooth, stems, turn } from "./letters.js"
import { RightWords } from "./right.js"

/** @import { Base, Entry, Head, Listed, ListJson, Row, Shard, Way } from "./types.d.ts" */

const MANY_ENDINGS = ["nes", "ne", "enes", "ene", "s"]
const VERB_ENDINGS = ["ende", "edes", "ede", "tes", "er", "et", "te", "es", "r", "t", "s", "e"]
const NOUN_ENDINGS = ["else", "ning", "ing", "sel", "e", ""]
/**
 * Pairs of endings of words that belong together, the letters that must stand in front, and how much the other one counts.
 *
 * @type {[one: string, other: string, least: number, weight: number][]}
 */
const RELATIVES = [
  ["e", "else", 3, 0.5],
  ["e", "ing", 3, 0.5],
  ["e", "ning", 4, 0.5],
  ["ere", "ering", 3, 0.5],
  ["ere", "ation", 4, 0.5],
  ["", "hed", 4, 0.45],
  ["er", "ing", 5, 0.35],
  ["er", "ning", 5, 0.35],
  ["ing", "else", 4, 0.3],
]
const DOUBLED = /([b-df-hj-np-tv-z])\1$/
/** What is left of »cykel« in »cykler«. */
const LOST_VOWEL = /[b-df-hj-np-tv-z][lnr]$/
const OTHER_BASE = 0.5
/** Letters that an ending may have. */
const MOST_ENDING = 4
/** Letters that a word has at least that may be the name of a group with a slip. */
const SLIPPED = 6
/** What is added to an everyday word of the thesaurus, which knows less of what people mean than the editors do. */
const GUESSED = "*"
/** Files that the letters of a word may lead to; more are not fetched for what is only a guess. */
const FEW_FILES = 6
const FEW_LISTS = 3
/** Letters of the everyday word that an unknown compound begins with, and letters that must follow. */
const FRONT = 4
const REST = 3

export class Words {
  /** @param {Head} head */
  constructor(head) {
    /** @type {Set<string>} The names of files that have been asked for and are not there yet. */
    this.wanted = new Set()
    this.firsts = split(head.firsts)
    this.frontFirsts = split(head.fronts)
    this.backFirsts = split(head.backs)
    this.wayFirsts = head.everyday
    /** @type {(Map<string, Entry[]> | undefined)[]} */
    this.shards = []
    /** @type {(string[] | undefined)[]} The folded words of each file, sorted. */
    this.keys = []
    /** @type {(Listed[] | undefined)[]} */
    this.fronts = []
    /** @type {(Listed[] | undefined)[]} */
    this.backs = []
    /** @type {(Record<string, Way[]> | undefined)[]} */
    this.ways = []
    /** @type {Map<string, Entry>} The words that are there, by how they are written. */
    this.entries = new Map()
    /** @type {number[]} The numbers of the files of words that are there. */
    this.numbers = []
    /** @type {Map<string, string[]>} What forms stand for in those: the same ones stand on many results. */
    this.told = new Map()
    this.right = new RightWords(this.wanted, head.right)
    this.endings = readTables(head.tables)
    this.longest = Math.max(0, ...Array.from(this.endings.keys(), (ending) => ending.length))
    this.changes = head.changes
    /** How much of what is typed is read: letters of a query, and of a word in it. */
    this.limits = head.limits
    this.stop = new Set(split(head.stop))
    this.asking = new Set(split(head.asking))
    this.excluding = new Set(split(head.excluding))
    /** Words that are endings too: no compound ends with one. */
    this.suffixes = new Set(split(head.suffixes))
    this.groups = head.groups.map(([amount, names, near, related]) => ({ amount, names, near, related }))
    /** @type {[name: string, group: number][]} */
    this.names = this.groups.flatMap(({ amount, names }, group) =>
      amount ? names.map((name) => /** @type {[string, number]} */ ([fold(plain(name)), group])) : [],
    )
    this.phrases = head.phrases.map(([group, row]) => ({ group, row }))
    this.total = head.pages
  }

  /**
   * Take in a file of words.
   *
   * @param {number} number
   * @param {Shard} shard
   */
  learn(number, { words, endings, groups, rows }) {
    /** @type {Map<string, Entry[]>} */
    const found = new Map()
    readWords(words).forEach((joined, place) => {
      const pieces = joined.includes("|") ? joined.split("|") : []
      const text = pieces.length ? pieces.map(lettersOf).join("") : joined
      const entry = {
        text,
        pieces: pieces.map(wordOf),
        table: endings.charCodeAt(place) - 48,
        groups: groups[String(place)] ?? [],
        row: { ...rows[place], name: `${number}-${place}` },
      }
      this.entries.set(text, entry)
      const key = fold(text)
      found.set(key, [...(found.get(key) ?? []), entry])
    })
    this.shards[number] = found
    this.keys[number] = [...found.keys()]
    this.numbers.push(number)
    this.told.clear()
  }

  /**
   * Take in a file of words by their first letters.
   *
   * @param {number} number
   * @param {ListJson} list
   */
  learnFront(number, list) {
    this.fronts[number] = readList(list)
  }

  /**
   * Take in a file of words by their last letters.
   *
   * @param {number} number
   * @param {ListJson} list
   */
  learnBack(number, list) {
    this.backs[number] = readList(list)
  }

  /**
   * Whether a token has no content of its own. Capitals make MED a word.
   *
   * @param {string} token
   */
  isStop(token) {
    return this.stop.has(token.toLowerCase()) && !isCapitals(token)
  }

  /**
   * Whether a token is one that questions are asked with, and that no page needs to have.
   *
   * @param {string} token
   */
  isAsking(token) {
    return this.asking.has(token.toLowerCase()) && !isCapitals(token)
  }

  /**
   * The words that are compared as a key is.
   *
   * @param {string} key
   * @returns {Entry[]}
   */
  lookup(key) {
    const number = lastFrom(this.firsts, key)
    if (number < 0) return []
    const shard = this.shards[number]
    if (!shard) this.wanted.add(`words-${number}`)
    return shard?.get(key) ?? []
  }

  /**
   * The word of the vocabulary that is written so.
   *
   * @param {string} text
   */
  entry(text) {
    return this.entries.get(text) ?? this.lookup(fold(text)).find((entry) => entry.text === text)
  }

  /**
   * The base forms in the vocabulary that a form may come from, the likeliest first, with how much each counts. Those
   * that are written otherwise than the form count only when no other is there.
   *
   * @param {string} form
   * @returns {Base[]}
   */
  bases(form) {
    const key = fold(form)
    /** @type {Map<string, boolean>} Whether the form is written as the base is. */
    const found = new Map()
    this.lookup(key).forEach((entry) => found.set(entry.text, isAlike(form, entry.text, 0)))
    // A letter alone is no form of another word, and those that begin with it lie in many files.
    const most = form.length > 1 ? Math.min(this.longest, key.length - 1) : -1
    for (let length = 0; length <= most; length++) {
      const cut = key.length - length
      for (const { strip, tables } of this.endings.get(key.slice(cut)) ?? []) {
        for (const { text, table } of this.lookup(key.slice(0, cut) + strip))
          if (tables.has(table) && !found.has(text)) found.set(text, isAlike(form, text, strip.length))
      }
    }
    if (!found.size) this.changed(key).forEach((text) => found.set(text, true))
    const all = Array.from(found.keys())
    const alike = all.filter((text) => found.get(text))
    return (alike.length ? alike : all).map((text, place) => ({ text, weight: place ? OTHER_BASE : 1 }))
  }

  /**
   * The terms that a form stands for, as far as its words have been fetched: its base form, the parts of that, its groups.
   *
   * @param {string} form
   * @returns {string[]}
   */
  termsOf(form) {
    const known = this.told.get(form)
    if (known) return known
    const before = new Set(this.wanted)
    const [base] = this.mayKnow(fold(form)) ? this.bases(form).map(({ text }) => text) : this.changed(fold(form))
    const terms = base ? [base, ...this.pieces(base), ...this.groupsOf(base).map((group) => `~${group}`)] : []
    this.wanted.clear() // Nothing is fetched for the sake of what is shown.
    for (const name of before) this.wanted.add(name)
    this.told.set(form, terms)
    return terms
  }

  /**
   * Whether a file is there that may have the words which a form comes from: those begin as it does.
   *
   * @param {string} key
   */
  mayKnow(key) {
    const front = key.slice(0, Math.max(1, key.length - this.longest))
    const [start, end] = [lastFrom(this.firsts, front), lastFrom(this.firsts, `${front}\uffff`)]
    return this.numbers.some((number) => number >= start && number <= end)
  }

  /**
   * Whether a form may well come from a word that leads to pages: as it is, without an ending, or with the vowel that it
   * loses before one. All that end alike lie in few files, so many forms are asked about for the price of one.
   *
   * @param {string} form
   */
  mayLead(form) {
    const bare = stems(fold(form), ENDINGS, 2)
    const whole = bare
      .slice(1)
      .flatMap((stem) => (LOST_VOWEL.test(stem) ? [`${stem.slice(0, -1)}e${stem.slice(-1)}`] : []))
    return this.changed(fold(form)).length > 0 || [...bare, ...whole].some((key) => this.isListed(key))
  }

  /**
   * Whether a word that is compared so leads to pages.
   *
   * @param {string} key
   */
  isListed(key) {
    const turned = turn(key)
    const number = lastFrom(this.backFirsts, turned)
    if (number < 0) return false
    const list = this.backs[number]
    if (!list) this.wanted.add(`backs-${number}`)
    return list !== undefined && list[firstOf(list, turned)]?.word === turned
  }

  /**
   * The singular of a plural with another vowel: `børnene` gives `barn`.
   *
   * @param {string} key
   */
  changed(key) {
    return stems(key, MANY_ENDINGS, 2)
      .filter((stem) => Object.hasOwn(this.changes, stem))
      .map((stem) => this.changes[stem])
      .slice(0, 1)
  }

  /**
   * How many pages a base form stands on.
   *
   * @param {string} text
   */
  amount(text) {
    return this.entry(text)?.row.amount ?? 0
  }

  /**
   * Whether a base form stands on a page, and not only among the synonyms.
   *
   * @param {string} text
   */
  isUsed(text) {
    return this.amount(text) > 0
  }

  /**
   * Whether a word leads to pages: they have it, or its group.
   *
   * @param {Entry} entry
   */
  leads({ row, groups }) {
    return row.amount > 0 || groups.some((group) => this.groups[group].amount > 0)
  }

  /**
   * The groups of synonyms that a base form stands in.
   *
   * @param {string} text
   */
  groupsOf(text) {
    return this.entry(text)?.groups ?? []
  }

  /**
   * The groups that a form names, maybe with a slip, as far as that is known before any words are: they are fetched beside
   * the words.
   *
   * @param {string} form
   */
  groupsNamed(form) {
    const key = fold(form)
    const named = this.names.filter(([name]) => key.startsWith(name) && key.length - name.length <= MOST_ENDING)
    if (named.length || key.length < SLIPPED) return named.map(([, group]) => group)
    const near = this.names.filter(([name]) => name[0] === key[0] && Math.abs(name.length - key.length) <= 1)
    return near.filter(([name]) => distance(key, name, 1) <= 1).map(([, group]) => group)
  }

  /**
   * The parts of a compound of the vocabulary, as base forms; none when it is not one.
   *
   * @param {string} text
   */
  pieces(text) {
    return this.entry(text)?.pieces ?? []
  }

  /**
   * The row of a term, when its file is there.
   *
   * @param {string} text
   * @returns {Row | undefined}
   */
  row(text) {
    return this.entry(text)?.row
  }

  /**
   * What an everyday word leads to: the form, in its base forms, or without an ending. Undefined when it is not known.
   *
   * @param {string[]} forms
   * @returns {Way[] | undefined}
   */
  waysOf(forms) {
    const keys = [...new Set(forms.map(fold).flatMap((key) => [key, ...bare(key)]))]
    for (const key of [...keys, ...keys.map((one) => one + GUESSED)]) {
      const found = this.everyday(key)
      if (found) return found
    }
    return undefined
  }

  /**
   * Whether the file is there that would have an everyday word.
   *
   * @param {string} word
   */
  hasEveryday(word) {
    return this.ways[lastFrom(this.wayFirsts, fold(word))] !== undefined
  }

  /**
   * The ways of one everyday word, as far as its file is there.
   *
   * @param {string} key
   * @returns {Way[] | undefined}
   */
  everyday(key) {
    const number = lastFrom(this.wayFirsts, key)
    if (number < 0) return undefined
    const known = this.ways[number]
    if (!known) this.wanted.add(`everyday-${number}`)
    return known && Object.hasOwn(known, key) ? known[key] : undefined
  }

  /**
   * What the longest everyday word leads to that an unknown compound begins with.
   *
   * @param {string} form
   * @returns {Way[] | undefined}
   */
  waysOfFront(form) {
    const key = fold(form)
    for (let cut = key.length - REST; cut >= FRONT; cut--) {
      const front = key.slice(0, cut)
      const found = this.everyday(front) ?? (front.endsWith("s") ? this.everyday(front.slice(0, -1)) : undefined)
      if (found) return found
    }
    return undefined
  }

  /**
   * Whether a form is right, though no page has it. What is not known yet is asked for and taken for right.
   *
   * @param {string} form
   */
  isRight(form) {
    const before = this.wanted.size
    const forms = [...new Set([form, written(form)])]
    return forms.some((one) => this.right.has(one)) || this.wanted.size > before
  }

  /**
   * Whether a form is put together of two words that are right.
   *
   * @param {string} form
   */
  isRightCompound(form) {
    const before = this.wanted.size
    return this.right.isCompound(form) || this.wanted.size > before
  }

  /**
   * The used words that begin with some letters, as they are compared, as far as a few files have them.
   *
   * @param {string} letters
   */
  startingWith(letters) {
    return this.listed("fronts", this.fronts, this.frontFirsts, letters)
  }

  /**
   * The used words that end with some letters, backwards, as far as a few files have them.
   *
   * @param {string} letters backwards
   */
  endingWith(letters) {
    return this.listed("backs", this.backs, this.backFirsts, letters)
  }

  /**
   * @param {string} name
   * @param {(Listed[] | undefined)[]} lists
   * @param {string[]} firsts
   * @param {string} letters
   */
  listed(name, lists, firsts, letters) {
    return between(firsts, letters)
      .slice(0, FEW_LISTS)
      .flatMap((number) => {
        const list = lists[number]
        if (!list) this.wanted.add(`${name}-${number}`)
        return list ? beginningIn(list, letters) : []
      })
  }

  /**
   * Used words that begin with some letters, those on most pages first.
   *
   * @param {string} letters
   * @param {number} most
   */
  completions(letters, most) {
    const found = this.beginningWith(fold(letters)).filter(({ row }) => row.amount)
    return found
      .sort((a, b) => b.row.amount - a.row.amount || a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
      .slice(0, most)
      .map(({ text }) => text)
  }

  /**
   * The words that begin with a key, used or not, as far as a few files have them.
   *
   * @param {string} key
   * @returns {Entry[]}
   */
  beginningWith(key) {
    return between(this.firsts, key)
      .slice(0, FEW_FILES)
      .flatMap((number) => {
        const shard = this.shards[number]
        if (!shard) this.wanted.add(`words-${number}`)
        return (this.keys[number] ?? []).filter((one) => one.startsWith(key)).flatMap((one) => shard?.get(one) ?? [])
      })
  }

  /**
   * Used words of the same family: `fastholde` gives `fastholdelse`.
   *
   * @param {string} text
   * @returns {Base[]}
   */
  relatives(text) {
    const key = fold(text)
    return RELATIVES.flatMap(([one, other, least, weight]) =>
      [...swapped(key, one, other, least), ...swapped(key, other, one, least)]
        .flatMap((word) => this.lookup(word))
        .filter(({ row }) => row.amount)
        .map((entry) => ({ text: entry.text, weight })),
    )
  }

  /**
   * The noun on a page that an unknown form of a verb belongs to.
   *
   * @param {string} form
   */
  nounOf(form) {
    const key = fold(form)
    const bare = VERB_ENDINGS.filter((end) => key.endsWith(end)).map((end) => key.slice(0, -end.length))
    const nouns = bare.filter((stem) => stem.length > 3).flatMap((stem) => NOUN_ENDINGS.map((end) => stem + end))
    return nouns.flatMap((noun) => this.lookup(noun)).find(({ row }) => row.amount)?.text
  }
}

/**
 * A form in Danish letters, when it is written without any.
 *
 * @param {string} form
 */
function written(form) {
  return form.replaceAll("ae", "æ").replaceAll("oe", "ø").replaceAll("aa", "å")
}

/**
 * What a key may be without its ending, when nothing is known of the word: »kokke« may be »kok«, »truende« »true«.
 *
 * @param {string} key
 */
function bare(key) {
  return stems(key, [...ENDINGS, ...VERB_ENDINGS], 3)
    .slice(1)
    .flatMap((stem) => [stem, `${stem}e`, ...(stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : [])])
}

/** @param {string} token */
function isCapitals(token) {
  return token.length > 1 && token === token.toUpperCase() && token !== token.toLowerCase()
}

/**
 * Whether a form is written as a base is, as far as the base goes on in it.
 *
 * @param {string} form
 * @param {string} base
 * @param {number} stripped letters of the base that the form lacks
 */
function isAlike(form, base, stripped) {
  const text = smooth(base)
  return smooth(form).startsWith(text.slice(0, text.length - stripped))
}

/**
 * Where the last of some sorted texts stands that is no later than a text; -1 when all are later.
 *
 * @param {string[]} sorted
 * @param {string} text
 */
function lastFrom(sorted, text) {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] <= text) low = middle + 1
    else high = middle
  }
  return low - 1
}

/**
 * Where the first of some sorted words stands that is no earlier than a text.
 *
 * @param {Listed[]} list
 * @param {string} text
 */
function firstOf(list, text) {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle].word < text) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The words of a sorted list that begin with some letters.
 *
 * @param {Listed[]} list
 * @param {string} letters
 */
function beginningIn(list, letters) {
  const start = firstOf(list, letters)
  let end = start
  while (end < list.length && list[end].word.startsWith(letters)) end++
  return list.slice(start, end)
}

/**
 * The numbers of the files that may have words with a beginning, by the first word of each file.
 *
 * @param {string[]} firsts
 * @param {string} beginning
 */
function between(firsts, beginning) {
  const [start, end] = [Math.max(0, lastFrom(firsts, beginning)), lastFrom(firsts, `${beginning}\uffff`)]
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, step) => start + step)
}

/**
 * @param {ListJson} list
 * @returns {Listed[]}
 */
function readList({ words, amounts, groups }) {
  return readWords(words).map((word, place) => ({
    word,
    amount: parseInt(amounts[place], 36),
    groups: groups[String(place)] ?? [],
  }))
}

/** @param {string} text */
function split(text) {
  return text.split(" ").filter(Boolean)
}

/**
 * The letters of a part in its compound: `trivsel;s` are `trivsels`, `børne=barn` are `børne`.
 *
 * @param {string} piece
 */
function lettersOf(piece) {
  return piece.split("=")[0].replace(";", "")
}

/**
 * The word that a part of a compound is.
 *
 * @param {string} piece
 */
function wordOf(piece) {
  return piece.split("=")[1] ?? piece.split(";")[0]
}

/**
 * For each ending the letters that it stands for, and the tables that have it.
 *
 * @param {string[]} tables
 */
function readTables(tables) {
  /** @type {Map<string, { strip: string, tables: Set<number> }[]>} */
  const endings = new Map()
  tables.forEach((table, number) =>
    split(table).forEach((rule) => {
      const [strip, ending] = rule.split(">")
      const known = endings.get(ending) ?? []
      endings.set(ending, known)
      const same = known.find((other) => other.strip === strip)
      if (same) same.tables.add(number)
      else known.push({ strip, tables: new Set([number]) })
    }),
  )
  return endings
}

/**
 * A text with another ending; of two consonants alike one goes before a third: »amme« gives »amning«.
 *
 * @param {string} text
 * @param {string} one
 * @param {string} other
 * @param {number} least
 */
function swapped(text, one, other, least) {
  if (!text.endsWith(one)) return []
  const stem = text.slice(0, text.length - one.length)
  const single = other.startsWith("n") && DOUBLED.test(stem) ? [stem.slice(0, -1) + other] : []
  return stem.length >= least ? [stem + other, ...single] : single
}
