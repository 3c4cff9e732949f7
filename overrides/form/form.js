/** The form: from what is typed come the page as it will look and the finished file. Nothing is sent from here. */

import { element } from "../parts/elements/elements.js"
import { copyText } from "../sharing/copying.js"
import { compose, isNewUnit, readText, unitsOf } from "./answers.js"
import { makeStep, read, spread, withoutBoxes, write } from "./controls.js"
import { inWords, readDate, today } from "./dates.js"
import { find, forget, keep, whenForgotten } from "./drafts.js"
import { judge } from "./judging.js"
import { unpack } from "./packing.js"
import { draw } from "./preview.js"
import { findNumbers, mask, SURE } from "./privacy.js"
import { download, letter, pullRequest } from "./sending.js"
import { length, line, prepare } from "./texts.js"

const SAVE_AFTER = 400
const SPEAK_AFTER = 1000
const NEAR = 100

export function start() {
  const form = document.querySelector("form[data-contribute]")
  const spec = JSON.parse(form.dataset.spec)
  prepare(spec.rules)
  new Writer(form, spec).begin()
}

class Writer {
  constructor(form, spec) {
    this.form = form
    this.spec = spec
    this.base = null // The page that is being put right, as it was.
    this.extra = {} // Chosen values that have no box.
    this.shown = new Set() // Names of fields with an error.
    this.title = document.title
  }

  /** Return the one part of the form that has a mark. */
  part(mark) {
    return this.form.querySelector(`[data-${mark}]`)
  }

  begin() {
    this.offerUnits("")
    this.open()
    this.listen()
    for (const part of this.form.querySelectorAll("[data-all]")) part.disabled = false
  }

  // Where it begins

  open() {
    const { draft, onDevice } = find()
    const asked = this.readAddress()
    this.part("remember").checked = onDevice
    if (asked) {
      this.fill(asked)
      if (draft) this.offerDraft(draft)
    } else if (draft) {
      this.fill(draft)
      this.notify("Her er din kladde fra før. Vil du begynde forfra, så vælg »Ryd alt« nederst.")
    } else this.fill({})
  }

  /** Return what the address asks to begin with, or null. Then take it out of the address: a reload has the draft. */
  readAddress() {
    const words = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`)
    if (location.search || location.hash) history.replaceState(null, "", location.pathname)
    if (words.has("page")) return this.readPage(words.get("page"))
    const [borrow, unit, theme] = ["borrow", "unit", "theme"].map((name) => words.get(name) ?? "")
    if (!borrow && !unit && !theme) return null
    return { values: { unit, theme: theme || borrow.split("/")[1] || "", borrowed_from: borrow } }
  }

  readPage(packed) {
    try {
      const page = JSON.parse(unpack(packed))
      if (page.kind !== this.spec.kind) throw new TypeError("another kind of page")
      const { values, counts } = spread(page, this.spec)
      const [unit = "", theme = ""] = page.key.split("/")
      return { values: { ...values, updated: today(), unit, theme }, counts, base: page }
    } catch {
      this.notify(
        "Siden kan ikke åbnes i formularen, måske fordi den er lang. Skriv til redaktionen, hvad der skal rettes.",
      )
      return null
    }
  }

  offerDraft(draft) {
    const name = line(draft.values?.title ?? "")
    this.notify(`Du har også en kladde fra før${name ? `: »${name}«` : ""}. Den bliver erstattet, når du skriver her.`)
    const button = this.part("fetch")
    button.hidden = false
    button.onclick = () => {
      this.fill(draft)
      this.notify("Her er din kladde fra før.")
      this.part("notice-words").focus()
    }
  }

  notify(words) {
    this.part("fetch").hidden = true
    this.part("notice").hidden = !words
    this.part("notice-words").textContent = words
  }

  fill({ values = {}, counts = {}, base = null, extra }) {
    const first = { updated: today(), date: base ? "" : today(), ...values }
    this.base = base
    write(this.form, { values: first, counts }, this.spec.rules.renamed)
    this.chooseTheme()
    write(this.form, { values: first, counts }, this.spec.rules.renamed)
    this.extra = extra ?? withoutBoxes(this.form, values)
    this.forgetFaults()
    this.update()
  }

  offerUnits(words) {
    const select = this.form.elements.unit
    if (!select) return
    const chosen = select.value
    const [none, other] = [...select.options].filter(({ value }) => value === "" || value === "+")
    const groups = this.spec.units.map(([area, units]) => {
      const fitting = units.filter(([slug, title]) => slug === chosen || title.toLowerCase().includes(words))
      return (
        fitting.length &&
        element(
          "optgroup",
          { label: area },
          fitting.map(([value, title]) => element("option", { value }, title)),
        )
      )
    })
    select.replaceChildren(none, other, ...groups.filter(Boolean))
    select.value = chosen
  }

  // What is typed

  listen() {
    this.form.addEventListener("input", (event) => this.heed(event))
    this.form.addEventListener("change", (event) => this.heed(event))
    this.form.addEventListener("click", (event) => this.press(event))
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (this.check()) this.part("ready").focus()
    })
    addEventListener("pagehide", () => this.save())
    document.addEventListener("visibilitychange", () => this.save())
    whenForgotten(() => this.tellForgotten())
  }

  heed({ target, type }) {
    if (target.id === "f-narrow") return type === "input" && this.narrow(target.value)
    if (target === this.part("remember")) return type === "change" && this.remember(target.checked)
    this.isTouched = true
    if (target.name === "theme") this.chooseTheme()
    this.update()
    clearTimeout(this.saving)
    this.saving = setTimeout(() => this.save(), SAVE_AFTER)
    if (type === "input") this.count(target.closest("[data-limit]"), true)
  }

  narrow(words) {
    this.offerUnits(line(words).toLowerCase())
    const count = this.form.elements.unit.querySelectorAll("optgroup option").length
    this.part("narrowed").textContent =
      `${count} ${count === 1 ? "arbejdsplads" : "arbejdspladser"} på listen herunder.`
  }

  chooseTheme() {
    const theme = this.form.elements.theme?.value
    if (theme === undefined) return
    for (const topics of this.form.querySelectorAll("[data-topics]")) {
      topics.hidden = topics.dataset.topics !== theme
      for (const box of topics.querySelectorAll("input")) box.disabled = topics.hidden
    }
    const none = this.part("no-topics")
    if (none) none.hidden = Boolean(theme)
  }

  /** Make everything that follows from what is typed. */
  update() {
    const { values, counts } = read(this.form)
    for (const [name, lost] of Object.entries(this.extra)) if (values[name]) values[name].push(...lost)
    this.state = { values, counts, base: this.base }
    if (!isNewUnit(this.spec, this.state))
      for (const name of Object.keys(values)) if (name.startsWith("unit.")) delete values[name]
    this.showUnit()
    this.files = compose(this.spec, this.state)
    this.showFiles()
    this.showPage()
    this.warn()
    this.refreshFaults()
    for (const field of this.form.querySelectorAll("[data-limit]")) this.count(field)
  }

  showUnit() {
    if (this.spec.kind !== "interpretation") return
    const isNew = isNewUnit(this.spec, this.state)
    this.part("new-unit").hidden = !isNew
    const known = unitsOf(this.spec).find(([slug]) => slug === this.state.values.unit)
    const role = known?.[3]
    this.part("contact-fields").hidden = Boolean(role)
    const words = role
      ? `Kontakten er: ${role}. Det står på arbejdspladsens side.`
      : known
        ? "Jeres side har ingen kontakt endnu. Det her kommer med i beskeden til redaktionen, som kan skrive kontakten på siden."
        : "Det kommer til at stå på arbejdspladsens side."
    this.part("contact-note").textContent = words
  }

  showFiles() {
    const covered = (text) => mask(text, this.spec.rules, today(), true) // With such a number there is no file to take.
    const [page, unit] = this.files
    this.part("filename").textContent = page.path
    this.part("markdown").textContent = covered(page.text)
    this.part("unit-file").hidden = !unit
    this.part("unit-filename").textContent = unit?.path ?? ""
    this.part("unit-markdown").textContent = unit ? covered(unit.text) : ""
    const { address, words } = pullRequest(this.files, this.spec, Boolean(this.base))
    this.part("forge-words").textContent = words
    this.showWays(address)
    if (address) this.part("pull").href = address
  }

  /** Make the buttons that send, anew only when there are others to make: one of them may have the focus. */
  showWays(address) {
    const labels = this.files.length > 1 ? ["Hent siden", "Hent filen om jer"] : ["Hent filen"]
    const ways = `${labels} ${Boolean(address)}`
    if (this.ways === ways) return
    this.ways = ways
    const quiet = "c-button c-button--quiet"
    this.part("downloads").replaceChildren(
      ...labels.map((label, at) => element("button", { class: quiet, type: "button", "data-download": at }, label)),
    )
    const label = this.spec.sending.upload ? "Åbn på GitHub" : "Åbn siden med filerne"
    const link = element(
      "a",
      { class: quiet, href: address, target: "_blank", rel: "noopener noreferrer", "data-pull": "" },
      label,
    )
    this.part("pulling").replaceChildren(...(address ? [link] : []))
  }

  showPage() {
    const { values } = this.state
    const theme = this.spec.themes.find(([slug]) => slug === (values.theme ?? values.themes?.[0]))
    const day = readDate(line(values.updated ?? values.date ?? ""), this.spec.rules).iso
    const facts = [
      ["Arbejdsplads", this.unitName()],
      ["Tema", theme?.[1]],
      ["Emner", this.labels("topics")],
      ["Faggrupper", (values.professions ?? []).join(", ")],
      [values.updated === undefined ? "Dato" : "Opdateret", day && inWords(day, this.spec.rules)],
    ]
    const over = this.spec.kind === "story" ? "Historie" : theme?.[1]
    this.part("preview").replaceChildren(
      draw(this.files[0], { over, hue: theme?.[2] ?? "", facts, rules: this.spec.rules }),
    )
  }

  unitName() {
    const { values } = this.state
    return values.unit === "+"
      ? line(values["unit.title"] ?? "")
      : unitsOf(this.spec).find(([slug]) => slug === values.unit)?.[1]
  }

  labels(name) {
    return [...this.form.querySelectorAll(`input[name="${name}"]:checked:not(:disabled)`)]
      .map((box) => line(box.parentElement.textContent))
      .join(", ")
  }

  count(field, isTyping) {
    const counter = field?.querySelector("[data-count]")
    if (!counter) return
    const limit = +field.dataset.limit
    const left = limit - length(line(field.querySelector(".c-form__input").value))
    const isFar = left === limit || left > NEAR
    const words =
      left < 0
        ? `${-left} tegn for meget`
        : isFar
          ? limit < 2 * NEAR
            ? `Højst ${limit} tegn`
            : ""
          : `${left} tegn tilbage`
    counter.textContent = words
    counter.classList.toggle("c-form__count--over", left < 0)
    if (!isTyping || left > 20) return
    clearTimeout(this.speaking)
    this.speaking = setTimeout(() => (this.part("spoken").textContent = words), SPEAK_AFTER)
  }

  // What is wrong

  /** Return what is wrong, in the order of the fields on the page, and what is only advice. */
  judge() {
    const { faults, advice } = judge(this.spec, this.state, this.files, today())
    const order = [...this.form.querySelectorAll("[data-field]")].map((field) => field.dataset.field)
    return { faults: faults.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)), advice }
  }

  /** Say whether the page is ready; if not, tell of everything at once, and lead there. */
  check() {
    this.update()
    const { faults, advice } = this.judge()
    this.forgetFaults()
    for (const { name, words } of faults) this.setFault(name, words)
    const links = faults.map(({ name, words }) => {
      const link = element("a", { href: `#${this.target(name)?.id ?? "_top"}` }, words)
      link.addEventListener("click", (event) => {
        event.preventDefault()
        this.target(name)?.focus()
        this.field(name)?.scrollIntoView({ block: "start" })
      })
      return element("li", {}, link)
    })
    this.part("faults").replaceChildren(...links)
    this.part("summary").hidden = !faults.length
    document.title = faults.length ? `Fejl: ${this.title}` : this.title
    this.showAdvice(advice)
    this.part("ready").textContent = faults.length ? "" : "Siden er klar. Vælg, hvordan du vil sende den."
    if (faults.length) this.part("summary").focus()
    return !faults.length
  }

  showAdvice(advice) {
    const isSilent =
      this.spec.headings.length && !this.spec.headings.some((_, at) => this.state.values[`section-${at + 1}`].trim())
    const words = [
      ...advice.map((one) => one.words),
      ...(isSilent ? ["Skriv gerne et par linjer under et af spørgsmålene. Ét er nok."] : []),
    ]
    this.part("advice").replaceChildren(...[...new Set(words)].map((one) => element("li", {}, one)))
    this.part("advice").hidden = !words.length
  }

  field(name) {
    return this.form.querySelector(`[data-field="${name}"]`)
  }

  /** Return what of a field can have the focus. */
  target(name) {
    const field = this.field(name)
    for (const details of this.form.querySelectorAll("details:has([data-field], input)"))
      if (field?.contains(details)) details.open = true
    return field?.querySelector("input:not(:disabled), textarea, select")
  }

  setFault(name, words, isAlert) {
    const field = this.field(name)
    const shown = field?.querySelector("[data-error]")
    if (!shown || shown.dataset.words === words) return
    if (isAlert) shown.setAttribute("role", "alert")
    shown.dataset.words = words
    shown.hidden = !words
    shown.replaceChildren(...(words ? [element("span", { class: "c-hidden" }, "Fejl: "), words] : []))
    field.classList.toggle("c-form__field--wrong", Boolean(words))
    if (!field.matches("fieldset")) {
      const control = field.querySelector(".c-form__input")
      if (words) control.setAttribute("aria-invalid", "true")
      else control.removeAttribute("aria-invalid")
    }
    if (words) this.shown.add(name)
    else this.shown.delete(name)
  }

  forgetFaults() {
    for (const name of [...this.shown]) this.setFault(name, "")
    this.part("summary").hidden = true
  }

  /** What has been told of is taken back as soon as it is put right; what is new waits for the next check. */
  refreshFaults() {
    if (!this.shown.size) return
    const { faults } = this.judge()
    for (const name of [...this.shown]) this.setFault(name, faults.find((one) => one.name === name)?.words ?? "")
  }

  /** A CPR number is told of at once, before it can go anywhere. */
  warn() {
    for (const [name, value] of Object.entries(this.state.values)) {
      if (typeof value !== "string") continue
      const number = findNumbers(readText(name, value, this.spec), this.spec.rules, today()).find(
        ({ certainty }) => certainty === SURE,
      )
      if (number) this.setFault(name, this.spec.said.number.replace("{shown}", number.masked), true)
    }
  }

  // What is pressed

  press(event) {
    const button = event.target.closest("button, a")
    if (!button) return
    const { dataset } = button
    if ("add" in dataset) this.addStep(button.closest("[data-steps]"))
    else if ("remove" in dataset) this.removeStep(button.closest("[data-step]"))
    else if ("undo" in dataset) this.takeBack(button.closest("[data-steps]"))
    else if ("download" in dataset) this.save(this.check() && download(this.files[dataset.download]))
    else if ("copy" in dataset) this.copy()
    else if ("pull" in dataset) this.check() || event.preventDefault()
    else if ("clear" in dataset) this.askToClear(true)
    else if ("no" in dataset) this.askToClear(false)
    else if ("yes" in dataset) this.clear()
  }

  addStep(steps) {
    const list = steps.querySelector("[data-list]")
    list.append(makeStep(steps.querySelector("template"), list.children.length))
    this.isTouched = true
    this.update()
    list.lastElementChild.querySelector(".c-form__input").focus()
  }

  removeStep(step) {
    const steps = step.closest("[data-steps]")
    const name = steps.dataset.steps
    const at = [...step.parentElement.children].indexOf(step)
    this.removed = read(this.form)
    const { values, counts } = read(this.form)
    for (let next = at; next < counts[name]; next += 1) {
      for (const key of Object.keys(values).filter((one) => one.startsWith(`${name}.${next}.`))) {
        values[key] = values[key.replace(`${name}.${next}.`, `${name}.${next + 1}.`)] ?? ""
      }
    }
    this.forgetFaults()
    write(this.form, { values, counts: { ...counts, [name]: counts[name] - 1 } })
    this.isTouched = true
    this.update()
    steps.querySelector("[data-said]").textContent = `${line(step.querySelector("legend").textContent)} er fjernet.`
    const undo = steps.querySelector("[data-undo]")
    undo.hidden = false
    undo.focus()
  }

  takeBack(steps) {
    const { values } = read(this.form)
    const name = steps.dataset.steps
    const were = Object.entries(this.removed.values).filter(([key]) => key.startsWith(`${name}.`))
    write(this.form, {
      values: { ...values, ...Object.fromEntries(were) },
      counts: { ...read(this.form).counts, [name]: this.removed.counts[name] },
    })
    this.update()
    steps.querySelector("[data-undo]").hidden = true
    steps.querySelector("[data-said]").textContent = "Den er her igen."
    steps.querySelector("[data-step] .c-form__input").focus()
  }

  async copy() {
    if (!this.check()) return
    const { values } = this.state
    const theme = this.spec.themes.find(([slug]) => slug === values.theme)
    const isOnUnit = this.files.length > 1
    const contact =
      isOnUnit || this.part("contact-fields")?.hidden
        ? ""
        : ["contact.role", "contact.mail"]
            .map((name) => line(values[name] ?? ""))
            .filter(Boolean)
            .join(", ")
    const notes = [
      ["Fra", this.unitName()],
      ["Tema", theme?.[1]],
      ["Kontakt", contact],
      ["Fortalt til", line(values.told_to ?? "")],
    ]
    const isCopied = await copyText(letter(this.files, notes))
    this.part("sent").textContent = isCopied
      ? "Siden er kopieret. Sæt den ind i en mail."
      : "Det lykkedes ikke at kopiere. Markér teksten under »Filen«, og kopiér den selv."
  }

  // What is kept

  save() {
    if (!this.isTouched) return
    const { rules } = this.spec
    const { values, counts } = read(this.form)
    for (const [name, value] of Object.entries(values))
      if (typeof value === "string") values[name] = mask(value, rules, today())
    const isKept = keep({ values, counts, base: this.base, extra: this.extra }, this.part("remember").checked)
    if (!isKept) this.part("kept").textContent = "Det kan ikke gemmes her."
  }

  remember(isWanted) {
    this.isTouched = true
    if (!isWanted) forget(false)
    if (isWanted) this.part("kept").textContent = "Det, du skriver, bliver gemt på din telefon eller pc."
    else this.tellForgotten()
    this.save()
  }

  /** Say that the device keeps nothing, and keep nothing on it from here: it may be shared. */
  tellForgotten() {
    this.part("remember").checked = false
    this.part("kept").textContent = "Det er ikke længere gemt på din telefon eller pc."
  }

  askToClear(isAsking) {
    this.part("confirm").hidden = !isAsking
    this.part(isAsking ? "no" : "clear").focus()
  }

  clear() {
    clearTimeout(this.saving)
    this.fill({})
    this.isTouched = false
    forget(true)
    this.part("remember").checked = false
    this.notify("")
    this.part("advice").hidden = true
    this.part("ready").textContent = this.part("sent").textContent = ""
    this.askToClear(false)
    this.part("kept").textContent = "Alt er ryddet."
  }
}
