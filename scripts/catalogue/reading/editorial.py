"""Editorial pages: the front page, the catalogue, about, … – the checkout's own, or those that a docs folder brings.

The checkout's own pages may call views by macros. A page that a docs folder brings is another one's text: it is read,
rendered and sanitised like a contributed page, and its macros stay words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from catalogue.model.fields import Fields, Text, Title
from catalogue.model.links import resolve
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import files, frontmatter
from catalogue.reading.files import SourceFile
from catalogue.reading.listing import list_editorial_files
from catalogue.reading.remains import find_remains
from catalogue.reading.validation import validate


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
    """The editorial pages of a site: the paths taken from the checkout, and the pages that the docs folder brings.

    `broken` are those brought that do not hold, and `refused` the texts of files that are no pages: both are judged as
    far as they can be read.
    """

    own: tuple[str, ...]
    brought: tuple[EditorialPage, ...]
    problems: tuple[Problem, ...]
    replaced: tuple[str, ...] = ()
    """The checkout's pages in whose place stands one that the docs folder brings."""
    broken: tuple[EditorialPage, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)

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
    own = [entry.path for entry in list_editorial_files(checkout) if not entry.problem]
    if docs.resolve() == checkout.resolve():
        return EditorialPages(tuple(own), (), ())
    brought: dict[str, EditorialPage] = {}
    broken: list[EditorialPage] = []
    problems: list[Problem] = []
    refused: dict[str, str] = {}
    for entry in list_editorial_files(docs):
        page, told = (None, [entry.problem]) if entry.problem else _read(entry.file, checkout)
        problems += told
        if page is None:
            if entry.file and told:
                refused[entry.path] = files.make_out_file(entry.file)
        elif any(problem.is_error for problem in told):
            broken.append(page)
        elif (first := brought.setdefault(page.address, page)) is not page:
            problems.append(faults.same_address.at(page.path, 1, first.path))
    pages = EditorialPages(
        (), tuple(brought.values()), tuple(problems), replaced=tuple(own), broken=tuple(broken), refused=refused
    )
    return pages.without(())


def _read(file: SourceFile | None, checkout: Path) -> tuple[EditorialPage | None, list[Problem]]:
    """Return a page that differs from the checkout's, as far as it holds, and its problems; None for what is none."""
    if file is None:
        return None, []
    text = files.read_text(file)
    if isinstance(text, Problem):
        return None, [text]
    original = checkout / file.path
    if original.is_file() and files.read_text(SourceFile(file.path, original)) == text:
        return None, []
    parts = frontmatter.split(file.path, text)
    if isinstance(parts, Problem):
        return None, [parts]
    front = frontmatter.parse(file.path, parts.yaml)
    is_read = not any(problem.is_error for problem in front.problems)
    fields, faulty = validate(file.path, Editorial, front) if is_read else (None, [])
    held: Any = fields or find_remains(Editorial, front).fields
    return EditorialPage(file.path, held, parts.body, text, parts.body_line), [*front.problems, *faulty]
