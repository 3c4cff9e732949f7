/** Marks: a text with the words that were found. A word is marked when it, a part of it or its group was searched for. */

import { element } from "../parts/elements/elements.js"
import { joined } from "./joints.js"
import { isFound } from "./texts.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Part, Sought } from "./texts.js"
 */

/**
 * The text as nodes, for `append`, with its joints.
 *
 * @param {string} text
 * @param {Part[]} parts the words of the text
 * @param {Sought} sought
 * @returns {Child[]}
 */
export function marked(text, parts, sought) {
  /** @type {Child[]} */
  const nodes = []
  let end = 0
  for (const part of parts) {
    if (!isFound(part, sought)) continue
    nodes.push(...joined(text.slice(end, part.start)), element("mark", {}, joined(part.token)))
    end = part.start + part.token.length
  }
  return [...nodes, ...joined(text.slice(end))]
}
