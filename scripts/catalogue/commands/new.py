"""`catalogue new`: asks in a terminal for what is missing, writes the page, checks it, and says what to do next."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import NoReturn

from catalogue import checkout
from catalogue.checks import check
from catalogue.commands import scaffold, terminal
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of, shown_docs
from catalogue.commands.scaffold import NewPage
from catalogue.language import wording
from catalogue.language.slugs import slugify
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.fields import SUMMARY_LENGTH
from catalogue.model.pages import TitledPage, UnitPage
from catalogue.model.places import RESERVED, Kind, place_of
from catalogue.privacy.showing import one_line
from catalogue.problems import reports
from catalogue.problems.faults import suggestion
from catalogue.problems.problem import Problem
from catalogue.reading import files
from catalogue.reading.reader import read, read_page

KINDS = {
    "unit": "en side om, hvem I er (arbejdsplads)",
    "interpretation": "en side om, hvad I gør med et tema (idé)",
    "idea": "en idé mere om et tema, I har en side om",
    "story": "en historie fra redaktionen",
    "meeting": "et møde i jeres MED-udvalg",
}
"""What can be made, as the question shows it."""
_KIND, _TITLE_WORD, _DAY_WORD = "|".join(KINDS), "TITEL", "DAG"
_NAMES = {"unit": "Hvad hedder arbejdspladsen?", "story": "Hvad er overskriften?", "meeting": "Hvilken dag er mødet?"}
_TITLE = "Hvad er jeres egen overskrift?"
_SUMMARY = f"Kort fortalt i én eller to sætninger på højst {SUMMARY_LENGTH} tegn (Enter: skriv den senere)"
_LEFT = "\nDu er gået uden at gemme. Der er ikke lavet noget."


class Refusal(Exception):
    """A page cannot be made; the message is Danish and says why."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options. At a terminal what is missing is asked for."""
    parser.add_argument("kind", nargs="?", choices=tuple(KINDS), metavar=_KIND, help="hvad siden er")
    parser.add_argument(
        "title", nargs="?", metavar=_TITLE_WORD, help="sidens titel eller overskrift; dagen for et møde"
    )
    add_docs(parser)
    add_today(parser)
    parser.add_argument(
        "--area",
        metavar="OMRÅDE",
        help="området, som en ny arbejdsplads hører til; dens eget navn, når det er et nyt område",
    )
    parser.add_argument("--whole", action="store_true", help="siden er om hele kommunen, som der kan være én side om")
    parser.add_argument(
        "--unit",
        metavar="STED",
        help="arbejdspladsen eller området, som idéen eller historien handler om, eller hvis udvalg mødes",
    )
    parser.add_argument("--theme", metavar="TEMA", help="temaet, som idéen eller historien handler om")
    parser.add_argument("--summary", metavar="TEKST", help="»Kort fortalt«, én eller to sætninger")
    parser.set_defaults(parser=parser)


def run(options: argparse.Namespace) -> Exit:
    """Write the page that is asked for, and say what to do next; when it cannot be made, nothing is changed."""
    terminal.heed_ctrl_c()
    docs, shown = docs_of(options), shown_docs(options)
    if terminal.is_somebody_there():
        # A terminal may be set up for another encoding than the one that people write in.
        getattr(sys.stdin, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    elif not options.kind:
        _refuse_missing(options, [_KIND, *_missing_title(options)])
    catalogue = link(read(docs).pages)
    if not terminal.is_somebody_there() and (missing := _missing_words(options, catalogue)):
        _refuse_missing(options, missing)
    try:
        return _write_new_page(options, docs, shown, catalogue)
    except (terminal.Left, KeyboardInterrupt) as left:
        print(_LEFT, file=sys.stderr)
        return Exit.INTERRUPTED if isinstance(left, KeyboardInterrupt) else Exit.PROBLEMS


def _missing_words(options: argparse.Namespace, catalogue: Catalogue) -> list[str]:
    """Return the words of a command that nobody is there to be asked for: a workplace or a theme is never guessed.

    Only the first unit of a tree needs no area, since there is none to choose.
    """
    needed = {
        "unit": {"area": "OMRÅDE"} if catalogue.areas and not options.whole else {},
        "interpretation": {"unit": "STED", "theme": "TEMA"} if catalogue.units else {},
        "idea": {"unit": "STED", "theme": "TEMA"} if catalogue.units else {},
        "story": {"theme": "TEMA"},
        "meeting": {"unit": "STED"} if catalogue.units else {},
    }[options.kind]
    left = [f"--{name} {word}" for name, word in needed.items() if getattr(options, name) is None]
    return [*_missing_title(options), *left]


def _missing_title(options: argparse.Namespace) -> list[str]:
    return [] if options.title is not None else [_DAY_WORD if options.kind == "meeting" else _TITLE_WORD]


def _refuse_missing(options: argparse.Namespace, missing: Sequence[str]) -> NoReturn:
    parser: argparse.ArgumentParser = options.parser
    parser.error(f"disse ord mangler: {', '.join(missing)}")


def _write_new_page(options: argparse.Namespace, docs: Path, shown: str, catalogue: Catalogue) -> Exit:
    try:
        kind = options.kind or terminal.choose("Hvad vil du lave?", KINDS, default="interpretation")
        pages = _MAKERS[kind](options, catalogue)
        _refuse_taken_paths(docs, pages)
        written = [_write(docs, page) for page in pages]
    except Refusal as refusal:
        print(one_line(str(refusal), 2000), file=sys.stderr)
        return Exit.PROBLEMS
    # A folder whose name cannot be used is told of by its own path.
    mine = {path for page in pages for path in (page.path, str(PurePosixPath(page.path).parent))}
    try:
        problems = [problem for problem in check.check(docs, options.today).problems if problem.path in mine]
    except KeyboardInterrupt:
        _take_back(written)
        raise
    if any(problem.is_error for problem in problems):
        _take_back(written)
        sys.stdout.write(reports.to_text(problems))
        print("Siden er ikke lavet. Ret ordene i kommandoen, og prøv igen.", file=sys.stderr)
        return Exit.PROBLEMS
    for page in pages:
        print(f"{shown}/{page.path}")
    print(_describe_next(f"{shown}/{pages[-1].path}", docs, shown), file=sys.stderr)
    if docs.resolve() == checkout.DOCS.resolve() and kind == "unit":
        _tell_stale(docs)
    return Exit.OK


def _tell_stale(docs: Path) -> None:
    """Print which generated files a new unit or area leaves behind."""
    # MkDocs takes its time, and other pages do without.
    from catalogue.commands.readiness import tell_stale
    from catalogue.engine.configuration import load_settings

    tell_stale(docs, read(docs).pages, load_settings())


def _describe_next(file: str, docs: Path, shown: str) -> str:
    elsewhere = "" if docs.resolve() == checkout.DOCS.resolve() else f" --docs {shlex.quote(shown)}"
    return "\n".join(
        (
            "Siden er lavet. Nu kan du:",
            f"  1. skrive i filen med jeres egne ord: {file}",
            f"  2. tjekke den: catalogue check {shlex.quote(file)}{elsewhere}",
            f"  3. se den, mens du skriver: catalogue serve{elsewhere}",
            "  4. sende den: med Git, eller som en vedhæftet fil til redaktionen",
        )
    )


def _make_unit(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    title = _title(options, _NAMES["unit"], lambda title: scaffold.new_unit(title, "x", "", options.today), ())
    _refuse_bad_name(title)
    if options.whole:
        return [_make_whole(options, title, catalogue.whole)]
    if options.area is not None and _is_new_area(options.area, title, catalogue):
        return [scaffold.new_area(title, _summary(options), options.today)]
    if not catalogue.areas:
        name = _name_area(options, title)
        _refuse_bad_name(name)
        unit = scaffold.new_unit(title, slugify(name), _summary(options), options.today)
        return [scaffold.new_area(name, "", options.today), unit]
    slug = _choose("område", options.area, catalogue.areas, catalogue.areas[0].slug)
    return [scaffold.new_unit(title, slug, _summary(options), options.today)]


def _make_whole(options: argparse.Namespace, title: str, whole: UnitPage | None) -> NewPage:
    if options.area is not None:
        raise Refusal("Hele kommunen hører ikke til et område. Brug enten --whole eller --area.")
    if whole is not None:
        raise Refusal(f"Der er allerede en side om hele kommunen: {whole.path}. Der kan kun være én.")
    return scaffold.new_whole(title, _summary(options), options.today)


def _is_new_area(area: str, title: str, catalogue: Catalogue) -> bool:
    """Tell whether a unit is to be an area: it is given as its own, and there is no such area yet."""
    return slugify(area) == slugify(title) and slugify(area) not in {one.slug for one in catalogue.areas}


def _name_area(options: argparse.Namespace, unit: str) -> str:
    """Return the name of the first area of a tree."""
    if options.area is not None or not terminal.is_somebody_there():
        return str(options.area or scaffold.DEFAULT_AREA)
    used = f"»{unit}« er navnet på arbejdspladsen. Området må hedde noget andet."

    def refuse(name: str) -> str:
        return used if slugify(name) == slugify(unit) else _first_wrong(scaffold.new_area(name, "", options.today))

    return terminal.ask("Hvilket område hører arbejdspladsen til?", refuse, scaffold.DEFAULT_AREA)


def _make_interpretation(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    unit = _choose_unit(options, catalogue)
    theme = _choose_theme(options, catalogue, unit)
    make = lambda title: scaffold.new_interpretation(title, unit, theme, "", options.today)  # noqa: E731
    title = _title(options, _TITLE, make, catalogue.interpretations)
    return [scaffold.new_interpretation(title, unit, theme, _summary(options), options.today)]


def _make_idea(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    unit = _choose_unit(options, catalogue)
    told = [page.theme for page in catalogue.interpretations_by_unit(unit)]
    first = next(iter(told), catalogue.themes[0].slug if catalogue.themes else "")
    theme = _choose("tema", options.theme, catalogue.themes, first)
    make = lambda title: scaffold.new_idea(title, unit, theme, "", options.today)  # noqa: E731
    title = _title(options, _TITLE, make, catalogue.interpretations, RESERVED)
    _refuse_bad_name(title, RESERVED)
    return [scaffold.new_idea(title, unit, theme, _summary(options), options.today)]


def _choose_unit(options: argparse.Namespace, catalogue: Catalogue) -> str:
    """Return the unit of a page about a theme."""
    if options.title is not None and catalogue.units:
        _refuse_used_title(options.title, catalogue.interpretations)
    return _choose_place(options, catalogue)


def _choose_place(options: argparse.Namespace, catalogue: Catalogue) -> str:
    """Return the unit in whose folder a page is to lie."""
    if not catalogue.units:
        raise Refusal('Der er ingen arbejdspladser endnu. Begynd med: catalogue new unit "Jeres navn"')
    # Nobody's page lands in a workplace that was only the first of the list.
    only = catalogue.units[0].slug if len(catalogue.units) == 1 else ""
    return _choose("arbejdsplads", options.unit, catalogue.units, only)


def _choose_theme(options: argparse.Namespace, catalogue: Catalogue, unit: str) -> str:
    """Return the theme of an interpretation: at a terminal one that the unit has no page about."""
    pages = catalogue.interpretations_by_unit(unit)
    taken = {page.theme: page.path for page in pages if page.kind is Kind.INTERPRETATION}
    free = [theme for theme in catalogue.themes if theme.slug not in taken]
    default = scaffold.free_theme(catalogue, unit)
    if options.theme is None and free and terminal.is_somebody_there():
        return _choose("tema", None, free, default)
    theme = default if options.theme is None and not free else _choose("tema", options.theme, catalogue.themes, default)
    if theme in taken:
        more = f"catalogue new idea TITEL --unit {unit} --theme {theme}"
        raise Refusal(f"Der ligger allerede en side i {taken[theme]}. Ret den, eller skriv en idé mere: {more}")
    return theme


def _make_story(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    make = lambda title: scaffold.new_story(title, ["x"], [], "", options.today)  # noqa: E731
    title = _title(options, _NAMES["story"], make, catalogue.stories, RESERVED)
    _refuse_bad_name(title, RESERVED)
    _refuse_used_title(title, catalogue.stories)
    theme = _choose("tema", options.theme, catalogue.themes, catalogue.themes[0].slug if catalogue.themes else "")
    is_asked = options.unit is not None or (terminal.is_somebody_there() and catalogue.units)
    unit = _choose("arbejdsplads", options.unit, catalogue.units, "", is_optional=True) if is_asked else ""
    return [scaffold.new_story(title, [theme], [unit] if unit else [], _summary(options), options.today)]


def _make_meeting(options: argparse.Namespace, catalogue: Catalogue) -> list[NewPage]:
    """Return the page of a meeting that is planned: whether it was held, its day does not say."""
    unit = _choose_place(options, catalogue)
    written = options.title if options.title is not None else terminal.ask(_NAMES["meeting"], _refuse_day)
    if why := _refuse_day(written):
        raise Refusal(why)
    return [scaffold.new_meeting(files.guess_day(written), unit, _summary(options), options.today)]


def _refuse_day(written: str) -> str:
    """Return in Danish why a text is not the day of a meeting, or nothing."""
    return "" if files.guess_day(written) else f"»{written}« er ikke en dag. Skriv den for eksempel som 2026-06-20."


_MAKERS: dict[str, Callable[[argparse.Namespace, Catalogue], list[NewPage]]] = {
    "unit": _make_unit,
    "interpretation": _make_interpretation,
    "idea": _make_idea,
    "meeting": _make_meeting,
    "story": _make_story,
}


def _title(
    options: argparse.Namespace,
    question: str,
    make: Callable[[str], NewPage],
    others: Sequence[TitledPage],
    kept: Collection[str] = (),
) -> str:
    """Return the title that was given, else ask for one until a page can have it."""
    if options.title is not None:
        return str(options.title)

    def refuse(title: str) -> str:
        try:
            _refuse_bad_name(title, kept)
            _refuse_used_title(title, others)
        except Refusal as refusal:
            return str(refusal)
        return _first_wrong(make(title))

    return terminal.ask(question, refuse)


def _summary(options: argparse.Namespace) -> str:
    """Return the summary that was given, else ask for one; nothing when the writer wants to wait."""
    if options.summary is not None or not terminal.is_somebody_there():
        return options.summary or ""
    return terminal.ask(
        _SUMMARY, lambda text: _first_wrong(scaffold.new_story("Titel", ["x"], [], text, options.today))
    )


def _first_wrong(page: NewPage) -> str:
    """Return the first thing that is wrong with a page by itself, or nothing."""
    place = place_of(page.path)
    problems: Sequence[Problem] = read_page(place, page.text)[1] if place else ()
    return next((problem.message for problem in problems if problem.is_error), "")


_QUESTIONS = {
    "område": "Hvilket område hører arbejdspladsen til?",
    "arbejdsplads": "Hvilken arbejdsplads eller hvilket område?",
    "tema": "Hvilket tema?",
}
_PLURALS = {"område": "områder", "arbejdsplads": "arbejdspladser og områder", "tema": "temaer"}


def _choose(what: str, given: str | None, pages: Sequence[TitledPage], default: str, is_optional: bool = False) -> str:
    """Return what was given if it is known, else what a person at a terminal chooses, else the default."""
    known = [page.slug for page in pages]
    if given is None and known and terminal.is_somebody_there():
        question = "Handler den om en arbejdsplads eller et område?" if is_optional else _QUESTIONS[what]
        return terminal.choose(question, {page.slug: page.fields.title for page in pages}, default, is_optional)
    choice = default if given is None else given
    if choice not in known:
        near = suggestion(choice, known) or (f" Vælg mellem {wording.listed(known)}." if known else "")
        raise Refusal(f"Der er ikke noget, der hedder »{choice}«, blandt katalogets {_PLURALS[what]}.{near}")
    return choice


def _refuse_bad_name(title: str, kept: Collection[str] = ()) -> None:
    """Raise Refusal when no name can be made of a title, or only one of those that are kept for other pages."""
    if way_out := files.explain_name(title, kept):
        raise Refusal(f"»{title}« kan ikke blive til en adresse. {way_out}")


def _refuse_used_title(title: str, pages: Sequence[TitledPage]) -> None:
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
