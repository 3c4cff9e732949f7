/** What the search is told (the files that `scripts/catalogue/search/packing.py` writes) and what it makes of it. */

import type { Words } from "./words.js"

// Told

/** `words.bin`: the vocabulary. */
export interface Vocabulary {
  /** The words, sorted, a line each: a digit for the letters that are as in the word before, and the others. */
  words: string
  /** For each word a character, from »0«: the number of its table of endings. */
  endings: string
  /** Tables of endings: pairs of what is taken off and what is put on, `e>er`. */
  tables: string[]
  /** For each term a digit to the base 36: how many pages have it, as the power of two above. */
  amounts: string
  /** Plurals with another vowel, and their singular. */
  changes: Record<string, string>
  stop: string
  /** Groups of synonyms: the members, the terms related to them, and the themes by number. */
  groups: [members: string[], related: string[], themes: number[]][]
  /** The number of the first term in each file of postings. */
  starts: number[]
  pages: number
  /** Letters of a query that are read, and letters of a word that may be found. */
  limits: { query: number; word: number }
}

/** `substitutes.bin`: what may stand in for words that are on no page, and how the files of known words begin. */
export interface Substitutes {
  near: Record<string, string>
  known: string
}

/** `facets.bin`: the one table from which all counts come. */
export interface Table {
  pages: number
  /** How many cards lie in one file. */
  together: number
  /** The colour and the drawing of each theme. */
  looks: Record<string, { hue: string; icon: string }>
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
  used: number[]
  title: number[]
}

/** One row of `cards-….bin`. */
export type CardRow = [address: string, title: string, summary: string, note: string, isExample: number]

// Made

/** What the results show of a page. */
export interface Card {
  page: number
  address: string
  title: string
  summary: string
  note: string
  isExample: boolean
}

/** The pages that have a term, and how much each is about it. */
export interface Posting {
  pages: ArrayLike<number>
  weights: ArrayLike<number>
}

/** The state of a search, as it stands in the address. */
export interface SearchState {
  q: string
  /** The chosen values by facet. */
  chosen: Record<string, string[]>
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
export interface Slot {
  token: string
  how: "word" | "synonym" | "split" | "family" | "beginning" | "slip" | "missing"
  readings: Reading[]
  instead: string[]
}

/** Pages in order; the first `full` of them have every word. */
export interface Ranking {
  pages: number[]
  full: number
}

/** The answer to a search. */
export interface Found extends Ranking {
  slots: Slot[]
  /** The terms to mark on the results. */
  terms: Set<string>
  /** There when words were searched for. */
  words?: Words
  /** Whether the pages stand in another order than that of the match. */
  isMixed: boolean
  /** How many pages each value of each facet would give. */
  counts: Map<string, number[]>
  table: Table
}
