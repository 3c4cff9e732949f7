"""Doors: what is set but cannot hold is said, and nothing opens by a slip. (receive.postman)"""

import ssl
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from catalogue.receive.configuration import Configuration, Security, Way, WrongConfiguration, read_secret
from catalogue.receive.doors import find_site, make_doors, make_mailing, make_sign_in, read_key
from catalogue.receive.mails import Mail, Sender, compose
from catalogue.receive.postman import Delivery, Postman
from catalogue.settings import Settings
from certificates import make_certificate
from entering import EDITORS, MAILBOX, SECRET, SITE, post_office
from receiving import NOON, PATH

SENDER = Sender("post@eksempel.invalid", EDITORS, "Inspirationskatalog", "katalog.eksempel.invalid")
SETTINGS = Settings(site_address="https://katalog.eksempel.invalid/sted/", editors_mail=EDITORS)
MAIL: dict[str, Any] = {"smtp_host": "post.eksempel.invalid"}
OPENID: dict[str, Any] = {"openid_issuer": "https://login.eksempel.invalid", "openid_client": "kataloget"}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "hemmelighed"
    file.write_text(f"{SECRET}\n", "utf-8")
    return file


def test_without_ways_only_this_machine_may() -> None:
    assert make_doors(Configuration(), find_site(Settings(), PATH), is_socket=False).ways == ()


def test_the_site_is_where_the_settings_say() -> None:
    site = find_site(SETTINGS, PATH)
    assert (site.origin, site.host, site.address) == (
        "https://katalog.eksempel.invalid",
        "katalog.eksempel.invalid",
        "https://katalog.eksempel.invalid/indsend/",
    )
    assert find_site(Settings(), PATH).origin == ""


def test_the_gate_is_given_what_the_server_in_front_is_known_by(secret: Path) -> None:
    doors = make_doors(Configuration(ways=(Way.PROXY,), secret_file=secret), SITE, is_socket=True)
    assert (doors.host, doors.secret, doors.header) == (SITE.host, SECRET, "x-remote-user")
    assert SECRET not in repr(doors)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"ways": ["proxy"], "secret_file": None}, "secret_file"),
    ({"ways": ["mailbox"]}, "smtp_host"),
    ({"ways": ["openid"]}, "openid_issuer"),
    ({"ways": ["openid"], "openid_issuer": "https://login.eksempel.invalid"}, "openid_client"),
]


@pytest.mark.parametrize(("settings", "missing"), WRONG)
def test_a_way_without_what_it_needs_is_told_of(settings: dict[str, Any], missing: str, secret: Path) -> None:
    limits = Configuration(**{"secret_file": secret, **settings})
    with pytest.raises(WrongConfiguration, match=missing):
        make_doors(limits, SITE, is_socket=True)


def test_ways_need_a_socket_and_the_site_s_address(secret: Path) -> None:
    limits = Configuration(ways=(Way.PROXY,), secret_file=secret)
    with pytest.raises(WrongConfiguration, match="--socket"):
        make_doors(limits, SITE, is_socket=False)
    with pytest.raises(WrongConfiguration, match="site_address"):
        make_doors(limits, find_site(Settings(), PATH), is_socket=True)


@pytest.mark.parametrize("content", [b"", b"kort", b"x" * 31, b"x" * 40 + b" y", "æ".encode() * 40, b"\xff" * 40])
def test_a_secret_that_is_short_or_no_word_is_not_used_and_not_quoted(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "hemmelighed"
    file.write_bytes(content)
    with pytest.raises(WrongConfiguration) as told:
        read_secret(file, 32)
    assert "x" * 31 not in str(told.value)
    with pytest.raises(WrongConfiguration):
        read_secret(tmp_path / "findes-ikke", 32)


OPEN = [
    ({**OPENID, "openid_issuer": "http://login.eksempel.invalid"}, SETTINGS),
    (OPENID, Settings(site_address="http://katalog.eksempel.invalid/")),
]


@pytest.mark.parametrize(("openid", "settings"), OPEN)
def test_nobody_signs_in_over_an_open_line(openid: dict[str, Any], settings: Settings) -> None:
    with pytest.raises(WrongConfiguration, match="https"):
        make_sign_in(Configuration(ways=(Way.OPENID,), **openid), find_site(settings, PATH), lambda: NOON, bytes)


def test_who_signs_in_comes_back_below_the_receiver_s_path(tmp_path: Path) -> None:
    (tmp_path / "hemmelighed").write_text("abc", "utf-8")
    limits = Configuration(ways=(Way.OPENID,), **OPENID, openid_secret_file=tmp_path / "hemmelighed")
    sign_in = make_sign_in(limits, find_site(SETTINGS, PATH), lambda: NOON, bytes)
    assert sign_in is not None
    assert sign_in.issuer.redirect == "https://katalog.eksempel.invalid/indsend/signed-in"
    assert sign_in.issuer.secret == "abc"
    assert make_sign_in(Configuration(**OPENID), SITE, lambda: NOON, bytes) is None


def mailing_of(tmp_path: Path, settings: Settings = SETTINGS, **more: Any):
    return make_mailing(Configuration(**{**MAIL, **more}), settings, find_site(settings, PATH), tmp_path)


def test_mail_is_from_the_editors_and_to_their_own_domain_unless_set(tmp_path: Path) -> None:
    mailing = mailing_of(tmp_path)
    assert (mailing.sender.address, mailing.editors, mailing.domains) == (EDITORS, EDITORS, ("eksempel.invalid",))
    assert mailing.address == "https://katalog.eksempel.invalid/indsend/"
    other = mailing_of(
        tmp_path, mail_from="kataloget@andet.invalid", mail_domains=["eksempel.invalid", "pleje.invalid"]
    )
    assert (other.sender.address, other.sender.answers) == ("kataloget@andet.invalid", EDITORS)
    assert other.domains == ("eksempel.invalid", "pleje.invalid")
    assert mailing_of(tmp_path, smtp_host="") is None


PERSON = "anna.andersen@eksempel.invalid"
WRONG_MAIL: list[tuple[Settings, dict[str, Any], str]] = [
    (SETTINGS.model_copy(update={"site_address": ""}), {}, "site_address"),
    (SETTINGS.model_copy(update={"editors_mail": ""}), {}, "mail_from"),
    (SETTINGS.model_copy(update={"editors_mail": ""}), {"mail_from": EDITORS}, "editors_mail"),
    (SETTINGS.model_copy(update={"editors_mail": PERSON}), {"mail_from": EDITORS}, "editors_mail"),
    (SETTINGS, {"mail_from": PERSON}, "mail_from"),
    (SETTINGS, {"mail_domains": ["andet.invalid"]}, "mail_domains"),
    (SETTINGS, {"smtp_security": "none", "smtp_password_file": Path("x")}, "smtp_security"),
    (SETTINGS, {"smtp_password_file": Path("/findes/ikke")}, "ikke"),
]


@pytest.mark.parametrize(("settings", "more", "missing"), WRONG_MAIL)
def test_mail_that_cannot_be_right_is_told_of(
    settings: Settings, more: dict[str, Any], missing: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongConfiguration, match=missing):
        mailing_of(tmp_path, settings, **more)


def test_the_key_of_the_links_is_made_once_and_is_for_the_receiver_alone(tmp_path: Path) -> None:
    key = read_key(tmp_path / "mailbox.key")
    assert len(key) == 32
    assert read_key(tmp_path / "mailbox.key") == key
    assert (tmp_path / "mailbox.key").stat().st_mode & 0o077 == 0
    (tmp_path / "mailbox.key").write_bytes(b"")
    with pytest.raises(OSError, match="cut short"):
        read_key(tmp_path / "mailbox.key")


# The line to the mail server


def message_to(to: str = MAILBOX):
    return compose(Mail("x.1", "x", to, "Emne", "Hej\n", "Mon, 01 Jun 2026 12:00:00 +0000"), SENDER)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def test_the_line_is_secret_from_the_start_or_from_starttls(certificate: Path) -> None:
    context = _context(certificate)
    with post_office(tls_context=context, require_starttls=True) as office:
        postman = Postman("127.0.0.1", office.port, Security.STARTTLS, authority=certificate)
        assert postman.bring(message_to()) is Delivery.TAKEN
    with post_office(ssl_context=context) as sealed:
        postman = Postman("127.0.0.1", sealed.port, Security.TLS, authority=certificate)
        assert postman.bring(message_to()) is Delivery.TAKEN
    assert [len(office.taken), len(sealed.taken)] == [1, 1]


def test_nothing_is_told_to_a_server_that_cannot_prove_who_it_is(certificate: Path) -> None:
    context = _context(certificate)
    with post_office(tls_context=context) as office:
        unproved = Postman("127.0.0.1", office.port, Security.STARTTLS)
        misnamed = Postman("localhost", office.port, Security.STARTTLS, authority=certificate)
        assert [unproved.bring(message_to()), misnamed.bring(message_to())] == [Delivery.DOWN, Delivery.DOWN]
    with post_office() as plain:
        assert Postman("127.0.0.1", plain.port, Security.STARTTLS).bring(message_to()) is Delivery.DOWN
    assert [office.taken, plain.taken] == [[], []]


def test_a_password_is_said_over_a_secret_line_alone(certificate: Path) -> None:
    heard = []

    def judge(server, session, envelope, mechanism, data) -> AuthResult:
        heard.append((data.login, data.password))
        return AuthResult(success=data.password == b"rigtigt", handled=False)

    options: dict[str, Any] = {"authenticator": judge, "auth_required": True, "tls_context": _context(certificate)}
    with post_office(**options) as office:
        for password, delivery in (("rigtigt", Delivery.TAKEN), ("forkert", Delivery.DOWN)):
            line = Security.STARTTLS
            postman = Postman("127.0.0.1", office.port, line, "kataloget", password, certificate)
            assert postman.bring(message_to()) is delivery
            assert password not in repr(postman)
    assert heard[0] == (b"kataloget", b"rigtigt")


ANSWERS = {
    "450 Later": Delivery.LATER,
    "550 Never": Delivery.REFUSED,
    "552 Too much": Delivery.REFUSED,
    "421 Closing": Delivery.LATER,
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_a_server_answers_says_whether_to_try_again(answer: str) -> None:
    with post_office() as office:
        postman = Postman("127.0.0.1", office.port, Security.NONE)
        for where in (MAILBOX, "data"):
            office.refusals = {where: answer}
            assert postman.bring(message_to()) is ANSWERS[answer]
        office.refusals = {}
        assert postman.bring(message_to()) is Delivery.TAKEN
    assert Postman("127.0.0.1", 1, Security.NONE).bring(message_to()) is Delivery.DOWN
