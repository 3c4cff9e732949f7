"""The editors' lists: what stands on each, what does not, and that they stay short however large the catalogue."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import making
from catalogue.model.pages import AnyPage
from catalogue.views.contents import FRAGMENTS
from catalogue.views.parts import upkeep
from sites import Site
from some import some

TODAY = date(2026, 6, 1)


def lists_of(pages: list[AnyPage], today: date = TODAY) -> dict[str, upkeep.Upkeep]:
    return {one.slug: one for one in upkeep.list_upkeep(replace(making.edition(pages), today=today))}


def on(slug: str, *pages: AnyPage, today: date = TODAY) -> list[tuple[str, str]]:
    """Return the pages and notes of one list, over the small catalogue."""
    shown = lists_of([*making.small(), *pages], today)[slug]
    return [(entry.page.key, entry.note) for entry in shown.entries]


def story(slug: str, **fields: Any) -> AnyPage:
    return making.page(f"stories/{slug}.md", **{"themes": ["blik"], **fields})


def test_a_story_stands_without_a_unit_only_when_it_names_neither_unit_nor_page() -> None:
    told = [
        story("alene"),
        story("med-enhed", units=["nord-a"]),
        story("med-side", interpretations=["syd-a/blik"]),
    ]
    assert on("historier-uden-arbejdsplads", *told) == [("alene", "1. marts 2026")]


def test_a_workplace_in_a_story_by_name_or_by_its_page_is_not_listed_and_no_area_is() -> None:
    assert on("arbejdspladser-uden-historie", story("to", interpretations=["syd-a/blik"])) == [
        (unit, "") for unit in ("nord-b", "syd-b")
    ]


def test_an_idea_that_no_story_tells_of_is_listed_the_best_candidates_first() -> None:
    others = [
        making.page("units/nord-a/digitalt.md", status="i brug"),
        making.page("units/nord-b/digitalt.md", status="idé"),
        making.page("units/syd-a/arbejdsplads.md", status="i brug"),
        making.page("units/syd-b/arbejdsplads.md", borrowed_from=["syd-a/arbejdsplads"]),
    ]
    pages = [page for page in making.small() if page.kind != "interpretation"]
    told = making.page("stories/ny.md", themes=["digitalt"], interpretations=["nord-b/digitalt"])
    lists = lists_of([*pages, *others, told])
    assert [(entry.page.key, entry.note) for entry in lists["ideer-uden-historie"].entries] == [
        ("syd-a/arbejdsplads", "I brug og lånt eller prøvet af 1"),
        ("nord-a/digitalt", "I brug"),
        ("syd-b/arbejdsplads", ""),
    ]


@pytest.mark.parametrize(
    ("updated", "today", "is_old"),
    [
        ("2025-06-01", date(2026, 6, 1), True),
        ("2025-06-02", date(2026, 6, 1), False),
        ("2023-02-28", date(2024, 2, 29), True),
        ("2023-03-01", date(2024, 2, 29), False),
    ],
)
def test_a_page_is_listed_after_a_year(updated: str, today: date, is_old: bool) -> None:
    page = making.page("units/nord-a/fortaelling.md", updated=updated)
    assert ("nord-a/fortaelling" in dict(on("et-aar", page, today=today))) == is_old


def test_old_pages_of_units_are_listed_too_and_the_oldest_come_first() -> None:
    pages = [
        making.page("units/nord-c/index.md", area="nord", updated="2024-01-02"),
        making.page("units/nord-c/blik.md", updated="2023-01-31"),
    ]
    assert on("et-aar", *pages) == [
        ("nord-c/blik", "Opdateret 31. januar 2023"),
        ("nord-c", "Opdateret 2. januar 2024"),
    ]


def test_a_meeting_is_listed_when_its_day_has_passed_and_nobody_has_told_of_it() -> None:
    told: dict[str, dict[str, str]] = {
        "2026-05-31": {},
        "2026-06-01": {},
        "2026-01-01": {"summary": "Vi ved ikke, hvad det blev til."},
        "2026-01-02": {"status": "holdt"},
        "2026-01-03": {"status": "aflyst"},
    }
    meetings = [making.page(f"units/nord-a/meetings/{day}.md", **fields) for day, fields in told.items()]
    assert on("moeder", *meetings) == [
        ("nord-a/meetings/2026-05-31", ""),
        ("nord/meetings/2026-01-15", ""),
        ("syd/meetings/2026-01-15", ""),
    ]


def pictured(file: str, review: date | None = None) -> dict[str, Any]:
    colleagues = {"people": "kolleger", "given": "2024-06-01", "kept_by": "Lederen", "review": str(review)}
    return {"file": file, "alt": "En tavle", "consent": colleagues if review else {"people": "ingen"}}


def test_pictures_are_listed_from_the_day_on_which_people_are_to_be_asked_again() -> None:
    today, before, after = TODAY, TODAY - timedelta(days=40), TODAY + timedelta(days=1)
    pages = [
        making.page("units/nord-a/fortaelling.md", images=[pictured("a.jpg"), pictured("b.jpg", today)]),
        story("med", image=pictured("c.jpg", before), images=[pictured("d.jpg", after)]),
        making.page("units/nord-a/index.md", area="nord", images=[pictured("e.jpg", before)]),
    ]
    told = on("billeder", *pages)
    assert [(page, note.partition(",")[0]) for page, note in told] == [
        ("med", "c.jpg"),
        ("nord-a", "e.jpg"),
        ("nord-a/fortaelling", "b.jpg"),
    ]
    assert all(note.endswith("gemt af: Lederen") for _, note in told)


NEAR = [
    ("De samme få ansigter", "De samme få ansigter"),
    ("De samme få ansigter", "De samme faa ansigter!"),
    ("De samme få ansigter", "De samme få ansigte"),
    ("Morgenmøde ved tavlen", "Ved tavlen: morgenmøde"),
    ("Kaffe med naboerne", "Kaffe med naboer"),
    ("Ti minutter ved tavlen", "Ti minuter ved tavlen"),
]
APART = [
    ("De samme få ansigter", "Vi taler faget op"),
    ("Plejecenter 1", "Plejecenter 2"),
    ("Børnehaven Solen", "Børnehaven Månen"),
    ("Mad", "Med"),
]


@pytest.mark.parametrize(
    ("one", "other", "near"), [*((*pair, True) for pair in NEAR), *((*pair, False) for pair in APART)]
)
def test_titles_are_near_when_a_reader_would_mix_them_up(one: str, other: str, near: bool) -> None:
    pages = [
        making.page("units/nord-a/arbejdsplads.md", title=one),
        making.page("units/syd-b/arbejdsplads.md", title=other),
        making.page("units/nord-b/arbejdsplads.md", title="Noget helt tredje om haven"),
        making.page("units/syd-a/arbejdsplads.md", title="Biblioteket låner ud om natten"),
    ]
    found = upkeep.find_near(pages)
    assert [(first.key, second.key) for first, second in found] == (
        [("nord-a/arbejdsplads", "syd-b/arbejdsplads")] if near else []
    )


def test_titles_are_compared_with_a_few_neighbours_and_never_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [making.page(f"units/u{number}/index.md", title=f"Enhed {number}", area="nord") for number in range(4000)]
    compared = []
    monkeypatch.setattr(upkeep, "_is_near", lambda one, other: compared.append(one) is not None)
    upkeep.find_near(pages)
    assert 4000 <= len(compared) <= 16_000


def test_a_long_list_shows_two_hundred_and_counts_the_others() -> None:
    pages = making.crowd(4000)
    found = lists_of(pages)["arbejdspladser-uden-historie"]
    assert (found.amount, len(found.entries), found.rest) == (4000, 200, 3800)
    html = FRAGMENTS["upkeep"](making.edition(pages), "editors/")
    assert "Og 3.800 andre." in html
    assert len(html) < 400_000


def test_an_empty_list_says_something_kind_and_no_list_hurries_anybody() -> None:
    html = FRAGMENTS["upkeep"](making.edition(making.themes()), "editors/")
    lists = lists_of(making.themes())
    for one in some(lists.values()):
        assert one.empty in html
        assert not re.search(r"mangl|forsink|overskred|bagud|fejl|skal I", one.title + one.advice + one.empty)


def test_every_entry_leads_to_its_page_and_names_its_file(good_site: Site) -> None:
    html = good_site.pages["editors/"].html
    entries = re.findall(r'c-upkeep__entry">\s*<a href="\.\./([^"]+)">.*?<code>([^<]+)</code>', html, re.DOTALL)
    assert entries
    for address, path in entries:
        assert address in good_site.pages
        assert path.removesuffix("index.md").removesuffix(".md").rstrip("/") == address.rstrip("/")


def test_the_lists_are_for_the_editors_and_not_for_search(own_site: Site) -> None:
    assert 'name="robots" content="noindex"' in own_site.pages["editors/"].html
    machines = [path for path in own_site.files if path.endswith((".json", ".xml", ".bin", ".txt"))]
    assert not [path for path in machines if b"editors/" in own_site.files[path]]
    assert {address for address in own_site.own_pages if "editors/" in own_site.links(address)} - {"editors/"} == {
        "contribute/",
        "contribute/guides/editors/",
    }


def test_a_long_list_is_folded_area_by_area_with_nothing_lost_and_a_short_one_stands_open() -> None:
    pages = [*making.themes()]
    for area, amount in (("nord", 20), ("syd", 15)):
        pages.append(making.page(f"units/{area}/index.md", kind="område", title=f"Om {area}"))
        pages += [making.page(f"units/{area}-{n}/index.md", area=area) for n in range(amount)]
    pages.append(making.page("units/alene/index.md"))
    long = lists_of(pages)["arbejdspladser-uden-historie"]
    assert [(group.title, len(group.entries)) for group in long.groups] == [
        ("Om nord", 20),
        ("Om syd", 15),
        ("Andre", 1),
    ]
    html = FRAGMENTS["upkeep"](making.edition(pages), "editors/")
    assert " open data-group" not in html
    assert 'id="_arbejdspladser-uden-historie-nord"' in html
    short = FRAGMENTS["upkeep"](making.edition([*making.themes(), making.page("units/alene/index.md")]), "editors/")
    assert 'id="_arbejdspladser-uden-historie" open' in short
