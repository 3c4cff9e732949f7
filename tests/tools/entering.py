"""Who comes in from elsewhere: a receiver behind the server in front, what that one says, and a real mail server."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import trees
from catalogue.receive.configuration import Configuration, Security, Way
from catalogue.receive.doors import Site
from catalogue.receive.gate import Doors
from catalogue.receive.mails import Sender
from catalogue.receive.openid import Issuer, SignIn
from catalogue.receive.outbox import Outbox
from catalogue.receive.postman import Postman
from catalogue.receive.rounds import Mailing
from receiving import PATH, Receiving, main_files

SITE = Site("https://katalog.eksempel.invalid", PATH)
SECRET = "hemmelighed-mellem-nginx-og-modtageren"
FRONT = {"Host": SITE.host, "X-Catalogue-Secret": SECRET, "X-Catalogue-Address": "10.0.0.7", "Origin": SITE.origin}
"""What the server in front says with each request."""
MAILBOX, EDITORS = "koekkenet@eksempel.invalid", "redaktionen@eksempel.invalid"
WITH_MAILBOX = f"contact: {{role: Køkkenlederen, mail: {MAILBOX}}}\n"
KEY = bytes(range(32))


def files(contact: str = WITH_MAILBOX) -> dict[str, str | bytes]:
    """Return main's pages, on which the workplace has a mailbox."""
    return {**main_files(), "units/gryden/index.md": trees.unit(more=contact)}


def entered(
    folder: Path,
    *ways: Way,
    mail_port: int = 1,
    issuer: Issuer | None = None,
    contact: str = WITH_MAILBOX,
    **settings: Any,
) -> Receiving:
    """Return a receiver that people come to by these ways, and a client that comes through the server in front."""
    limits = Configuration(ways=ways, **settings)
    receiving = Receiving(folder, limits, files(contact))
    outbox = Outbox(folder / "outbox")
    outbox.make()
    postman = Postman("127.0.0.1", mail_port, Security.NONE, seconds=limits.smtp_seconds)
    sender = Sender(EDITORS, EDITORS, "Inspirationskatalog", "katalog.eksempel.invalid")
    mailing = Mailing(outbox, postman, sender, EDITORS, ("eksempel.invalid",), SITE.address, KEY)
    sign_in = SignIn(issuer, receiving.clock, receiving.random) if issuer else None
    receiving.enter(Doors(ways, SITE.host, SECRET), sign_in, mailing, FRONT)
    return receiving


@dataclass
class PostOffice:
    """A real mail server on loopback, which answers as it is told: `refusals` by recipient, `down` to all."""

    taken: list[EmailMessage] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    port: int = 0

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if refusal := self.refusals.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if refusal := self.refusals.get("data"):
            return refusal
        assert isinstance(envelope.content, bytes)
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@contextmanager
def post_office(port: int = 0, **options: Any) -> Iterator[PostOffice]:
    """Run a mail server as long as it is needed, on a port of its own choice if none is given."""
    office = PostOffice()
    controller = _Anywhere(office, hostname="127.0.0.1", port=port, **options)
    controller.start()
    office.port = controller.server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        controller.stop()


class _Anywhere(Controller):
    """A controller that finds out which port it was given before it tries it."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def headers_of(message: EmailMessage, *names: str) -> Mapping[str, str]:
    """Return some headers of a mail."""
    return {name: str(message[name]) for name in names}
