/** What the search is told (the files that `scripts/catalogue/search/packing.py` writes) and what it makes of it. */

import type { Words } from "./words.js"

// Told

/** `head.bin`: what is asked of the vocabulary before any of its words. */
export interface Head {
  /** Tables of endings: pairs of what is taken off and what is put on, `e>er`. */
  tables: string[]
  /** Plurals with another vowel, and their singular. */
  changes: Record<string, string>
  /** Words without content, those that questions are asked with, and those that say that the next one is to be absent. */
  stop: string
  asking: string
  excluding: string
  /** Words that are endings too, and no last part of a compound. */
  suffixes: string
  /** The first word of each file of words, of words alone by their first and their last letters, and of everyday words. */
  firsts: string
  fronts: string
  backs: string
  everyday: string[]
  /** The letters that the words of each file of right words begin with: for each first one that, and all that may follow. */
  right: string
  /** Groups of synonyms: on how many pages, names that pages have, groups near them, and words near them. */
  groups: [amount: number, names: string[], near: number[], related: string[]][]
  /** Members of groups that are of more words: the group, and the words. */
  phrases: [group: number, row: string[]][]
  /** The number of the first group in each file of them. */
  starts: number[]
  pages: number
  /** Letters of a query that are read, and letters of a word that may be found. */
  limits: { query: number; word: number }
}

/** The JSON of a file of words. */
export interface ShardJson {
  /** The words, sorted as they are compared, a line each: a digit for the letters that are as in the word before, and the others. */
  words: string
  /** For each word a character, from »0«: the number of its table of endings. */
  endings: string
  /** The groups of those that are in one, by their place in the file. */
  groups: Record<string, number[]>
}

/** `synonyms.bin`: the members of each group, the terms related to them, and the themes by number. */
export type Synonyms = [members: string[], related: string[], themes: number[]][]

/** What an everyday word leads to: how much it counts in tenths, the terms, and how a page tells of them. */
export type Way = [worth: number, terms: string, name: string]

/** `endings.bin`: the rules of the dictionary's endings, and the sets of them that words take. */
export interface Endings {
  rules: [flag: number, strip: string, add: string, condition: string, more: number[], isUnfinished: number][]
  sets: [isFree: number, flags: number[]][]
}

/** `facets.bin`: the one table from which all counts come. */
export interface Table {
  pages: number
  /** How many cards lie in one file, the pages that a term has at least whose best ones lie in one too, and how many those are. */
  cards: { together: number; least: number; most: number }
  /** The colour and the drawing of each theme. */
  looks: Record<string, { hue: string; icon: string }>
  /** Labels with long words, with a soft hyphen at each joint of those. */
  jointed: Record<string, string>
  /** The mark of each status. */
  marks: Record<string, string>
  /** What a value of a facet is called now, by what it was called. */
  renamed: Record<string, Record<string, string>>
  facets: Facet[]
}

/** A facet: its values as they are shown, and for each page a character, from »0«: its combination of values. */
export interface Facet {
  name: string
  legend: string
  values: Value[]
  combinations: number[][]
  column: string
}

export type Value = [slug: string, label: string]

/** `order.bin`: the pages newest first, by title, and those that are borrowed or tried, the most used first. */
export interface Order {
  newest: number[]
  /** The day that each page was told or looked through, counted from 1 January 1970; far back for a theme. */
  days: number[]
  used: number[]
  title: number[]
}

/** One row of `cards-….bin` or `best-….bin`. A soft hyphen is at each joint of its long words. */
export type CardRow = [address: string, title: string, summary: string, note: string, isExample: number, day: number]

// Made

/** What the results show of a page. */
export interface Card {
  page: number
  address: string
  title: string
  summary: string
  note: string
  /** The same texts with a soft hyphen at each joint of their long words. */
  jointed: { title: string; summary: string; note: string }
  isExample: boolean
  /** Counted from 1 January 1970; 0 for a page without a day. */
  day: number
}

/** The pages that have a term, how much each is about it, and where the term heads it; 0 where it does not. */
export interface Posting {
  pages: ArrayLike<number>
  weights: ArrayLike<number>
  places: ArrayLike<number>
  /** What its file of cards is called by, if it has one. */
  name?: string
}

/** Where the pages of a term lie, and how many there are. */
export interface Row {
  bytes: Uint8Array
  start: number
  amount: number
  name?: string
}

/** A file of words, unpacked. */
export interface Shard extends ShardJson {
  rows: Row[]
}

/** A word alone: as it is compared, or backwards, the power of two above its pages, and its groups. */
export interface Listed {
  word: string
  amount: number
  groups: number[]
}

/** `fronts-….bin` and `backs-….bin`: such words coded, their amounts a digit each, their groups by their place. */
export interface ListJson {
  words: string
  amounts: string
  groups: Record<string, number[]>
}

/** A word of the vocabulary: its parts, the number of its table of endings, its groups and its pages. */
export interface Entry {
  text: string
  pieces: string[]
  table: number
  groups: number[]
  row: Row
}

/** A word that somebody has typed: the number of its quotation, how much it counts, whether it is to be absent, its place. */
export interface Asked {
  token: string
  quote: number
  share: number
  isExcluded: boolean
  place: number
}

/** The state of a search, as it stands in the address. */
export interface SearchState {
  q: string
  /** The chosen values by facet. */
  chosen: Record<string, string[]>
  /** Only pages dated on this day or later. */
  since?: string
  sort?: string
  /** Whether every word is taken as it stands. */
  literal?: boolean
}

/** A base form of the vocabulary, and how much it counts. */
export interface Base {
  text: string
  weight: number
}

/** Terms that must all be on a page; a partial reading is too little to be an answer by itself. */
export interface Reading {
  terms: string[]
  weight: number
  isPartial: boolean
}

/** A word of the query: how it was understood, what a page may have instead of it, and what the page says of that. */
export interface Slot extends Asked {
  how: "word" | "synonym" | "split" | "family" | "beginning" | "slip" | "missing"
  readings: Reading[]
  instead: string[]
  /** What else was looked for, since few pages have the word. */
  also: string[]
  /** Whether the everyday words know it. */
  isEveryday: boolean
}

/** Pages in order, and those of them that have every word. */
export interface Ranking {
  pages: number[]
  complete: number[]
}

/** The answer to a search. */
export interface Found extends Ranking {
  slots: Slot[]
  /** How many of the pages that are shown have every word, and whether those come before all others. */
  full: number
  fullFirst: boolean
  /** The terms to mark on the results. */
  terms: Set<string>
  /** There when words were searched for: all that is known of them, and the pages of their terms. */
  words?: Words
  postings?: Map<string, Posting>
  /** Whether the pages stand in another order than that of the match. */
  isMixed: boolean
  /** How many pages each value of each facet would give. */
  counts: Map<string, number[]>
  table: Table
}
