"""Rounds: what is told by mail, against a real mail server that is there, down, slow or refuses. (receive.outbox)"""

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import trees
from catalogue.receive.configuration import Way
from catalogue.receive.proposals import Event, Standing, What
from catalogue.receive.receipts import make_link
from catalogue.receive.rounds import Rounds
from entering import EDITORS, KEY, MAILBOX, PostOffice, entered, post_office
from receiving import JSON, Receiving

GOOD = trees.interpretation()


def send(receiving: Receiving, text: str = GOOD, **more: str) -> str:
    """Send a page, and return the name of its proposal."""
    receiving.send(text, **more)
    return receiving.branches.all()[-1].proposal.name


def subjects(office: PostOffice) -> list[str]:
    return [str(mail["Subject"]) for mail in office.taken]


def waiting(receiving: Receiving) -> list[str]:
    assert receiving.rounds.mailing
    return [mail.name for mail in receiving.rounds.mailing.outbox.waiting()]


def test_the_mailbox_is_told_of_each_change_once(tmp_path: Path) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port)
        name, branches = send(receiving), receiving.branches
        receiving.rounds.go()
        assert subjects(office) == ["Er siden fra jer?"]
        branches.confirm(name, branches.all()[0].proposal.content, receiving.clock())
        receiving.rounds.go()
        branches.add(name, Event(What.READ, receiving.clock()))
        receiving.rounds.go()
        branches.add(name, Event(What.ASKED, receiving.clock(), "Hvad gør I, når der er travlt?"))
        receiving.rounds.go()
        receiving.rounds.go()
        branches.withdraw(name, receiving.clock())
        receiving.rounds.go()
    heads = [subject.partition(":")[0] for subject in subjects(office)]
    assert heads == ["Er siden fra jer?", "Modtaget", "Bliver læst", "Spørgsmål til jer", "Trukket tilbage"]
    assert {str(mail["To"]) for mail in office.taken} == {MAILBOX}
    assert "Hvad gør I, når der er travlt?" in office.taken[3].get_content()
    assert waiting(receiving) == []


def test_a_page_that_the_forge_does_not_take_for_long_is_told_of_once_and_a_short_trouble_is_not(
    tmp_path: Path,
) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.PROXY, mail_port=office.port)
        receiving.client.headers["X-Remote-User"] = "somebody"
        delayed: set[str] = set()

        def look(standing: Standing) -> Standing:
            return replace(standing, is_delayed=standing.proposal.name in delayed)

        receiving.rounds.look = look
        receiving.rounds.go()
        name = send(receiving)

        def pass_by(minutes: int) -> list[str]:
            receiving.clock.now += timedelta(minutes=minutes)
            receiving.rounds.go()
            return [subject.partition(":")[0] for subject in subjects(office)]

        assert pass_by(1) == ["Modtaget"]
        delayed.add(name)
        assert pass_by(1) == pass_by(50) == ["Modtaget"]
        delayed.clear()
        assert pass_by(100) == ["Modtaget"]
        delayed.add(name)
        assert pass_by(1) == ["Modtaget"]
        assert pass_by(60) == pass_by(60) == ["Modtaget", "Forsinket"]
        rounds = receiving.rounds
        again = Rounds(rounds.branches, rounds.desk, rounds.limits, rounds.clock, rounds.mailing, look)
        again.go()
        assert pass_by(1) == ["Modtaget", "Forsinket"], "another process tells of it no more"
        delayed.clear()
        assert pass_by(1) == ["Modtaget", "Forsinket"], "that it goes on is no news of its own"
        receiving.branches.add(name, Event(What.READ, receiving.clock()))
        assert pass_by(1) == ["Modtaget", "Forsinket", "Bliver læst"]
    assert "teknikken driller" in office.taken[1].get_content()


def test_what_happens_between_two_processes_is_told_by_the_next(tmp_path: Path) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.PROXY, mail_port=office.port)
        receiving.client.headers["X-Remote-User"] = "somebody"
        name = send(receiving)
        receiving.rounds.go()
        receiving.branches.add(name, Event(What.READ, receiving.clock()))
        again = entered_again(tmp_path, office.port)
        again.go()
        again.go()
    assert [subject.partition(":")[0] for subject in subjects(office)] == ["Bliver læst"]


def entered_again(folder: Path, port: int):
    """Return the rounds of a new process on the folder of another."""
    (folder / "katalog.git").rename(folder / "først.git")
    receiving = entered(folder, Way.PROXY, mail_port=port)
    (folder / "katalog.git").rename(folder / "siden.git")
    (folder / "først.git").rename(folder / "katalog.git")
    return receiving.rounds


def test_what_was_there_before_there_was_mail_is_no_news_but_a_question_is(tmp_path: Path) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.PROXY, Way.MAILBOX, mail_port=office.port)
        receiving.send(trees.story("Historie"), kind="story", key="en-historie", headers={"X-Remote-User": "x"})
        send(receiving)
        receiving.rounds.go()
    assert subjects(office) == ["Er siden fra jer?"]


def test_the_same_page_once_more_is_not_asked_of_twice(tmp_path: Path) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port)
        send(receiving)
        receiving.rounds.go()
        send(receiving)
        receiving.rounds.go()
        link = office.taken[0].get_content().split("katalog.eksempel.invalid")[1].split()[0]
        assert receiving.show(link)["state"] == "venter på jer"
    assert len(office.taken) == 1


def test_nothing_is_lost_while_the_mail_server_is_down(tmp_path: Path) -> None:
    with post_office() as office:
        port = office.port
    receiving = entered(tmp_path, Way.MAILBOX, mail_port=port, round_seconds=15)
    send(receiving)
    receiving.rounds.go()
    assert len(waiting(receiving)) == 1
    with post_office(port) as office:
        receiving.rounds.go()
        assert office.taken == []  # It is not asked again at once.
        receiving.clock.advance(seconds=16)
        receiving.rounds.go()
        assert subjects(office) == ["Er siden fra jer?"]
    assert waiting(receiving) == []


def test_pauses_grow_while_the_mail_server_is_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    receiving = entered(tmp_path, Way.MAILBOX, mail_port=1, round_seconds=15)
    send(receiving)
    tried, bring = [], type(receiving.rounds.mailing.postman).bring  # type: ignore[union-attr]

    def note(*words):
        tried.append((receiving.clock().timestamp() - start) // 15)
        return bring(*words)

    monkeypatch.setattr(type(receiving.rounds.mailing.postman), "bring", note)  # type: ignore[union-attr]
    start = receiving.clock().timestamp()
    for _ in range(40):
        receiving.rounds.go()
        receiving.clock.advance(seconds=15)
    assert tried == [0, 1, 3, 7, 15, 31]


def test_a_slow_mail_server_is_not_waited_for(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=silent.getsockname()[1], smtp_seconds=0.2)
        send(receiving)
        receiving.rounds.go()
    assert len(waiting(receiving)) == 1


def test_a_refusal_for_now_is_tried_again_and_keeps_no_other_mail_back(tmp_path: Path) -> None:
    with post_office() as office:
        office.refusals[MAILBOX] = "450 Greylisted"
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port, round_seconds=15)
        send(receiving)
        send(receiving, trees.story("Historie"), kind="story", key="en-historie")
        receiving.rounds.go()
        assert [str(mail["To"]) for mail in office.taken] == [EDITORS]
        office.refusals.clear()
        receiving.rounds.go()
        assert len(office.taken) == 1
        receiving.clock.advance(seconds=16)
        receiving.rounds.go()
    assert [str(mail["To"]) for mail in office.taken] == [EDITORS, MAILBOX]


def test_what_a_mailbox_refuses_goes_to_the_editors_and_what_they_refuse_is_put_aside(tmp_path: Path) -> None:
    with post_office() as office:
        office.refusals[MAILBOX] = "550 No such mailbox"
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port)
        send(receiving)
        receiving.rounds.go()
        receiving.rounds.go()
        assert [str(mail["To"]) for mail in office.taken] == [EDITORS]
        assert "postkassen tager ikke imod" in office.taken[0].get_content()
        office.refusals[EDITORS] = "550 No"
        send(receiving, trees.story("Historie"), kind="story", key="en-historie")
        receiving.rounds.go()
    assert waiting(receiving) == []
    aside = list((tmp_path / "outbox" / "refused").iterdir())
    assert len(aside) == 1
    receiving.clock.now = receiving.clock.now.fromtimestamp(time.time() + 8 * 86_400, receiving.clock.now.tzinfo)
    receiving.rounds.go()
    assert list((tmp_path / "outbox" / "refused").iterdir()) == []


def test_a_mail_that_nobody_takes_for_days_is_put_aside(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY, mail_port=1, mail_days=2)
    receiving.client.headers["X-Remote-User"] = "somebody"
    receiving.rounds.go()
    send(receiving)
    receiving.rounds.go()
    (file,) = (tmp_path / "outbox").glob("*.json")
    os.utime(file, (0, 0))
    receiving.clock.advance(hours=2)
    receiving.rounds.go()
    assert waiting(receiving) == []
    assert [path.name for path in (tmp_path / "outbox" / "refused").iterdir()] == [file.name]


def test_a_question_that_is_answered_meanwhile_is_not_asked(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX, mail_port=1, round_seconds=1)
    name = send(receiving)
    receiving.rounds.go()
    receiving.branches.withdraw(name, receiving.clock())
    with post_office() as office:
        receiving.rounds.mailing.postman = entered(
            tmp_path / "x", Way.MAILBOX, mail_port=office.port
        ).rounds.mailing.postman  # type: ignore[union-attr]
        receiving.clock.advance(seconds=5)
        receiving.rounds.go()
    assert subjects(office) == ["Trukket tilbage: jeres side til kataloget"]


def test_a_page_that_nobody_answers_for_is_thrown_away_without_another_mail(tmp_path: Path) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port, waiting_days=14)
        receipt = receiving.send(GOOD)
        receiving.rounds.go()
        receiving.clock.advance(days=14)
        receiving.rounds.go()
        assert receiving.show(receipt)["state"] == "venter på jer"
        receiving.clock.advance(days=1)
        receiving.rounds.go()
    shown = receiving.show(receipt)
    assert (shown["state"], len(shown["words"])) == ("ikke taget med", 1)
    assert "Ingen har svaret i postkassen" in shown["words"][0]
    assert receiving.heads == []
    assert len(office.taken) == 1


def test_what_is_on_the_disk_is_for_the_receiver_alone_and_what_is_no_mail_is_put_aside(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX, mail_port=1)
    send(receiving)
    for name, content in (("a.json", b"{"), ("b.json", b'{"to": 1}'), ("c.json", b"[]")):
        (tmp_path / "outbox" / name).write_bytes(content)
    receiving.rounds.go()
    assert len(waiting(receiving)) == 1
    assert (tmp_path / "outbox").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "outbox").glob("*.json"))
    assert len(list((tmp_path / "outbox" / "refused").iterdir())) == 3


def test_a_mailbox_s_link_needs_the_seal(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    name = send(receiving)
    good = make_link(name, KEY)
    assert receiving.show(f"/indsend/{good.token}/")["state"] == "venter på jer"
    for token in (name + "0" * 40, make_link(name, b"x" * 32).token, make_link("0" * 12, KEY).token, good.token[:-1]):
        assert receiving.client.get(f"/indsend/{token}/", headers=JSON).status_code == 404


def test_the_disk_being_full_loses_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        receiving = entered(tmp_path, Way.MAILBOX, mail_port=office.port)
        send(receiving)

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", fail)
            with pytest.raises(OSError, match="No space"):
                receiving.rounds.go()
        assert list((tmp_path / "outbox").glob("*.part")) == []
        receiving.rounds.go()
    assert len(office.taken) == 1
