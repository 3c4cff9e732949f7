/** Elements: the only way in which HTML is made here. Texts become text nodes, so no word can turn into markup. */

/** Make an element. Children are elements, texts, or lists of them; what is empty or missing is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  made.append(...children.flat().filter(Boolean))
  return made
}
