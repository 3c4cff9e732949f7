/** Pieces: what a text becomes, as data. Words stay words until they are drawn. */

/** @import { Made, Piece, Rough, RoughMade } from "./types.d.ts" */

/**
 * Make an element of pieces.
 *
 * @template {Rough} Child
 * @param {RoughMade["name"]} name
 * @param {RoughMade["attributes"]} [attributes]
 * @param {Child[]} [children]
 * @returns {Made<Child>}
 */
export function make(name, attributes = {}, children = []) {
  return { name, attributes, children }
}

/**
 * Return pieces with those that waited until all of the text was read.
 *
 * @param {Rough[]} pieces
 * @returns {Piece[]}
 */
export function settle(pieces) {
  return pieces.flatMap((piece) => {
    if (typeof piece === "string" || "entity" in piece) return [piece]
    if ("pieces" in piece) return settle(piece.pieces())
    return [make(piece.name, piece.attributes, settle(piece.children))]
  })
}

/**
 * Return the words of pieces without the elements around them.
 *
 * @param {Piece[]} pieces
 * @returns {Piece[]}
 */
export function wordsOf(pieces) {
  return pieces.flatMap((piece) =>
    typeof piece !== "string" && "children" in piece ? wordsOf(piece.children) : [piece],
  )
}
