"""States: how far a unit's page about a theme is, as a cell of the overview says it: a word, a letter, a mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.model.pages import InterpretationPage
from catalogue.model.statuses import Mark, Status


@dataclass(frozen=True, slots=True)
class State:
    """One way a cell can look. `mark` is the end of a CSS class; the open cell has no letter."""

    word: str
    letter: str
    mark: Mark


TOLD: Mapping[Status, State] = {status: State(status.value, status.letter, status.mark) for status in Status}
UNTOLD = State("ikke oplyst", "?", Mark.SHEET)
OPEN = State("Endnu ingen side", "", Mark.NONE)
STATES = (*TOLD.values(), UNTOLD, OPEN)
"""Every state, in the order of the legend."""


def state_of(page: InterpretationPage | None) -> State:
    """Return the state of a page, or the open one where there is no page."""
    if page is None:
        return OPEN
    return TOLD[page.fields.status] if page.fields.status else UNTOLD
