/** Reloads a page of `mkdocs serve` when the site has been built anew. Its own script is inline, which our policy refuses. */

const script = document.querySelector("script[data-epoch]")

/** Whether the form holds pictures that were chosen: no draft keeps them, so a reload would lose them. */
const holdsPictures = () => document.querySelector("[data-shot]") !== null
const pause = () => new Promise((resolve) => setTimeout(resolve, 3000))

/** @param {number} epoch */
async function wait(epoch) {
  try {
    const answer = await fetch(`/livereload/${epoch}/${Date.now()}`)
    const isNew = Number(await answer.text()) > epoch
    if (isNew && !holdsPictures()) return location.reload()
    if (isNew) await pause()
  } catch {
    await pause() // The server is gone, or not there yet.
  }
  return wait(epoch)
}

if (script instanceof HTMLElement) wait(Number(script.dataset.epoch))
