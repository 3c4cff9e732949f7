/** Fold: a link to a group that lies folded opens it, for nobody follows a link to something closed. */

/** Open the groups from what the address points at and outwards. */
function open() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  for (let one = target || null; one; one = one.parentElement) if (one instanceof HTMLDetailsElement) one.open = true
}

export function start() {
  open()
  window.addEventListener("hashchange", open)
}
