"""Meetings: a committee's own page, and for each meeting »Til mødet« before it and what came of it after.

One meeting of a committee has the sheet at a time: the next one, or, where none is planned, the last that was planned
and that nobody has told of. So the pages of a committee are gathered once, however many meetings are planned ahead.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.language import wording
from catalogue.model.fields import Committee
from catalogue.model.pages import MeetingPage, UnitPage
from catalogue.model.places import address_of_meetings
from catalogue.model.statuses import MeetingStatus
from catalogue.rendering.outline import Heading
from catalogue.views.pages.planning import planning_address
from catalogue.views.parts import agendas, appendices, gatherings, items, rotas
from catalogue.views.parts.boards import Board, board_of
from catalogue.views.parts.gatherings import Gathering, Scope, Stage, Window
from catalogue.views.parts.items import Ask, Occasion
from catalogue.views.parts.listings import Sheet, lay_out_plain, numbered
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

LISTED = 200
"""How many entries of a list beside the sheet are shown; the others are counted."""
STAGES = {
    Stage.REACHED: "Nået siden sidst",
    Stage.ONGOING: "I gang",
    Stage.BEFORE_NEXT: "Inden næste møde",
    Stage.PASSED: "Fristen er gået – hvad blev det til?",
}
"""What the steps of each stage stand under, in the order in which one talks of them."""
APPENDICES = {
    "ideer": "Alle idéer og indsatser",
    "erfaringer": "Det har vi lært",
    "historier": "Historier",
    "plads": "Arbejdspladser uden en side endnu",
}
"""What stands beside the sheet: the end of each id, and its title."""


def meeting_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every committee that has a meeting, and of every meeting."""
    for unit in site.catalogue.units:
        board = board_of(site.catalogue, unit, site.today)
        if board.meetings:
            yield from _committee_pages(site, board)
            for meeting in board.meetings:
                yield _meeting_page(site, board, meeting)


def committees(site: Site) -> str:
    """Return the committees of the areas and of the whole, each with the way to its next meeting."""
    boards = (board_of(site.catalogue, unit, site.today) for unit in site.catalogue.heads)
    listed = [(board, _committee_of(site, board)) for board in boards if board.meetings]
    return site.render("fragments/committees.html", boards=listed)


# The committee's own page


def _committee_pages(site: Site, board: Board) -> Iterator[SitePage]:
    committee = _committee_of(site, board)
    title = committee.name if committee else f"Møder i {board.unit.fields.title}"
    for sheet in lay_out_plain(address_of_meetings(board.unit.slug), board.others):
        yield SitePage(
            address=sheet.address,
            title=numbered(_tell_whose(title, board.unit, committee), sheet.number),
            description=f"Møder i {board.unit.fields.title}: det næste møde, hvem der fortæller, og hvad det blev til.",
            kind="meetings",
            updated=None,
            theme="",
            headings=(Heading(1, TOP, numbered(title, sheet.number)),),
            body=partial(_make_committee, site, board, committee, numbered(title, sheet.number), sheet),
        )


def _committee_of(site: Site, board: Board) -> Committee | None:
    """Return the unit's committee, or the one that met last where the unit does not tell."""
    known = (site.catalogue.committee_of(meeting) for meeting in reversed(board.meetings))
    return board.unit.fields.committee or next((one for one in known if one), None)


def _tell_whose(title: str, unit: UnitPage, committee: Committee | None) -> str:
    if committee is None:
        return title
    named = unit.fields.title.casefold() in title.casefold()
    return f"Møder i {title}" if named else f"Møder i {title}, {unit.fields.title}"


def _make_committee(
    site: Site, board: Board, committee: Committee | None, title: str, sheet: Sheet[MeetingPage]
) -> str:
    scope = gatherings.scope_of(site.catalogue, board.unit)
    return site.render(
        "pages/meetings.html",
        board=board,
        title=title,
        unit=board.unit,
        area=_area_above(site, board.unit),
        committee=committee,
        rota=rotas.make_rota(site.catalogue, scope.members, board.meetings, site.today),
        is_workplace=scope.is_workplace,
        quiet=_is_all_example(site, scope),
        sheet=sheet,
        planning=planning_address(site, board.unit),
    )


def _is_all_example(site: Site, scope: Scope) -> bool:
    """Tell whether all that a committee looks at is made up: then that is said once, and not line by line."""
    return site.is_all_example(gatherings.everybody_in(scope))


def _area_above(site: Site, unit: UnitPage) -> UnitPage | None:
    area = site.catalogue.area_of(unit)
    return area if area is not unit else None


# One meeting


def _meeting_page(site: Site, board: Board, meeting: MeetingPage) -> SitePage:
    heading = _headline(board, meeting)
    return SitePage(
        address=meeting.address,
        title=_title_page(site, meeting),
        description=site.catalogue.summary_of(meeting) or f"{site.catalogue.title_of(meeting)}.",
        kind="meeting",
        updated=meeting.fields.updated,
        theme="",
        headings=(Heading(1, TOP, heading), *site.edition.rendered[meeting.path].headings),
        body=partial(_make_meeting, site, board, meeting, heading),
    )


def _headline(board: Board, meeting: MeetingPage) -> str:
    day = wording.in_words(meeting.day)
    if meeting in board.unknown:
        return "Til jeres næste møde" if meeting is board.with_sheet else f"Mødet, der var planlagt til den {day}"
    if meeting.fields.status is MeetingStatus.PLANNED:
        return f"Til mødet den {day}"
    return f"Mødet den {day}" + (" er aflyst" if meeting.fields.status is MeetingStatus.CANCELLED else "")


def _title_page(site: Site, meeting: MeetingPage) -> str:
    """Return the title of a meeting's page, which no other page has."""
    before = {MeetingStatus.PLANNED: "Til mødet: ", MeetingStatus.CANCELLED: "Aflyst: "}
    return before.get(meeting.fields.status, "") + site.catalogue.title_of(meeting)


def _make_meeting(site: Site, board: Board, meeting: MeetingPage, heading: str) -> str:
    catalogue = site.catalogue
    shown = {
        "meeting": meeting,
        "heading": heading,
        "unit": board.unit,
        "area": _area_above(site, board.unit),
        "committee": catalogue.committee_of(meeting),
        "shares": catalogue.shares_of(meeting),
        "board": board,
        "has_headings": bool(site.edition.rendered[meeting.path].headings),
        "earlier": catalogue.meeting_before(meeting),
        "later": catalogue.meeting_after(meeting),
        "is_unknown": meeting in board.unknown,
        "quiet": _is_all_example(site, gatherings.scope_of(catalogue, board.unit)),
    }
    if meeting is board.with_sheet:
        return site.render("pages/meeting-sheet.html", **shown, **_lay_sheet(site, board, meeting))
    return site.render("pages/meeting.html", **shown)


def _lay_sheet(site: Site, board: Board, meeting: MeetingPage) -> dict[str, object]:
    """Return what the sheet of a meeting shows."""
    catalogue = site.catalogue
    scope = gatherings.scope_of(catalogue, board.unit)
    window = _window(site, meeting)
    themes = catalogue.themes_of(meeting)
    gathering = gatherings.gather(catalogue, scope, themes, window)
    titles = [title for slug, title in APPENDICES.items() if slug != "plads" or not scope.is_workplace]
    before = catalogue.held_before(meeting)
    occasion = Occasion(
        meeting=meeting,
        committee=catalogue.committee_of(meeting),
        gathering=gathering,
        before=before,
        between=_between(board, before, meeting),
        shares=catalogue.shares_of(meeting),
        asks=tuple(_find_asks(scope)),
        appendices=titles,
        is_all_example=_is_all_example(site, scope),
    )
    rota = rotas.make_rota(catalogue, scope.members, board.meetings, site.today)
    return {
        **_addresses_of(site, meeting),
        "scope": scope,
        "window": window,
        "gathering": gathering,
        "before": before,
        "between": occasion.between,
        "asks": occasion.asks,
        "asks_shown": items.ASKS_SHOWN,
        "called": occasion.body,
        "rota": rota,
        "spending": agendas.spend(len(occasion.shares)),
        "suggestions": [occasion.name(unit) for unit in rota.suggested],
        "questions": {theme.slug: agendas.rounds_of(theme.fields.questions)[0].questions[0] for theme in themes},
        "stages": STAGES,
        "item": items.write_item(catalogue, occasion, wording.in_words(site.today)),
        **_lay_appendices(site, scope, gathering, titles),
    }


def _addresses_of(site: Site, meeting: MeetingPage) -> dict[str, str]:
    """Return the sheet's whole address, empty where the site does not know its own, and the way to it from itself."""
    known = site.settings.site_address.rstrip("/")
    return {
        "whole": f"{known}/{meeting.address}" if known else "",
        "here": "../" * meeting.address.count("/") + meeting.address,
    }


def _window(site: Site, meeting: MeetingPage) -> Window:
    before, catalogue = site.catalogue.held_before(meeting), site.catalogue
    since = None if before is None else before.fields.sent or before.day
    first = max(meeting.day, site.today)
    following = (
        one.day
        for one in catalogue.meetings_by_unit(meeting.unit)
        if one.day > first and one.fields.status is MeetingStatus.PLANNED
    )
    until = next(following, None)
    return Window(since, site.today, until or first + gatherings.AHEAD, is_agreed=until is not None)


def _between(board: Board, before: MeetingPage | None, meeting: MeetingPage) -> Sequence[MeetingPage]:
    """Return the meetings since the one before that were planned, and of which nobody has told what they came to."""
    return [one for one in board.unknown if one.day < meeting.day and (before is None or one.day > before.day)]


def _find_asks(scope: Scope) -> Iterator[Ask]:
    units = scope.workplaces if scope.is_workplace else (*scope.areas, *scope.workplaces)
    for unit in units:
        yield from (Ask(unit, text) for text in unit.fields.asks)


def _lay_appendices(site: Site, scope: Scope, gathering: Gathering, titles: Sequence[str]) -> dict[str, object]:
    catalogue = site.catalogue
    themes = [news.theme for news in gathering.themes]
    lessons = appendices.collect_lessons(
        catalogue, gathering, themes, lambda page: site.edition.rendered[page.path].lessons
    )
    return {
        "appendices": dict(zip(APPENDICES, titles, strict=False)),
        "telling": gathering.telling,
        "areas": appendices.count_areas(catalogue, gathering),
        "lessons": lessons,
        "stories": appendices.collect_stories(catalogue, scope),
        "listed": LISTED,
    }
