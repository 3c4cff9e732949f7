"""What is posted on a pull request, and what is not: .ci/comment.py on a forge on loopback, with hostile answers."""

import dataclasses
import io
import json
import random
import zipfile
from typing import Any

import pytest

import posting
from catalogue.review import answer, comments
from catalogue.review.answer import Answer, Edit, Finding, Page, Some, Thanks
from catalogue.review.comments import Surroundings
from forge import BOT, REPOSITORY, Forge
from posting import post
from processes import Finished

KEY = "0123456789abcdef"
EDIT = Edit("docs/stories/a.md", 2, 2, KEY, "title: @alle <b> ![x](y)", ("Sådan.",))
ANSWER = Answer(pages_count=1, pages=Some((Page("docs/stories/a.md", "added", title="A"),), 1), suggestions=(EDIT,))
AROUND = Surroundings(
    repository=f"https://forge.eksempel.invalid/{REPOSITORY}",
    commit="c0ffee",
    preview=f"https://forge.eksempel.invalid/{REPOSITORY}/actions/runs/9#artifacts",
)
COMMENT = comments.write_comment(ANSWER, AROUND)


@pytest.fixture
def forge() -> Forge:
    """A forge with a pull request, and an answer to it."""
    made = Forge()
    made.open_pull(7, "c0ffee")
    made.keep_archive("answer", {"answer.json": answer.to_json(ANSWER)})
    return made


def bodies(forge: Forge) -> list[str]:
    return [one["body"] for one in forge.comments[7]]


def test_the_comment_is_written_anew_over_the_one_that_is_there(forge: Forge) -> None:
    forge.say(7, f"{COMMENT}Gammelt", BOT)
    forge.say(7, "Tak, siger redaktionen", {"type": "User", "login": "redaktionen"})
    assert post(forge, "review") == Finished(0, "", "")
    assert bodies(forge) == [COMMENT, "Tak, siger redaktionen"]
    assert [one["comments"] for one in forge.reviews] == [
        [{"path": EDIT.path, "line": 2, "side": "RIGHT", "body": comments.write_suggestion(EDIT)}]
    ]


def test_a_comment_of_somebody_else_is_never_written_over(forge: Forge) -> None:
    forge.say(7, f"{COMMENT}Falsk", {"type": "User", "login": "github-actions[bot]"})
    assert post(forge, "review").status == 0
    assert bodies(forge) == [f"{COMMENT}Falsk", COMMENT]


@pytest.mark.parametrize(
    ("association", "is_greeted"), [("NONE", True), ("FIRST_TIME_CONTRIBUTOR", True), ("MEMBER", False)]
)
def test_who_is_new_is_greeted_by_what_the_forge_says(association: str, is_greeted: bool, forge: Forge) -> None:
    forge.open_pull(7, "c0ffee", association)
    assert post(forge, "review").status == 0
    assert ("Velkommen til kataloget" in bodies(forge)[0]) is is_greeted


def test_a_check_without_an_answer_is_no_failure(forge: Forge) -> None:
    forge.archives.clear()
    assert post(forge, "review").status == 0
    forge.keep_archive("answer", {"comment.md": "Hej"})
    assert post(forge, "review").status == 0
    assert bodies(forge) == []


def test_suggestions_that_the_forge_does_not_take_cost_nothing_else(forge: Forge) -> None:
    forge.refuses_reviews = True
    assert post(forge, "review").status == 0
    assert bodies(forge) == [COMMENT]


# Which pull request


def test_an_older_push_is_not_answered(forge: Forge) -> None:
    assert post(forge, "review", "badc0de").status == 0
    assert bodies(forge) == []


def test_a_pull_request_to_another_branch_is_not_answered(forge: Forge) -> None:
    forge.open_pull(7, "c0ffee", base="andet")
    assert post(forge, "review").status == 0
    assert bodies(forge) == []


@pytest.mark.parametrize("moment", ["/compare/main...c0ffee", "/git/trees/treec0ffee", "/actions/runs/9/artifacts"])
def test_a_push_while_it_is_asked_about_leaves_all_unanswered(moment: str, forge: Forge) -> None:
    def push(path: str) -> None:
        if path == moment:
            forge.pulls[7]["head"]["sha"] = "badc0de"

    forge.on_question = push
    assert post(forge, "review").status == 0
    assert (bodies(forge), forge.reviews) == ([], [])


def test_a_pull_request_that_is_closed_meanwhile_is_not_answered(forge: Forge) -> None:
    forge.on_question = lambda path: forge.pulls[7].update(state="closed") if "artifacts" in path else None
    assert post(forge, "review").status == 0
    assert bodies(forge) == []


# The guard


@pytest.mark.parametrize("guard", ["another", None])
def test_a_pull_request_that_changes_the_guard_is_not_answered_by_it(guard: str | None, forge: Forge) -> None:
    forge.guards["c0ffee"] = guard
    assert post(forge, "review").status == 0
    assert len(bodies(forge)) == 1
    assert "et menneske fra redaktionen læser den" in bodies(forge)[0]
    assert forge.reviews == []
    assert not any("artifacts" in path for path in forge.asked), "its answer is not even fetched"


def test_the_guard_is_asked_for_at_the_commit_that_was_checked(forge: Forge) -> None:
    """A list of files ends at 3,000 and follows a push: what is asked for is what the folder is, at that commit."""
    forge.guards |= {"c0ffee": "another", "badc0de": "guard"}
    assert post(forge, "review").status == 0
    assert "et menneske" in bodies(forge)[0]
    assert not any(path.endswith("/files") for path in forge.asked)


def test_a_guard_that_main_has_got_since_does_not_count(forge: Forge) -> None:
    forge.guards |= {"main": "older", "c0ffee": "older"}
    assert post(forge, "review").status == 0
    assert bodies(forge) == [COMMENT]


def test_a_guard_that_cannot_be_seen_is_taken_to_be_changed(forge: Forge) -> None:
    forge.guards["c0ffee"] = None
    forge.is_truncated = True
    assert post(forge, "review").status == 1
    assert bodies(forge) == []


# Answers that are none

FULL = json.loads(answer.to_json(ANSWER))
PAGE = FULL["pages"]["shown"][0]
FINDING = {"path": "docs/a.md", "line": 1, "code": "F07", "message": "Nej", "fix": []}


def page(**values: object) -> dict[str, Any]:
    return {**FULL, "pages": {"shown": [{**PAGE, **values}], "total": 1}}


def finding(**values: object) -> dict[str, Any]:
    return {**FULL, "damages": {"shown": [{**FINDING, **values}], "total": 1}}


def edit(**values: object) -> dict[str, Any]:
    return {**FULL, "suggestions": [{**FULL["suggestions"][0], **values}]}


FORGED: dict[str, object] = {
    "nothing": "",
    "no JSON": "Hej",
    "bytes that are no text": b"\xff",
    "lists within lists": "[" * 100_000 + "]" * 100_000,
    "mappings within mappings": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "lists within an answer": json.dumps(FULL).replace('"A"', "[" * 50_000 + "]" * 50_000),
    "a number of a million digits": json.dumps(FULL).replace('"errors": 0', f'"errors": {"9" * 1_000_000}'),
    "a number without an end": json.dumps(FULL).replace('"errors": 0', '"errors": 1e999'),
    "no number": json.dumps(FULL).replace('"errors": 0', '"errors": NaN'),
    "a key twice": json.dumps(FULL).replace('"errors": 0', '"errors": 0, "errors": 1'),
    "a list": [],
    "another form": {**FULL, "form": 2},
    "no form": {key: value for key, value in FULL.items() if key != "form"},
    "a key too many": {**FULL, "comment": "<!-- catalogue:review -->"},
    "a key too few": {key: value for key, value in FULL.items() if key != "errors"},
    "yes for a number": {**FULL, "errors": True},
    "less than nothing": {**FULL, "errors": -1},
    "fewer than are shown": {**FULL, "pages": {"shown": [PAGE], "total": 0}},
    "too many pages": {**FULL, "pages": {"shown": [PAGE] * 21, "total": 21}},
    "a page that is none": {**FULL, "pages": {"shown": ["a"], "total": 1}},
    "too long a title": page(title="a" * 121),
    "a title of two lines": page(title="a\n@alle"),
    "a title that runs backwards": page(title="a\u202e"),
    "a title with half a letter": page(title="a\ud800"),
    "a title that is a list": page(title=["a"]),
    "another status": page(status="merged"),
    "an address elsewhere": page(address="https://ond.invalid/"),
    "an address above": page(address="../../ond/"),
    "neither yes nor no": page(is_page=1),
    "too much praise": page(praise=["Godt"] * 11),
    "a code that is a link": finding(code="x](y)"),
    "a code that goes on": finding(code="F07\n"),
    "too long a message": finding(message="a" * 601),
    "a line that is a text": finding(line="1"),
    "no path": finding(path=""),
    "a suggestion for the guard": edit(path=".github/workflows/pages.yml"),
    "a suggestion for main's settings": edit(path="docs/../mkdocs.yml"),
    "a suggestion at the end of a way": edit(path="docs/stories/.."),
    "a suggestion for a list": edit(path=["docs/x"]),
    "a suggestion for no line": edit(first=0),
    "a suggestion for half a line": edit(last=2.5),
    "a suggestion from the last line": edit(first=3),
    "a suggestion without a name": edit(key="x"),
    "a suggestion whose name ends the mark": edit(key="0123456789abcde>"),
    "a suggestion with what cannot be seen": edit(replacement="a\u200b"),
    "a suggestion with a carriage return": edit(replacement="a\rb"),
    "too many reasons": edit(reasons=["a"] * 6),
    "too many suggestions": {**FULL, "suggestions": FULL["suggestions"] * 201},
    "too long an answer": json.dumps(FULL) + " " * 4_000_001,
    "too large a file": json.dumps(FULL) + " " * 8_000_001,
}


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_that_is_not_ours_is_not_posted(name: str, forge: Forge) -> None:
    forged = FORGED[name]
    content = forged if isinstance(forged, str | bytes) else json.dumps(forged)
    forge.keep_archive("answer", {"answer.json": content, "../../ud.md": "x"})
    done = post(forge, "review")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("Nothing was posted: ")
    assert done.err.count("\n") == 1
    assert (bodies(forge), forge.reviews) == ([], [])


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("answer.json", answer.to_json(ANSWER))
    return stream.getvalue()


def encrypted() -> bytes:
    """Return an archive that says it is encrypted, in both places."""
    raw = bytearray(packed())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


ARCHIVES = {
    "nothing": b"",
    "the beginning of one": b"PK\x03\x04",
    "half of one": packed()[: len(packed()) // 2],
    "the end of one": packed()[-40:],
    "too large": b"x" * 5_000_001,
    "packed with bzip2": packed(zipfile.ZIP_BZIP2),
    "packed with LZMA": packed(zipfile.ZIP_LZMA),
    "packed in no known way": packed().replace(b"\x08\x00", b"\x63\x00"),
    "encrypted": encrypted(),
    "with other bytes within": packed()[:60] + b"\xff" * 40 + packed()[100:],
    "with a place beyond its end": packed()[:-10] + b"\xff\xff\xff\x7f" + packed()[-6:],
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_is_none_is_not_posted(name: str, forge: Forge) -> None:
    forge.archives["answer"] = ARCHIVES[name]
    done = post(forge, "review")
    assert (done.status, done.err.split(":")[0]) == (1, "Nothing was posted")
    assert bodies(forge) == []


def test_no_damage_to_an_archive_is_more_than_a_refusal() -> None:
    """Bytes changed by lot: each archive is read, holds nothing, or is refused; `make audit` tries many more."""
    lots = random.Random(15)
    for _ in range(500):
        posting.assert_archive_is_read_or_refused(lots, packed(), answer.to_json(ANSWER))


# Thanks


def test_a_merged_pull_request_is_thanked_for_once(forge: Forge) -> None:
    thanks = Thanks(Some((Page("docs/stories/a.md", "added", title="A @alle", address="stories/a/"),), 1))
    forge.keep_archive("thanks", {"thanks.json": answer.to_json(thanks)})
    forge.open_pull(8, "d00d")
    forge.pulls[7] |= {"merged_at": "2026-05-01T08:00:00Z", "merge_commit_sha": "c0ffee"}
    for _ in range(2):
        assert post(forge, "thanks") == Finished(0, "", "")
    assert (bodies(forge), forge.comments[8]) == ([comments.write_thanks(thanks, AROUND)], [])


def test_thanks_that_are_no_thanks_are_not_posted(forge: Forge) -> None:
    forge.keep_archive("thanks", {"thanks.json": answer.to_json(ANSWER)})
    assert post(forge, "thanks").status == 1


# The rest


def test_a_token_that_is_not_taken_is_told_of(forge: Forge) -> None:
    done = post(forge, "review", TOKEN="forkert")
    assert (done.status, done.err) == (1, "GitHub did not take it: HTTP Error 401: Unauthorized\n")


def test_a_suggestion_that_no_comment_has_room_for_is_left_out_and_the_rest_is_told() -> None:
    fits, long = (Edit("docs/a.md", n, n, f"{n:016x}", "a" * size, ("Sådan.",)) for n, size in ((1, 9), (2, 10_001)))
    told = dataclasses.replace(ANSWER, suggestions=(long, fits))
    read = answer.read_answer(answer.to_json(told))
    assert read == dataclasses.replace(ANSWER, suggestions=(fits,))
    assert comments.write_comment(read, AROUND) == comments.write_comment(
        dataclasses.replace(ANSWER, suggestions=(fits,)), AROUND
    )


def test_a_short_suggestion_behind_a_long_one_finds_room() -> None:
    edits = tuple(
        Edit("docs/a.md", n, n, f"{n:016x}", "æ" * (9_900 if n < 150 else 9), ("Sådan.",)) for n in range(1, 200)
    )
    read = answer.read_answer(answer.to_json(dataclasses.replace(ANSWER, suggestions=edits)))
    assert edits[-1] in read.suggestions


def test_an_answer_made_of_the_longest_parts_is_read_again() -> None:
    """What is made is never longer than what is read: nobody waits for an answer in vain."""
    words = '"\\' * 300
    found = Finding("docs/" + "æ" * 395, 9_999_999, "F07", words, (words[:200],) * 4)
    many = Some((found,) * 10, 10_000_000)
    full = Page("d" * 400, "changed", True, words[:120], "a/" * 200, (words,) * 10, many, many, words[:400])
    edits = tuple(Edit("docs/a.md", 1, 2, f"{n:016x}", '"\n' * 5000, (words,) * 5) for n in range(200))
    paths = Some(("æ" * 400,) * 10, 10_000_000)
    told = Answer(10_000_000, 10_000_000, Some((full,) * 20, 10_000_000), many, paths, paths, edits)
    read = answer.read_answer(answer.to_json(told))
    assert read.pages == told.pages
    assert 0 < len(read.suggestions) < 200
    assert len(comments.write_comment(read, AROUND)) <= comments.MAX_LENGTH
    assert len(answer.to_json(told).encode()) < posting.PARTS["MAX_FILE"]
    assert max(len(comments.write_suggestion(one)) for one in read.suggestions) < 65_536
