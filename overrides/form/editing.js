/** »Ret denne side«: gives the link to the form the page itself, in its fragment, which no server ever sees. */

import { pack } from "./packing.js"

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-page]"))) {
  // Without data the page is too long for an address; the form then says so.
  link.href += link.dataset.page ? `#page=${pack(link.dataset.page)}` : "#page="
}

if (document.querySelector("form[data-contribute]")) import("./form.js").then(({ start }) => start())
