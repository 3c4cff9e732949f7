"""`catalogue review`: checks the pages of a pull request, and writes what there is to say of them.

The branch is never checked out. Its pages are laid over the pages that it is to be merged into, in a folder of their
own, and judged by this program: nothing else of the branch is looked at.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.checks import check
from catalogue.commands.exits import Exit
from catalogue.commands.fix import find_fixes
from catalogue.commands.options import add_today, exit_of, kept_renderings
from catalogue.commands.terminal import heed_termination
from catalogue.engine.configuration import load_settings
from catalogue.fixes.suggestions import Suggestion, suggest
from catalogue.language import wording
from catalogue.privacy.showing import one_line, printable
from catalogue.problems import faults, reports
from catalogue.problems.problem import Problem
from catalogue.reading.files import size_limit
from catalogue.review import answer, comments
from catalogue.review.answer import Edit
from catalogue.review.comments import Surroundings
from catalogue.review.contribution import Change, Contribution, Status, assess, path_in_repository
from catalogue.review.git import DiffEntry, NotFound, Repository, Stopped, can_be_laid
from catalogue.review.selection import Candidate, select
from catalogue.settings import Settings

_STATUSES = {"A": Status.ADDED, "C": Status.ADDED, "D": Status.DELETED, "R": Status.MOVED}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_today(parser)
    add = parser.add_argument
    add("--base", required=True, metavar="GREN", help="det, som siderne skal flettes ind i, for eksempel origin/main")
    add("--head", default="HEAD", metavar="GREN", help="grenen med siderne (ellers den, du står på)")
    add("--repository", type=Path, default=Path(), metavar="MAPPE", help="lageret (ellers mappen, du står i)")
    add("--docs", default="docs", metavar="MAPPE", help="mappen med sider, set fra lagerets rod (ellers docs)")
    add("--format", choices=reports.FORMATS, default="text", help="sådan skrives fundene")
    add("--out", type=Path, metavar="MAPPE", help="læg rapport, kommentar og forslag her")
    add("--tree", type=Path, metavar="MAPPE", help="læg siderne her, som de bliver, når de er flettet ind")
    add("--address", default="", metavar="URL", help="lagerets adresse, så kommentaren kan pege på linjer")
    add("--preview", default="", metavar="URL", help="adressen på en udgave, man kan se")
    add("--first-time", action="store_true", help="byd velkommen")
    add("--merged", action="store_true", help="siderne er flettet ind: skriv en tak i stedet for et svar")


def run(options: argparse.Namespace) -> Exit:
    """Check a pull request, and write the answer."""
    heed_termination()
    try:
        return _review(options, _find_branches(options))
    except NotFound as reason:
        print(f"Der er intet at tjekke: {one_line(str(reason))}", file=sys.stderr)
        return Exit.USAGE
    except Stopped as reason:
        print(reason, file=sys.stderr)
        return Exit.PROBLEMS


@dataclass(frozen=True)
class Branches:
    """A pull request in a repository: the commit it is to be merged into, its own, and the files that it touches."""

    repository: Repository
    base: str
    head: str
    docs: str
    entries: tuple[DiffEntry, ...]

    @property
    def files(self) -> list[Change]:
        """The files as the core knows them: paths from the docs folder."""
        return [self._change(entry) for entry in self.entries]

    def _change(self, entry: DiffEntry) -> Change:
        status = _STATUSES.get(entry.letter, Status.CHANGED)
        old = self._relative(entry.old_path) if entry.old_path else ""
        return Change(status, self._relative(entry.path), entry.mode, old)

    def _relative(self, path: str) -> str:
        shown = printable(path)
        return shown.removeprefix(f"{self.docs}/") if shown.startswith(f"{self.docs}/") else f"../{shown}"

    def lay(self, before: Path, after: Path) -> list[Problem]:
        """Write the pages as they are, and as they become. Returns what is wrong with what is not written."""
        there = self.repository.files(self.base, self.docs)
        sizes = self.repository.sizes(there.values())
        chosen = select(self._candidates())
        problems = list(chosen.refused)
        with self.repository.reading() as reader:
            before.mkdir()
            for path, name in there.items():
                if can_be_laid(path) and sizes[name] <= size_limit(path):
                    reader.copy(name, before / path)
            shutil.copytree(before, after, copy_function=os.link)
            # First all that is gone, so that a page can take the place of a folder.
            for path in [path for entry in self.entries for path in (entry.path, entry.old_path)]:
                if path and self._is_data(path):
                    _remove(after / self._below(path), after)
            for one in chosen.written:
                if what := _find_obstacle(after / one.path, after):
                    problems.append(faults.misplaced_page.at(printable(one.path), 1, what))
                else:
                    reader.copy(one.name, after / one.path)
        return problems

    def _candidates(self) -> Iterator[Candidate]:
        """Yield the files of the pull request that may be read, as they become."""
        pairs = [
            (self._below(entry.path), entry.new_object)
            for change, entry in zip(self.files, self.entries, strict=True)
            if change.status is not Status.DELETED and change.is_data
        ]
        sizes = self.repository.sizes(name for _, name in pairs)
        return (Candidate(path, name, sizes[name]) for path, name in pairs)

    def _below(self, path: str) -> str:
        """Return a path of a commit as it is below the docs folder."""
        return path.removeprefix(f"{self.docs}/")

    def _is_data(self, path: str) -> bool:
        return can_be_laid(self._below(path)) and Change(Status.CHANGED, self._relative(path)).is_data

    def suggestions(self, after: Path) -> Mapping[str, tuple[Suggestion, ...]]:
        """Return what a machine can fix on the pages, within the lines that the pull request shows."""
        locations, fixed = find_fixes(after)
        found: dict[str, tuple[Suggestion, ...]] = {}
        for change, entry in zip(self.files, self.entries, strict=True):
            if change.path in fixed and entry.new_object and change.status is not Status.DELETED:
                shown = self.repository.shown_lines(entry.old_object, entry.new_object)
                content = locations[change.path].read_bytes()
                found[change.path] = suggest(change.path, content, fixed[change.path], shown)
        return found


def _review(options: argparse.Namespace, branches: Branches) -> Exit:
    with tempfile.TemporaryDirectory(prefix="catalogue-") as room:
        before, after = Path(room) / "before", Path(room) / "after"
        cache = kept_renderings()
        unread = branches.lay(before, after)
        checked = check.check(after, options.today, cache)
        old = check.check(before, options.today, cache)
        contribution = assess(branches.files, old, checked, branches.suggestions(after), unread)
        if options.tree:
            shutil.copytree(after, options.tree, dirs_exist_ok=True)
    around = _surroundings(options, branches, load_settings())
    if options.merged:
        broken = {problem.path for problem in checked.errors}
        return _thank(
            options, replace(contribution, pages=tuple(p for p in contribution.pages if p.path not in broken)), around
        )
    problems = [replace(one, path=path_in_repository(one.path, branches.docs)) for one in contribution.problems]
    if options.out:
        _write(options.out, _answer(contribution, problems, branches.docs, around))
    sys.stdout.write(reports.FORMATS[options.format](problems))
    print(_summarise(contribution, problems), file=sys.stderr)
    return exit_of(problems)


def _remove(file: Path, root: Path) -> None:
    """Remove a file, and the folders that it leaves empty."""
    if file.is_file():
        file.unlink()
        for folder in file.parents:
            if folder == root or any(folder.iterdir()):
                break
            folder.rmdir()


def _find_obstacle(file: Path, root: Path) -> str:
    """Return what lies where a file is to be: others may have merged a folder of its name, or a file of its folder."""
    if file.is_dir():
        return "Der ligger allerede en mappe med det navn."
    taken = next((folder for folder in file.parents if folder.is_relative_to(root) and folder.is_file()), None)
    return f"Der ligger allerede en fil, der hedder »{taken.relative_to(root)}«." if taken else ""


def _find_branches(options: argparse.Namespace) -> Branches:
    repository = Repository(options.repository)
    docs = os.path.normpath(options.docs)
    base, head = repository.commit(options.base), repository.commit(options.head)
    start = base if options.merged else repository.fork_point(base, head)
    entries = [part for entry in repository.changes(start, head) for part in _parted(entry, docs)]
    return Branches(repository, head if options.merged else base, head, docs, tuple(entries))


def _parted(entry: DiffEntry, docs: str) -> list[DiffEntry]:
    """Return a file that moved into or out of the docs folder as one that is gone and one that is new."""
    if entry.letter == "R" and entry.path.startswith(f"{docs}/") is not entry.old_path.startswith(f"{docs}/"):
        gone = DiffEntry("D", entry.old_path, "", "000000", entry.old_object, "")
        return [gone, DiffEntry("A", entry.path, "", entry.mode, "", entry.new_object)]
    return [entry]


def _surroundings(options: argparse.Namespace, branches: Branches, settings: Settings) -> Surroundings:
    forge = settings.forge
    return Surroundings(
        forge=forge.kind if forge else "github",
        repository=options.address or (forge.address if forge else ""),
        commit=branches.head,
        preview=options.preview,
        site_address=settings.site_address,
        editors_mail=settings.editors_mail,
        is_first=options.first_time,
    )


def _thank(options: argparse.Namespace, contribution: Contribution, around: Surroundings) -> Exit:
    thanks = contribution.to_thanks(os.path.normpath(options.docs))
    if not thanks.pages.total:
        print("Der er ingen nye sider at takke for.", file=sys.stderr)
        return Exit.OK
    written = comments.write_thanks(thanks, around)
    sys.stdout.write(written)
    if options.out:
        _write(options.out, {"thanks.json": answer.to_json(thanks), "thanks.md": written})
    return Exit.OK


def _write(out: Path, texts: Mapping[str, str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / name).write_text(text, "utf-8")


def _answer(contribution: Contribution, problems: list[Problem], docs: str, around: Surroundings) -> Mapping[str, str]:
    """Return the files of an answer by name: as data, and as texts for who posts them as they are."""
    told = contribution.to_answer(docs)
    return {
        "answer.json": answer.to_json(told),
        "report.txt": f"{reports.to_text(problems)}{_summarise(contribution, problems)}\n",
        "annotations.txt": reports.to_github(problems),
        "problems.json": reports.to_json(problems),
        "comment.md": comments.write_comment(told, around),
        "suggestions.json": _to_json(told.suggestions, around.commit),
    }


def _to_json(edits: Iterable[Edit], commit: str) -> str:
    told = [
        {
            "path": one.path,
            "start_line": one.first,
            "line": one.last,
            "replacement": one.replacement,
            "key": one.key,
            "body": comments.write_suggestion(one),
        }
        for one in edits
    ]
    return json.dumps({"commit": commit, "suggestions": told}, ensure_ascii=False, indent=2) + "\n"


def _summarise(contribution: Contribution, problems: list[Problem]) -> str:
    if not contribution.pages and not contribution.damages:
        return "Der er ingen sider at tjekke."
    amount = wording.count(len(contribution.suggestions), "forslag", "forslag")
    return f"{reports.summarise(problems, sum(page.is_page for page in contribution.pages))} {amount} til rettelser."
