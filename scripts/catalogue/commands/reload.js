// Reloads the page when there is something new, and tells of pages that must be put right. Only in the preview.
// A page that was shown before the site was built is not reloaded when the site has come so far.
const IS_LIVE = new URL(import.meta.url).search === "?live"
const WAITS = "Kataloget er bygget igen. Siden venter med at vise det nye, så I ikke mister de billeder, I har valgt."

/** @type {(ms: number) => Promise<void>} */
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

/** Whether the form holds pictures that were chosen: no draft keeps them, so a reload would lose them. */
const holdsPictures = () => document.querySelector("[data-shot]") !== null

/** @param {string} text */
function show(text) {
  document.getElementById("_preview")?.remove()
  if (!text) return
  const panel = document.createElement("pre")
  panel.id = "_preview"
  panel.setAttribute("role", "alert")
  panel.textContent = text
  Object.assign(panel.style, {
    position: "fixed",
    insetInline: "0",
    bottom: "0",
    zIndex: "1000",
    margin: "0",
    padding: "1rem",
    maxHeight: "50vh",
    overflow: "auto",
    whiteSpace: "pre-wrap",
    background: "#4a1010",
    color: "#fff",
    font: "16px/1.5 system-ui, sans-serif",
  })
  document.body.append(panel)
}

/** Reload the page as soon as no picture that was chosen would be lost. */
function reloadWhenItMay() {
  const reload = () => holdsPictures() || location.reload()
  new MutationObserver(reload).observe(document.body, { childList: true, subtree: true })
  reload()
}

async function follow() {
  let current = 0
  for (;;) {
    try {
      const answer = await fetch(`/_preview/news?${current}`)
      const [number, ...lines] = (await answer.text()).split("\n")
      const isSettled = IS_LIVE && Number(answer.headers.get("Preview-Settles")) === current
      if (current && Number(number) !== current && !isSettled) {
        if (holdsPictures()) show(WAITS)
        reloadWhenItMay()
        return
      }
      current = Number(number)
      const report = lines.join("\n").trim()
      show(report && `Disse sider skal rettes og vises ikke:\n\n${report}`)
    } catch {
      await wait(1000)
    }
  }
}

follow()
