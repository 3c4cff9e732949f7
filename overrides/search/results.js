/** Results: the cards of the pages found, as elements. The looks are those of `card.css`. */

import { element } from "../parts/elements/elements.js"
import { labelsOf } from "./facets.js"
import { joined } from "./joints.js"
import { marked } from "./marks.js"
import { reasonFor } from "./reasons.js"
import { partsOf, seek } from "./texts.js"

/**
 * @import { Child } from "../parts/elements/elements.js"
 * @import { Part, Sought } from "./texts.js"
 * @import { Card, Found, Value } from "./types.d.ts"
 */

/** @typedef {(name: string) => Value[]} Labels The values of the page in a facet. */

/** @type {Record<string, string>} */
const KINDS = { theme: "Tema", unit: "Arbejdsplads", meeting: "Møde" }

/** What was searched for, made once for all results. @type {WeakMap<Found, Sought>} */
const SOUGHT = new WeakMap()

/** The words of the texts that results show, which many share. @type {WeakMap<Found, Map<string, Part[]>>} */
const READ = new WeakMap()

/** Made once: it takes longer to make than all the rest of a card. */
const IN_WORDS = new Intl.DateTimeFormat("da-DK", { dateStyle: "long", timeZone: "UTC" })

/**
 * The card of a page as a list item. `found` is the engine's answer, `root` the address of the site.
 *
 * @param {Card} card
 * @param {Found} found
 * @param {URL} root
 */
export function makeResult(card, found, root) {
  const { table } = found
  /** @type {Labels} */
  const labels = (name) => labelsOf(table, name, card.page)
  const [kind] = labels("kind")[0]
  const [theme] = labels("theme")
  /** @param {string} [text] */
  const draw = (text = "") => joined(text === card.note ? card.jointed.note : (table.jointed[text] ?? text))
  const look = kind === "story" || !theme ? undefined : table.looks[theme[0]]
  const [title, summary] = [card.jointed.title, card.jointed.summary].map((text) => text.normalize("NFC"))
  const told = [title, summary].map((text) => read(text, found))
  const why = explain(card, told, labels, found)
  return element(
    "li",
    { class: `c-card${kind === "story" ? " c-card--story" : ""}${look ? ` c-hue c-hue--${look.hue}` : ""}` },
    [
      element("h3", { class: "c-card__title" }, [
        element(
          "a",
          { class: "c-card__link", href: new URL(card.address, root).href, "data-result": "" },
          mark(title, told[0], found),
        ),
      ]),
      element("p", { class: "c-card__theme" }, [
        look && element("span", { class: `c-icon c-icon--${look.icon}`, "aria-hidden": "true" }),
        ...draw(above(kind, card, theme, labels("area"))),
      ]),
      element("p", { class: "c-card__summary" }, mark(summary, told[1], found)),
      why && element("p", { class: "c-card__why" }, [why]),
      facts(card, labels, table.marks, kind),
      from(kind, card, labels, draw, table),
    ],
  )
}

/**
 * The words of a text; none when nothing was searched for.
 *
 * @param {string} text
 * @param {Found} found
 * @returns {Part[]}
 */
function read(text, found) {
  if (!found.words) return []
  const all = READ.get(found) ?? new Map()
  READ.set(found, all)
  const parts = all.get(text) ?? partsOf(text, found.words)
  all.set(text, parts)
  return parts
}

/**
 * @param {string} text
 * @param {Part[]} parts
 * @param {Found} found
 */
function mark(text, parts, found) {
  const sought = SOUGHT.get(found) ?? seek(found.terms)
  SOUGHT.set(found, sought)
  return marked(text, parts, sought)
}

/**
 * Why a page was found, where title, summary and what stands beside them do not tell.
 *
 * @param {Card} card
 * @param {Part[][]} told the words of its title and its summary
 * @param {Labels} labels
 * @param {Found} found
 */
function explain(card, told, labels, found) {
  if (!reasonFor(card.page, told, found)) return ""
  const beside = [card.note, ...["theme", "type", "area"].flatMap((name) => labels(name).map(([, label]) => label))]
  return reasonFor(card.page, [...told, ...beside.map((text) => read(text.normalize("NFC"), found))], found)
}

/**
 * What stands over the title: the theme of an interpretation, else the kind of page.
 *
 * @param {string} kind
 * @param {Card} card
 * @param {Value | undefined} theme
 * @param {Value[]} areas
 */
function above(kind, card, theme, areas) {
  if (kind === "interpretation" || kind === "idea") return theme?.[1]
  if (kind === "story" || kind === "meeting") return card.note
  return kind === "unit" && areas[0]?.[1] === card.title ? "Område" : KINDS[kind]
}

/**
 * @param {string} kind
 * @param {Card} card
 * @param {Labels} labels
 * @param {(text?: string) => Child[]} draw
 * @param {Found["table"]} table
 */
function from(kind, card, labels, draw, table) {
  const area = labels("area")[0]?.[1]
  const workplace = typeBeside(card.note || card.title, labels("type")[0]?.[1])
  const words = {
    interpretation: [card.note, workplace, area],
    idea: [card.note, workplace, area],
    unit: [workplace, area],
    story: themesOf(labels, table),
    theme: [],
  }[kind]
  const different = [...new Set(words)].filter((word) => word && word !== card.title)
  const between = kind === "story" ? ", " : " · "
  const told = different.flatMap((word, place) => (place ? [between, ...draw(word)] : draw(word)))
  return told.length ? element("p", { class: "c-card__from" }, told) : undefined
}

/**
 * What a story is about, as a card says it: one that is about all themes names none.
 *
 * @param {Labels} labels
 * @param {Found["table"]} table
 */
function themesOf(labels, table) {
  const themes = labels("theme").map(([, title]) => title)
  return themes.length > 2 && themes.length === Object.keys(table.looks).length ? ["Alle temaer"] : themes
}

/**
 * The kind of workplace, where the name does not say it: »Plejecenter Egelunden« does.
 *
 * @param {string} name
 * @param {string | undefined} type
 */
function typeBeside(name, type) {
  return type && !name.toLowerCase().includes(type.toLowerCase()) ? type : undefined
}

/**
 * How far a page is, when it was looked through, and what else there is to know. The day of a story stands above it.
 *
 * @param {Card} card
 * @param {Labels} labels
 * @param {Record<string, string>} marks
 * @param {string} kind
 */
function facts(card, labels, marks, kind) {
  /** @type {Child[]} */
  const told = labels("status").map(([slug, label]) =>
    element("span", { class: "c-status" }, [
      element("span", { class: `c-mark c-mark--${marks[slug]}`, "aria-hidden": "true" }),
      ` ${label}`,
    ]),
  )
  if (card.day > 0 && kind !== "story" && kind !== "meeting") {
    const at = new Date(card.day * 86_400_000)
    told.push(element("time", { datetime: at.toISOString().slice(0, 10) }, [IN_WORDS.format(at)]))
  }
  const shown = [
    ...told.flatMap((one, place) => (place ? [" · ", one] : [one])),
    ...labels("hard").map(([, label]) =>
      element("span", { class: "c-hard", title: label }, [element("span", { class: "c-hidden" }, [label])]),
    ),
    card.isExample && element("span", { class: "c-badge c-badge--example" }, ["Opdigtet eksempel"]),
  ].filter(Boolean)
  return shown.length
    ? element(
        "p",
        { class: "c-card__facts" },
        shown.flatMap((one, place) => (place ? [" ", one] : [one])),
      )
    : undefined
}
