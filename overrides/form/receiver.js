/** The receiver: what is asked of it, and what it answers. A page is sent to its own site, and only when asked for. */

import { typedIn } from "./answers.js"
import { line } from "./texts.js"

/** @import { Receipt, Reply, Spec, State } from "./types.d.ts" */

const JSON_WANTED = { Accept: "application/json" }

/**
 * Return what the receiver tells of a receipt, or null where there is none.
 *
 * @param {Spec} spec
 * @param {string} address
 * @returns {Promise<Receipt | null>}
 */
export async function fetchReceipt({ sending }, address) {
  // An address may come from anywhere: only the receiver's own is asked.
  if (!sending.receiver || !address.startsWith(sending.receiver) || address.includes("..")) return null
  try {
    const answer = await fetch(address, { headers: JSON_WANTED })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/**
 * Give the page to the receiver, and return its answer with the status; status 0 where it was not reached.
 *
 * @param {string} address
 * @param {Spec} spec
 * @param {State} state
 * @returns {Promise<{ status: number, reply: Reply }>}
 */
export async function post(address, spec, state) {
  try {
    const answer = await fetch(address, { method: "POST", headers: JSON_WANTED, body: pack(spec, state) })
    return { status: answer.status, reply: await answer.json() }
  } catch {
    return { status: 0, reply: {} }
  }
}

/**
 * Return the page as the receiver takes it. Texts go as files, since a browser changes the line ends of other values.
 *
 * @param {Spec} spec
 * @param {State} state
 */
function pack({ kind }, { files, values, pictures }) {
  const [page, unit] = files
  const body = new FormData()
  body.append("kind", keyOf(page.path).split("/").length === 3 ? "idea" : kind)
  body.append("key", keyOf(page.path))
  body.append("text", asFile(page.text))
  if (unit) body.append("unit_text", asFile(unit.text))
  for (const { blob, file } of pictures) body.append("picture", blob, file)
  const told = line(typedIn(values, "told_to"))
  if (told) body.append("told_to", told)
  return body
}

/** @param {string} text */
function asFile(text) {
  return new Blob([text], { type: "text/markdown" })
}

/**
 * Return the key that pages refer to a page by, from its path below docs/.
 *
 * @param {string} path
 */
export function keyOf(path) {
  return path
    .split("/")
    .slice(1)
    .join("/")
    .replace(/(?:\/index)?\.md$/, "")
}
