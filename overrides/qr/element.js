/** `<c-qr>`: the QR code of an address, as a picture.
 *
 * `data-address` is the address, relative to the page or absolute; without it, the page's own without its fragment.
 * The element comes `hidden` and shows itself once it is drawn. Should an address be too long for a code, it stays
 * hidden. So the address must always stand beside it as text, too. When the attribute changes, the code is drawn anew.
 *
 * Made in the browser, since only the browser knows for certain under which address the site is read (decisions/0009).
 */

import { encode } from "./code.js"

const QUIET = 4
const SVG = "http://www.w3.org/2000/svg"

class QrCode extends HTMLElement {
  static observedAttributes = ["data-address"]

  connectedCallback() {
    this.draw()
  }

  attributeChangedCallback() {
    if (this.isConnected) this.draw()
  }

  draw() {
    const address = new URL(this.dataset.address ?? location.href.split("#")[0], document.baseURI).href
    const code = encode(address)
    if (code) this.replaceChildren(draw(code, `QR-kode til ${address}`))
    this.hidden = !code
  }
}

/**
 * A drawing that is dark on white in every scheme, for that is what cameras read.
 *
 * @param {boolean[][]} code
 * @param {string} label
 */
function draw(code, label) {
  const size = code.length + 2 * QUIET
  const picture = make("svg", {
    role: "img",
    "aria-label": label,
    viewBox: `0 0 ${size} ${size}`,
    "shape-rendering": "crispEdges",
  })
  picture.append(
    make("rect", { width: size, height: size, fill: "#fff" }),
    make("path", { d: outline(code), fill: "#000" }),
  )
  return picture
}

/**
 * One bar for each run of dark modules in a row.
 *
 * @param {boolean[][]} code
 */
function outline(code) {
  return code
    .map((row, y) => {
      const line = row.map(Number).join("")
      return [...line.matchAll(/1+/g)]
        .map(({ 0: run, index }) => `M${index + QUIET} ${y + QUIET}h${run.length}v1h-${run.length}z`)
        .join("")
    })
    .join("")
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 */
function make(name, attributes) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

customElements.define("c-qr", QrCode)
