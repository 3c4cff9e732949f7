"""A fix: what was changed, where, and why."""

from dataclasses import dataclass

from catalogue.privacy.showing import one_line
from catalogue.problems.faults import shortened


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """One thing put right. `line` counts from 1, and is 0 when it is the whole file; `code` is of the problem, if any.

    `old` and `new` are the words that were changed, and empty where they say nothing, as with spaces. `why` is Danish.
    """

    path: str
    line: int
    old: str
    new: str
    why: str
    code: str = ""

    @property
    def message(self) -> str:
        """What was done, in one line that can be printed anywhere."""
        change = f"»{shortened(self.old)}« bliver til »{shortened(self.new)}«. " if self.old else ""
        return one_line(change + self.why)
