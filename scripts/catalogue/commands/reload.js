// Reloads the page when the site has been built again, and tells of pages that must be put right. Only in the preview.
/** @type {(ms: number) => Promise<void>} */
const wait = (ms) => new Promise((done) => setTimeout(done, ms))

/** @param {string} report */
function show(report) {
  document.getElementById("_preview")?.remove()
  if (!report) return
  const panel = document.createElement("pre")
  panel.id = "_preview"
  panel.setAttribute("role", "alert")
  panel.textContent = `Disse sider skal rettes og vises ikke:\n\n${report}`
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

async function follow() {
  let current = 0
  for (;;) {
    try {
      const answer = await fetch(`/_preview/news?${current}`)
      const [number, ...lines] = (await answer.text()).split("\n")
      if (current && Number(number) !== current) {
        location.reload()
        return
      }
      current = Number(number)
      show(lines.join("\n").trim())
    } catch {
      await wait(1000)
    }
  }
}

follow()
