"""Feeds: what is new, for programs that follow along – as Atom (RFC 4287) and as JSON Feed 1.1.

One of each for the whole catalogue, for each theme and for each area, beside the page they are about. All text in them
is plain. A site that does not know its own address gives relative links, which Atom allows; JSON Feed does not, and
goes without. Ids never depend on the address, so that nothing looks new on the day it is set.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree

from catalogue.language import wording
from catalogue.model.news import FEED_FILES, Channel, Notice, list_channels
from catalogue.rendering.edition import Edition
from catalogue.settings import Settings

ATOM, JSON = FEED_FILES
LENGTH = 50
"""How many of the newest pages a feed holds."""
EXAMPLE = "Opdigtet eksempel"
_NAMESPACE = UUID("6d0f9a3e-2a0b-5c1d-9d3f-6b7a54c0e8f1")
# What XML 1.0 (section 2.2) has no way to write.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_feeds(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the path of every feed within the site, and its text. The same edition gives the same text."""
    rest = _newest_day(edition)
    for channel in list_channels(edition.catalogue, LENGTH):
        feed = Feed(channel, edition.settings, channel.notices[0].day if channel.notices else rest)
        yield f"{channel.address}{ATOM}", feed.to_atom()
        yield f"{channel.address}{JSON}", feed.to_json()


def _newest_day(edition: Edition) -> date:
    """Return the day of a feed without a page: that of the newest page there is, else the edition's."""
    catalogue = edition.catalogue
    days = (
        *(unit.fields.updated for unit in catalogue.units),
        *(page.fields.updated for page in catalogue.interpretations),
        *(story.fields.news_day for story in catalogue.stories),
        *(meeting.fields.updated for meeting in catalogue.meetings),
    )
    return max(days, default=edition.today)


@dataclass(frozen=True)
class Feed:
    """A channel's feed, in either form. `updated` is the day of its newest page."""

    channel: Channel
    settings: Settings
    updated: date

    @property
    def title(self) -> str:
        """What the feed is called."""
        return f"{self.settings.name}: {self.channel.title}" if self.channel.title else self.settings.name

    @property
    def about(self) -> str:
        """What the feed holds."""
        where = "om" if self.channel.address.startswith("themes/") else "fra"
        return f"Nye sider og historier {where} {self.channel.title or self.settings.organisation}."

    def link(self, address: str) -> str:
        """Return the link to an address of the site: absolute when the site knows its own, else as seen from here."""
        if self.settings.site_address:
            return f"{self.settings.site_address.rstrip('/')}/{address}"
        return "../" * self.channel.address.count("/") + address or "./"

    def to_atom(self) -> str:
        """Return the feed as Atom."""
        root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "da"})
        own = f"{self.channel.address}{ATOM}"
        _add(root, "id", identify(self.settings, own))
        _add(root, "title", self.title)
        _add(root, "subtitle", self.about)
        _add(root, "updated", to_time(self.updated))
        _add(_add(root, "author"), "name", self.settings.organisation)
        _add(root, "link", rel="self", type="application/atom+xml", href=self.link(own))
        _add(root, "link", rel="alternate", type="text/html", href=self.link(self.channel.address))
        for notice in self.channel.notices:
            self._add_entry(root, notice)
        ElementTree.indent(root, " ")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'

    def _add_entry(self, root: ElementTree.Element, notice: Notice) -> None:
        entry = _add(root, "entry")
        _add(entry, "id", id_of(self.settings, notice))
        _add(entry, "title", title_of(notice))
        _add(entry, "updated", to_time(notice.day))
        if notice.is_story:
            _add(entry, "published", to_time(notice.day))
        for unit in notice.units:
            _add(_add(entry, "author"), "name", unit)
        _add(entry, "link", rel="alternate", type="text/html", href=self.link(notice.page.address))
        for tag in tags_of(notice):
            _add(entry, "category", term=tag)
        _add(entry, "summary", notice.summary)
        _add(entry, "content", text_of(notice))

    def to_json(self) -> str:
        """Return the feed as JSON Feed."""
        own = f"{self.channel.address}{JSON}"
        links = {"home_page_url": self.link(self.channel.address), "feed_url": self.link(own)}
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            **(links if self.settings.site_address else {}),
            "description": self.about,
            "language": "da",
            "authors": [{"name": self.settings.organisation}],
            "items": [self._to_item(notice) for notice in self.channel.notices],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"

    def _to_item(self, notice: Notice) -> Mapping[str, Any]:
        link = {"url": self.link(notice.page.address)} if self.settings.site_address else {}
        authors = {"authors": [{"name": unit} for unit in notice.units]} if notice.units else {}
        return {
            "id": id_of(self.settings, notice),
            **link,
            "title": title_of(notice),
            "summary": notice.summary,
            "content_text": text_of(notice),
            "date_published" if notice.is_story else "date_modified": to_time(notice.day),
            **authors,
            "tags": list(tags_of(notice)),
        }


def identify(settings: Settings, address: str) -> str:
    """Return an id that is the same for good: of an address within the catalogue of an organisation."""
    return uuid5(_NAMESPACE, f"{settings.organisation}/{address}").urn


def id_of(settings: Settings, notice: Notice) -> str:
    """Return a page's id. A page that has been renamed keeps the one of its first address."""
    return identify(settings, notice.first_address)


def to_time(day: date) -> str:
    """Return the time of a day. Midnight in London is the same day in Denmark, all year."""
    return f"{day.isoformat()}T00:00:00Z"


def title_of(notice: Notice) -> str:
    """Return a title for lists that show nothing else."""
    return f"{EXAMPLE}: {notice.title}" if notice.page.fields.example else notice.title


def tags_of(notice: Notice) -> Iterator[str]:
    """Yield what a page can be sorted by."""
    yield from notice.themes
    yield notice.kind
    if notice.status:
        yield notice.status
    if notice.page.fields.example:
        yield EXAMPLE


def text_of(notice: Notice) -> str:
    """Return what a feed tells of a page, a fact a line."""
    facts = (
        (EXAMPLE, notice.page.fields.example),
        (notice.summary, True),
        (f"Tema: {wording.listed(notice.themes)}", notice.themes),
        (f"Fra: {wording.listed(notice.units)}", notice.units),
        (f"Status: {notice.status}", notice.status),
    )
    return "\n".join(fact for fact, is_told in facts if is_told)


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    plain = {name: _NOT_IN_XML.sub("", value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, plain)
    element.text = _NOT_IN_XML.sub("", text) or None
    return element
