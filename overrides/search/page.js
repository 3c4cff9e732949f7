/** The catalogue page: the state in the address becomes results, and what somebody does becomes a new state. */

import { element, getElement } from "../parts/elements/elements.js"
import { Choices, countChoices, makeChips } from "./choices.js"
import { search } from "./engine.js"
import { explain, quoted, suggestions, themesOf, toElements } from "./notes.js"
import { makeResult } from "./results.js"
import { Sheet } from "./sheet.js"
import { start as tellNews } from "./since.js"
import { fromAddress, hasChoice, toAddress, toggled, unchosen } from "./state.js"
import { Store } from "./store.js"
import { start as chooseView } from "./view.js"

/**
 * @import { Links } from "./notes.js"
 * @import { Card, Found, SearchState, Synonyms, Table } from "./types.d.ts"
 * @import { Words } from "./words.js"
 */

const STEP = 20
/** Results that are shown before the others are there. */
const FIRST = 5

/**
 * Bring the page's search to life.
 *
 * @param {URL} root
 */
export function start(root) {
  const host = getElement(document, "c-search-page")
  // What was asked for stands in its field at once, before anything of the index is there.
  getElement(host, "input[type=search]", HTMLInputElement).value = fromAddress(location.href).q
  const store = new Store(new URL("search/", root))
  if (fromAddress(location.href).q) store.words() // It will be asked for; no need to wait for the facets first.
  return store.facets().then((table) => new SearchPage(host, store, table, root).begin())
}

class SearchPage {
  /**
   * @param {HTMLElement} host
   * @param {Store} store
   * @param {Table} table
   * @param {URL} root
   */
  constructor(host, store, table, root) {
    this.host = host
    this.store = store
    this.table = table
    this.root = root
    this.latest = 0 // The number of the search that was begun last.
    this.state = fromAddress(location.href, table.renamed)
    /** @type {Found | undefined} */
    this.found = undefined
    /** @type {Found | undefined} The search that the cards in the list are of. */
    this.shownOf = undefined
    /** @type {Synonyms} There when nothing was found. */
    this.synonyms = []
    this.isTyping = false
    this.status = getElement(host, "[data-status]")
    this.sort = getElement(host, "[data-sort]", HTMLSelectElement)
    this.chosen = getElement(host, "[data-chosen]")
    this.notes = getElement(host, "[data-notes]")
    this.results = getElement(host, "[data-results]")
    this.empty = getElement(host, "[data-empty]")
    this.more = getElement(host, "[data-more]")
    this.askedFor = getElement(host, "[data-asked-for]")
    this.editors = getElement(host, "[data-editors]", HTMLTemplateElement)
    this.input = getElement(host, "input[type=search]", HTMLInputElement)
    const counting = host.querySelector("[data-misses]")
    /** Where the catalogue counts words that no page has: what it says of that, and who tells it of them. */
    this.counting = counting instanceof HTMLTemplateElement ? counting : undefined
    this.misses = this.counting && listen(this.counting.dataset.address ?? "")
    const facets = getElement(host, "[data-facets]")
    this.choices = new Choices(facets, table, (name, values) => this.go(toggled(this.state, name, values)))
    this.sheet = new Sheet(host, facets, () => this.go(unchosen(this.state)))
  }

  begin() {
    this.input.addEventListener("focus", () => this.store.words(), { once: true })
    this.input.addEventListener("input", () => this.type())
    this.input.form?.addEventListener("submit", (event) => {
      event.preventDefault()
      this.go({ ...this.state, q: this.input.value.trim(), literal: false })
    })
    this.sort.addEventListener("change", () => this.go({ ...this.state, sort: this.sort.value }))
    this.more.addEventListener("click", () => this.showMore())
    getElement(this.host, "[data-past]").addEventListener("click", (event) => {
      event.preventDefault() // The address is the search's own.
      this.results.focus()
    })
    tellNews(this.root)
    chooseView(this.host, getElement(this.host, "[data-switch]"))
    window.addEventListener("popstate", () =>
      this.show(fromAddress(location.href, this.table.renamed), history.state?.shown),
    )
    return this.show(this.state, history.state?.shown)
  }

  /** Search while somebody types: the address follows, but »back« leads past all the letters at once. */
  type() {
    this.go({ ...this.state, q: this.input.value.trim(), literal: false }, { isTyping: true })
  }

  /**
   * @param {SearchState} state
   * @param {{ isTyping?: boolean }} [how]
   * @returns {Promise<void>}
   */
  go(state, { isTyping = false } = {}) {
    const isOngoing = isTyping && this.isTyping
    this.isTyping = isTyping
    const address = toAddress(state)
    const isHere = new URL(address, location.href).href === location.href
    if (isOngoing || isHere) history.replaceState(null, "", address)
    else history.pushState(null, "", address)
    return this.show(state)
  }

  /**
   * @param {SearchState} state
   * @param {number} [shown]
   */
  async show(state, shown = STEP) {
    const turn = ++this.latest
    this.state = state
    if (!this.isReady()) this.tellWhetherAsked(state) // So that nothing moves when the results come.
    this.results.dataset.state = "loading"
    if (this.input !== document.activeElement || this.input.value.trim() !== state.q) this.input.value = state.q
    const found = await search(this.store, state)
    if (turn !== this.latest) return // A later search has overtaken this one.
    const coming = await this.store.cards(found.pages.slice(0, shown), found.postings)
    const synonyms = await this.synonymsFor(found, state)
    // The first ones are shown while others are on their way.
    const first = await Promise.all(coming.slice(0, FIRST))
    if (turn !== this.latest) return
    this.showHead(found, state)
    if (coming.length > FIRST && this.isReady()) this.showBeginning(first, found)
    const cards = await Promise.all(coming)
    if (turn !== this.latest) return
    this.found = found
    this.synonyms = synonyms
    this.misses?.then((misses) => misses?.hear(found, state))
    this.showCards(cards, found)
    this.showEnd(found, cards.length)
  }

  isReady() {
    return "ready" in this.host.dataset
  }

  /**
   * Let the page know whether anything is asked for: then it says less of what it is.
   *
   * @param {SearchState} state
   */
  tellWhetherAsked(state) {
    document.documentElement.toggleAttribute("data-asked", Boolean(state.q) || hasChoice(state))
  }

  /**
   * What stands above the cards and beside them.
   *
   * @param {Found} found
   * @param {SearchState} state
   */
  showHead(found, state) {
    this.tellWhetherAsked(state)
    this.sort.value = state.sort ?? ""
    this.sort.options[0].text = state.q ? "Passer bedst" : "Nyeste først"
    this.choices.update(found.counts, state)
    this.chosen.replaceChildren(...makeChips(this.table, state, (next) => this.go(next)))
    this.chosen.hidden = !this.chosen.children.length
    const choices = [...this.chosen.children].map((chip) => chip.textContent)
    const asked = [state.q && quoted(state.q), ...choices].filter(Boolean).join(" · ")
    this.askedFor.textContent = asked && `Søgt efter: ${asked}`
    this.notes.replaceChildren(...toElements(explain(found, state, this.links())))
  }

  /**
   * The first cards, with nothing below them that belongs to another search.
   *
   * @param {Card[]} cards
   * @param {Found} found
   */
  showBeginning(cards, found) {
    this.empty.hidden = true
    this.more.hidden = true
    this.showCards(cards, found)
  }

  /**
   * Let the list have some cards and no others; those that stand there already stay as they are.
   *
   * @param {Card[]} cards
   * @param {Found} found
   */
  showCards(cards, found) {
    const isGoingOn = this.shownOf === found
    if (!isGoingOn) this.results.replaceChildren()
    this.shownOf = found
    const rest = cards.slice(this.results.children.length)
    this.results.append(...rest.map((card) => makeResult(card, found, this.root)))
  }

  /**
   * The synonyms, when nothing was found, with all at hand that tells which of them lead to pages.
   *
   * @param {Found} found
   * @param {SearchState} state
   * @returns {Promise<Synonyms>}
   */
  async synonymsFor({ words, pages }, state) {
    if (!words || pages.length) return []
    const synonyms = await this.store.synonyms()
    await this.store.settle(words, () => suggestions(words, synonyms, state.q))
    return synonyms
  }

  /**
   * What follows the cards: the count, the way to more of them, or what to try when there are none.
   *
   * @param {Found} found
   * @param {number} shown
   */
  showEnd(found, shown) {
    const amount = found.pages.length
    this.more.hidden = shown >= amount
    this.empty.hidden = amount > 0
    this.empty.replaceChildren(...(amount ? [] : this.makeEmpty(found)))
    const words = amount === 1 ? "1 side" : `${amount.toLocaleString("da-DK")} sider`
    this.status.textContent = `${words} fundet`
    this.sheet.update(words, countChoices(this.table, this.state))
    this.results.dataset.count = String(amount)
    this.results.dataset.state = "ready"
    getElement(this.host, "[data-layout]").inert = false
    this.host.dataset.ready = "" // Not before all is in its place, so that nothing moves under a reader's eyes.
  }

  async showMore() {
    const { found } = this
    if (!found) return
    const shown = this.results.children.length
    const coming = await this.store.cards(found.pages.slice(shown, shown + STEP), found.postings)
    const cards = await Promise.all(coming)
    this.results.append(...cards.map((card) => makeResult(card, found, this.root)))
    history.replaceState({ shown: shown + cards.length }, "")
    this.showEnd(found, shown + cards.length)
    this.results.children[shown]?.querySelector("a")?.focus()
  }

  /**
   * @param {Found} found
   * @returns {Node[]}
   */
  makeEmpty({ words }) {
    const { q, literal } = this.state
    const isNarrowed = hasChoice(this.state)
    // Of a word taken as it stands others may well be about the same.
    const none = `Ingen sider ${literal ? "har" : "om"} ${quoted(q)} endnu.`
    const title = q && !isNarrowed ? none : "Ingen sider passer til alle dine valg."
    const ways = words && !isNarrowed ? this.makeWays(words, q) : []
    const clear = isNarrowed && this.link("Fjern alle valg", unchosen(this.state))
    return [
      element("span", { class: "c-icon c-motif--spire c-search__sprout", "aria-hidden": "true" }),
      element("p", { class: "c-lead" }, [title]),
      ...ways,
      clear && element("p", {}, [clear]),
      element("p", {}, ["Mangler der noget? ", this.makeLetter(q)]),
      q && !isNarrowed && this.counting?.content.cloneNode(true),
    ].filter((one) => one instanceof Node)
  }

  /**
   * The way to the editors. A letter begins with what was looked for, so that they learn which words are missing.
   *
   * @param {string} q
   */
  makeLetter(q) {
    const made = this.editors.content.cloneNode(true)
    const link = made instanceof DocumentFragment ? made.querySelector("a") : null
    if (q && link?.href.startsWith("mailto:")) {
      const letter = new URL(link.href)
      letter.searchParams.set("subject", `Kataloget: jeg fandt ikke ${quoted(q)}`)
      letter.searchParams.set(
        "body",
        `Jeg søgte efter ${quoted(q)} i kataloget og fandt ingen sider.\n\nJeg ledte efter: `,
      )
      // A mail program reads a plus as a plus.
      link.href = letter.href.replaceAll("+", "%20")
    }
    return made
  }

  /**
   * Near words that lead to pages, and the themes that the word belongs to – all of them when it belongs to none.
   *
   * @param {Words} words
   * @param {string} q
   */
  makeWays(words, q) {
    const near = suggestions(words, this.synonyms, q).map((term) =>
      this.link(term, { ...this.state, q: term, literal: false }),
    )
    const titles = this.table.facets.find(({ name }) => name === "theme")?.values ?? []
    const numbers = themesOf(words, this.synonyms, q)
    const themes = numbers.length ? titles.filter((_, place) => numbers.includes(place + 1)) : titles
    const links = themes.map(([slug, title]) =>
      element("a", { href: new URL(`themes/${slug}/`, this.root).href }, [title]),
    )
    return [
      near.length && element("p", {}, ["Prøv: ", ...spaced(near)]),
      links.length && element("p", {}, [links.length > 1 ? "Se temaerne " : "Se temaet ", ...spaced(links)]),
    ].filter((one) => one instanceof Node)
  }

  /** @returns {Links} */
  links() {
    return {
      literal: (text) => this.link(text, { ...this.state, literal: true }),
      wide: (text) => this.link(text, { ...this.state, literal: false }),
    }
  }

  /**
   * A link to another state of this page.
   *
   * @param {string} text
   * @param {SearchState} state
   */
  link(text, state) {
    const made = element("a", { href: toAddress(state) }, [text])
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      this.go(state)
    })
    return made
  }
}

/**
 * Who tells of words that no page has, loaded only where they are counted; nobody when it cannot be.
 *
 * @param {string} address
 */
function listen(address) {
  return import("./misses.js").then(
    ({ Misses }) => new Misses(address),
    () => undefined,
  )
}

/**
 * @param {Node[]} nodes
 * @returns {(Node | string)[]}
 */
function spaced(nodes) {
  return nodes.flatMap((node, place) => (place ? [", ", node] : [node]))
}
