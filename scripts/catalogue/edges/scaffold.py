"""`catalogue new`: asks in a terminal for what is missing, writes the page, checks it, and says what to do next."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from catalogue import checks, danish, reports, scaffold
from catalogue.catalogue import Catalogue, link
from catalogue.faults import suggestion
from catalogue.masking import mask
from catalogue.pages import AnyPage
from catalogue.reader import read
from catalogue.scaffold import NewPage
from catalogue.slugs import slugify


class Refusal(Exception):
    """A page cannot be made; the message is Danish and says why."""


def write_new_page(options: argparse.Namespace, docs: Path, shown: str) -> int:
    """Write the page that the options ask for. Returns 0, or 1 when it cannot be made; then nothing is changed."""
    catalogue = link(read(docs).pages)
    try:
        pages = _MAKERS[options.kind](options, catalogue)
        _refuse_taken_paths(docs, pages)
        written = [_write(docs, page) for page in pages]
    except Refusal as refusal:
        print(mask(str(refusal)), file=sys.stderr)
        return 1
    # A folder whose name cannot be used is told of by its own path.
    mine = {path for page in pages for path in (page.path, str(PurePosixPath(page.path).parent))}
    problems = [problem for problem in checks.check(docs, options.today).problems if problem.path in mine]
    if any(problem.is_error for problem in problems):
        _take_back(written)
        sys.stdout.write(reports.to_text(problems))
        print("Siden er ikke lavet. Ret ordene i kommandoen, og prøv igen.", file=sys.stderr)
        return 1
    for page in pages:
        print(f"{shown}/{page.path}")
    print(
        f"Åbn filen, og skriv med jeres egne ord. Tjek den bagefter: catalogue check {shown}/{pages[-1].path}",
        file=sys.stderr,
    )
    return 0


def _make_unit(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    _refuse_empty_slug(options.title)
    areas = [area.slug for area in catalogue.areas]
    if not areas:
        title = options.area or _ask("Hvilket område hører enheden til?", [], scaffold.DEFAULT_AREA)
        _refuse_empty_slug(title)
        area = scaffold.new_area(title, options.today)
        return [area, scaffold.new_unit(options.title, slugify(title), options.summary or "", options.today)]
    slug = _choose("område", options.area, areas, areas[0])
    return [scaffold.new_unit(options.title, slug, options.summary or "", options.today)]


def _make_interpretation(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    units, themes = [unit.slug for unit in catalogue.units], [theme.slug for theme in catalogue.themes]
    if not units:
        raise Refusal('Der er ingen enheder endnu. Begynd med: catalogue new unit "Jeres navn"')
    _refuse_used_title(options.title, catalogue.interpretations)
    unit = _choose("enhed", options.unit, units, units[0])
    theme = _choose("tema", options.theme, themes, scaffold.free_theme(catalogue, unit))
    return [scaffold.new_interpretation(options.title, unit, theme, options.summary or "", options.today)]


def _make_story(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    _refuse_empty_slug(options.title)
    _refuse_used_title(options.title, catalogue.stories)
    themes = [theme.slug for theme in catalogue.themes]
    theme = _choose("tema", options.theme, themes, themes[0] if themes else "")
    units = [_choose("enhed", options.unit, [unit.slug for unit in catalogue.units], "")] if options.unit else []
    return [scaffold.new_story(options.title, [theme], units, options.summary or "", options.today)]


_MAKERS: dict[str, Callable[[argparse.Namespace, Catalogue], list[NewPage]]] = {
    "unit": _make_unit,
    "interpretation": _make_interpretation,
    "story": _make_story,
}


def _choose(what: str, given: str | None, known: Sequence[str], default: str) -> str:
    """Return what was given if it is known, else what a person at a terminal answers, else the default."""
    choice = (
        given
        if given is not None
        else _ask(f"Hvilket {what}?" if what != "enhed" else "Hvilken enhed?", known, default)
    )
    if choice not in known:
        near = suggestion(choice, known) or (f" Vælg mellem {danish.listed(known)}." if known else "")
        raise Refusal(f"Der er ikke noget, der hedder »{choice}«, blandt katalogets {_PLURALS[what]}.{near}")
    return choice


_PLURALS = {"område": "områder", "enhed": "enheder", "tema": "temaer"}


def _ask(question: str, known: Sequence[str], default: str) -> str:
    """Return a person's answer, or the default when nobody is there to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return default
    choices = f" ({', '.join(known)})" if 0 < len(known) <= 12 else ""
    print(f"{question}{choices} [{default}] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def _refuse_empty_slug(title: str) -> None:
    if not slugify(title):
        raise Refusal(f"»{title}« kan ikke blive til en adresse. Brug mindst ét bogstav.")


def _refuse_used_title(title: str, pages: Sequence[AnyPage]) -> None:
    if same := [page.path for page in pages if page.fields.title.casefold() == title.strip().casefold()]:
        raise Refusal(f"»{title}« er allerede titlen på {same[0]}. Find en, der viser, hvad der er særligt hos jer.")


def _refuse_taken_paths(docs: Path, pages: Sequence[NewPage]) -> None:
    paths = [page.path for page in pages]
    if taken := [path for path in paths if os.path.lexists(docs / path) or paths.count(path) > 1]:
        raise Refusal(f"Der ligger allerede en side i {taken[0]}. Ret den, eller vælg en anden titel.")


def _write(docs: Path, page: NewPage) -> Path:
    target = docs / page.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.text, "utf-8")
    return target


def _take_back(written: Sequence[Path]) -> None:
    for file in written:
        file.unlink()
        if not any(file.parent.iterdir()):
            file.parent.rmdir()
