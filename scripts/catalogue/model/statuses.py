"""Statuses: how far ideas and steps are, and what became of meetings.

All that a status is to anybody – value, mark, address – stands here.

A mark is the shape that the eye gets, as the end of a CSS class (`c-mark--half`); the word is always there as well.
"""

from enum import StrEnum

from catalogue.language.slugs import slugify


class Mark(StrEnum):
    """The shapes that marks are drawn in, each a class in the badge's styles."""

    OPEN = "open"
    DOT = "dot"
    HALF = "half"
    FULL = "full"
    SQUARE = "square"
    EMPTY_SQUARE = "empty-square"
    SHEET = "sheet"
    """A page that does not say how far it is."""
    NONE = "none"
    """No page at all."""


class Status(StrEnum):
    """How far an idea is. The value is what writers type and readers see.

    `former` is what the value was called before: it is guessed from, fixed, and heeded in addresses. `plural` is what
    is said of several.
    """

    mark: Mark
    former: str
    plural: str

    IDEA = "idé", Mark.DOT, "", "idéer"
    TRIED = "afprøves", Mark.HALF
    IN_USE = "i brug", Mark.FULL, "i drift"
    ENDED = "afsluttet", Mark.SQUARE

    def __new__(cls, value: str, mark: Mark, former: str = "", plural: str = "") -> "Status":
        """Return a status that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.mark, made.former, made.plural = value, mark, former, plural or value
        return made

    @property
    def slug(self) -> str:
        """The status as it stands in addresses: `?status=afproeves`."""
        return slugify(self.value)


class StepStatus(StrEnum):
    """How far a step of a plan is."""

    mark: Mark
    has_ended: bool
    former: str

    AGREED = "aftalt", Mark.OPEN, False, "ikke begyndt"
    ONGOING = "i gang", Mark.HALF, False
    DONE = "gennemført", Mark.FULL, True
    STOPPED = "stoppet", Mark.EMPTY_SQUARE, True

    def __new__(cls, value: str, mark: Mark, has_ended: bool, former: str = "") -> "StepStatus":
        """Return a status that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.mark, made.has_ended, made.former = value, mark, has_ended, former
        return made


class MeetingStatus(StrEnum):
    """What a page says of its meeting. That a day has passed does not say that the meeting was held."""

    mark: Mark

    PLANNED = "planlagt", Mark.OPEN
    HELD = "holdt", Mark.FULL
    CANCELLED = "aflyst", Mark.EMPTY_SQUARE

    def __new__(cls, value: str, mark: Mark) -> "MeetingStatus":
        """Return a status that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.mark = value, mark
        return made

    @property
    def is_planned(self) -> bool:
        """Tell whether nobody has said more of the meeting than that it is planned."""
        return self is MeetingStatus.PLANNED

    @property
    def is_held(self) -> bool:
        """Tell whether the meeting is known to have been held."""
        return self is MeetingStatus.HELD

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the meeting was called off."""
        return self is MeetingStatus.CANCELLED


MARKS: dict[str, Mark] = {status.value: status.mark for status in (*Status, *StepStatus, *MeetingStatus)}
"""The mark of every status, by its value: what the form in the browser draws by."""
RENAMED: dict[str, str] = {status.former: status.value for status in (*Status, *StepStatus) if status.former}
"""What each former value is called now."""
