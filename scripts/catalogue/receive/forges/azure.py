"""Azure DevOps, by its REST interface, version 7.1.

Sources: the operations of the interface's description (`specification/git/7.1/git.json`): Pull Requests – Get Pull
Requests, Create, Get Pull Request, Update; Pull Request Threads – List; and »Azure DevOps Services REST API reference«
(Components of a request: api-version; Authenticate: a personal access token stands as the password of Basic).

A bad token is answered 203 with a page for signing in. Azure DevOps does not tell who may write: whoever may remark on
a pull request at all has the permission »Contribute to pull requests«, which readers of a project lack.

A token needs the scope Code (read and write), of a user of its own with »Contribute«, »Create branch« and
»Contribute to pull requests« in the one repository.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.receive.forges import answers
from catalogue.receive.forges.protocol import (
    Conversation,
    Draft,
    Editors,
    Known,
    Pull,
    Remark,
    Request,
    is_ours,
    number_at,
    rows_of,
    text_at,
    value_at,
)

_VERSION = {"api-version": "7.1"}
_HEADS = "refs/heads/"
_PAGE = 100
_PAGES = 50
_ABANDONED = {"status": "abandoned"}
_WAITING = 0
"""Votes below this ask for something: -5 is »Wait for author«, -10 »Reject«."""
_DESCRIPTION = 4000
"""The most characters of a description."""


def headers(token: str) -> Mapping[str, str]:
    """Return the headers of every request."""
    return {"Authorization": f"Basic {base64.b64encode(f':{token}'.encode()).decode()}", "Accept": "application/json"}


@dataclass(frozen=True)
class Azure:
    """A repository on Azure DevOps; the root of the interface names it."""

    asks_by: str = "»Wait for author«"

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Open a pull request, unless one is active of that branch already."""
        data = {
            "sourceRefName": f"{_HEADS}{draft.branch}",
            "targetRefName": f"{_HEADS}{draft.base}",
            "title": draft.title,
            "description": draft.text[:_DESCRIPTION],
        }
        return (
            yield from answers.open_once(
                lambda: self._find(draft), Request("POST", "/pullrequests", _VERSION, data), _pull
            )
        )

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return the active pull requests of our branches, and those that are known."""
        listed = yield from _list({"searchCriteria.targetRefName": f"{_HEADS}{base}"})
        found = {pull.number: pull for pull in map(_pull, listed)}
        return (yield from answers.ask_known(known, found, self._get))

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return what has been said: the comments of threads, and votes that ask for something."""
        pull = yield from answers.ask(Request("GET", f"/pullrequests/{number}", _VERSION))
        told = yield from answers.ask(Request("GET", f"/pullrequests/{number}/threads", _VERSION))
        said = [
            _remark(thread, comment)
            for thread in rows_of(value_at(told, "value"))
            if value_at(thread, "isDeleted") is not True
            for comment in rows_of(value_at(thread, "comments"))
            if _is_told(comment)
        ]
        votes = [
            Remark(f"vote/{text_at(one, 'id')}/{value_at(one, 'vote')}", "", "", asks=True)
            for one in rows_of(value_at(pull, "reviewers"))
            if (value_at(one, "vote") or 0) < _WAITING
        ]
        return [*sorted(said, key=lambda remark: (remark.at, remark.origin)), *votes]

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Abandon a pull request, unless it is completed."""
        pull = yield from self._get(number)
        if not pull.is_open:
            return pull
        closing = Request("PATCH", f"/pullrequests/{number}", _VERSION, _ABANDONED)
        try:
            return _pull((yield from answers.ask(closing)))
        except answers.Unwilling:  # It was completed between the two questions.
            return (yield from self._get(number))

    def _find(self, draft: Draft) -> Conversation[Pull | None]:
        criteria = {
            "searchCriteria.sourceRefName": f"{_HEADS}{draft.branch}",
            "searchCriteria.targetRefName": f"{_HEADS}{draft.base}",
        }
        listed = yield from _list(criteria)
        return next(iter(map(_pull, listed)), None)

    def _get(self, number: str) -> Conversation[Pull]:
        return _pull((yield from answers.ask(Request("GET", f"/pullrequests/{number}", _VERSION))))


def _list(criteria: Mapping[str, str]) -> Conversation[list[Any]]:
    """Return the active pull requests of our branches, page by page: `$top` and `$skip`."""
    found: list[Any] = []
    for page in range(_PAGES):
        paging = {"$top": str(_PAGE), "$skip": str(page * _PAGE)}
        query = {"searchCriteria.status": "active", **criteria, **paging, **_VERSION}
        told = yield from answers.ask(Request("GET", "/pullrequests", query))
        rows = rows_of(value_at(told, "value"))
        found += filter(_is_ours, rows)
        if len(rows) < _PAGE:
            break
    return found


def _is_ours(data: Any) -> bool:
    """Tell whether a pull request is of a branch of ours: a fork may have one of the same name."""
    return value_at(data, "forkSource") is None and is_ours(_branch(data))


def _branch(data: Any) -> str:
    return text_at(data, "sourceRefName").removeprefix(_HEADS)


def _pull(data: Any) -> Pull:
    status = text_at(data, "status")
    is_merged = status == "completed"
    votes = [value_at(one, "vote") or 0 for one in rows_of(value_at(data, "reviewers"))]
    return Pull(
        number=number_at(data, "pullRequestId"),
        branch=_branch(data),
        is_open=status == "active",
        is_merged=is_merged,
        at=text_at(data, "closedDate"),
        landed=text_at(data, "lastMergeCommit", "commitId") if is_merged else "",
        # Reviewers are named by policy; one who has approved has read. One who waits is heard as a remark.
        is_read=status == "active" and any(vote > 0 for vote in votes),
    )


def _is_told(comment: Any) -> bool:
    """Tell whether a comment is a person's: `system` and `codeChange` are Azure DevOps' own."""
    is_text = text_at(comment, "commentType") == "text" and value_at(comment, "isDeleted") is not True
    return is_text and bool(text_at(comment, "content").strip())


def _remark(thread: Any, comment: Any) -> Remark:
    return Remark(
        origin=f"comment/{text_at(thread, 'id')}/{text_at(comment, 'id')}",
        at=text_at(comment, "publishedDate"),
        words=text_at(comment, "content"),
        path=text_at(thread, "threadContext", "filePath").lstrip("/"),
        line=int(text_at(thread, "threadContext", "rightFileStart", "line") or 0),
    )
