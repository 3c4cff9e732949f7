/** Posting: the page is checked by the receiver, or sent to it, and what it answers is told at the fields. */

import { check, isReady, showAdvice, showFaults } from "./checking.js"
import { forget } from "./drafts.js"
import { fieldOf, judgeInOrder } from "./faults.js"
import { save } from "./keeping.js"
import { part, say } from "./parts.js"
import { post } from "./receiver.js"

/** @import { Fault, Reply, Spec, State } from "./types.d.ts" */

const UNREACHED =
  "Siden er ikke sendt, for der er ingen forbindelse lige nu. Din tekst er her stadig. Prøv igen om lidt."

/**
 * Check the page: here, and where there is a receiver also by all that only it can know.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export async function checkPage(form, spec, state) {
  if (!check(form, spec, state)) return
  const { receiver } = spec.sending
  if (receiver) {
    const { status, reply } = await post(`${receiver}check`, spec, state)
    if (status === 422) {
      tell(form, spec, state, reply)
      return
    }
    if (reply.advice?.length) showAdvice(form, spec, state, withOurs(form, spec, state, faultsOf(form, reply.advice)))
  }
  part(form, "ready").focus()
}

/**
 * Send the page, and go to its receipt.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 */
export async function sendPage(form, spec, state) {
  const button = part(form, "send")
  if (button.getAttribute("aria-disabled") === "true" || !isReady(form, spec, state)) return
  save(form, spec, state)
  button.setAttribute("aria-disabled", "true")
  say(form, "sending", "Sender siden …")
  const { status, reply } = await post(state.receipt || (spec.sending.receiver ?? ""), spec, state)
  button.removeAttribute("aria-disabled")
  if (reply.receipt && (status === 201 || status === 200)) {
    clearTimeout(state.saving)
    state.isTouched = false
    forget(true) // The page lies with the editors now, and the phone may be shared.
    say(form, "sending", "Siden er sendt.")
    location.assign(reply.receipt)
  } else if (reply.problems?.length) {
    say(form, "sending", "")
    tell(form, spec, state, reply)
  } else {
    say(form, "sending", UNREACHED)
    part(form, "sending").focus()
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Reply} reply
 */
function tell(form, spec, state, { problems = [], advice = [] }) {
  showFaults(form, state, faultsOf(form, problems))
  showAdvice(form, spec, state, withOurs(form, spec, state, faultsOf(form, advice)))
  say(form, "ready", "")
}

/**
 * Return what the receiver advises besides what the form asks of privacy itself.
 *
 * @param {HTMLFormElement} form
 * @param {Spec} spec
 * @param {State} state
 * @param {Fault[]} advice
 */
function withOurs(form, spec, state, advice) {
  const ours = judgeInOrder(form, spec, state).advice.filter(({ isPrivate }) => isPrivate)
  return [...ours, ...advice.filter(({ words }) => !ours.some((one) => one.words === words))]
}

/**
 * Return what the receiver tells, each by the name of the nearest field that the form has.
 *
 * @param {HTMLFormElement} form
 * @param {{ field: string, message: string }[]} told
 * @returns {Fault[]}
 */
function faultsOf(form, told) {
  return told.map(({ field, message }) => ({ name: nearest(form, field), words: message }))
}

/**
 * @param {HTMLFormElement} form
 * @param {string} field
 */
function nearest(form, field) {
  const parts = field === "key" ? ["unit"] : field.split(".")
  while (parts.length > 1 && !fieldOf(form, parts.join("."))) parts.pop()
  return parts.join(".")
}
