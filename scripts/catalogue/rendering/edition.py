"""An edition: everything that one build of the site shows. Views are pure functions of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, StoryPage
from catalogue.rendering.outline import Rendered
from catalogue.rendering.pictures import Picture
from catalogue.settings import Settings


@dataclass(frozen=True)
class Edition:
    """The catalogue, its rendered texts and its pictures by path, the day it is made for, and the settings."""

    catalogue: Catalogue
    rendered: Mapping[str, Rendered]
    today: date
    settings: Settings = field(default_factory=Settings)
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def tells_hard(self, page: InterpretationPage | StoryPage) -> bool:
        """Tell whether a page also tells of what is hard: by its text, or for a story by its own word."""
        return getattr(page.fields, "tells_hard", False) or self.rendered[page.path].tells_hard
