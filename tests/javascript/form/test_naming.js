/** Naming: a file that travels is named after its place. */

import assert from "node:assert/strict"
import { test } from "node:test"
import { travellingName } from "../../../overrides/form/naming.js"

test("a file that travels is named after its place", () => {
  for (const [path, name] of [
    ["units/a/blik.md", "a_blik.md"],
    ["units/a/blik/fejlbogen.md", "a_blik_fejlbogen.md"],
    ["units/a/index.md", "a_om-os.md"],
    ["stories/a-b.md", "historie_a-b.md"],
  ]) {
    assert.equal(travellingName(path), name)
  }
})
