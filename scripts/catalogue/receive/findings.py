"""Findings: what is wrong with a page that was sent, each with the field of the form that it belongs to."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, or advice. `field` is a name in the form, or empty for the page as a whole."""

    field: str
    message: str
    code: str = ""
    line: int = 0
    is_error: bool = True

    def to_data(self) -> dict[str, Any]:
        """Return it as the receiver's JSON tells of it."""
        return {
            "field": self.field,
            "line": self.line,
            "code": self.code,
            "severity": "error" if self.is_error else "advice",
            "message": self.message,
        }


class Refused(Exception):
    """What was sent cannot be taken. `status` is that of the answer; nothing of it is kept."""

    def __init__(self, status: int, findings: list[Finding], wait: int = 0) -> None:
        super().__init__(status)
        self.status, self.findings, self.wait = status, findings, wait


def refuse(status: int, message: str, field: str = "", wait: int = 0) -> Refused:
    """Return a refusal with one reason. `wait` is how many seconds to wait before the next attempt."""
    return Refused(status, [Finding(field, message)], wait)
