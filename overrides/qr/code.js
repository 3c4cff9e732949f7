/** QR codes by ISO/IEC 18004:2015, as much of it as an address needs: byte mode, UTF-8, error correction M, versions 1–10.
 *
 * `encode(text)` returns the symbol as rows of booleans, where true is dark, without the quiet zone of four modules
 * that must be kept around it; null when the text is longer than 213 bytes. The numbers below are the standard's
 * sections.
 */

/** @typedef {number[][]} Grid Rows of modules: 1 is dark, 0 is light, and nothing is free for data. */

// Table 9, level M, by version: codewords in all, those for error correction in each block, and blocks.
/** @type {[all: number, each: number, blocks: number][]} */
const VERSIONS = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
]

// 7.8.2: a module of the data is turned over where its mask gives 0.
/** @type {((row: number, column: number) => number)[]} */
const MASKS = [
  (row, column) => (row + column) % 2,
  (row) => row % 2,
  (_, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => ((row * column) % 2) + ((row * column) % 3),
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2,
]

/**
 * @param {string} text
 * @returns {boolean[][] | null}
 */
export function encode(text) {
  const bytes = [...new TextEncoder().encode(text)]
  /** @type {(version: [all: number, each: number, blocks: number]) => number} */
  const room = ([all, each, blocks]) => all - each * blocks
  // Before the bytes stand four bits for the mode and 8 or 16 for their number; four more end them.
  const version = 1 + VERSIONS.findIndex((one, index) => bytes.length + (index < 9 ? 2 : 3) <= room(one))
  if (!version) return null
  const [, each, blocks] = VERSIONS[version - 1]
  const message = protect(packed(bytes, version, room(VERSIONS[version - 1])), each, blocks)
  const { grid, free } = drawPatterns(version)
  placeData(grid, free, message)
  const [best] = MASKS.map((_, mask) => masked(grid, free, mask)).sort((one, other) => one.penalty - other.penalty)
  drawFormat(best.grid, best.mask)
  drawVersion(best.grid, version)
  return best.grid.map((row) => row.map(Boolean))
}

/**
 * 7.4: mode, length, bytes, end, and pad codewords in turn until there is no more room.
 *
 * @param {number[]} bytes
 * @param {number} version
 * @param {number} room
 */
function packed(bytes, version, room) {
  const bits = ["0100", binary(bytes.length, version < 10 ? 8 : 16), ...bytes.map((byte) => binary(byte, 8)), "0000"]
  const words = Array.from(bits.join("").matchAll(/.{8}/g), ([word]) => parseInt(word, 2))
  for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad)
  return words
}

/**
 * @param {number} value
 * @param {number} length
 */
function binary(value, length) {
  return value.toString(2).padStart(length, "0")
}

/**
 * 7.5 and 7.6: the words in blocks, the later ones a word longer, each with its own error correction; interleaved.
 *
 * @param {number[]} words
 * @param {number} each
 * @param {number} blocks
 */
function protect(words, each, blocks) {
  const generator = generatorOf(each)
  const short = blocks - (words.length % blocks)
  const length = Math.floor(words.length / blocks)
  const data = Array.from({ length: blocks }, (_, index) => {
    const start = index * length + Math.max(0, index - short)
    return words.slice(start, start + length + (index >= short ? 1 : 0))
  })
  return [...interleaved(data), ...interleaved(data.map((block) => remainder(block, generator)))]
}

/** @param {number[][]} lists */
function interleaved(lists) {
  return lists[lists.length - 1].flatMap((_, index) =>
    lists.filter((list) => index < list.length).map((list) => list[index]),
  )
}

/**
 * Multiply in the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1.
 *
 * @param {number} one
 * @param {number} other
 */
function multiply(one, other) {
  let product = 0
  for (; other; other >>= 1) {
    if (other & 1) product ^= one
    one = (one << 1) ^ (one > 127 ? 0x11d : 0)
  }
  return product
}

/**
 * Annex A: (x – 2⁰)(x – 2¹)…, without its leading 1.
 *
 * @param {number} degree
 */
function generatorOf(degree) {
  let factors = [1]
  for (let root = 1; factors.length <= degree; root = multiply(root, 2)) {
    factors = [...factors, 0].map((factor, index) => factor ^ multiply(root, factors[index - 1] ?? 0))
  }
  return factors.slice(1)
}

/**
 * @param {number[]} words
 * @param {number[]} generator
 */
function remainder(words, generator) {
  let rest = generator.map(() => 0)
  for (const word of words) {
    const factor = word ^ rest[0]
    rest = generator.map((one, index) => (rest[index + 1] ?? 0) ^ multiply(one, factor))
  }
  return rest
}

/**
 * 6.3: the patterns that are the same in every symbol of a version, and which modules are left free for data.
 *
 * @param {number} version
 */
function drawPatterns(version) {
  const size = 17 + 4 * version
  /** @type {Grid} */
  const grid = Array.from({ length: size }, () => Array(size))
  /** @type {(row: number, column: number, reach: number, light: number[]) => void} */
  const square = (row, column, reach, light) => {
    for (let i = Math.max(0, row - reach); i <= Math.min(size - 1, row + reach); i++) {
      for (let j = Math.max(0, column - reach); j <= Math.min(size - 1, column + reach); j++) {
        grid[i][j] = Number(!light.includes(Math.max(Math.abs(i - row), Math.abs(j - column))))
      }
    }
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ])
    square(row, column, 4, [2, 4])
  const centres = version < 2 ? [] : [6, ...(version < 7 ? [] : [2 * version + 8]), size - 7]
  for (const row of centres) {
    for (const column of centres) if (grid[row][column] === undefined) square(row, column, 2, [1])
  }
  for (let i = 8; i < size - 8; i++) grid[6][i] = grid[i][6] = (i + 1) % 2
  // Room for format and version: light while the masks are judged.
  for (let i = 0; i < 9; i++) {
    for (const [row, column] of [
      [8, i],
      [i, 8],
      [8, size - 1 - i],
      [size - 1 - i, 8],
    ]) {
      if (i < 8 || (row === 8 && column === 8)) grid[row][column] ??= 0
    }
  }
  drawVersion(grid, version, 0)
  return { grid, free: grid.map((row) => Array.from(row, (module) => module === undefined)) }
}

/**
 * 7.7.3: bit after bit in columns two modules wide, up and down, from the right; what is left over stays light.
 *
 * @param {Grid} grid
 * @param {boolean[][]} free
 * @param {number[]} message
 */
function placeData(grid, free, message) {
  const bits = message.map((word) => binary(word, 8)).join("")
  const last = grid.length - 1
  let next = 0
  let up = true
  for (let right = last; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step <= last; step++) {
      const row = up ? last - step : step
      for (const column of [right, right - 1]) if (free[row][column]) grid[row][column] = Number(bits[next++] ?? 0)
    }
  }
}

/**
 * @param {Grid} grid
 * @param {boolean[][]} free
 * @param {number} mask
 */
function masked(grid, free, mask) {
  /** @type {(module: number, row: number, column: number) => number} */
  const turn = (module, row, column) => (free[row][column] && MASKS[mask](row, column) === 0 ? 1 - module : module)
  const turned = grid.map((modules, row) => modules.map((module, column) => turn(module, row, column)))
  return { mask, grid: turned, penalty: penaltyOf(turned) }
}

/**
 * 7.8.3.1: what makes a symbol hard to read, in points.
 *
 * @param {Grid} grid
 */
function penaltyOf(grid) {
  const size = grid.length
  const lines = [...grid, ...grid.map((_, column) => grid.map((row) => row[column]))].map((line) => line.join(""))
  let points = 0
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2
    // What looks like a finder, with light beside it; around the symbol all is light.
    points += 40 * [...`0000${line}0000`.matchAll(/00001011101|1011101(?=0000)/g)].length
  }
  for (let i = 1; i < size; i++) {
    for (let j = 1; j < size; j++) {
      const dark = grid[i][j] + grid[i - 1][j] + grid[i][j - 1] + grid[i - 1][j - 1]
      if (dark % 4 === 0) points += 3
    }
  }
  const dark = grid.flat().filter(Boolean).length
  return points + 10 * Math.floor(Math.abs((dark / size ** 2) * 100 - 50) / 5)
}

/**
 * A number with the remainder of a BCH code behind it (annexes C and D).
 *
 * @param {number} value
 * @param {number} generator
 */
function checked(value, generator) {
  const length = 31 - Math.clz32(generator)
  let rest = value << length
  while (rest >> length) rest ^= generator << (Math.clz32(generator) - Math.clz32(rest))
  return (value << length) | rest
}

/**
 * 7.9: the level (M is 00) and the mask, twice, and the module that is always dark.
 *
 * @param {Grid} grid
 * @param {number} mask
 */
function drawFormat(grid, mask) {
  const format = checked(mask, 0x537) ^ 0x5412
  const last = grid.length - 1
  for (let i = 0; i < 15; i++) {
    const bit = (format >> i) & 1
    if (i < 8) grid[i > 5 ? i + 1 : i][8] = grid[8][last - i] = bit
    else grid[8][i < 9 ? 15 - i : 14 - i] = grid[last - 14 + i][8] = bit
  }
  grid[last - 7][8] = 1
}

/**
 * 7.10: from version 7 on the version, twice.
 *
 * @param {Grid} grid
 * @param {number} version
 * @param {number} [written]
 */
function drawVersion(grid, version, written = checked(version, 0x1f25)) {
  for (let i = 0; i < 18 && version > 6; i++) {
    const row = Math.floor(i / 3)
    const column = grid.length - 11 + (i % 3)
    grid[row][column] = grid[column][row] = (written >> i) & 1
  }
}
