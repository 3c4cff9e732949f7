/** Joints: where the parts of long words meet, as the index tells them. A line may break there, and nobody hears it. */

/** @import { Child } from "../parts/elements/elements.js" */

/** Stands at a joint in what the index tells. */
export const JOINT = "\u00ad"

/**
 * The text as its writer wrote it.
 *
 * @param {string} text
 */
export const whole = (text) => text.replaceAll(JOINT, "")

/**
 * The text as nodes, for `append`: at each joint an element without any text, and around it all one box, as on a page.
 *
 * @param {string} text
 * @returns {Child[]}
 */
export function joined(text) {
  if (!text.includes(JOINT)) return [text]
  const box = document.createElement("u-long")
  const [first, ...rest] = text.split(JOINT)
  box.append(first, ...rest.flatMap((part) => [document.createElement("u-joint"), part]))
  return [box]
}
