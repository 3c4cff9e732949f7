/** Copying: the page as a letter to the editors, for the writer to put in a mail. */

import { copyText } from "../sharing/copying.js"
import { typedIn } from "./answers.js"
import { check } from "./checking.js"
import { say } from "./parts.js"
import { themeOf, unitName } from "./places.js"
import { letter } from "./sending.js"
import { line } from "./texts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Copy the page, with what the editors must know of it, when it is ready.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export async function copyPage(form, spec, state) {
  if (!check(form, spec, state)) return
  const isCopied = await copyText(letter(state.files, notesOf(form, spec, state)))
  const done = "Siden er kopieret. Sæt den ind i en mail."
  const failed = "Det lykkedes ikke at kopiere. Markér teksten under »Filen«, og kopiér den selv."
  say(form, "sent", isCopied ? done : failed)
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @returns {[term: string, value?: string][]}
 */
function notesOf(form, spec, { values, files }) {
  const asked = form.querySelector("[data-contact-fields]")
  const isToldElsewhere = files.length > 1 || (asked instanceof HTMLElement && asked.hidden)
  const contact = ["contact.role", "contact.mail"].map((name) => line(typedIn(values, name))).filter(Boolean)
  return [
    ["Fra", unitName(spec, values)],
    ["Tema", values.theme === undefined ? undefined : themeOf(spec, values)?.[1]],
    ["Kontakt", isToldElsewhere ? "" : contact.join(", ")],
    ["Hvem fortæller, og hvem skriver", line(typedIn(values, "told_to"))],
  ]
}
