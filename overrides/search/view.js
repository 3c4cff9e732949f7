/** View: results stand as a list or as cards. What somebody chose is kept on their own device, and nowhere else. */

const KEY = "catalogue.view"
/** @type {Record<string, { next: string, words: string }>} */
const VIEWS = { list: { next: "cards", words: "Vis som kort" }, cards: { next: "list", words: "Vis som liste" } }

/**
 * Show the results as they were shown last, and let a button change that. Nothing is fetched for it.
 *
 * @param {HTMLElement} host what holds the results
 * @param {HTMLElement} button
 */
export function start(host, button) {
  const show = (/** @type {string} */ view) => {
    host.dataset.view = view
    button.textContent = VIEWS[view].words
  }
  button.addEventListener("click", () => {
    const { next } = VIEWS[host.dataset.view ?? "list"]
    show(next)
    write(next)
  })
  const kept = read()
  show(kept in VIEWS ? kept : "list")
}

/** What the device remembers, or nothing: it may refuse to. */
function read() {
  try {
    return localStorage.getItem(KEY) ?? ""
  } catch {
    return ""
  }
}

/** @param {string} view */
function write(view) {
  try {
    localStorage.setItem(KEY, view)
  } catch {
    // It is shown so until the page is left.
  }
}
