"""Snippets: help texts show code as code, and everything else as words."""

import pytest

from catalogue.views.parts.snippets import snippet


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Skriv `title: x` øverst", "Skriv <code>title: x</code> øverst"),
        ("<b> & `<i>`", "&lt;b&gt; &amp; <code>&lt;i&gt;</code>"),
        ("plan:\n  - <x>", "<pre><code>plan:\n  - &lt;x&gt;</code></pre>"),
        ("---", "<pre><code>---</code></pre>"),
    ],
)
def test_a_help_text_becomes_safe_html(text: str, html: str) -> None:
    assert snippet(text) == html
