/** Keeps a script at hand for tests in Python: each line that comes in is a question, each that goes out its answer. */

import { createInterface } from "node:readline"
import { pathToFileURL } from "node:url"

const { answer } = await import(pathToFileURL(process.argv[2]).href)

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await attempt(JSON.parse(line))))
}

/**
 * @param {unknown} question
 * @returns {Promise<{ answer: unknown } | { complaint: string }>}
 */
async function attempt(question) {
  try {
    return { answer: (await answer(question)) ?? null }
  } catch (error) {
    return { complaint: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
