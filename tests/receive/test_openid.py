"""Signing in by OpenID Connect: with a real issuer, and with ones that answer what they should not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from catalogue.receive.openid import NotSignedIn, SignedIn, SignIn, is_safe
from entering import SITE
from issuers import CLIENT, FalseIssuer, false_issuer, issuer_at, real_issuer, sign_in_at
from receiving import NOON, Clock

NAME, RECEIPT = "a1b2c3d4e5f6", "f6e5d4c3b2" * 4


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    with real_issuer() as address:
        yield address


@pytest.fixture
def false() -> Iterator[FalseIssuer]:
    with false_issuer() as issuer:
        yield issuer


def signing_in(address: str, clock: Callable[[], Any] | None = None, **more: Any) -> SignIn:
    numbers = iter(range(1000))
    return SignIn(issuer_at(address, **more), clock or Clock(), lambda count: next(numbers).to_bytes(count, "big"))


def asked(address: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


def test_who_signs_in_at_a_real_issuer_lets_the_page_go_on_once(real: str) -> None:
    from datetime import UTC, datetime

    sign_in = signing_in(real, lambda: datetime.now(UTC))
    begun = sign_in.begin(NAME, RECEIPT)
    answer = sign_in_at(begun.address)
    assert sign_in.end(answer, begun.cookie) == SignedIn(NAME, RECEIPT)
    for replayed in (answer, {**answer, "code": "other"}):
        with pytest.raises(NotSignedIn):
            sign_in.end(replayed, begun.cookie)


def test_the_question_carries_state_nonce_and_a_challenge_whose_answer_stays_here(real: str) -> None:
    begun = signing_in(real).begin(NAME, RECEIPT)
    sent = asked(begun.address)
    assert sent["response_type"] == "code"
    assert sent["redirect_uri"] == f"{SITE.address}signed-in"
    assert (sent["client_id"], sent["scope"], sent["code_challenge_method"]) == (CLIENT, "openid", "S256")
    assert len({sent["state"], sent["nonce"], sent["code_challenge"], begun.cookie}) == 4
    assert RECEIPT not in begun.address
    assert NAME not in begun.address
    assert begun.cookie not in begun.address


def begin(sign_in: SignIn, false: FalseIssuer, **claims: Any) -> tuple[dict[str, str], str]:
    """Begin to sign in, and return an answer of the issuer that is right but for some claims."""
    begun = sign_in.begin(NAME, RECEIPT)
    sent = asked(begun.address)
    now = int(NOON.timestamp())
    right = {"iss": false.address, "sub": "x", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": sent["nonce"]}
    false.claims = {name: value for name, value in {**right, **claims}.items() if value is not None}
    return {"code": "c", "state": sent["state"]}, begun.cookie


def test_the_code_is_changed_for_a_token_with_the_verifier_and_the_client_s_secret(false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false)
    assert sign_in.end(answer, cookie) == SignedIn(NAME, RECEIPT)
    (sent,) = false.asked
    assert sent["authorization"] == ["Basic " + base64.b64encode(b"kataloget:hemmelig").decode()]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"][0].encode()).digest()).decode()
    begun = signing_in(false.address).begin(NAME, RECEIPT)
    assert asked(begun.address)["code_challenge"] == challenge.rstrip("=")
    assert sent["redirect_uri"] == [f"{SITE.address}signed-in"]


def test_a_public_client_sends_no_secret(false: FalseIssuer) -> None:
    sign_in = signing_in(false.address, secret="")
    answer, cookie = begin(sign_in, false)
    sign_in.end(answer, cookie)
    assert false.asked[0]["authorization"] == [""]
    assert false.asked[0]["client_id"] == [CLIENT]


NOW = int(NOON.timestamp())
WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "andre"},
    "others besides, and not for us": {"aud": [CLIENT, "andre"]},
    "no audience": {"aud": None},
    "for another party": {"azp": "andre"},
    "another issuer": {"iss": "https://ond.invalid"},
    "no issuer": {"iss": None},
    "another nonce": {"nonce": "andet"},
    "no nonce": {"nonce": None},
    "long over": {"exp": NOW - 61},
    "without end": {"exp": None},
    "not yet": {"nbf": NOW + 61},
    "from the future": {"iat": NOW + 61},
    "from no time": {"iat": None},
    "nobody": {"sub": None},
    "another access token": {"at_hash": "x"},
    "an end that is no time": {"exp": "snart"},
}


@pytest.mark.parametrize("what", WRONG_CLAIMS)
def test_a_token_that_is_not_for_this_signing_in_lets_nobody_in(what: str, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false, **WRONG_CLAIMS[what])
    with pytest.raises(NotSignedIn) as reason:
        sign_in.end(answer, cookie)
    assert (reason.value.is_ours, reason.value.name) == (False, RECEIPT)


@pytest.mark.parametrize("claims", [{"exp": NOW - 59}, {"nbf": NOW + 59}, {"iat": NOW + 59}, {"aud": [CLIENT]}])
def test_clocks_may_be_a_minute_apart(claims: dict[str, Any], false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false, **claims)
    assert sign_in.end(answer, cookie) == SignedIn(NAME, RECEIPT)


SHARED = OctKey.import_key("hemmelig" * 4)
OTHER = RSAKey.generate_key(parameters={"kid": "1"})


def _part(data: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def with_public_key_as_secret(issuer: FalseIssuer) -> Callable[[dict[str, Any]], str]:
    secret = issuer.key.as_pem(private=False)

    def sign(claims: dict[str, Any]) -> str:
        said = f"{_part({'alg': 'HS256', 'kid': '1'})}.{_part(claims)}"
        seal = hmac.digest(secret, said.encode(), "sha256")
        return f"{said}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"

    return sign


SIGNATURES: dict[str, Callable[[FalseIssuer], Callable[[dict[str, Any]], str]]] = {
    "none": lambda _: lambda claims: f"{_part({'alg': 'none'})}.{_part(claims)}.",
    "None, with a key": lambda _: lambda claims: f"{_part({'alg': 'None', 'kid': '1'})}.{_part(claims)}.",
    "the public key as a secret": with_public_key_as_secret,
    "the client's secret": lambda _: (
        lambda claims: jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("hemmelig" * 4))
    ),
    "another's key": lambda _: lambda claims: jwt.encode({"alg": "RS256", "kid": "1"}, claims, OTHER),
    "a key that it brings": lambda _: (
        lambda claims: jwt.encode({"alg": "RS256", "jwk": OTHER.as_dict(private=False)}, claims, OTHER)
    ),
    "no token": lambda _: lambda _: "hej",
    "nothing": lambda _: lambda _: "",
}


@pytest.mark.parametrize("what", SIGNATURES)
def test_a_token_that_the_issuer_has_not_signed_lets_nobody_in(what: str, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address, secret="hemmelig" * 4)
    answer, cookie = begin(sign_in, false)
    false.sign = SIGNATURES[what](false)
    with pytest.raises(NotSignedIn):
        sign_in.end(answer, cookie)


def test_new_keys_of_the_issuer_are_found(false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    sign_in.end(*begin(sign_in, false))
    false.key = RSAKey.generate_key(parameters={"kid": "2"})
    false.header = {"kid": "2"}
    false.served = [false.key]
    assert sign_in.end(*begin(sign_in, false)) == SignedIn(NAME, RECEIPT)


WRONG_ANSWERS: dict[str, Callable[[dict[str, str], str], tuple[dict[str, str], str]]] = {
    "another browser": lambda answer, _: (answer, "1" * 64),
    "no cookie": lambda answer, _: (answer, ""),
    "another state": lambda answer, cookie: ({**answer, "state": "x"}, cookie),
    "no state": lambda answer, cookie: ({"code": answer["code"]}, cookie),
    "no code": lambda answer, cookie: ({"state": answer["state"]}, cookie),
    "an error": lambda answer, cookie: ({**answer, "error": "access_denied"}, cookie),
    "from another issuer": lambda answer, cookie: ({**answer, "iss": "https://ond.invalid"}, cookie),
}


@pytest.mark.parametrize("what", WRONG_ANSWERS)
def test_an_answer_that_was_not_asked_for_lets_nobody_in(what: str, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false)
    with pytest.raises(NotSignedIn):
        sign_in.end(*WRONG_ANSWERS[what](answer, cookie))


def test_an_issuer_that_names_itself_in_answers_must_do_so(false: FalseIssuer) -> None:
    false.metadata = lambda data: {**data, "authorization_response_iss_parameter_supported": True}
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false)
    with pytest.raises(NotSignedIn):
        sign_in.end(answer, cookie)
    answer, cookie = begin(sign_in, false)
    assert sign_in.end({**answer, "iss": false.address}, cookie) == SignedIn(NAME, RECEIPT)


def test_who_takes_too_long_begins_again(false: FalseIssuer) -> None:
    clock = Clock()
    sign_in = signing_in(false.address, clock)
    answer, cookie = begin(sign_in, false)
    clock.advance(seconds=601)
    with pytest.raises(NotSignedIn):
        sign_in.end(answer, cookie)


def test_of_two_signings_in_for_a_page_the_later_holds(false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    first, second = begin(sign_in, false), begin(sign_in, false)
    with pytest.raises(NotSignedIn):
        sign_in.end(*first)
    assert sign_in.end(*second) == SignedIn(NAME, RECEIPT)


CLAIMS = [("kommunen", True), (["andre", "kommunen"], True), ("andre", False), ([], False), (None, False), (1, False)]


@pytest.mark.parametrize(("said", "is_let_in"), CLAIMS)
def test_the_answer_must_say_what_the_settings_ask_for(said: object, is_let_in: bool, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address, claims={"groups": "kommunen"})
    answer, cookie = begin(sign_in, false, groups=said)
    if is_let_in:
        assert sign_in.end(answer, cookie) == SignedIn(NAME, RECEIPT)
    else:
        with pytest.raises(NotSignedIn):
            sign_in.end(answer, cookie)


METADATA: dict[str, Callable[[dict[str, Any]], Any]] = {
    "another issuer's": lambda data: {**data, "issuer": "https://ond.invalid"},
    "tokens over the open line": lambda data: {**data, "token_endpoint": "http://ond.invalid/token"},
    "keys over the open line": lambda data: {**data, "jwks_uri": "http://ond.invalid/keys"},
    "a script": lambda data: {**data, "authorization_endpoint": "javascript:alert(1)"},
    "half of it": lambda data: {"issuer": data["issuer"]},
    "a list": lambda _: [],
    "no JSON": lambda _: b"<html>",
}


@pytest.mark.parametrize("what", METADATA)
def test_an_issuer_that_tells_nonsense_is_not_used(what: str, false: FalseIssuer) -> None:
    false.metadata = METADATA[what]
    with pytest.raises(NotSignedIn) as reason:
        signing_in(false.address).begin(NAME, RECEIPT)
    assert reason.value.is_ours


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_issuer_that_does_not_answer_is_told_of_as_ours(status: int, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false)
    false.status = status
    with pytest.raises(NotSignedIn):
        sign_in.end(answer, cookie)
    with pytest.raises(NotSignedIn) as reason:
        signing_in(false.address).begin(NAME, RECEIPT)
    assert reason.value.is_ours


@pytest.mark.parametrize(("error", "is_ours"), [("invalid_grant", False), ("invalid_client", True), ("x", True)])
def test_an_issuer_that_does_not_know_us_is_told_of_as_ours(error: str, is_ours: bool, false: FalseIssuer) -> None:
    sign_in = signing_in(false.address)
    answer, cookie = begin(sign_in, false)
    false.tokens = lambda _: {"error": error}
    with pytest.raises(NotSignedIn) as reason:
        sign_in.end(answer, cookie)
    assert reason.value.is_ours is is_ours


def test_an_issuer_that_is_not_there_is_told_of_as_ours() -> None:
    with pytest.raises(NotSignedIn) as reason:
        signing_in("http://127.0.0.1:1").begin(NAME, RECEIPT)
    assert reason.value.is_ours


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://login.eksempel.invalid", True),
        ("http://127.0.0.1:8000/x", True),
        ("http://login.eksempel.invalid", False),
        ("http://127.0.0.1.ond.invalid", False),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_only_addresses_that_nobody_listens_in_on_are_asked(address: str | None, is_one: bool) -> None:
    assert is_safe(address) is is_one
