/** The panel behind »Del«: the page's address, a short text and a QR code, each to be copied.
 *
 * A <dialog>, so the browser itself keeps the keyboard within it, closes it by Esc, and leads the keyboard back.
 */

import { element, getElement } from "../parts/elements/elements.js"
import "../qr/element.js"
import { copyPicture, copyWords } from "./copying.js"
import { makeTexts, picturesFor } from "./telling.js"

/** @typedef {(words: string) => void} Say Tells those who listen what was done. */

export const LONGEST = 280
/** @type {HTMLDialogElement | undefined} */
let panel

/**
 * Open the panel. `facts` are the button's: `label` is put before each text, as »Opdigtet eksempel«; an idea and a story
 * say which `kind` they are, and of which `unit`, `theme` and `organisation`, and offer texts for other places too.
 *
 * @param {DOMStringMap} [facts]
 */
export function open(facts = {}) {
  panel?.remove()
  const address = addressOfPage()
  panel = makePanel(address, textOfPage(facts.label ?? ""), textsOfPage(facts, address))
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
  const text = [label, document.title, summaryOfPage()].filter(Boolean).join(". ")
  const letters = [...text]
  if (letters.length <= LONGEST) return text
  return `${letters
    .slice(0, LONGEST - 1)
    .join("")
    .replace(/\s+\S*$/, "")}…`
}

/**
 * @param {DOMStringMap} facts
 * @param {string} address
 */
function textsOfPage({ kind, label = "", unit = "", theme = "", organisation = "" }, address) {
  if (kind !== "idea" && kind !== "story") return []
  const title = getElement(document, "h1").textContent.trim()
  return makeTexts({ kind, title, summary: summaryOfPage(), unit, theme, organisation, address, label })
}

function summaryOfPage() {
  return document.querySelector("meta[name=description]")?.getAttribute("content") ?? ""
}

/**
 * @param {string} address
 * @param {string} text
 * @param {import("./telling.js").Text[]} texts
 */
function makePanel(address, text, texts) {
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
    textsPart(texts, say),
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
 * @param {import("./telling.js").Text[]} texts
 * @param {Say} say
 */
function textsPart(texts, say) {
  if (texts.length === 0) return null
  const pictures = picturesOfPage()
  const parts = texts.flatMap((text) => [
    part(text.name, text.words, "Kopiér teksten", `${text.name}: teksten er kopieret.`, say),
    ...picturesPart(text, pictures),
    text.isPublic && element("p", { class: "c-panel__note" }, "Uden link, for kataloget er kun for os på intranettet."),
  ])
  return element("details", { class: "c-panel__texts" }, element("summary", {}, "Tekster til andre steder"), parts)
}

/** @typedef {{ address: string, alt: string, channels: string[] }} Shown A picture, and where it may be shown. */

/** The pictures of the page, those in its text too. */
function picturesOfPage() {
  /** @type {NodeListOf<HTMLImageElement>} */
  const images = document.querySelectorAll("main img[data-channels]")
  return [...images].map(({ src, alt, dataset }) => ({
    address: src,
    alt,
    channels: (dataset.channels ?? "").split(" "),
  }))
}

/**
 * Offer the pictures that may be used in the text's place; where there are others, say that they may not.
 *
 * @param {import("./telling.js").Text} text
 * @param {Shown[]} pictures
 */
function picturesPart(text, pictures) {
  if (pictures.length === 0) return []
  const allowed = picturesFor(text, pictures)
  if (allowed.length === 0) return [element("p", { class: "c-panel__note" }, NO_PICTURE)]
  return allowed.map(({ address, alt }) =>
    element(
      "figure",
      { class: "c-panel__picture" },
      element("img", { src: address, alt, class: "c-panel__image", width: 120, height: 90, loading: "lazy" }),
      element("a", { class: "c-button c-button--quiet", href: address, download: "" }, [
        "Hent billedet",
        element("span", { class: "c-hidden" }, ` ${text.name.toLowerCase()}: ${alt}`),
      ]),
    ),
  )
}

const NO_PICTURE = "Sidens billeder må ikke bruges her. Det er der ikke sagt ja til."

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
