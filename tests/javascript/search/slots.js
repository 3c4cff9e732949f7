/** Slots: what a query asks for at one place, as it is before anything is known of it. */

/** @import { Slot } from "../../../overrides/search/types.d.ts" */

/** @type {(token: string, more?: Partial<Slot>) => Slot} */
export const makeSlot = (token, more = {}) => ({
  token,
  how: "missing",
  readings: [],
  instead: [],
  also: [],
  quote: 0,
  share: 1,
  isExcluded: false,
  isEveryday: false,
  place: 0,
  ...more,
})
