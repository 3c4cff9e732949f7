"""Bodies: the parts of a form, read piece by piece within limits, and kept in memory alone: nothing is left of them.

Whatever is sent, it becomes Parts or a refusal in Danish.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from catalogue.receive.configuration import Configuration
from catalogue.receive.findings import Refused, refuse
from catalogue.receive.submissions import PICTURE, TEXTS, Parts

_TEXT_BYTES = 1_000_000
"""The most bytes of a text here; the check says how many a page may have."""
_HEAD_BYTES = 2_000
_BOUNDARY_BYTES = 70
BROKEN = "Det, der blev sendt, kan ikke læses. Åbn formularen igen, og prøv en gang til."
TOO_LARGE = "Det er for meget på én gang. Brug færre eller mindre billeder, og prøv igen."
TOO_SLOW = "Det tog for lang tid at sende siden. Din tekst er her stadig. Prøv igen, hvor der er bedre forbindelse."
BUSY = "Der er mange, der sender lige nu. Din tekst er her stadig. Prøv igen om lidt."
NOT_UTF8 = "Teksten er ikke skrevet i tegnsættet UTF-8."


@dataclass
class Budget:
    """How many bytes are held for all senders together."""

    most: int
    held: int = 0

    def hold(self, count: int) -> None:
        """Hold some more. Raises Refused when there is no room."""
        if self.held + count > self.most:
            raise refuse(503, BUSY, wait=10)
        self.held += count

    def give_back(self, count: int) -> None:
        """Hold some less."""
        self.held -= count


@dataclass
class _Part:
    head: bytearray = field(default_factory=bytearray)
    name: str = ""
    content: bytearray = field(default_factory=bytearray)


class _Collector:
    """Takes what the parser finds. Raises Refused from within it."""

    def __init__(self, most_pictures: int) -> None:
        self.most_pictures = most_pictures
        self.parts: list[_Part] = []
        self.is_whole = False
        self._field = bytearray()
        self._value = bytearray()

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._add,
            "on_header_field": lambda data, start, end: self._head(self._field, data[start:end]),
            "on_header_value": lambda data, start, end: self._head(self._value, data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._end_head,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        # One more than is allowed, so that the page's own words can say that there are too many.
        if len(self.parts) > len(TEXTS) + self.most_pictures + 1:
            raise refuse(413, TOO_LARGE)
        self.parts.append(_Part())
        self._field, self._value = bytearray(), bytearray()

    def _head(self, target: bytearray, piece: bytes) -> None:
        part = self.parts[-1]
        part.head += piece
        target += piece
        if len(part.head) > _HEAD_BYTES:
            raise refuse(400, BROKEN)

    def _end_header(self) -> None:
        if bytes(self._field).lower() == b"content-disposition":
            kind, options = parse_options_header(bytes(self._value))
            name = options.get(b"name", b"")
            if kind != b"form-data" or self.parts[-1].name:
                raise refuse(400, BROKEN)
            self.parts[-1].name = name.decode("ascii", "replace")
        self._field.clear()
        self._value.clear()

    def _end_head(self) -> None:
        name = self.parts[-1].name
        if name not in (*TEXTS, PICTURE) or (name != PICTURE and sum(one.name == name for one in self.parts) > 1):
            raise refuse(400, BROKEN)

    def _add(self, data: bytes, start: int, end: int) -> None:
        part = self.parts[-1]
        part.content += data[start:end]
        if part.name != PICTURE and len(part.content) > _TEXT_BYTES:
            raise refuse(413, TOO_LARGE)

    def _end(self) -> None:
        self.is_whole = True

    def make_parts(self) -> Parts:
        if not self.is_whole:
            raise refuse(400, BROKEN)
        texts = {part.name: _decode(part.content) for part in self.parts if part.name != PICTURE}
        return Parts(texts, [bytes(part.content) for part in self.parts if part.name == PICTURE])


def _decode(content: bytearray) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise refuse(422, NOT_UTF8) from None


async def read_parts(
    pieces: AsyncIterator[bytes], content_type: bytes, length: bytes, limits: Configuration, budget: Budget
) -> Parts:
    """Return the parts of a form. `length` is what the head says of the body's; it may say nothing. Raises Refused."""
    parser, collector = _make_parser(content_type, limits)
    if length and (not length.isdigit() or int(length[:19]) > limits.body_bytes):
        raise refuse(413, TOO_LARGE) if length.isdigit() else refuse(400, BROKEN)
    held = 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for piece in pieces:
                budget.hold(len(piece))
                held += len(piece)
                if held > limits.body_bytes:
                    raise refuse(413, TOO_LARGE)
                _feed(parser, piece)
    except TimeoutError:
        raise refuse(408, TOO_SLOW) from None
    finally:
        budget.give_back(held)
    return collector.make_parts()


def _make_parser(content_type: bytes, limits: Configuration) -> tuple[MultipartParser, _Collector]:
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind.lower() != b"multipart/form-data" or not 1 <= len(boundary) <= _BOUNDARY_BYTES:
        raise refuse(415, BROKEN)
    collector = _Collector(limits.pictures)
    return MultipartParser(boundary, collector.callbacks()), collector  # type: ignore[arg-type]


def _feed(parser: MultipartParser, piece: bytes) -> None:
    try:
        parser.write(piece)
    except Refused:
        raise
    except (FormParserError, ValueError, AssertionError):
        raise refuse(400, BROKEN) from None
