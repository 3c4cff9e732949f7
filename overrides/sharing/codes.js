/** Code to copy: the site's address is put in where it was not known, and each piece gets its button. */

import { element } from "../parts/elements/elements.js"
import { copyWords } from "./copying.js"

class Copy extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("code")
    const { placeholder } = this.closest("[data-placeholder]").dataset
    words.textContent = words.textContent.replace(placeholder, new URL("../", location).href)
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
