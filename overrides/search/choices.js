/** Choices: the facets as fieldsets with boxes, made once and then kept up to date, so that nobody loses their place. */

import { element } from "../parts/elements/elements.js"
import { toggled, unchosen } from "./state.js"

/** @import { Facet, SearchState, Table } from "./types.d.ts" */

/**
 * @typedef {{ slug: string, box: HTMLInputElement, amount: HTMLElement, label: HTMLElement }} Row A value of a facet.
 * @typedef {{ fieldset: HTMLFieldSetElement, rows: Row[], all: HTMLButtonElement }} Fieldset
 */

const SHOWN = 7

export class Choices {
  /**
   * @param {HTMLElement} host the element for the fieldsets
   * @param {Table} table
   * @param {(name: string, value: string) => void} onChange called with a facet's name and a value
   */
  constructor(host, table, onChange) {
    /** @type {Map<string, Fieldset>} */
    this.facets = new Map()
    /** @type {Set<string>} The facets that show all their values. */
    this.isAll = new Set()
    this.refresh = () => {}
    host.replaceChildren(...table.facets.map((facet) => this.makeFacet(facet)))
    host.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) onChange(target.name, target.value)
    })
  }

  /** @param {Facet} facet */
  makeFacet(facet) {
    const rows = facet.values.map(([slug, label]) => makeRow(facet.name, slug, label))
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
      const amounts = counts.get(name) ?? []
      const useful = rows.filter(({ slug }, place) => amounts[place] || state.chosen[name].includes(slug))
      const shown = new Set(
        this.isAll.has(name) || useful.length <= SHOWN + 1
          ? useful
          : pickMost(useful, rows, amounts, state.chosen[name]),
      )
      rows.forEach((row, place) => {
        row.label.hidden = !shown.has(row)
        row.box.checked = state.chosen[name].includes(row.slug)
        row.amount.textContent = `(${amounts[place]})`
      })
      all.hidden = shown.size === useful.length
      all.textContent = `Vis alle ${useful.length}`
      fieldset.hidden = !useful.length
    }
  }
}

/**
 * The chosen values as buttons that take the choice away again.
 *
 * @param {Table} table
 * @param {SearchState} state
 * @param {(state: SearchState) => void} onState
 */
export function makeChips(table, state, onState) {
  const chips = table.facets.flatMap(({ name, values }) =>
    state.chosen[name].map((slug) => {
      const label = values.find(([known]) => known === slug)?.[1] ?? slug
      return makeChip(label, `Fjern ${label}`, () => onState(toggled(state, name, slug)))
    }),
  )
  return chips.length > 1
    ? [...chips, makeChip("Fjern alle valg", "Fjern alle valg", () => onState(unchosen(state)))]
    : chips
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
 * @param {string} name
 * @param {string} slug
 * @param {string} text
 * @returns {Row}
 */
function makeRow(name, slug, text) {
  const box = element("input", { class: "c-facet__box", type: "checkbox", name, value: slug })
  const amount = element("span", { class: "c-facet__amount" })
  const label = element("label", { class: "c-facet__choice" }, [box, element("span", {}, [`${text} `, amount])])
  return { slug, box, amount, label }
}

/**
 * @param {Row[]} useful
 * @param {Row[]} rows
 * @param {number[]} amounts
 * @param {string[]} chosen
 */
function pickMost(useful, rows, amounts, chosen) {
  const byAmount = [...useful].sort((one, other) => amounts[rows.indexOf(other)] - amounts[rows.indexOf(one)])
  return [...byAmount.slice(0, SHOWN), ...useful.filter(({ slug }) => chosen.includes(slug))]
}
