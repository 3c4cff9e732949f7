/** Light or dark: what the machine asks for, until the reader chooses otherwise.
 *
 * A plain script in the head, so that it runs before anything is painted. The styles say what is dark where they ask
 * for `prefers-color-scheme: dark`, so without scripts the machine decides. A reader's choice makes those rules hold
 * always, or never.
 */
{
  // Before anything is painted, too: who comes to the catalogue with a question needs no words on what it is for.
  document.documentElement.toggleAttribute("data-asked", /[?&]\w+=[^&]/.test(location.search))
  wearFace()

  const KEY = "catalogue.scheme"
  const DARK = "(prefers-color-scheme: dark)"
  const machine = matchMedia(DARK)
  const rules = [...document.styleSheets].flatMap(rulesOf).filter(isAboutDark)
  const written = new Map(rules.map((rule) => [rule, rule.media.mediaText]))
  let chosen = remembered()

  /** The page that searches does without the face of headings; who comes from another page of the site has it already. */
  function wearFace() {
    const { dataset } = document.documentElement
    const isFromHere = document.referrer.split("/", 3).join("/") === location.origin
    if (!dataset.face || !isFromHere) return
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2" })
    document.head.append(Object.assign(link, { crossOrigin: "", href: dataset.face }))
    delete dataset.face
  }

  /**
   * @param {CSSRule} rule
   * @returns {rule is CSSMediaRule}
   */
  function isAboutDark(rule) {
    return rule instanceof CSSMediaRule && rule.media.mediaText.includes(DARK)
  }

  /**
   * The rules of a sheet; none of one that may not be read, as in a page opened from a file.
   *
   * @param {CSSStyleSheet} sheet
   */
  function rulesOf(sheet) {
    try {
      return [...sheet.cssRules]
    } catch {
      return []
    }
  }

  function remembered() {
    try {
      return ["dark", "light"].find((name) => name === localStorage.getItem(KEY))
    } catch {
      return undefined // Storage may be closed to us.
    }
  }

  /** Remember a choice; one that the machine makes too is none, so that the page goes on following the machine. */
  function remember() {
    try {
      if (chosen) localStorage.setItem(KEY, chosen)
      else localStorage.removeItem(KEY)
    } catch {
      /* As above: the choice then holds for this page alone. */
    }
  }

  function isDark() {
    return chosen ? chosen === "dark" : machine.matches
  }

  /**
   * A condition as it has to be for the reader's choice to hold.
   *
   * @param {string} condition
   */
  function adapted(condition) {
    if (chosen === "dark") return condition.replace(DARK, "(min-width: 0)")
    return chosen === "light" ? "not all" : condition
  }

  function apply() {
    for (const [rule, text] of written) rule.media.mediaText = adapted(text)
    document.documentElement.dataset.scheme = isDark() ? "dark" : "light"
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = document.querySelectorAll("[data-scheme-switch]")
    for (const button of buttons) {
      button.textContent = isDark() ? "Skift til lys visning" : "Skift til mørk visning"
      button.hidden = rules.length === 0
    }
  }

  function change() {
    const wanted = isDark() ? "light" : "dark"
    chosen = wanted === (machine.matches ? "dark" : "light") ? undefined : wanted
    remember()
    apply()
  }

  apply()
  machine.addEventListener("change", apply)
  // Another window of the same reader's has chosen.
  addEventListener("storage", () => {
    chosen = remembered()
    apply()
  })
  addEventListener("DOMContentLoaded", apply)
  addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-scheme-switch]")) change()
  })
}
