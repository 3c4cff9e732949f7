/** Find: the rows of a long list that hold what somebody types, straight below the field, and nothing else. */

import { describe, folded, holds } from "./matching.js"

/** @typedef {{ element: HTMLElement, text: string }} Row */

class Finding {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list what holds the rows
   * @param {HTMLElement} status
   */
  constructor(form, input, list, status) {
    this.input = input
    this.list = list
    this.status = status
    /** @type {Row[]} */
    this.rows = []
    /** @type {Set<Element>} The groups that somebody has opened, while nothing is typed. */
    this.wereOpen = new Set()
    /** @type {HTMLElement | undefined} What the list's other pages hold: shown only to somebody who searches. */
    this.others = undefined
    this.isSearching = false
    const [one, many, none] = (form.dataset.words ?? "").split("|")
    this.words = { one, many, none }
    this.sheets = (form.dataset.sheets ?? "").split(" ").filter(Boolean)
    this.read()
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.follow()
    })
    input.addEventListener("focus", () => this.fetch(), { once: true })
    input.addEventListener("input", () => this.show())
    this.show()
  }

  get groups() {
    return Array.from(this.list.querySelectorAll("details[data-group]")).filter(
      (group) => group instanceof HTMLDetailsElement,
    )
  }

  read() {
    const rows = Array.from(this.list.querySelectorAll("[data-row]")).filter((row) => row instanceof HTMLElement)
    this.rows = rows.map((element) => ({ element, text: folded(textOf(element)) }))
  }

  /** Fetch the pages on which the list goes on: who searches does not ask on which page something stands. */
  async fetch() {
    const found = await Promise.all(this.sheets.map((sheet) => listAt(sheet).catch(() => null)))
    const lists = found.filter((list) => list !== null)
    if (!lists.length) return
    this.others = document.createElement("div")
    this.others.hidden = !this.isSearching
    this.others.append(...lists)
    for (const one of this.others.querySelectorAll("[id]")) one.removeAttribute("id")
    this.list.append(this.others)
    this.read()
    this.show()
  }

  show() {
    const typed = this.input.value.trim()
    if (!this.isSearching && typed) this.wereOpen = new Set(this.groups.filter(({ open }) => open))
    const isAnything = this.isSearching || Boolean(typed)
    this.isSearching = Boolean(typed)
    if (!isAnything) return
    const shown = this.rows.filter(({ element, text }) => {
      element.hidden = Boolean(typed) && !holds(text, typed)
      return !element.hidden
    })
    if (this.others) this.others.hidden = !typed
    for (const group of this.groups) {
      const isUseful = Boolean(group.querySelector("[data-row]:not([hidden])"))
      group.hidden = Boolean(typed) && !isUseful
      group.open = typed ? isUseful : this.wereOpen.has(group)
    }
    this.status.textContent = describe(shown.length, typed, this.words)
  }

  /** Go to the one that is left. */
  follow() {
    const [row, another] = this.rows.filter(({ element }) => !element.hidden)
    if (row && !another) row.element.querySelector("a")?.click()
  }
}

/**
 * The words of a row that name it: its own, and those of its group.
 *
 * @param {HTMLElement} row
 */
function textOf(row) {
  const title = row.closest("details[data-group]:has(summary :is(h2, h3))")?.querySelector("summary :is(h2, h3)")
  const own = Array.from(row.children).slice(0, 2)
  return [...own, title].map((one) => one?.textContent ?? "").join(" ")
}

/**
 * The list of another page, with its links made to lead from here.
 *
 * @param {string} sheet
 */
async function listAt(sheet) {
  const address = new URL(sheet, location.href)
  const answer = await fetch(address)
  if (!answer.ok) return null
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-finding]")
  for (const link of found?.querySelectorAll("a[href]") ?? [])
    link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href)
  return found
}

/**
 * Bring the field of a page to life.
 *
 * @param {HTMLFormElement} form
 */
export function start(form) {
  const [input, status] = [form.querySelector("input"), form.querySelector("[data-found]")]
  const list = document.querySelector("[data-finding]")
  if (input && status instanceof HTMLElement && list instanceof HTMLElement) new Finding(form, input, list, status)
}
