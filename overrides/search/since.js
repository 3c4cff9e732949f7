/** Since: how many pages are new since somebody was here last. The day is kept on their device, and nowhere else.
 *
 * Nothing is said the first time, and nothing where nothing is new. */

import { newSince, remember } from "./visits.js"

const KEY = "catalogue.visits"

/**
 * Fill the line that tells of what is new, if there is such a line on the page.
 *
 * @param {URL} root the address of the site
 */
export function start(root) {
  const line = document.querySelector("[data-since]")
  if (!(line instanceof HTMLElement)) return
  const today = new Date().toLocaleDateString("sv-SE") // The device's own day, as 2026-11-30.
  const visits = remember(read(), today)
  write(visits)
  const { amount, day } = newSince(line.dataset.since ?? "", visits.before)
  if (!amount) return
  const link = document.createElement("a")
  link.href = new URL(`catalogue/?since=${day}&sort=newest`, root).href
  link.textContent = amount === 1 ? "1 ny side, siden du var her sidst" : `${amount} nye sider, siden du var her sidst`
  line.replaceChildren(link)
  line.hidden = false
}

/** What the device remembers, or nothing: it may refuse to. */
function read() {
  try {
    return localStorage.getItem(KEY) ?? ""
  } catch {
    return ""
  }
}

/** @param {{ before: string, latest: string }} visits */
function write({ before, latest }) {
  try {
    localStorage.setItem(KEY, `${before} ${latest}`.trim())
  } catch {
    // Nothing is kept then, and nothing is said.
  }
}
