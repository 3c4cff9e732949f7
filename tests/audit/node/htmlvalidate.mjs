/** What the built pages are judged by. Every rule is on that the presets know; what is turned off says why. */

export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  elements: ["html5"],
  rules: {
    // How the source looks is no matter of validity, and templates leave lines empty where a condition does not hold.
    "no-trailing-whitespace": "off",
    // The small letters of MkDocs' own template.
    "doctype-style": ["error", { style: "lowercase" }],
    // HTML lets an id begin with any letter or sign. Ours begin with »_«, which no heading's id from a page can.
    "valid-id": ["error", { relaxed: true }],
    // All files come from the site's own server: a hash says something about other hosts' files alone.
    "require-sri": ["error", { target: "crossorigin" }],
    // Safari takes a list for no list when its marks are gone, and a table for no table when its rows are stacked on a
    // phone, unless its role is said. The roles that are said are those that the elements have.
    "no-redundant-role": "off",
    // And a region is said of a text to scroll in, which stays a <pre>.
    "prefer-native-element": [
      "error",
      { exclude: ["list", "listitem", "table", "row", "cell", "rowgroup", "columnheader", "rowheader", "region"] },
    ],
    // The boxes of one field share its name, as the page's list of values does.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    // Markdown's pictures end in »/>«, which HTML lets stand and no browser heeds.
    "void-style": "off",
    // For search engines' lists of hits, which the site is not in; a page's own title is never cut.
    "long-title": "off",
  },
}
