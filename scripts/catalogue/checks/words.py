"""Words: texts within bytes that may be a text or not, and what is told of a file that cannot be read through."""

import re
from collections.abc import Iterator

Words = tuple[str, str]
"""Where some words stand, in Danish, and the words."""
BREAK = "\f"
"""Stands between two texts that are not read in one breath."""
_SAVE_ANEW = "Gem den på ny, eller lad være med at lægge den ind"
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f\x7f]")
_RUN = re.compile(rb"[\t\n\r\x20-\x7e]{6,}")
_WIDE = (
    (re.compile(rb"(?:[\t\n\r\x20-\x7e\xa0]\0){6,}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r\x20-\x7e\xa0]){6,}"), "utf-16-be"),
)
"""Texts of two bytes a letter, in the one order and in the other."""


class Unread(Exception):
    """An attachment that cannot be read to its end; the message is Danish and says why, and `way_out` what to do."""

    def __init__(self, reason: str, way_out: str = _SAVE_ANEW) -> None:
        super().__init__(reason)
        self.way_out = way_out


def texts_in(raw: bytes) -> Iterator[str]:
    """Yield the text that bytes are, or else every piece of text within them."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        yield raw.decode("utf-16", "replace")
    elif _CONTROL.search(raw) is None:
        yield _decode(raw)
    else:
        yield BREAK.join(run.decode("ascii") for run in _RUN.findall(raw))
        for pattern, encoding in _WIDE:
            yield BREAK.join(run.decode(encoding) for run in pattern.findall(raw))


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
