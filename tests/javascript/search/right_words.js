/** Tells which of some forms the search would not know for right words, from the files of a folder. */

import { readFile } from "node:fs/promises"
import { gunzipSync } from "node:zlib"
import { RightWords } from "../../../overrides/search/right.js"

/** @type {Map<string, RightWords>} */
const known = new Map()

/**
 * @param {{ folder: string, beginnings: string, forms: string }} asked The address of the folder, what the words of its
 *   files begin with, and forms with spaces between.
 */
export async function answer({ folder, beginnings, forms }) {
  const right = known.get(folder) ?? new RightWords(new Set(), beginnings)
  known.set(folder, right)
  const first = forms.split(" ").filter((form) => !right.has(form))
  for (const name of [...right.wanted]) await learn(right, folder, name)
  return first.filter((form) => !right.has(form))
}

/**
 * @param {RightWords} right
 * @param {string} folder
 * @param {string} name
 */
async function learn(right, folder, name) {
  right.wanted.delete(name)
  const text = gunzipSync(await readFile(new URL(`${name}.bin`, folder))).toString("utf-8")
  if (name === "endings") right.learnEndings(JSON.parse(text))
  else right.learn(Number(name.split("-")[1]), text)
}
