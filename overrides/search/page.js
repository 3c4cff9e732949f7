/** The catalogue page: the state in the address becomes results, and what somebody does becomes a new state. */

import { element } from "../parts/elements/elements.js"
import { Choices, makeChips } from "./choices.js"
import { search } from "./engine.js"
import { explain, quoted, suggestions, themesOf, toElements } from "./notes.js"
import { makeResult } from "./results.js"
import { fromAddress, hasChoice, toAddress, toggled, unchosen } from "./state.js"
import { Store } from "./store.js"

const STEP = 20
const PAUSE = 30 // Milliseconds of rest before a search begins; quick writers would else start one for each letter.

/** Bring the page's search to life. */
export function start(root) {
  const host = document.querySelector("c-search-page")
  const store = new Store(new URL("search/", root))
  if (fromAddress(location.href).q) store.words() // It will be asked for; no need to wait for the facets first.
  return store.facets().then((table) => new SearchPage(host, store, table, root).begin())
}

class SearchPage {
  constructor(host, store, table, root) {
    Object.assign(this, { host, store, table, root, latest: 0 })
    for (const part of ["open", "facets", "status", "sort", "chosen", "notes", "results", "empty", "more", "editors"]) {
      this[part] = host.querySelector(`[data-${part}]`)
    }
    this.input = host.querySelector("input[type=search]")
    this.choices = new Choices(this.facets, table, (name, value) => this.go(toggled(this.state, name, value)))
  }

  begin() {
    this.input.addEventListener("focus", () => this.store.words(), { once: true })
    this.input.addEventListener("input", () => this.type())
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.go({ ...this.state, q: this.input.value.trim(), literal: false })
    })
    this.sort.addEventListener("change", () => this.go({ ...this.state, sort: this.sort.value }))
    this.open.addEventListener("click", () =>
      this.open.setAttribute("aria-expanded", String(this.open.ariaExpanded !== "true")),
    )
    this.more.addEventListener("click", () => this.showMore())
    window.addEventListener("popstate", () =>
      this.show(fromAddress(location.href, this.table.renamed), history.state?.shown),
    )
    return this.show(fromAddress(location.href, this.table.renamed), history.state?.shown)
  }

  /** Search while somebody types: the address follows, but »back« leads past all the letters at once. */
  type() {
    clearTimeout(this.rest)
    this.rest = setTimeout(
      () => this.go({ ...this.state, q: this.input.value.trim(), literal: false }, { isTyping: true }),
      PAUSE,
    )
  }

  go(state, { isTyping = false } = {}) {
    clearTimeout(this.rest)
    const isOngoing = isTyping && this.isTyping
    this.isTyping = isTyping
    const address = toAddress(state)
    const isHere = new URL(address, location.href).href === location.href
    if (isOngoing || isHere) history.replaceState(null, "", address)
    else history.pushState(null, "", address)
    return this.show(state)
  }

  async show(state, shown = STEP) {
    const turn = ++this.latest
    this.state = state
    this.results.dataset.state = "loading"
    if (this.input !== document.activeElement || this.input.value.trim() !== state.q) this.input.value = state.q
    const found = await search(this.store, state)
    const cards = await this.store.cards(found.pages.slice(0, shown))
    if (turn !== this.latest) return // A later search has overtaken this one.
    this.found = found
    this.sort.value = state.sort
    this.sort.options[0].text = state.q ? "Bedste match" : "Nyeste først"
    this.choices.update(found.counts, state)
    this.chosen.replaceChildren(...makeChips(this.table, state, (next) => this.go(next)))
    this.chosen.hidden = !this.chosen.children.length
    this.notes.replaceChildren(...toElements(explain(found, state, this.links())))
    this.results.replaceChildren(...cards.map((card) => makeResult(card, found, this.root)))
    this.showEnd(cards.length)
  }

  /** What follows the cards: the count, the way to more of them, or what to try when there are none. */
  showEnd(shown) {
    const amount = this.found.pages.length
    this.more.hidden = shown >= amount
    this.empty.hidden = amount > 0
    this.empty.replaceChildren(...(amount ? [] : this.makeEmpty()))
    this.status.textContent = amount === 1 ? "1 side fundet" : `${amount.toLocaleString("da-DK")} sider fundet`
    this.results.dataset.count = String(amount)
    this.results.dataset.state = "ready"
    this.host.dataset.ready = ""
    this.host.hidden = false // Not before all is in its place, so that nothing moves under a reader's eyes.
  }

  async showMore() {
    const shown = this.results.children.length
    const cards = await this.store.cards(this.found.pages.slice(shown, shown + STEP))
    this.results.append(...cards.map((card) => makeResult(card, this.found, this.root)))
    history.replaceState({ shown: shown + cards.length }, "")
    this.showEnd(shown + cards.length)
    this.results.children[shown]?.querySelector("a").focus()
  }

  makeEmpty() {
    const { q } = this.state
    const { words } = this.found
    const isNarrowed = hasChoice(this.state)
    const title = q && !isNarrowed ? `Ingen sider om ${quoted(q)} endnu.` : "Ingen sider passer til det hele."
    const ways = words && !isNarrowed ? this.makeWays(words, q) : []
    const clear = isNarrowed && this.link("Fjern alle valg", unchosen(this.state))
    return [
      element("p", { class: "c-lead" }, [title]),
      ...ways,
      clear && element("p", {}, [clear]),
      element("p", {}, ["Mangler der noget? ", this.editors.content.cloneNode(true)]),
    ].filter(Boolean)
  }

  /** Near words that lead to pages, and the themes that the word belongs to – all of them when it belongs to none. */
  makeWays(words, q) {
    const near = suggestions(words, q).map((term) => this.link(term, { ...this.state, q: term, literal: false }))
    const titles = this.table.facets.find(({ name }) => name === "theme").values
    const numbers = themesOf(words, q)
    const themes = numbers.length ? titles.filter((_, place) => numbers.includes(place + 1)) : titles
    const links = themes.map(([slug, title]) =>
      element("a", { href: new URL(`themes/${slug}/`, this.root).href }, [title]),
    )
    return [
      near.length && element("p", {}, ["Prøv: ", ...spaced(near)]),
      links.length && element("p", {}, [links.length > 1 ? "Se temaerne " : "Se temaet ", ...spaced(links)]),
    ].filter(Boolean)
  }

  links() {
    return {
      literal: (text) => this.link(text, { ...this.state, literal: true }),
      wide: (text) => this.link(text, { ...this.state, literal: false }),
    }
  }

  /** A link to another state of this page. */
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

function spaced(nodes) {
  return nodes.flatMap((node, place) => (place ? [", ", node] : [node]))
}
