/** Elements: the only way in which HTML is made here. Texts become text nodes, so no word can turn into markup. */

/** @typedef {Node | string | false | null | undefined | 0} Child What an element may hold; what is empty is left out. */

/**
 * Make an element. Children are elements, texts, or lists of them; what is empty or missing is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number>} attributes
 * @param {(Child | readonly Child[])[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value))
  made.append(...children.flat().filter(isShown))
  return made
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isShown(child) {
  return Boolean(child)
}

/**
 * Return an element that must be there, of the kind that it must be. Raises TypeError where the page has no such one.
 *
 * @template {Element} Kind
 * @overload
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
/**
 * @overload
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
/**
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Element} kind
 */
export function getElement(root, selector, kind = HTMLElement) {
  const found = root.querySelector(selector)
  if (found instanceof kind) return found
  throw new TypeError(`${selector} is ${found ? "another kind of element" : "missing"}`)
}
