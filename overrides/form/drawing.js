/** Drawing: pieces become elements and texts, the only place where the preview's text meets the page. */

import { element } from "../parts/elements/elements.js"

/** @import { Piece } from "./types.d.ts" */

/**
 * Return the nodes of pieces.
 *
 * @param {Piece[]} pieces
 * @returns {(Node | string)[]}
 */
export function drawPieces(pieces) {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece
    if ("entity" in piece) return decode(piece.entity)
    return element(piece.name, piece.attributes, drawPieces(piece.children))
  })
}

/**
 * Return the character that has a name in HTML: `&oslash;`. A name that the browser does not know stays as it is.
 *
 * @param {string} entity
 * @returns {string}
 */
function decode(entity) {
  // It matches [A-Za-z\d]+ between its marks, so there is nothing in it that could become an element.
  const words = new DOMParser().parseFromString(entity, "text/html").body.textContent ?? ""
  // Of »&notit;« a browser reads »&not«: then the semicolon is left.
  return words.length > 1 && words.endsWith(";") ? entity : words
}
