"""A page as it was read: where it lies, its checked fields, the line of every key, and its text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from catalogue.model.fields import Fields, Interpretation, Meeting, Story, Theme, Unit
from catalogue.model.places import Kind, Place

FieldsT = TypeVar("FieldsT", bound=Fields, covariant=True)
KeyPath = tuple[str | int, ...]
"""The way to a value in the front matter: `("plan", 0, "deadline")`."""


@dataclass(frozen=True, slots=True)
class Page(Generic[FieldsT]):
    """One page of the catalogue. Lines count from 1 in the file; `body` starts at line `body_line`."""

    place: Place
    fields: FieldsT
    lines: Mapping[KeyPath, int]
    body: str
    body_line: int

    @property
    def path(self) -> str:
        """The file's path relative to the docs folder."""
        return self.place.path

    @property
    def kind(self) -> Kind:
        """Theme, unit, interpretation, idea, story or meeting."""
        return self.place.kind

    @property
    def slug(self) -> str:
        """The last part of the address; for an interpretation the slug of its theme, for a meeting its day."""
        return self.place.slug

    @property
    def unit(self) -> str:
        """The slug of the unit that an interpretation, an idea or a meeting belongs to, else empty."""
        return self.place.unit

    @property
    def theme(self) -> str:
        """The slug of the theme that an interpretation or an idea is about, else empty."""
        return self.place.theme

    @property
    def key(self) -> str:
        """What other pages refer to it by: a slug, or names with `/` between them (`Place.key`)."""
        return self.place.key

    @property
    def address(self) -> str:
        """The address relative to the site's root, with a `/` at the end."""
        return self.place.address

    @property
    def day(self) -> date:
        """The day of a meeting. Raises ValueError for any other page."""
        return self.place.day

    def line_of(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest key around it, or 1."""
        for length in range(len(keys), 0, -1):
            if line := self.lines.get(keys[:length]):
                return line
        return 1

    def line_of_key(self, *keys: str | int) -> int | None:
        """Return the line of a key, or None when it is not written."""
        return self.lines.get(keys)


ThemePage = Page[Theme]
UnitPage = Page[Unit]
InterpretationPage = Page[Interpretation]
"""An interpretation or a further idea: the same fields, told apart by their kind."""
StoryPage = Page[Story]
MeetingPage = Page[Meeting]
"""A meeting. It has no title of its own: `Catalogue.title_of` makes one of its committee and its day."""
TitledPage = ThemePage | UnitPage | InterpretationPage | StoryPage
"""A page that its writer has given a title."""
AnyPage = TitledPage | MeetingPage
ModelT = TypeVar("ModelT", Theme, Unit, Interpretation, Story, Meeting)


def select(pages: Iterable[AnyPage], model: type[ModelT]) -> list[Page[ModelT]]:
    """Return the pages whose fields are of one model, in the order given."""
    return [page for page in pages if isinstance(page.fields, model)]
