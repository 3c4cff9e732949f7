/** Sheet: on a phone the facets lie on a sheet at the bottom of the window, with what they give always in sight. */

import { getElement } from "../parts/elements/elements.js"

const WIDE = "(min-width: 62em)"

export class Sheet {
  /**
   * @param {HTMLElement} host the search page
   * @param {HTMLElement} facets what lies beside the results on a wide screen
   * @param {() => void} onClear called when somebody takes all choices away
   */
  constructor(host, facets, onClear) {
    this.facets = facets
    this.side = facets.parentElement
    this.dialog = getElement(host, "[data-sheet]", HTMLDialogElement)
    this.opener = getElement(host, "[data-open]")
    this.results = getElement(host, "[data-show]")
    this.clear = getElement(host, "[data-clear]", HTMLButtonElement)
    this.opener.addEventListener("click", () => this.open())
    this.results.addEventListener("click", () => this.dialog.close())
    this.clear.addEventListener("click", onClear)
    getElement(host, "[data-close]").addEventListener("click", () => this.dialog.close())
    // A press beside the sheet closes it; Escape does so by itself, and the focus goes back to the button.
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close())
    this.dialog.addEventListener("close", () => this.side?.append(this.facets))
    matchMedia(WIDE).addEventListener("change", () => this.dialog.close())
  }

  open() {
    getElement(this.dialog, "[data-body]").append(this.facets)
    this.dialog.showModal()
  }

  /**
   * Say what the choices give, and how many there are.
   *
   * @param {string} amount such as »11 sider«
   * @param {number} choices
   */
  update(amount, choices) {
    this.results.textContent = `Vis ${amount}`
    this.clear.disabled = !choices
    this.opener.textContent = choices ? `Afgræns (${choices})` : "Afgræns"
  }
}
