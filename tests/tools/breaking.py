"""Breaking: which words of a page are broken inside themselves, at some widths and in some fonts."""

from collections.abc import Iterable, Mapping

from playwright.sync_api import Page

FONTS: Mapping[str, tuple[str, str]] = {
    "usual": ("", ""),
    "narrow": ("Liberation Sans Narrow", "Liberation Serif"),
    "wide": ("DejaVu Sans", "DejaVu Serif"),
}
"""Fonts for text and for headings: what phones and desks have is between these."""
WIDTHS = (320, 360, 390, 412, 480, 600, 680, 768, 820, 992, 1024, 1180, 1280, 1440, 1680, 1920)

_DRESS = """([text, display]) => {
  const { style } = document.documentElement
  for (const [name, font] of [["--text", text], ["--display", display]])
    font ? style.setProperty(name, `"${font}"`) : style.removeProperty(name)
}"""
_BROKEN = """() => {
  const isHeard = (one) => one && (getComputedStyle(one).clipPath === "inset(50%)" || isHeard(one.parentElement))
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement
    if (!/\\p{L}{4}/u.test(node.data) || around.closest("script, style, pre, code, svg")) continue
    // Names that stand upright in a table have letters at many heights.
    const isUpright = getComputedStyle(around).writingMode !== "horizontal-tb"
    if (isUpright || isHeard(around) || !around.checkVisibility()) continue
    for (const word of node.data.matchAll(/[\\p{L}\\d]{4,}/gu)) {
      const range = document.createRange()
      // From the second letter: a hyphen on the line above counts as the first one's.
      range.setStart(node, word.index + 1), range.setEnd(node, word.index + word[0].length)
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))
      if (new Set(tops).size > 1) found.push(`${around.className || around.localName}: ${word[0]}`)
    }
  }
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth > clientWidth ? [...found, `${scrollWidth} wide`] : found
}"""


def find_broken(page: Page, widths: Iterable[int] = WIDTHS, fonts: Iterable[str] = FONTS) -> dict[str, list[str]]:
    """Return the words of a page that are broken elsewhere than at a joint, and how wide it is if too wide."""
    found: dict[str, list[str]] = {}
    chosen = list(fonts)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for font in chosen:
            page.evaluate(_DRESS, list(FONTS[font]))
            if broken := page.evaluate(_BROKEN):
                found[f"{width} {font}"] = sorted(set(broken))
    return found
