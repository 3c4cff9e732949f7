/** Choices: the facets as fieldsets with boxes, made once and then kept up to date, so that nobody loses their place. */

import { element } from "../parts/elements/elements.js"
import { toggled, unchosen } from "./state.js"

/** @import { Facet, SearchState, Table } from "./types.d.ts" */

/**
 * @typedef {{ slugs: string[], places: number[], box: HTMLInputElement, amount: HTMLElement, label: HTMLElement }} Row A
 *   box: the values of a facet that share a label, and their places in it. For a reader they are one.
 * @typedef {{ fieldset: HTMLFieldSetElement, rows: Row[], all: HTMLButtonElement }} Fieldset
 */

const SHOWN = 7

export class Choices {
  /**
   * @param {HTMLElement} host the element for the fieldsets
   * @param {Table} table
   * @param {(name: string, values: string[]) => void} onChange called with a facet's name and the values of a box
   */
  constructor(host, table, onChange) {
    /** @type {Map<string, Fieldset>} */
    this.facets = new Map()
    /** @type {Set<string>} The facets that show all their values. */
    this.isAll = new Set()
    this.refresh = () => {}
    host.replaceChildren(...table.facets.map((facet) => this.makeFacet(facet)))
    host.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return
      const row = this.facets.get(target.name)?.rows.find(({ box }) => box === target)
      if (row) onChange(target.name, row.slugs)
    })
  }

  /** @param {Facet} facet */
  makeFacet(facet) {
    const rows = boxesOf(facet).map(({ label, slugs, places }) => makeRow(facet.name, slugs, places, label))
    const all = element("button", { class: "c-facet__all", type: "button" }, ["Vis alle"])
    const fieldset = element("fieldset", { class: "c-facet" }, [
      element("legend", { class: "c-facet__legend" }, [facet.legend]),
      ...rows.map(({ label }) => label),
      all,
    ])
    all.addEventListener("click", () => {
      this.isAll.add(facet.name)
      this.refresh()
      rows.find(({ label }) => !label.hidden)?.box.focus()
    })
    this.facets.set(facet.name, { fieldset, rows, all })
    return fieldset
  }

  /**
   * Show how many pages each choice would give, and what is chosen. What gives none is left out unless it is chosen.
   *
   * @param {Map<string, number[]>} counts
   * @param {SearchState} state
   */
  update(counts, state) {
    this.refresh = () => this.update(counts, state)
    for (const [name, { fieldset, rows, all }] of this.facets) {
      const every = counts.get(name) ?? []
      const amounts = rows.map(({ places }) => places.reduce((sum, place) => sum + every[place], 0))
      const isChosen = rows.map(({ slugs }) => slugs.some((slug) => state.chosen[name].includes(slug)))
      const useful = rows.filter((_, place) => amounts[place] || isChosen[place])
      const shown = new Set(
        this.isAll.has(name) || useful.length <= SHOWN + 1 ? useful : pickMost(useful, rows, amounts, isChosen),
      )
      rows.forEach((row, place) => {
        row.label.hidden = !shown.has(row)
        row.box.checked = isChosen[place]
        write(row.amount, `(${amounts[place]})`)
      })
      all.hidden = shown.size === useful.length
      write(all, `Vis alle ${useful.length}`)
      fieldset.hidden = !useful.length
    }
  }
}

/**
 * Let an element have a text; one that has it already is left alone, which spares the browser laying it out anew.
 *
 * @param {HTMLElement} host
 * @param {string} text
 */
function write(host, text) {
  if (host.textContent !== text) host.textContent = text
}

/**
 * The chosen values as buttons that take the choice away again.
 *
 * @param {Table} table
 * @param {SearchState} state
 * @param {(state: SearchState) => void} onState
 */
export function makeChips(table, state, onState) {
  const chips = table.facets.flatMap(({ name, values }) => {
    const labelled = state.chosen[name].map((slug) => values.find(([known]) => known === slug)?.[1] ?? slug)
    return [...new Set(labelled)].map((label) => {
      const slugs = state.chosen[name].filter((_, place) => labelled[place] === label)
      return makeChip(label, `Fjern ${label}`, () => onState(toggled(state, name, slugs)))
    })
  })
  if (state.since) {
    const words = new Date(state.since).toLocaleDateString("da-DK", { dateStyle: "long", timeZone: "UTC" })
    chips.push(makeChip(`Fra ${words}`, `Fjern Fra ${words}`, () => onState({ ...state, since: "" })))
  }
  return chips.length > 1
    ? [...chips, makeChip("Fjern alle valg", "Fjern alle valg", () => onState(unchosen(state)))]
    : chips
}

/**
 * How many choices somebody has made, as they see them: values that share a label are one.
 *
 * @param {Table} table
 * @param {SearchState} state
 */
export function countChoices(table, state) {
  const labels = table.facets.map(({ name, values }) => {
    const chosen = state.chosen[name].map((slug) => values.find(([known]) => known === slug)?.[1] ?? slug)
    return new Set(chosen).size
  })
  return labels.reduce((sum, amount) => sum + amount, state.since ? 1 : 0)
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => void} onClick
 */
function makeChip(text, label, onClick) {
  const button = element("button", { class: "c-chip", type: "button", "aria-label": label }, [text])
  button.addEventListener("click", onClick)
  return element("li", {}, [button])
}

/**
 * The boxes of a facet: one for each label, in the order of the values.
 *
 * @param {Facet} facet
 */
function boxesOf({ values }) {
  /** @type {Map<string, { label: string, slugs: string[], places: number[] }>} */
  const boxes = new Map()
  values.forEach(([slug, label], place) => {
    const box = boxes.get(label) ?? { label, slugs: [], places: [] }
    boxes.set(label, { ...box, slugs: [...box.slugs, slug], places: [...box.places, place] })
  })
  return [...boxes.values()]
}

/**
 * @param {string} name
 * @param {string[]} slugs
 * @param {number[]} places
 * @param {string} text
 * @returns {Row}
 */
function makeRow(name, slugs, places, text) {
  const box = element("input", { class: "c-facet__box", type: "checkbox", name, value: slugs[0] })
  const amount = element("span", { class: "c-facet__amount" })
  const label = element("label", { class: "c-facet__choice" }, [box, element("span", {}, [`${text} `, amount])])
  return { slugs, places, box, amount, label }
}

/**
 * @param {Row[]} useful
 * @param {Row[]} rows
 * @param {number[]} amounts
 * @param {boolean[]} isChosen
 */
function pickMost(useful, rows, amounts, isChosen) {
  const byAmount = [...useful].sort((one, other) => amounts[rows.indexOf(other)] - amounts[rows.indexOf(one)])
  return [...byAmount.slice(0, SHOWN), ...useful.filter((row) => isChosen[rows.indexOf(row)])]
}
