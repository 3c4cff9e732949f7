"""GitHub, by its REST interface, version 2022-11-28.

Sources, by the titles of GitHub's documentation: »REST API endpoints for pull requests« (List, Create, Get, Update a
pull request), »… for pull request reviews« (List reviews for a pull request), »… for pull request review comments«
(List review comments on a pull request), »… for issue comments« (List issue comments: a pull request is an issue), »…
for collaborators« (Get repository permissions for a user), »Using pagination in the REST API«, »Getting started with
the REST API« (User agent, API versions).

A fine-grained token needs, for the one repository: Contents read and write, Pull requests read and write; Metadata read
follows by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

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

_WRITERS = ("admin", "write")
"""Permissions with which one may push; »maintain« is told as `write`, »triage« as `read`."""
_INSIDERS = ("OWNER", "MEMBER", "COLLABORATOR")


def headers(token: str) -> Mapping[str, str]:
    """Return the headers of every request."""
    return {
        "Authorization": f"Bearer {token}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }


@dataclass(frozen=True)
class GitHub:
    """A repository on GitHub, as `owner/name`."""

    project: str
    asks_by: str = "»Request changes«"

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Open a pull request, unless one is open of that branch already."""
        data = {
            "title": draft.title,
            "head": draft.branch,
            "base": draft.base,
            "body": draft.text,
            "maintainer_can_modify": False,
        }
        return (
            yield from answers.open_once(
                lambda: self._find(draft), Request("POST", self._path("pulls"), data=data), _pull
            )
        )

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return the open pull requests of our branches, and those that are known."""
        query = {"state": "open", "base": base, "sort": "created", "direction": "asc", "per_page": "100"}
        listed = yield from answers.ask_all(Request("GET", self._path("pulls"), query))
        found = {pull.number: pull for pull in map(_pull, filter(self._is_ours, listed))}
        return (yield from answers.ask_known(known, found, self._get))

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return what editors have said: comments, reviews, and comments on lines."""
        hundred = {"per_page": "100"}
        comments = yield from answers.ask_all(Request("GET", self._path("issues", number, "comments"), hundred))
        reviews = yield from answers.ask_all(Request("GET", self._path("pulls", number, "reviews"), hundred))
        lines = yield from answers.ask_all(Request("GET", self._path("pulls", number, "comments"), hundred))
        said = [*comments, *reviews, *lines]
        yield from self._ask_about(said, editors)
        rows = [one for one in said if editors.get(text_at(one, "user", "login"), False)]
        return sorted(filter(None, map(_remark, rows)), key=lambda remark: (remark.at, remark.origin))

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Close a pull request, unless it is merged."""
        pull = yield from self._get(number)
        if not pull.is_open:
            return pull
        closing = Request("PATCH", self._path("pulls", number), data={"state": "closed"})
        return _pull((yield from answers.ask(closing)))

    def _find(self, draft: Draft) -> Conversation[Pull | None]:
        owner = self.project.partition("/")[0]
        query = {"state": "open", "head": f"{owner}:{draft.branch}", "base": draft.base, "per_page": "100"}
        listed = yield from answers.ask_all(Request("GET", self._path("pulls"), query))
        return next((_pull(one) for one in listed if text_at(one, "head", "ref") == draft.branch), None)

    def _get(self, number: str) -> Conversation[Pull]:
        return _pull((yield from answers.ask(Request("GET", self._path("pulls", number)))))

    def _ask_about(self, said: Iterable[Any], editors: Editors) -> Conversation[None]:
        """Learn whether those who have said something may write to the repository."""
        for one in said:
            login = text_at(one, "user", "login")
            if not login or login in editors:
                continue
            if text_at(one, "user", "type") == "Bot":
                editors[login] = False
                continue
            path = self._path("collaborators", quote(login, safe=""), "permission")
            try:
                told = yield from answers.ask(Request("GET", path))
                editors[login] = text_at(told, "permission") in _WRITERS
            except answers.Denied:  # Somebody who is gone, or a token that may not ask: what the remark says of them.
                editors[login] = text_at(one, "author_association") in _INSIDERS

    def _is_ours(self, one: Any) -> bool:
        """Tell whether a pull request is of a branch of ours: a fork may have one of the same name."""
        owner = text_at(one, "head", "repo", "full_name")
        return owner.casefold() == self.project.casefold() and is_ours(text_at(one, "head", "ref"))

    def _path(self, *way: str) -> str:
        return "/".join(["/repos", self.project, *way])


def _pull(data: Any) -> Pull:
    is_open = text_at(data, "state") == "open"
    merged_at = text_at(data, "merged_at")
    return Pull(
        number=number_at(data, "number"),
        branch=text_at(data, "head", "ref"),
        is_open=is_open,
        is_merged=bool(merged_at),
        at=merged_at or text_at(data, "closed_at"),
        landed=text_at(data, "merge_commit_sha") if merged_at else "",
        # Those whom CODEOWNERS names are asked by themselves: only who takes it on has begun to read.
        is_read=is_open and bool(rows_of(value_at(data, "assignees"))),
        stamp=text_at(data, "updated_at"),
    )


def _remark(data: Any) -> Remark | None:
    """Return what a comment or a review says; None for an empty one, and for a review that is not sent yet."""
    state, words = text_at(data, "state"), text_at(data, "body")
    asks = state == "CHANGES_REQUESTED"
    if state in ("PENDING", "DISMISSED") or not (words.strip() or asks):
        return None
    kind = "review" if state else "line" if text_at(data, "path") else "comment"
    return Remark(
        origin=f"{kind}/{text_at(data, 'id')}",
        at=text_at(data, "submitted_at") or text_at(data, "created_at"),
        words=words,
        asks=asks,
        path=text_at(data, "path"),
        line=int(text_at(data, "line") or 0),
    )
