"""Samples: a tree of made-up units is plausible, labelled, whole, and the same for everyone.

(commands.sample, samples.bank, samples.bodies, samples.chance, samples.leaves, samples.lending, samples.meetings,
samples.names,
samples.phrases, samples.plans, samples.stories, samples.trees, samples.writing)
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks.check import Check, check
from catalogue.language import readability
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.fields import PROFESSIONS
from catalogue.model.links import SCHEME, resolve
from catalogue.model.pages import AnyPage, InterpretationPage
from catalogue.model.places import Kind
from catalogue.model.statuses import MeetingStatus, Status, StepStatus
from catalogue.reading.reader import Reading, read
from catalogue.rendering.cache import RenderingCache
from catalogue.samples import bank
from catalogue.samples.names import MAX_TITLE
from catalogue.samples.plans import AROUND
from catalogue.samples.writing import MARK, SampleRefused, write_sample
from seed import seed_docs
from some import some

THEMES = seed_docs() / "themes"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of 300 units, to read and not to change."""
    out = tmp_path_factory.mktemp("sample") / "docs"
    write_sample(300, out, THEMES)
    return out


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Check]:
    """Check a tree on a day after the one that it is written around: what it tells of has been."""
    cache = RenderingCache(tmp_path_factory.mktemp("cache") / "renderings.sqlite")
    return lambda docs: check(docs, AROUND + timedelta(days=29), cache)


@pytest.fixture(scope="module")
def reading(tree: Path) -> Reading:
    return read(tree)


@pytest.fixture(scope="module")
def sample(reading: Reading) -> Catalogue:
    return link(reading.pages)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of 2,000 units."""
    out = tmp_path_factory.mktemp("large") / "docs"
    write_sample(2_000, out, THEMES)
    return link(read(out).pages)


def contents(tree: Path) -> dict[str, bytes]:
    """Return what lies in a tree, by path."""
    return {file.relative_to(tree).as_posix(): file.read_bytes() for file in tree.rglob("*") if file.is_file()}


def of_units(catalogue: Catalogue) -> list[InterpretationPage]:
    """Return the interpretations of units that are not areas."""
    return [page for page in catalogue.interpretations if catalogue.unit_of(page).fields.kind == "enhed"]


# The same for everyone


def test_the_same_number_of_units_gives_the_same_bytes(tree: Path, tmp_path: Path) -> None:
    write_sample(300, tmp_path / "again", THEMES)
    assert contents(tmp_path / "again") == contents(tree)


def test_a_smaller_tree_is_the_beginning_of_a_larger_one(tree: Path, tmp_path: Path) -> None:
    write_sample(40, tmp_path / "small", THEMES)
    small = contents(tmp_path / "small")
    assert small.items() <= contents(tree).items()
    assert len(small) < len(contents(tree))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_sets_plays_no_part(seed: str, tree: Path, tmp_path: Path) -> None:
    program = "import sys, pathlib as p; from catalogue.samples import writing; "
    program += "writing.write_sample(40, *map(p.Path, sys.argv[1:]))"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(checkout.ROOT / "scripts")}
    subprocess.run([sys.executable, "-c", program, tmp_path / "out", THEMES], env=environment, check=True)
    assert contents(tmp_path / "out").items() <= contents(tree).items()


def test_files_are_utf8_with_plain_line_ends(tree: Path) -> None:
    for path, content in some(contents(tree).items()):
        assert b"\r" not in content, path
        assert content.decode().endswith("\n"), path


def test_it_tells_how_many_pages_it_wrote(tmp_path: Path) -> None:
    pages = write_sample(20, tmp_path / "out", THEMES)
    assert pages == len(list((tmp_path / "out").rglob("*.md")))


# Whole and plausible


def test_every_page_is_sound(reading: Reading) -> None:
    assert reading.problems == ()


def test_a_check_finds_no_errors_and_little_to_advise(tree: Path, judge: Callable[[Path], Check]) -> None:
    found = judge(tree)
    assert found.errors == ()
    assert {problem.code for problem in found.problems} <= {"D01", "D02"}


@pytest.mark.parametrize("units", [1, 2, 11, 12, 13, 24])
def test_a_small_tree_is_whole_too(units: int, tmp_path: Path, judge: Callable[[Path], Check]) -> None:
    write_sample(units, tmp_path / "out", THEMES)
    found = judge(tmp_path / "out")
    assert found.errors == ()
    assert sum(page.kind is Kind.UNIT and page.fields.kind == "enhed" for page in found.reading.pages) == units
    assert len(found.sound_catalogue().stories) >= 3


def test_every_page_is_labelled_and_every_unit_is_named_an_example(reading: Reading) -> None:
    for page in some(page for page in reading.pages if page.kind is not Kind.THEME):
        assert page.fields.example, page.path
    for unit in some(page for page in reading.pages if page.kind is Kind.UNIT):
        assert "eksempel" in unit.fields.title.casefold(), unit.path


def test_the_themes_are_the_real_ones(tree: Path) -> None:
    copied = {file.name: file.read_text("utf-8") for file in (tree / "themes").iterdir()}
    assert copied == {file.name: file.read_text("utf-8") for file in THEMES.glob("*.md")}


def test_no_title_stands_twice(large: Catalogue) -> None:
    """Of 10,000 units, `make audit` says so."""
    for pages in (large.units, large.interpretations, large.stories):
        counted = Counter(page.fields.title.casefold() for page in some(pages))
        assert [title for title, times in counted.items() if times > 1] == []


def test_titles_are_short_words_and_no_serial_numbers(large: Catalogue) -> None:
    for page in some((*large.units, *large.interpretations, *large.stories)):
        assert len(page.fields.title) <= MAX_TITLE
        assert not re.search(r"\(\d|#\d|\b\d+$", page.fields.title), page.fields.title


def test_every_reference_leads_to_a_page(large: Catalogue) -> None:
    keys, units = set(large.interpretation), set(large.unit)
    for page in some(large.interpretations):
        assert set(page.fields.topics) <= set(large.theme[page.theme].fields.topics)
        assert set(page.fields.borrowed_from) <= keys - {page.key}
        assert {key.split("/")[1] for key in page.fields.borrowed_from} <= {page.theme}
    for story in some(large.stories):
        assert set(story.fields.themes) <= set(large.theme)
        assert set(story.fields.units) <= units
        assert set(story.fields.interpretations) <= keys
    assert {unit.fields.area for unit in large.units} - {None} <= {area.slug for area in large.areas}


def test_every_link_in_a_text_leads_to_a_page(large: Catalogue) -> None:
    addresses = {f"{SCHEME}{page.address}" for page in large.pages}
    pages = (page for page in large.pages if page.kind is not Kind.THEME)
    links = ((page.path, target) for page in pages for target in re.findall(r"\]\(([^)]+)\)", page.body))
    for path, target in some(links):
        assert resolve(path, target) in addresses, (path, target)


def test_units_have_from_none_to_four_interpretations(large: Catalogue) -> None:
    units = [unit for unit in large.units if unit.fields.kind == "enhed"]
    own = Counter(page.unit for page in large.interpretations if page.kind is Kind.INTERPRETATION)
    counts = Counter(own[unit.slug] for unit in units)
    shares = {count: counts[count] / len(units) for count in range(5)}
    assert shares == pytest.approx({0: 0.15, 1: 0.25, 2: 0.30, 3: 0.20, 4: 0.10}, abs=0.04)


def test_statuses_plans_and_lending_are_varied(large: Catalogue) -> None:
    pages = of_units(large)
    steps = [step for page in pages for step in page.fields.plan]
    assert {page.fields.status for page in pages} == {*Status, None}
    assert {len(page.fields.plan) for page in pages} == {0, 1, 2, 3, 4}
    assert {step.status for step in steps} == {*StepStatus, None}
    assert any(step.lesson for step in steps)
    assert 0.07 < sum(bool(page.fields.borrowed_from) for page in pages) / len(pages) < 0.14
    assert any(unit.fields.redirect_from for unit in large.units)


def test_dates_lie_around_2026(large: Catalogue) -> None:
    deadlines = [step.deadline for page in large.interpretations for step in page.fields.plan if step.deadline]
    meetings = [meeting.day for meeting in large.meetings]
    updates = [page.fields.updated for page in (*large.units, *large.interpretations)]
    assert date(2025, 1, 1) <= min(deadlines) < max(deadlines) <= date(2027, 12, 31)
    assert date(2024, 1, 1) <= min(updates) < max(updates) <= date(2026, 11, 30)
    assert min(meetings) < date(2026, 1, 1) < date(2027, 1, 1) < max(meetings)
    assert all(meeting.weekday() in (1, 2, 3) for meeting in meetings)


def test_every_area_has_met_and_will_meet_with_those_who_tell(sample: Catalogue) -> None:
    for area in some(sample.areas):
        meetings = sample.meetings_by_unit(area.slug)
        held = [one for one in meetings if one.fields.status is MeetingStatus.HELD]
        planned = [one for one in meetings if one.fields.status is MeetingStatus.PLANNED]
        assert all(one.fields.decisions and one.fields.open and one.body for one in some(held)), area.path
        assert any(one.day > date(2026, 11, 30) for one in planned), area.path
        assert all(one.fields.decisions == () and not one.body for one in planned), area.path
    shown = [group for one in sample.meetings for group in sample.shares_of(one)]
    assert {len(group) for group in shown} >= {1, 2, 3}
    tellers = Counter(unit.slug for group in shown for unit in group)
    assert max(tellers.values()) == 1, "each tells in turn"


def test_those_who_tell_are_of_the_area(large: Catalogue) -> None:
    told = [(one, unit) for one in large.meetings for group in large.shares_of(one) for unit in group]
    assert all(
        large.unit_of(one) in (large.area_of(unit), large.whole if unit in large.areas else None)
        for one, unit in some(told)
    )
    assert len(told) == sum(len(group) for one in large.meetings for group in one.fields.shares)


def test_some_deadlines_have_passed_with_the_step_still_under_way(large: Catalogue) -> None:
    steps = [(step, page) for page in large.interpretations for step in page.fields.plan if step.deadline]
    assert any(step.status == "i gang" and step.deadline < page.fields.updated for step, page in steps)


def test_stories_are_one_for_each_twelve_units_and_some_tell_what_is_hard(large: Catalogue) -> None:
    assert len(large.stories) == 3 + 2_000 // 12
    assert {story.fields.tells_hard for story in large.stories} == {True, False}


def test_texts_are_easy_to_read_and_of_fair_length(large: Catalogue) -> None:
    for page in some(large.interpretations):
        lines = re.sub(r"\]\([^)]*\)", "]", page.body).split("\n")
        text = [line for line in lines if line and not line.startswith("#")]
        measured = readability.measure(text)
        assert measured.lix <= 40, page.path
        assert 50 <= measured.words <= 260, page.path


def test_no_two_texts_are_the_same(large: Catalogue) -> None:
    bodies = [page.body for page in large.interpretations]
    assert len(set(bodies)) == len(bodies)


def test_neighbours_do_not_read_alike(sample: Catalogue) -> None:
    # Next to each other in a listing by theme, where units of one type stand together by their names.
    bodies = [_sentences(page.body) for page in of_units(sample)]
    alike = [len(one & other) > 2 for one, other in pairwise(bodies)]
    assert sum(alike) / len(alike) < 0.15


def _sentences(body: str) -> set[str]:
    return {sentence for line in body.split("\n") for sentence in re.split(r"(?<=[.!?]) ", line) if len(sentence) > 20}


def test_mails_are_of_functions_and_can_never_be_received(large: Catalogue) -> None:
    mails = {unit.fields.contact.mail for unit in large.units if unit.fields.contact and unit.fields.contact.mail}
    assert mails
    assert all(re.fullmatch(r"[a-z-]+@eksempel\.invalid", mail) for mail in mails)


def test_a_text_that_needs_quotation_marks_is_read_as_it_was_meant(tree: Path) -> None:
    # A headline with a colon is what YAML would take for a field.
    quoted = [(path, text) for path, text in contents(tree).items() if b'title: "' in text]
    assert quoted
    page, problems = trees.read(quoted[0][0], quoted[0][1].decode())
    assert problems == []
    assert page is not None


# The bank


def test_the_forty_initiatives_are_the_first_units_own(sample: Catalogue) -> None:
    ideas = [
        (idea, theme)
        for area in bank.load().areas
        for theme, cell in area.themes.items()
        for idea in cell.ideas
        if idea.unit
    ]
    titles: dict[str, AnyPage] = {page.fields.title: page for page in sample.interpretations}
    assert len(ideas) == 40
    for idea, theme in ideas:
        page = titles[idea.title]
        assert page.slug == theme
        assert (page.fields.summary, page.fields.status) == (idea.lines[0], idea.status)
        assert sample.unit[page.unit].fields.title == idea.unit


def test_every_profession_has_a_type_of_unit() -> None:
    used = {profession for area in bank.load().areas for kind in area.types for profession in kind.professions}
    assert used == set(PROFESSIONS)


def test_ideas_fit_types_of_units_and_forms_that_there_are() -> None:
    words = bank.load()
    for area in some(words.areas):
        types = {kind.id for kind in area.types}
        for cell in some(area.themes.values()):
            assert all(set(idea.fits) <= types and idea.form in words.forms for idea in some(cell.ideas))
    assert all(idea.form in words.forms for idea in some(i for theme in words.themes.values() for i in theme.ideas))


def test_every_topic_of_the_bank_is_one_of_the_real_themes(sample: Catalogue) -> None:
    words = bank.load()
    for theme, common in some(words.themes.items()):
        cells = [area.themes[theme] for area in words.areas]
        named = {topic for idea in (*common.ideas, *(i for cell in cells for i in cell.ideas)) for topic in idea.topics}
        assert named | {topic for cell in cells for topic in cell.own.topics} == set(sample.theme[theme].fields.topics)


# Other themes, other folders


def draw_themes(folder: Path) -> Path:
    """Write a theme of the bank with a topic of its own, and one that the bank has no words for."""
    files: dict[str, str | bytes] = {
        "blik-for-borgeren.md": trees.theme(1, more="topics:\n  noget-andet: Noget andet"),
        "et-femte-tema.md": trees.theme(2, "Et femte tema"),
    }
    return trees.draw(folder, files)


def test_topics_are_those_of_the_themes_given(tmp_path: Path) -> None:
    write_sample(60, tmp_path / "out", draw_themes(tmp_path / "themes"))
    catalogue = link(read(tmp_path / "out").pages)
    assert {page.theme for page in catalogue.interpretations} == {"blik-for-borgeren"}
    assert {topic for page in catalogue.interpretations for topic in page.fields.topics} == {"noget-andet"}


def test_a_folder_without_themes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SampleRefused, match="ingen temaer"):
        write_sample(1, tmp_path / "out", tmp_path)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("units", [-1, 0, 10_001])
def test_a_number_of_units_out_of_bounds_is_refused(units: int, tmp_path: Path) -> None:
    with pytest.raises(SampleRefused, match=r"skal være fra 1 til 10\.000"):
        write_sample(units, tmp_path / "out", THEMES)


def test_a_folder_with_somebodys_work_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    work = trees.draw(tmp_path / "docs", trees.small())
    before = contents(work)
    with pytest.raises(SampleRefused, match="ikke et eksempeltræ"):
        write_sample(1, work, THEMES)
    assert contents(work) == before


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("Mit.", "utf-8")
    for out in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(SampleRefused, match="Vælg en anden mappe"):
            write_sample(1, out, THEMES)
    assert (tmp_path / "out").read_text("utf-8") == "Mit."


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    assert write_sample(1, tmp_path, THEMES) > 0


def test_a_sample_tree_is_replaced(tmp_path: Path) -> None:
    write_sample(60, tmp_path / "out", THEMES)
    write_sample(5, tmp_path / "out", THEMES)
    write_sample(5, tmp_path / "new", THEMES)
    assert contents(tmp_path / "out") == contents(tmp_path / "new")


def test_a_tree_that_was_only_half_written_can_be_written_again(tmp_path: Path) -> None:
    trees.draw(tmp_path / "out", {MARK: "", "units/x/index.md": "halv"})
    write_sample(1, tmp_path / "out", THEMES)
    assert read(tmp_path / "out").problems == ()
