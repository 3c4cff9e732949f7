"""The engine, as the site knows it: what is asked of it, and how it says that it could not."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # The command line only wants to know how an engine fails.
    from catalogue.site.manuscript import Manuscript


class Engine(Protocol):
    """Writes the site of a manuscript into a new folder. Raises EngineError."""

    def __call__(self, manuscript: "Manuscript", target: Path, /) -> None:
        """Write the site."""
        ...


class EngineError(Exception):
    """The engine could not make the site; the message is Danish and says why."""
