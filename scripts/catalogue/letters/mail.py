"""A mail that was saved as a file (RFC 5322): its texts, and the files that are attached to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

_HEADER = re.compile(rb"(?:[!-9;-~]{1,70}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,200}){2,}")
_OWN = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.IGNORECASE | re.MULTILINE)
_BLOCKS = frozenset("address article blockquote body div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split())
_UNSEEN = frozenset(("head", "script", "style", "title"))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a mail, under the name that its sender's program gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """The texts of a mail, the one without formatting first, and its attached files."""

    texts: tuple[str, ...]
    attached: tuple[Attached, ...]


def is_mail(content: bytes) -> bool:
    """Tell whether some bytes are a saved mail: they begin with lines such as `Message-ID: …`."""
    head = _HEADER.match(content.lstrip())
    return head is not None and _OWN.search(head[0]) is not None


def open_mail(content: bytes) -> Mail:
    """Return what is in a saved mail, and in mails within it. Raises ValueError when it cannot be taken apart."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content.lstrip())
        parts = [part for part in message.walk() if not part.is_multipart() and isinstance(part, EmailMessage)]
        texts = [(part.get_content_type(), text) for part in parts if (text := _text_of(part)) is not None]
        attached = tuple(Attached(part.get_filename() or "", _bytes_of(part)) for part in parts if part.get_filename())
    # The library raises these on some of what is no mail; too many mails within each other is the last.
    except (LookupError, TypeError, ValueError, AttributeError, AssertionError, RecursionError) as error:
        raise ValueError("the mail cannot be taken apart") from error
    plain = (text for kind, text in texts if kind != "text/html")
    return Mail((*plain, *(to_text(text) for kind, text in texts if kind == "text/html")), attached)


def _text_of(part: EmailMessage) -> str | None:
    """Return the text of a part that is one to be read and has no name of its own."""
    if part.get_content_maintype() != "text" or part.get_filename():
        return None
    charset = part.get_content_charset() or "utf-8"
    try:
        text = _bytes_of(part).decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = _bytes_of(part).decode("cp1252", "replace")
    text = text.replace("\r\n", "\n")
    is_flowed = part.get_param("format", "", header="content-type") == "flowed"
    return _unflow(text, part.get_param("delsp", "", header="content-type") == "yes") if is_flowed else text


def _bytes_of(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _unflow(text: str, is_space_dropped: bool) -> str:
    """Return a flowed text with its lines whole again. Source: RFC 3676, section 4."""
    lines = [""]
    is_open = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ")
        if is_open:
            lines[-1] += bare
        else:
            lines.append(bare)
        is_open = bare.endswith(" ") and bare != "-- "
        if is_open and is_space_dropped:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines[1:])


def to_text(html: str) -> str:
    """Return the text of a mail in HTML, a line for each block and each break, as its writer saw it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.finish())


class _Reader(HTMLParser):
    """Collects lines: mail programs make each line of a text into a block of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            text = re.sub(r"[ \t\r\n]+", " ", data)
            self._line += [text if self._line else text.lstrip(" ")]

    def finish(self) -> Iterator[str]:
        """Yield the lines."""
        self._end_block()
        yield from self._lines

    def _end_block(self) -> None:
        if self._line:
            self._end_line()

    def _end_line(self) -> None:
        self._lines.append("".join(self._line).replace("\u00a0", " ").rstrip())
        self._line = []
