"""The site: an edition with what all its pages share, such as cards that are made once and shown often."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import groupby

from markupsafe import Markup

from catalogue.language.slugs import slugify
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import CHANNELS, Image, Step
from catalogue.model.looks import hue_of, icon_of
from catalogue.model.pages import AnyPage, InterpretationPage, MeetingPage, StoryPage, ThemePage, UnitPage
from catalogue.model.pictures import consents_of, path_of
from catalogue.model.places import Kind, address_about
from catalogue.model.statuses import MeetingStatus
from catalogue.model.workplaces import ANY_MOTIF
from catalogue.rendering import pictures
from catalogue.rendering.edition import Edition
from catalogue.rendering.outline import Heading, Rendered
from catalogue.rendering.pictures import Picture
from catalogue.settings import Settings
from catalogue.views.parts import addresses, editing, plans, states, templating
from catalogue.views.parts.asking import Asking, derive, listen, plain, repeat
from catalogue.views.parts.illustrations import find_shown, looks_of, place_pictures
from catalogue.views.parts.neighbours import Neighbours, find_neighbours
from catalogue.views.parts.sitepages import TOP
from catalogue.views.parts.states import State

Listed = InterpretationPage | StoryPage
NEIGHBOURS, CHANNELS_TOLD, MOTIFS = "neighbours", "channels", "motifs"
"""What is found once for all pages, by the names by which it is asked for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one unit tells about one theme: its interpretation, if there is one, and its further ideas."""

    theme: ThemePage
    pages: tuple[InterpretationPage, ...]

    @property
    def address(self) -> str:
        """Where all of it is found: the interpretation's page, or the one that is made in its place."""
        return address_about(self.pages[0].unit, self.theme.slug)


@dataclass(frozen=True)
class Site(Asking):
    """What every template gets as `site`. Pure: the same edition gives the same answers."""

    edition: Edition
    _cards: dict[tuple[str, str, int], tuple[Markup, tuple[str, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def catalogue(self) -> Catalogue:
        """The pages."""
        return self.edition.catalogue

    @property
    def today(self) -> date:
        """The day the edition is made for."""
        return self.edition.today

    @property
    def settings(self) -> Settings:
        """The catalogue's settings."""
        return self.edition.settings

    @cached_property
    def neighbours(self) -> Neighbours:
        """For each interpretation and idea, by key, three others: about the same theme, or much like it."""
        return derive(self.edition, NEIGHBOURS, lambda edition: find_neighbours(edition.catalogue))

    def text(self, page: AnyPage) -> Markup:
        """Return a page's own text. It is safe: the renderer has sanitised it."""
        return self.safe(self.edition.rendered[page.path])

    def safe(self, rendered: Rendered) -> Markup:
        """Return the HTML of a rendered text, with its pictures in place."""
        return Markup(place_pictures(rendered.html, self.edition.pictures, self.channels))  # noqa: S704

    @cached_property
    def channels(self) -> Mapping[str, str]:
        """Where each image may be shown, by its path, as names between spaces."""
        return derive(self.edition, CHANNELS_TOLD, _find_channels)

    def channels_of(self, page: AnyPage, image: Image) -> str:
        """Return where an image that lies beside a page may be shown."""
        return self.channels.get(path_of(page, image), "")

    def picture(self, page: AnyPage, image: Image) -> Picture | None:
        """Return the picture of an image that lies beside a page, or None when there is none."""
        return self.edition.pictures.get(path_of(page, image))

    def pictures_below(self, page: AnyPage, images: Iterable[Image], above: Image | None = None) -> list[Image]:
        """Return the images that are shown beside a page's text, each once, and none that its text shows already.

        `above` is one that stands over the text.
        """
        shown = find_shown(self.edition.rendered[page.path].html)
        if above:
            shown |= {path_of(page, above)}
        beside: dict[str, Image] = {}
        for image in images:
            beside.setdefault(path_of(page, image), image)
        return [image for path, image in beside.items() if path not in shown]

    def picture_looks(self, picture: Picture) -> str:
        """Return the classes that a picture needs beside those of its place."""
        return looks_of(picture)

    def picture_address(self, page: AnyPage, image: Image) -> str:
        """Return the address of that picture."""
        return pictures.address_of(path_of(page, image))

    def headings(self, page: AnyPage, *own: Heading) -> tuple[Heading, ...]:
        """Return a page's headings: its title, those of its text, and those that the view adds."""
        return (Heading(1, TOP, self.catalogue.title_of(page)), *self.edition.rendered[page.path].headings, *own)

    def hue(self, theme: ThemePage | str) -> str:
        """Return the colour of a theme, given as a page or a slug."""
        return hue_of(self.catalogue.theme[theme] if isinstance(theme, str) else theme)

    def icon(self, theme: ThemePage | str) -> str:
        """Return the drawing of a theme, given as a page or a slug."""
        return icon_of(self.catalogue.theme[theme] if isinstance(theme, str) else theme)

    def motif(self, unit: UnitPage) -> str:
        """Return the drawing of a unit: by its kind of work, else by that of most workplaces of its area."""
        area = self.catalogue.area_of(unit)
        return unit.fields.type.motif if unit.fields.type else self._motifs.get(area.slug if area else "", ANY_MOTIF)

    @cached_property
    def _motifs(self) -> Mapping[str, str]:
        """The drawing that most workplaces of an area have, by the area's slug; of as many, the last by its name."""
        return derive(self.edition, MOTIFS, _find_motifs)

    def area_name(self, unit: UnitPage) -> str:
        """Return the name of a unit's area; empty for an area itself and for a unit without one."""
        area = self.catalogue.area_of(unit)
        return area.fields.title if area and area is not unit else ""

    def type_beside(self, unit: UnitPage) -> str:
        """Return a unit's kind of workplace where its name does not say it: »Plejecenter Egelunden« does."""
        kind = unit.fields.type
        return kind.label if kind and kind.casefold() not in unit.fields.title.casefold() else ""

    def card(self, page: Listed, level: int = 3) -> Markup:
        """Return the card of a page, headed at a level."""
        return self._made("card", "story" if page.kind is Kind.STORY else "interpretation", page, level)

    def row(self, page: Listed, level: int = 3) -> Markup:
        """Return the row of a page in a long list, headed at a level."""
        return self._made("row", "story_row" if page.kind is Kind.STORY else "row", page, level)

    def _made(self, part: str, macro: str, page: Listed, level: int) -> Markup:
        key = part, page.address, level
        if key not in self._cards:
            self._cards[key] = listen(self.edition, partial(templating.call, part, macro, self, page, level))
        made, asked = self._cards[key]
        repeat(self.edition, asked)
        return made

    def cards(self, pages: Iterable[Listed], level: int = 3) -> Markup:
        """Return the cards of pages, one after the other."""
        return Markup("").join(self.card(page, level) for page in pages)

    def committee_name(self, meeting: MeetingPage) -> str:
        """Return the name of the committee that meets, or a plain word where nobody knows it."""
        committee = self.catalogue.committee_of(meeting)
        return committee.name if committee else "Møde"

    def say_what_became(self, meeting: MeetingPage) -> str:
        """Return what became of a meeting; nothing of one that is planned and may still be held."""
        status = meeting.fields.status
        if status is MeetingStatus.PLANNED:
            return f"var {status}" if meeting.day < self.today else ""
        return status.value

    def rows(self, pages: Iterable[Listed], level: int = 3) -> Markup:
        """Return the rows of pages, one after the other."""
        return Markup("").join(self.row(page, level) for page in pages)

    def tells_hard(self, page: Listed) -> bool:
        """Tell whether a page also tells of what is hard."""
        return self.edition.tells_hard(page)

    def is_all_example(self, units: Iterable[UnitPage]) -> bool:
        """Tell whether some units, and all that they have written, are made up."""
        return all(
            unit.fields.example
            and all(page.fields.example for page in self.catalogue.interpretations_by_unit(unit.slug))
            for unit in units
        )

    def state_of(self, pages: Sequence[InterpretationPage]) -> State:
        """Return how far the furthest of some pages is, or the open state where there is no page."""
        return states.state_of(pages)

    def tellings(self, unit: UnitPage) -> list[Telling]:
        """Return what a unit tells, theme by theme."""
        by_theme = groupby(self.catalogue.interpretations_by_unit(unit.slug), key=lambda page: page.theme)
        return [Telling(self.catalogue.theme[theme], tuple(pages)) for theme, pages in by_theme]

    def has_passed(self, step: Step) -> bool:
        """Tell whether a step's deadline has passed without word of how it ended."""
        return plans.has_passed(step, self.today)

    def describe_deadline(self, step: Step) -> str:
        """Return a step's deadline in words."""
        return plans.describe_deadline(step, self.today)

    def edit_address(self, page: AnyPage) -> str:
        """Return where a page can be edited, or an empty text."""
        return editing.edit_address(self.settings, page)

    def form_address(self, page: AnyPage) -> str:
        """Return the address of the form that a page can be put right with, or an empty text."""
        return editing.FORMS.get(page.kind, "")

    def way(self, here: str, address: str) -> str:
        """Return a whole address where the site knows its own, else the way there from the address of a page."""
        known = self.settings.site_address.rstrip("/")
        return f"{known}/{address}" if known else addresses.relative(here, address)

    def page_data(self, page: AnyPage) -> str:
        """Return a page as its form takes it, as JSON, or an empty text."""
        return editing.page_data(page)

    def mail_address(self, subject: str = "", body: str = "") -> str:
        """Return a link for a mail to the editors, or an empty text."""
        return editing.mail_address(self.settings, subject, body)

    def render(self, template: str, **context: object) -> str:
        """Return the HTML of a template with the site at hand. Links still begin with `catalogue:`."""
        return str(templating.render(template, {"site": self, "top": TOP, **context}))


def list_derived(site: Site) -> Mapping[str, Mapping[str, object]]:
    """Return what is found once for all pages, by the name by which they ask for it."""
    return {NEIGHBOURS: plain(site.neighbours), CHANNELS_TOLD: plain(site.channels), MOTIFS: plain(site._motifs)}


def _find_channels(edition: Edition) -> Mapping[str, str]:
    told: dict[str, frozenset[str]] = {}
    for page in edition.catalogue.pages:
        for path, consent in consents_of(page):
            told[path] = told.get(path, frozenset(CHANNELS)) & frozenset(consent.channels)
    return {path: " ".join(slugify(one) for one in CHANNELS if one in said) for path, said in told.items()}


def _find_motifs(edition: Edition) -> Mapping[str, str]:
    told = Counter(
        (unit.fields.area or "", unit.fields.type.motif) for unit in edition.catalogue.workplaces if unit.fields.type
    )
    return {area: motif for (area, motif), _ in sorted(told.items(), key=lambda one: (one[1], one[0]))}
