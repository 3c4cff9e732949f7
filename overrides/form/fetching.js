/** Fetching: a finished file is saved, under a name that says whose it is, and what to do with it is told. */

import { isReady } from "./checking.js"
import { showDone, tellPictures, wayToMail } from "./done.js"
import { save } from "./keeping.js"
import { travellingName } from "./naming.js"
import { download } from "./sending.js"

/** @import { PageFile, Spec, State } from "./types.d.ts" */

/**
 * Save the file that a button is for, when the page is ready.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {HTMLElement} button
 */
export function fetchFile(form, spec, state, button) {
  const isForGit = "git" in button.dataset
  if (isReady(form, spec, state)) {
    const file = state.files[Number(button.dataset.download)]
    download(file, isForGit)
    const steps = isForGit ? stepsOfGit(file) : stepsOfMail(form, file, state)
    showDone(form, state, button, { label: "Hentet ✓", title: "Filen er hentet.", steps })
  }
  save(form, spec, state)
}

/**
 * @param {HTMLFormElement} form
 * @param {PageFile} file
 * @param {State} state
 */
function stepsOfMail(form, { path }, { files, pictures }) {
  const others = files.filter((one) => one.path !== path)
  return [
    [`Den hedder ${travellingName(path)} og ligger blandt det, du har hentet.`],
    ...(others.length ? [["Hent også den anden fil."]] : []),
    ...tellPictures(pictures),
    wayToMail(form),
    [others.length || pictures.length ? "Vedhæft alle filerne, og send mailen." : "Vedhæft filen, og send mailen."],
    ["Redaktionen læser siden og svarer jer. I ser den, før den kommer ud."],
  ]
}

/** @param {PageFile} file */
function stepsOfGit({ path }) {
  return [[`Læg filen her: docs/${path}`], ["Lav en pull request. Et program tjekker siden og svarer dér."]]
}
