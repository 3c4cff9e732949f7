/** Answers typed texts with the front matter and the Markdown that the form makes of them. */

import { toMarkdown } from "../../../overrides/form/markdown.js"
import { line, lines, prepare } from "../../../overrides/form/texts.js"
import { frontMatter } from "../../../overrides/form/yaml.js"

/** @param {{ rules: { invisible: string }, texts: [one: string, other: string, body: string][] }} batch */
export function answer({ rules, texts }) {
  prepare(rules)
  return texts.map(([one, other, body]) => {
    const [title, goal] = [line(one), line(other)]
    const fields = { title, aliases: [goal, title], plan: [{ action: goal, goal: title }] }
    return [`---\n${frontMatter(fields, ["title"])}---\n`, toMarkdown(lines(body))]
  })
}
