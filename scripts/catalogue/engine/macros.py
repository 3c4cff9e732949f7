"""The macros of editorial pages. A macro leaves a mark, which is filled after the page is rendered.

So no word of a contributed page is ever seen by Jinja or by Markdown: `engine.plugin` puts the finished HTML in place.
mkdocs-macros finds the pages and the macros; the rendering itself is replaced by one in a sandbox, for the named pages.
"""

import re
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.exceptions import MkDocsException
from mkdocs_macros.plugin import MacrosPlugin

from catalogue.views.contents import FRAGMENTS

_MARK = re.compile(r'<div data-fragment="(\w+)"></div>')


def define_env(env: Any) -> None:
    """Give mkdocs-macros one macro for each view that an editorial page may call. Called by mkdocs-macros."""
    for name in FRAGMENTS:
        env.macro(_make_macro(name), name)


def _make_macro(name: str) -> Callable[[], str]:
    return lambda: f'<div data-fragment="{name}"></div>'


def fill(html: str, make: Callable[[str], str]) -> str:
    """Return HTML with every mark replaced by what `make` returns for its name."""
    return _MARK.sub(lambda mark: make(mark[1]), html)


def confine(plugin: MacrosPlugin) -> None:
    """Let macros run on the pages that the configuration names and nowhere else, in a sandbox that holds macros alone.

    Nothing to load, so nothing can be included; no variables, so neither configuration, files nor environment can be
    reached (a sandbox alone is not enough: MkDocs' theme hands out an environment without one).
    """
    nothing = jinja2.DictLoader({})
    environment = ImmutableSandboxedEnvironment(loader=nothing, undefined=jinja2.StrictUndefined)
    environment.globals.clear()
    environment.globals.update(plugin.macros)
    named = {line.strip().lstrip("/") for line in plugin.config["force_render_paths"].splitlines() if line.strip()}

    def render(markdown: str, force_rendering: bool = False) -> str:
        path = plugin.page.file.src_uri
        return _render(environment, path, markdown) if path in named else markdown

    plugin.render = render  # type: ignore[method-assign]
    plugin.variables.clear()
    plugin.variables["extra"] = {}  # Without any variable at all the plugin would not render.


def _render(environment: jinja2.Environment, path: str, markdown: str) -> str:
    try:
        return environment.from_string(markdown).render()
    except jinja2.TemplateError as error:
        raise MkDocsException(f"docs/{path}: Makroen kan ikke bruges: {error}") from error
