/** What the form is told of the check, as Python says it now: `pytest tests/javascript` hands it over. */

import { readFileSync } from "node:fs"

/** @import { Rules, Said } from "../../../overrides/form/types.d.ts" */

const file = process.env.CATALOGUE_TOLD
if (!file) throw new Error("Run these tests by: pytest tests/javascript")

/** @type {{ rules: Rules, said: Said }} */
const told = JSON.parse(readFileSync(file, "utf-8"))

export const RULES = told.rules
export const SAID = told.said
