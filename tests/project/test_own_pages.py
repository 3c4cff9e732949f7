"""Our own pages, by name: sound, in clear language, and saying nothing that must not be said.

Those of units and communications are as the catalogue began with them: what has been added to docs/ since, and what
others have made of them, is not looked at.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import seed
from catalogue.checks.check import Check, check
from catalogue.checks.rules.texts import MAX_LIX, MIN_WORDS
from catalogue.language import readability
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.pages import AnyPage
from catalogue.rendering.markdown import render
from some import some

DOCS = seed.seed_docs()
EDITORIAL = [DOCS / path for path in seed.EDITORIAL]
THEMES = [DOCS / path for path in seed.THEMES]
PAGES = [*EDITORIAL, *(DOCS / path for path in seed.SEED)]


def name_of(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def words_of(text: str) -> str:
    """Return an editorial page without its fields, its code and its marks."""
    body = text.split("\n---\n", 1)[-1]
    return re.sub(r"```.*?```|\{\{.*?\}\}", "", body, flags=re.DOTALL)


@pytest.fixture(scope="module")
def own(judge: Callable[[Path], Check]) -> Check:
    return judge(DOCS)


@pytest.fixture(scope="module")
def catalogue(own: Check) -> Catalogue:
    return link(own.reading.pages)


def test_the_own_pages_pass_without_a_word(own: Check) -> None:
    assert own.problems == ()


def test_the_own_pages_pass_on_any_day_of_the_next_years(own: Check) -> None:
    assert check(DOCS, date(2036, 1, 1)).problems == ()


# Facts


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_nothing_looks_like_a_cpr_number(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[ -]?\d{4}(?!\d)", text)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_mail_and_no_telephone_number_of_a_person_is_told(page: Path) -> None:
    text = page.read_text("utf-8")
    assert not re.search(r"[\w.]+@[\w-]+\.\w", text)
    assert not re.search(r"(?<![\d/.-])(?:\+45 ?)?\d\d \d\d \d\d \d\d(?!\d)", text)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_nobody_is_titled_and_named(page: Path) -> None:
    """»Leder Hanne Hansen« would be a person; »lederen i Norddjurs« is a role."""
    text = words_of(page.read_text("utf-8"))
    roles = (
        r"(?:[Ll]eder|[Ff]ormand|[Dd]irektør|[Kk]onsulent|[Cc]hef|[Bb]orgmester|[Kk]ommunaldirektør|[Ff]oredragsholder)"
    )
    assert not re.search(rf"\b{roles},? [A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+", text)


def test_no_page_is_an_example(catalogue: Catalogue) -> None:
    assert [page.key for page in some(catalogue.pages) if getattr(page.fields, "example", False)] == []
    assert [unit.key for unit in some(catalogue.units) if "eksempel" in unit.fields.title.lower()] == []


def test_the_four_themes_stand_in_their_order_with_their_subtitles(catalogue: Catalogue) -> None:
    assert [(theme.fields.title, theme.fields.subtitle) for theme in catalogue.themes] == [
        ("Blik for borgeren", "Samskabelse, borgerinddragelse og fremtidssikret velfærd"),
        ("Digitale muligheder", "Optimal opgaveløsning og fleksibel borgerkontakt"),
        ("En attraktiv arbejdsplads", "Et godt sted at arbejde i alle livsfaser, tilknytning af medarbejdere"),
        ("En stærk fortælling", "Tiltrækning af medarbejdere, image og branding"),
    ]


def test_the_area_has_four_interpretations_and_three_units_that_have_none(catalogue: Catalogue) -> None:
    assert [area.key for area in catalogue.areas] == ["sundhed-og-omsorg"]
    assert len(catalogue.interpretations_by_unit("sundhed-og-omsorg")) == 4
    names = {unit.fields.title for unit in catalogue.units_in("sundhed-og-omsorg")}
    assert names == {"Hjemmeplejen Glesborg/Allingåbro", "Norddjurs Mad", "Plejecenter Digterparken"}
    assert len(catalogue.interpretations) == 4


def test_the_three_stories_are_those_that_the_sources_tell_of(catalogue: Catalogue) -> None:
    assert [story.fields.date.isoformat() for story in catalogue.stories] == ["2023-01-31", "2022-11-01", "2022-10-06"]


def test_no_step_or_plan_is_made_up(catalogue: Catalogue) -> None:
    assert all(not page.fields.plan and not page.fields.borrowed_from for page in some(catalogue.interpretations))
    assert all(page.fields.status is None for page in some(catalogue.interpretations))


def test_the_meetings_are_those_that_the_sources_tell_of_and_the_last_was_only_planned(catalogue: Catalogue) -> None:
    told = [(meeting.slug, str(meeting.fields.status)) for meeting in catalogue.meetings_by_unit("sundhed-og-omsorg")]
    assert told == [("2022-06-07", "holdt"), ("2023-01-31", "holdt"), ("2023-06-20", "planlagt")]
    planned = catalogue.meetings[-1].fields
    assert "Vi ved ikke, hvad det blev til." in (planned.summary or "")
    assert not planned.decisions
    assert all(meeting.fields.open for meeting in catalogue.meetings)


def test_three_workplaces_told_at_one_meeting(catalogue: Catalogue) -> None:
    told = {
        unit.slug: [meeting.slug for meeting in catalogue.meetings_shared_by(unit.slug)] for unit in catalogue.units
    }
    assert told.pop("sundhed-og-omsorg") == []
    assert list(told.values()) == [["2023-01-31"]] * 3


def test_the_four_values_stand_once() -> None:
    texts = [page.read_text("utf-8").casefold() for page in PAGES]
    values = ("tillid", "udvikling", "ordentlighed", "fællesskab")
    assert sum(all(value in text for value in values) for text in texts) == 1


def test_questions_of_our_own_are_marked_as_the_editors_proposals() -> None:
    assert "Redaktionens forslag" in (DOCS / "dialogue.md").read_text("utf-8")


def test_a_wish_is_not_told_as_a_decision() -> None:
    about = (DOCS / "about/index.md").read_text("utf-8")
    assert "beskrevet i et udkast" in about
    assert not re.search(r"besluttede\s+(?:et|kataloget|inspirationskatalog)", about)


# What the editors wrote for others


SEEDS = {
    "units/sundhed-og-omsorg/index.md": "22/179",
    "units/sundhed-og-omsorg/blik-for-borgeren.md": "22/179",
    "units/sundhed-og-omsorg/digitale-muligheder.md": "22/179",
    "units/sundhed-og-omsorg/en-attraktiv-arbejdsplads.md": "22/179",
    "units/sundhed-og-omsorg/en-staerk-fortaelling.md": "22/179",
    "units/hjemmeplejen-glesborg-allingaabro/index.md": "22/179",
    "units/norddjurs-mad/index.md": "22/179",
    "units/plejecenter-digterparken/index.md": "22/179",
    "units/sundhed-og-omsorg/meetings/2022-06-07.md": "22/179",
    "units/sundhed-og-omsorg/meetings/2023-01-31.md": "22/179",
    "units/sundhed-og-omsorg/meetings/2023-06-20.md": "22/179",
    "stories/trio-stormoedet-2022.md": "sagen i Økonomiudvalget",
    "stories/arbejdsmiljoedagen-2022.md": "22/179",
    "stories/omraadeudvalget-31-januar-2023.md": "22/179",
}
"""The local pages that the editors wrote, each with the case that it is written from."""


@pytest.mark.parametrize(("path", "case"), SEEDS.items())
def test_a_page_that_the_editors_wrote_says_so_and_cites_its_case(path: str, case: str) -> None:
    (line,) = re.findall(r"^\*Skrevet af redaktionen ud fra .*\*$", (DOCS / path).read_text("utf-8"), re.MULTILINE)
    assert case in line
    assert "about/index.md#kilderne" in line
    if path.startswith("units/"):
        assert "må gerne overtage siden" in line
        assert "Sådan stod det i januar 2023" in line


PLANNED = re.compile(r"20\. juni|11\. november 2022|13\. december 2022|5\. april 2022")
"""Days of which the sources tell only that something was planned."""


def test_no_page_calls_a_planned_meeting_held() -> None:
    texts = [page.read_text("utf-8") for page in EDITORIAL]
    texts += [(DOCS / path).read_text("utf-8") for path in SEEDS]
    told = [line for text in texts for line in re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ])|\n", _rows_whole(text))]
    for sentence in some([sentence for sentence in told if PLANNED.search(sentence)]):
        assert re.search(r"plan(?:lagt|en)\b|skulle", sentence, re.IGNORECASE), sentence


def _rows_whole(text: str) -> str:
    """Return a text in which a row of a table is one sentence."""
    return re.sub(r"^\|.*\|$", lambda row: row[0].replace(". ", "; "), text, flags=re.MULTILINE)


# Language


OWN_LIX = 40
"""What we ask of ourselves; the check advises others at more."""


@pytest.mark.parametrize("path", SEEDS)
def test_a_page_that_the_editors_wrote_is_easier_to_read_than_is_asked_of_others(path: str) -> None:
    body = (DOCS / path).read_text("utf-8").split("\n---\n", 1)[1]
    assert 0 < readability.measure(render(path, body).paragraphs).lix <= OWN_LIX


@pytest.mark.parametrize("file", THEMES, ids=name_of)
def test_a_theme_is_told_in_150_to_250_words(file: Path, catalogue: Catalogue) -> None:
    body = catalogue.theme[file.stem].body
    assert 150 <= len(readability.words_in(re.sub(r"^#+.*$", "", body, flags=re.MULTILINE))) <= 250


@pytest.mark.parametrize("file", THEMES, ids=name_of)
def test_every_question_is_open_and_holds_at_most_20_words(file: Path, catalogue: Catalogue) -> None:
    rounds = catalogue.theme[file.stem].fields.questions
    assert [one.round for one in rounds] == ["Hvor er vi?", "Hvad vil vi?", "Hvad gør vi først?"]
    for question in (question for one in rounds for question in one.ask):
        assert len(readability.words_in(question)) <= 20, question
        assert re.match(r"(?:Hv|Hvordan|Når)", question), question
        assert question.endswith("?")


def lix_of(path: str, body: str) -> float:
    measured = readability.measure(render(path, body).paragraphs)
    return measured.lix if measured.words >= MIN_WORDS else 0


def test_contributed_pages_are_easy_to_read(catalogue: Catalogue) -> None:
    hard = {page.path: lix_of(page.path, page.body) for page in some(catalogue.pages)}
    assert {path: lix for path, lix in hard.items() if lix > MAX_LIX} == {}
    assert max(hard.values()) > 0, "no page is long enough to be measured"


@pytest.mark.parametrize("page", [*EDITORIAL, *THEMES], ids=name_of)
def test_editorial_pages_and_themes_are_easy_to_read(page: Path) -> None:
    text = re.sub(r"^\|.*$", "", words_of(page.read_text("utf-8")), flags=re.MULTILINE)
    assert lix_of(name_of(page), text) <= OWN_LIX


def test_summaries_are_sentences(catalogue: Catalogue) -> None:
    def is_sentence(page: AnyPage) -> bool:
        summary = page.fields.summary or ""
        return bool(re.match(r"[A-ZÆØÅ»]", summary)) and summary[-1] in ".!?"

    assert [page.path for page in some(catalogue.pages) if not is_sentence(page)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_words_are_set_as_in_danish(page: Path) -> None:
    for line in some(words_of(page.read_text("utf-8")).splitlines()):
        assert not re.search(r"[“”„]|\.\.\.|\w - \w|\w ,|\w  \w", re.sub(r"`[^`]*`", "x", line)), line


@pytest.mark.parametrize("page", EDITORIAL, ids=name_of)
def test_every_editorial_page_has_a_title_and_a_description(page: Path) -> None:
    front = page.read_text("utf-8").split("---\n")[1]
    assert re.search(r"^title: \S", front, re.MULTILINE)
    assert re.search(r"^description: \S", front, re.MULTILINE)
    assert words_of(page.read_text("utf-8")).count("\n# ") + words_of(page.read_text("utf-8")).startswith("# ") == 1


# Questions to talk about


QUESTIONS = [
    pytest.param(question, id=f"{theme.stem}: {question}")
    for theme in THEMES
    for question in re.findall(r"^      - (.*)$", theme.read_text("utf-8").split("\nsources:")[0], re.MULTILINE)
]
OPENINGS = ("Hvad", "Hvem", "Hvilke", "Hvilken", "Hvilket", "Hvor", "Hvordan", "Hvorfor", "Hvornår")
"""What an open question begins with. One that begins with a verb can be answered by yes or no."""


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_short_and_open(question: str) -> None:
    assert question.endswith("?")
    assert len(question.split()) <= 20
    assert question.split()[0] in OPENINGS


def test_every_theme_asks_in_the_three_rounds(catalogue: Catalogue) -> None:
    asked = [question for theme in catalogue.themes for one in theme.fields.questions for question in one.ask]
    assert sorted(asked) == sorted(str(one.values[0]) for one in QUESTIONS)
    for theme in some(catalogue.themes):
        assert [one.round for one in theme.fields.questions] == ["Hvor er vi?", "Hvad vil vi?", "Hvad gør vi først?"]
        assert all(3 <= len(one.ask) <= 4 for one in theme.fields.questions)


STRENGTHS = re.compile(r"\b(glad\w*|glæder|god\w*|gode|stolte)\b")


def test_the_first_question_of_a_theme_is_about_what_goes_well(catalogue: Catalogue) -> None:
    for theme in some(catalogue.themes):
        assert STRENGTHS.search(theme.fields.questions[0].ask[0]), theme.fields.title
