#!/usr/bin/env python3
"""Posts the answer to a pull request on GitHub: one comment, written anew at each push, and suggested changes.

The answer was made where contributed pages were handled, so it is taken to be hostile: it is data of a known form
(`catalogue.review.answer`), read out of its archive under limits. The words, the links and all Markdown are made here,
by the modules of main. Which pull request it belongs to, and what it changes, is asked of GitHub, never of the answer.

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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from catalogue.review import answer, comments  # noqa: E402
from catalogue.review.comments import Surroundings  # noqa: E402

BOT = "github-actions[bot]"
MAX_ARCHIVE = 5_000_000
MAX_FILE = 8_000_000
MAX_COMMENT = 65_536
MAX_SUGGESTIONS = 30
"""At each push; more would drown the rest."""
BASE = "main"
"""The branch whose pull requests are answered."""
GUARDED = ".github"
"""A pull request that changes this folder may have written its answer itself."""
NEWCOMERS = ("FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "NONE")
_ADDRESS = r"https?://[^\s\"'#]+"
CHANGED_GUARD = (
    f"{comments.MARKER}\n\n## Tak for jeres bidrag\n\nÆndringen rører ved det, der tjekker siderne. Derfor svarer "
    "tjekket ikke selv; et menneske fra redaktionen læser den.\n"
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
        url = f"{self.api}/repos/{self.repository}{address}"
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


# What the other job left


def fetch_file(forge: Forge, run: str, archive: str, name: str) -> str | None:
    """Return a file of a run's archive as text, or None when there is none. Raises Refused."""
    listed = forge.read(f"/actions/runs/{int(run)}/artifacts?per_page=100")["artifacts"]
    found = next((one for one in listed if one["name"] == archive and not one["expired"]), None)
    if found is None:
        return None
    return unpack(forge.ask(f"/actions/artifacts/{int(found['id'])}/zip"), name)


def unpack(content: bytes, name: str) -> str | None:
    """Return a file of an archive as text, or None. Nothing is unpacked to the disk. Raises Refused."""
    if len(content) > MAX_ARCHIVE:
        raise Refused("The archive is too large.")
    try:
        return _read_member(content, name)
    except Refused:
        raise
    # What a damaged archive raises is not told in zipfile's manual, and differs from one way of packing to another.
    except Exception as reason:  # noqa: BLE001
        raise Refused(f"The archive cannot be read: {type(reason).__name__}") from None


def _read_member(content: bytes, name: str) -> str | None:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        if name not in opened.namelist():
            return None
        about = opened.getinfo(name)
        # Other ways of packing can ask for gigabytes of memory before the first byte is out.
        if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or about.flag_bits & 1:
            raise Refused("The archive is packed in another way than ours.")
        with opened.open(about) as stream:
            raw = stream.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise Refused(f"{name} is too large.")
    return raw.decode("utf-8")


# What is asked of the forge


def find_pull(forge: Forge, commit: str, owner: str, branch: str) -> dict[str, Any] | None:
    """Return the open pull request to main whose newest commit is the one that was checked."""
    head = urllib.parse.quote(f"{owner}:{branch}", safe="")
    pulls = forge.pages(f"/pulls?state=open&base={BASE}&head={head}")
    return next((one for one in pulls if one["head"]["sha"] == commit and one["base"]["ref"] == BASE), None)


def changes_guard(forge: Forge, commit: str) -> bool:
    """Tell whether a commit has another guard than the commit of main that it began from.

    A folder's name in Git says all that is in it. So it is asked for, at the very commits: a list of changed files ends
    at 3,000, and is of whatever the pull request's newest commit is when it is asked for.
    """
    compared = forge.read(f"/compare/{BASE}...{urllib.parse.quote(commit, safe='')}?per_page=1")
    return find_guard(forge, str(compared["merge_base_commit"]["sha"])) != find_guard(forge, commit)


def find_guard(forge: Forge, commit: str) -> tuple[str, str] | None:
    """Return what the guarded folder is at a commit: its mode and its name in Git, or None. Raises Refused."""
    tree = forge.read(f"/git/commits/{urllib.parse.quote(commit, safe='')}")["tree"]["sha"]
    listed = forge.read(f"/git/trees/{urllib.parse.quote(str(tree), safe='')}")
    found = next((one for one in listed["tree"] if one["path"] == GUARDED), None)
    if found is None and listed["truncated"]:
        raise Refused("The forge does not list all that the commit holds.")
    return None if found is None else (str(found["mode"]), str(found["sha"]))


def is_newest(forge: Forge, number: int, commit: str) -> bool:
    """Tell whether a pull request is open and still stands at a commit."""
    pull = forge.read(f"/pulls/{number}")
    return bool(pull["state"] == "open" and pull["head"]["sha"] == commit)


def is_ours(comment: dict[str, Any]) -> bool:
    """Tell whether a comment was written by this program: anybody can write a marker."""
    author = comment.get("user") or {}
    return author.get("type") == "Bot" and author.get("login") == BOT


# What is posted


def put_comment(forge: Forge, number: int, marker: str, text: str) -> None:
    """Write the one comment of its kind: over the one that is there, or new."""
    if len(text) > MAX_COMMENT:
        raise Refused("The text is too long.")
    listed = forge.pages(f"/issues/{number}/comments")
    there = next((one for one in listed if is_ours(one) and one["body"].startswith(marker)), None)
    if there is None:
        forge.ask(f"/issues/{number}/comments", {"body": text})
    elif there["body"] != text:
        forge.ask(f"/issues/comments/{int(there['id'])}", {"body": text}, "PATCH")


def put_suggestions(forge: Forge, number: int, commit: str, edits: tuple[answer.Edit, ...]) -> None:
    """Post the suggested changes that have not been made before, as one review."""
    known = {one["body"].split("\n")[0] for one in forge.pages(f"/pulls/{number}/comments") if is_ours(one)}
    fresh = [to_suggestion(one) for one in edits if comments.mark_suggestion(one) not in known][:MAX_SUGGESTIONS]
    if not fresh:
        return
    review = {"commit_id": commit, "event": "COMMENT", "body": "Det her kan rettes med ét klik.", "comments": fresh}
    try:
        forge.ask(f"/pulls/{number}/reviews", review)
    except urllib.error.HTTPError as error:
        if error.code != 422:  # Lines that GitHub does not show can have no suggestion; the comment tells of them.
            raise
        print("The suggestions were not taken.", file=sys.stderr)


def to_suggestion(edit: answer.Edit) -> dict[str, Any]:
    """Return a suggested change as GitHub takes it."""
    place = {"path": edit.path, "line": edit.last, "side": "RIGHT", "body": comments.write_suggestion(edit)}
    return {**place, "start_line": edit.first, "start_side": "RIGHT"} if edit.first < edit.last else place


def answer_review(forge: Forge, environment: dict[str, str]) -> None:
    """Post the answer to the pull request whose newest commit was checked."""
    commit = environment["COMMIT"]
    pull = find_pull(forge, commit, environment["OWNER"], environment["BRANCH"])
    if pull is None:
        print("No open pull request stands at that commit any more.", file=sys.stderr)
        return
    number = int(pull["number"])
    told: answer.Answer | None = None
    if changes_guard(forge, commit):
        text = CHANGED_GUARD
    else:
        written = fetch_file(forge, environment["RUN"], "answer", "answer.json")
        if written is None:
            print("The check left no answer.", file=sys.stderr)
            return
        told = answer.read_answer(written)
        text = comments.write_comment(told, surroundings(environment, pull.get("author_association") in NEWCOMERS))
    # Much was asked since the pull request was found; somebody may have pushed meanwhile.
    if not is_newest(forge, number, commit):
        print("No open pull request stands at that commit any more.", file=sys.stderr)
        return
    put_comment(forge, number, comments.MARKER, text)
    if told is not None:
        put_suggestions(forge, number, commit, told.suggestions)


def give_thanks(forge: Forge, environment: dict[str, str]) -> None:
    """Thank on the pull request that a commit on main came from."""
    written = fetch_file(forge, environment["RUN"], "thanks", "thanks.json")
    if written is None:
        return
    thanks = comments.write_thanks(answer.read_thanks(written), surroundings(environment, is_first=False))
    commit = environment["COMMIT"]
    for pull in forge.pages(f"/commits/{urllib.parse.quote(commit, safe='')}/pulls"):
        if pull["merged_at"] and pull["merge_commit_sha"] == commit:
            put_comment(forge, int(pull["number"]), comments.THANKS_MARKER, thanks)


def surroundings(environment: dict[str, str], is_first: bool) -> Surroundings:
    """Return where the comment stands. All of it is GitHub's word or main's, none the answer's."""
    repository = f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}"
    return Surroundings(
        forge="github",
        repository=repository,
        commit=environment["COMMIT"],
        preview=f"{repository}/actions/runs/{int(environment['RUN'])}#artifacts",
        # The one holds over the other, as in the program.
        site_address=read_setting("site_url", _ADDRESS) or read_setting("site_address", _ADDRESS),
        editors_mail=read_setting("editors_mail", r"[^\s\"'#]+@[^\s\"'#]+"),
        is_first=is_first,
    )


def read_setting(name: str, pattern: str) -> str:
    """Return a setting of main's mkdocs.yml, or an empty text: there is no YAML reader here."""
    settings = Path(os.environ.get("CATALOGUE_CONFIGURATION") or ROOT / "mkdocs.yml").read_text("utf-8")
    found = re.search(rf"^ *{name}: *[\"']?({pattern})", settings, re.MULTILINE)
    return found[1] if found else ""


def main() -> int:
    """Post what there is to post. Returns 0, or 1 when the answer is refused."""
    environment = dict(os.environ)
    post = {"review": answer_review, "thanks": give_thanks}[sys.argv[1]]
    try:
        post(Forge(environment), environment)
    except (urllib.error.URLError, TimeoutError) as reason:
        print(f"GitHub did not take it: {reason}", file=sys.stderr)
        return 1
    except (Refused, KeyError, TypeError, AttributeError, ValueError) as reason:
        print(f"Nothing was posted: {type(reason).__name__}: {str(reason)[:200]!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
