"""The application: what comes in, what goes out, and what must not happen. (receive.pages)"""

import logging
import re
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from PIL import Image

import photographs
import trees
from catalogue.receive.application import NO_PAGE, TAKEN
from catalogue.receive.branches import Branches
from catalogue.receive.configuration import Configuration
from catalogue.receive.gate import FOREIGN
from catalogue.receive.proposals import Event, What
from catalogue.review.git import NotFound
from receiving import JSON, KEY, NUMBER, PAGE, PATH, Receiving, everything_in, git, photo, with_pictures

GOOD = trees.interpretation()


@pytest.fixture
def receiving(tmp_path: Path) -> Receiving:
    return Receiving(tmp_path)


def messages(answer: Any) -> list[str]:
    return [one["message"] for one in answer.json()["problems"]]


def test_a_sound_page_is_sent_followed_answered_and_withdrawn(receiving: Receiving) -> None:
    assert receiving.post("check", GOOD).json()["problems"] == []
    pictures = photo(), photo(colour="red")
    receipt = receiving.send(with_pictures("en.png", "to.png"), *pictures)
    assert re.fullmatch(r"/indsend/[0-9a-f]{40}/", receipt)
    shown = receiving.show(receipt)
    assert (shown["state"], shown["words"], shown["address"]) == ("modtaget", [], "")
    assert receiving.heads == [shown["branch"]]
    receiving.branches.add(shown["branch"].removeprefix("bidrag/"), Event(What.ASKED, receiving.clock(), "Hvad så?"))
    asked = receiving.show(receipt)
    assert (asked["state"], asked["words"]) == ("spørgsmål til jer", ["Hvad så?"])
    assert asked["pages"][0]["key"] == KEY
    again = receiving.post(receipt, with_pictures("en.png", "to.png", title="Nu med svar"))
    assert (again.status_code, again.json()) == (200, {"receipt": receipt, "state": "modtaget"})
    assert git(receiving.branches, "rev-list", "--count", f"main..{shown['branch']}").strip() == "2"
    withdrawn = receiving.client.post(f"{receipt}withdraw", headers=JSON)
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, "trukket tilbage")
    assert receiving.heads == []
    assert receiving.client.post(f"{receipt}withdraw", headers=JSON).status_code == 409
    assert receiving.post(receipt, GOOD).status_code == 409


WRONG = [
    (trees.interpretation(title=""), "title"),
    (trees.page("title: Et\nupdated: 2026-02-01"), "summary"),
    (trees.interpretation(more="borrowed_from: [findes/ikke]\n"), "borrowed_from.0"),
    (trees.interpretation(more="plan:\n- action: Vi prøver\n  deadline: snart\n"), "plan.0.deadline"),
    (trees.interpretation(body=f"\n## Det gør vi\n\nVi ringer til {NUMBER}.\n"), "section-2"),
    (with_pictures("en.png"), "images.0.file"),
    ("ikke en side", "section-1"),
]


@pytest.mark.parametrize(("text", "field"), WRONG)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(text: str, field: str, receiving: Receiving) -> None:
    for path in ("check", ""):
        answer = receiving.post(path, text)
        assert answer.status_code == 422
        assert field in [one["field"] for one in answer.json()["problems"]]
    assert receiving.heads == []


SECRETS = {
    "in the text": {"text": trees.interpretation(body=f"Borgeren er {NUMBER}.\n")},
    "in a field": {"text": trees.interpretation(title=f"Om {NUMBER}")},
    "in the key": {"text": GOOD, "kind": "unit", "key": NUMBER},
    "in who tells": {"text": GOOD, "told_to": f"Lederen {NUMBER}"},
    "in the workplace's page": {"text": GOOD, "key": "nye/borgeren", "unit_text": trees.unit(f"Nye {NUMBER}")},
    "in the kind": {"text": GOOD, "kind": NUMBER},
    "in a name that is none": {"text": GOOD, NUMBER: "x"},
}


@pytest.mark.parametrize("where", SECRETS)
def test_a_personal_number_is_kept_nowhere(
    where: str, receiving: Receiving, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fields = dict(SECRETS[where])
    for path in ("check", ""):
        answer = receiving.post(path, **fields)
        assert 400 <= answer.status_code < 500
        assert NUMBER not in answer.text
    for seen in (NUMBER, NUMBER.replace("-", "")):
        assert seen.encode() not in everything_in([tmp_path, receiving.branches.repository.folder])
        assert seen not in caplog.text


def test_a_refusal_of_a_number_says_what_was_agreed(receiving: Receiving) -> None:
    answer = receiving.post("", trees.interpretation(body=f"\n## Det gør vi\n\nVi ringer til {NUMBER}.\n"))
    assert messages(answer) == [
        "Der står noget, der ligner et CPR-nummer, i »Det gør vi«. Siden er ikke sendt, og vi har ikke gemt den. "
        "Slet nummeret, og prøv igen."
    ]


def test_a_refused_page_leaves_none_of_its_pictures(receiving: Receiving, tmp_path: Path) -> None:
    picture = photo((999, 333), "orchid")
    text = with_pictures("en.png").replace("summary:", "summaryy:")
    assert receiving.post("", text, picture).status_code == 422
    assert picture not in everything_in([tmp_path, receiving.branches.repository.folder])
    assert list(receiving.desk.room.rglob("*")) == []


BOMBS = {
    "no picture": b"<svg onload=alert(1)>",
    "half of one": photo()[:400],
    "another kind": b"%PDF-1.7",
    "nothing": b"",
    "too many pixels": photographs.save(Image.new("1", (6000, 6000)), "PNG"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_picture_that_is_a_bomb_is_refused(name: str, receiving: Receiving) -> None:
    answer = receiving.post("", with_pictures("en.png"), BOMBS[name])
    assert answer.status_code == 422, answer.text
    assert "images.0.file" in [one["field"] for one in answer.json()["problems"]]
    assert receiving.heads == []


@pytest.mark.parametrize("path", ["check", "", "{receipt}", "{receipt}withdraw"])
@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.invalid"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_foreign_page_can_do_nothing_with_a_writer_s_browser(
    path: str, headers: dict[str, str], receiving: Receiving
) -> None:
    receipt = receiving.send(GOOD)
    before = git(receiving.branches, "for-each-ref")
    address = receipt if path.startswith("{") else PATH
    address += path.removeprefix("{receipt}")
    answer = receiving.post(address, trees.interpretation("Andet"), headers=headers)
    assert (answer.status_code, messages(answer)) == (403, [FOREIGN])
    assert git(receiving.branches, "for-each-ref") == before
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize(
    "path", ["/", "/indsend", "/indsend/x", "/indsend/x/y/", "/units/", "/indsend/../", "//evil.invalid/"]
)
def test_what_is_not_the_receiver_s_is_not_there(path: str, receiving: Receiving) -> None:
    answer = receiving.client.get(path, headers=JSON)
    assert answer.status_code == 404
    assert messages(answer) == [NO_PAGE]
    assert "location" not in answer.headers


@pytest.mark.parametrize("token", ["0" * 40, "x", "0" * 12, "%2e%2e", "0" * 5000])
def test_a_receipt_that_is_none_is_not_there(token: str, receiving: Receiving) -> None:
    for answer in (receiving.client.get(f"{PATH}{token}/", headers=JSON), receiving.post(f"{token}/", GOOD)):
        assert answer.status_code == 404


def test_receipts_cannot_be_guessed_again_and_again(tmp_path: Path) -> None:
    receiving = Receiving(tmp_path, Configuration(missed_by_address=3))
    tried = [receiving.client.get(f"{PATH}{number:040x}/", headers=JSON).status_code for number in range(5)]
    assert tried == [404, 404, 404, 429, 429]


def test_a_receipt_is_gone_after_its_time(receiving: Receiving) -> None:
    receipt = receiving.send(GOOD)
    receiving.clock.advance(days=180)
    assert receiving.show(receipt)["state"] == "modtaget"
    receiving.clock.advance(days=1)
    assert receiving.client.get(receipt, headers=JSON).status_code == 404


def test_of_two_senders_of_one_page_at_once_one_is_taken(receiving: Receiving) -> None:
    answers = receiving.post_all(trees.interpretation(f"Titel {number}") for number in range(8))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert TAKEN in messages(next(answer for answer in answers if answer.status_code == 409))
    assert len(receiving.heads) == 1


def test_a_page_that_did_not_hear_the_answer_is_sent_again_and_is_still_one(receiving: Receiving) -> None:
    first, second = receiving.send(GOOD), receiving.send(GOOD)
    assert first != second
    assert len(receiving.heads) == 1
    assert receiving.show(first)["branch"] == receiving.show(second)["branch"] == receiving.heads[0]


def test_flooding_is_held_back_and_a_refused_page_does_not_count(tmp_path: Path) -> None:
    receiving = Receiving(tmp_path, Configuration(sent_by_address=2))
    for _ in range(4):
        assert receiving.post("", "ikke en side").status_code == 422
    for key in ("a", "b"):
        receiving.send(trees.story(f"Historie {key}"), kind="story", key=key)
    answer = receiving.post("", trees.story("Historie c"), kind="story", key="c")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_one_workplace_cannot_fill_the_inbox(tmp_path: Path) -> None:
    receiving = Receiving(tmp_path, Configuration(open_by_unit=1))
    receiving.send(GOOD)
    assert receiving.post("", trees.unit("Gryden igen"), kind="unit", key="gryden").status_code == 429
    assert receiving.post("", trees.story("Ny"), kind="story", key="ny").status_code == 201


def test_what_cannot_be_kept_is_told_and_can_be_sent_again(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise NotFound("fatal: write error: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Branches, "_import", full)
        answer = receiving.post("", GOOD)
    assert (answer.status_code, "space" in answer.text) == (503, False)
    assert receiving.heads == []
    receiving.send(GOOD)


def test_an_error_of_our_own_is_told_in_danish_and_quotes_nothing(
    receiving: Receiving, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(NUMBER)

    caplog.set_level(logging.DEBUG)
    logging.getLogger("catalogue.receive").propagate = True
    monkeypatch.setattr(Branches, "propose", fail)
    answer = receiving.post("", GOOD)
    assert answer.status_code == 500
    assert messages(answer)[0].startswith("Noget gik galt hos os.")
    assert "RuntimeError" in caplog.text
    assert NUMBER not in caplog.text + answer.text


def test_a_catalogue_without_pages_says_so(tmp_path: Path) -> None:
    receiving = Receiving(tmp_path)
    git(receiving.branches, "update-ref", "-d", "refs/heads/main")
    assert receiving.post("check", GOOD).status_code == 503


def test_the_log_says_neither_receipts_nor_addresses(receiving: Receiving, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("catalogue.receive").propagate = True
    receipt = receiving.send(GOOD)
    receiving.show(receipt)
    said = " ".join(record.getMessage() for record in caplog.records if record.name == "catalogue.receive")
    assert "show 200" in said
    assert receipt.split("/")[2] not in said
    assert "127.0.0.1" not in said


def test_a_browser_without_scripts_is_led_to_a_page_in_the_site_s_frame(receiving: Receiving) -> None:
    sent = receiving.post("", GOOD, headers=PAGE)
    assert (sent.status_code, sent.headers["location"][: len(PATH)]) == (303, PATH)
    receipt = sent.headers["location"]
    receiving.branches.add(
        receiving.heads[0].removeprefix("bidrag/"), Event(What.ASKED, receiving.clock(), "Hvad <b>gør</b> I?")
    )
    page = receiving.client.get(receipt, headers=PAGE)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Vi har et spørgsmål, før siden kan komme ud. Tryk »Svar og ret«." in page.text
    assert "Hvad &lt;b&gt;gør&lt;/b&gt; I?" in page.text
    assert f'href="/contribute/form/#receipt={receipt}"' in page.text
    assert 'action="withdraw"' in page.text
    for name, value in {
        "x-robots-tag": "noindex, nofollow",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }.items():
        assert page.headers[name] == value
    assert "form-action 'self'" in page.headers["content-security-policy"]
    refused = receiving.post("", "ikke en side", headers=PAGE)
    assert refused.status_code == 422
    assert "<li>" in refused.text or "c-lead" in refused.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "GET"])
def test_other_methods_are_refused(method: str, receiving: Receiving) -> None:
    assert receiving.client.request(method, PATH, headers=JSON).status_code == 405


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Receiving:
    return Receiving(tmp_path_factory.mktemp("shared"))


HEADERS = ["content-type", "content-length", "accept", "origin", "host", "sec-fetch-site", "transfer-encoding", "x-x"]


@hypothesis.settings(max_examples=60)
@hypothesis.given(
    body=st.binary(max_size=300),
    headers=st.dictionaries(
        st.sampled_from(HEADERS),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip),
        max_size=4,
    ),
    path=st.sampled_from(["", "check", f"{'0' * 40}/", f"{'0' * 40}/withdraw"]),
)
def test_any_head_and_any_body_is_answered_in_danish_and_nothing_is_kept(
    shared: Receiving, body: bytes, headers: dict[str, str], path: str
) -> None:
    answer = shared.client.post(f"{PATH}{path}", content=body, headers=headers)
    assert 400 <= answer.status_code < 500 or (answer.status_code == 429)
    assert "Traceback" not in answer.text
    assert shared.heads == []
    assert list(shared.desk.room.rglob("*")) == []


MARK = "Ubekendt-ord-i-alt-det-sendte"
"""Stands in all that is sent, with a number that no page may hold: it is to be found nowhere afterwards."""
_TEXTS = st.sampled_from(
    [
        f"Vi talte med {NUMBER}. {MARK}",
        f"---\ntitle: {MARK}\nsummary: Hos {NUMBER}.\nupdated: 2026-02-01\n---\n",
        f"---\ntitle: {MARK}",
        trees.interpretation(MARK, body=f"Hos {NUMBER}.\n"),
        f"\0\ufeff{MARK}{NUMBER}\r\n",
        f"../../{MARK}",
    ]
)
_NAMES = st.sampled_from(
    ["kind", "key", "text", "unit_text", "picture", "told_to", "text", "picture", MARK, "", "a\0b"]
)
_KINDS = st.sampled_from(["", "interpretation", "unit", "story", "idea", "../x", KEY, f"gryden/{MARK.lower()}", "ny"])
_PARTS = st.lists(
    st.tuples(
        _NAMES,
        st.one_of(_TEXTS, _KINDS).map(str.encode) | st.binary(max_size=40) | st.just(photo((9, 9)) + MARK.encode()),
        st.sampled_from(
            [b"", b'; filename="../../x.md"', b"; filename*=utf-8''%2e%2e", b'; name="text"', b"\r\nX-X: y"]
        ),
    ),
    max_size=7,
)


@hypothesis.settings(max_examples=80)
@hypothesis.given(
    made=_PARTS,
    cut=st.integers(0, 40),
    path=st.sampled_from(["", "", "check", f"{'0' * 40}/"]),
    accept=st.sampled_from([JSON, PAGE]),
)
def test_any_form_with_a_number_in_it_is_refused_in_danish(
    shared: Receiving, made: list[tuple[str, bytes, bytes]], cut: int, path: str, accept: dict[str, str]
) -> None:
    pieces = [
        b'--skel\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n' % (name.encode(), more, content)
        for name, content, more in [*made, ("text", f"{MARK} {NUMBER}".encode(), b"")]
    ]
    body = b"".join([*pieces, b"--skel--\r\n"])
    head = {**accept, "content-type": "multipart/form-data; boundary=skel"}
    answer = shared.client.post(f"{PATH}{path}", content=body[: len(body) - cut], headers=head)
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text
    assert NUMBER not in answer.text


def test_nothing_is_left_of_all_that_was_refused(shared: Receiving) -> None:
    """In no object, log, database or temporary folder; the tests before this one have sent it."""
    sent = shared.client.post(f"{PATH}check", content=f"{MARK} {NUMBER}".encode(), headers=JSON)
    assert sent.status_code == 415
    kept = everything_in([shared.branches.repository.folder, shared.desk.room])
    assert kept
    assert MARK.encode() not in kept
    assert NUMBER.encode() not in kept
    assert shared.heads == []
