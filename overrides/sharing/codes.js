/** Code and texts to copy: the site's address is put in where it was not known, and each piece gets its button. */

import { element, getElement } from "../parts/elements/elements.js"
import { copyWords } from "./copying.js"

class Copy extends HTMLElement {
  connectedCallback() {
    const words = getElement(this, "code, [data-words]")
    const around = this.closest("[data-placeholder]")
    if (around instanceof HTMLElement && around.dataset.placeholder) {
      words.textContent = words.textContent.replace(around.dataset.placeholder, new URL("../", location.href).href)
    }
    const button = element("button", { type: "button", class: "c-button c-button--quiet" }, this.dataset.command)
    const said = element("span", { role: "status" })
    button.addEventListener("click", async () => {
      said.textContent = ""
      const done = await copyWords(words)
      said.textContent = done ? "Det er kopieret." : "Teksten er markeret. Kopiér den selv."
    })
    this.append(button, said)
  }
}

customElements.define("c-copy", Copy)
