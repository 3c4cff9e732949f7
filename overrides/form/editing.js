/** »Ret denne side«, »Vi vil låne idéen« and »Gør idéen til en historie«: the links to the form get the page itself, in a
 * fragment, which no server ever sees. */

import { pack } from "./packing.js"

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-page]"))) {
  // Without data the page is too long for an address; the form then says so.
  const packed = link.dataset.page ? pack(link.dataset.page) : ""
  link.href += `#page=${packed}`
  for (const lending of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-lend]"))) {
    if (packed) lending.href += `#lent=${packed}`
  }
  // The form leads here to have the page put right, with what was written there.
  if (location.hash === "#ret") location.replace(`${link.href}&carry=1`)
}

if (document.querySelector("form[data-contribute]")) import("./form.js").then(({ start }) => start())
