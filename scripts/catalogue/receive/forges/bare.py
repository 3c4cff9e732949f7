"""Bare Git: a repository without a forge. A branch is the proposal itself; main says whether it was taken in.

Where the editors work in the receiver's own repository (`catalogue inbox`), nothing need be asked of anybody. Where
they work in one on another machine, its branches say all there is to know: what was taken in is on main, and a branch
that was taken away without it will not be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.receive.forges.protocol import Conversation, Draft, Editors, Known, Pull, Remark, Request


@dataclass(frozen=True)
class BareGit:
    """Git alone. No verb asks anything."""

    asks_by: str = ""

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Return the branch as its own pull request: it is there already."""
        yield from _nothing()
        return Pull(draft.branch, draft.branch)

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return those that are known: open while their branch is there."""
        yield from _nothing()
        return [Pull(one.number, one.branch, is_open=one.has_branch) for one in known]

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return nothing: there is nowhere to say anything."""
        yield from _nothing()
        return []

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Return it as closed: its branch goes, and there is nothing besides."""
        yield from _nothing()
        return Pull(number, number, is_open=False)


def _nothing() -> Iterator[Request]:
    return iter(())
