"""Problems: what is wrong with a page, where, and how badly. Made by the reader and the rules, printed at the edge."""

from dataclasses import dataclass
from enum import StrEnum

from catalogue.privacy.showing import one_line, show_name

MESSAGE_LENGTH = 2000
"""Characters; what is longer is cut."""


class Severity(StrEnum):
    """How bad a problem is: an error keeps a page from the site, advice does not."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `path` is relative to the docs folder, with `/`; `line` counts from 1; `message` is Danish.

    Messages quote pages, and reports end up in logs and on a forge: whatever a message quotes, it stays on its line and
    never holds a CPR number or a secret.
    """

    path: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", one_line(self.message, MESSAGE_LENGTH))

    @property
    def shown_path(self) -> str:
        """The path as it may be printed: a file may be named after a person, or hold a line of its own."""
        return show_name(self.path)

    @property
    def is_error(self) -> bool:
        """Tell whether the problem keeps its page from the site."""
        return self.severity is Severity.ERROR
