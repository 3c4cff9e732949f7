"""Editions made by hand, small and large, for the tests of the views."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

from catalogue.model.catalogue import link
from catalogue.model.fields import Fields, Interpretation, Meeting, Story, Theme, Unit
from catalogue.model.pages import AnyPage, Page
from catalogue.model.places import Kind, place_of
from catalogue.rendering.edition import Edition
from catalogue.rendering.outline import Rendered
from catalogue.settings import Settings
from catalogue.views.contents import FRAGMENTS, site_pages

TODAY = date(2026, 6, 1)
THEMES = ("blik", "digitalt", "arbejdsplads", "fortaelling")
_MODELS: Mapping[str, type[Fields]] = {
    "theme": Theme,
    "unit": Unit,
    "interpretation": Interpretation,
    "idea": Interpretation,
    "story": Story,
    "meeting": Meeting,
}
_DEFAULTS: Mapping[str, dict[str, Any]] = {
    "theme": {"subtitle": "Undertitel", "summary": "Temaet kort.", "order": "1"},
    "unit": {"kind": "enhed", "summary": "Vi er her.", "updated": "2026-01-31"},
    "interpretation": {"summary": "Idéen kort.", "updated": "2026-02-10"},
    "idea": {"summary": "Idéen kort.", "updated": "2026-02-10"},
    "story": {"summary": "Historien kort.", "date": "2026-03-01"},
    "meeting": {"status": "planlagt", "updated": "2026-02-10"},
}


def page(path: str, **fields: Any) -> AnyPage:
    """Return a page at a path, its kind taken from there. Fields that are not given have plain values."""
    place = place_of(path)
    assert place is not None
    title = {} if place.kind is Kind.MEETING else {"title": f"Om {place.key}"}
    values = {**title, **_DEFAULTS[place.kind], **fields}
    return Page(place, _MODELS[place.kind].model_validate(values), {}, "", 1)


def with_title(one: AnyPage, title: str) -> AnyPage:
    """Return a page with a title that the model would refuse."""
    fields = one.fields.model_copy(update={"title": title, "summary": title})
    return Page(one.place, fields, {}, "", 1)


def themes() -> list[AnyPage]:
    """Return the four themes, each with two topics."""
    topics = {"et": "Første emne", "to": "Andet emne"}
    return [page(f"themes/{slug}.md", order=str(n), topics=topics) for n, slug in enumerate(THEMES, start=1)]


def edition(pages: Iterable[AnyPage], texts: Mapping[str, str] | None = None, **settings: Any) -> Edition:
    """Return an edition of the pages, with some texts by path, on the tests' day."""
    catalogue = link(pages)
    rendered = {one.path: Rendered((texts or {}).get(one.path, "<p>Tekst.</p>")) for one in catalogue.pages}
    return Edition(catalogue, rendered, TODAY, Settings(**settings))


def small() -> list[AnyPage]:
    """Return four themes, two areas, four units with their interpretations, and a story: every view has something."""
    pages = [*themes()]
    for area in ("nord", "syd"):
        pages.append(page(f"units/{area}/index.md", kind="område", committee={"name": "OMU"}))
        pages += [page(f"units/{area}/meetings/{day}.md") for day in ("2026-01-15", "2026-09-15")]
        pages.append(page(f"units/{area}/blik.md", topics=["et"]))
        for unit in (f"{area}-a", f"{area}-b"):
            contact = {"role": "Sekretariatet", "mail": "post@eksempel.invalid"}
            pages.append(
                page(f"units/{unit}/index.md", area=area, contact=contact, professions=["lærer"], type="skole")
            )
            steps = [{"action": "Vi prøver", "deadline": "2026-05-01", "status": "i gang", "goal": "Ro"}]
            pages.append(page(f"units/{unit}/blik.md", topics=["et"], plan=steps, borrowed_from=[f"{area}/blik"]))
            pages.append(page(f"units/{unit}/digitalt.md", topics=["to"], status="idé"))
    stories = {"themes": ["blik"], "units": ["nord-a"], "interpretations": ["nord-a/blik"]}
    pages.append(page("stories/historien.md", **stories, link="https://intranet.eksempel.invalid/a"))
    return pages


def crowd(units: int) -> list[AnyPage]:
    """Return one area of many units, each with one interpretation of the first theme."""
    pages = [*themes(), page("units/nord/index.md", kind="område")]
    for number in range(units):
        pages.append(page(f"units/u{number}/index.md", area="nord"))
        pages.append(page(f"units/u{number}/blik.md", topics=[("et", "to")[number % 2]]))
    return pages


def everything(made: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the address and the HTML of every view: the pages, and the pieces of editorial pages."""
    for one in site_pages(made):
        yield one.address, one.address, one.body()
    for name, make in FRAGMENTS.items():
        yield name, "overview/", make(made, "overview/")


class Elements(HTMLParser):
    """The elements of some HTML, as tag and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, *tags: str) -> list[dict[str, str]]:
        """Return the attributes of every element of some tags."""
        return [attributes for tag, attributes in self.found if tag in tags]
