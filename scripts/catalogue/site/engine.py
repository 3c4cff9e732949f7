"""The engine, as the site knows it: what is asked of it, and how it says that it could not."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # The command line only wants to know how an engine fails.
    from catalogue.refilling import Refilled
    from catalogue.site.manuscript import Manuscript


class Engine(Protocol):
    """Puts the pages of a manuscript on a site. Raises EngineError."""

    def __call__(self, manuscript: "Manuscript", site: "Refilled", /) -> None:
        """Put them there."""
        ...


class EngineError(Exception):
    """The engine could not make the site; the message is Danish and says why."""
