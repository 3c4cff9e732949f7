"""Templates: what stands in them is escaped, and kept compiled, but never shared with what does not escape."""

import jinja2
import pytest
from markupsafe import Markup, escape

from catalogue.model.statuses import Status
from catalogue.views.parts.templating import make_bytecode_cache, make_environment


def test_each_environment_keeps_its_compiled_templates_to_itself() -> None:
    views, frames = make_bytecode_cache("views"), make_bytecode_cache("frames")
    assert isinstance(views, jinja2.FileSystemBytecodeCache)
    assert isinstance(frames, jinja2.FileSystemBytecodeCache)
    assert views.directory != frames.directory


class Shown:
    """Something that knows how it looks in HTML."""

    def __html__(self) -> str:
        return "<b>&</b>"


class Text(str):
    """A text of a kind of its own."""


VALUES = {
    "letters of HTML": "<b class='x' id=\"y\">&amp;",
    "a text of its own kind": Text("<i>"),
    "markup": Markup("<i>&amp;</i>"),
    "something that knows how it looks": Shown(),
    "a value of an enumeration": next(iter(Status)),
    "a number": 7,
    "nothing": None,
    "a list": ["<", "&"],
}
WAYS = {
    "printed": "{{ value }}",
    "within an attribute": '<a title="{{ value }}">',
    "from a macro": "{% macro say(it) %}{{ it }}{% endmacro %}{{ say(value) }}",
    "through two macros": "{% macro a(x) %}{{ x }}{% endmacro %}{% macro b(x) %}{{ a(x) }}{% endmacro %}{{ b(value) }}",
    "set first": "{% set it %}{{ value }}{% endset %}{{ it }}",
    "joined to another": '{{ value ~ "<" }}',
    "in a loop": "{% for one in [value] %}{{ one }}{% endfor %}",
    "by choice": '{{ value if value else "<" }}',
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_escaped_once_as_markupsafe_does_it(value: str, way: str) -> None:
    plain = jinja2.Environment(autoescape=True)
    ours = make_environment().from_string(WAYS[way]).render(value=VALUES[value])
    assert ours == plain.from_string(WAYS[way]).render(value=VALUES[value])
    assert way != "printed" or ours == str(escape(VALUES[value]))
