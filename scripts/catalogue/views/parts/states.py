"""States: how far a unit's page about a theme is, as a cell of the overview says it: a word and a mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.model.pages import InterpretationPage
from catalogue.model.statuses import Mark, Status


@dataclass(frozen=True, slots=True)
class State:
    """One way a cell can look. `mark` is the end of a CSS class, `plural` the word for several pages."""

    word: str
    mark: Mark
    plural: str


TOLD: Mapping[Status, State] = {status: State(status.value, status.mark, status.plural) for status in Status}
UNTOLD = State("ikke oplyst", Mark.SHEET, "ikke oplyst")
OPEN = State("Endnu ingen side", Mark.NONE, "Endnu ingen sider")
STATES = (*TOLD.values(), UNTOLD, OPEN)
"""Every state, in the order of the legend."""


def state_of(pages: Sequence[InterpretationPage]) -> State:
    """Return the state of what a unit tells about a theme: that of its furthest page; the open one without any."""
    if not pages:
        return OPEN
    reached = {page.fields.status for page in pages}
    return next((TOLD[status] for status in reversed(Status) if status in reached), UNTOLD)
