/** Packing: a text as it can stand in an address, in few characters. */

/** @type {Record<string, string>} */
const ADDRESSED = { "+": "-", "/": "_", "=": "" }

/**
 * @param {string} text
 * @returns {string}
 */
export function pack(text) {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(/[+/=]/g, (c) => ADDRESSED[c])
}

/**
 * Return the text, or null when it is none of ours.
 *
 * @param {string} packed
 * @returns {string | null}
 */
export function unpack(packed) {
  try {
    const raw = atob(packed.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/")))
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)))
  } catch {
    return null
  }
}
