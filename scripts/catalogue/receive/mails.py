"""Mails: what a shared mailbox is told of a page, in plain text and with nothing in it that the sender has typed.

Who sends a page may be anybody. So a mail calls the page by main's own names: neither a title, nor a role, nor a line
of the page can carry words or links into somebody's mailbox. The editors' words do stand in it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from textwrap import fill
from typing import Any

from catalogue.language.wording import in_words
from catalogue.receive.mailboxes import Mailbox, Subject
from catalogue.receive.proposals import Proposal, Standing, What
from catalogue.receive.states import State

_WIDTH = 72
_WIDE = SMTP.clone(max_line_length=900)
"""A link stands whole on its line."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that is to be sent: `name` is its own, the same however often it is written; `about` the proposal's."""

    name: str
    about: str
    to: str
    subject: str
    text: str
    at: str
    is_question: bool = False
    is_editors: bool = False

    def to_data(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


def from_data(data: Mapping[str, Any]) -> Mail:
    """Return the mail that was kept. Raises TypeError for what is none."""
    mail = Mail(**data)
    texts = (mail.name, mail.about, mail.to, mail.subject, mail.text, mail.at)
    if not all(isinstance(one, str) for one in texts):
        raise TypeError
    return mail


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mail is from, where answers go, the catalogue's name, and the host that names of messages end with."""

    address: str
    answers: str
    catalogue: str
    host: str


def mark_of(standing: Standing) -> str:
    """Return what is other when there is something new to tell of a proposal."""
    return f"{len(standing.proposal.events)}-{standing.state.name.lower()}"


def write_mail(standing: Standing, subject: Subject, mailbox: Mailbox, link: str, now: datetime, days: int) -> Mail:
    """Return what a mailbox is told of a proposal. `link` is the mailbox's own, `days` how long the page waits."""
    proposal, is_question = standing.proposal, standing.state is State.WAITING
    if is_question:
        title, paragraphs = _ask(proposal, subject, mailbox, days)
    else:
        title, paragraphs = _tell(standing, subject, mailbox)
    told = [
        *map(_wrap, paragraphs),
        f"{'Se siden, og svar' if is_question else 'Se, hvor siden er'}:\n{link}",
        _foot(mailbox),
    ]
    return Mail(
        name=f"{proposal.name}.{mark_of(standing)}",
        about=proposal.name,
        to=mailbox.address,
        subject=title,
        text="\n\n".join(told) + "\n",
        at=format_datetime(now),
        is_question=is_question,
        is_editors=mailbox.is_editors,
    )


def _ask(proposal: Proposal, subject: Subject, mailbox: Mailbox, days: int) -> tuple[str, list[str]]:
    at = in_words(proposal.events[0].at.astimezone().date())
    again = sum(event.what is What.HELD for event in proposal.events) > 1
    sent = "Den er ændret, siden vi skrev sidst. Det er den nye udgave, I skal svare på." if again else ""
    if mailbox.is_editors:
        whose = f" fra {subject.unit}" if subject.unit else ""
        return "Kender I afsenderen? En side venter", [
            f"Nogen har den {at} sendt {subject.new}{whose} til kataloget. Arbejdspladsen har ingen fælles postkasse "
            "i kataloget, så vi spørger jer.",
            *filter(None, [sent]),
            "Ved I, at siden er fra arbejdspladsen, så åbn linket, og tryk »Ja, den er fra dem«. Så kommer den ind til "
            f"jer på den almindelige måde. Svarer ingen inden {days} dage, bliver den slettet.",
        ]
    return "Er siden fra jer?", [
        f"Nogen har den {at} sendt {subject.new} til kataloget og sagt, at den er fra {subject.unit or 'jer'}.",
        *filter(None, [sent]),
        "Kender I den, så åbn linket, og tryk »Ja, den er fra os«. Så går siden videre til redaktionen.",
        f"Er den ikke fra jer, så tryk »Nej, den er ikke fra os«. Svarer ingen inden {days} dage, bliver den slettet. "
        "Siden kommer ikke ud, før I har svaret.",
    ]


def _tell(standing: Standing, subject: Subject, mailbox: Mailbox) -> tuple[str, list[str]]:
    proposal, state = standing.proposal, standing.state
    whose = f" fra {subject.unit}" if mailbox.is_editors and subject.unit else ""
    told = [f"Det gælder {subject.known}{whose}.", _WORDS.get(state, state.words)]
    if proposal.last.what is What.SENT_AGAIN:
        told[1] = "Nogen, der har linket, har sendt en ny udgave. Redaktionen læser den."
    if proposal.last.words:
        told += ["Redaktionen skriver:", proposal.last.words]
    return f"{state.heading}: jeres side til kataloget", told


_WORDS: Mapping[State, str] = {
    State.RECEIVED: "Vi har siden. Gem denne mail, så kan I altid følge siden og rette den.",
    State.QUESTION: "Vi har et spørgsmål, før siden kan komme ud. Åbn linket, og tryk »Svar og ret«.",
    State.WITHDRAWN: "Siden er trukket tilbage og kommer ikke ud.",
    State.DECLINED: "Siden kom ikke med denne gang. I linket står hvorfor, og hvad I kan gøre.",
}
"""What is said of a state otherwise than on the receipt, for a colleague may read it who has not sent the page."""


def _wrap(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines)


def _foot(mailbox: Mailbox) -> str:
    if mailbox.is_editors:
        return "-- \nDenne mail er sendt af kataloget selv."
    return (
        "-- \nDenne mail er sendt af kataloget selv til arbejdspladsens fælles postkasse.\n"
        "Del ikke linket: Den, der har det, kan rette siden. Svar på mailen, så\nskriver du til redaktionen."
    )


def compose(mail: Mail, sender: Sender) -> EmailMessage:
    """Return a mail as it goes over the line. Raises ValueError for an address or a subject that could be no header."""
    message = EmailMessage(policy=_WIDE)
    message["From"] = Address(sender.catalogue, addr_spec=sender.address)
    message["To"] = Address(addr_spec=mail.to)
    if sender.answers and sender.answers != sender.address:
        message["Reply-To"] = Address(addr_spec=sender.answers)
    message["Subject"] = mail.subject
    message["Date"] = mail.at
    message["Message-ID"] = f"<{mail.name}@{sender.host}>"
    thread = f"<{mail.about}@{sender.host}>"
    message["References"] = thread
    message["In-Reply-To"] = thread
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.text, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = "da"
    return message
