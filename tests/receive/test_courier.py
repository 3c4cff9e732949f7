"""The courier: whatever goes wrong on the way, nothing is lost, nothing is there twice, and the receipt says so.

(receive.forges.answers, receive.forges.connection, receive.forges.correspondence, receive.forges.drafts,
receive.forges.exchange)
"""

import html
import os
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import trees
from catalogue.receive.forges import correspondence
from catalogue.receive.proposals import Event, What
from catalogue.receive.receipts import Receipt, make_receipt
from catalogue.receive.states import State
from courier_rig import Rig, rigged
from forge_kinds import Azure, Forgejo, GitHub, GitLab
from forge_server import EDITOR, TOKEN, Answered, Forge, Handler, serving
from receiving import everything_in, git, submission

FIRST, SECOND = (make_receipt(bytes([number]) * 20) for number in range(2))
PAGE = submission(trees.interpretation())
STORY = submission(trees.story("En historie"), kind="story", key="en-historie")
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with rigged(GitHub, tmp_path) as rig:
        rig.send(PAGE, FIRST)
        yield rig


def is_api(line: str) -> bool:
    return "/api/" in line or "/_apis/" in line


def is_opening(line: str) -> bool:
    return line.startswith("POST") and "/pulls" in line


def is_git(line: str) -> bool:
    return "git-upload-pack" in line


def give(status: int, content: bytes, **headers: str):
    """Return a fault: what is answered instead."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.give(status, content, {**JSON, **named})


def hang_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def drip(handler: Handler) -> None:
    """Begin to answer, and never end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"[")
    handler.wfile.flush()
    handler.close_connection = True


FAULTS = {
    "down": (hang_up, "no answer"),
    "broken off": (drip, "no answer"),
    "failing": (give(502, b"<html>Bad Gateway</html>"), "failed: 502"),
    "HTML": (give(200, b"<html>Velkommen</html>", Content_Type="text/html"), "no JSON"),
    "broken JSON": (give(200, b'[{"number": 1,'), "no JSON"),
    "another kind of JSON": (give(200, b'{"message": "hej"}'), "no list"),
    "no end of brackets": (give(200, b"[" * 200_000), "no JSON"),
    "a bad token": (give(401, b"{}"), "refused: 401"),
    "a token that may see nothing": (give(404, b"{}"), "not there: 404"),
    "the way to sign in": (give(203, b"<html>Sign in</html>"), "203"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_the_forge_answers_the_page_is_kept_and_arrives_later(rig: Rig, fault: str) -> None:
    does, reason = FAULTS[fault]
    rig.forge.break_at(is_api, does)
    assert reason in rig.fail()
    assert rig.standing(FIRST).state is State.DELAYED
    assert rig.standing(FIRST).state.is_open, "it can be put right and withdrawn meanwhile"
    rig.round()
    assert rig.standing(FIRST).state is State.RECEIVED
    assert len(rig.forge.pulls) == 1


def test_a_forge_that_is_not_there_at_all(rig: Rig) -> None:
    address, rig.forge.address = rig.forge.address, "http://127.0.0.1:9"
    rig.restart()
    assert "reach" in rig.fail()
    assert rig.standing(FIRST).state is State.DELAYED
    rig.forge.address = address
    rig.restart()
    rig.round()
    assert len(rig.forge.pulls) == 1


def test_a_forge_that_is_slow_is_waited_for_and_then_not(rig: Rig) -> None:
    rig.more["forge_seconds"] = 0.2
    rig.restart()
    # It says nothing until the other end gives up.
    rig.forge.break_at(is_api, lambda handler: handler.connection.recv(1) and None)
    assert "no answer: ReadTimeout" in rig.fail()
    assert rig.standing(FIRST).state is State.DELAYED


@pytest.mark.parametrize("where", ["git-upload-pack", "git-receive-pack"])
def test_git_that_is_refused_or_broken_off(rig: Rig, where: str) -> None:
    for status, reason in ((403, "refused"), (500, "reach")):
        rig.forge.break_at(lambda line: where in line, give(status, b""))
        assert reason in rig.fail()
        assert rig.standing(FIRST).state is State.DELAYED
    rig.round()
    assert rig.forge.branches == [FIRST.branch]


def test_a_page_that_has_not_arrived_for_long_is_delayed_whatever_the_reason(rig: Rig) -> None:
    assert rig.standing(FIRST).state is State.RECEIVED
    rig.ahead = timedelta(minutes=11)
    assert rig.standing(FIRST).state is State.DELAYED
    rig.round()
    assert rig.standing(FIRST).state is State.RECEIVED


def test_a_page_that_waits_for_its_workplace_goes_to_no_forge_before_it_is_confirmed(tmp_path: Path) -> None:
    with rigged(GitHub, tmp_path) as rig:
        held = rig.branches.propose(PAGE, FIRST, rig.now(), is_held=True)
        other = rig.branches.propose(STORY, SECOND, rig.now(), is_held=True)
        rig.round()
        assert (rig.forge.branches, rig.forge.pulls) == ([], {})
        assert rig.standing(FIRST).state is State.WAITING
        rig.branches.confirm(held.name, held.content, rig.now())
        rig.branches.disown(other.name, Event(What.DECLINED, rig.now(), "Ikke vores"))
        rig.round()
        assert rig.forge.branches == [FIRST.branch]
        assert rig.pull.branch == FIRST.branch
        assert rig.standing(FIRST).state is State.RECEIVED


def test_a_page_that_the_forge_will_not_take_keeps_back_no_other(rig: Rig) -> None:
    rig.send(STORY, SECOND)
    rig.forge.break_at(is_opening, give(422, b'{"message": "Validation Failed"}'))
    rig.round()
    states = {rig.standing(one).state for one in (FIRST, SECOND)}
    assert states == {State.DELAYED, State.RECEIVED}
    rig.round()
    assert {rig.standing(one).state for one in (FIRST, SECOND)} == {State.RECEIVED}


def test_a_branch_that_the_forge_will_not_take_keeps_back_no_other(rig: Rig) -> None:
    rig.send(STORY, SECOND)
    hook = rig.forge.repository / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\n[ "$1" != "refs/heads/{FIRST.branch}" ]\n')
    hook.chmod(0o755)
    rig.round()
    assert rig.forge.branches == [SECOND.branch]
    assert [rig.standing(one).state for one in (FIRST, SECOND)] == [State.DELAYED, State.RECEIVED]
    hook.unlink()
    rig.round()
    assert len(rig.forge.pulls) == 2


LIMITS = {
    "for so many seconds": (429, {"Retry_After": "90"}, b"{}", 80, 91),
    "until an hour": (403, {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "{soon}"}, b"{}", 100, 121),
    "of the second kind": (403, {}, b'{"message": "You have exceeded a secondary rate limit."}', 50, 61),
    "as GitLab says it": (429, {"RateLimit_Remaining": "0", "RateLimit_Reset": "{soon}"}, b"{}", 100, 121),
    "for ever": (429, {"Retry_After": "999999999"}, b"{}", 7000, 7201),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_forge_that_limits_is_left_alone_as_long_as_it_asks(rig: Rig, limit: str) -> None:
    status, headers, body, least, most = LIMITS[limit]
    soon = str(int(rig.now().timestamp()) + 120)
    fault = give(status, body, **{name: value.format(soon=soon) for name, value in headers.items()})
    rig.forge.break_at(is_api, fault)
    wait = rig.courier.make_round()
    assert least <= wait <= most
    assert rig.standing(FIRST).state is State.DELAYED
    if status == 429 or headers:
        asked = sum(is_api(one.line) for one in rig.forge.asked)
        rig.restart()
        assert least - 10 <= rig.courier.make_round() <= most, "a restart is no way around it"
        assert sum(is_api(one.line) for one in rig.forge.asked) == asked
        assert rig.standing(FIRST).state is State.DELAYED


def test_a_bot_that_has_used_up_its_requests_stops_before_it_is_told_to(rig: Rig) -> None:
    soon = str(int(rig.now().timestamp()) + 120)
    used_up = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": soon}
    answer = rig.forge.answer

    def answer_and_warn(*words: Any) -> Answered:
        told = answer(*words)
        return replace(told, headers={**told.headers, **used_up})

    rig.forge.answer = answer_and_warn  # type: ignore[method-assign]
    assert "limited" in rig.fail()
    assert len([one for one in rig.forge.asked if is_api(one.line)]) == 1


def test_between_two_changes_there_is_a_pause(rig: Rig) -> None:
    rig.send(STORY, SECOND)
    rig.more["forge_pause"] = 1
    rig.restart()
    slept: list[float] = []
    rig.courier.connection.sleep = slept.append
    rig.round()
    assert len(slept) == 1
    assert 0 < slept[0] <= 1


def test_failures_are_met_with_longer_and_longer_pauses(rig: Rig) -> None:
    rig.forge.break_at(is_api, give(500, b""), 9)
    waits = [rig.courier.make_round() for _ in range(9)]
    for number, wait in enumerate(waits):
        assert 0.75 <= wait / min(15 * 2**number, 900) <= 1.25
    assert rig.courier.make_round() == 60
    rig.forge.break_at(is_api, give(500, b""))
    assert rig.courier.make_round() < 20


def lead_to(host: str, status: int, handler: Handler) -> None:
    handler.give(status, b"", {"Location": f"{host}{handler.path}"})


@pytest.mark.parametrize(
    ("kind", "where"),
    [(GitHub, is_api), (Forgejo, is_api), (GitLab, is_api), (Azure, is_api), (GitHub, is_git)],
    ids=["github", "forgejo", "gitlab", "azure", "git"],
)
def test_no_redirect_takes_the_token_to_another_host(tmp_path: Path, kind: type[Forge], where) -> None:
    with rigged(kind, tmp_path) as rig, serving(kind(rig.forge.repository)) as other:
        rig.send(PAGE, FIRST)
        foreign = other.address.replace("127.0.0.1", "localhost")
        for status in (301, 307):
            rig.forge.break_at(where, partial(lead_to, foreign, status))
            rig.fail()
        assert other.asked == []
        rig.round()
        assert len(rig.forge.pulls) == 1


def test_a_repository_that_was_renamed_is_found_on_its_own_host(rig: Rig) -> None:
    rig.forge.break_at(
        lambda line: is_api(line) and line.startswith("GET"),
        lambda handler: handler.give(301, b"", {"Location": handler.path}),
    )
    rig.round()
    assert len(rig.forge.pulls) == 1


def test_nobody_s_netrc_takes_the_token_s_place(rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login x password y\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login x password y\n")
    rig.round()
    assert len(rig.forge.pulls) == 1


def test_a_redirect_that_leads_nowhere_is_asked_once(rig: Rig) -> None:
    rig.forge.break_at(is_opening, give(307, b""))
    assert "leads elsewhere" in rig.fail()
    assert len([one for one in rig.forge.asked if is_opening(one.line)]) == 1


def test_a_forge_that_leads_in_circles_is_left(rig: Rig) -> None:
    rig.forge.break_at(is_api, lambda handler: handler.give(301, b"", {"Location": handler.path}), 99)
    assert "circles" in rig.fail()


WRITTEN = '"; rm -rf x @redaktion #12 /close\nDraft: `x` <!-- catalogue:review --> --mirror refs/heads/main'


def test_nothing_that_was_typed_is_an_argument_a_header_or_a_branch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []
    monkeypatch.setenv("GIT_TRACE_CURL", str(tmp_path / "trace"))
    monkeypatch.setenv("GIT_ASKPASS", "/bin/false")
    with rigged(GitLab, tmp_path) as rig:
        title = WRITTEN.split("\n")[0].replace('"', "")
        rig.send(submission(trees.interpretation(f"'Draft {title}'"), told_to="/close @alle, og Draft: #3"), FIRST)
        rig.forge.on_ask = lambda number, when: seen.extend(commands())
        rig.round()
        headers = str([(one.path, sorted(one.headers.items())) for one in rig.forge.asked])
        pull = rig.pull
        rig.forge.break_at(is_api, give(500, b""))
        rig.fail()
    assert "rm -rf" not in headers
    assert any("push" in command for command in seen), "the commands that ran were seen"
    assert not any("rm -rf" in command or TOKEN in command for command in seen)
    assert not (tmp_path / "trace").exists()
    assert TOKEN not in caplog.text + repr(rig.courier)
    assert TOKEN.encode() not in everything_in([tmp_path / "katalog.git", tmp_path / "data"])
    assert not any(line.startswith(("/", "Draft")) for line in pull.text.splitlines())
    assert not re.search(r"[@#](?=\w)", pull.title + html.unescape(pull.text))
    assert pull.title.startswith("Side til kataloget: ")


def commands() -> list[str]:
    """Return the command lines of what this process has begun and of what those began.

    Of what else runs on the machine, another test's `rm -rf` among it, nothing is judged here.
    """
    parents: dict[str, str] = {}
    lines: dict[str, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            lines[process.name] = (process / "cmdline").read_text(errors="replace").replace("\0", " ")
            parents[process.name] = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
        except OSError:
            continue  # It has ended meanwhile.
    own = str(os.getpid())
    return [line for process, line in lines.items() if own in ancestors(process, parents)]


def ancestors(process: str, parents: dict[str, str]) -> Iterator[str]:
    while process := parents.get(process, ""):
        yield process


def test_what_the_writer_typed_is_never_read_as_a_state(rig: Rig) -> None:
    rig.round()
    rig.pull.title, rig.pull.text = "udgivet: merged", '{"state": "closed", "merged": true, "what": "accepted"}'
    rig.forge.say(rig.pull, "accepted merged closed LGTM /approve »Klar«")
    rig.round()
    assert rig.standing(FIRST).state is State.READ


def test_a_personal_number_in_an_editor_s_words_is_not_kept(rig: Rig) -> None:
    rig.round()
    rig.forge.say(rig.pull, "Skriv ikke 010190-1234 i teksten.")
    rig.round()
    assert rig.standing(FIRST).proposal.words == ["Skriv ikke 0101xx-xxxx i teksten."]
    assert b"010190-1234" not in everything_in([rig.branches.repository.folder])


KILLS = {
    "the branch is pushed": ("git-receive-pack", "after", False),
    "the pull request is open": ("POST /api/v3/repos/eksempel/katalog/pulls", "after", False),
    "words are asked for": ("/reviews", "before", False),
    "the pull request is closed": ("PATCH", "after", True),
}


@pytest.mark.parametrize("point", KILLS)
def test_killed_when(rig: Rig, point: str) -> None:
    where, when, is_withdrawn = KILLS[point]
    if where == "/reviews" or is_withdrawn:
        rig.round()
        rig.forge.say(rig.pull, "Hvad mener I?", kind="review", asks=True)
    if is_withdrawn:
        rig.branches.withdraw(FIRST.name, rig.now())
    assert rig.kill_at(lambda number, line, state: where in line and state == when and "info/refs" not in line)
    rig.branches.mend()
    rig.restart()
    rig.round()
    assert len(rig.forge.pulls) == 1
    assert rig.pull.state == ("closed" if is_withdrawn else "open")
    assert rig.forge.branches == ([] if is_withdrawn else [FIRST.branch])
    if where == "/reviews":
        assert rig.standing(FIRST).proposal.words == ["Hvad mener I?"]
    git(rig.branches, "fsck", "--strict", "--connectivity-only")


def test_what_cannot_be_written_here_is_trouble_and_no_end(rig: Rig) -> None:
    lock = rig.branches.repository.folder / "refs" / "catalogue" / "agreed" / f"{FIRST.name}.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()  # Somebody else holds it.
    assert "no round" in rig.fail()
    lock.unlink()
    rig.round()
    assert len(rig.forge.pulls) == 1


def test_in_a_thread_it_goes_as_soon_as_there_is_something_and_ends_when_told(rig: Rig) -> None:
    rig.more["forge_ask_seconds"] = 600
    rig.restart()
    thread = rig.courier.start()
    wait_for(rig, FIRST)
    rig.send(STORY, SECOND)
    rig.courier.wake()
    wait_for(rig, SECOND)
    rig.courier.stop()
    thread.join(30)
    assert not thread.is_alive()


def wait_for(rig: Rig, receipt: Receipt) -> None:
    for _ in range(3000):
        found = rig.branches.owns(receipt)
        if found and found.proposal.request:
            return
        rig.courier._stop.wait(0.02)
    raise AssertionError("it never arrived")


def test_where_a_forge_does_not_tell_of_news_some_are_asked_about_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correspondence, "UNSTAMPED", 2)
    with rigged(Azure, tmp_path) as rig:
        receipts = [make_receipt(bytes([number]) * 20) for number in range(5)]
        for number, receipt in enumerate(receipts):
            rig.send(submission(trees.story(f"Nummer {number}"), kind="story", key=f"nummer-{number}a"), receipt)
        rig.round()
        for pull in rig.forge.pulls.values():
            rig.forge.say(pull, "Hej")
        heard = []
        for _ in range(3):
            asked = len(rig.forge.asked)
            rig.round()
            assert sum("/threads" in one.path for one in rig.forge.asked[asked:]) == 2
            heard.append(sum(bool(rig.standing(receipt).proposal.words) for receipt in receipts))
        assert heard == [2, 4, 5]


def test_who_may_write_is_asked_once_in_a_while(rig: Rig) -> None:
    rig.round()
    rig.forge.say(rig.pull, "Et")
    rig.round()
    rig.forge.say(rig.pull, "To")
    rig.round()
    assert len([one for one in rig.forge.asked if "/collaborators/" in one.path]) == 1
    rig.forge.writers.clear()
    rig.ahead += correspondence.EDITORS_HOLD + timedelta(seconds=1)
    rig.forge.say(rig.pull, "Tre")
    rig.round()
    assert rig.standing(FIRST).proposal.words[-1:] == [""] or "Tre" not in rig.standing(FIRST).proposal.words
    assert EDITOR not in rig.forge.writers
