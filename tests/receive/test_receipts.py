"""Receipts: 160 random bits of which only a digest is kept.  (receive.states)"""

import hashlib

import pytest

from catalogue.receive.receipts import make_receipt, name_of, read_receipt
from catalogue.receive.states import PATH, State

RECEIPT = make_receipt(bytes(range(20)))


def test_a_receipt_is_160_bits_whose_digest_names_the_branch() -> None:
    digest = hashlib.sha256(RECEIPT.token.encode()).hexdigest()
    assert len(RECEIPT.token) * 4 == 160
    assert (RECEIPT.digest, RECEIPT.branch) == (digest, f"bidrag/{digest[:12]}")
    assert RECEIPT.fits(digest)
    assert not RECEIPT.fits(digest[:-1] + ("1" if digest[-1] == "0" else "0"))


@pytest.mark.parametrize("count", [0, 19, 21])
def test_a_receipt_is_made_of_twenty_bytes_and_no_other_number(count: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        make_receipt(bytes(count))


@pytest.mark.parametrize("token", ["", "0" * 39, "0" * 41, "A" * 40, "g" * 40, "../" + "0" * 37, "0" * 39 + "\n"])
def test_what_is_no_token_is_no_receipt(token: str) -> None:
    assert read_receipt(token) is None


def test_an_editor_may_write_the_token_the_name_or_the_branch() -> None:
    for written in (RECEIPT.token, RECEIPT.name, RECEIPT.branch, f" refs/heads/{RECEIPT.branch} ", f"{RECEIPT.token}/"):
        assert name_of(written) == RECEIPT.name
    assert name_of("main") == name_of("--all") == name_of("") == ""


def test_a_receipt_says_what_happens_in_the_words_that_were_agreed() -> None:
    assert State.RECEIVED.words == "Tak! Vi har jeres side. Gem linket, så kan du følge den."
    assert State.PUBLISHED.words == "Nu kan kolleger læse jeres side. Vis den til holdet."
    assert State.QUESTION.words == "Vi har et spørgsmål, før siden kan komme ud. Tryk »Svar og ret«."
    assert all(state.words.endswith(".") and "godkend" not in state.words for state in State)
    assert [state.is_open for state in PATH] == [True, True, False, False]
    assert State.DECLINED.heading == "Ikke taget med"
