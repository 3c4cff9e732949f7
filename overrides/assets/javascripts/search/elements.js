/** Elements: the only way in which the search makes HTML. Texts become text nodes, so no word can turn into markup. */

/** Make an element. Children are elements or texts; what is empty or missing is left out. */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name)
  Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value))
  made.append(...children.filter(Boolean))
  return made
}
