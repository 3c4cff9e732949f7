"""Everything at once: a fault never hides another, so that a writer is told of all of them in the first round.

(checks.check, reading.reader, reading.editorial)
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from people import CHECKED, UNCHECKED

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
PRIVATE = f"Borgeren {CHECKED} ringede."
BROKEN_STORY = f"---\ntitle: [Morgen]\n---\n{PRIVATE}\n"


def codes_of(checked: Check, path: str) -> set[str]:
    return {problem.code for problem in checked.problems if problem.path == path}


@pytest.mark.parametrize(
    ("path", "text", "codes"),
    [
        ("units/gryden/borger.md", "---\ntitle: Uden resten\n---\n", {"F02", "H01"}),
        ("units/gryden/borger.md", "Kun tekst.\n", {"L04", "H01"}),
        ("units/gryden/borger.md", "---\ntitle: [åben\n---\n", {"L06", "H01"}),
        ("units/gryden/borger.md", b"\xff\xfe", {"L01", "H01"}),
        ("units/gryden/borger.md", "---\ntitle: Uden slut\n", {"L05", "H01"}),
        ("units/nye/borgeren.md", "---\ntitle: Uden resten\n---\n", {"F02", "H02"}),
        ("units/nye/index.md", "---\nkind: enhed\narea: findes-ikke\n---\n", {"F02", "H03"}),
        ("units/nye/index.md", "---\nkind: enhd\narea: findes-ikke\n---\n", {"F02", "F07", "H03"}),
        ("units/nye/index.md", "---\nkind: enhed\n---\n", {"F02", "F13"}),
        ("units/nye/index.md", "---\nkind: enhed\narea: Findes Ikke\n---\n", {"F02", "F10"}),
        ("units/nye/index.md", "---\nkind: område\narea: omraadet\n---\n", {"F02", "F14"}),
        ("units/gryden/borgeren.md", "---\ntitle: Ny\ntopics: [Nej Da, findes-ikke]\n---\n", {"F02", "F10", "H04"}),
        ("units/gryden/borgeren.md", "---\nredirect_from: [units/gryden]\n---\n", {"F02", "H09"}),
        ("units/gryden/borgeren.md", "---\nimages: [{ file: vaek.png }]\n---\n", {"F02", "B01"}),
        ("units/gryden/borgeren.md", "---\nborrowed_from: [vaek/borgeren]\n---\n", {"F02", "H07"}),
        ("stories/ny.md", "---\nthemes: [vaek]\nunits: [vaek]\n---\n", {"F02", "H05", "H06"}),
        ("stories/ny.md", "---\ntitle: Morgen\n---\n", {"F02", "T01"}),
        ("stories/ny.md", "---\nfarve: blå\n---\n[x](vaek.md) [y](file:///p:/x)\n", {"F02", "F01", "T03", "T04"}),
        ("stories/ny.md", "---\nfarve: blå\n---\n![](vaek.png)\n", {"F02", "F01", "T03", "T05"}),
        ("stories/ny.md", '---\nsummary: "Se, TODO"\n---\nVi har fået en arbejdplads mere.\n', {"F02", "T02", "T12"}),
        ("stories/ny.md", "---\nlink: fornavn.efternavn@eksempel.invalid\n---\n", {"F02", "F10", "K01"}),
    ],
)
def test_what_is_wrong_with_fields_hides_nothing_else(
    draw: Draw, judge: Judge, path: str, text: str | bytes, codes: set[str]
) -> None:
    assert codes_of(judge(draw({**trees.small(), path: text})), path) == codes


def test_a_status_that_does_not_hold_is_not_taken_for_one_that_is_missing(draw: Draw, judge: Judge) -> None:
    plan = "plan: [{ action: Vi prøver, deadline: 2026-03-01, status: gennemfort }]"
    docs = draw({**trees.small(), "units/gryden/borgeren.md": trees.interpretation(more=plan)})
    assert codes_of(judge(docs), "units/gryden/borgeren.md") == {"F07"}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("stories/Min_Side.md", trees.story(body=PRIVATE)),
        ("stories/Min Side.MD", trees.story(body=PRIVATE)),
        ("stories/noter.txt", PRIVATE),
        ("stories/noter", PRIVATE),
        ("stories/noter.csv", f"navn;cpr\nA;{CHECKED}\n".encode("latin-1")),
        ("stories/noter.txt", PRIVATE.encode("utf-16")),
        ("stories/noter.txt", PRIVATE.encode("utf-16-be")),
        ("stories/2.md", trees.story(body=PRIVATE)),
        ("stories/con.md", trees.story(body=PRIVATE)),
        ("stories/.skjult.md", PRIVATE),
        ("stories/min plan.docx", PRIVATE),
        ("stories/side.html", f"<p>{PRIVATE}</p>"),
        ("stories/index.md", trees.story(body=PRIVATE)),
        ("units/gryden/arkiv/gammel.md", PRIVATE),
        ("units/gryden.md", PRIVATE),
        ("units/Min Enhed/index.md", trees.unit(body=PRIVATE)),
        ("units/Min Enhed/noter.txt", PRIVATE),
        ("units/.obsidian/noter.md", PRIVATE),
        ("stories/ny.md", BROKEN_STORY),
        ("stories/ny.md", PRIVATE),
        ("stories/ny.md", f"---\ntitle: [åben\n---\n{PRIVATE}"),
        ("stories/ny.md", f"---\ntitle: Uden slut\n{PRIVATE}"),
        ("stories/ny.md", trees.story(body=f"\u202e{PRIVATE}")),
        ("stories/ny.md", trees.story(body=f"Kø {PRIVATE}").encode("latin-1")),
        ("stories/ny.md", trees.story(body=PRIVATE).encode("utf-16")),
        ("stories/ny.md", trees.story(body=PRIVATE).ljust(200_001)),
        ("stories/ny.md", f"---\ntitle: {'a ' * 9_000}\n---\n{PRIVATE}"),
        ("stories/stor.png", f"{PRIVATE}".encode().ljust(15_000_001, b" ")),
        ("about.md", f"---\ntitle: [Om]\n---\n{PRIVATE}"),
        ("om/Min_Side.md", f"---\ntitle: Om\n---\n{PRIVATE}"),
        ("andet.md", PRIVATE),
    ],
)
def test_a_number_is_told_of_whatever_else_is_wrong_with_its_file(
    draw: Draw, judge: Judge, path: str, content: str | bytes
) -> None:
    checked = judge(draw({**trees.small(), path: content}))
    assert "P01" in codes_of(checked, path)
    assert len({problem.code for problem in checked.errors if problem.path.startswith(path.split("/")[0])}) > 1, (
        "it is not the only fault"
    )
    assert not any(CHECKED[:6] in problem.message for problem in checked.problems)


def test_what_may_be_a_number_is_told_of_as_well(draw: Draw, judge: Judge) -> None:
    docs = draw({**trees.small(), "stories/noter.txt": f"Sag {UNCHECKED}", "stories/Ny.md": f"Sag {UNCHECKED}"})
    assert "P02" in codes_of(judge(docs), "stories/noter.txt") & codes_of(judge(docs), "stories/Ny.md")


def test_a_page_whose_name_must_change_can_be_referred_to_by_the_name_it_will_have(draw: Draw, judge: Judge) -> None:
    unit = {"units/Ny Enhed/index.md": trees.unit(), "units/Ny Enhed/borgeren.md": trees.interpretation("Noget nyt")}
    docs = draw({**trees.small(), **unit, "stories/ny.md": trees.story("Ny dag", more="units: [ny-enhed]")})
    checked = judge(docs)
    assert codes_of(checked, "units/Ny Enhed") == {"S02"}
    assert [problem.path for problem in checked.problems if problem.path != "units/Ny Enhed"] == []
    assert "ny-enhed" not in checked.sound_catalogue().unit


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("stories/con.md", "»con« er et navn, som Windows selv bruger. Sæt et ord til, for eksempel »con-siden«."),
        ("units/CON/index.md", "»con« er et navn, som Windows selv bruger. Sæt et ord til, for eksempel »con-siden«."),
        ("stories/COM1.png", "»com1« er et navn, som Windows selv bruger."),
        ("stories/2.md", "Et tal alene er optaget af lange lister. Sæt et ord til, for eksempel »nummer-2«."),
        ("stories/???.md", "Brug mindst ét bogstav."),
        ("stories/" + "a" * 101 + ".md", "Kald den »" + "a" * 40),
        ("stories/Min Side.md", "Kald den »min-side.md«."),
        ("om/con.md", "»con« er et navn, som Windows selv bruger."),
        ("om/Min_Side.md", "Kald den »min-side.md«."),
    ],
)
def test_a_name_that_cannot_be_used_is_told_why(draw: Draw, judge: Judge, path: str, words: str) -> None:
    told = [problem.message for problem in judge(draw({**trees.small(), path: "x"})).problems if problem.code == "S02"]
    assert [words in message for message in told] == [True], told
