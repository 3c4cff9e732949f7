/** Preparing: lines are put as they are meant before they are read: marks of Word, nested points, rows of a kind. */

import { FENCE } from "./marks.js"

/** @import { Patterns } from "./types.d.ts" */

const NUMBERED = /^ *\d{1,9}[.)] {1,4}(?=\S)/
const MARKED = /^(?:[-*+]|\d{1,9}[.)])[ \t]/

/**
 * Put the marks of Word and the like in the place of those that are read, and nested points below their numbers.
 * What is in a fence stays.
 *
 * @param {string[]} lines
 * @param {Patterns} ours
 * @returns {string[]}
 */
export function prepareLines(lines, ours) {
  const nest = nesting(ours)
  let fence = ""
  return lines.map((line) => {
    const mark = FENCE.exec(line)?.[1] ?? ""
    if (!fence && !mark) return nest(replaceMarks(line, ours))
    if (!fence) fence = mark
    else if (mark.startsWith(fence) && line.trim() === mark) fence = ""
    return line
  })
}

/**
 * @param {string} line
 * @param {Patterns} ours
 */
function replaceMarks(line, { bullet, hard }) {
  return line.replace(bullet, "$1* ").replace(hard, (whole, indent, number, at, words) => {
    const mark = /^\p{Nd}/u.test(words.slice(at + whole.length)) ? "-" : "+" // »+ 5« is no point of a list.
    return `${indent}${number ?? mark} `
  })
}

/**
 * Return what puts points two spaces below a number, and all below them, as far in as the number's own text.
 *
 * @param {Patterns} ours
 * @returns {(line: string) => string}
 */
function nesting({ ordinal }) {
  let [outer, inner, shift] = [0, 0, 0] // Where the number stands, where its text does, and how far what is below goes in.
  return (line) => {
    const bare = line.trimStart()
    const indent = line.search(/[^ ]/)
    if (indent < 0) return line
    if (indent <= outer) {
      const number = ordinal.test(bare) ? null : NUMBERED.exec(line)
      ;[outer, inner, shift] = [indent, number ? number[0].length : 0, 0]
    } else if (!shift && indent >= outer + 2 && indent < inner && MARKED.test(bare)) shift = inner - indent
    return " ".repeat(shift) + line
  }
}

/**
 * Return the lines of running text with a break before each of two or more of a kind, such as dates and dialogue.
 *
 * @param {string[]} lines
 * @param {Patterns} ours
 * @returns {string[]}
 */
export function keepRows(lines, { rows }) {
  const kinds = lines.map((line) => rows.find(([, pattern]) => pattern.test(line))?.[0])
  return lines.map((line, row) => {
    const [kind, next, after] = kinds.slice(row, row + 3)
    const breaks = next && (next === kind || next === after)
    return breaks && !line.endsWith("\\") && !line.endsWith("  ") ? `${line}  ` : line
  })
}
