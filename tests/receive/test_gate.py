"""The gate: only this machine, only from its own pages, and no header that anybody could have forged."""

import pytest

from catalogue.receive import gate
from catalogue.receive.findings import Refused

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


SECRET = "hemmelighed-mellem-nginx-og-modtageren"
KNOWN, WHO = (b"x-catalogue-secret", SECRET.encode()), (b"x-remote-user", b"somebody")
SITE_HOST, CLIENT = (b"host", b"katalog.eksempel.invalid"), (b"x-catalogue-address", b"10.0.0.7")
FRONT = [SITE_HOST, KNOWN, CLIENT]
PROXY = gate.Doors((gate.Way.PROXY,), "katalog.eksempel.invalid", SECRET)
FORGED = {
    "no secret": [SITE_HOST, CLIENT, WHO],
    "an empty secret": [SITE_HOST, CLIENT, WHO, (b"x-catalogue-secret", b"")],
    "another secret": [SITE_HOST, CLIENT, WHO, (b"x-catalogue-secret", SECRET.encode() + b"x")],
    "a secret of other letters": [SITE_HOST, CLIENT, WHO, (b"x-catalogue-secret", "hemmelighøj".encode())],
    "the secret twice": [*FRONT, WHO, KNOWN],
    "a secret beside it with _": [*FRONT, WHO, (b"x_catalogue_secret", SECRET.encode())],
    "a secret with _ alone": [SITE_HOST, CLIENT, WHO, (b"x_catalogue_secret", SECRET.encode())],
    "who, twice": [*FRONT, WHO, WHO],
    "who, with _ too": [*FRONT, WHO, (b"x_remote_user", b"other")],
    "who, with _ alone": [*FRONT, (b"x_remote_user", b"other")],
    "who, with one _": [*FRONT, (b"x-remote_user", b"other")],
    "an address twice": [*FRONT, WHO, CLIENT],
    "another host": [(b"host", b"evil.invalid"), KNOWN, CLIENT, WHO],
    "this machine": [(b"host", b"127.0.0.1"), KNOWN, CLIENT, WHO],
    "two hosts": [*FRONT, WHO, SITE_HOST],
    "a foreign page": [*FRONT, WHO, (b"origin", b"https://evil.invalid")],
}


@pytest.mark.parametrize("what", FORGED)
def test_what_did_not_come_through_the_server_in_front_as_it_should_is_refused(what: str) -> None:
    refused = gate.judge(FORGED[what], "", True, PROXY)
    assert refused is not None
    assert refused.status == 403


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.0.0.1"])
def test_no_header_is_believed_over_tcp(peer: str) -> None:
    assert gate.judge([*FRONT, WHO], peer, True, PROXY) is not None
    assert gate.judge([*FRONT, WHO], "", True, PROXY) is None


def test_a_gate_without_a_secret_lets_nobody_by() -> None:
    for sent in (b"", b"x"):
        headers = [SITE_HOST, CLIENT, WHO, (b"x-catalogue-secret", sent)]
        assert gate.judge(headers, "", False, gate.Doors(PROXY.ways, PROXY.host)) is not None


WAYS = {
    (gate.Way.PROXY,): (gate.Admission.AT_ONCE, None),
    (gate.Way.MAILBOX,): (gate.Admission.HELD, gate.Admission.HELD),
    (gate.Way.OPENID, gate.Way.PROXY): (gate.Admission.HELD, gate.Admission.HELD),
    (gate.Way.PROXY, gate.Way.MAILBOX): (gate.Admission.AT_ONCE, gate.Admission.HELD),
    (): (gate.Admission.AT_ONCE, gate.Admission.AT_ONCE),
}


@pytest.mark.parametrize("ways", WAYS)
def test_the_first_way_that_holds_lets_a_page_in(ways: tuple[gate.Way, ...]) -> None:
    doors, (known, unknown) = gate.Doors(ways, PROXY.host, SECRET), WAYS[ways]
    assert gate.admit([*FRONT, WHO], doors) is known
    for headers in (FRONT, [*FRONT, (b"x-remote-user", b" ")]):
        if unknown:
            assert gate.admit(headers, doors) is unknown
        else:
            with pytest.raises(Refused) as refused:
                gate.admit(headers, doors)
            assert refused.value.findings[0].message == gate.NOT_ALLOWED


def test_the_limits_count_by_the_address_that_the_server_in_front_tells() -> None:
    assert gate.address_of(FRONT, "", PROXY) == "10.0.0.7"
    assert gate.address_of([*FRONT, CLIENT], "", PROXY) == ""
    assert gate.address_of(FRONT, "127.0.0.1", gate.Doors()) == "127.0.0.1"
