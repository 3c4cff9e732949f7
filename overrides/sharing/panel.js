/** The panel behind »Del«: the page's address, a short text and a QR code, each to be copied.
 *
 * A <dialog>, so the browser itself keeps the keyboard within it, closes it by Esc, and leads the keyboard back.
 */

import { element, getElement } from "../parts/elements/elements.js"
import "../qr/element.js"
import { copyPicture, copyWords } from "./copying.js"

/** @typedef {(words: string) => void} Say Tells those who listen what was done. */

export const LONGEST = 280
/** @type {HTMLDialogElement | undefined} */
let panel

/**
 * Open the panel; `label` is put before the text, as »Opdigtet eksempel«.
 *
 * @param {string} [label]
 */
export function open(label = "") {
  panel?.remove()
  panel = makePanel(addressOfPage(), textOfPage(label))
  document.body.append(panel)
  panel.showModal()
}

/** The address to pass on: the site's own, where it knows it, with what was searched for, and without a fragment. */
function addressOfPage() {
  const link = document.querySelector("link[rel=canonical]")
  const known = link instanceof HTMLLinkElement ? link.href : undefined
  return (known ?? location.href.split(/[?#]/)[0]) + location.search
}

/**
 * The page's title and summary, cut between two words when they are too long.
 *
 * @param {string} label
 */
function textOfPage(label) {
  const summary = document.querySelector("meta[name=description]")?.getAttribute("content") ?? ""
  const text = [label, document.title, summary].filter(Boolean).join(". ")
  const letters = [...text]
  if (letters.length <= LONGEST) return text
  return `${letters
    .slice(0, LONGEST - 1)
    .join("")
    .replace(/\s+\S*$/, "")}…`
}

/**
 * @param {string} address
 * @param {string} text
 */
function makePanel(address, text) {
  const said = element("p", { class: "c-panel__said", role: "status" })
  /** @type {Say} */
  const say = (words) => {
    said.textContent = "" // The same words again are news, too.
    requestAnimationFrame(() => {
      said.textContent = words
    })
  }
  const dialog = element(
    "dialog",
    { class: "c-panel" },
    element(
      "div",
      { class: "c-panel__head" },
      element("h2", { id: "_del" }, "Del siden"),
      button("Luk", () => said.closest("dialog")?.close()),
    ),
    part("Adresse", address, "Kopiér adressen", "Adressen er kopieret.", say),
    part("Kort tekst", text, "Kopiér teksten", "Teksten er kopieret.", say),
    codePart(address, say),
    ...nativePart(address, text),
    said,
  )
  dialog.setAttribute("aria-labelledby", "_del")
  // A click beside the panel is one on the dialog itself: what it holds lies in its parts.
  dialog.addEventListener("click", (event) => event.target === dialog && isBeside(dialog, event) && dialog.close())
  return dialog
}

/**
 * @param {Element} dialog
 * @param {MouseEvent} event
 */
function isBeside(dialog, { clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}

/**
 * @param {string} name
 * @param {string} words
 * @param {string} command
 * @param {string} done
 * @param {Say} say
 */
function part(name, words, command, done, say) {
  const shown = element("p", { class: "c-panel__words" }, words)
  const copy = async () => say((await copyWords(shown)) ? done : "Teksten er markeret. Kopiér den selv.")
  return element(
    "div",
    { class: "c-panel__part" },
    element("h3", { class: "c-panel__name" }, name),
    shown,
    button(command, copy),
  )
}

/**
 * @param {string} address
 * @param {Say} say
 */
function codePart(address, say) {
  const code = element("c-qr", { hidden: "" })
  code.dataset.address = address
  const copy = async () => {
    const done = await copyPicture(getElement(code, "svg", SVGElement), "qr-kode.png")
    say(done === "copied" ? "QR-koden er kopieret." : "QR-koden er hentet som et billede.")
  }
  const command = button("Kopiér QR-koden", copy)
  // An address that is too long for a code has none.
  new MutationObserver(() => {
    command.hidden = code.hidden
  }).observe(code, { attributeFilter: ["hidden"] })
  return element("div", { class: "c-panel__part" }, element("h3", { class: "c-panel__name" }, "QR-kode"), code, command)
}

/**
 * @param {string} url
 * @param {string} text
 */
function nativePart(url, text) {
  if (!navigator.share) return []
  // A reader who changes their mind closes the sheet; that is no error.
  const share = () => navigator.share({ title: document.title, text, url }).catch(() => {})
  return [element("div", { class: "c-panel__part" }, button("Del med et andet program", share))]
}

/**
 * @param {string} words
 * @param {() => unknown} act
 */
function button(words, act) {
  const made = element("button", { type: "button", class: "c-button c-button--quiet" }, words)
  made.addEventListener("click", act)
  return made
}
