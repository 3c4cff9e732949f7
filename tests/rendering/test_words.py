"""The writer's words stand as written: texts read by us and by GitHub's own renderer, with what is told of them.

(language.ordinals, rendering.blocks, rendering.finishing, rendering.html, rendering.inlines, rendering.marks,
rendering.preparing, rendering.remarks, rendering.rows)
"""

from collections.abc import Callable
from pathlib import Path

import cmarkgfm
import pytest
import yaml
from cmarkgfm.cmark import Options

from catalogue.rendering.markdown import render
from shapes import shape_of

TEXTS = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
ALIKE: dict[str, str] = TEXTS["alike"]
UNLIKE: dict[str, str] = {name: text for name, (_, text) in TEXTS["unlike"].items()}


def shape_here(text: str) -> list[str]:
    return shape_of(render("stories/x.md", text).html)


def shape_at_github(text: str) -> list[str]:
    return shape_of(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_FOOTNOTES))


@pytest.mark.parametrize("name", ALIKE)
def test_a_text_shows_as_github_shows_it(name: str) -> None:
    assert shape_here(ALIKE[name]) == shape_at_github(ALIKE[name])


@pytest.mark.parametrize("name", UNLIKE)
def test_a_difference_to_github_is_there(name: str) -> None:
    assert shape_here(UNLIKE[name]) != shape_at_github(UNLIKE[name])


def test_what_becomes_of_every_text_is_what_was_agreed(golden: Callable[[str, str], None]) -> None:
    golden("rendering/words.txt", "".join(describe(*item) for item in (ALIKE | UNLIKE).items()))


def describe(name: str, text: str) -> str:
    told = [f"{remark.line + 1} {remark.sort}" for remark in render("stories/x.md", text).remarks]
    shown = [f"    {line}" for line in shape_here(text)]
    github = [f"    {line}" for line in shape_at_github(text)] if name in UNLIKE else []
    said = [f"  told: {', '.join(told)}"] if told else []
    return "\n".join([f"# {name}", *shown, *said, *(["  GitHub:", *github] if github else [])]) + "\n\n"
