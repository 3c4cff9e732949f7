"""Rereadings: the pages of a tree, what is known of them, and what stands of it when something else has changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import trees
from catalogue.checks.check import Check
from catalogue.model.places import place_of
from catalogue.refilling import refilling
from catalogue.settings import Settings
from catalogue.site import frame as frames
from catalogue.site.build import Request, draft_of
from catalogue.site.frame import Frame
from catalogue.site.kept import Comparison, Known
from catalogue.site.manuscript import Manuscript
from catalogue.site.writing import make_page
from catalogue.views import contents

MARKS = (frames.TITLE, frames.DESCRIPTION, frames.ADDRESS, frames.CONTENT, frames.PATH, frames.DATED)
FRAME = frames.cut(" ".join(MARKS))


@dataclass(frozen=True)
class Rereading:
    """The pages of a check, in a frame."""

    check: Check
    settings: Settings = Settings()  # noqa: RUF009 - frozen
    today: date = trees.TODAY
    frame: Frame = FRAME

    @cached_property
    def manuscript(self) -> Manuscript:
        """What is made of the sound pages."""
        request = Request(Path("docs"), Path("site"), self.today, self.settings, skip_broken=True)
        made = draft_of(self.check, request).manuscript
        assert made is not None
        return made

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of every page, by its address."""
        return {page.address: make_page(page, self.frame, self.settings) for page in self.manuscript.pages}

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """What is to be known of every page, by its address."""
        comparison, known = Comparison(self.manuscript.edition, self.manuscript.pages, {}), {}
        for page in self.manuscript.pages:
            asked = contents.make(page)[1]
            known[page.address] = comparison.know(page, self.frame, asked, self.contents[page.address])
        return {address: one for address, one in known.items() if one}

    def lay(self, folder: Path) -> None:
        """Lay all pages into a folder, as on a site."""
        folder.mkdir()
        with refilling(folder) as site:
            for address, content in self.contents.items():
                site.put(f"{address}index.html", content)

    def keep(self, before: "Rereading", laid: Path, room: Path) -> frozenset[str]:
        """Return the addresses of pages that stand, by what is known of those before, which are laid in a folder."""
        comparison = Comparison(self.manuscript.edition, self.manuscript.pages, before.known)
        room.mkdir()
        with refilling(room, beside=laid) as site:
            return frozenset(
                page.address for page in self.manuscript.pages if comparison.find(page, self.frame, site) is not None
            )


def each_edit(docs: Path) -> Iterator[tuple[str, str]]:
    """Yield every page of a tree with a line of its fields gone, and with one written otherwise, line by line."""
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if place_of(path) is None:
            continue
        lines = file.read_text("utf-8").splitlines(keepends=True)
        end = lines.index("---\n", 1)
        for number in range(1, len(lines)):
            line = lines[number]
            for other in ("" if number < end else None, line.replace("1", "2"), re.sub(r"[aeiou](?=\w*$)", "y", line)):
                if other is not None and other != line and number != end:
                    yield path, "".join([*lines[:number], other, *lines[number + 1 :]])
