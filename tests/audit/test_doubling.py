"""No work on what a writer or a reader types grows faster than the text: every rule, fix and analysis, at each kind.

Each is given texts of a kind, twice as long each time, and timed in processor time of its thread. Rules are found in
the rulebook, so that a new one is tried by itself; other work is listed here, and that of the form and of the search in
`tests/javascript/doubling.js`. A factor over the bound is measured again before it counts.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

import doubling
import forests
import trees
from catalogue.checks import browser, leaks, prose, rulebook
from catalogue.checks.abbreviations import find_abbreviations
from catalogue.checks.judgement import judge
from catalogue.checks.rule import Rule, Scope
from catalogue.checks.speller import Speller, find_misspellings, own_words
from catalogue.checks.subject import Subject
from catalogue.checks.tree import Facts, Tree, facts_of
from catalogue.fixes import encoding, fences, marks, pages, quoting, suggestions, values
from catalogue.fixes.knowledge import gather
from catalogue.language import readability, slugs, wording
from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.model.places import Kind, place_of
from catalogue.privacy import masking, showing
from catalogue.problems import faults
from catalogue.reading import limits
from catalogue.reading.glossary import known_terms
from catalogue.reading.reader import Reading
from catalogue.rendering import preparing
from catalogue.rendering.markdown import Text, render, render_text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.workers import map_within_limits
from catalogue.review import contribution
from catalogue.review import quoting as quotations
from catalogue.search.analysis import Analyser
from catalogue.search.documents import Card, Document
from catalogue.search.index import Indexer
from catalogue.site import joints
from doubling import FACTOR, FLOOR, MOST, ROUNDS, Ladder, factor_of, least
from nodes import asking
from rows import Note
from some import some

ROOM = {
    Kind.THEME: ("themes/borgeren.md", trees.theme),
    Kind.UNIT: ("units/gryden/index.md", trees.unit),
    Kind.INTERPRETATION: ("units/gryden/borgeren.md", trees.interpretation),
    Kind.STORY: ("stories/morgen.md", trees.story),
    Kind.MEETING: (
        "units/gryden/meetings/2026-02-01.md",
        lambda body="": trees.page("status: holdt\nopen: true\nupdated: 2026-02-02", body),
    ),
}
NOTHING = Reading((), (), (), (), {}, {}, (), {})
AROUND: Mapping[str, str] = {
    **{path: str(text) for path, text in trees.small().items()},
    **{f"units/sted-{number}/index.md": trees.unit(f"Sted {number}") for number in range(300)},
    **{f"units/sted-{number}/borgeren.md": trees.interpretation(f"Side {number}") for number in range(300)},
}
PICTURES = frozenset(f"units/gryden/billede-{number}.jpg" for number in range(200))
Work = Callable[[Subject], object]


def subject_of(path: str, text: str) -> Subject:
    """Return a page as the rules see it; one that is too heavy to render has no HTML, as in a check."""
    (subject,) = subjects_of({path: text})
    return subject


def subjects_of(files: Mapping[str, str]) -> list[Subject]:
    """Return pages, and attachments without a text, as the rules see them."""
    found = [Subject(path, trees.TODAY, is_attachment=True) for path in files if not path.endswith(".md")]
    for path, text in files.items():
        if (place := place_of(path)) is not None and path.endswith(".md"):
            reading = NOTHING.with_page(place, text)
            (page,) = [*reading.pages, *reading.broken]
            is_sound = bool(reading.pages)
            found.append(Subject(path, trees.TODAY, page, is_sound=is_sound, source=text, terms=known_terms()))
    pages = [subject for subject in found if subject.page]
    rendered = {
        text.path: one for text, one in map_within_limits(render_text, [Text(one.path, one.page.body) for one in pages])
    }
    return [replace(subject, rendered=rendered.get(subject.path)) for subject in found]


@pytest.fixture(scope="module")
def tree() -> Tree:
    """A tree with many places to guess among."""
    places = [(place_of(path), text) for path, text in AROUND.items()]
    read = [NOTHING.with_page(place, text).pages[0] for place, text in places if place]
    facts = [facts_of(Subject(page.path, trees.TODAY, page)) for page in read]
    return Tree(tuple(sorted(facts, key=lambda fact: fact.place.path)), PICTURES)


def lines_of(subject: Subject) -> list[str]:
    return subject.source.split("\n")


def texts_of(subject: Subject) -> list[str]:
    in_body = list(prose.in_body(subject.rendered)) if subject.rendered else []
    return [*(text for _, text in prose.in_fields(subject.page)), *in_body]


def spell(subject: Subject) -> object:
    speller = Speller(read_dictionary, read_grammar(), own_words())
    return list(find_misspellings(texts_of(subject), speller)), list(
        find_abbreviations(" ".join(texts_of(subject)), speller)
    )


def index(subject: Subject) -> object:
    texts = tuple((1.0, text) for text in texts_of(subject))
    document = Document(texts, 1.0, {}, (False, 0, False, ""), Card("", "", "", "", is_example=False))
    indexer = Indexer(Analyser(read_dictionary(), read_grammar()), [], [document])
    return indexer.postings, indexer.words


KNOWN = gather({path: text.encode() for path, text in AROUND.items()}, PICTURES)


def fix(subject: Subject) -> object:
    content = subject.source.encode()
    fixed = pages.fix_page(subject.path, content, KNOWN)
    return suggestions.suggest(subject.path, content, fixed, [(line, line) for line in range(1, 10_000, 2)])


def praise(subject: Subject) -> object:
    return subject.page.fields.summary and contribution.praise(subject.page, subject.rendered or Rendered(""))


WORK: Mapping[str, Work] = {
    "reading": lambda one: NOTHING.with_page(one.page.place, one.source),
    "preparing": lambda one: preparing.prepare(one.page.body),
    "leaks": lambda one: leaks.find_leaks(one.path, one.today, one.source, one.rendered),
    "masking": lambda one: masking.mask(one.source),
    "showing": lambda one: showing.one_line(one.source),
    "spelling": spell,
    "readability": lambda one: readability.measure(one.rendered.paragraphs if one.rendered else ()),
    "the index": index,
    "slugs": lambda one: slugs.slugify(one.source),
    "sorting": lambda one: wording.sort_key(one.source),
    "guessing": lambda one: faults.suggestion(one.source, list(AROUND)),
    "fixes of the file": lambda one: encoding.open_text(one.path, one.source.encode()),
    "fixes of fences": lambda one: fences.fix_fences(one.path, lines_of(one)),
    "fixes of quotes": lambda one: quoting.fix_quotes(one.path, lines_of(one)),
    "fixes of values": lambda one: values.fix_values(one.page.place, lines_of(one), KNOWN),
    "fixes of marks": lambda one: marks.fix_marks(one.path, one.source),
    "all fixes, suggested": fix,
    "praise": praise,
    "joints": lambda one: joints.join_long_words(one.rendered.html if one.rendered else one.source),
    "joints of a heading": lambda one: joints.join_long_words(f"<h1>{one.source}</h1>"),
    "quoting": lambda one: (quotations.message(one.source), quotations.block(one.source)),
}


def works_on(kind: Kind, tree: Tree) -> Iterator[tuple[str, Work]]:
    """Yield all that is done to a page of a kind, by name."""
    yield from WORK.items()
    for rule in rulebook.RULES:
        if rule.judges(kind):
            given = () if rule.scope is Scope.PAGE else (tree,)
            yield rule.help.code, lambda one, rule=rule, given=given: list(rule.problems(one, *given))


def pages_of(kind: Kind, lead: str, piece: str) -> Callable[[int, int], Subject]:
    """Return what makes a page whose body, or with a lead whose fields, are repetitions of a piece."""
    path, write = ROOM[kind]
    made: dict[tuple[int, int], Subject] = {}

    def make(size: int, salt: int) -> Subject:
        if (size, salt) not in made:
            more = doubling.repeat(piece, size, salt)
            text = (
                write(body=doubling.LEAD + more) if not lead and piece in doubling.BODIES.values() else in_fields(more)
            )
            made[size, salt] = subject_of(path, text)
        return made[size, salt]

    def in_fields(more: str) -> str:
        own = lead.partition(":")[0]
        _, fields, body = write(body="Tekst.\n").split("---\n")
        kept = [line for line in fields.splitlines() if not own or not line.startswith(f"{own}:")]
        return "---\n{}\n{}{}\n---\n{}".format("\n".join(kept), lead, more, body)

    return make


def judge_all(kind: Kind, lead: str, piece: str, sizes: Sequence[int], tree: Tree, note: Note) -> None:
    ladder = Ladder(pages_of(kind, lead, piece), sizes)
    found = {name: ladder.climb(work) for name, work in works_on(kind, tree)}
    steepest = max(found, key=lambda name: found[name])
    note(f"at most ×{found[steepest]:.1f} ({steepest})", f"×{FACTOR} for each doubling")
    assert {name: factor for name, factor in found.items() if factor > FACTOR} == {}


@pytest.mark.parametrize("name", doubling.BODIES)
def test_a_text_twice_as_long_costs_twice_as_much(name: str, tree: Tree, note: Note) -> None:
    judge_all(Kind.INTERPRETATION, "", doubling.BODIES[name], doubling.BODY_SIZES, tree, note)


@pytest.mark.parametrize("kind", ROOM, ids=str)
@pytest.mark.parametrize("name", doubling.FIELDS)
def test_fields_twice_as_long_cost_twice_as_much(name: str, kind: Kind, tree: Tree, note: Note) -> None:
    lead, piece = doubling.FIELDS[name]
    judge_all(kind, lead, piece, doubling.FIELD_SIZES, tree, note)


@dataclass(frozen=True)
class Forest:
    """The files of a tree as the rules see them, and what a tree is made of, so that each work begins anew."""

    subjects: Mapping[str, Subject]
    facts: tuple[Facts, ...]
    files: frozenset[str]

    def plant(self) -> Tree:
        return Tree(self.facts, self.files)


def forests_of(kind: str) -> Callable[[int, int], Forest]:
    """Return what makes a tree of a kind that is so large."""
    made: dict[int, Forest] = {}

    def make(size: int, _salt: int) -> Forest:
        if size not in made:
            subjects = sorted(subjects_of(forests.grow(kind, size)), key=lambda one: one.path)
            facts = tuple(facts_of(one) for one in subjects if one.page)
            files = frozenset(one.path for one in subjects if one.is_attachment)
            made[size] = Forest({one.path: one for one in subjects}, facts, files)
        return made[size]

    return make


def judge_forest(rule: Rule, forest: Forest) -> object:
    tree = forest.plant()
    return [list(rule.problems(one, tree)) for one in forest.subjects.values() if rule.judges(one.kind)]


@pytest.mark.parametrize("kind", forests.KINDS)
def test_judging_a_tree_twice_as_large_costs_twice_as_much(kind: str, note: Note) -> None:
    ladder = Ladder(forests_of(kind), forests.SIZES)
    around = [rule for rule in some(rulebook.RULES) if rule.scope is Scope.TREE]
    works: dict[str, Callable[[Forest], object]] = {
        rule.help.code: lambda forest, rule=rule: judge_forest(rule, forest) for rule in around
    }
    works["the whole"] = lambda forest: judge(forest.subjects.values(), frozenset(), lambda _: {})
    found = {name: ladder.climb(work) for name, work in works.items()}
    steepest = max(found, key=lambda name: found[name])
    note(f"at most ×{found[steepest]:.1f} ({steepest})", f"×{FACTOR} for each doubling")
    assert {name: factor for name, factor in some(found.items()) if factor > FACTOR} == {}


RENDERED = (
    *("sentences", "links", "dead links", "bare addresses", "mails", "points", "rows of a table", "footnotes"),
    *("headings", "headings of one name", "headings of one name and number", "headings of marks"),
    *("hard spaces before marks", "hard spaces and a mark", "dots in a row", "closing parentheses in a row"),
)
"""Kinds of which all work of rendering is ours; of others the library makes more, and the workers' limits see to it."""


@pytest.mark.parametrize("name", RENDERED)
def test_rendering_a_text_twice_as_long_costs_twice_as_much(name: str, note: Note) -> None:
    ladder = Ladder(lambda size, salt: doubling.repeat(doubling.BODIES[name], size, salt), doubling.BODY_SIZES)
    factor = ladder.climb(lambda body: render("units/gryden/index.md", body))
    note(f"×{factor:.1f}", f"×{FACTOR} for each doubling")
    assert factor <= FACTOR


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Any], Any]]:
    """Node, with the functions of the form and the search."""
    told = tmp_path_factory.mktemp("told") / "told.json"
    said = browser.describe_words(["Sundhed og Omsorg"])
    told.write_text(json.dumps({"rules": browser.describe_rules(), "said": said}), "utf-8")
    os.environ["CATALOGUE_TOLD"] = str(told)
    with asking(trees.TESTS / "javascript" / "doubling.js") as answer:
        yield answer


@pytest.mark.parametrize("name", doubling.BODIES)
def test_what_is_typed_in_a_browser_costs_as_much_as_it_is_long(
    name: str, ask: Callable[[Any], Any], note: Note
) -> None:
    def times(salt: int, works: Sequence[str] | None = None) -> dict[str, list[float]]:
        texts = [doubling.repeat(doubling.BODIES[name], size, salt) for size in doubling.BODY_SIZES]
        question = {"texts": texts, "most": 1000 * MOST} | ({} if works is None else {"only": works})
        return {work: [took / 1000 for took in all_took] for work, all_took in ask(question).items()}

    found = {work: factor_of(took, FLOOR) for work, took in times(0).items()}
    best: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        steep = [work for work, factor in found.items() if factor > FACTOR]
        if not steep:
            break
        for work, took in times(1, steep).items():
            best[work] = least(best.get(work, took), took)
            found[work] = factor_of(best[work], FLOOR)
    note(f"at most ×{max(found.values(), default=0):.1f}", f"×{FACTOR} for each doubling")
    assert {work: factor for work, factor in some(found.items()) if factor > FACTOR} == {}


def test_a_search_of_any_length_is_read_to_its_limit(ask: Callable[[Any], Any], note: Note) -> None:
    texts = ["ae" * 20, "ae" * 500, "o" * 1000, "arbejds" * 1000, "aeoeaa " * 1000, "x" * limits.PAGE_BYTES]
    times = ask({"texts": texts, "most": 60_000})
    slowest = max(max(times[work]) for work in ("a search", "a search while typing"))
    note(f"{slowest:.0f} ms", "100 ms")
    assert slowest <= 100
