"""Every field of the model shows: a page with it looks otherwise than one without, somewhere a reader comes.

(model.fields)
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from catalogue.model.catalogue import link
from catalogue.model.fields import MODELS, Consent, Fields, Image, Interpretation, Meeting, Story, Text, Theme, Unit
from catalogue.model.pages import AnyPage, Page
from catalogue.model.places import place_of
from catalogue.reading.validation import choices_within, is_list, model_within
from catalogue.rendering.edition import Edition
from catalogue.rendering.outline import Rendered
from catalogue.rendering.pictures import Picture
from catalogue.views.contents import FRAGMENTS, site_pages
from making import TODAY

Way = tuple[str, ...]
PATHS: Mapping[type[Fields], str] = {
    Theme: "themes/blik-for-borgeren.md",
    Unit: "units/eksempelgryden/index.md",
    Interpretation: "units/eksempelgryden/blik-for-borgeren.md",
    Story: "stories/doeren.md",
    Meeting: "units/sundhed-og-omsorg/meetings/2026-01-20.md",
}
"""The pages that are looked at; those of AROUND are there for the examples of their fields to refer to."""
UPDATED = {"summary": "Kort.", "updated": "2026-01-31"}
THEME = {"subtitle": "Under", "summary": "Kort."}
AROUND: Mapping[str, dict[str, Any]] = {
    "themes/digitale-muligheder.md": {"title": "Digitale muligheder", "order": "2", **THEME},
    "themes/blik-for-borgeren.md": {
        "title": "Blik for borgeren",
        "order": "1",
        **THEME,
        "topics": {"taet-paa-borgeren": "Tæt på borgeren"},
    },
    "units/sundhed-og-omsorg/index.md": {"title": "Sundhed og Omsorg", "kind": "område", **UPDATED},
    "units/sundhed-og-omsorg/digitale-muligheder.md": {"title": "Vi ser på skærmen", **UPDATED},
    "units/sundhed-og-omsorg/blik-for-borgeren.md": {"title": "Vi ser borgeren", **UPDATED},
    "units/eksempelgryden/index.md": {"title": "Gryden", "kind": "enhed", "area": "sundhed-og-omsorg", **UPDATED},
    "units/eksempelgryden/blik-for-borgeren.md": {"title": "Fejlbogen", **UPDATED, "plan": [{"action": "Saml op"}]},
    "units/sundhed-og-omsorg/meetings/2026-01-20.md": {"status": "holdt", "updated": "2026-01-31"},
    "stories/doeren.md": {
        "title": "Døren",
        "summary": "Kort.",
        "date": "2026-03-01",
        "themes": ["blik-for-borgeren"],
    },
}
FOR_EDITORS = ("finder", "form_ways", "upkeep")
DATA = re.compile(r' data-[a-z-]+="[^"]*"')
"""What scripts are told, the whole page as it may be mended among it: no reader sees that."""
OTHERS: Mapping[str, Any] = {
    "themes": ["digitale-muligheder"],
    "theme": "blik-for-borgeren",
    "from": "apv",
    "ask": ["Og hvad så?"],
    "idea": "sundhed-og-omsorg/blik-for-borgeren",
}
"""Another value for fields that must be there and whose examples cannot be changed by rule."""
SHOWN_OTHERWISE: Mapping[tuple[type[Fields], Way], str] = {
    **{(model, ("aliases",)): "the search alone finds a page by them" for model in MODELS},
    **{(model, ("redirect_from",)): "old addresses lead here" for model in (Unit, Interpretation, Story, Meeting)},
    **{
        (model, (*image, "consent", *way)): "the editors and »Del« heed it"
        for model, image in (*((one, ("images",)) for one in (Theme, Unit, Interpretation, Story)), (Story, ("image",)))
        for way in ((), *((key,) for key in Consent.by_key()))
    },
}
"""Fields that no page shows, and why."""


def ways_in(model: type[Fields], before: Way = ()) -> Iterator[tuple[Way, type[Fields]]]:
    """Yield the way to every field of a model and of those within it, with the model that has it."""
    for key, field in model.by_key().items():
        yield (*before, key), model
        if inner := model_within(field.annotation):
            yield from ways_in(inner, (*before, key))


def example_of(model: type[Fields], key: str) -> Any:
    """Return an example of a field: its own, or one of the model within it with what it must have."""
    field = model.by_key()[key]
    if field.examples:
        return field.examples[0]
    if inner := model_within(field.annotation):
        values = {name: example_of(inner, name) for name, one in inner.by_key().items() if one.is_required()}
        return [values] if is_list(field.annotation) else values
    return "Et eksempel"


def another(model: type[Fields], key: str) -> Any:
    """Return another value than the example of a field."""
    field, value = model.by_key()[key], example_of(model, key)
    if key == "consent":
        return {"people": "ingen"}
    if key in OTHERS:
        return OTHERS[key]
    if choices := choices_within(field.annotation):
        other = next(choice for choice in choices if choice != value)
        return [other] if is_list(field.annotation) else other
    if str(value).isdecimal():
        return str(int(value) + 1)
    try:
        return str(date.fromisoformat(value) + timedelta(days=1))
    except ValueError:
        stem, dot, ending = value.rpartition(".")
        return f"{stem}-to{dot}{ending}" if model is Image and key == "file" else f"{value} igen"


def pairs_of(model: type[Fields], way: Way) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield values with a field and without it (None), or, where that shows nothing, with another value."""
    key, *within = way
    field = model.by_key()[key]
    if not within:
        if not field.is_required():
            yield {key: example_of(model, key)}, {key: None}
        if key in OTHERS or choices_within(field.annotation) or field.is_required():
            yield {key: example_of(model, key)}, {key: another(model, key)}
        return
    inner = model_within(field.annotation)
    assert inner is not None
    required = {name: example_of(inner, name) for name, one in inner.by_key().items() if one.is_required()}
    for pair in pairs_of(inner, tuple(within)):
        one, two = ({**required, **values} for values in pair)
        one, two = ({name: value for name, value in values.items() if value is not None} for values in (one, two))
        yield ({key: [one]}, {key: [two]}) if is_list(field.annotation) else ({key: one}, {key: two})


def seen(model: type[Fields], values: Mapping[str, Any]) -> dict[str, str]:
    """Return all that readers see when the page of a model has some values."""
    pages = [make(path, fields) for path, fields in AROUND.items() if path != PATHS[base_of(model)]]
    path = PATHS[base_of(model)]
    given = {key: value for key, value in {**AROUND[path], **values}.items() if value is not None}
    pages.append(make(path, given, model))
    catalogue = link(pages)
    pictures = {
        f"{folder}/{name}": Picture(640, 480, Path("x.webp"))
        for folder in ("stories", "themes", "units/eksempelgryden")
        for name in ("nybagte-boller.jpg", "nybagte-boller-to.jpg")
    }
    rendered = {one.path: Rendered("<p>Tekst.</p>") for one in catalogue.pages}
    edition = Edition(catalogue, rendered, TODAY, pictures=pictures)
    pages_made = {one.address: one.body() for one in site_pages(edition) if not one.address.startswith("contribute/")}
    pieces = {name: make(edition, "") for name, make in FRAGMENTS.items() if name not in FOR_EDITORS}
    return {name: DATA.sub("", html) for name, html in {**pages_made, **pieces}.items()}


def base_of(model: type[Fields]) -> type[Fields]:
    return next(one for one in MODELS if issubclass(model, one))


def make(path: str, values: Mapping[str, Any], model: type[Fields] | None = None) -> AnyPage:
    place = place_of(path)
    assert place is not None
    kinds = {"theme": Theme, "unit": Unit, "interpretation": Interpretation, "story": Story, "meeting": Meeting}
    page: Page[Any] = Page(place, (model or kinds[place.kind]).model_validate(values), {}, "", 1)
    return page


def is_seen(model: type[Fields], way: Way) -> bool:
    return any(seen(model, with_it) != seen(model, without_it) for with_it, without_it in pairs_of(model, way))


FIELDS = [(model, way) for model in MODELS for way, _ in ways_in(model)]


@pytest.mark.parametrize(("model", "way"), FIELDS, ids=lambda part: ".".join(part) if type(part) is tuple else "")
def test_every_field_shows_on_a_page_or_it_is_said_why_not(model: type[Fields], way: Way) -> None:
    assert is_seen(model, way) is ((model, way) not in SHOWN_OTHERWISE), "a reader never sees it"


def test_a_field_that_no_view_shows_is_found() -> None:
    class WithCost(Interpretation):
        cost: Annotated[Text | None, Field(title="Pris", description="Hvad det koster.", examples=["100 kr."])] = None

    assert not is_seen(WithCost, ("cost",))


def test_what_is_said_not_to_show_is_in_the_model() -> None:
    assert {*SHOWN_OTHERWISE} <= {*FIELDS}
