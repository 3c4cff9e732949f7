"""Mailboxes: which shared mailbox is written to about a page, by what main says, never by what was sent.

A person's address is no shared mailbox: the check's own rule for addresses (K01) tells the two apart. Nor is one that
lies elsewhere than the organisation's own: whoever may send could else have mail sent to anybody.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from catalogue.checks.check import Check
from catalogue.checks.rules.people import PERSONAL_MAIL
from catalogue.language.wording import in_words
from catalogue.model.fields import Theme, Unit
from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind, place_of
from catalogue.receive.proposals import Proposal

_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
"""An address that no mail server can take for more than one, or for anything else."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A shared mailbox that is written to. `is_editors` where the workplace has none."""

    address: str
    is_editors: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about, as mail calls it: by main's names, and nothing that was sent.

    `about` goes on after »siden« and »en side«; of a story it is empty.
    """

    about: str
    unit: str
    is_story: bool = False

    @property
    def known(self) -> str:
        """The page, of which the reader knows."""
        return "historien" if self.is_story else f"siden {self.about}".rstrip()

    @property
    def new(self) -> str:
        """The page, of which the reader does not know yet."""
        return "en historie" if self.is_story else f"en side {self.about}".rstrip()


def is_shared(address: str, domains: Collection[str]) -> bool:
    """Tell whether an address may be written to: no person's, and of a domain or one below it."""
    domain = address.rpartition("@")[2].casefold()
    is_ours = any(domain == one or domain.endswith(f".{one}") for one in domains)
    return is_ours and bool(_PLAIN.fullmatch(address)) and not PERSONAL_MAIL.search(address)


def find_mailbox(proposal: Proposal, checked: Check, editors: str, domains: Collection[str]) -> Mailbox | None:
    """Return the mailbox of the workplace whose page it is; else the editors'; None where they have none."""
    unit = _unit_of(proposal, checked)
    contact = unit.contact if unit else None
    if contact and contact.mail and is_shared(contact.mail, domains):
        return Mailbox(contact.mail)
    return Mailbox(editors, is_editors=True) if is_shared(editors, domains) else None


def describe(proposal: Proposal, checked: Check) -> Subject:
    """Return what a page is about, as main names it."""
    unit = _unit_of(proposal, checked)
    title = str(unit.title) if unit and unit.title else ""
    return Subject(_about(proposal, checked), title, proposal.kind == Kind.STORY)


def _about(proposal: Proposal, checked: Check) -> str:
    kind, parts = proposal.kind, proposal.key.split("/")
    if kind in (Kind.INTERPRETATION, Kind.IDEA):
        theme = _page(f"themes/{parts[1]}.md", checked)
        title = theme.fields.title if theme and isinstance(theme.fields, Theme) else ""
        return f"om temaet »{title}«" if title else ""
    if kind == Kind.MEETING:
        place = place_of(proposal.files[0])
        return f"om mødet den {in_words(place.day)}" if place and place.kind is Kind.MEETING else "om et møde"
    return "om arbejdspladsen" if kind == Kind.UNIT else ""


def _unit_of(proposal: Proposal, checked: Check) -> Unit | None:
    page = _page(f"units/{proposal.unit}/index.md", checked) if proposal.kind != Kind.STORY else None
    return page.fields if page and isinstance(page.fields, Unit) else None


def _page(path: str, checked: Check) -> AnyPage | None:
    subject = checked.judgement.subjects.get(path)
    return subject.page if subject else None
