"""The gate: only this machine, only from its own pages, and no header that anybody could have forged."""

import pytest

from catalogue.receive import gate

HOST = (b"host", b"127.0.0.1:8000")
OWN = [
    [HOST],
    [HOST, (b"origin", b"http://127.0.0.1:8000"), (b"sec-fetch-site", b"same-origin")],
    [(b"host", b"localhost"), (b"origin", b"http://localhost")],
    [(b"host", b"[::1]:1"), (b"sec-fetch-site", b"none")],
]
FOREIGN = [
    [HOST, (b"origin", b"http://evil.invalid")],
    [HOST, (b"origin", b"http://127.0.0.1:8001")],
    [HOST, (b"origin", b"null")],
    [HOST, (b"origin", b"http://127.0.0.1:8000.evil.invalid")],
    [HOST, (b"origin", b"http://127.0.0.1:8000/x")],
    [HOST, (b"origin", b"http://[")],
    [HOST, (b"origin", b"")],
    [HOST, (b"origin", b"http://127.0.0.1:8000"), (b"origin", b"http://evil.invalid")],
    [HOST, (b"sec-fetch-site", b"cross-site")],
    [HOST, (b"sec-fetch-site", b"same-site")],
    [HOST, (b"origin", b"http://127.0.0.1:8000"), (b"sec-fetch-site", b"cross-site")],
]
ELSEWHERE = [
    [],
    [(b"host", b"evil.invalid")],
    [(b"host", b"127.0.0.1.evil.invalid")],
    [HOST, (b"host", b"127.0.0.1:8000")],
    [(b"host", b"evil.invalid"), (b"x-forwarded-host", b"127.0.0.1"), (b"x_forwarded_host", b"127.0.0.1")],
]


@pytest.mark.parametrize("headers", OWN)
def test_a_page_of_the_site_and_a_program_of_this_machine_may_send(headers: gate.Headers) -> None:
    assert gate.judge(headers, "127.0.0.1", is_writing=True) is None
    assert gate.judge(headers, "", is_writing=True) is None


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_may_read_nothing_and_send_nothing(headers: gate.Headers) -> None:
    refused = gate.judge(headers, "127.0.0.1", is_writing=True)
    assert refused is not None
    assert (refused.status, refused.findings[0].message) == (403, gate.FOREIGN)


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_who_asks_by_another_name_is_refused_whatever_a_proxy_would_say(headers: gate.Headers) -> None:
    refused = gate.judge(headers, "127.0.0.1", is_writing=False)
    assert refused is not None
    assert refused.findings[0].message == gate.ONLY_HERE


@pytest.mark.parametrize("peer", ["10.0.0.1", "::ffff:10.0.0.1", "192.168.0.2"])
def test_another_machine_is_refused_also_with_forged_headers(peer: str) -> None:
    headers = [HOST, (b"x-real-ip", b"127.0.0.1"), (b"x-forwarded-for", b"127.0.0.1"), (b"forwarded", b"for=127.0.0.1")]
    assert gate.judge(headers, peer, is_writing=False) is not None
