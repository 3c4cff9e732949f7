"""Forgejo and Gitea, by the interface that they share, version 1.

Sources, by the operations of the interface's Swagger document (`templates/swagger/v1_json.tmpl`): repoListPullRequests,
repoGetPullRequestByBaseHead, repoCreatePullRequest, repoGetPullRequest, repoEditPullRequest, issueGetComments,
repoListPullReviews, repoGetPullReviewComments, repoGetAssignees (»Return all users that have write access and can be
assigned to issues«: a user's own permission may be asked for by administrators of the repository alone).

A token needs the scopes `write:repository` and `read:issue` (comments on pull requests are those of issues), of a user
of its own who may write to the one repository.
"""

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

_LIMIT = {"limit": "50"}


def headers(token: str) -> Mapping[str, str]:
    """Return the headers of every request."""
    return {"Authorization": f"token {token}", "Accept": "application/json"}


@dataclass(frozen=True)
class Forgejo:
    """A repository on a Forgejo or a Gitea, as `owner/name`."""

    project: str
    asks_by: str = "»Request changes«"

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Open a pull request, unless one is open of that branch already."""
        data = {"title": draft.title, "head": draft.branch, "base": draft.base, "body": draft.text}
        return (
            yield from answers.open_once(
                lambda: self._find(draft), Request("POST", self._path("pulls"), data=data), _pull
            )
        )

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return the open pull requests of our branches, and those that are known."""
        listed = yield from answers.ask_all(Request("GET", self._path("pulls"), {"state": "open", **_LIMIT}))
        mine = [one for one in listed if self._is_ours(one) and text_at(one, "base", "ref") == base]
        found = {pull.number: pull for pull in map(_pull, mine)}
        return (yield from answers.ask_known(known, found, self._get))

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return what editors have said: comments, reviews, and the comments of reviews on lines."""
        comments = yield from answers.ask_all(Request("GET", self._path("issues", number, "comments")))
        reviews = yield from answers.ask_all(Request("GET", self._path("pulls", number, "reviews"), _LIMIT))
        said = [*map(_comment, comments), *map(_review, reviews)]
        for review in reviews:
            if value_at(review, "comments_count"):
                way = ("pulls", number, "reviews", number_at(review, "id"), "comments")
                lines = yield from answers.ask_all(Request("GET", self._path(*way)))
                said += map(_line, lines)
        told = list(filter(None, said))
        if {who for who, _ in told} - editors.keys():  # Somebody new: the list is asked for once more.
            people = yield from answers.ask_all(Request("GET", self._path("assignees")))
            writers = {text_at(one, "login") for one in people}
            editors |= {who: who in writers for who, _ in told}
        remarks = [remark for who, remark in told if editors[who]]
        return sorted(remarks, key=lambda remark: (remark.at, remark.origin))

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Close a pull request, unless it is merged."""
        pull = yield from self._get(number)
        if not pull.is_open:
            return pull
        closing = Request("PATCH", self._path("pulls", number), data={"state": "closed"})
        try:
            return _pull((yield from answers.ask(closing)))
        except answers.Unwilling:  # 412: it was merged between the two questions.
            return (yield from self._get(number))

    def _find(self, draft: Draft) -> Conversation[Pull | None]:
        try:
            found = yield from answers.ask(Request("GET", self._path("pulls", draft.base, draft.branch)))
        except answers.Missing:
            return None
        pull = _pull(found)
        return pull if pull.is_open else None

    def _get(self, number: str) -> Conversation[Pull]:
        return _pull((yield from answers.ask(Request("GET", self._path("pulls", number)))))

    def _is_ours(self, one: Any) -> bool:
        """Tell whether a pull request is of a branch of ours: a fork may have one of the same name."""
        owner = text_at(one, "head", "repo", "full_name")
        return owner.casefold() == self.project.casefold() and is_ours(_branch(one))

    def _path(self, *way: str) -> str:
        return "/".join(["/repos", self.project, *way])


def _branch(data: Any) -> str:
    # When the branch is gone, `ref` names where the pull request itself is kept.
    return text_at(data, "head", "label") or text_at(data, "head", "ref")


def _pull(data: Any) -> Pull:
    is_open, is_merged = text_at(data, "state") == "open", value_at(data, "merged") is True
    return Pull(
        number=number_at(data, "number"),
        branch=_branch(data),
        is_open=is_open,
        is_merged=is_merged,
        at=text_at(data, "merged_at") or text_at(data, "closed_at"),
        landed=text_at(data, "merge_commit_sha") if is_merged else "",
        is_read=is_open and bool(rows_of(value_at(data, "assignees"))),
        stamp=text_at(data, "updated_at"),
    )


def _comment(data: Any) -> tuple[str, Remark] | None:
    return _said(data, "comment", text_at(data, "created_at"))


def _review(data: Any) -> tuple[str, Remark] | None:
    if text_at(data, "state") in ("PENDING", "REQUEST_REVIEW") or value_at(data, "dismissed") is True:
        return None
    return _said(data, "review", text_at(data, "submitted_at"), text_at(data, "state") == "REQUEST_CHANGES")


def _line(data: Any) -> tuple[str, Remark] | None:
    # A line of the new version of the file is its `position`; of one that is gone it is 0.
    line = int(text_at(data, "position") or 0)
    return _said(data, "line", text_at(data, "created_at"), path=text_at(data, "path"), line=line)


def _said(
    data: Any, kind: str, at: str, asks: bool = False, path: str = "", line: int = 0
) -> tuple[str, Remark] | None:
    words = text_at(data, "body")
    if not (words.strip() or asks):
        return None
    return text_at(data, "user", "login"), Remark(f"{kind}/{text_at(data, 'id')}", at, words, asks, path, line)
