"""Contributions: what a pull request changes, and what there is to say of it, page by page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice

from catalogue.checks.check import Check
from catalogue.fixes.suggestions import Suggestion
from catalogue.language.wording import count, quoted
from catalogue.model.fields import HEADINGS, Interpretation, Meeting, Story, Unit
from catalogue.model.links import SCHEME, resolve
from catalogue.model.meetings import title_within
from catalogue.model.pages import AnyPage
from catalogue.model.places import CONTRIBUTED, STORIES, UNITS, Place, addresses_of_unit_page, place_of, to_address
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import limits
from catalogue.rendering.outline import Rendered
from catalogue.rendering.workers import map_within_limits
from catalogue.review import answer
from catalogue.review.answer import Answer, Edit, Finding, Page, Some, Thanks

_REGULAR = "100644"
_MODES = {"120000": "en genvej", "160000": "et andet lager", "100755": "et program"}


class Status(StrEnum):
    """What happens to a file."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a pull request touches. Paths are relative to the docs folder, or begin with `../` outside it."""

    status: Status
    path: str
    mode: str = _REGULAR
    old_path: str = ""

    @property
    def is_contributed(self) -> bool:
        """Whether the file belongs to a unit or a story; all else is the editors' or the developers'."""
        return self.path.split("/")[0] in (UNITS, STORIES)

    @property
    def is_data(self) -> bool:
        """Whether the file may be read as a page or a page's picture: themes too are read by the one strict reader."""
        return self.path.split("/")[0] in CONTRIBUTED and self.mode == _REGULAR

    @property
    def refusal(self) -> Problem | None:
        """What is wrong with the file before it is looked at: it is none."""
        if self.status is Status.DELETED or self.mode == _REGULAR or not self.is_contributed:
            return None
        return faults.not_a_file.at(self.path, 1, _MODES.get(self.mode, "noget andet"))


@dataclass(frozen=True, slots=True)
class PageReport:
    """What there is to say of one file: what is good, what must be fixed, what is only advice."""

    path: str
    status: Status
    title: str = ""
    address: str = ""
    is_page: bool = True
    praise: tuple[str, ...] = ()
    errors: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    moved_from: str = ""
    """The address that the page had, when nothing leads on from there."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A problem on a page that the pull request does not touch, and the file whose change makes it."""

    problem: Problem
    cause: str = ""

    def told(self) -> Problem:
        """Return the problem as it is told of on the change that makes it."""
        if not self.cause:
            return self.problem
        where = f"»{self.problem.shown_path}« linje {self.problem.line}"
        return replace(
            self.problem, path=self.cause, line=1, message=f"Det går ud over {where}: {self.problem.message}"
        )


@dataclass(frozen=True)
class Contribution:
    """A pull request as it is answered. Paths are relative to the docs folder."""

    pages: tuple[PageReport, ...] = ()
    damages: tuple[Damage, ...] = ()
    deleted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Files outside units and stories: people judge those."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is told of, each on a file that the pull request touches where that can be said."""
        own = (problem for page in self.pages for problem in (*page.errors, *page.advice))
        return tuple(sorted({*own, *(damage.told() for damage in self.damages)}))

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Every change that a machine can make, by file and line."""
        return tuple(sorted(suggestion for page in self.pages for suggestion in page.suggestions))

    def to_answer(self, docs: str) -> Answer:
        """Return what there is to say, as data. `docs` is the docs folder's path in the repository."""
        return Answer(
            errors=sum(problem.is_error for problem in self.problems),
            pages_count=sum(page.is_page for page in self.pages),
            pages=answer.first(self.pages, answer.MAX_PAGES, lambda page: _page(page, docs)),
            damages=answer.first(
                self.damages, answer.MAX_ITEMS, lambda damage: _finding(damage.told(), docs, suggestions=())
            ),
            deleted=_paths(self.deleted, docs),
            others=_paths(self.others, docs),
            suggestions=tuple(_changes(self.suggestions, docs)),
        )

    def to_thanks(self, docs: str) -> Thanks:
        """Return the pages that are thanked for, as data."""
        pages = [page for page in self.pages if page.address]
        return Thanks(answer.first(pages, answer.MAX_THANKED, lambda page: _page(replace(page, praise=()), docs)))

    @property
    def is_sound(self) -> bool:
        """Whether nothing must be fixed."""
        return not any(problem.is_error for problem in self.problems)


def path_in_repository(path: str, docs: str) -> str:
    """Return a file's path in the repository."""
    return path.removeprefix("../") if path.startswith("../") else f"{docs}/{path}"


def _page(page: PageReport, docs: str) -> Page:
    def tell(problem: Problem) -> Finding:
        return _finding(problem, docs, page.suggestions if problem.is_error else ())

    return Page(
        path=answer.path(path_in_repository(page.path, docs)),
        status=str(page.status),
        is_page=page.is_page,
        title=answer.text(page.title, answer.MAX_TITLE),
        address=page.address,
        praise=tuple(map(answer.text, page.praise[: answer.MAX_ITEMS])),
        errors=answer.first(page.errors, answer.MAX_ITEMS, tell),
        advice=answer.first(page.advice, answer.MAX_ITEMS, tell),
        moved_from=answer.path(page.moved_from),
    )


def _finding(problem: Problem, docs: str, suggestions: Iterable[Suggestion]) -> Finding:
    suggestion = next((one for one in suggestions if one.first <= problem.line <= one.last), None)
    lines = suggestion.replacement.split("\n") if suggestion else []
    return Finding(
        path=answer.path(path_in_repository(problem.path, docs)),
        line=problem.line,
        code=problem.code,
        message=answer.text(problem.message),
        fix=tuple(answer.text(line, answer.MAX_FIX) for line in lines if line.strip())[: answer.MAX_LINES],
    )


def _paths(paths: Sequence[str], docs: str) -> Some[str]:
    return answer.first(paths, answer.MAX_ITEMS, lambda path: answer.path(path_in_repository(path, docs)))


def _changes(suggestions: Iterable[Suggestion], docs: str) -> Iterator[Edit]:
    """Yield the suggestions that an answer has room for."""
    fitting = (one for one in suggestions if len(one.replacement) <= answer.MAX_REPLACEMENT)
    for one in islice(fitting, answer.MAX_SUGGESTIONS):
        reasons = tuple(map(answer.text, one.reasons[: answer.MAX_REASONS]))
        yield Edit(path_in_repository(one.path, docs), one.first, one.last, one.key, one.replacement, reasons)


def assess(
    changes: Iterable[Change],
    before: Check,
    after: Check,
    suggestions: Mapping[str, tuple[Suggestion, ...]],
    unread: Iterable[Problem] = (),
) -> Contribution:
    """Return what there is to say of a pull request, from the check of the tree before it and after it.

    `unread` is what is wrong with files that were not even laid into the tree.
    """
    changes = sorted(changes, key=lambda change: change.path)
    pages = {page.path: page for page in after.reading.pages}
    touched = [change for change in changes if change.is_contributed or change.is_data]
    kept = [change for change in touched if change.status is not Status.DELETED]
    own, elsewhere = _part(after.problems, [change.path for change in kept])
    refused = [problem for change in kept if (problem := change.refusal)]
    fresh = Counter(problem for problem in elsewhere if problem.is_error) - Counter(before.problems)
    lost = [change for change in touched if change.status in (Status.DELETED, Status.MOVED)]
    gone = _Gone.of(change.old_path or change.path for change in lost)
    told = _by_path(dict.fromkeys([*own, *refused, *unread]))
    praised = _praise_pages([pages[change.path] for change in kept if change.path in pages], after)
    return Contribution(
        pages=tuple(
            _report(
                change,
                pages.get(change.path),
                pages,
                praised.get(change.path, ()),
                [problem for path in _way_to(change.path) for problem in told.get(path, ())],
                suggestions.get(change.path, ()),
            )
            for change in kept
        ),
        damages=tuple(Damage(problem, gone.find_cause(problem)) for problem in sorted(fresh)),
        deleted=tuple(change.path for change in touched if change.status is Status.DELETED),
        others=tuple(_others(changes)),
    )


def _praise_pages(pages: Iterable[AnyPage], found: Check) -> Mapping[str, tuple[str, ...]]:
    """Return what is good about some pages, by path; nothing of one that takes the workers too long."""
    jobs = [_Praised(page, found.rendered.get(page.path, Rendered(""))) for page in pages]
    return {job.page.path: tuple(said or ()) for job, said in map_within_limits(praise_one, jobs)}


def _others(changes: Iterable[Change]) -> list[str]:
    paths = {path for change in changes for path in (change.path, change.old_path) if path}
    return sorted(path for path in paths if path.split("/")[0] not in (UNITS, STORIES))


def _part(problems: Iterable[Problem], paths: Iterable[str]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems of some files, and the rest. A folder's problem is that of the files within it."""
    mine = {part for path in paths for part in _way_to(path)} - set(CONTRIBUTED)
    own, rest = list[Problem](), list[Problem]()
    for problem in problems:
        (own if problem.path in mine else rest).append(problem)
    return own, rest


def _way_to(path: str) -> list[str]:
    """Return a file and the folders that it lies in, from the top, as deep as problems are told of folders."""
    ends = (end for end, letter in enumerate(path) if letter == "/")
    return [*(path[:end] for end in islice(ends, limits.FOLDERS + 2)), path]


def _by_path(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.path, []).append(problem)
    return found


_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class _Gone:
    """The files that are gone, in order, and the numbers of those that a message may name in each way."""

    paths: tuple[str, ...]
    names: Mapping[str, int]
    addresses: Mapping[str, int]
    folders: Mapping[str, int]

    @classmethod
    def of(cls, paths: Iterable[str]) -> "_Gone":
        """Return the files of some paths."""
        all_paths = tuple(paths)
        names: dict[str, int] = {}
        addresses: dict[str, int] = {}
        folders: dict[str, int] = {}
        for number, path in enumerate(all_paths):
            place = place_of(path)
            names.setdefault(path, number)
            if place:
                names.setdefault(place.key, number)
            addresses.setdefault(f"{SCHEME}{place.address if place else path}", number)
            if place and path.endswith("/index.md"):
                folders.setdefault(path.removesuffix("index.md"), number)
        return cls(all_paths, names, addresses, folders)

    def find_cause(self, problem: Problem) -> str:
        """Return the first file that a message names or links to, or that was the page of its folder; else nothing."""
        folders = (problem.path[: end + 1] for end, letter in enumerate(problem.path) if letter == "/")
        links = (resolve(problem.path, written).partition("#")[0] for written in _QUOTED.findall(problem.message))
        numbers = [
            *(self.names[name] for name in self._names_in(problem.message)),
            *(self.addresses[link] for link in links if link in self.addresses),
            *(self.folders[folder] for folder in folders if folder in self.folders),
        ]
        return self.paths[min(numbers)] if numbers else ""

    @cached_property
    def _most_words(self) -> int:
        return max((len(_NAME.findall(name)) for name in self.names), default=0)

    def _names_in(self, message: str) -> Iterator[str]:
        """Yield what a message says that is the name of a file: a row of words, as long as names are."""
        words = [found.span() for found in _NAME.finditer(message)]
        for first, (start, _) in enumerate(words):
            rows = (message[start:end] for _, end in words[first : first + self._most_words])
            yield from (row for row in rows if row in self.names)


_QUOTED = re.compile("»([^«]*)«")


def _report(
    change: Change,
    page: AnyPage | None,
    pages: Mapping[str, AnyPage],
    praise: tuple[str, ...],
    problems: list[Problem],
    suggestions: tuple[Suggestion, ...],
) -> PageReport:
    report = PageReport(
        path=change.path,
        status=change.status,
        is_page=change.path.endswith(".md") and change.refusal is None,
        errors=tuple(problem for problem in problems if problem.is_error),
        advice=tuple(problem for problem in problems if not problem.is_error),
        suggestions=suggestions,
    )
    if page is None:
        return report
    return replace(
        report,
        title=title_within(page, _unit_of(page, pages)),
        address=page.address,
        praise=praise,
        moved_from=_lost_address(change, page, pages),
    )


def _unit_of(page: AnyPage, pages: Mapping[str, AnyPage]) -> Unit | None:
    unit = pages.get(f"{UNITS}/{page.unit}/index.md")
    return unit.fields if unit and isinstance(unit.fields, Unit) else None


def _lost_address(change: Change, page: AnyPage, pages: Mapping[str, AnyPage]) -> str:
    """Return the address that a page had and that nothing leads on from: neither its own fields nor its unit's."""
    old: Place | None = place_of(change.old_path) if change.old_path else None
    if old is None or old.address == page.address:
        return ""
    kept = {*map(to_address, getattr(page.fields, "redirect_from", ()))}
    if unit := _unit_of(page, pages):
        kept.update(addresses_of_unit_page(unit.redirect_from, page.place.key_in_unit))
    return "" if old.address in kept else old.address.rstrip("/")


@dataclass(frozen=True, slots=True)
class _Praised:
    page: AnyPage
    rendered: Rendered


def praise_one(job: _Praised) -> list[str]:
    """Return what is good about a page: `praise` for workers, which pass one thing."""
    return praise(job.page, job.rendered)


def praise(page: AnyPage, rendered: Rendered) -> list[str]:
    """Return what is good about a page, in whole sentences, and only what can be seen on it."""
    summary = page.fields.summary or ""
    short = f"»Kort fortalt« er på {count(len(summary), 'tegn', 'tegn')} og kan læses på et øjeblik."
    said = [short] if summary else []
    if isinstance(page.fields, Interpretation):
        said += _praise_interpretation(page.fields, page.body, rendered)
    elif isinstance(page.fields, Unit):
        said += ["Kolleger kan se, hvem de kan skrive til."] if page.fields.contact else []
        said += ["Man kan se, hvilke faggrupper I er."] if page.fields.professions else []
    elif isinstance(page.fields, Story):
        named = [*page.fields.units, *page.fields.interpretations]
        said += ["Historien peger på dem, den handler om."] if named else []
        said += ["Historien fortæller også om det svære."] if page.fields.tells_hard else []
    elif isinstance(page.fields, Meeting):
        said += ["Man kan se, hvem der fortæller denne gang."] if page.fields.shares else []
        said += ["Man kan se, hvad mødet besluttede."] if page.fields.decisions else []
    links = {link.target for link in rendered.links if link.target.startswith(SCHEME) and not link.is_image}
    if links:
        said.append(f"Teksten har {count(len(links), 'link', 'links')} til resten af kataloget.")
    return said


def _praise_interpretation(fields: Interpretation, body: str, rendered: Rendered) -> list[str]:
    said = []
    if filled := _filled_headings(body, rendered):
        said.append(f"Der er tekst under {quoted(filled, 'og')}.")
    if rendered.tells_hard:
        said.append("I fortæller også om det svære. Det er det, kolleger lærer mest af.")
    if fields.plan:
        said.append(f"Planen har {count(len(fields.plan), 'indsats', 'indsatser')}.")
    if fields.borrowed_from:
        said.append("I fortæller, hvem I har lånt idéen fra.")
    if fields.images:
        said.append("Billedteksten fortæller dem, der ikke kan se billedet, hvad det viser.")
    return said


def _filled_headings(body: str, rendered: Rendered) -> list[str]:
    """Return the headings on offer that have text below them."""
    shown = {heading.text.casefold() for heading in rendered.headings}
    parts = re.split(r"^##[ \t](.*)$", body, flags=re.MULTILINE)
    filled = {
        name.rstrip(" \t#").strip().casefold()
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
        if text.strip()
    }
    return [heading for heading in HEADINGS if heading.casefold() in filled & shown]
