"""Bodies: whatever is sent becomes parts or a refusal in Danish, within limits."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import hypothesis
import pytest
from hypothesis import strategies as st

import loops
from catalogue.receive.bodies import Budget, read_parts
from catalogue.receive.configuration import Configuration
from catalogue.receive.findings import Refused
from catalogue.receive.submissions import Parts

KIND = b"multipart/form-data; boundary=x"
LIMITS = Configuration(body_bytes=10_000, held_bytes=20_000, body_seconds=0.2)


def part(name: str, content: bytes, more: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"


WHOLE = (
    part("kind", b"unit") + part("text", "Blåbær".encode(), '; filename="../x"') + part("picture", b"1") + b"--x--\r\n"
)


async def _pieces(content: Sequence[bytes], pause: float = 0) -> AsyncIterator[bytes]:
    for piece in content:
        await asyncio.sleep(pause)
        yield piece


def read(*content: bytes, kind: bytes = KIND, length: bytes = b"", pause: float = 0) -> Parts:
    budget = Budget(LIMITS.held_bytes)
    try:
        return loops.run(read_parts(_pieces(content, pause), kind, length, LIMITS, budget))
    finally:
        assert budget.held == 0  # Whatever happens, nothing stays held.


def test_parts_are_read_however_they_are_cut() -> None:
    expected = Parts({"kind": "unit", "text": "Blåbær"}, [b"1"])
    assert read(WHOLE) == read(*(WHOLE[at : at + 1] for at in range(len(WHOLE)))) == expected


_AGAIN = b"\r\nContent-Disposition: form-data; name=key\r\n\r\n"
TWO_NAMES = part("kind", b"x").replace(b"\r\n\r\n", _AGAIN) + b"--x--\r\n"
WRONG = {
    "no form": (b"", b"text/plain", 415),
    "no boundary": (WHOLE, b"multipart/form-data", 415),
    "a long boundary": (WHOLE, b"multipart/form-data; boundary=" + b"x" * 71, 415),
    "cut off": (WHOLE[:-8], KIND, 400),
    "nothing": (b"", KIND, 400),
    "another boundary": (WHOLE, b"multipart/form-data; boundary=y", 400),
    "an unknown name": (part("path", b"x") + b"--x--\r\n", KIND, 400),
    "the same twice": (part("kind", b"a") + part("kind", b"b") + b"--x--\r\n", KIND, 400),
    "no name": (b"--x\r\n\r\nx\r\n--x--\r\n", KIND, 400),
    "two names": (TWO_NAMES, KIND, 400),
    "another disposition": (b'--x\r\nContent-Disposition: attachment; name="kind"\r\n\r\nx\r\n--x--\r\n', KIND, 400),
    "a long head": (part("kind", b"", "; x=" + "y" * 5000) + b"--x--\r\n", KIND, 400),
    "no text": (part("text", b"\xff") + b"--x--\r\n", KIND, 422),
    "too many parts": (part("picture", b"") * 30 + b"--x--\r\n", KIND, 413),
    "too large": (part("picture", b"x" * 10_000) + b"--x--\r\n", KIND, 413),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_taken_is_refused(name: str) -> None:
    content, kind, status = WRONG[name]
    with pytest.raises(Refused) as caught:
        read(content, kind=kind)
    assert caught.value.status == status


@pytest.mark.parametrize(("length", "status"), [(b"10001", 413), (b"9" * 30, 413), (b"-1", 400), (b"1e3", 400)])
def test_a_length_that_is_too_much_or_none_is_refused_before_anything_is_read(length: bytes, status: int) -> None:
    with pytest.raises(Refused) as caught:
        read(length=length)
    assert caught.value.status == status


def test_a_sender_who_takes_too_long_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read(*(WHOLE[at : at + 1] for at in range(len(WHOLE))), pause=0.05)
    assert caught.value.status == 408


def test_no_more_is_held_for_all_than_there_is_room_for() -> None:
    budget = Budget(10)
    budget.hold(8)
    with pytest.raises(Refused) as caught:
        budget.hold(3)
    assert (caught.value.status, budget.held) == (503, 8)


PIECES = [WHOLE[:30], WHOLE[30:], b"--x", b"\r\n", b"\r\n\r\n", b"--", b"\0", b"Content-Disposition:", b"\xff\xfe"]
PIECES += [b' form-data; name="text"', b"filename*=UTF-8''x", b":" * 9]


@hypothesis.given(
    content=st.one_of(
        st.binary(max_size=400),
        st.lists(st.sampled_from(PIECES)).map(b"".join),
    ),
    kind=st.one_of(st.just(KIND), st.binary(max_size=60), st.text(max_size=20).map(lambda text: KIND + text.encode())),
)  # fmt: skip
def test_anything_at_all_becomes_parts_or_a_refusal_in_danish(content: bytes, kind: bytes) -> None:
    try:
        found: Parts | Refused = read(content, kind=kind)
    except Refused as caught:
        found = caught
    assert isinstance(found, Parts) or (400 <= found.status < 500 and found.findings[0].message.endswith("."))


def test_a_body_is_read_also_where_a_loop_runs_already() -> None:
    async def read_within() -> Parts:
        return read(WHOLE)  # As in the tests' own thread, while a browser is open in it.

    assert loops.run(read_within()).texts["kind"] == "unit"
