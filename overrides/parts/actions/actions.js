/** Share and print: what only makes sense with JavaScript. The buttons show themselves when it runs. */

class ShareButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    // What the panel is made of is fetched when somebody wants it.
    const open = async () => (await import("../../sharing/panel.js")).open(this.dataset)
    this.querySelector("button")?.addEventListener("click", open)
  }
}

class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.querySelector("button")?.addEventListener("click", () => window.print())
  }
}

/** An address as text, in full: at build often only its path is known. It may break after a slash. */
class Address extends HTMLElement {
  connectedCallback() {
    const { href } = new URL(this.dataset.address ?? "", location.href.split("#")[0])
    this.replaceChildren(...(href.match(/[^/]+\/*/g) ?? []).flatMap((part) => [part, document.createElement("wbr")]))
  }
}

/** What only a reader's own browser can put on paper: where links lead, what is folded, and the day. */
function prepare() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(`${IN_TEXT}, main a[href^="http"]:not([data-paper])`)
  for (const link of links) {
    link.dataset.paper = link.matches(IN_TEXT) || !link.href.startsWith(ROOT) ? placeOf(link) : ""
  }
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const details = document.querySelectorAll(FOLDED)
  for (const folded of details) {
    folded.open = true
    opened.add(folded)
  }
  const today = new Intl.DateTimeFormat("da", { dateStyle: "long" }).format()
  for (const place of document.querySelectorAll(".c-source__printed")) place.textContent = ` · Udskrevet den ${today}`
}

// Links in running text, and those that lead out of the catalogue wherever they stand. Lists and cards would only drown.
const TEXT =
  ".c-prose > :is(p, ul, ol, dl, table, blockquote, details, .admonition):not(.c-details, [role=list], [role=table])"
const IN_TEXT = `${TEXT} a[href]:not([class], [data-paper])`
const FOLDED = ":is(.c-prose details, .c-details):not([open], .c-details--behind)"
const ROOT = new URL("../../../../", import.meta.url).href
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set()

/**
 * Within the catalogue the address from its root, which the foot of the page tells; nothing where the words are it.
 *
 * @param {HTMLAnchorElement} link
 */
function placeOf(link) {
  const place = link.href.replace(/^mailto:([^?]*).*/, "$1").replace(ROOT, "")
  const isHere = link.href.split("#")[0] === location.href.split("#")[0]
  return isHere || link.textContent.includes(place) ? "" : place
}

addEventListener("beforeprint", prepare)
addEventListener("afterprint", () => {
  for (const folded of opened) folded.open = false
  opened.clear()
})

customElements.define("c-address", Address)
customElements.define("c-share", ShareButton)
customElements.define("c-print", PrintButton)

// Fetched only where a page shows a code. The panel for sharing fetches it when somebody opens it. The code in the foot is
// for paper: it waits until the page has come to rest, since a browser does not wait for it when it prints.
const drawCodes = () => import("../../qr/element.js").catch(() => {})
if (document.querySelector("c-qr:not(c-share c-qr, .c-source c-qr)")) drawCodes()
else if (document.querySelector(".c-source c-qr")) addEventListener("load", () => setTimeout(drawCodes, 2_000))
// What only one kind of page has is fetched there alone.
if (document.querySelector("c-copy")) import("../../sharing/codes.js")
