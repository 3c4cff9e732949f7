/** Copying to the clipboard, also where the site is read without https and the browser's own way is closed. */

/**
 * Copy an element's words. Returns whether that was possible; if not, they are left selected.
 *
 * @param {Element} element
 */
export async function copyWords(element) {
  if (await write(element.textContent)) return true
  getSelection()?.selectAllChildren(element)
  return document.execCommand("copy")
}

/**
 * Copy a text that stands nowhere on the page. Returns whether that was possible.
 *
 * @param {string} text
 */
export async function copyText(text) {
  if (await write(text)) return true
  const field = Object.assign(document.createElement("textarea"), { value: text, className: "c-hidden" })
  const before = document.activeElement
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand("copy")
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

/** @param {string} text */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * Copy a drawing as a picture of some width. Where pictures cannot be copied it is downloaded; returns which it was.
 *
 * @param {Element} svg
 * @param {string} name
 * @param {number} [width]
 * @returns {Promise<"copied" | "downloaded">}
 */
export async function copyPicture(svg, name, width = 600) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height: width })
  canvas.getContext("2d")?.drawImage(await pictureOf(svg, width), 0, 0, width, width)
  try {
    const blob = new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })])
    return "copied"
  } catch {
    Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: name }).click()
    return "downloaded"
  }
}

/**
 * @param {Element} svg
 * @param {number} width
 */
async function pictureOf(svg, width) {
  const whole = document.importNode(svg, true)
  whole.setAttribute("width", String(width))
  whole.setAttribute("height", String(width))
  const picture = new Image()
  picture.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(whole))}`
  await picture.decode()
  return picture
}
