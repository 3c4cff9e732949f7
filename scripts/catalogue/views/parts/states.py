"""States: how far a unit's page about a theme is, as a cell of the overview says it: a word, a letter, a mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.language.slugs import slugify
from catalogue.model.fields import STATUSES
from catalogue.model.pages import InterpretationPage

LETTERS: Mapping[str, str] = {"idé": "I", "afprøves": "A", "i drift": "D", "afsluttet": "S"}
"""The letter of each status; no two alike."""


@dataclass(frozen=True, slots=True)
class State:
    """One way a cell can look. `mark` is the end of a CSS class; the open cell has no letter."""

    word: str
    letter: str
    mark: str


TOLD: Mapping[str, State] = {status: State(status, LETTERS[status], slugify(status)) for status in STATUSES}
UNTOLD = State("uden status", "U", "side")
OPEN = State("Endnu ingen side", "", "ingen")
STATES = (*TOLD.values(), UNTOLD, OPEN)
"""Every state, in the order of the legend."""


def state_of(page: InterpretationPage | None) -> State:
    """Return the state of a page, or the open one where there is no page."""
    if page is None:
        return OPEN
    return TOLD[page.fields.status] if page.fields.status else UNTOLD
