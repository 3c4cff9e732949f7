"""The postman: brings a mail to the mail server, and says how that went. The standard library does the talking."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum
from pathlib import Path

from catalogue.receive.configuration import Security

_BROKEN = (smtplib.SMTPException, OSError, ValueError)


class Delivery(Enum):
    """What became of a mail."""

    TAKEN = "taken"
    REFUSED = "refused"
    """The server will not have this mail, now or later."""
    LATER = "later"
    """The server will not have this one now."""
    DOWN = "down"
    """No mail can be brought now: the server is not reached, does not answer, or does not let us in."""


@dataclass(frozen=True)
class Postman:
    """A way to a mail server. `authority` is a file of certificates to trust, where they are not the machine's."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None
    seconds: float = 30

    def bring(self, message: EmailMessage) -> Delivery:
        """Bring one mail to the server. Raises nothing."""
        try:
            server = self._connect()
        except _BROKEN:
            return Delivery.DOWN
        try:
            return self._hand_over(server, message)
        except _BROKEN:
            return Delivery.DOWN
        finally:
            # The mail is taken or not already: what a server says to a good-bye changes nothing.
            with suppress(*_BROKEN):
                server.quit()
            server.close()

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> Delivery:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            return _by(max((code for code, _ in refused.recipients.values()), default=0))
        except smtplib.SMTPSenderRefused:
            return Delivery.DOWN  # No other mail would fare better.
        except smtplib.SMTPDataError as refused:
            return _by(refused.smtp_code)
        except smtplib.SMTPNotSupportedError:
            return Delivery.REFUSED
        return Delivery.TAKEN

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=self.authority)
        if self.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        try:
            if self.security is Security.STARTTLS:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _by(code: int) -> Delivery:
    return Delivery.REFUSED if 500 <= code < 600 else Delivery.LATER
