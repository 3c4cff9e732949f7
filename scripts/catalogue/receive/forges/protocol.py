"""The protocol: four verbs that every forge has, and the data that they take and give.

A verb is a conversation: it yields requests, is sent their answers, and returns what it found out. It knows no network,
so all that it does can be read off its requests.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from catalogue.receive.receipts import BRANCHES

ResultT = TypeVar("ResultT")
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a path below the root of the forge's interface, what comes after `?`, and data sent as JSON."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; the names of headers are in small letters. `at` is when, in seconds since 1970."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: float = 0


Conversation = Generator[Request, Answer, ResultT]


@dataclass(frozen=True, slots=True)
class Draft:
    """A pull request to open: of a branch, onto another, with a title and a text in Markdown."""

    branch: str
    base: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A pull request that is known: its number, its branch, and whether the forge still has that branch."""

    number: str
    branch: str
    has_branch: bool = True


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request as it stands.

    `at` is when it was decided, `landed` the commit of the base that it became, and `is_read` whether an editor has
    taken it on. `stamp` is other when anything about it is; empty where the forge does not tell.
    """

    number: str
    branch: str
    is_open: bool = True
    is_merged: bool = False
    at: str = ""
    landed: str = ""
    is_read: bool = False
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor has said of a pull request. `origin` names it on the forge, once and for all.

    `asks` is whether the editor waits for the writer. `path` and `line` are what it is said of, where it is of a line.
    """

    origin: str
    at: str
    words: str
    asks: bool = False
    path: str = ""
    line: int = 0


Editors = dict[str, bool]
"""Who has been asked about, by the name that the forge has for them, and whether they may write to the project."""


class Forge(Protocol):
    """A forge. Every verb raises Trouble when it cannot be done now."""

    @property
    def asks_by(self) -> str:
        """How an editor asks the writer to change something there, in Danish; empty where there is no such thing."""

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Open a pull request, unless one is open of that branch already; return the one that is."""

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return the open pull requests of our branches, and those that are known, as they stand."""

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return all that people who may write to the project have said of a pull request, oldest first."""

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Close a pull request, unless it is merged; return it as it stands then."""


def is_ours(branch: str) -> bool:
    """Tell whether a branch is named as the receiver names them."""
    return branch.startswith(BRANCHES)


def value_at(data: Any, *way: str) -> Any:
    """Return what lies in nested data, or None where there is nothing."""
    for key in way:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def text_at(data: Any, *way: str) -> str:
    """Return the text, or the number as text, that lies in nested data; empty where there is none."""
    found = value_at(data, *way)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def number_at(data: Any, *way: str) -> str:
    """Return the whole number that lies in nested data, as it stands in a path; empty where there is none."""
    found = value_at(data, *way)
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def rows_of(data: Any) -> list[Any]:
    """Return the entries of a list; none of what is no list."""
    return data if isinstance(data, list) else []
