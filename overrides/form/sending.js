/** Sending: the finished files go where the writer takes them, and nowhere by themselves. */

import { travellingName } from "./naming.js"
import { size } from "./texts.js"

/** @import { PageFile, Spec } from "./types.d.ts" */

/**
 * Give a file to the browser to save: under a name that says whose it is, or for Git under its own.
 *
 * @param {PageFile} file
 * @param {boolean} isForGit
 */
export function download({ path, text }, isForGit) {
  const name = isForGit ? path.slice(path.lastIndexOf("/") + 1) : travellingName(path)
  saveAs(new Blob([text], { type: "text/markdown" }), name)
}

/**
 * Give anything to the browser to save.
 *
 * @param {Blob} content
 * @param {string} name
 */
export function saveAs(content, name) {
  const address = URL.createObjectURL(content)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000) // Some phones save later than they say.
}

/** The last line of each file in a letter. What comes after it is the mail's, such as the sender's name. */
const END = "Filen slutter her."

/**
 * Return the text of a mail: what the editors must know, and each file with its place and its end.
 *
 * `catalogue add` reads it again (letters/letter.py).
 *
 * @param {PageFile[]} files
 * @param {[term: string, value?: string][]} notes
 */
export function letter(files, notes) {
  const words = notes.filter(([, value]) => value).map(([term, value]) => `${term}: ${value}`)
  return [
    "Hej redaktion",
    "",
    "Her er en side til kataloget.",
    ...words,
    ...files.flatMap(({ path, text }) => ["", `Filen docs/${path}:`, "", text, END, ""]),
  ].join("\n")
}

/**
 * Return the subject of a mail with the page: its title, and whose it is.
 *
 * @param {string} title
 * @param {(string | undefined)[]} places
 */
export function subject(title, places) {
  const whose = places.filter(Boolean).join(", ")
  return `Side til kataloget${title ? `: »${title}«` : ""}${whose ? ` (${whose})` : ""}`
}

/**
 * Return where on the forge the files can be made into a pull request, and what to do there.
 *
 * @param {PageFile[]} files
 * @param {Pick<Spec, "sending" | "rules">} spec
 * @param {boolean} isChange
 * @param {string[]} [pictures] The names of the pictures that go with it.
 * @returns {{ address: string, words: string, isFetched: boolean }} Where, what to do, and whether the file is fetched first.
 */
export function pullRequest(files, { sending, rules }, isChange, pictures = []) {
  const folder = files[0].path.split("/").slice(0, -1).join("/")
  const named = [...files.map(({ path }) => path.split("/").at(-1)), ...pictures]
  const names = new Intl.ListFormat("da").format(named.map((name) => `»${name}«`))
  const isOne = named.length === 1
  if (!sending.upload) {
    const where = `Læg ${names} i mappen docs/${folder}, og lav en pull request.`
    return {
      address: sending.forge ?? "",
      words: `Er du vant til Git? Hent ${isOne ? "filen" : "filerne"}. ${where}`,
      isFetched: true,
    }
  }
  const [{ path, text }] = files
  const address = `${sending.new}?filename=${encodeURIComponent(`docs/${path}`)}&value=${encodeURIComponent(text)}`
  if (isOne && !isChange && size(address) <= rules.address) {
    return {
      address,
      words:
        "GitHub åbner med siden skrevet ind. Tryk »Commit changes…«, så »Propose changes« og til sidst »Create pull request«.",
      isFetched: false,
    }
  }
  return {
    address: `${sending.upload}/docs/${folder}`,
    words: `Hent først ${isOne ? "filen" : "filerne"}. Læg så ${names} på den side, GitHub åbner, og tryk »Propose changes« og »Create pull request«.`,
    isFetched: true,
  }
}
