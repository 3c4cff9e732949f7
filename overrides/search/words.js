/** Words: the catalogue's vocabulary, and what a word that somebody types may mean in it. No network, no page. */

/** @import { Base, Vocabulary } from "./types.d.ts" */

const TOKEN = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu
const LETTERS = [
  ["ae", "æ"],
  ["oe", "ø"],
  ["aa", "å"],
]
/** Letters of our neighbours, and the Danish ones that they are written for. */
const ALIKE = [
  ["aa", "å"],
  ["ö", "ø"],
  ["ä", "æ"],
]
const ACCENTS = /[\u0300-\u0309\u030b-\u036f]/g
const BINDERS = ["s", "e", "er"]
const MANY_ENDINGS = ["nes", "ne", "enes", "ene", "s"]
const ENDINGS = ["ernes", "erne", "enes", "ene", "ens", "ets", "ers", "en", "et", "er", "es", "e", "s", "t"]
const VERB_ENDINGS = ["ende", "ede", "er", "et", "te", "es", "r", "t", "e"]
const NOUN_ENDINGS = ["else", "ning", "ing", "sel", "e"]
/**
 * Pairs of endings of words that belong together, the letters that must stand in front, and how much the other one counts.
 *
 * @type {[one: string, other: string, least: number, weight: number][]}
 */
const RELATIVES = [
  ["e", "else", 3, 0.45],
  ["e", "ing", 3, 0.45],
  ["e", "ning", 4, 0.45],
  ["ere", "ering", 3, 0.45],
  ["ere", "ation", 4, 0.45],
  ["", "hed", 4, 0.45],
  ["er", "ing", 5, 0.35],
  ["er", "ning", 5, 0.35],
]
const OTHER_BASE = 0.5
/** Ways to write a form that are tried, the form itself among them. */
const VARIANTS = 17
/** Letters in a part of an unknown compound: first those that leave no doubt, and at last the short ones. */
export const LONG_PIECE = 4
export const SHORT_PIECE = 3

/**
 * The words of a text as they are written. The same rule stands in scripts/catalogue/language/tokens.py.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokens(text) {
  return text.normalize("NFC").match(TOKEN) ?? []
}

/**
 * A token as the vocabulary writes it: small letters, no hyphen.
 *
 * @param {string} token
 */
export function plain(token) {
  return token.toLowerCase().replaceAll("-", "")
}

/**
 * A word as it is compared when people write it in two ways: »cafe« and »café«, »Grenaa« and »Grenå«, »Malmö« and »Malmø«.
 *
 * @param {string} word
 */
export function fold(word) {
  const alike = ALIKE.reduce((text, [other, one]) => text.replaceAll(other, one), word)
  return alike.normalize("NFD").replace(ACCENTS, "").normalize("NFC")
}

export class Words {
  /** @param {Vocabulary} data */
  constructor(data) {
    this.joints = decode(data.words)
    this.texts = this.joints.map((word) => word.replaceAll("|", ""))
    this.number = new Map(this.texts.map((text, number) => [text, number]))
    /** @type {Map<string, string[]>} The words that are written in another way as well, by how they are compared. */
    this.folded = new Map()
    this.texts.forEach((text) => fold(text) !== text && add(this.folded, fold(text), text))
    this.amounts = Array.from(data.amounts, (digit) => parseInt(digit, 36))
    this.table = Array.from(data.endings, (letter) => letter.charCodeAt(0) - 48)
    this.endings = readTables(data.tables)
    this.longest = Math.max(...Array.from(this.endings.keys(), (ending) => ending.length))
    this.changes = data.changes
    /** How much of what is typed is read: letters of a query, and of a word in it. */
    this.limits = data.limits
    this.stop = new Set(data.stop.split(" "))
    this.groups = data.groups.map(([members, related, themes]) => ({ members, related, themes }))
    /** @type {Record<string, string>} What may stand in for words that no page has, once the store has fetched it. */
    this.nearby = {}
    /** @type {Set<string>} Words that are right, though no page has them. */
    this.right = new Set()
    this.groupOf = new Map(
      this.groups.flatMap(({ members }, group) =>
        members.map((member) => /** @type {[string, number]} */ ([member.toLowerCase(), group])),
      ),
    )
    /** @type {Map<string, number[]>} */
    this.groupsByWord = new Map()
    /** @type {{ group: number, row: string[][] }[]} Members of groups that are of more words, by their base forms. */
    this.phrases = []
    this.readGroups()
  }

  /**
   * Take in more words that are right, though no page has them.
   *
   * @param {string} coded
   */
  learn(coded) {
    decode(coded).forEach((word) => this.right.add(word))
  }

  /**
   * Whether a form is a Danish word, as far as the words are known that begin like it.
   *
   * @param {string} form
   */
  isRight(form) {
    return (
      this.right.has(form) || ENDINGS.some((end) => form.endsWith(end) && this.right.has(form.slice(0, -end.length)))
    )
  }

  /**
   * Used words close in meaning to one that no page has. Known once the store has fetched them.
   *
   * @param {string} form
   * @returns {string[]}
   */
  substitutes(form) {
    const stems = [form, ...ENDINGS.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length))]
    const known = stems.find((stem) => stem.length > 2 && Object.hasOwn(this.nearby, stem))
    return known ? this.nearby[known].split(" ") : []
  }

  readGroups() {
    this.groups.forEach(({ members }, group) =>
      members.forEach((member) => {
        const row = tokens(member).map((token) => this.bases(plain(token)).map(({ text }) => text))
        if (row.length > 1) this.phrases.push({ group, row })
        else (row[0] ?? []).slice(0, 1).forEach((text) => add(this.groupsByWord, text, group))
      }),
    )
  }

  /**
   * The groups that the editors call related to a group.
   *
   * @param {number} group
   */
  neighbours(group) {
    const found = this.groups[group].related.flatMap((term) => this.groupOf.get(term.toLowerCase()) ?? [])
    return found.filter((other) => other !== group)
  }

  /**
   * Whether a token has no content of its own. Capitals make MED a word.
   *
   * @param {string} token
   */
  isStop(token) {
    return this.stop.has(token.toLowerCase()) && !(token.length > 1 && token === token.toUpperCase())
  }

  /**
   * The base forms in the vocabulary that a form may come from, the likeliest first, with how much each counts.
   *
   * @param {string} form
   * @returns {Base[]}
   */
  bases(form) {
    const found = new Set(this.spellings(form))
    for (let length = 0; length <= Math.min(this.longest, form.length - 1); length++) {
      const stem = form.slice(0, form.length - length)
      for (const { strip, tables } of this.endings.get(form.slice(form.length - length)) ?? []) {
        for (const text of this.spellings(stem + strip))
          if (tables.has(this.table[/** @type {number} */ (this.number.get(text))])) found.add(text)
      }
    }
    if (!found.size) this.changed(form).forEach((text) => found.add(text))
    return Array.from(found, (text, place) => ({ text, weight: place ? OTHER_BASE : 1 }))
  }

  /**
   * The words of the vocabulary that a word is, as it is written and in the other ways that people write it.
   *
   * @param {string} text
   * @returns {string[]}
   */
  spellings(text) {
    const folded = fold(text)
    const others = [folded, ...(this.folded.get(folded) ?? [])].filter((other) => other !== text)
    return [text, ...others].filter((word) => this.number.has(word))
  }

  /**
   * The singular of a plural with another vowel: `børnene` gives `barn`.
   *
   * @param {string} form
   */
  changed(form) {
    const stems = [form, ...MANY_ENDINGS.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length))]
    return stems
      .filter((stem) => Object.hasOwn(this.changes, stem))
      .map((stem) => this.changes[stem])
      .slice(0, 1)
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
   * How many pages a base form stands on, as the power of two above it.
   *
   * @param {string} text
   * @returns {number}
   */
  amount(text) {
    const number = this.number.get(text)
    return number === undefined ? 0 : this.amounts[number]
  }

  /**
   * Whether a group of synonyms has a page.
   *
   * @param {number} group
   */
  isUsedGroup(group) {
    return this.amounts[this.texts.length + group] > 0
  }

  /**
   * A form with æ, ø and å in each way that ae, oe and aa may be meant.
   *
   * @param {string} form
   */
  unfolded(form) {
    const all = LETTERS.reduce(
      (forms, [two, one]) => forms.flatMap((known) => replaced(known, two, one)).slice(0, VARIANTS),
      [form],
    )
    return all.slice(1)
  }

  /**
   * The parts of a compound of the vocabulary, as base forms; none when it is not one, or a part is not there.
   *
   * @param {string} text
   * @returns {string[]}
   */
  pieces(text) {
    const number = this.number.get(text)
    const joined = number === undefined ? text : this.joints[number]
    const parts = joined.includes("|") ? joined.split("|") : []
    const found = parts.flatMap((piece) => this.pieceOf(piece) ?? [])
    return found.length === parts.length ? found : []
  }

  /**
   * The base form of a compound's part, binding letters taken off.
   *
   * @param {string} letters
   */
  pieceOf(letters) {
    const bare = BINDERS.filter((end) => letters.endsWith(end)).map((end) => letters.slice(0, -end.length))
    const forms = [letters, ...bare, ...bare.map((stem) => `${stem}e`), `${letters}e`]
    return forms
      .filter((form) => form.length > 1)
      .map((form) => this.bases(form)[0]?.text)
      .find(Boolean)
  }

  /**
   * The used parts that an unknown compound falls into, as base forms, by the longest parts; none when it does not.
   *
   * @param {string} form
   * @param {number} [shortest]
   * @param {number} [depth]
   * @returns {string[]}
   */
  split(form, shortest = SHORT_PIECE, depth = 0) {
    /** @type {string[]} */
    let best = []
    for (let cut = shortest; cut <= form.length - shortest; cut++) {
      const front = this.frontOf(form.slice(0, cut), shortest)
      if (!front) continue
      const last = this.bases(form.slice(cut)).find(({ text }) => text.length >= shortest && this.isUsed(text))
      const rest = last ? [last.text] : depth < 2 ? this.split(form.slice(cut), shortest, depth + 1) : []
      if (rest.length && (!best.length || isBetter([front, ...rest], best))) best = [front, ...rest]
    }
    return best
  }

  /**
   * @param {string} letters
   * @param {number} shortest
   */
  frontOf(letters, shortest) {
    const word = this.pieceOf(letters)
    const isNear = word && Math.abs(word.length - letters.length) <= 2
    return isNear && word.length >= shortest && this.isUsed(word) ? word : undefined
  }

  /**
   * Used words that begin with some letters, those on most pages first.
   *
   * @param {string} letters
   * @param {number} most
   */
  completions(letters, most) {
    const found = this.beginningWith(letters).filter((text) => this.isUsed(text))
    return found.sort((a, b) => this.amount(b) - this.amount(a) || a.length - b.length).slice(0, most)
  }

  /**
   * All words that begin with some letters, used or not.
   *
   * @param {string} letters
   */
  beginningWith(letters) {
    let place = firstFrom(this.texts, letters)
    const start = place
    while (this.texts[place]?.startsWith(letters)) place++
    return this.texts.slice(start, place)
  }

  /**
   * Used words of the same family: `fastholde` gives `fastholdelse`.
   *
   * @param {string} text
   * @returns {Base[]}
   */
  relatives(text) {
    return RELATIVES.flatMap(([one, other, least, weight]) =>
      [...swapped(text, one, other, least), ...swapped(text, other, one, least)]
        .filter((word) => this.isUsed(word))
        .map((word) => ({ text: word, weight })),
    )
  }

  /**
   * The noun on a page that an unknown form of a verb belongs to.
   *
   * @param {string} form
   */
  nounOf(form) {
    const stems = VERB_ENDINGS.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length))
    const nouns = stems.filter((stem) => stem.length > 3).flatMap((stem) => NOUN_ENDINGS.map((end) => stem + end))
    return nouns.find((noun) => this.isUsed(noun))
  }

  /**
   * The used word nearest to a misspelt one within some slips, or undefined. An ending may follow the slip.
   *
   * @param {string} form
   * @param {number} most
   * @returns {string | undefined}
   */
  nearest(form, most) {
    const forms = [
      form,
      ...ENDINGS.filter((end) => form.endsWith(end)).map((end) => form.slice(0, -end.length)),
    ].filter((stem) => stem.length > 4)
    /** @type {{ text: string, cost: number } | undefined} */
    let best
    this.texts.forEach((text, number) => {
      if (!this.amounts[number] && !this.groupsByWord.has(text)) return
      forms.forEach((stem, place) => {
        if (Math.abs(stem.length - text.length) > most) return
        const slips = distance(stem, text, most)
        const cost = slips + (place ? 0.4 : 0) + (text[0] === stem[0] ? 0 : 0.5) - this.amounts[number] / 100
        if (slips <= most && (!best || cost < best.cost)) best = { text, cost }
      })
    })
    return best?.text
  }
}

/** @param {string} coded */
function decode(coded) {
  let before = ""
  return coded.split("\n").map((line) => {
    before = before.slice(0, parseInt(line[0], 36)) + line.slice(1)
    return before
  })
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
    table
      .split(" ")
      .filter(Boolean)
      .forEach((rule) => {
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
 * @template Value
 * @param {Map<string, Value[]>} map
 * @param {string} key
 * @param {Value} value
 */
function add(map, key, value) {
  map.set(key, [...(map.get(key) ?? []), value])
}

/**
 * The first of the ways to write a text in which two letters may be one; there are twice as many for each time they stand.
 *
 * @param {string} text
 * @param {string} two
 * @param {string} one
 * @returns {string[]}
 */
function replaced(text, two, one) {
  const place = text.indexOf(two)
  if (place < 0) return [text]
  const rests = replaced(text.slice(place + 2), two, one)
  return [
    text,
    ...rests.map((rest) => text.slice(0, place) + one + rest),
    ...rests.slice(1).map((rest) => text.slice(0, place + 2) + rest),
  ].slice(0, VARIANTS)
}

/**
 * @param {string[]} pieces
 * @param {string[]} others
 */
function isBetter(pieces, others) {
  return (
    pieces.length < others.length ||
    (pieces.length === others.length && Math.min(...pieces.map(length)) > Math.min(...others.map(length)))
  )
}

/** @param {string} text */
function length(text) {
  return text.length
}

/**
 * @param {string} text
 * @param {string} one
 * @param {string} other
 * @param {number} least
 */
function swapped(text, one, other, least) {
  const stem = text.slice(0, text.length - one.length)
  return text.endsWith(one) && stem.length >= least ? [stem + other] : []
}

/**
 * @param {string[]} texts
 * @param {string} letters
 */
function firstFrom(texts, letters) {
  let [low, high] = [0, texts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (texts[middle] < letters) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Slips from one word to another: a letter too many, too few, wrong, or two in each other's place. Stops above `most`.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function distance(one, other, most) {
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
