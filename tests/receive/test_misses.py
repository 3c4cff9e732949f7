"""Words that no page has: counted by days, and nothing of who looked for them. (receive.misses)"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from catalogue.receive import misses
from catalogue.receive.configuration import Configuration
from catalogue.receive.misses import KEPT_DAYS, NEW_IN_A_DAY, SHOWN_AFTER, Miss, Misses, words_to_count
from receiving import JSON, PATH, Receiving, everything_in

DAY = date(2026, 6, 1)


@pytest.fixture
def counted(tmp_path: Path) -> Misses:
    return Misses(tmp_path / "misses.sqlite3")


def note(counted: Misses, word: str, *days: int) -> None:
    for day in days:
        counted.note([word], DAY + timedelta(day))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bedsteforældreordning", ["bedsteforældreordning"]),
        ("flextur flextur", ["flextur"]),
        ("skole-hjem-samarbejde", ["skole-hjem-samarbejde"]),
        ("Grenaa Allingåbro", ["grenaa", "allingåbro"]),
        ("sommer sommerfest", ["sommer", "sommerfest"]),
        ("en to tre fire fem seks", ["en", "to", "tre", "fire", "fem"]),
        ("010190-1234", []),
        ("0101901234", []),
        ("rum12 12b cv2", []),
        ("Rasmus Mohammed Dethlefsen", []),
        ("x", []),
        ("x" * 51, []),
        ("<script>", ["script"]),
        ("москва 漢字", []),
        ("", []),
    ],
)
def test_words_alone_are_counted_and_no_number_and_no_name(text: str, words: list[str]) -> None:
    assert words_to_count(text) == words


def test_a_word_is_shown_when_it_has_come_on_three_days(counted: Misses) -> None:
    note(counted, "flextur", 0, 0, 1, 1)
    assert counted.all() == []
    note(counted, "flextur", 5)
    assert counted.all() == [Miss("flextur", 3, DAY + timedelta(5))]
    note(counted, "kolonihave", 5, 6, 7, 8)
    assert [miss.word for miss in counted.all()] == ["kolonihave", "flextur"]


def test_until_then_no_letter_of_it_lies_in_the_file(counted: Misses) -> None:
    note(counted, "flextur", 0, 1)
    assert b"flextur" not in counted.file.read_bytes()
    note(counted, "flextur", 2)
    assert b"flextur" in counted.file.read_bytes()
    assert counted.forget("flextur")
    assert b"flextur" not in counted.file.read_bytes()
    assert not counted.forget("flextur")


def test_a_word_that_does_not_come_any_more_is_forgotten(counted: Misses) -> None:
    note(counted, "flextur", 0, 1, 2)
    note(counted, "andet", 2 + KEPT_DAYS)
    assert len(counted.all()) == 1
    note(counted, "andet", 3 + KEPT_DAYS)
    assert counted.all() == []


def test_a_flood_of_new_words_leaves_those_that_are_there(counted: Misses, monkeypatch: pytest.MonkeyPatch) -> None:
    note(counted, "flextur", 0, 1)
    counted.note([f"ord{'x' * number}" for number in range(NEW_IN_A_DAY)], DAY + timedelta(2))
    for day in (2, 3, 4):
        note(counted, "for-sent", *[day] * (day == 2))
        note(counted, "flextur", day)
    assert [miss.word for miss in counted.all()] == ["flextur"]
    note(counted, "næste-dag", 3, 4, 5)
    assert [miss.word for miss in counted.all()] == ["flextur", "næste-dag"]
    monkeypatch.setattr(misses, "MOST", NEW_IN_A_DAY + 2)
    note(counted, "for-mange", 6, 7, 8)
    assert len(counted.all()) == 2


def test_nothing_is_made_by_asking(counted: Misses) -> None:
    assert counted.all() == []
    assert not counted.forget("flextur")
    assert not counted.file.exists()


def test_a_file_that_is_none_is_told_of(counted: Misses) -> None:
    counted.file.write_bytes(b"x" * 4096)
    with pytest.raises(OSError, match="database"):
        counted.all()


@pytest.fixture
def receiving(tmp_path: Path) -> Receiving:
    return Receiving(tmp_path, Configuration(searches_by_address=9), is_counting=True)


def test_a_search_is_counted_by_its_words_and_nothing_else_of_it_is_kept(
    receiving: Receiving, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for _ in range(3):
        sent = {"words": "flextur Dethlefsen 010190-1234", "who": "ubekendt"}
        answer = receiving.client.post(f"{PATH}misses", data=sent, headers={**JSON, "user-agent": "aparatet"})
        assert (answer.status_code, answer.json()) == (200, {})
        receiving.clock.advance(days=1)
    assert [(miss.word, miss.days) for miss in receiving.misses.all()] == [("flextur", 3)]
    kept = everything_in([tmp_path]).lower()
    for secret in (b"dethlefsen", b"010190", b"ubekendt", b"aparatet", b"12:00"):
        assert secret not in kept
        assert secret.decode() not in caplog.text.lower()
    assert "flextur" not in caplog.text


def test_from_one_address_only_so_many_searches_are_counted(receiving: Receiving) -> None:
    answers = [receiving.client.post(f"{PATH}misses", data={"words": "flextur"}, headers=JSON) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [200] * 9 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    "body", [b"", b"\xff\0", b"words=%ff%00", b"words", b"x=y", b"words=&" * 100, b"words=" + b"x" * 99]
)
def test_what_is_no_search_counts_for_nothing(receiving: Receiving, body: bytes) -> None:
    for _ in range(SHOWN_AFTER):
        assert receiving.client.post(f"{PATH}misses", content=body, headers=JSON).status_code == 200
        receiving.clock.advance(days=1)
    assert receiving.misses.all() == []


def test_more_than_a_search_is_refused(receiving: Receiving) -> None:
    assert receiving.client.post(f"{PATH}misses", content=b"words=" + b"x" * 3000, headers=JSON).status_code == 413


def test_another_site_cannot_have_words_counted(receiving: Receiving) -> None:
    headers = {**JSON, "origin": "https://andre.eksempel.invalid"}
    assert receiving.client.post(f"{PATH}misses", data={"words": "flextur"}, headers=headers).status_code == 403


def test_unless_it_is_asked_for_nothing_is_counted(tmp_path: Path) -> None:
    receiving = Receiving(tmp_path)
    answer = receiving.client.post(f"{PATH}misses", data={"words": "flextur"}, headers=JSON)
    assert 400 <= answer.status_code < 500
    assert not receiving.misses.file.exists()
