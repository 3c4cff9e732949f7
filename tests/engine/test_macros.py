"""Macros run on the editorial pages that are named, in a sandbox that holds macros and nothing else."""

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import MkDocsException

from catalogue.engine.macros import confine, define_env, fill

MARK = '<div data-fragment="finder"></div>'


class Plugin:
    """As much of mkdocs-macros as is confined: its macros, variables, configuration and present page."""

    def __init__(self, path: str) -> None:
        self.macros: dict[str, Any] = {}
        self.variables: dict[str, Any] = {
            "config": object(),
            "environment": {"SECRET": "x"},
            "files": [],
            "navigation": [],
        }
        self.config = {"force_render_paths": "/index.md\n/about/words.md\n"}
        self.page = SimpleNamespace(file=SimpleNamespace(src_uri=path))
        self.render: Any = None
        define_env(self)

    def macro(self, function: Any, name: str) -> None:
        self.macros[name] = function


def _confined(path: str = "index.md") -> Plugin:
    plugin = Plugin(path)
    confine(plugin)  # type: ignore[arg-type]
    return plugin


def test_a_macro_on_a_named_page_leaves_its_mark() -> None:
    assert _confined().render("Før {{ finder() }} efter") == f"Før {MARK} efter"


@pytest.mark.parametrize("path", ["units/x/index.md", "about/index.md", "stories/words.md", "x/index.md", "index.md/x"])
@pytest.mark.parametrize("forced", [True, False])
def test_words_on_any_other_page_stay_words(path: str, forced: bool) -> None:
    text = "{{ finder() }} {{ 7 * 7 }} {% for x in range(9) %}"
    assert _confined(path).render(text, force_rendering=forced) == text


@pytest.mark.parametrize(
    "text",
    [
        "{{ config }}",
        "{{ files }}",
        "{{ environment.SECRET }}",
        "{{ navigation }}",
        "{{ plugin }}",
        "{{ page }}",
        "{{ macros }}",
        "{{ extra }}",
        "{% include 'mkdocs.yml' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ finder.__globals__ }}",
        "{{ finder.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ ().__class__.__base__ }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ unknown() }}",
        "{{ ",
    ],
)
def test_nothing_but_macros_can_be_reached(text: str) -> None:
    with pytest.raises(MkDocsException, match=r"docs/index\.md: Makroen kan ikke bruges"):
        _confined().render(text)


def test_the_plugin_keeps_no_variable_that_a_page_could_use() -> None:
    assert set(_confined().variables) == {"extra"}


def test_a_mark_is_filled_after_rendering_and_its_filling_is_not_read_again() -> None:
    assert fill(f"<p>x</p>{MARK}", lambda name: f"{{{{ {name}() }}}}{MARK}") == f"<p>x</p>{{{{ finder() }}}}{MARK}"
