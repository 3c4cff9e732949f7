/** The search field of every page: `/` leads to it, and as soon as somebody types the suggestions are fetched.
 *
 * On the catalogue page it fetches the page's own search too. No other search code is loaded before somebody types.
 */

const ROOT = new URL("../../../", import.meta.url)

class SearchField extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input")
    if (!input) return
    const start = () =>
      import("./suggestions.js").then(
        ({ suggest }) => suggest(this, input, ROOT),
        () => {},
      )
    input.addEventListener("input", start, { once: true })
  }
}

/** The field that `/` leads to: the catalogue's own where there is one. */
function mainField() {
  const own = document.querySelector("c-search-page:not([hidden]) input[type=search]")
  const field = own ?? document.querySelector("c-search-field input")
  return field instanceof HTMLInputElement ? field : null
}

/** @param {EventTarget | null} element */
function isWriting(element) {
  if (!(element instanceof HTMLElement)) return false
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
  const field = mainField()
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})

// On a phone »Søg« lies by the thumb. On the catalogue page it leads to the field, and not to the page at hand.
document.querySelector(".c-nav__link--catalogue")?.addEventListener("click", (event) => {
  const field = document.querySelector("c-search-page:not([hidden]) input[type=search]")
  const thumb = document.querySelector(".c-nav__thumb")
  if (!(field instanceof HTMLInputElement) || !thumb?.checkVisibility()) return
  event.preventDefault()
  field.focus()
  field.select()
})

customElements.define("c-search-field", SearchField)

if (document.querySelector("c-search-page"))
  import("./page.js").then(
    ({ start }) => start(ROOT),
    () => {},
  )

const finding = document.querySelector("form[data-find]")
if (finding instanceof HTMLFormElement)
  import("../parts/find/find.js").then(
    ({ start }) => start(finding),
    () => {},
  )

if (document.querySelector("details[data-group]"))
  import("../parts/fold/fold.js").then(
    ({ start }) => start(),
    () => {},
  )

// On the catalogue page its own search tells it, before anything is shown.
if (document.querySelector("[data-since]") && !document.querySelector("c-search-page"))
  import("./since.js").then(
    ({ start }) => start(ROOT),
    () => {},
  )
