"""Joints: where the parts of long words meet, for lines that cannot hold them: they break there, and nowhere else.

Many browsers break no Danish words. What is put in is an element without any text, into which the stylesheet puts a
soft hyphen (`u-joint`): who searches, copies or listens meets the word whole.
"""

import re
from collections.abc import Iterator

from catalogue.reading import limits
from catalogue.search.joints import LETTERS, LONG, LONG_IN_TEXT, join_word

JOINT, BEGIN, END = "<u-joint></u-joint>", "<u-long>", "</u-long>"
"""What stands at a joint, and around the text that a joined word is in: one box to a layout, as it was without."""
_IS_LETTER = bytes(ord("a") if chr(code) in LETTERS else ord(" ") for code in range(256))
_RUN = b"a" * LONG
_NARROW = frozenset("h1 h2 h3 h4 h5 h6 td th dt dd summary legend caption figcaption".split())
_LET_BE = frozenset("pre code option svg".split())
_ATTRIBUTES = r"""[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>"""
"""The rest of a tag. An attribute may hold any sign but its quotation mark."""
_WHOLE = "|".join(rf"<{name}\b.*?</{name}>" for name in ("script", "style", "textarea", "title")) + "|<!--.*?-->"
"""What holds no tags, whatever it looks like."""
_TAG = re.compile(rf"{_WHOLE}|</?[a-z]{_ATTRIBUTES}", re.DOTALL)
_NAMES = "|".join(sorted({*_NARROW, *_LET_BE}))
_MARK = rf"<(?P<end>/?)(?P<name>{_NAMES})(?![a-z0-9]){_ATTRIBUTES}"
_NO_MARK = rf"(?!</?(?:{_NAMES})(?![a-z0-9]){_ATTRIBUTES})"
_NEXT_MARK = re.compile(rf"(?:[^<]++|{_NO_MARK}(?:{_WHOLE}|</?[a-z]{_ATTRIBUTES}|<))*+{_MARK}", re.DOTALL)
"""All up to where a place begins or ends that is narrow or let be, and the tag that marks it."""


class _Place:
    """Where in some HTML one is: how deep in narrow places, and in what is let be."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._next = _NEXT_MARK.match(html)
        self._passed = self._narrow = self._let_be = 0

    def find_run(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the text around a long word begins and ends, or None when the word is not to be joined.

        Words are asked about in the order in which they stand.
        """
        while self._next and self._next.end() <= start:
            self._pass(self._next)
            self._next = _NEXT_MARK.match(self._html, self._passed)
        if self._let_be or not (self._narrow or end - start >= LONG_IN_TEXT):
            return None
        for tag in _TAG.finditer(self._html, self._passed):
            if tag.end() > start:
                return (self._passed, tag.start()) if tag.start() >= end else None
            self._passed = tag.end()
        return self._passed, len(self._html)

    def _pass(self, mark: re.Match[str]) -> None:
        step = -1 if mark["end"] else 1
        self._passed = mark.end()
        if mark["name"] in _NARROW:
            self._narrow += step
        else:
            self._let_be += step


def join_long_words(html: str) -> str:
    """Return HTML in which lines can break between the parts of long words. Its text is the same to the letter."""
    place: _Place | None = None
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in _find_long_words(html):
        if join_word(html[start:end], JOINT) == html[start:end]:
            continue
        place = place or _Place(html)
        if run := place.find_run(start, end):
            runs.setdefault(run, []).append((start, end))
    if not runs:
        return html
    pieces: list[str] = []
    last = 0
    for (begin, stop), words in runs.items():
        pieces += html[last:begin], BEGIN
        last = begin
        for start, end in words:
            pieces += html[last:start], join_word(html[start:end], JOINT)
            last = end
        pieces += html[last:stop], END
        last = stop
    return "".join([*pieces, html[last:]])


def _find_long_words(html: str) -> Iterator[tuple[int, int]]:
    """Yield where long words begin and end. A page is searched as bytes: most have none, and letters are many."""
    letters = html.encode("latin-1", "replace").translate(_IS_LETTER)
    start = letters.find(_RUN)
    while start >= 0:
        end = letters.find(b" ", start)
        end = end if end >= 0 else len(letters)
        if end - start <= limits.WORD_LETTERS:
            yield start, end
        start = letters.find(_RUN, end)
