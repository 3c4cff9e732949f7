/** Coding: the index's files as they are packed, made into what they say. The other half is search/coding.py. */

/** @import { Posting, Row, Shard, ShardJson } from "./types.d.ts" */

const PLACED = 64

/**
 * Words in order, each coded as a digit for the letters that are as in the word before, and the others.
 *
 * @param {string} coded
 */
export function readWords(coded) {
  let before = ""
  if (!coded) return []
  return coded.split("\n").map((line) => {
    before = before.slice(0, parseInt(line[0], 36)) + line.slice(1)
    return before
  })
}

/**
 * A file of words: the length of its JSON in four bytes, the JSON, and the pages of each word.
 *
 * @param {ArrayBuffer} buffer
 * @returns {Shard}
 */
export function readShard(buffer) {
  const length = new DataView(buffer).getUint32(0)
  /** @type {ShardJson} */
  const described = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)))
  return { ...described, rows: readRows(new Uint8Array(buffer, 4 + length)) }
}

/**
 * Where each row of postings lies, and how many pages it has.
 *
 * @param {Uint8Array} bytes
 * @returns {Row[]}
 */
export function readRows(bytes) {
  const rows = []
  let place = 0
  while (place < bytes.length) {
    const start = place
    const [amount, next] = readNumber(bytes, place)
    place = next
    // Passed by without being read: a file has thousands of these, of which a search wants a few.
    for (let step = 0; step < amount; step++) place = endOfNumber(bytes, place)
    const end = place + amount
    let placed = 0
    for (; place < end; place++) if (bytes[place] >= PLACED) placed++
    place = end + placed
    rows.push({ bytes, start, amount })
  }
  return rows
}

/**
 * The pages of a row, their weights, and where the word heads each of them; 0 where it does not.
 *
 * @param {Row} row
 * @returns {Posting}
 */
export function readPosting({ bytes, start, amount, name }) {
  let place = readNumber(bytes, start)[1]
  const pages = new Uint32Array(amount)
  let page = 0
  for (let number = 0; number < amount; number++) {
    const [step, next] = readNumber(bytes, place)
    place = next
    page += step
    pages[number] = page
  }
  const coded = bytes.subarray(place, place + amount)
  place += amount
  const weights = coded.map((weight) => weight % PLACED)
  const places = coded.map((weight) => (weight >= PLACED ? bytes[place++] : 0))
  return { pages, weights, places, name }
}

/**
 * A number in seven bits a byte, the low ones first, and where the next one begins.
 *
 * @param {Uint8Array} bytes
 * @param {number} place
 * @returns {[value: number, next: number]}
 */
function readNumber(bytes, place) {
  let [value, shift] = [0, 0]
  while (bytes[place] > 127) [value, shift] = [value + (bytes[place++] & 127) * 2 ** shift, shift + 7]
  return [value + bytes[place++] * 2 ** shift, place]
}

/**
 * Where the number after one begins.
 *
 * @param {Uint8Array} bytes
 * @param {number} place
 */
function endOfNumber(bytes, place) {
  let end = place
  while (bytes[end] > 127) end++
  return end + 1
}
