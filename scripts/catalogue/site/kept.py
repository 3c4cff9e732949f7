"""Kept pages: what is known of the pages of a site, so that those are left as they are that would be made just so.

Of each page it is kept what it was made of, what it asked of the edition, and what it was answered, all by digests
(`views.parts.asking`), and the digest of its bytes. The bytes themselves lie on the site, and are only believed when
they have that digest. What is kept is a courtesy: where it is damaged or gone, pages are made anew.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from catalogue import checkout
from catalogue.refilling import Refilled
from catalogue.rendering.edition import Edition
from catalogue.rendering.shelf import Shelf
from catalogue.site.frame import Frame
from catalogue.versions import version_of
from catalogue.views import contents
from catalogue.views.contents import SitePage
from catalogue.views.parts.asking import Answers, Unnamed


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page that was made: the name of what it was made of, all that it asked and of the answers.

    `content` is the digest of its bytes.
    """

    made_of: str
    asked: tuple[str, ...]
    answers: str
    content: str


class KeptPages:
    """What is known of the pages that are made of a docs folder, from one build to the next, wherever that is."""

    def __init__(self, file: Path, docs: Path) -> None:
        self._shelf: Shelf[bytes] = Shelf(file, "pages")
        # One of sixteen places, so that the file does not grow with the folders that there have been.
        self._key = _digest(os.fsencode(docs.resolve())).hex()[0]
        self._known: dict[str, Known] = {}

    def load(self) -> Mapping[str, Known]:
        """Return what is known of each page, by its address."""
        with suppress(sqlite3.Error, OSError, ValueError, TypeError, LookupError):
            sealed = self._shelf.load([self._key])[self._key]
            digest, content = sealed[:_DIGEST], sealed[_DIGEST:]
            if digest == _digest(content):
                version, questions, pages = json.loads(content)
                if version == name_program():
                    self._known = {
                        address: Known(made_of, tuple(questions[one] for one in asked), answers, content)
                        for address, (made_of, asked, answers, content) in pages.items()
                    }
        return self._known

    def save(self, known: Mapping[str, Known]) -> None:
        """Keep what is known of all pages that there are now, unless it is what was loaded."""
        if known == self._known:
            return
        numbers: dict[str, int] = {}
        pages = {
            address: (
                one.made_of,
                [numbers.setdefault(question, len(numbers)) for question in one.asked],
                one.answers,
                one.content,
            )
            for address, one in known.items()
        }
        content = json.dumps((name_program(), list(numbers), pages), separators=(",", ":")).encode()
        with suppress(sqlite3.Error, OSError):
            self._shelf.save({self._key: _digest(content) + content})


_DIGEST = hashlib.sha256().digest_size


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


@cache
def name_program() -> str:
    """Return a name for all that pages are made by, besides what they are made of: code, data and templates."""
    digest = hashlib.sha256(version_of("catalogue.site.writing").encode())
    for file in sorted(checkout.OVERRIDES.rglob("*")):
        if file.is_file():
            digest.update(_digest(os.fsencode(file.relative_to(checkout.OVERRIDES))) + _digest(file.read_bytes()))
    return digest.hexdigest()


@dataclass(frozen=True)
class Comparison:
    """Pages of an edition beside what is known of them: which stand, and what is to be known of those that are made."""

    edition: Edition
    pages: Sequence[SitePage]
    known: Mapping[str, Known]
    _frames: dict[Frame, str] = field(default_factory=dict)

    def get_ready(self) -> None:
        """Find what processes that are forked afterwards then share."""
        _ = self._answers

    @cached_property
    def _answers(self) -> Answers:
        return contents.answers_of(self.edition, self.pages)

    def find(self, page: SitePage, frame: Frame, site: Refilled) -> Known | None:
        """Return what is known of a page that stands on the site just as it would be made, or can be taken over."""
        known = self.known.get(page.address)
        with suppress(Unnamed):
            if not known or known.made_of != self._name(page, frame):
                return None
            if known.answers == self._answers.answer(known.asked):
                return known if site.keep(f"{page.address}index.html", known.content) else None
        return None

    def know(self, page: SitePage, frame: Frame, asked: tuple[str, ...], content: bytes) -> Known | None:
        """Return what is known of a page that was made; None where something of it has no name."""
        with suppress(Unnamed):
            answers = self._answers.answer(asked)
            return Known(self._name(page, frame), asked, answers, hashlib.sha256(content).hexdigest())
        return None

    def _name(self, page: SitePage, frame: Frame) -> str:
        if frame not in self._frames:
            self._frames[frame] = self._answers.name((frame, self.edition.settings))
        return f"{self._frames[frame]}{self._answers.name(page)}"
