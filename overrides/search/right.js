/** Right words: the dictionary, taken in as far as it has been fetched. A word that is right is never taken for a slip. */

import { readWords } from "./coding.js"

/** @import { Endings } from "./types.d.ts" */

/** @typedef {{ flag: number, strip: string, add: string, condition: RegExp, more: number[], isWhole: boolean }} Rule */

const FIRST = 48
const BINDERS = ["", "s", "e", "er"]
const SHORTEST = 3
/** Follows a letter that is a word by itself. */
const ALONE = "."

export class RightWords {
  /**
   * @param {Set<string>} wanted the names of files that have been asked for and are not there yet
   * @param {string} beginnings the letters that the words of each file begin with, as the head tells them
   */
  constructor(wanted, beginnings) {
    this.wanted = wanted
    /** @type {Map<string, Rule[]>} The rules by the ending that they add. */
    this.rules = new Map()
    /** @type {{ isFree: boolean, flags: Set<number> }[]} */
    this.sets = []
    /** @type {Map<string, number>} The number of the file by the first two letters of its words. */
    this.files = new Map(readBeginnings(beginnings).map((letters, number) => [letters, number]))
    /** @type {Map<string, number>} The set of endings of each word. */
    this.words = new Map()
    /** @type {Set<number>} */
    this.fetched = new Set()
    this.longest = 0
  }

  /** @param {Endings} endings */
  learnEndings({ rules, sets }) {
    for (const [flag, strip, add, condition, more, isUnfinished] of rules) {
      const known = this.rules.get(add) ?? []
      known.push({ flag, strip, add, condition: new RegExp(condition), more, isWhole: !isUnfinished })
      this.rules.set(add, known)
      this.longest = Math.max(this.longest, add.length)
    }
    this.sets = sets.map(([isFree, flags]) => ({ isFree: Boolean(isFree), flags: new Set(flags) }))
  }

  /**
   * @param {number} number
   * @param {string} coded
   */
  learn(number, coded) {
    const [words, letters] = coded.split("\n\n")
    readWords(words).forEach((word, place) => this.words.set(word, letters.charCodeAt(place) - FIRST))
    this.fetched.add(number)
  }

  /**
   * Whether a form is a word of the dictionary, as it stands or with one or two endings. Not known yet is no.
   *
   * @param {string} form
   */
  has(form) {
    if (!this.isThere(form)) return false
    return this.isFree(form) || this.origins(form)
  }

  /**
   * Whether a form is put together of two words of the dictionary, the first with a binding letter or none.
   *
   * @param {string} form
   */
  isCompound(form) {
    if (!this.isThere(form)) return false
    for (let cut = form.length - SHORTEST; cut >= SHORTEST; cut--) {
      const front = form.slice(0, cut)
      const isFront = BINDERS.some(
        (end) => front.endsWith(end) && this.isFree(front.slice(0, front.length - end.length)),
      )
      if (isFront && this.has(form.slice(cut))) return true
    }
    return false
  }

  /**
   * Whether all is there to tell of a form; what is not is asked for.
   *
   * @param {string} form
   */
  isThere(form) {
    const file = this.files.get(form.slice(0, 2))
    const isMissing = file !== undefined && !this.fetched.has(file)
    if (!this.sets.length) this.wanted.add("endings")
    if (isMissing) this.wanted.add(`right-${file}`)
    return this.sets.length > 0 && !isMissing
  }

  /** @param {string} word */
  isFree(word) {
    const set = this.words.get(word)
    return set !== undefined && this.sets[set].isFree
  }

  /** @param {string} form */
  origins(form) {
    return this.takenOff(form).some(
      ({ rule, stem }) => (rule.isWhole && this.bears(stem, rule.flag)) || this.isBefore(stem, rule.flag),
    )
  }

  /**
   * Whether a form that is no word is one with an ending which another, by its flag, may follow.
   *
   * @param {string} form
   * @param {number} flag
   */
  isBefore(form, flag) {
    return this.takenOff(form).some(({ rule, stem }) => rule.more.includes(flag) && this.bears(stem, rule.flag))
  }

  /**
   * @param {string} word
   * @param {number} flag
   */
  bears(word, flag) {
    const set = this.words.get(word)
    return set !== undefined && this.sets[set].flags.has(flag)
  }

  /** @param {string} form */
  takenOff(form) {
    const found = []
    for (let length = 0; length <= Math.min(this.longest, form.length - 1); length++) {
      const cut = form.length - length
      for (const rule of this.rules.get(form.slice(cut)) ?? []) {
        const stem = form.slice(0, cut) + rule.strip
        if (rule.condition.test(stem)) found.push({ rule, stem })
      }
    }
    return found
  }
}

/**
 * The one or two letters that the words of each file begin with: »aabd« has aa, ab and ad, and »i.« the letter alone.
 *
 * @param {string} coded
 */
function readBeginnings(coded) {
  return coded.split(" ").flatMap(([first, ...seconds]) => seconds.map((second) => first + second.replace(ALONE, "")))
}
