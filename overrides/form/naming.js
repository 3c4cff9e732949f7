/** Naming: what a page's file is called while it travels. In a mail no folder says which workplace it is of. */

/**
 * Return the name under which the page at a path below docs/ travels: `eksempelhuset_blik-for-borgeren.md`.
 *
 * `catalogue add` reads it again (reading/names.py).
 *
 * @param {string} path
 * @returns {string}
 */
export function travellingName(path) {
  const [folder, first, ...names] = path.replace(/\.md$/, "").split("/")
  if (folder === "stories") return `historie_${first}.md`
  if (names.length === 1 && names[0] === "index") return `${first}_om-os.md`
  return `${[first, ...names].join("_")}.md`
}
