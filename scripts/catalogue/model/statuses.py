"""Statuses: how far ideas and steps are. All that a status is to anybody – value, letter, mark, address – stands here.

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
    """How far an idea is. The value is what writers type and readers see; the letter stands in narrow cells."""

    letter: str
    mark: Mark

    IDEA = "idé", "I", Mark.DOT
    TRIED = "afprøves", "A", Mark.HALF
    IN_USE = "i drift", "D", Mark.FULL
    ENDED = "afsluttet", "S", Mark.SQUARE

    def __new__(cls, value: str, letter: str, mark: Mark) -> "Status":
        """Return a status that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.letter, made.mark = value, letter, mark
        return made

    @property
    def slug(self) -> str:
        """The status as it stands in addresses: `?status=afproeves`."""
        return slugify(self.value)


class StepStatus(StrEnum):
    """How far a step of a plan is."""

    mark: Mark
    has_ended: bool

    AGREED = "ikke begyndt", Mark.OPEN, False
    ONGOING = "i gang", Mark.HALF, False
    DONE = "gennemført", Mark.FULL, True
    STOPPED = "stoppet", Mark.EMPTY_SQUARE, True

    def __new__(cls, value: str, mark: Mark, has_ended: bool) -> "StepStatus":
        """Return a status that is its value as a text."""
        made = str.__new__(cls, value)
        made._value_, made.mark, made.has_ended = value, mark, has_ended
        return made


MARKS: dict[str, Mark] = {status.value: status.mark for status in (*Status, *StepStatus)}
"""The mark of every status, by its value: what the form in the browser draws by."""
