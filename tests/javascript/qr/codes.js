/** Answers a text with its QR code, as rows of 0 and 1; null for one that is too long. */

import { encode } from "../../../overrides/qr/code.js"

/** @param {string} text */
export function answer(text) {
  return encode(text)?.map((row) => row.map(Number)) ?? null
}
