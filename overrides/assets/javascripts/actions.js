/** Share and print: buttons that only make sense with JavaScript, so they show themselves when it runs. */

class ShareButton extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    // What the panel is made of is fetched when somebody wants it.
    const open = async () => (await import("./sharing/panel.js")).open(this.dataset.label)
    this.querySelector("button").addEventListener("click", open)
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
// What only one kind of page has is fetched there alone.
if (document.querySelector("c-copy")) import("./sharing/codes.js")
