/** What a page offers to be told in other places: a text for each, in the page's own words. Pure: data in, texts out.
 *
 * What the public can read has no address, since the catalogue stands on the intranet.
 */

/**
 * @typedef {object} Told What a page says of itself. `unit` and `theme` are empty where there is none, or more than one.
 * @property {"idea" | "story"} kind
 * @property {string} title
 * @property {string} summary
 * @property {string} unit
 * @property {string} theme
 * @property {string} organisation
 * @property {string} address
 * @property {string} label Comes first in every text, as »Opdigtet eksempel«.
 */

/**
 * @typedef {object} Text A text, and the place that it is for.
 * @property {string} name
 * @property {string} words
 * @property {boolean} isPublic
 * @property {string} channel What a picture must be allowed in to go with it.
 */

/**
 * Return the texts for an idea or a story, those for the workplace itself first.
 *
 * @param {Told} told
 * @returns {Text[]}
 */
export function makeTexts(told) {
  const { label } = told
  return [
    { name: "Til intranettet", lines: forIntranet(told), channel: "intranettet" },
    { name: "Til lederens ugebrev", lines: forWeeklyLetter(told), channel: "intranettet" },
    { name: "Til sociale medier", lines: forSocialMedia(told), channel: "sociale-medier" },
    { name: "Til et stillingsopslag", lines: forJobAdvert(told), channel: "stillingsopslag" },
  ].map(({ name, lines, channel }) => ({
    name,
    words: [label && `${label}.`, ...lines].filter(Boolean).join("\n"),
    isPublic: channel !== "intranettet",
    channel,
  }))
}

/**
 * Return the pictures that may go with a text, each once.
 *
 * @template {{ address: string, channels: string[] }} Shown
 * @param {Text} text
 * @param {Shown[]} pictures
 * @returns {Shown[]}
 */
export function picturesFor({ channel }, pictures) {
  const allowed = pictures.filter(({ channels }) => channels.includes(channel))
  return allowed.filter(({ address }, at) => allowed.findIndex((one) => one.address === address) === at)
}

/** @param {Told} told */
function forIntranet({ kind, title, summary, unit, theme, address }) {
  const named = theme ? ` om ${theme}` : ""
  const invitation = kind === "idea" ? "Læs den, og lån den, hvis den passer hos jer" : "Læs den her"
  return [
    `»${title}«${from(unit)}`,
    summary,
    `${kind === "idea" ? "Idéen" : "Historien"} står i inspirationskataloget${named}. ${invitation}: ${address}`,
  ]
}

/** Three lines. @param {Told} told */
function forWeeklyLetter({ title, summary, unit, address }) {
  return [unit ? `${unit}: ${title}` : title, summary, `Læs mere: ${address}`]
}

/** @param {Told} told */
function forSocialMedia({ title, summary, unit, organisation }) {
  return [title, summary, [unit, organisation].filter(Boolean).join(", ")]
}

/** @param {Told} told */
function forJobAdvert({ kind, title, summary, unit, organisation }) {
  const where = unit || organisation
  const sentence = /[.?!…]$/.test(title) ? title : `${title}.`
  return [`${kind === "idea" ? "Det er vi optaget af hos" : "En historie fra"} ${where}: ${sentence}`, summary]
}

/** @param {string} unit */
function from(unit) {
  return unit ? ` fra ${unit}` : ""
}
