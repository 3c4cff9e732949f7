"""Tables: the catalogue for a spreadsheet. An edition comes in; sheets of cells go out, for all and for each area.

What is shown of a page is what the page says: a draft of a plan is in no table, and an example says that it is one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.model import plans
from catalogue.model.pages import AnyPage, InterpretationPage, MeetingPage, UnitPage
from catalogue.model.plans import PlannedStep
from catalogue.model.statuses import MeetingStatus
from catalogue.rendering.edition import Edition

EXAMPLE = "Opdigtet eksempel"


@dataclass(frozen=True, slots=True)
class Link:
    """The way to a page: whole when the site knows its own address, else from the site's root."""

    address: str

    @property
    def is_whole(self) -> bool:
        """Whether the link leads there from anywhere."""
        return "://" in self.address


Cell = str | int | date | Link | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how wide it is, in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the stem of its file, its title, its columns, and its rows in the order of the catalogue."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Sheets = tuple[Sheet, ...]
"""Ideas, plans and meetings, in that order."""
_WORKPLACE, _AREA, _TYPE = Column("Arbejdsplads", 32), Column("Område", 26), Column("Slags arbejdsplads", 22)
_THEME, _SUMMARY, _UPDATED = Column("Tema", 24), Column("Kort fortalt", 60), Column("Opdateret", 12)
_EXAMPLE, _LINK = Column(EXAMPLE, 18), Column("Link", 40)


def make_tables(edition: Edition) -> Iterator[tuple[str, Sheets]]:
    """Yield the tables of the whole catalogue under the folder "", then those of each area under the area's address.

    Each row is made once. The same edition gives the same tables.
    """
    made = [(maker, list(maker.rows(edition))) for maker in _MAKERS]
    yield "", tuple(maker.sheet(row for _, row in rows) for maker, rows in made)
    by_area = [(maker, _by_area(rows)) for maker, rows in made]
    for area in edition.catalogue.areas:
        yield area.address, tuple(maker.sheet(rows.get(area.slug, ())) for maker, rows in by_area)


def _by_area(rows: Sequence[tuple[str, Row]]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for area, row in rows:
        found[area].append(row)
    return found


@dataclass(frozen=True, slots=True)
class _Maker:
    """How one of the tables is made. `rows` yields each row with the slug of its area, empty for the whole."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition], Iterator[tuple[str, Row]]]

    def sheet(self, rows: Iterator[Row] | Sequence[Row]) -> Sheet:
        return Sheet(self.name, self.title, self.columns, tuple(rows))


def _rows_of_ideas(edition: Edition) -> Iterator[tuple[str, Row]]:
    catalogue = edition.catalogue
    for page in catalogue.interpretations:
        unit, theme, fields = catalogue.unit_of(page), catalogue.theme_of(page), page.fields
        yield (
            _area_of(edition, unit),
            (
                *_whose(edition, unit),
                theme.fields.title,
                fields.title,
                fields.summary,
                fields.status,
                _joined(theme.fields.topics.get(topic, topic) for topic in fields.topics),
                fields.where,
                len(fields.plan),
                _yes(edition.tells_hard(page)),
                _joined(_idea_in_words(edition, one) for one in catalogue.borrowed_from(page)),
                len(catalogue.lent_to(page.key)),
                len({tried.slug for tried, _ in catalogue.tried_by(page.key)}),
                *_end(edition, page),
            ),
        )


def _rows_of_plans(edition: Edition) -> Iterator[tuple[str, Row]]:
    for planned in plans.all_shown_steps(edition.catalogue):
        step = planned.step
        yield (
            _area_of(edition, planned.unit),
            (
                *_whose(edition, planned.unit),
                planned.theme.fields.title,
                "Arbejdspladsens plan" if planned.is_own else planned.page.fields.title,
                _beginning_of(edition, planned),
                step.action,
                step.goal,
                step.first_step,
                step.responsible,
                step.deadline,
                step.status,
                step.lesson,
                *_end(edition, planned.page),
            ),
        )


def _rows_of_meetings(edition: Edition) -> Iterator[tuple[str, Row]]:
    catalogue = edition.catalogue
    for meeting in catalogue.meetings:
        unit, fields = catalogue.unit_of(meeting), meeting.fields
        committee = catalogue.committee_of(meeting)
        yield (
            _area_of(edition, unit),
            (
                meeting.day,
                committee.name if committee else None,
                *_whose(edition, unit),
                _status_of(meeting, edition.today),
                _joined(theme.fields.title for theme in catalogue.themes_of(meeting)),
                _joined(one.fields.title for group in catalogue.shares_of(meeting) for one in group),
                fields.summary,
                _joined(decision.text for decision in fields.decisions),
                fields.sent,
                _yes(fields.open),
                *_end(edition, meeting),
            ),
        )


_MAKERS = (
    _Maker(
        "ideas",
        "Idéer",
        (
            *(_WORKPLACE, _TYPE, _AREA, _THEME, Column("Idé", 40), _SUMMARY, Column("Status", 12)),
            *(Column("Emner", 30), Column("Hvor hos jer", 20), Column("Indsatser i planen", 12)),
            *(Column("Fortæller om det svære", 14), Column("Lånt fra", 40), Column("Lånt af", 10)),
            *(Column("Prøvet af", 10), _UPDATED, _EXAMPLE, _LINK),
        ),
        _rows_of_ideas,
    ),
    _Maker(
        "plans",
        "Planer",
        (
            *(_WORKPLACE, _TYPE, _AREA, _THEME, Column("Står på", 34), Column("Begynder i", 34), Column("Indsats", 44)),
            *(Column("Mål", 36), Column("Første skridt", 36), Column("Ansvarlig", 24), Column("Frist", 12)),
            *(Column("Status", 14), Column("Erfaring", 44), _UPDATED, _EXAMPLE, _LINK),
        ),
        _rows_of_plans,
    ),
    _Maker(
        "meetings",
        "Møder",
        (
            *(Column("Dato", 12), Column("Udvalg", 36), Column("Hvor", 32), _TYPE, _AREA, Column("Status", 22)),
            *(Column("Temaer", 40), Column("Fortæller", 40), _SUMMARY, Column("Beslutninger", 60)),
            *(Column("Sendt ud", 12), Column("Åbent punkt", 12), _UPDATED, _EXAMPLE, _LINK),
        ),
        _rows_of_meetings,
    ),
)


def _status_of(meeting: MeetingPage, today: date) -> str:
    """Return what is known of a meeting. A planned one whose day has passed is not said to have been held."""
    status = meeting.fields.status
    return "var planlagt" if status is MeetingStatus.PLANNED and meeting.day < today else str(status)


def _whose(edition: Edition, unit: UnitPage) -> Row:
    area = edition.catalogue.area_of(unit)
    return unit.fields.title, unit.fields.type, area.fields.title if area else None


def _area_of(edition: Edition, unit: UnitPage) -> str:
    area = edition.catalogue.area_of(unit)
    return area.slug if area else ""


def _beginning_of(edition: Edition, planned: PlannedStep) -> str:
    return _idea_in_words(edition, planned.nedslag) if planned.nedslag else planned.origin


def _idea_in_words(edition: Edition, page: InterpretationPage) -> str:
    return f"{page.fields.title} ({edition.catalogue.unit_of(page).fields.title})"


def _joined(words: Iterable[str]) -> str:
    """Return several in one cell. Names may have commas and »og« of their own."""
    return " · ".join(words)


def _yes(value: bool) -> str | None:
    return "ja" if value else None


def _end(edition: Edition, page: AnyPage) -> Row:
    """Return the last cells of a row: when its page was looked through, whether it is an example, and its address."""
    root = edition.settings.site_address.rstrip("/")
    fields = page.fields
    return (
        getattr(fields, "updated", None),
        _yes(getattr(fields, "example", False)),
        Link(f"{root}/{page.address}" if root else f"/{page.address}"),
    )
