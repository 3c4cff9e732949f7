"""The reader: a docs folder becomes pages and problems. The one way from a contributed file into the catalogue."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from catalogue.model.fields import Fields, Interpretation, Meeting, Story, Theme, Unit
from catalogue.model.pages import AnyPage, KeyPath, Page
from catalogue.model.places import MEETINGS, UNITS, Kind, Place, is_in_meetings, place_of
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import files, frontmatter, limits
from catalogue.reading.files import ATTACHMENT_ENDINGS, SourceFile
from catalogue.reading.frontmatter import FrontMatter
from catalogue.reading.remains import find_remains
from catalogue.reading.validation import validate

MODELS: dict[Kind, type[Fields]] = {
    Kind.THEME: Theme,
    Kind.UNIT: Unit,
    Kind.INTERPRETATION: Interpretation,
    Kind.IDEA: Interpretation,
    Kind.STORY: Story,
    Kind.MEETING: Meeting,
}
_EXPECTED = {
    "themes": "Temaer ligger som themes/<tema>.md.",
    "units": (
        "Arbejdspladser ligger som units/<arbejdsplads>/index.md, idéer som units/<arbejdsplads>/<tema>.md, "
        "flere idéer om temaet som units/<arbejdsplads>/<tema>/<idé>.md "
        f"og møder som units/<arbejdsplads>/{MEETINGS}/<dag>.md."
    ),
    "stories": "Historier ligger som stories/<historie>.md.",
}


@dataclass(frozen=True)
class Reading:
    """What was read: the pages that hold, the places of all pages, the attachments, and the problems by path.

    `broken` are the pages that do not hold, with what holds of their fields: a field that must be there is None where
    it does not. Among them are pages whose file is refused for its name: those are in no `places`, for nothing is to
    refer to them as they are. `sources` are the texts of all these pages by path. `refused_texts` and
    `refused_attachments` are looked through for what may not be published, and for nothing else; so are `packed`, pages
    that are no text but a document with a page's name.
    """

    pages: tuple[AnyPage, ...]
    broken: tuple[AnyPage, ...]
    places: tuple[Place, ...]
    attachments: tuple[SourceFile, ...]
    sources: Mapping[str, str]
    refused_texts: Mapping[str, str]
    refused_attachments: tuple[SourceFile, ...]
    found: Mapping[str, tuple[Problem, ...]]
    packed: tuple[SourceFile, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, sorted."""
        told = [problem for several in self.found.values() for problem in several]
        if not any(place.kind is Kind.THEME for place in self.places):
            told.append(faults.no_themes.at("themes", 1))
        return tuple(sorted(told))

    def with_page(self, place: Place, text: str | None, attachments: Iterable[SourceFile] = ()) -> "Reading":
        """Return the same with one page put in or changed (or taken away: None), and attachments put beside it."""
        drafts = [] if text is None else [_read_bytes(place, text.encode("utf-8", "surrogatepass"))]
        beside = {file.path: file for file in (*self.attachments, *attachments)}
        return Reading(
            pages=_put(self.pages, place.path, [draft.page for draft in drafts if draft.is_sound]),
            broken=_put(self.broken, place.path, [draft.page for draft in drafts if not draft.is_sound]),
            places=_put(self.places, place.path, [place for _ in drafts]),
            attachments=tuple(beside[path] for path in sorted(beside)),
            sources=_put_in(self.sources, place.path, [draft.source for draft in drafts]),
            refused_texts=_put_in(self.refused_texts, place.path, [draft.refused_text for draft in drafts]),
            refused_attachments=self.refused_attachments,
            found=_put_in(self.found, place.path, [draft.problems for draft in drafts if draft.problems]),
            packed=tuple(file for file in self.packed if file.path != place.path),
        )


NOTHING = Reading((), (), (), (), {}, {}, (), {})
"""What was read of an empty folder: to put one page in, and see what becomes of it."""


class _HasPath(Protocol):
    @property
    def path(self) -> str: ...


PathedT = TypeVar("PathedT", bound=_HasPath)
ValueT = TypeVar("ValueT")


def _put(pages: tuple[PathedT, ...], path: str, new: list[PathedT]) -> tuple[PathedT, ...]:
    kept = [page for page in pages if page.path != path]
    return tuple(sorted([*kept, *new], key=lambda page: page.path)) if new else tuple(kept)


def _put_in(by_path: Mapping[str, ValueT], path: str, new: Iterable[ValueT | None]) -> Mapping[str, ValueT]:
    changed = {other: value for other, value in by_path.items() if other != path}
    for value in new:
        if value is not None:
            changed[path] = value
    return changed


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as far as it could be read, what is wrong with it, and its text, or what can be made out of its bytes."""

    page: AnyPage
    problems: tuple[Problem, ...]
    source: str | None
    refused_text: str | None = None
    is_refused: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether the page holds, as far as it tells by itself."""
        return not self.is_refused and not any(problem.is_error for problem in self.problems)


def read(docs: Path, on_page: Callable[[Draft], None] = lambda draft: None) -> Reading:
    """Return every contributed page below a docs folder. Whatever is wrong is a problem; nothing is raised.

    `on_page` is given each page that stands where it may, as soon as it is read.
    """
    listing = files.list_files(docs)
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in listing.problems:
        found[problem.path].append(problem)
    drafts: dict[SourceFile, Draft] = {}
    lost: list[SourceFile] = []
    for file in listing.files:
        if file.is_page and (place := place_of(file.path)):
            drafts[file] = _read_file(place, file)
            on_page(drafts[file])
        elif file.is_page:
            found[file.path].append(faults.misplaced_page.at(file.path, 1, say_place(file.path)))
            lost.append(file)
    pages = frozenset(file.path for file in listing.files)
    for file in listing.refused:
        if place := _meant_place(file, pages):
            drafts[file] = _refuse(_read_file(place, file), found[file.path])
        else:
            lost.append(file)
    for draft in drafts.values():
        found[draft.page.path] += draft.problems
    readable = {file: None for file in lost if _can_be_read(file)}
    unread = {draft.page.path: draft.refused_text for draft in drafts.values() if draft.refused_text is not None}
    return Reading(
        pages=tuple(draft.page for draft in drafts.values() if draft.is_sound),
        broken=_put((), "", [draft.page for draft in drafts.values() if not draft.is_sound]),
        places=tuple(sorted(place for draft in drafts.values() if (place := draft.page.place) == place_of(place.path))),
        attachments=tuple(file for file in listing.files if not file.is_page),
        sources={draft.page.path: draft.source for draft in drafts.values() if draft.source is not None},
        refused_texts={file.path: files.make_out_file(file) for file in lost if file not in readable} | unread,
        refused_attachments=tuple(readable),
        found={path: tuple(several) for path, several in found.items() if several},
        packed=tuple(file for file in drafts if file.path in unread and files.has_words_within(file)),
    )


def say_place(path: str) -> str:
    """Return in Danish where a page belongs that lies at a path where none may."""
    match path.split("/"):
        case [folder, unit, meetings, *_] if folder == UNITS and meetings == MEETINGS:
            return f"Et møde ligger som {UNITS}/{unit}/{MEETINGS}/<dag>.md, for eksempel 2026-06-20.md."
        case [folder, unit, theme, "index.md"] if folder == UNITS:
            return f"Det, I gør med temaet, ligger som {UNITS}/{unit}/{theme}.md, og flere idéer i mappen {theme}/."
        case [folder, *_]:
            return _EXPECTED[folder]
    raise ValueError(path)


def read_page(place: Place, text: str | Problem) -> tuple[AnyPage | None, list[Problem]]:
    """Return the page that a text is at its place, or None, and the problems found."""
    draft = _read_text(place, text)
    return draft.page if draft.is_sound else None, list(draft.problems)


def _read_file(place: Place, file: SourceFile) -> Draft:
    draft = _read_text(place, files.read_text(file))
    return draft if draft.source is not None else replace(draft, refused_text=files.make_out_file(file))


def _read_bytes(place: Place, raw: bytes) -> Draft:
    """Return the page that bytes are at its place, as from a file that holds them."""
    if len(raw) > limits.PAGE_BYTES:
        text: str | Problem = faults.too_large.at(place.path, 1, "Filen", len(raw), limits.PAGE_BYTES)
    else:
        text = files.decode(place.path, raw)
    draft = _read_text(place, text)
    return draft if draft.source is not None else replace(draft, refused_text=files.make_out(raw[: limits.LOOKED_AT]))


def _read_text(place: Place, text: str | Problem) -> Draft:
    if isinstance(text, Problem):
        return Draft(_page_of(place, FrontMatter(), "", 1), (text,), None)
    parts = frontmatter.split(place.path, text)
    if isinstance(parts, Problem):
        # Without a first line of --- there are no fields, so all is text. Without a second nobody knows.
        body = "" if text.startswith("---") else text
        return Draft(_page_of(place, FrontMatter(), body, 1), (parts,), text)
    front = frontmatter.parse(place.path, parts.yaml)
    # What cannot be read to its end cannot be missing: its fields are judged when it can.
    is_read = not any(problem.is_error for problem in front.problems)
    fields, faulty = validate(place.path, MODELS[place.kind], front) if is_read else (None, [])
    problems = (*front.problems, *faulty)
    if fields is None:
        return Draft(_page_of(place, front, parts.body, parts.body_line), problems, text)
    return Draft(_make_page(place, fields, front.lines, parts.body, parts.body_line), problems, text)


def _page_of(place: Place, front: FrontMatter, body: str, body_line: int) -> AnyPage:
    """Return a page with those of its fields that hold."""
    remains = find_remains(MODELS[place.kind], front)
    return _make_page(place, remains.fields, remains.lines, body, body_line)


def _make_page(place: Place, fields: Fields, lines: Mapping[KeyPath, int], body: str, body_line: int) -> AnyPage:
    page: Page[Any] = Page(place, fields, lines, body, body_line)
    return page


def _meant_place(file: SourceFile, pages: Collection[str]) -> Place | None:
    """Return the place that a refused page would have under a good name, with its path as it is, or None.

    A copy that lies beside what it is of has none: it is to be deleted, and nothing else of it is worth telling.
    """
    *folders, name = file.path.split("/")
    if not file.is_page or name.startswith("."):
        return None
    stem = files.meant_stem(name)
    if is_in_meetings(file.path):
        stem = files.guess_day(stem)
    named = [*(files.guess_name(folder) or folder for folder in folders), f"{files.guess_name(stem) or stem}.md"]
    meant = place_of("/".join(named))
    is_copy = stem != PurePosixPath(name).stem and "/".join(named) in pages
    return replace(meant, path=file.path) if meant and not is_copy else None


def _can_be_read(file: SourceFile) -> bool:
    """Tell whether a refused file is to be read as the attachment that it would be, or taken apart."""
    return file.ending in ATTACHMENT_ENDINGS or files.has_words_within(file)


def _refuse(draft: Draft, told: list[Problem]) -> Draft:
    """Return a page as one that is refused for what is told of its file, without what is told of it already."""
    codes = {problem.code for problem in told}
    return replace(draft, is_refused=True, problems=tuple(one for one in draft.problems if one.code not in codes))
