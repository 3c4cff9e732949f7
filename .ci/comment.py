#!/usr/bin/env python3
"""Posts the answer to a pull request on GitHub: one comment, written anew at each push, and suggested changes.

The answer was made where contributed pages were handled, so it is taken to be hostile. It is read out of its archive
under limits, looked through, and posted as text. Which pull request it belongs to is asked of GitHub, never of the
answer.

    comment.py review     RUN, COMMIT, OWNER, BRANCH   what was checked, as GitHub names it
    comment.py thanks     RUN, COMMIT                  what was merged

TOKEN may write on pull requests. Needs nothing but Python.
"""

import io
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REVIEW, THANKS = "<!-- catalogue:review -->", "<!-- catalogue:thanks -->"
BOT = "github-actions[bot]"
MAX_ARCHIVE = 5_000_000
MAX_FILE = 2_000_000
MAX_COMMENT = 65_536
MAX_SUGGESTIONS = 30
"""At each push; more would drown the rest."""
GUARDED = ".github/"
"""A pull request that changes this may have written its answer itself."""
CHANGED_GUARD = (
    f"{REVIEW}\n\n## Tak for jeres bidrag\n\nÆndringen rører ved det, der tjekker siderne. Derfor svarer tjekket ikke "
    "selv; et menneske fra redaktionen læser den.\n"
)


class Refused(Exception):
    """The answer is not one that may be posted."""


class Forge:
    """GitHub's interface for programs, for one repository."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.api = environment["GITHUB_API_URL"].rstrip("/")
        self.repository = environment["GITHUB_REPOSITORY"]
        self.token = environment["TOKEN"]

    def ask(self, address: str, body: Any = None, method: str = "") -> bytes:
        """Return what is answered at an address. Raises urllib.error.HTTPError."""
        url = address if "://" in address else f"{self.api}/repos/{self.repository}{address}"
        if not url.startswith(f"{self.api}/"):
            raise Refused(f"An address that is not the forge's: {url}")
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data, method=method or ("GET" if data is None else "POST"))  # noqa: S310
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Archives lie on another host, which is not to be given the token.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            return bytes(response.read(MAX_ARCHIVE + 1))

    def read(self, address: str) -> Any:
        """Return the data at an address."""
        return json.loads(self.ask(address))

    def pages(self, address: str) -> Iterator[Any]:
        """Yield what is listed at an address, over all its pages."""
        joint = "&" if "?" in address else "?"
        for number in range(1, 51):
            listed = self.read(f"{address}{joint}per_page=100&page={number}")
            yield from listed
            if len(listed) < 100:
                return


def read_answer(forge: Forge, run: str, name: str) -> dict[str, str]:
    """Return the files of a run's archive as texts. Nothing is unpacked to the disk. Raises Refused."""
    listed = forge.read(f"/actions/runs/{int(run)}/artifacts?per_page=100")["artifacts"]
    archive = next((one for one in listed if one["name"] == name and not one["expired"]), None)
    if archive is None:
        return {}
    content = forge.ask(f"/actions/artifacts/{int(archive['id'])}/zip")
    if len(content) > MAX_ARCHIVE:
        raise Refused("The archive is too large.")
    texts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for wanted in {"comment.md", "suggestions.json", "thanks.md"} & set(opened.namelist()):
            with opened.open(wanted) as stream:
                raw = stream.read(MAX_FILE + 1)
            if len(raw) > MAX_FILE:
                raise Refused(f"{wanted} is too large.")
            texts[wanted] = raw.decode("utf-8")
    return texts


def look_through(text: str, marker: str, ours: tuple[str, ...]) -> str:
    """Return a text that may be posted. Raises Refused when it calls somebody, shows a picture or links elsewhere."""
    if not text.startswith(f"{marker}\n"):
        raise Refused("The text does not begin as ours do.")
    if len(text) > MAX_COMMENT:
        raise Refused("The text is too long.")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
        raise Refused("The text holds characters that cannot be seen.")
    shown = re.sub(r"^(`{3,})[^`\n]*\n.*?\n\1$", "", text.removeprefix(marker), flags=re.MULTILINE | re.DOTALL)
    # What is escaped is text, and what is code is text: neither is looked at, in the order in which they stand.
    shown = re.sub(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", shown, flags=re.DOTALL)
    tags = {tag.lower() for tag in re.findall(r"<[^\s>]*", shown)}
    if not tags <= {"<br", "<sub", "</sub"} or re.search(r"<(?:br|sub)[^>]", shown):
        raise Refused("The text holds markup.")
    if re.search(r"(?<![\w.-])@\w|!\[", shown):
        raise Refused("The text calls somebody or shows a picture.")
    addresses = re.findall(r"\w+://[^\s)]*", shown)
    # A forge also links what only looks like an address, and what an address is given to further down.
    is_hidden = re.search(r"\]\((?!https?://)|\]:|\bwww\.\w", shown, re.IGNORECASE)
    if is_hidden or not all(address.startswith(ours) for address in addresses):
        raise Refused("The text links elsewhere.")
    return text


def put_comment(forge: Forge, number: int, marker: str, text: str) -> None:
    """Write the one comment of its kind: over the one that is there, or new."""
    comments = forge.pages(f"/issues/{number}/comments")
    there = next((one for one in comments if is_ours(one) and one["body"].startswith(marker)), None)
    if there is None:
        forge.ask(f"/issues/{number}/comments", {"body": text})
    elif there["body"] != text:
        forge.ask(f"/issues/comments/{int(there['id'])}", {"body": text}, "PATCH")


def is_ours(comment: dict[str, Any]) -> bool:
    """Tell whether a comment was written by this program: anybody can write a marker."""
    author = comment.get("user") or {}
    return author.get("type") == "Bot" and author.get("login") == BOT


def read_suggestions(text: str, ours: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the suggested changes of an answer as GitHub takes them, with the key of each. Raises Refused."""
    found = []
    for one in json.loads(text)["suggestions"][:1000]:
        path, first, last, key, body = (one[name] for name in ("path", "start_line", "line", "key", "body"))
        if not (isinstance(path, str) and re.fullmatch(r"docs/[^\x00-\x1f]{1,500}", path) and ".." not in path):
            raise Refused("A suggestion for another file.")
        if not (type(first) is type(last) is int and 0 < first <= last < 1_000_000):
            raise Refused("A suggestion for no line.")
        if not (isinstance(key, str) and re.fullmatch(r"[0-9a-f]{16}", key)):
            raise Refused("A suggestion without a name.")
        look_through(body, f"<!-- catalogue:suggestion {key} -->", ours)
        place = {"path": path, "line": last, "side": "RIGHT", "body": body}
        found.append({**place, "start_line": first, "start_side": "RIGHT"} if first < last else place)
    return found


def put_suggestions(forge: Forge, number: int, commit: str, suggestions: list[dict[str, Any]]) -> None:
    """Post the suggested changes that have not been made before, as one review."""
    known = {one["body"].split("\n")[0] for one in forge.pages(f"/pulls/{number}/comments") if is_ours(one)}
    fresh = [one for one in suggestions if one["body"].split("\n")[0] not in known][:MAX_SUGGESTIONS]
    if not fresh:
        return
    review = {"commit_id": commit, "event": "COMMENT", "body": "Det her kan rettes med ét klik.", "comments": fresh}
    try:
        forge.ask(f"/pulls/{number}/reviews", review)
    except urllib.error.HTTPError as error:
        if error.code != 422:  # Lines that GitHub does not show can have no suggestion; the comment tells of them.
            raise
        print("The suggestions were not taken.", file=sys.stderr)


def answer_review(forge: Forge, environment: dict[str, str], ours: tuple[str, ...]) -> None:
    """Post the answer to the pull request whose newest commit was checked."""
    commit = environment["COMMIT"]
    head = urllib.parse.quote(f"{environment['OWNER']}:{environment['BRANCH']}", safe="")
    pulls = [one for one in forge.pages(f"/pulls?state=open&head={head}") if one["head"]["sha"] == commit]
    if not pulls:
        print("No open pull request stands at that commit any more.", file=sys.stderr)
        return
    number = int(pulls[0]["number"])
    changed = forge.pages(f"/pulls/{number}/files")
    if any(one.get(key, "").startswith(GUARDED) for one in changed for key in ("filename", "previous_filename")):
        put_comment(forge, number, REVIEW, CHANGED_GUARD)
        return
    answer = read_answer(forge, environment["RUN"], "answer")
    if "comment.md" not in answer:
        print("The check left no answer.", file=sys.stderr)
        return
    comment = look_through(answer["comment.md"], REVIEW, ours)
    suggestions = read_suggestions(answer.get("suggestions.json", '{"suggestions": []}'), ours)
    put_comment(forge, number, REVIEW, comment)
    put_suggestions(forge, number, commit, suggestions)


def give_thanks(forge: Forge, environment: dict[str, str], ours: tuple[str, ...]) -> None:
    """Thank on the pull request that a commit on main came from."""
    answer = read_answer(forge, environment["RUN"], "thanks")
    if "thanks.md" not in answer:
        return
    thanks = look_through(answer["thanks.md"], THANKS, ours)
    commit = environment["COMMIT"]
    for pull in forge.pages(f"/commits/{urllib.parse.quote(commit, safe='')}/pulls"):
        if pull["merged_at"] and pull["merge_commit_sha"] == commit:
            put_comment(forge, int(pull["number"]), THANKS, thanks)


def our_addresses(environment: dict[str, str]) -> tuple[str, ...]:
    """Return what addresses in an answer may begin with: the repository's, and the site's when it has one."""
    settings = (Path(__file__).resolve().parents[1] / "mkdocs.yml").read_text("utf-8")
    site = re.search(r"^    site_address: [\"']?(https?://[^\s\"'#]+)", settings, re.MULTILINE)
    repository = f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}/"
    return (repository, f"{site[1].rstrip('/')}/") if site else (repository,)


def main() -> int:
    """Post what there is to post. Returns 0, or 1 when the answer is refused."""
    environment = dict(os.environ)
    post = {"review": answer_review, "thanks": give_thanks}[sys.argv[1]]
    try:
        post(Forge(environment), environment, our_addresses(environment))
    except urllib.error.URLError as reason:
        print(f"GitHub did not take it: {reason}", file=sys.stderr)
        return 1
    except (Refused, KeyError, TypeError, AttributeError, ValueError, zipfile.BadZipFile) as reason:
        print(f"Nothing was posted: {type(reason).__name__}: {str(reason)[:200]!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
