"""Compiled templates are kept, but never shared between what escapes and what does not."""

import jinja2

from catalogue.views.parts.templating import make_bytecode_cache


def test_each_environment_keeps_its_compiled_templates_to_itself() -> None:
    views, frames = make_bytecode_cache("views"), make_bytecode_cache("frames")
    assert isinstance(views, jinja2.FileSystemBytecodeCache)
    assert isinstance(frames, jinja2.FileSystemBytecodeCache)
    assert views.directory != frames.directory
