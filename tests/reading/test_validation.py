"""Values: what writers write in a field is understood, or told of with the nearest guess.

(language.values, model.fields, reading.validation)
"""

import json
from pathlib import Path

import pytest

import trees
from catalogue.model.fields import MODELS, Fields, Interpretation, Story, Unit
from catalogue.model.pages import AnyPage
from catalogue.reading.validation import label_of

INTERPRETATION = "units/gryden/borgeren.md"


def problems_of(path: str, text: str) -> list[str]:
    """Return what is told of a page: the line, the message and the code."""
    _, problems = trees.read(path, text)
    return [f"{problem.line}: {problem.message} [{problem.code}]" for problem in problems]


def sound(path: str, text: str) -> AnyPage:
    """Return a page that has no problems."""
    page, problems = trees.read(path, text)
    assert problems == []
    assert page is not None
    return page


DATES = json.loads((Path(__file__).parents[1] / "javascript/form/dates.json").read_text("utf-8"))
"""What people write for a date, and what is meant, or else what is lacking: the form reads by the same table."""


@pytest.mark.parametrize(("written", "guess"), [*DATES["meant"].items(), ("٢٠٢٦-٠٢-١٠", "2026-02-10")])
def test_a_date_in_another_form_is_told_of_with_the_right_form(written: str, guess: str) -> None:
    (told,) = problems_of(INTERPRETATION, trees.interpretation(updated=f'"{written}"'))
    shown = written.replace("\u00a0", " ")
    assert f"er »{shown}«, men skal være en dato: år-måned-dag. Mente du »{guess}«? [F05]" in told


@pytest.mark.parametrize(("written", "lack"), DATES["lacking"].items())
def test_what_is_no_day_or_more_than_one_is_told_of_without_a_guess(written: str, lack: str) -> None:
    (told,) = problems_of(INTERPRETATION, trees.interpretation(updated=f'"{written}"'))
    way = {
        "": "dag. Skriv for eksempel 2026-02-10.",
        "day": "Skriv også dagen, for eksempel 2026-02-10.",
        "week": "En uge har syv dage, så skriv den ene, for eksempel 2026-02-10.",
        "year": "Skriv også året, for eksempel 2026-02-10.",
        "order": "Den kan læses på to måder, så skriv året med fire tal, for eksempel 2026-02-10.",
    }[lack]
    assert told.endswith(f"{way} [F05]")


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "2026-04-31"])
def test_a_day_that_is_in_no_calendar_is_told_of(written: str) -> None:
    (told,) = problems_of(INTERPRETATION, trees.interpretation(updated=written))
    assert told == f"4: »Opdateret« (updated) er »{written}«, men den dag findes ikke i kalenderen. [F06]"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("true", True), ("ja", True), ("Yes", True), ("TRUE", True), ("false", False), ("nej", False), ("no", False)],
)
def test_yes_and_no_are_understood_in_both_tongues(written: str, expected: bool) -> None:
    page = sound("stories/x.md", trees.story(more=f"tells_hard: {written}"))
    assert page.fields.tells_hard is expected


@pytest.mark.parametrize("written", ["måske", "1", "on", "y", "[ja]", "{ja: ja}"])
def test_neither_yes_nor_no_is_told_of(written: str) -> None:
    (told,) = problems_of("stories/x.md", trees.story(more=f"tells_hard: {written}"))
    assert told[-5:] in ("[F12]", "[F04]")


@pytest.mark.parametrize("written", ["0", "100", "1.0", "-1", "første", "1e1", "١", "9999999", "0x1", "[1]"])
def test_an_order_that_is_no_number_from_1_to_99_is_told_of(written: str) -> None:
    (told,) = problems_of("themes/x.md", trees.theme().replace("order: 1", f"order: {written}"))
    assert told.startswith("5: »Nummer« (order) ")


@pytest.mark.parametrize("written", ["1", "99", "007"])
def test_a_whole_number_is_understood(written: str) -> None:
    assert sound("themes/x.md", trees.theme().replace("order: 1", f"order: {written}")).fields.order == int(written)


@pytest.mark.parametrize("title", ["no", "2024", "2026-1-5", "12:30", "1e3", "Vi & I", "»Hej«", "C\\D", "50 % færre"])
def test_a_title_stays_as_it_is_written(title: str) -> None:
    assert sound(INTERPRETATION, trees.interpretation(title)).fields.title == title


def test_line_breaks_and_spaces_in_a_text_become_one_space() -> None:
    page = sound(INTERPRETATION, trees.interpretation("|\n  Morgen\n    møde"))
    assert page.fields.title == "Morgen møde"


@pytest.mark.parametrize("found", ["<", ">", "{", "}"])
def test_a_sign_of_code_in_a_text_is_told_of(found: str) -> None:
    text = trees.page(f'title: "a{found}b"\nsummary: x\nupdated: 2026-02-01')
    (told,) = problems_of(INTERPRETATION, text)
    assert f"»Overskrift« (title) indeholder »{found}«." in told


@pytest.mark.parametrize(("length", "codes"), [(160, []), (161, ["[F08]"])])
def test_a_summary_holds_160_characters(length: int, codes: list[str]) -> None:
    text = trees.page(f"title: x\nsummary: {'å' * length}\nupdated: 2026-02-01")
    assert [told[-5:] for told in problems_of(INTERPRETATION, text)] == codes


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("topics: [taet-paa]", ""),
        ("topics: []", ""),
        ("topics: [Tæt]", "F10"),
        ("topics: [tæt]", "F10"),
        ("topics: [a/b]", "F10"),
        ('topics: ["a\\n"]', "F10"),
        ("topics: [[a]]", "F04"),
        ("borrowed_from: [a/b]", ""),
        ("borrowed_from: [a/b/c/d]", "F10"),
        ("borrowed_from: [../b]", "F10"),
        ("borrowed_from: a/b", "F04"),
        ("redirect_from: [units/a, units/a/b/]", ""),
        ("redirect_from: [/units/a]", "F10"),
        ("redirect_from: [../a]", "F10"),
        ("redirect_from: ['']", "F10"),
        ("redirect_from: [index.html]", "F10"),
        ("images: [{file: a.png, alt: b, consent: {people: ingen}}]", ""),
        ("images: [{file: A.png, alt: b, consent: {people: ingen}}]", "F10"),
        ("images: [{file: ../a.png, alt: b, consent: {people: ingen}}]", "F10"),
        ("images: [{file: a.svg, alt: b, consent: {people: ingen}}]", "F10"),
        ("images: [{file: https://x.invalid/a.png, alt: b, consent: {people: ingen}}]", "F10"),
        ("images: [{file: a.png, alt: '', consent: {people: ingen}}]", "F03"),
        ("images: [a.png]", "F04"),
        ("images: {file: a.png, alt: b, consent: {people: ingen}}", "F04"),
        ("plan: [{action: a, status: i gang}]", ""),
        ("plan: [{action: a, status: I gang}]", "F07"),
        ("plan: [{action: a, status: [i gang]}]", "F04"),
        ("plan: [{action: a, deadline: 2026-6-1}]", "F05"),
        ("plan: {action: a}", "F04"),
        ("plan: a", "F04"),
        ("status: afprøves", ""),
        ("status: Afprøves", "F07"),
        ("status: ''", "F07"),
        ("status:", ""),
        ("example: true", ""),
        ("hide: [toc]", "F01"),
        ("template: redirect.html", "F01"),
        ("render_macros: true", "F01"),
        ("Status: idé", "F01"),
        ("'': x", "F01"),
        ("~: x", "F01"),
        ("1: x", "F01"),
    ],
)
def test_every_form_of_field_is_checked(field: str, code: str) -> None:
    told = problems_of(INTERPRETATION, trees.interpretation(more=field))
    assert [one[-4:-1] for one in told] == ([code] if code else [])
    assert all(one.startswith("5: ") for one in told)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("contact: {role: Lederen}", ""),
        ("contact: {role: Lederen, mail: a@b.dk}", ""),
        ("contact: {mail: a@b.dk}", "F02"),
        ("contact: {role: Lederen, mail: a@b}", "F10"),
        ("contact: {role: Lederen, mail: 'a b@c.dk'}", "F10"),
        ("contact: {role: Lederen, mail: 'a@b.dk?cc=x@y.dk<'}", "F10"),
        ("contact: {role: Lederen, telefon: '12345678'}", "F01"),
        ("contact: [Lederen]", "F04"),
        ("professions: [pædagog]", ""),
        ("professions: [Pædagog]", "F07"),
        ("professions: pædagog", "F04"),
        ("committee: {name: LMU}", ""),
        ("committee: {short: LMU}", "F02"),
        ("committee: LMU", "F04"),
        ("follow_up: [{date: 2026-01-01, committee: LMU}]", "F01"),
    ],
)
def test_every_form_of_a_units_field_is_checked(field: str, code: str) -> None:
    told = problems_of("units/gryden/index.md", trees.unit(more=field))
    assert [one[-4:-1] for one in told] == ([code] if code else [])


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("link: https://intranet.eksempel.invalid/a?b=c#d", ""),
        ("link: javascript:alert(1)", "F10"),
        ("link: //eksempel.invalid", "F10"),
        ("link: eksempel.invalid", "F10"),
        ('link: "https://a b"', "F10"),
        ('link: "https://a\\"b"', "F10"),
        ("image: {file: a.png, alt: b, consent: {people: ingen}}", ""),
        ("image: [{file: a.png, alt: b, consent: {people: ingen}}]", "F04"),
        ("units: gryden", "F04"),
    ],
)
def test_every_form_of_a_storys_field_is_checked(field: str, code: str) -> None:
    told = problems_of("stories/x.md", trees.story(more=field))
    assert [one[-4:-1] for one in told] == ([code] if code else [])


def test_a_story_needs_at_least_one_theme() -> None:
    (told,) = problems_of("stories/x.md", trees.story(themes=""))
    assert told.startswith("5: »Temaer« (themes) ")
    assert told.endswith("[F03]")


@pytest.mark.parametrize(
    ("model", "way", "label"),
    [
        (Unit, ("kind",), "»Slags« (kind)"),
        (Interpretation, ("plan", 1, "deadline"), "»Frist« (deadline) i indsats 2"),
        (Interpretation, ("images", 0, "alt"), "»Billedtekst« (alt) i billede 1"),
        (Unit, ("contact", "mail"), "»Mail« (mail)"),
        (Story, ("themes", 0), "»Temaer« (themes)"),
        (Unit, ("ukendt",), "»ukendt«"),
        (Unit, (), "Siden"),
    ],
)
def test_a_field_is_named_by_its_label_and_its_key(model: type[Fields], way: tuple[str | int, ...], label: str) -> None:
    assert label_of(model, *way) == label


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_danish_label_a_description_and_its_own_words(model: type[Fields]) -> None:
    labels = [field.title for field in model.by_key().values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(field.description for field in model.by_key().values())
    assert model.__doc__
    assert model.kind_name


OWN_ICONS = "»hænder«, »skærm«, »hus«, »taleboble«, »kompas«, »blad«, »lys«, »bro«"


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("material/hand-hart", " Mente du »material/hand-heart«?"),
        ("fontawesome/solid/hous", " Mente du »fontawesome/solid/house«?"),
        ("taleboblen", " Mente du »taleboble«?"),
        ("../../../etc/passwd", ""),
    ],
)
def test_an_icon_that_is_not_there_is_told_of_with_the_nearest(written: str, guess: str) -> None:
    (told,) = problems_of("themes/x.md", trees.theme(more=f"icon: {written}"))
    also = "et af Materials tegn, for eksempel »material/hand-heart«"
    assert told == f"6: »Tegn« (icon) er »{written}«, men skal være {OWN_ICONS} eller {also}.{guess} [F07]"


@pytest.mark.parametrize("written", ["hus", "material/hand-heart", "simple/git", "octicons/heart-16"])
def test_an_icon_is_one_of_ours_or_one_of_materials(written: str) -> None:
    assert sound("themes/x.md", trees.theme(more=f"icon: {written}")).fields.icon == written


@pytest.mark.parametrize(
    ("written", "guess"),
    [("Nej", "ingen"), ("no", "ingen"), ("Kolleger", "kolleger"), ("kollegaer", "kolleger"), ("personale", "kolleger")],
)
def test_whom_one_can_know_is_guessed_from_an_answer_in_other_words(written: str, guess: str) -> None:
    more = f"images: [{{file: a.png, alt: b, consent: {{people: {written}}}}}]\n"
    (told,) = problems_of(INTERPRETATION, trees.interpretation(more=more))
    assert told.endswith(f"Mente du »{guess}«? [F07]")


@pytest.mark.parametrize(("written", "guess"), [("Facebook", "sociale medier"), ("intranet", "intranettet")])
def test_a_channel_is_guessed_from_what_it_is_called_in_talk(written: str, guess: str) -> None:
    more = f"images: [{{file: a.png, alt: b, consent: {{people: ingen, channels: [{written}]}}}}]\n"
    (told,) = problems_of(INTERPRETATION, trees.interpretation(more=more))
    assert told.endswith(f"Mente du »{guess}«? [F07]")
