"""Editorial pages: the front page, the catalogue, about, … – the checkout's own, or those that a docs folder brings.

The checkout's own pages may call views by macros. A page that a docs folder brings is another one's text: it is read,
rendered and sanitised like a contributed page, and its macros stay words.
"""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from catalogue.model.fields import Fields, Text, Title
from catalogue.model.links import resolve
from catalogue.model.places import CONTRIBUTED
from catalogue.privacy.showing import printable
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import files, frontmatter, limits
from catalogue.reading.files import SourceFile
from catalogue.reading.validation import validate

ASSETS = "assets"
"""The folder of the checkout's pictures and fonts; never read from another docs folder."""


class Editorial(Fields):
    """En af katalogets egne sider."""

    kind_name = "af katalogets egne sider"
    title: Annotated[Title, Field(title="Titel", description="Sidens titel.", examples=["Om kataloget"])]
    description: Annotated[
        Text | None,
        Field(title="Beskrivelse", description="Én sætning om siden.", examples=["Hvorfor kataloget findes."]),
    ] = None


@dataclass(frozen=True, slots=True)
class EditorialPage:
    """An editorial page that a docs folder brings: its path, its fields and its text; `source` is the whole file."""

    path: str
    fields: Editorial
    body: str
    source: str = ""
    body_line: int = 1

    @property
    def address(self) -> str:
        """The page's address relative to the site's root."""
        return address_of(self.path)


@dataclass(frozen=True)
class EditorialPages:
    """The editorial pages of a site: the paths taken from the checkout, and the pages that the docs folder brings."""

    own: tuple[str, ...]
    brought: tuple[EditorialPage, ...]
    problems: tuple[Problem, ...]
    replaced: tuple[str, ...] = ()
    """The checkout's pages in whose place stands one that the docs folder brings."""

    def without(self, paths: Collection[str]) -> "EditorialPages":
        """Return the pages without some of those brought; where one stood for the checkout's own, that is back."""
        brought = tuple(page for page in self.brought if page.path not in paths)
        taken = {page.address for page in brought}
        everything = (*self.own, *self.replaced)
        own = tuple(sorted(path for path in everything if address_of(path) not in taken))
        return replace(self, own=own, brought=brought, replaced=tuple(sorted({*everything} - {*own})))

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of all of them."""
        return frozenset({*map(address_of, self.own), *(page.address for page in self.brought)})


def address_of(path: str) -> str:
    """Return the address of an editorial page: `about/words.md` gives `about/words/`, `index.md` nothing."""
    return resolve("", f"/{path}").partition(":")[2]


def read_editorial(docs: Path, checkout: Path) -> EditorialPages:
    """Return the editorial pages of a docs folder, filled up with the checkout's. Wrong ones are problems."""
    own = [file.path for file in _list_pages(checkout) if isinstance(file, SourceFile)]
    if docs.resolve() == checkout.resolve():
        return EditorialPages(tuple(own), (), ())
    brought: dict[str, EditorialPage] = {}
    problems: list[Problem] = []
    for file in _list_pages(docs):
        page = file if isinstance(file, Problem) else _read(file, checkout)
        if isinstance(page, EditorialPage):
            first = brought.setdefault(page.address, page)
            if first is not page:
                problems.append(faults.same_address.at(page.path, 1, first.path))
        else:
            problems += [page] if isinstance(page, Problem) else page
    return EditorialPages((), tuple(brought.values()), tuple(problems), replaced=tuple(own)).without(())


def _read(file: SourceFile, checkout: Path) -> EditorialPage | list[Problem]:
    """Return a page that differs from the checkout's, or its problems; none for a copy of the checkout's own."""
    text = files.read_text(file)
    if isinstance(text, Problem):
        return [text]
    original = checkout / file.path
    if original.is_file() and files.read_text(SourceFile(file.path, original)) == text:
        return []
    parts = frontmatter.split(file.path, text)
    if isinstance(parts, Problem):
        return [parts]
    front = frontmatter.parse(file.path, parts.yaml)
    if any(problem.is_error for problem in front.problems):
        return front.problems
    fields, problems = validate(file.path, Editorial, front)
    return (
        EditorialPage(file.path, fields, parts.body, text, parts.body_line)
        if isinstance(fields, Editorial)
        else problems
    )


def _list_pages(docs: Path) -> Iterator[SourceFile | Problem]:
    """Yield the editorial Markdown files of a docs folder, sorted by path."""
    yield from sorted(_walk(docs, ""), key=lambda entry: entry.path)


def _walk(docs: Path, folder: str) -> Iterator[SourceFile | Problem]:
    try:
        entries = sorted(os.scandir(docs / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}{entry.name}"
        if entry.name.startswith(".") or (not folder and entry.name in (*CONTRIBUTED, ASSETS)):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path.count("/") < limits.FOLDERS:
                yield from _walk(docs, f"{path}/")
        elif entry.name.endswith(".md"):
            yield _judge(path, entry)


def _judge(path: str, entry: os.DirEntry[str]) -> SourceFile | Problem:
    shown = printable(path)
    if not entry.is_file(follow_symlinks=False):
        return faults.not_a_file.at(shown, 1, "en genvej" if entry.is_symlink() else "noget andet")
    if not all(files.is_good_name(part) for part in path.removesuffix(".md").split("/")):
        return faults.bad_name.at(shown, 1, printable(entry.name), "")
    return SourceFile(path, Path(entry.path))
