"""Remarks: what a text's marks become that its writer may not have meant, found while it is parsed."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is remarked on."""

    HIDDEN = "hidden"
    """A note that other programs hide, and that the page would show."""
    DEEP = "deep"
    """Lists and quotations so deep within each other that the rest is not read."""
    SPACE = "space"
    """A link or a picture that is none, since there is a space in its address."""
    TAG = "tag"
    """An HTML tag, which is shown as it is written."""
    FOREIGN = "foreign"
    """A mark of another program, which is shown as it is written."""
    ROWS = "rows"
    """Rows of a sheet, with tabs between the cells."""
    LIST = "list"
    """Lines that look like a list, and are running text."""
    HEADING = "heading"
    """A line that looks like a heading, and is running text."""
    BOX = "box"
    """A line that looks like the beginning of a box, and is running text."""
    EMPTY_BOX = "empty box"
    """A box without a text; what follows is not indented."""
    INFO = "info"
    """Words after the mark that begins a block of code, which are not shown."""
    OPEN = "open"
    """A block of code without an end: all that follows is code."""
    OPEN_WITHIN = "open within"
    """A block of code without an end in the point, quotation or box that it stands in, and ends with."""
    CODE = "code"
    """Text that is code because it is indented."""
    DEFINITION = "definition"
    """An address for a link, or a footnote, that nothing refers to."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell a writer: its sort, the line of the text (from 0), and the words it is about."""

    sort: Sort
    line: int
    words: str = ""


class Notes:
    """What is noted while one text is parsed: remarks, and where in it the parser is."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self._source, self._first = "", 0

    def begin(self, source: str, first: int) -> None:
        """Say which piece of running text comes now, and on which line it begins."""
        self._source, self._first = source, first

    def line_at(self, source: str, position: int) -> int:
        """Return the line of a place in the piece, or the piece's first when another text is asked about."""
        if source is not self._source or "\n" not in source:
            return self._first
        return self._first + source.count("\n", 0, position)

    def add(self, sort: Sort, line: int, words: str = "") -> None:
        """Note a remark."""
        self.remarks.append(Remark(sort, line, words))
