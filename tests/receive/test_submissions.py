"""Submissions: places follow from kind and key, and nothing that was sent becomes a path. (receive.fields)"""

from dataclasses import replace

import pytest

import trees
from catalogue.model.fields import Interpretation, Unit
from catalogue.receive.fields import field_at, label_of
from catalogue.receive.findings import Refused
from catalogue.receive.pages import form_address
from catalogue.receive.proposals import Event, Proposal, Standing, What, from_json, to_json
from catalogue.receive.submissions import place_of_key
from receiving import NOON, NUMBER, photo, submission, with_pictures

SENT = Event(What.SENT, NOON)
PLACES = [
    ("idea", "gryden/blik-for-borgeren/fejlbogen", "units/gryden/blik-for-borgeren/fejlbogen.md"),
    ("unit", "gryden", "units/gryden/index.md"),
    ("interpretation", "gryden/borgeren", "units/gryden/borgeren.md"),
    ("story", "morgen", "stories/morgen.md"),
    ("meeting", "gryden/meetings/2026-06-20", "units/gryden/meetings/2026-06-20.md"),
]


@pytest.mark.parametrize(("kind", "key", "path"), PLACES)
def test_the_place_follows_from_kind_and_key(kind: str, key: str, path: str) -> None:
    place = place_of_key(kind, key)
    assert place is not None
    assert (place.path, place.key, str(place.kind)) == (path, key, kind)


WRONG = [
    ("theme", "borgeren"),
    ("unit", "gryden/borgeren"),
    ("interpretation", "gryden"),
    ("interpretation", "../themes/borgeren"),
    ("interpretation", "gryden/../../x"),
    ("interpretation", "gryden/index"),
    ("story", "a/b"),
    ("meeting", "gryden/2026-06-20"),
    ("meeting", "gryden/meetings"),
    ("meeting", "gryden/meetings/../index"),
    ("idea", "gryden/meetings/2026-06-20"),
    ("story", "../units/gryden/index"),
    ("unit", ".git"),
    ("unit", "Gryden"),
    ("unit", "con"),
    ("unit", "7"),
    ("unit", "x" * 101),
    ("unit", "a\n"),
    ("", ""),
    ("page", "gryden"),
]


@pytest.mark.parametrize(("kind", "key"), WRONG)
def test_a_kind_or_a_key_that_is_none_is_refused_and_not_repeated(kind: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        submission(trees.interpretation(), kind=kind, key=key)
    told = [finding.message for finding in caught.value.findings]
    assert caught.value.status == 422
    assert all(len(key) < 2 or key not in message for message in told)


@pytest.mark.parametrize("committee", ["", "committee:\n  name: LMU\n"])
def test_a_meeting_is_called_by_its_committee_and_its_day(committee: str) -> None:
    text = f"---\nstatus: planlagt\nupdated: 2026-05-01\n{committee}---\n"
    sent = submission(text, kind="meeting", key="gryden/meetings/2026-06-20")
    assert sent.title == f"{'LMU' if committee else 'Møde'} den 20. juni 2026"


def test_the_nth_picture_is_the_nth_that_the_page_names() -> None:
    first, second = photo(colour="red"), photo(colour="blue")
    sent = submission(with_pictures("en.png", "to.png"), first, second)
    assert sent.pictures == {"units/gryden/en.png": first, "units/gryden/to.png": second}
    assert list(sent.files) == ["units/gryden/borgeren.md", "units/gryden/en.png", "units/gryden/to.png"]


@pytest.mark.parametrize("name", ["../en.png", "en.svg", "En.png", "index.html", "a/b.png", ".png", "en.md", "en.pdf"])
def test_a_picture_has_a_name_of_the_catalogue_s_or_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        submission(with_pictures(name), photo())


def test_more_pictures_than_the_page_names_and_two_of_one_name_are_refused() -> None:
    for text in (with_pictures("en.png"), with_pictures("en.png", "en.png")):
        with pytest.raises(Refused):
            submission(text, photo(), photo(colour="red"))


def test_the_page_of_an_unlisted_workplace_comes_in_the_same_sending() -> None:
    sent = submission(trees.interpretation(), key="nye/borgeren", unit_text=trees.unit("Nye"))
    assert list(sent.files) == ["units/nye/borgeren.md", "units/nye/index.md"]
    with pytest.raises(Refused):
        submission(trees.story(), kind="story", key="ny", unit_text=trees.unit("Nye"))


def test_what_a_browser_makes_of_line_ends_is_put_back() -> None:
    text = trees.interpretation(body="Linje 1\n\nLinje 2\n")
    assert submission(text.replace("\n", "\r\n")).files == submission(text).files


def test_who_tells_may_not_be_a_number() -> None:
    assert submission(trees.interpretation(), told_to=" Lederen \n").told_to == "Lederen"
    for told in (NUMBER, "x" * 201):
        with pytest.raises(Refused) as caught:
            submission(trees.interpretation(), told_to=told)
        assert caught.value.findings[0].field == "told_to"


FIELDS = [
    ("title: Et\nsummary: To\nplan:\n- action: Vi gør\n  deadline: snart\n", 6, "", "plan.0.deadline"),
    ("title: Et\nsummary: To\n", 3, "", "summary"),
    ("title: Et\n", 1, "»Kort fortalt« (summary) mangler.", "summary"),
    ("title: Et\n", 9, "", "section-2"),
    ("title: Et\n", 6, "", "section-1"),
]


@pytest.mark.parametrize(("front", "line", "message", "name"), FIELDS)
def test_a_line_belongs_to_a_field_of_the_form(front: str, line: int, message: str, name: str) -> None:
    body = "" if "summary" in front else "\nFørst.\n\n\n## Det gør vi\n\nNoget.\n"
    page = submission(trees.page(front, body)).page
    assert field_at(page, line, message) == name


def test_fields_of_a_workplace_s_own_page_are_named_as_the_form_names_them() -> None:
    sent = submission(
        trees.interpretation(), key="nye/borgeren", unit_text=trees.unit("Nye", more="contact:\n  role: x\n")
    )
    page = sent.page_at("units/nye/index.md")
    assert field_at(page, 2, "", "unit.") == "unit.title"
    assert field_at(page, page.lines[("contact", "role")], "", "unit.") == "contact.role"


def test_a_field_has_its_danish_label() -> None:
    assert label_of(Interpretation, "plan.0.action") == "Indsats"
    assert label_of(Unit, "unit.title") == "Navn" or label_of(Unit, "unit.title")
    assert label_of(Interpretation, "section-2") == "Det gør vi"
    assert label_of(Interpretation, "") == "siden"


def test_a_plan_is_the_workplace_s_own_page_and_is_answered_in_the_form_it_came_from() -> None:
    made = submission(trees.unit(more="plan: [{ action: Vi ringer, theme: borgeren }]"), kind="plan", key="gryden")
    assert (made.place.path, str(made.place.kind), made.form) == ("units/gryden/index.md", "unit", "plan")
    sent = Proposal("0" * 64, "unit", "gryden", "Gryden", ("units/gryden/index.md",), "", (SENT,), form=made.form)
    assert from_json(to_json(sent)) == sent
    assert form_address("/", Standing(sent, "")) == "/contribute/form/plan/"
    assert form_address("/", Standing(replace(sent, form=""), "")) == "/contribute/form/unit/"
    assert field_at(made.page, 8, "»Tema« (theme) i indsats 1 mangler.") == "plan.0.theme"
