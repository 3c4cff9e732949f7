"""Doors: from the settings to what lets people in – the gate's, the signing in, and the mail. All fail closed.

What is set but cannot hold – a way without its secret, a mailbox without a mail server – is said before anybody is let
in, in Danish.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalogue.receive.configuration import Configuration, Security, Way, WrongConfiguration, read_secret
from catalogue.receive.gate import Doors
from catalogue.receive.mailboxes import is_shared
from catalogue.receive.mails import Sender
from catalogue.receive.outbox import Outbox
from catalogue.receive.postman import Postman
from catalogue.receive.rounds import Mailing
from catalogue.settings import Settings

if TYPE_CHECKING:
    from catalogue.receive.openid import SignIn

_LEAST_SECRET = 32
SIGNED_IN = "signed-in"
"""Where the issuer sends the browser back to, below the receiver's path."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the receiver lies: the site's own address, as `https://host`, and the path below it."""

    origin: str
    path: str

    @property
    def host(self) -> str:
        """The host, with its port if it has one."""
        return urlsplit(self.origin).netloc

    @property
    def address(self) -> str:
        """The receiver's whole address."""
        return f"{self.origin}{self.path}"


def find_site(settings: Settings, path: str) -> Site:
    """Return where the receiver lies; an empty origin where the settings do not say."""
    parts = urlsplit(settings.site_address)
    return Site(f"{parts.scheme}://{parts.netloc.casefold()}" if parts.netloc else "", path)


def make_doors(limits: Configuration, site: Site, is_socket: bool) -> Doors:
    """Return the gate's part. Raises WrongConfiguration."""
    if not limits.ways:
        return Doors()
    if not is_socket:
        raise WrongConfiguration(
            "Med `ways` kan modtageren kun nås gennem nginx, over en sokkel: Brug --socket i stedet for --port."
        )
    if not site.origin:
        raise WrongConfiguration("Med `ways` skal sitets adresse stå i mkdocs.yml: `site_address`.")
    if limits.secret_file is None:
        raise WrongConfiguration("Med `ways` skal nginx og modtageren have en fælles hemmelighed: `secret_file`.")
    if Way.MAILBOX in limits.ways and not limits.smtp_host:
        raise WrongConfiguration("Måden `mailbox` kræver en mailserver: `smtp_host`.")
    if Way.OPENID in limits.ways and not (limits.openid_issuer and limits.openid_client):
        raise WrongConfiguration("Måden `openid` kræver `openid_issuer` og `openid_client`.")
    secret = read_secret(limits.secret_file, _LEAST_SECRET)
    return Doors(limits.ways, site.host, secret, limits.sign_on_header.casefold())


def make_sign_in(
    limits: Configuration, site: Site, clock: Callable[[], datetime], random: Callable[[int], bytes]
) -> "SignIn | None":
    """Return what signs people in, or None where nobody is to. Raises WrongConfiguration."""
    if Way.OPENID not in limits.ways:
        return None
    try:
        # With packages that are needed here alone.
        from catalogue.receive.openid import Issuer, SignIn, is_safe
    except ImportError:
        raise WrongConfiguration("Måden `openid` kræver pakken Authlib, som ikke er her.") from None
    if not (is_safe(limits.openid_issuer) and is_safe(site.origin)):
        raise WrongConfiguration("Måden `openid` kræver https, både i `openid_issuer` og i `site_address`.")
    issuer = Issuer(
        issuer=limits.openid_issuer,
        client=limits.openid_client,
        redirect=f"{site.address}{SIGNED_IN}",
        secret=read_secret(limits.openid_secret_file) if limits.openid_secret_file else "",
        scope=limits.openid_scope,
        claims=limits.openid_claims,
        leeway=limits.openid_leeway_seconds,
    )
    return SignIn(issuer, clock, random, limits.sign_in_seconds)


def make_mailing(limits: Configuration, settings: Settings, site: Site, data: Path) -> Mailing | None:
    """Return how mail is sent, or None where no mail server is set. Raises WrongConfiguration, and OSError."""
    if not limits.smtp_host:
        return None
    editors, sender = settings.editors_mail, limits.mail_from or settings.editors_mail
    domains = limits.mail_domains or tuple(filter(None, [editors.rpartition("@")[2].casefold()]))
    if not site.origin:
        raise WrongConfiguration("Med mail skal sitets adresse stå i mkdocs.yml: `site_address`.")
    if not is_shared(sender, (sender.rpartition("@")[2].casefold(),)):
        raise WrongConfiguration(
            "Mail skal være fra en fælles postkasse: `mail_from`, eller `editors_mail` i mkdocs.yml."
        )
    if not is_shared(editors, domains):
        raise WrongConfiguration(
            "Mail kræver redaktionens fælles postkasse i et af domænerne: `editors_mail` i mkdocs.yml, `mail_domains`."
        )
    if limits.smtp_password_file and limits.smtp_security is Security.NONE:
        raise WrongConfiguration("Et kodeord til mailserveren må ikke sendes uden `smtp_security`.")
    outbox = Outbox(data / "outbox")
    outbox.make()
    return Mailing(
        outbox,
        _make_postman(limits),
        Sender(sender, editors, settings.name, urlsplit(site.origin).hostname or "katalog.invalid"),
        editors,
        domains,
        site.address,
        read_key(data / "mailbox.key"),
    )


def _make_postman(limits: Configuration) -> Postman:
    return Postman(
        limits.smtp_host,
        limits.smtp_port,
        limits.smtp_security,
        limits.smtp_user,
        read_secret(limits.smtp_password_file) if limits.smtp_password_file else "",
        limits.smtp_authority_file,
        limits.smtp_seconds,
    )


def read_key(file: Path) -> bytes:
    """Return the key that seals the mailboxes' links; it is made where there is none. Raises OSError."""
    try:
        with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as made:
            made.write(secrets.token_bytes(32))
            made.flush()
            os.fsync(made.fileno())
    except FileExistsError:
        pass
    key = file.read_bytes()
    if len(key) < 32:
        raise OSError(f"{file.name} is cut short")
    return key
