"""GitLab, by its REST interface, version 4.

Sources, by the titles of GitLab's documentation: »Merge requests API« (List project merge requests, Get single MR,
Create MR, Update MR), »Discussions API« (List project merge request discussion items), »Project and group members API«
(List all members, including inherited and invited), »REST API« (Namespaced paths, Pagination), »GitLab quick actions«
(why no line of ours may begin with what somebody has typed), »Draft merge requests« (why no title of ours does).

A project access token needs the role Developer and the scopes `api` and `write_repository`.
"""

from collections.abc import Mapping, Sequence
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

_DEVELOPER = 30
"""The level of access with which one may push."""
_HUNDRED = {"per_page": "100"}


def headers(token: str) -> Mapping[str, str]:
    """Return the headers of every request."""
    return {"PRIVATE-TOKEN": token, "Accept": "application/json"}


@dataclass(frozen=True)
class GitLab:
    """A project on a GitLab, as `group/subgroup/name`."""

    project: str
    asks_by: str = "en tråd, der ikke er løst (»Start thread«)"

    def propose(self, draft: Draft) -> Conversation[Pull]:
        """Open a merge request, unless one is open of that branch already."""
        data = {
            "source_branch": draft.branch,
            "target_branch": draft.base,
            "title": draft.title,
            "description": draft.text,
            "remove_source_branch": True,
        }
        return (
            yield from answers.open_once(
                lambda: self._find(draft), Request("POST", self._path("merge_requests"), data=data), _pull
            )
        )

    def status(self, known: Sequence[Known], base: str) -> Conversation[list[Pull]]:
        """Return the open merge requests of our branches, and those that are known."""
        query = {"state": "opened", "target_branch": base, **_HUNDRED}
        listed = yield from answers.ask_all(Request("GET", self._path("merge_requests"), query))
        found = {pull.number: pull for pull in map(_pull, filter(_is_ours, listed))}
        return (yield from answers.ask_known(known, found, self._get))

    def remarks(self, number: str, editors: Editors) -> Conversation[list[Remark]]:
        """Return what editors have said: comments, and threads, which ask for as long as they are not resolved."""
        path = self._path("merge_requests", number, "discussions")
        threads = yield from answers.ask_all(Request("GET", path, _HUNDRED))
        notes = [note for thread in threads for note in rows_of(value_at(thread, "notes")) if _is_told(note)]
        if {_author(note) for note in notes} - editors.keys():  # Somebody new: the list is asked for once more.
            members = yield from answers.ask_all(Request("GET", self._path("members", "all"), _HUNDRED))
            writers = {
                text_at(one, "username") for one in members if (value_at(one, "access_level") or 0) >= _DEVELOPER
            }
            editors |= {who: who in writers for who in map(_author, notes)}
        rows = [note for note in notes if editors[_author(note)]]
        return sorted(map(_remark, rows), key=lambda remark: (remark.at, remark.origin))

    def withdraw(self, number: str) -> Conversation[Pull]:
        """Close a merge request, unless it is merged."""
        pull = yield from self._get(number)
        if not pull.is_open:
            return pull
        closing = Request("PUT", self._path("merge_requests", number), data={"state_event": "close"})
        return _pull((yield from answers.ask(closing)))

    def _find(self, draft: Draft) -> Conversation[Pull | None]:
        query = {"state": "opened", "source_branch": draft.branch, "target_branch": draft.base, **_HUNDRED}
        listed = yield from answers.ask_all(Request("GET", self._path("merge_requests"), query))
        return next((_pull(one) for one in listed if _is_ours(one)), None)

    def _get(self, number: str) -> Conversation[Pull]:
        return _pull((yield from answers.ask(Request("GET", self._path("merge_requests", number)))))

    def _path(self, *way: str) -> str:
        return "/".join(["/projects", quote(self.project, safe=""), *way])


def _is_ours(data: Any) -> bool:
    """Tell whether a merge request is of a branch of ours: a fork may have one of the same name."""
    is_own = value_at(data, "source_project_id") == value_at(data, "target_project_id")
    return is_own and is_ours(text_at(data, "source_branch"))


def _pull(data: Any) -> Pull:
    state = text_at(data, "state")
    is_open, is_merged = state in ("opened", "locked"), state == "merged"
    landed = text_at(data, "merge_commit_sha") or text_at(data, "squash_commit_sha") or text_at(data, "sha")
    return Pull(
        number=number_at(data, "iid"),
        branch=text_at(data, "source_branch"),
        is_open=is_open,
        is_merged=is_merged,
        at=text_at(data, "merged_at") or text_at(data, "closed_at"),
        landed=landed if is_merged else "",
        is_read=is_open and bool(rows_of(value_at(data, "assignees"))),
        stamp=text_at(data, "updated_at"),
    )


def _is_told(note: Any) -> bool:
    """Tell whether a note is for the writer: GitLab's own, and those that editors keep among themselves, are not."""
    is_hidden = any(value_at(note, key) is True for key in ("system", "internal", "confidential"))
    return not is_hidden and bool(text_at(note, "body").strip())


def _author(note: Any) -> str:
    return text_at(note, "author", "username")


def _remark(note: Any) -> Remark:
    return Remark(
        origin=f"note/{text_at(note, 'id')}",
        at=text_at(note, "created_at"),
        words=text_at(note, "body"),
        asks=value_at(note, "resolvable") is True and value_at(note, "resolved") is not True,
        path=text_at(note, "position", "new_path"),
        line=int(text_at(note, "position", "new_line") or 0),
    )
