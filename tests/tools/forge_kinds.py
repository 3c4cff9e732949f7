"""The kinds of forge on loopback, each written from the documentation of its interface; sources as in the modules.

(GitHub: REST API 2022-11-28. Forgejo and Gitea: the Swagger document. GitLab: REST API v4. Azure DevOps: git 7.1.)
"""

import base64
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from forge_server import BOT, TOKEN, Answered, Forge, Pull, Said

PROJECT = "eksempel/katalog"
NOT_THERE = Answered(404, {"message": "Not Found"})


class GitHub(Forge):
    kind, project = "github", PROJECT
    api = f"/api/v3/repos/{PROJECT}"

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        assert headers["user-agent"]
        return headers.get("authorization") == f"Bearer {TOKEN}"

    def answer(self, method: str, path: str, query: Mapping[str, str], data: Any) -> Answered:
        way = path.removeprefix(self.api)
        if way == path:
            return NOT_THERE
        if found := re.fullmatch(r"/collaborators/([^/]+)/permission", way):
            return Answered(200, {"permission": "write" if found[1] in self.writers else "read"})
        if way == "/pulls" and method == "GET":
            rows = [pull for pull in self.pulls.values() if query.get("state", "open") in (_state(pull), "all")]
            head = query.get("head")
            heads = {pull.number: f"{(pull.project or PROJECT).partition('/')[0]}:{pull.branch}" for pull in rows}
            rows = [pull for pull in rows if pull.base == query["base"] and head in (None, heads[pull.number])]
            return self.paged([self._pull(pull) for pull in rows], path, query)
        if way == "/pulls" and method == "POST":
            pull = self.open(data["head"], data["base"], data["title"], data["body"])
            return Answered(201, self._pull(pull)) if pull else Answered(422, {"message": "Validation Failed"})
        found = re.fullmatch(r"/(pulls|issues)/(\d+)(?:/(comments|reviews))?", way)
        pull = self.pulls.get(int(found[2])) if found else None
        if not found or pull is None:
            return NOT_THERE
        if found[3]:
            kind = {"issues/comments": "comment", "pulls/comments": "line", "pulls/reviews": "review"}
            said = [one for one in pull.said if one.kind == kind[f"{found[1]}/{found[3]}"]]
            return self.paged([_github_said(one, one.who in self.writers) for one in said], path, query)
        if method == "PATCH" and pull.state == "open":
            assert data == {"state": "closed"}
            self.close(pull)
        return Answered(200, self._pull(pull))

    def _pull(self, pull: Pull) -> dict[str, Any]:
        merged = pull.at if pull.state == "merged" else None
        return {
            "number": pull.number,
            "state": _state(pull),
            "title": pull.title,
            "body": pull.text,
            "updated_at": pull.updated,
            "closed_at": pull.at or None,
            "merged_at": merged,
            # While it is open this is a merge that GitHub tries by itself.
            "merge_commit_sha": pull.merged_as or "f" * 40,
            "assignees": [{"login": one} for one in pull.assignees],
            "head": {"ref": pull.branch, "repo": {"full_name": pull.project or PROJECT}},
            "base": {"ref": pull.base},
        }


def _state(pull: Pull) -> str:
    return "open" if pull.state == "open" else "closed"


def _github_said(said: Said, is_writer: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": said.number,
        "body": said.words,
        "user": {"login": said.who, "type": "Bot" if said.who == BOT else "User"},
        "author_association": "COLLABORATOR" if is_writer else "NONE",
    }
    if said.kind == "review":
        return {**data, "state": "CHANGES_REQUESTED" if said.asks else "COMMENTED", "submitted_at": said.at}
    where = {"path": said.path, "line": said.line or None} if said.kind == "line" else {}
    return {**data, "created_at": said.at, **where}


class Forgejo(Forge):
    kind, project, conflict = "forgejo", PROJECT, 409
    api = f"/api/v1/repos/{PROJECT}"

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization") == f"token {TOKEN}"

    def answer(self, method: str, path: str, query: Mapping[str, str], data: Any) -> Answered:
        way = path.removeprefix(self.api)
        if way == path:
            return NOT_THERE
        if way == "/assignees":
            return Answered(200, [{"id": 1, "login": who} for who in sorted(self.writers)])
        if way == "/pulls" and method == "GET":
            rows = [pull for pull in self.pulls.values() if _state(pull) == query["state"]]
            return self.paged([self._pull(pull) for pull in rows], path, query)
        if way == "/pulls" and method == "POST":
            pull = self.open(data["head"], data["base"], data["title"], data["body"])
            return (
                Answered(201, self._pull(pull)) if pull else Answered(409, {"message": "pull request already exists"})
            )
        if found := re.fullmatch(r"/pulls/main/(bidrag/\w+)", way):
            rows = [pull for pull in self.pulls.values() if pull.branch == found[1] and not pull.project]
            return Answered(200, self._pull(rows[-1])) if rows else NOT_THERE
        found = re.fullmatch(r"/(pulls|issues)/(\d+)(?:/(comments|reviews)(?:/(\d+)/comments)?)?", way)
        pull = self.pulls.get(int(found[2])) if found else None
        if not found or pull is None:
            return NOT_THERE
        if found[3]:
            return self._said(pull, found, path, query)
        if method == "PATCH":
            if pull.state == "merged":
                return Answered(412, {"message": "cannot change state of this pull request, it was already merged"})
            self.close(pull)
            return Answered(201, self._pull(pull))
        return Answered(200, self._pull(pull))

    def _said(self, pull: Pull, found: "re.Match[str]", path: str, query: Mapping[str, str]) -> Answered:
        if found[1] == "issues":
            return Answered(200, [_forgejo_said(one) for one in pull.said if one.kind == "comment"])
        if found[4]:  # Each comment on a line is a review of its own here, and has the review's number.
            return Answered(200, [_forgejo_said(one) for one in pull.said if one.number == int(found[4])])
        reviews = [
            {
                **_forgejo_said(one),
                "body": "" if one.kind == "line" else one.words,
                "state": "REQUEST_CHANGES" if one.asks else "COMMENT",
                "submitted_at": one.at,
                "comments_count": int(one.kind == "line"),
                "dismissed": False,
            }
            for one in pull.said
            if one.kind != "comment"
        ]
        return self.paged(reviews, path, query)

    def _pull(self, pull: Pull) -> dict[str, Any]:
        is_there = pull.branch in self.branches
        return {
            "number": pull.number,
            "state": _state(pull),
            "merged": pull.state == "merged",
            "merged_at": pull.at if pull.state == "merged" else None,
            "closed_at": pull.at or None,
            "updated_at": pull.updated,
            "merge_commit_sha": pull.merged_as or None,
            "assignees": [{"login": one} for one in pull.assignees] or None,
            "head": {
                "label": pull.branch,
                "ref": pull.branch if is_there else f"refs/pull/{pull.number}/head",
                "repo": {"full_name": pull.project or PROJECT},
            },
            "base": {"ref": pull.base},
        }


def _forgejo_said(said: Said) -> dict[str, Any]:
    data = {"id": said.number, "body": said.words, "user": {"login": said.who}, "created_at": said.at}
    return {**data, "path": said.path, "position": said.line} if said.kind == "line" else data


class GitLab(Forge):
    kind, project, conflict, closes_without_branch = "gitlab", "gruppe/eksempel/katalog", 409, False
    clone = "/gruppe/eksempel/katalog.git"
    api = f"/api/v4/projects/{quote(project, safe='')}"

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("private-token") == TOKEN

    def answer(self, method: str, path: str, query: Mapping[str, str], data: Any) -> Answered:
        way = path.removeprefix(self.api)
        if way == path:
            return NOT_THERE
        if way == "/members/all":
            people = [{"username": who, "access_level": 30} for who in sorted(self.writers)]
            return self.paged([*people, {"username": "gaest", "access_level": 20}], path, query)
        if way == "/merge_requests" and method == "GET":
            rows = [pull for pull in self.pulls.values() if pull.state == "open" and query["state"] == "opened"]
            branch = query.get("source_branch")
            rows = [pull for pull in rows if pull.base == query["target_branch"] and branch in (None, pull.branch)]
            return self.paged([self._pull(pull) for pull in rows], path, query)
        if way == "/merge_requests" and method == "POST":
            pull = self.open(data["source_branch"], data["target_branch"], data["title"], data["description"])
            message = {"message": ["Another open merge request already exists for this source branch"]}
            return Answered(201, self._pull(pull)) if pull else Answered(409, message)
        found = re.fullmatch(r"/merge_requests/(\d+)(/discussions)?", way)
        pull = self.pulls.get(int(found[1])) if found else None
        if not found or pull is None:
            return NOT_THERE
        if found[2]:
            return self.paged([_gitlab_thread(one) for one in pull.said], path, query)
        if method == "PUT" and pull.state == "open":
            assert data == {"state_event": "close"}
            self.close(pull)
        return Answered(200, self._pull(pull))

    def _pull(self, pull: Pull) -> dict[str, Any]:
        return {
            "id": 1000 + pull.number,
            "iid": pull.number,
            "state": {"open": "opened"}.get(pull.state, pull.state),
            "source_branch": pull.branch,
            "target_branch": pull.base,
            "source_project_id": 8 if pull.project else 7,
            "target_project_id": 7,
            "merged_at": pull.at if pull.state == "merged" else None,
            "closed_at": pull.at if pull.state == "closed" else None,
            "merge_commit_sha": pull.merged_as or None,
            "squash_commit_sha": None,
            "updated_at": pull.updated.replace("Z", ".123Z"),
            "assignees": [{"username": one} for one in pull.assignees],
        }


def _gitlab_thread(said: Said) -> dict[str, Any]:
    note = {
        "id": said.number,
        "type": "DiffNote" if said.kind == "line" else None,
        "body": said.words,
        "author": {"id": 1, "username": said.who},
        "created_at": said.at.replace("Z", ".668Z"),
        "system": False,
        "internal": said.is_hidden,
        "resolvable": said.kind != "comment",
        "resolved": not said.asks,
    }
    if said.kind == "line":
        note["position"] = {"position_type": "text", "new_path": said.path, "new_line": said.line}
    return {"id": f"{said.number:040x}", "individual_note": said.kind == "comment", "notes": [note]}


class Azure(Forge):
    kind, project, conflict, closes_without_branch = "azure", "organisation/projekt et/katalog", 409, False
    clone = "/organisation/projekt%20et/_git/katalog"
    api = "/organisation/projekt%20et/_apis/git/repositories/katalog"

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization") == f"Basic {base64.b64encode(f':{TOKEN}'.encode()).decode()}"

    def answer(self, method: str, path: str, query: Mapping[str, str], data: Any) -> Answered:
        way = path.removeprefix(self.api)
        if way == path or query["api-version"] != "7.1":
            return NOT_THERE
        if way == "/pullrequests" and method == "GET":
            assert query["searchCriteria.status"] == "active"
            source = query.get("searchCriteria.sourceRefName")
            rows = [pull for pull in self.open_pulls if source in (None, f"refs/heads/{pull.branch}")]
            rows = rows[int(query["$skip"]) :][: int(query["$top"])]
            return Answered(200, {"value": [self._pull(pull) for pull in rows], "count": len(rows)})
        if way == "/pullrequests" and method == "POST":
            names = [data[one].removeprefix("refs/heads/") for one in ("sourceRefName", "targetRefName")]
            assert len(data["description"]) <= 4000
            pull = self.open(names[0], names[1], data["title"], data["description"])
            return (
                Answered(201, self._pull(pull)) if pull else Answered(409, {"typeKey": "GitPullRequestExistsException"})
            )
        found = re.fullmatch(r"/pullrequests/(\d+)(/threads)?", way)
        pull = self.pulls.get(int(found[1])) if found else None
        if not found or pull is None:
            return NOT_THERE
        if found[2]:
            own = {"id": 99, "comments": [{"id": 1, "commentType": "system", "content": "x joined as a reviewer"}]}
            return Answered(200, {"value": [own, *map(_azure_thread, pull.said)]})
        if method == "PATCH":
            assert data == {"status": "abandoned"}
            if pull.state == "merged":
                return Answered(409, {"typeKey": "GitPullRequestNotEditableException"})
            self.close(pull)
        return Answered(200, self._pull(pull))

    def _pull(self, pull: Pull) -> dict[str, Any]:
        votes = [-5 for one in pull.said if one.asks] or [0]
        return {
            "pullRequestId": pull.number,
            "status": {"open": "active", "closed": "abandoned", "merged": "completed"}[pull.state],
            "sourceRefName": f"refs/heads/{pull.branch}",
            "targetRefName": f"refs/heads/{pull.base}",
            "closedDate": pull.at.replace("Z", ".6655471Z") or None,
            "lastMergeCommit": {"commitId": pull.merged_as or "f" * 40},
            "reviewers": [{"id": "d6245f20", "vote": vote} for vote in votes]
            + [{"id": one, "vote": 5} for one in pull.assignees],
            **({"forkSource": {"name": "refs/heads/x"}} if pull.project else {}),
        }


def _azure_thread(said: Said) -> dict[str, Any]:
    content = {"content": said.words, "commentType": "text", "publishedDate": said.at, "author": {"id": said.who}}
    where = {"filePath": f"/{said.path}", "rightFileStart": {"line": said.line, "offset": 1}} if said.path else None
    return {"id": said.number, "status": "active", "comments": [{"id": 1, **content}], "threadContext": where}


KINDS = (GitHub, Forgejo, GitLab, Azure)
