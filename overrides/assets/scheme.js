/* Runs before anything is painted: a reader's choice of light or dark, else that of the machine. It stands in for
   Material's inline scripts, so that the pages need none; the names are those that Material's bundle looks for. */
var __md_scope = new URL("/", location)

var __md_get = function (key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key))
  } catch (error) {
    return null // Storage may be closed to us.
  }
}

var __md_set = function (key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value))
  } catch (error) { /* As above: the choice then holds for this page alone. */ }
}

var __md_hash = function (text) {
  return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0) }, 0)
}

;(function () {
  var chosen = __md_get("__palette")
  var dark = chosen && chosen.color ? chosen.color.scheme === "slate" : matchMedia("(prefers-color-scheme: dark)").matches
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default")
})()
