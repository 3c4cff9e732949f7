"""Meetings: the committee's page, the sheet before a meeting and what came of it after, and the item for the agenda.

(views.pages.meetings, views.parts.boards, views.parts.rotas, views.parts.gatherings, views.parts.items,
views.parts.appendices)
"""

import html
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from catalogue.model.catalogue import link
from catalogue.model.pages import AnyPage
from catalogue.rendering.outline import Rendered
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.agendas import spend
from catalogue.views.parts.boards import board_of
from catalogue.views.parts.gatherings import ROOM, Stage, Window, gather, in_turn, scope_of, share_out
from catalogue.views.parts.rotas import make_rota
from making import TODAY, edition, page, themes
from some import some

OMU = {"name": "Områdeudvalget", "short": "OMU"}
FIVE = (
    "Det aftalte vi sidst",
    "Denne gang fortæller",
    "Tema for tema",
    "Det beder vi om hjælp til",
    "Det tager vi med videre",
)


def area(**fields: Any) -> list[AnyPage]:
    """Return four themes and an area with a nedslag and three workplaces that have written nothing."""
    workplaces = [page(f"units/{slug}/index.md", area="nord", title=slug.capitalize()) for slug in ("a", "b", "c")]
    own = page("units/nord/index.md", kind="område", title="Nord", committee=OMU, **fields)
    return [*themes(), own, page("units/nord/blik.md", title="Vi ser den anden"), *workplaces]


def meeting(day: str, unit: str = "nord", **fields: Any) -> AnyPage:
    return page(f"units/{unit}/meetings/{day}.md", **fields)


def held(day: str, **fields: Any) -> AnyPage:
    return meeting(day, status="holdt", open="true", **fields)


def bodies(pages: Iterable[AnyPage], texts: dict[str, str] | None = None) -> dict[str, str]:
    """Return the HTML of every page of a site by its address, as far as it is about meetings."""
    made = edition(pages, texts)
    return {one.address: one.body() for one in site_pages(made) if "/meetings/" in one.address}


def words(markup: str) -> str:
    """Return the words of some HTML; those within a line stand as they are written."""
    within = re.sub(r"</?(?:a|b|em|span|strong|time)\b[^>]*>", "", markup)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", within).split()))


def item_of(markup: str) -> dict[str, str]:
    """Return the text of each field of the item, as it is copied."""
    fields = re.findall(r'c-item__name"[^>]*>(.*?)</h3>.*?data-words>(.*?)</p>', markup, re.DOTALL)
    return {name: html.unescape(re.sub(r"<[^>]+>", "", text)) for name, text in fields}


# Which meetings a committee's page tells of


BOARDS: dict[str, tuple[dict[str, str], str | None, str | None]] = {
    "none planned, the last one held": ({"2026-01-10": "holdt"}, None, None),
    "the next of two": ({"2026-09-01": "planlagt", "2026-12-01": "planlagt"}, "2026-09-01", "2026-09-01"),
    "today is still to come": ({"2026-06-01": "planlagt"}, "2026-06-01", "2026-06-01"),
    "nobody knows of the last": ({"2026-01-10": "holdt", "2026-05-01": "planlagt"}, None, "2026-05-01"),
    "what was planned before the last that was held": ({"2026-01-10": "planlagt", "2026-05-01": "holdt"}, None, None),
    "a cancelled one is no next one": ({"2026-09-01": "aflyst", "2026-12-01": "planlagt"}, "2026-12-01", "2026-12-01"),
    "nobody knows of the last, and one is planned": (
        {"2026-05-01": "planlagt", "2026-09-01": "planlagt"},
        "2026-09-01",
        "2026-09-01",
    ),
}


@pytest.mark.parametrize(("days", "coming", "with_sheet"), BOARDS.values(), ids=BOARDS)
def test_the_sheet_is_for_the_next_meeting_or_for_one_that_nobody_has_told_of(
    days: dict[str, str], coming: str | None, with_sheet: str | None
) -> None:
    catalogue = link([*area(), *(meeting(day, status=status) for day, status in days.items())])
    board = board_of(catalogue, catalogue.unit["nord"], TODAY)
    assert (board.next and board.next.slug) == coming
    assert (board.with_sheet and board.with_sheet.slug) == with_sheet


def test_only_one_meeting_of_a_committee_has_the_sheet() -> None:
    days = ("2026-05-01", "2026-09-01", "2026-10-01", "2026-11-01")
    made = bodies([*area(), *(meeting(day) for day in days)])
    assert [address for address, body in made.items() if FIVE[2] in body] == ["units/nord/meetings/2026-09-01/"]
    assert "når det er det næste møde" in made["units/nord/meetings/2026-11-01/"]


def test_a_unit_without_meetings_has_no_page_for_them() -> None:
    assert bodies(area()) == {}


# Experiences in turn


def test_a_rota_knows_who_has_told_who_tells_next_and_who_has_not_told_yet() -> None:
    pages = [
        *area(),
        held("2025-01-10", shares=["a", "b"]),
        held("2026-01-10", shares=["a"]),
        meeting("2026-02-10", shares=["c"]),
        meeting("2026-09-10", shares=[["b"]]),
    ]
    catalogue = link(pages)
    scope = scope_of(catalogue, catalogue.unit["nord"])
    rota = make_rota(catalogue, scope.members, catalogue.meetings_by_unit("nord"), TODAY)
    assert [(told.unit.slug, told.meeting.slug) for told in rota.told] == [("b", "2025-01-10"), ("a", "2026-01-10")]
    assert [[unit.slug for unit in group] for group in rota.coming] == [["b"]]
    assert [unit.slug for unit in rota.waiting] == ["c"]
    assert [unit.slug for unit in rota.suggested] == ["c", "a"]


def test_the_committees_page_shows_the_rota_and_the_next_meeting() -> None:
    pages = [*area(), held("2026-01-10", shares=["a"], summary="Vi hørte om ro."), meeting("2026-09-10", shares=["b"])]
    text = words(bodies(pages)["units/nord/meetings/"])
    for told in (
        "Næste møde 10. september 2026",
        "Denne gang fortæller: B",
        "Har ikke fortalt endnu C",
        "Vi hørte om ro.",
    ):
        assert told in text
    assert "Har fortalt, længst siden først A 10. januar 2026" in text


def test_a_workplace_has_no_rota_and_the_whole_has_its_areas_in_turn() -> None:
    pages = [*area(), page("units/alle/index.md", kind="kommune", title="Alle")]
    pages += [meeting("2026-09-10", "a"), meeting("2026-09-10", "alle")]
    made = bodies(pages)
    assert "Erfaringer på skift" not in made["units/a/meetings/"]
    assert "Har ikke fortalt endnu Nord" in words(made["units/alle/meetings/"])


# What there is to talk about


WINDOW = Window(since=date(2026, 3, 1), today=TODAY, until=date(2026, 9, 1))
STEPS: dict[str, tuple[dict[str, str], str, Stage | None]] = {
    "done since": ({"status": "gennemført"}, "2026-03-01", Stage.REACHED),
    "done before": ({"status": "gennemført"}, "2026-02-28", None),
    "stopped": ({"status": "stoppet"}, "2026-05-01", None),
    "going on, and told of since": ({"status": "i gang"}, "2026-05-01", Stage.ONGOING),
    "going on, and not told of": ({"status": "i gang"}, "2026-02-01", None),
    "a deadline today": ({"deadline": "2026-06-01"}, "2026-02-01", Stage.BEFORE_NEXT),
    "a deadline on the day of the next meeting": ({"deadline": "2026-09-01"}, "2026-02-01", Stage.BEFORE_NEXT),
    "a deadline after it": ({"deadline": "2026-09-02", "status": "i gang"}, "2026-05-01", Stage.ONGOING),
    "a deadline that has passed": ({"deadline": "2026-05-31", "status": "i gang"}, "2026-02-01", Stage.PASSED),
    "done in spite of its deadline": ({"deadline": "2026-05-31", "status": "gennemført"}, "2026-05-31", Stage.REACHED),
    "agreed": ({"status": "aftalt"}, "2026-05-01", None),
}


@pytest.mark.parametrize(("step", "updated", "stage"), STEPS.values(), ids=STEPS)
def test_a_step_stands_where_it_is_talked_of(step: dict[str, str], updated: str, stage: Stage | None) -> None:
    catalogue = link([*area(), page("units/a/blik.md", updated=updated, plan=[{"action": "Vi prøver", **step}])])
    gathered = gather(catalogue, scope_of(catalogue, catalogue.unit["nord"]), catalogue.themes, WINDOW)
    found = [stage for stage, few in gathered.themes[0].steps.items() if few]
    assert found == ([stage] if stage else [])


@pytest.mark.parametrize(("discussed", "shown"), [({}, []), ({"discussed": "2026-05-02"}, ["Vi går en tur"])])
def test_a_plan_is_on_the_areas_sheet_when_the_lmu_has_talked_of_it(
    discussed: dict[str, str], shown: list[str]
) -> None:
    plan = [{"action": "Vi går en tur", "theme": "blik", "status": "i gang"}]
    unit = page("units/a/index.md", area="nord", title="A", updated="2026-05-02", plan=plan, **discussed)
    catalogue = link([*(one for one in area() if one.path != unit.path), unit])
    gathered = gather(catalogue, scope_of(catalogue, catalogue.unit["nord"]), catalogue.themes, WINDOW)
    assert [planned.step.action for planned in gathered.themes[0].steps[Stage.ONGOING].shown] == shown
    assert gathered.heard_from == len(shown)


def test_each_workplace_is_heard_once_before_anybody_is_heard_again() -> None:
    assert in_turn(["a1", "a2", "a3", "b1", "c1", "b2"], lambda one: one[0]) == ("a1", "b1", "c1", "a2", "b2", "a3")


@pytest.mark.parametrize(
    ("amounts", "room", "shares"),
    [([9, 1, 0], 6, [5, 1, 0]), ([2, 2], 9, [2, 2]), ([5, 5, 5], 4, [2, 1, 1]), ([], 3, []), ([4], 0, [0])],
)
def test_the_room_of_a_theme_is_shared_by_its_lists(amounts: list[int], room: int, shares: list[int]) -> None:
    assert share_out(amounts, room) == shares


def test_however_many_workplaces_there_are_a_sheet_has_the_same_room() -> None:
    steps = [{"action": f"Indsats {n}", "status": "i gang"} for n in range(4)]
    many = [*area(), meeting("2026-09-10")]
    for number in range(80):
        many.append(page(f"units/u{number}/index.md", area="nord"))
        many += [
            page(f"units/u{number}/{theme}.md", updated="2026-05-01", plan=steps) for theme in ("blik", "digitalt")
        ]
    catalogue = link(many)
    gathered = gather(catalogue, scope_of(catalogue, catalogue.unit["nord"]), catalogue.themes, WINDOW)
    lines = [len(one.ideas.shown) + sum(len(few.shown) for few in one.steps.values()) for one in gathered.themes]
    assert lines == [ROOM // 4, ROOM // 4, 0, 0]
    body = bodies(many)["units/nord/meetings/2026-09-10/"]
    assert "(6 af 80, alle i bilag 1)" in words(body)
    assert body.count("Indsats 3") == 160, "the appendix has them all, each once"


@pytest.mark.parametrize("groups", range(7))
def test_an_item_takes_from_30_to_45_minutes_as_long_as_five_tell(groups: int) -> None:
    spent = spend(groups)
    assert spent.telling == 5 * groups
    assert min(spent.recalled, spent.talking, spent.asked, spent.carried_on) >= 5
    assert 30 <= spent.minutes <= (45 if groups <= 5 else 50)


# The sheet


def test_a_sheet_has_five_parts_in_the_order_in_which_one_talks() -> None:
    body = bodies([*area(), meeting("2026-09-10")])["units/nord/meetings/2026-09-10/"]
    headings = [words(one) for one in re.findall(r"<h2 id.*?</h2>", body, re.DOTALL)]
    assert [heading.split(" ", 1)[1].split(" 5 min")[0].split(" 15 min")[0] for heading in headings[:5]] == [*FIVE]
    assert headings[5:] == ["Om mødet den 10. september 2026", "Punktet til dagsordenen", "Bilag"]


def test_what_was_decided_comes_back_with_a_question_where_its_day_has_passed() -> None:
    decisions = [
        {"text": "LMU'erne taler om ro.", "goes_to": ["LMU"], "deadline": "2026-05-01", "role": "Formanden"},
        {"text": "HU får besked."},
    ]
    pages = [*area(), held("2026-01-10", decisions=decisions), meeting("2026-09-10")]
    pages += [page("units/a/blik.md", updated="2026-05-01"), page("units/b/blik.md", updated="2026-01-09")]
    text = words(bodies(pages)["units/nord/meetings/2026-09-10/"])
    assert "LMU'erne taler om ro. Formanden · Fristen var 1. maj 2026 – hvad blev det til? · Går videre til LMU" in text
    assert "Siden da er der nyt fra 1 arbejdsplads i kataloget." in text


@pytest.mark.parametrize(
    ("sent", "told", "news"),
    [
        ({}, "»Siden sidst« er siden den 10. januar 2026.", []),
        ({"sent": "2026-01-02"}, "2. januar 2026, da", ["Idéen"]),
    ],
)
def test_since_last_time_counts_from_the_day_the_sheet_went_out(
    sent: dict[str, str], told: str, news: list[str]
) -> None:
    pages = [*area(), held("2026-01-10", **sent), meeting("2026-09-10")]
    pages.append(page("units/a/blik.md", title="Idéen", updated="2026-01-05"))
    body = bodies(pages)["units/nord/meetings/2026-09-10/"]
    assert told in words(body)
    assert ("Sådan så det ud den 1. juni 2026." in words(body)) is True
    news_list = body[: body.index("Punktet til dagsordenen</h2>")]
    assert ("Nye og ændrede idéer" in news_list) is bool(news)


def test_an_earlier_meeting_that_nobody_has_told_of_is_no_last_time() -> None:
    pages = [*area(), held("2025-06-10"), meeting("2026-01-10"), meeting("2026-09-10")]
    text = words(bodies(pages)["units/nord/meetings/2026-09-10/"])
    assert "Mødet den 10. januar 2026 var planlagt. Vi ved ikke, hvad det blev til." in text
    assert "»Siden sidst« er siden den 10. juni 2025." in text


def test_a_planned_meeting_whose_day_has_passed_says_so_and_has_its_sheet_as_of_today() -> None:
    made = bodies([*area(), meeting("2026-01-10")])
    text = words(made["units/nord/meetings/2026-01-10/"])
    assert "Til jeres næste møde" in text
    assert "den 10. januar 2026, og vi ved ikke, hvad det blev til" in text
    assert "Var planlagt. Vi ved ikke, hvad det blev til." in words(made["units/nord/meetings/"])


def test_a_theme_without_news_has_a_question_to_talk_about() -> None:
    text = words(bodies([*area(), meeting("2026-09-10")])["units/nord/meetings/2026-09-10/"])
    assert text.count("Intet nyt siden sidst. Tal om: Hvad er vi gode til i dag, når det gælder temaet?") == 4
    assert "Spørgsmålene er redaktionens forslag." in text


def test_a_meeting_about_some_themes_leaves_the_others_out() -> None:
    pages = [*area(), page("units/a/digitalt.md", title="Skærmen"), meeting("2026-09-10", themes=["blik"])]
    body = bodies(pages)["units/nord/meetings/2026-09-10/"]
    assert re.findall(r'id="_tema-(\w+)"', body) == ["blik"]
    assert "Skærmen" not in body


def test_what_workplaces_ask_for_stands_with_who_asks() -> None:
    asking = page("units/a/index.md", area="nord", title="A", asks=["Hvem har en ladcykel?"])
    pages = [*(one for one in area(asks=["Områdets eget"]) if one.path != asking.path), asking, meeting("2026-09-10")]
    text = words(bodies(pages)["units/nord/meetings/2026-09-10/"])
    assert "Hvem har en ladcykel? A" in text
    assert "Områdets eget" not in text, "what the area asks is for the committee above it"


def test_a_workplaces_own_committee_gets_its_own_steps_and_no_rota() -> None:
    plan = [{"action": "Vi går en tur", "status": "i gang"}]
    pages = [
        *area(),
        page("units/a/blik.md", title="Turen", updated="2026-05-01", plan=plan),
        meeting("2026-09-10", "a"),
    ]
    pages.append(page("units/b/blik.md", title="En andens"))
    body = bodies(pages)["units/a/meetings/2026-09-10/"]
    text = words(body)
    for told in (
        *FIVE,
        "Turen",
        "Vi går en tur",
        "Områdets nedslag: Vi ser den anden",
        "Til OMU",
        "Det går vi selv i gang med",
    ):
        assert told in text
    for other in ("En andens", "Hvem fortæller næste gang?", "uden en side endnu"):
        assert other not in text


def test_the_whole_sums_over_its_areas() -> None:
    pages = [*area(), page("units/alle/index.md", kind="kommune", title="Alle"), meeting("2026-09-10", "alle")]
    pages.append(page("units/a/blik.md", title="Turen", plan=[{"action": "Gå", "status": "i gang"}]))
    body = bodies(pages)["units/alle/meetings/2026-09-10/"]
    text = words(body)
    assert "Nedslag i Nord: Vi ser den anden" in text
    assert "Turen A" in text
    assert re.findall(r"</span>(\d+)</td>", body) == ["3", "1", "1"], "workplaces, ideas and steps"
    assert "Nord 2 arbejdspladser" in text
    assert "%" not in text


# What stands beside it


def test_lessons_of_pages_and_of_steps_are_gathered_theme_by_theme() -> None:
    step = {"action": "Vi prøver", "lesson": "Ferier kræver en afløser"}
    pages = [*area(), page("units/a/blik.md", title="Turen", plan=[step]), meeting("2026-09-10")]
    made = edition(pages)
    rendered = {**made.rendered, "units/a/blik.md": Rendered("<p>x</p>", lessons=("Gå langsomt.", "Tag en makker."))}
    made = type(made)(made.catalogue, rendered, made.today)
    body = next(one.body() for one in site_pages(made) if one.address == "units/nord/meetings/2026-09-10/")
    appendix = words(body[body.index('id="_bilag-erfaringer"') : body.index('id="_bilag-historier"')])
    assert "Gå langsomt. Tag en makker. Turen A" in appendix
    assert "Ferier kræver en afløser Vi prøver A" in appendix
    assert "Vis 2 erfaringer" in appendix


def test_workplaces_without_a_page_are_named_kindly_and_without_percentages() -> None:
    pages = [*area(), page("units/a/blik.md"), meeting("2026-09-10")]
    body = bodies(pages)["units/nord/meetings/2026-09-10/"]
    appendix = words(body[body.index('id="_bilag-plads"') :])
    assert "Vis 2 arbejdspladser B C" in appendix
    assert "når det passer dem" in appendix
    assert "%" not in appendix


# The item for the agenda


def test_the_item_has_the_fields_of_an_agenda_as_plain_text() -> None:
    decisions = [{"text": "LMU'erne taler om »ro« & plads."}]
    pages = [*area(), held("2026-01-10", decisions=decisions), meeting("2026-09-10", shares=["a", ["b", "c"]])]
    pages.append(page("units/a/blik.md", updated="2026-05-01", plan=[{"action": "Gå", "deadline": "2026-05-01"}]))
    fields = item_of(bodies(pages)["units/nord/meetings/2026-09-10/"])
    assert [*fields] == [
        "Sagsfremstilling",
        "Sammenhæng til andre politikker",
        "Økonomiske konsekvenser",
        "Indstilling",
        "Bilag",
    ]
    for name, text in fields.items():
        assert text == text.strip(), name
        assert re.search(r"[<>]|&\w+;|\n\n\n|[ \t]\n|\n[ \t]", text) is None, name
    told = fields["Sagsfremstilling"]
    assert "På mødet den 10. januar 2026 blev det besluttet:\n- LMU'erne taler om »ro« & plads." in told
    assert "Denne gang fortæller A og B sammen med C." in told
    assert "1 ny eller ændret idé og 1 indsats, hvis frist er gået." in told
    assert fields["Indstilling"].startswith("Formanden indstiller, at udvalget\n1. hører, hvad der er sket")
    assert fields["Bilag"].endswith("Bilagene står på siden om mødet:\nunits/nord/meetings/2026-09-10/")


def test_the_item_names_the_strategies_of_its_themes() -> None:
    pages = [one for one in area() if one.path != "themes/blik.md"]
    pages += [page("themes/blik.md", title="Blik", order="1", strategies=["HR-strategien"]), meeting("2026-09-10")]
    related = item_of(bodies(pages)["units/nord/meetings/2026-09-10/"])["Sammenhæng til andre politikker"]
    assert related == "Punktet hænger sammen med:\n- HR-strategien (Blik)"


def test_a_meeting_of_the_staff_is_not_called_a_committee() -> None:
    pages = [*area(), meeting("2026-09-10", "a", committee={"name": "Personalemøde med MED-status"})]
    assert "at mødet\n" in item_of(bodies(pages)["units/a/meetings/2026-09-10/"])["Indstilling"]


# After the meeting


def test_after_a_meeting_its_page_tells_what_came_of_it_and_has_no_sheet() -> None:
    past = held(
        "2026-01-10",
        summary="Vi hørte om ro.",
        shares=["a"],
        decisions=[{"text": "Vi prøver igen."}],
        sources=[{"title": "Sagen", "case": "22/1"}],
    )
    body = bodies([*area(), past], {past.path: "<p>Det fylder at finde tid.</p>"})["units/nord/meetings/2026-01-10/"]
    text = words(body)
    for told in (
        "Mødet den 10. januar 2026",
        "Vi hørte om ro.",
        "Vi prøver igen.",
        "Det fylder at finde tid.",
        "sag 22/1",
    ):
        assert told in text
    assert "Fortalte om deres erfaringer A" in text
    assert "Det tager vi med videre" not in text


@pytest.mark.parametrize(
    ("status", "told"),
    [("aflyst", "Mødet den 10. januar 2026 er aflyst"), ("holdt", "Her står kun det, der er åbent for alle.")],
)
def test_a_meeting_that_tells_nothing_says_so_honestly(status: str, told: str) -> None:
    pages = [*area(), meeting("2026-01-10", status=status)]
    assert told in words(bodies(pages, {"units/nord/meetings/2026-01-10.md": ""})["units/nord/meetings/2026-01-10/"])


# The ways to it


def test_a_unit_and_its_area_lead_to_their_meetings_and_to_the_sheet_for_the_plan() -> None:
    made = edition([*area(), meeting("2026-09-10"), meeting("2026-05-10", "a")])
    pages = {
        one.address: one.body() for one in site_pages(made) if one.address in ("units/nord/", "units/a/", "units/b/")
    }
    assert 'href="../../units/nord/meetings/2026-09-10/">Til mødet den 10. september 2026' in pages["units/nord/"]
    assert 'href="../../units/a/meetings/2026-05-10/">Til det næste møde' in pages["units/a/"]
    assert "meetings/" not in pages["units/b/"]
    for body in some(pages.values()):
        assert 'href="../../dialogue/plan/nord/"' in body


def test_the_committees_of_the_areas_are_listed_with_their_next_meeting() -> None:
    made = edition([*area(), meeting("2026-09-10"), meeting("2026-05-10", "a")])
    text = words(FRAGMENTS["committees"](made, "dialogue/"))
    assert "Områdeudvalget Næste møde: 10. september 2026" in text
    assert "10. maj" not in text, "a workplace's own committee is found by the workplace"
