/** Packing: a text as it can stand in an address, in few characters. */

export function pack(text) {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replace(
    /[+/=]/g,
    (c) => ({ "+": "-", "/": "_", "=": "" })[c],
  )
}

/** Return the text, or null when it is none of ours. */
export function unpack(packed) {
  try {
    const raw = atob(packed.replace(/[-_]/g, (c) => (c === "-" ? "+" : "/")))
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)))
  } catch {
    return null
  }
}
