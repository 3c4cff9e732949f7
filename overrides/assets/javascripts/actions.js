/** Share and print: buttons that only make sense with JavaScript, so they show themselves when it runs. */

class ShareButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.querySelector("button").addEventListener("click", () => this.share())
  }

  async share() {
    const address = location.href.split("#")[0]
    if (navigator.share) {
      // A reader who changes their mind closes the sheet; that is no error.
      await navigator.share({ title: document.title, url: address }).catch(() => {})
      return
    }
    this.say(await copied(address) ? "Adressen er kopieret" : `Kopiér adressen: ${address}`)
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // Without https, or without leave, there is no clipboard.
  }
}

class PrintButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.querySelector("button").addEventListener("click", () => window.print())
  }
}

/** An address as text, in full: at build often only its path is known. It may break after a slash. */
class Address extends HTMLElement {
  connectedCallback() {
    const { href } = new URL(this.dataset.address, location.href.split("#")[0])
    this.replaceChildren(...href.match(/[^/]+\/*/g).flatMap((part) => [part, document.createElement("wbr")]))
  }
}

customElements.define("c-address", Address)
customElements.define("c-share", ShareButton)
customElements.define("c-print", PrintButton)

// Fetched only where a page shows a code. The panel for sharing fetches it when somebody opens it.
if (document.querySelector("c-qr:not(c-share c-qr)")) import("./qr/element.js").catch(() => {})
