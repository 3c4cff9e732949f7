"""Snippets: the few marks that help texts use, as HTML."""

from markupsafe import Markup, escape


def snippet(text: str) -> Markup:
    """Return a help text as HTML: `code` in backticks, and lines that are indented as a block of code."""
    if "\n" in text or text.startswith("---"):
        return Markup("<pre><code>{}</code></pre>").format(text)
    pieces = text.split("`")
    code = Markup("<code>{}</code>")
    words = (code.format(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces))
    return Markup("").join(words)
