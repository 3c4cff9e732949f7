/** Answers files with the letter that the form makes of them, and paths with the names under which files travel. */

import { travellingName } from "../../../overrides/form/naming.js"
import { letter } from "../../../overrides/form/sending.js"

/** @param {{ files: { path: string, text: string }[], notes: [string, string][] }} question */
export function answer({ files, notes }) {
  return {
    text: letter(
      files.map((file) => ({ ...file, fields: {} })),
      notes,
    ),
    names: files.map(({ path }) => travellingName(path)),
  }
}
