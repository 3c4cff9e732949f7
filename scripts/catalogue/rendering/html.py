"""HTML: tokens become HTML, written as the sanitiser writes it, so that one cleaning finds nothing to change."""

from collections.abc import Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

# A task list on a page is read, not ticked, so its boxes become marks with words for a screen reader.
_TASKS = {True: ("Gjort:", "☑"), False: ("Ikke gjort:", "☐")}


def escape(text: str) -> str:
    """Return words as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")


class Html(RendererHTML):
    """Writes tokens as HTML."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - the library's own name
        """Return the attributes of a token."""
        return "".join(f' {name}="{_quote(value)}"' for name, value in token.attrs.items())

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return words."""
        return escape(tokens[idx].content)

    def code_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return code within a line."""
        return f"<code>{escape(tokens[idx].content)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return a block of code that is indented."""
        return f"<pre><code>{escape(tokens[idx].content)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return a block of code between marks, with the name of its language."""
        token = tokens[idx]
        language = token.info.split()[0].lower() if token.info.split() else ""
        name = f' class="language-{_quote(language)}"' if language else ""
        return f"<pre><code{name}>{escape(token.content)}</code></pre>\n"

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return a picture, with its words as plain text."""
        token = tokens[idx]
        words = self.renderInlineAsText(token.children, options, env)
        title = f' title="{_quote(token.attrs["title"])}"' if "title" in token.attrs else ""
        return f'<img alt="{_quote(words)}" src="{_quote(token.attrs["src"])}"{title}>'

    def task(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the box of a task, for `finish_tasks`."""
        return TASKS[tokens[idx].meta["done"]][0]

    def definition(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the address of a link that nothing refers to, as it is written; else nothing."""
        token = tokens[idx]
        return "" if token.meta["used"] else f"<p>{escape(token.content)}</p>\n"

    def footnote_mark(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the mark of a footnote that nothing refers to, as it is written."""
        return f"<p>{escape(tokens[idx].content)}</p>\n"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the reference to a footnote."""
        meta = tokens[idx].meta
        link = f'<a class="footnote-ref" href="#fn:{meta["number"]}">{meta["number"]}</a>'
        return f'<sup id="{_name_reference(meta)}">{link}</sup>'

    def footnote_back(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the link from a footnote back to where it is referred to."""
        meta = tokens[idx].meta
        title = f"Tilbage til teksten ved fodnote {meta['number']}"
        return f'&nbsp;<a class="footnote-backref" href="#{_name_reference(meta)}" title="{title}">↩</a>'

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the beginning of a footnote."""
        return f'<li id="fn:{tokens[idx].meta["number"]}">\n'

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the end of a footnote."""
        return "</li>\n"

    def footnotes_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the beginning of the footnotes."""
        return '<div class="footnote">\n<hr>\n<ol>\n'

    def footnotes_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the end of the footnotes."""
        return "</ol>\n</div>\n"


TASKS = {
    done: (
        f'<input type="checkbox" disabled=""{" checked=" + chr(34) * 2 if done else ""}>',
        f'<span role="img" aria-label="{words}">{mark}</span>',
    )
    for done, (words, mark) in _TASKS.items()
}
"""The box of a task as the sanitiser lets it through, and as readers get it."""


def finish_tasks(html: str) -> str:
    """Return sanitised HTML in which the boxes of tasks are marks with words."""
    for box, mark in TASKS.values():
        html = html.replace(box, mark)
    return html


def _quote(value: Any) -> str:
    return escape(str(value)).replace('"', "&quot;")


def _name_reference(meta: dict[str, int]) -> str:
    return f"fnref{meta['time'] if meta['time'] > 1 else ''}:{meta['number']}"
