/** Suggestions below a search field, of words and of pages: a combobox with a list, as the ARIA Authoring Practices describe it. */

import { element } from "../parts/elements/elements.js"
import { search } from "./engine.js"
import { corrected, quoted } from "./notes.js"
import { Store } from "./store.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Card, Found } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const MOST = 6
const MOST_WORDS = 2
/** Milliseconds without a letter, after which the number of suggestions is said. */
const STILL = 500
/** Letters of a word that is begun before it is finished for somebody. */
const SHORTEST = 3
/** @type {Store | undefined} */
let store

/**
 * Let a field suggest pages while somebody types. Called once, at the first letter.
 *
 * @param {HTMLElement} host
 * @param {HTMLInputElement} input
 * @param {URL} root
 */
export function suggest(host, input, root) {
  store ??= new Store(new URL("search/", root))
  const suggestions = new Suggestions(host, input, root, store)
  suggestions.update()
}

/**
 * The searches that a text may become: its last word in words that pages have.
 *
 * @param {Words} words
 * @param {string} text
 * @returns {string[]}
 */
function endingsOf(words, text) {
  const last = text.match(/[\p{L}\p{N}]+$/u)?.[0] ?? ""
  if (last.length < SHORTEST) return []
  const front = text.slice(0, -last.length)
  return words
    .completions(last.toLowerCase(), MOST_WORDS + 1)
    .filter((word) => word.length > last.length)
    .slice(0, MOST_WORDS)
    .map((word) => front + word)
}

/**
 * What is said when pages are shown that do not have what was typed.
 *
 * @param {Found} found
 * @param {string} text
 */
function rewritten({ slots }, text) {
  const slips = slots.filter(({ how }) => how === "slip")
  if (slips.length) return `Viser sider om ${quoted(corrected(text, slips))}`
  const others = slots.filter(({ how, instead }) => instead.length && ["synonym", "family", "split"].includes(how))
  return others.length ? `Viser sider om ${quoted(others.map(({ instead }) => instead[0]).join(" "))}` : ""
}

class Suggestions {
  /**
   * @param {HTMLElement} host
   * @param {HTMLInputElement} input
   * @param {URL} root
   * @param {Store} store
   */
  constructor(host, input, root, store) {
    this.store = store
    this.input = input
    this.root = root
    this.place = -1
    this.list = element("ul", {
      class: "c-search-field__list",
      id: `${input.id}_liste`,
      role: "listbox",
      "aria-label": "Forslag",
      hidden: "",
    })
    /** How many there are, and when they are of something else: told when nobody has typed for a moment. */
    this.status = element("p", { class: "c-hidden", role: "status" }, [])
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.rest = undefined
    host.append(this.list, this.status)
    const states = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    }
    Object.entries(states).forEach(([name, value]) => input.setAttribute(name, value))
    input.addEventListener("input", () => this.update())
    input.addEventListener("keydown", (event) => this.press(event))
    input.addEventListener("focus", () => this.update())
    input.addEventListener("blur", () => this.close())
    // A press on an option must not take the focus from the field before the click is done.
    this.list.addEventListener("mousedown", (event) => event.preventDefault())
    this.list.addEventListener("click", (event) => this.follow(event.target))
  }

  async update() {
    const text = this.input.value.trim()
    if (!text) return this.close()
    const found = await search(this.store, { q: text, chosen: {} }, { typing: true }).catch(() => undefined)
    const words = found?.words
    const [cards, endings] = await Promise.all([
      found && this.store.cards(found.pages.slice(0, MOST), found.postings).then((coming) => Promise.all(coming)),
      words ? this.store.settle(words, () => endingsOf(words, text)) : [],
    ])
    if (!cards || text !== this.input.value.trim() || document.activeElement !== this.input) return undefined
    return this.show(text, cards, endings, found && cards.length ? rewritten(found, text) : "")
  }

  /**
   * @param {string} text
   * @param {Card[]} cards
   * @param {string[]} endings whole searches that the text may become
   * @param {string} instead what was searched for instead of the text, when it was something else
   */
  show(text, cards, endings, instead) {
    const pages = cards.map((card, place) => this.option(card, place))
    const searches = endings.map((query, place) => this.way(pages.length + place, query, [query]))
    const all = this.way(searches.length + pages.length, text, [
      `Søg efter »${text}« i kataloget`,
      instead && element("span", { class: "c-search-field__note" }, [instead]),
    ])
    all.classList.add("c-search-field__option--all")
    this.list.replaceChildren(...pages, ...searches, all)
    this.list.hidden = false
    this.input.setAttribute("aria-expanded", "true")
    this.tell(instead)
    this.move(-1)
  }

  /** @param {string} instead */
  tell(instead) {
    clearTimeout(this.rest)
    const words = [`${this.list.children.length} forslag.`, instead && `${instead}.`, "Brug pil ned."]
      .filter(Boolean)
      .join(" ")
    this.rest = setTimeout(() => {
      if (!this.list.hidden) this.status.textContent = words
    }, STILL)
  }

  /**
   * An option that leads to a search.
   *
   * @param {number} place
   * @param {string} query
   * @param {Child[]} children
   */
  way(place, query, children) {
    const address = new URL(`catalogue/?q=${encodeURIComponent(query)}`, this.root)
    return element("li", this.optionOf(place, address), children)
  }

  /**
   * @param {Card} card
   * @param {number} place
   */
  option(card, place) {
    return element("li", this.optionOf(place, new URL(card.address, this.root)), [
      element("span", { class: "c-search-field__title" }, [card.title]),
      card.note && element("span", { class: "c-search-field__note" }, [card.note]),
    ])
  }

  /**
   * @param {number} place
   * @param {URL} address
   */
  optionOf(place, address) {
    return {
      class: "c-search-field__option",
      role: "option",
      id: `${this.list.id}_${place}`,
      "aria-selected": "false",
      "data-address": address.href,
    }
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const options = this.list.children.length
    const isOpen = !this.list.hidden
    if (event.key === "Escape" && isOpen) this.close()
    else if (event.key === "ArrowDown" && isOpen) this.move(this.place + 1 < options ? this.place + 1 : -1)
    else if (event.key === "ArrowUp" && isOpen) this.move(this.place < 0 ? options - 1 : this.place - 1)
    else if (event.key === "ArrowDown") this.update()
    else if (event.key === "Enter" && isOpen && this.place >= 0) this.follow(this.list.children[this.place])
    else return
    event.preventDefault()
  }

  /**
   * Make the option at a place the active one; -1 leads back to the field.
   *
   * @param {number} place
   */
  move(place) {
    this.place = place
    Array.from(this.list.children).forEach((option, number) =>
      option.setAttribute("aria-selected", String(number === place)),
    )
    const active = this.list.children[place]
    if (active) this.input.setAttribute("aria-activedescendant", active.id)
    else this.input.removeAttribute("aria-activedescendant")
    active?.scrollIntoView({ block: "nearest" })
  }

  /**
   * Go to the page of an option, or of what within it was pressed.
   *
   * @param {EventTarget | null} pressed
   */
  follow(pressed) {
    const option = pressed instanceof Element ? pressed.closest("[role=option]") : null
    if (option instanceof HTMLElement && option.dataset.address) location.assign(option.dataset.address)
  }

  close() {
    clearTimeout(this.rest)
    this.list.hidden = true
    this.status.textContent = ""
    this.input.setAttribute("aria-expanded", "false")
    this.move(-1)
  }
}
