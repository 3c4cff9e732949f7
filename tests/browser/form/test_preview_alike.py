"""The form's preview shows what the site shows, and what is typed comes out as it was typed: the texts of words.yml."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

import trees
from catalogue.checks import browser as criteria
from catalogue.rendering.markdown import render
from shapes import shape_of

pytestmark = pytest.mark.browser

WORDS = yaml.safe_load((trees.TESTS / "rendering" / "words.yml").read_text("utf-8"))
TEXTS: dict[str, str] = WORDS["alike"] | {name: text for name, (_, text) in WORDS["unlike"].items()}
SHOW = """async ({ rules, texts }) => {
  const { read } = await import("/assets/javascripts/form/blocks.js")
  const { drawPieces } = await import("/assets/javascripts/form/drawing.js")
  const { toMarkdown } = await import("/assets/javascripts/form/markdown.js")
  const { lines, prepare } = await import("/assets/javascripts/form/texts.js")
  prepare(rules)
  const show = (text) => {
    const page = document.createElement("div")
    page.append(...drawPieces(read(text, rules)))
    return page.innerHTML
  }
  return texts.map((text) => {
    const mended = toMarkdown(lines(text))
    return { drawn: show(text), mended, typed: show(mended) }
  })
}"""


@pytest.fixture(scope="module")
def shown(browser: Any, server: Any) -> Iterator[dict[str, dict[str, str]]]:
    page: Page = browser.new_page()
    page.goto(f"{server.address}/contribute/form/")
    made = page.evaluate(SHOW, {"rules": criteria.describe_rules(), "texts": list(TEXTS.values())})
    yield dict(zip(TEXTS, made, strict=True))
    page.close()


@pytest.mark.parametrize("name", TEXTS)
def test_the_preview_of_a_text_shows_what_the_site_shows(name: str, shown: dict[str, dict[str, str]]) -> None:
    assert shape_of(shown[name]["drawn"]) == shape_of(render("stories/x.md", TEXTS[name]).html)


@pytest.mark.parametrize("name", TEXTS)
def test_the_preview_of_what_is_typed_shows_what_the_site_shows(name: str, shown: dict[str, dict[str, str]]) -> None:
    assert shape_of(shown[name]["typed"]) == shape_of(render("stories/x.md", shown[name]["mended"]).html)


TAKEN = re.compile(
    r"^\s*(?:[-*•◦\uf0b7]|[oü](?=\t)|o(?=[ \u00a0]{2})|\d+[.)])\s+(?:\[x\])?|(?<=\])\([^\n]*?\)(?=[ .]|$)|_",
    re.MULTILINE,
)
"""What the form takes for a list, for the address of a link, or for emphasis, on purpose."""


@pytest.mark.parametrize("name", TEXTS)
def test_no_word_that_is_typed_is_lost(name: str, shown: dict[str, dict[str, str]]) -> None:
    rendered = render("stories/x.md", shown[name]["mended"])
    words = html.unescape(re.sub(r"<[^>]*>", "", rendered.html))
    lost = Counter(re.findall(r"\w+", TAKEN.sub("", TEXTS[name]))) - Counter(re.findall(r"\w+", words.replace("_", "")))
    assert lost == Counter()


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_typed_hides_no_note_and_holds_no_tag(name: str, shown: dict[str, dict[str, str]]) -> None:
    remarks = render("stories/x.md", shown[name]["mended"]).remarks
    assert {remark.sort for remark in remarks} <= {"foreign", "list", "rows"}
