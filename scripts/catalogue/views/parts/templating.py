"""Templating: the core's own Jinja environment, over `overrides/`. All is escaped unless it is Markup."""

import contextlib
import os
from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined] # Private, but locked: what `escape` calls.

from catalogue import checkout
from catalogue.language import wording
from catalogue.language.slugs import slugify
from catalogue.views.parts.snippets import snippet


def make_bytecode_cache(environment: str) -> jinja2.BytecodeCache | None:
    """Return where compiled templates are kept from one build to the next, or None when nothing can be written there.

    Like `__pycache__`: each is kept with a checksum of its source, and each writing process would compile it anew. Each
    environment has a folder of its own, since one escapes and the other does not.
    """
    folder = checkout.CACHE / "templates" / environment
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return _KeptTemplates(str(folder)) if os.access(folder, os.W_OK) else None


class _KeptTemplates(jinja2.FileSystemBytecodeCache):
    """Jinja's own, which is a courtesy: on a full disk nothing is kept, and the site is built all the same."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a compiled template, if there is room for it."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class _Context(jinja2.runtime.Context):
    """Jinja's own, for templates that call macros and methods alone: none of them asks for the context."""

    def call(self, __obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call something as it is: to find out what else it may want to be given costs as much as most macros."""
        if kwargs:
            kwargs.pop("_loop_vars", None)  # What Jinja adds for those that ask for the context.
            kwargs.pop("_block_vars", None)
        return __obj(*args, **kwargs)


def _escape(value: Any) -> str:
    """Return a value as it stands in HTML. Like markupsafe's `escape`, but for its wrapping of each text in Markup.

    A template only writes the text down, and to wrap it costs a fifth of the time that all pages take.
    """
    if type(value) is str:
        return _escape_inner(value)
    finished: str = value.__html__() if hasattr(value, "__html__") else _escape_inner(str(value))
    return finished


class _Template(jinja2.Template):
    """Jinja's own, but for how it escapes."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        namespace["escape"] = _escape
        return super()._from_namespace(environment, namespace, globals)


class _Environment(jinja2.Environment):
    """Jinja's own, made for many small templates that import each other, and for globals that never change."""

    context_class = _Context
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as a plain dictionary: each import compares them, which a ChainMap makes slow."""
        return {**self.globals, **(d or {})}


@lru_cache(maxsize=1)
def make_environment() -> jinja2.Environment:
    """Return the environment: strict, escaping, and with the words of `danish` as filters."""
    environment = _Environment(
        loader=jinja2.FileSystemLoader(checkout.OVERRIDES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=make_bytecode_cache("views"),
        cache_size=-1,  # All are kept, in a dictionary, which is quicker to look in than one that forgets.
    )
    environment.filters |= {
        "count": wording.count,
        "day_and_month": wording.day_and_month,
        "in_words": wording.in_words,
        "listed": wording.listed,
        "month_and_year": wording.month_and_year,
        "slugify": slugify,
        "snippet": snippet,
    }
    return environment


def keep_templates() -> None:
    """Look no more whether a template has changed since it was loaded: for a process that writes one build's pages."""
    make_environment().auto_reload = False


def render(template: str, context: Mapping[str, object]) -> Markup:
    """Return the HTML of a template such as `pages/unit.html`."""
    return Markup(make_environment().get_template(template).render(context))  # noqa: S704 - the environment escapes


def call(part: str, macro: str, *arguments: object) -> Markup:
    """Return the HTML of one macro of a part such as `card`: for pieces so many that a template would cost too much."""
    module = make_environment().get_template(f"parts/{part}/{part}.html").module
    made: Markup = getattr(module, macro)(*arguments)
    return made
