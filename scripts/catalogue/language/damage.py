"""Damage: letters that were lost between two programs, and what they were: »mÃ¸de«, »m=C3=B8de«, »m&oslash;de«."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

LOST = "\ufffd"
"""Stands where a letter was, and nobody knows which."""
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"
# What the bytes 80 to BF of UTF-8 are to a program that takes them for Windows-1252.
_NEXT = f"[{''.join(bytes([byte]).decode('cp1252', 'replace') for byte in range(0x80, 0xC0))}{_UNDEFINED}]".replace(
    LOST, ""
)
_MISREAD = re.compile(f"[ÂÃ]{_NEXT}|[âãï]{_NEXT}{{2}}|ð{_NEXT}{{3}}")
# What the same bytes are to programs of the terminal and of older Macs.
_MISREAD_ELSEWHERE = re.compile(r"├(?P<dos>[╕ªÑåÿà©])|(?:(?<=\w)√|√(?=.\w))(?P<mac>[∏¶•ÜòÖ])")
_DOS = dict(zip("╕©ªÑåÿà", "øøæåÆØÅ", strict=True))
_MAC = dict(zip("∏¶•ÜòÖ", "øæåÜØÅ", strict=True)) | {"Ü": "Æ"}
_PERCENT = re.compile(r"(?:%C3%[89AB][0-9A-F])+", re.IGNORECASE)
_QUOTED = re.compile(r"(?:=C3=[89AB][0-9A-F])+|(?<=[a-z])=(?:E6|F8|E5|C6|D8|C5)(?=[a-z])")
_NAMED = re.compile(r"&(?:amp;)?(aelig|oslash|aring);|\\u00(c5|c6|d8|e5|e6|f8)", re.IGNORECASE)
_HINT = re.compile(rf"[ÂÃâãïð├√{LOST}]|=[CDEF]|&|\\[uU]00|%[Cc]3%|[a-zæøå]\?[a-zæøå]")
"""What no damage is without: nearly every line can be let go by it."""
_ADDRESS = re.compile(r"://|[?/]\S*=")
_LINK = re.compile(r"[/@]|\]\(|\.\w")
"""What marks a word as part of an address or as a file's name, where percent codes and question marks are at home."""
_QUESTION = re.compile(r"(?<=[a-zæøå])\?(?=[a-zæøå])")
"""What some programs write for a letter that they do not know."""
"""What marks a word as an address, in which such signs have a meaning of their own."""
_MANY = 3
"""Question marks from which a word is no word."""
_ROUNDS = 3
"""Times that a text can have been misread one upon the other."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A word with damaged letters, as it stands, and as it was: empty when a letter is lost for good.

    In `word` each lost letter is �, whatever was `written` for it.
    """

    written: str
    mended: str = ""

    @property
    def word(self) -> str:
        """The word with each lost letter as �."""
        return self.written if self.mended else _QUESTION.sub(LOST, self.written)


def find_damage(line: str, reads_names: bool = False) -> Iterator[Damage]:
    """Yield the damaged words of a line, each once, in order.

    With `reads_names` the line is Markdown, which reads »&oslash;« itself.
    """
    if not _HINT.search(line):
        return
    for word in dict.fromkeys(line.split()):
        mended = _mend_word(word)
        if mended != word and not (reads_names and mended == html.unescape(word)):
            yield Damage(word, mended if LOST not in mended else "")
        elif LOST in word or (_QUESTION.search(word) and not _LINK.search(word) and word.count("?") < _MANY):
            yield Damage(word)


def mend(line: str) -> str:
    """Return a line with the damaged letters put right that can have been but one."""
    return re.sub(r"\S+", lambda found: _mend_word(found[0]), line)


def _mend_word(word: str) -> str:
    for _ in range(_ROUNDS if _ADDRESS.search(word) is None else 0):
        mended = _NAMED.sub(_name, _QUOTED.sub(_quote, _MISREAD.sub(_misread, word)))
        mended = _MISREAD_ELSEWHERE.sub(_misread_elsewhere, mended)
        if _LINK.search(word) is None:
            mended = _PERCENT.sub(_quote, mended)
        if mended == word:
            break
        word = mended
    return word


def _misread(found: re.Match[str]) -> str:
    raw = b"".join(c.encode("latin-1" if c in _UNDEFINED else "cp1252") for c in found[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _misread_elsewhere(found: re.Match[str]) -> str:
    return _DOS[found["dos"]] if found["dos"] else _MAC[found["mac"]]


def _quote(found: re.Match[str]) -> str:
    raw = bytes.fromhex(re.sub("[=%]", "", found[0]))
    try:
        return raw.decode("utf-8" if len(raw) > 1 else "latin-1")
    except UnicodeDecodeError:
        return found[0]


def _name(found: re.Match[str]) -> str:
    return html.unescape(f"&{found[1]};") if found[1] else chr(int(found[2], 16))
