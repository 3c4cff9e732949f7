"""GitHub's own Markdown as the judge: what of a comment would be live there.

cmark-gfm makes the HTML; what GitHub does to its text afterwards (names, cases, commits) is looked for in it.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from cmarkgfm import cmark

OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES | cmark.Options.CMARK_OPT_HARDBREAKS
EXTENSIONS = ["table", "autolink", "strikethrough", "tagfilter", "tasklist"]
OURS = {"h2", "h3", "p", "ul", "li", "a", "strong", "code", "pre", "br", "sub"}
"""The elements that our own words are made of."""
LIVE = {
    "a mention": r"(?<![\w/`])@[\w-]",
    "a case": r"#\d|(?i:\bgh-\d)",
    "a warning": r"(?i:\b(?:ghsa|cve)-\w)",
    "a commit": r"(?i:\b[0-9a-f]{7,40}\b)",
    "a mail address": r"[\w.+-]@[\w-]",
    "an address": r"(?i:www\.|[a-z]:/|[a-z]://|mailto:\w|xmpp:\w)",
    "an emoji": r":[a-z0-9_+-]+:",
}


def to_html(markdown: str) -> str:
    return str(cmark.markdown_to_html_with_extensions(markdown, options=OPTIONS, extensions=EXTENSIONS))


def find_live(markdown: str, is_ours: Callable[[str], bool] = lambda _: False) -> list[str]:
    """Return all of a comment that would do something: links that are not ours, pictures, markup, names, cases."""
    judge = _Judge(is_ours)
    judge.feed(to_html(markdown))
    judge.close()
    return judge.found


def read_blocks(markdown: str) -> list[str]:
    """Return what stands in the blocks of code of a comment."""
    judge = _Judge(lambda _: True)
    judge.feed(to_html(markdown))
    return judge.blocks


class _Judge(HTMLParser):
    def __init__(self, is_ours: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_ours = is_ours
        self.found: list[str] = []
        self.blocks: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "pre":
            self.blocks.append("")
        if tag != "br":
            self.within.append(tag)
        allowed: dict[str, Any] = {"a": {"href"}, "pre": {"lang"}, "code": {"class"}}
        if tag not in OURS or not set(values) <= allowed.get(tag, set()):
            self.found.append(f"<{tag} {values}>")
        if tag == "a" and not self.is_ours(values.get("href") or ""):
            self.found.append(f"a link: {values.get('href')}")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            while self.within.pop() != tag:
                pass

    def handle_comment(self, data: str) -> None:
        if not re.fullmatch(r" catalogue:(?:review|thanks|suggestion [0-9a-f]{16}) ", data):
            self.found.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}>")

    def handle_data(self, data: str) -> None:
        if "pre" in self.within:
            self.blocks[-1] += data
        if not {"pre", "code"} & set(self.within):
            names = LIVE if "a" not in self.within else {}
            self.found += [f"{what}: {data}" for what, pattern in names.items() if re.search(pattern, data)]
