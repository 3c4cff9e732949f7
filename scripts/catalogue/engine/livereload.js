/** Reloads a page of `mkdocs serve` when the site has been built anew. Its own script is inline, which our policy refuses. */

const script = document.querySelector("script[data-epoch]")

/** @param {number} epoch */
async function wait(epoch) {
  try {
    const answer = await fetch(`/livereload/${epoch}/${Date.now()}`)
    if (Number(await answer.text()) > epoch) return location.reload()
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 3000)) // The server is gone, or not there yet.
  }
  return wait(epoch)
}

if (script instanceof HTMLElement) wait(Number(script.dataset.epoch))
