/** Lines: how far in one stands, what it is further out, and the cells of a table's row. */

/** How far in a line of code stands, and what is within a box. */
export const WIDTH = 4

/**
 * Return how far in a line stands. A tab goes to the next stop.
 *
 * @param {string} line
 * @returns {number}
 */
export function widthOf(line) {
  let count = 0
  for (const sign of line) {
    if (sign === " ") count += 1
    else if (sign === "\t") count += WIDTH - (count % WIDTH)
    else break
  }
  return count
}

/**
 * Return a line so much further out. What is left of a tab becomes spaces.
 *
 * @param {string} line
 * @param {number} count
 * @returns {string}
 */
export function outdent(line, count) {
  let [left, at] = [count, 0]
  for (; left > 0 && at < line.length && /[ \t]/.test(line[at]); at += 1) left -= line[at] === "\t" ? WIDTH : 1
  return " ".repeat(Math.max(-left, 0)) + line.slice(at)
}

/**
 * Return the line after those that stand within what is above them; empty lines go along, but not at the end.
 *
 * @param {string[]} lines
 * @param {number} from
 * @returns {number}
 */
export function endOfIndented(lines, from) {
  let end = from
  for (let row = from; row < lines.length; row += 1) {
    if (!lines[row].trim()) continue
    if (widthOf(lines[row]) < WIDTH) break
    end = row + 1
  }
  return end
}

/**
 * Return the cells of a table's row.
 *
 * @param {string} line
 * @returns {string[]}
 */
export function cellsOf(line) {
  const parts = line
    .trim()
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, "|"))
  if (parts[0] === "") parts.shift()
  if (parts.at(-1) === "") parts.pop()
  return parts
}
