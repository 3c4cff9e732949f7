/** Copying: the page as a letter to the editors, for the writer to put in a mail. */

import { copyText } from "../sharing/copying.js"
import { isPlan, typedIn } from "./answers.js"
import { isReady } from "./checking.js"
import { hideDone, showDone, tellPictures, wayToMail } from "./done.js"
import { say } from "./parts.js"
import { themeOf, unitName } from "./places.js"
import { letter, subject } from "./sending.js"
import { line } from "./texts.js"

/** @import { Spec, State } from "./types.d.ts" */

/**
 * Copy the page, with what the editors must know of it, when it is ready.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} button
 */
export async function copyPage(form, spec, state, button) {
  if (!isReady(form, spec, state)) return
  const isCopied = await copyText(letter(state.files, notesOf(form, spec, state)))
  const failed = "Det lykkedes ikke at kopiere. Hent filen i stedet, under »Andre måder at sende på«."
  say(form, "sent", isCopied ? "" : failed)
  if (!isCopied) {
    hideDone(form, state)
    return
  }
  const pictures = tellPictures(state.pictures)
  const steps = [
    ...pictures,
    wayToMail(form),
    [`Skriv i emnet: ${subjectOf(spec, state)}`],
    ["Sæt teksten ind: Hold fingeren på mailen, og vælg »Sæt ind«. På en pc trykker du Ctrl og V."],
    ["Send mailen. Redaktionen læser siden og svarer jer. I ser den, før den kommer ud."],
  ]
  showDone(form, state, button, { label: "Kopieret ✓", title: "Siden er kopieret.", steps })
}

/**
 * Return what a mail with the page is about, so that the editors see it from their list of mails.
 *
 * @param {Spec} spec
 * @param {State} state
 */
export function subjectOf(spec, { values }) {
  return subject(isPlan(spec) ? "Plan" : line(typedIn(values, "title")), [
    unitName(spec, values),
    themeName(spec, { values }),
  ])
}

/**
 * @param {Spec} spec
 * @param {Pick<State, "values">} state
 */
function themeName(spec, { values }) {
  return values.theme === undefined ? undefined : themeOf(spec, values)?.[1]
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @returns {[term: string, value?: string][]}
 */
function notesOf(form, spec, state) {
  const { values, files } = state
  const asked = form.querySelector("[data-contact-fields]")
  const isToldElsewhere = files.length > 1 || (asked instanceof HTMLElement && asked.hidden)
  const contact = ["contact.role", "contact.mail"].map((name) => line(typedIn(values, name))).filter(Boolean)
  return [
    ["Emne", subjectOf(spec, state)],
    ["Fra", unitName(spec, values)],
    ["Tema", themeName(spec, state)],
    ["Kontakt", isToldElsewhere ? "" : contact.join(", ")],
    ["Hvem fortæller, og hvem skriver", line(typedIn(values, "told_to"))],
  ]
}
