"""Pages: what a person sees of the receiver, in the site's frame: the receipt, and what to do about a refusal."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from catalogue.language.wording import in_words
from catalogue.model.pages import AnyPage
from catalogue.receive.findings import Finding
from catalogue.receive.mailboxes import Mailbox
from catalogue.receive.proposals import Event, Standing
from catalogue.receive.states import PATH, State
from catalogue.receive.submissions import PLAN
from catalogue.settings import Settings
from catalogue.site import frame
from catalogue.site.engine import EngineError
from catalogue.site.frame import CONTENT, DESCRIPTION, TITLE, Frame
from catalogue.views.contents import SitePage
from catalogue.views.parts import templating
from catalogue.views.parts.editing import FORMS, PLAN_FORM, mail_address

ASKED = "Er siden fra jer?"
_ASKED_WORDS = "Nogen har sendt siden her til kataloget og sagt, at den er fra jer. Læs den, og svar nedenunder."
_EDITORS_ASKED = (
    "Nogen har sendt siden her til kataloget. Arbejdspladsen har ingen fælles postkasse, så I svarer for den. "
    "Læs siden, og spørg arbejdspladsen, hvis I ikke kender den."
)
_EDITORS_WORDS = (
    "Arbejdspladsen har ingen fælles postkasse i kataloget, så vi har spurgt redaktionen. Når den har svaret, "
    "går siden videre."
)
_SIGN_IN_WORDS = "Log ind, så går siden videre til redaktionen."
_OR_SIGN_IN = "Du kan også logge ind, så går den videre med det samme."
TITLES = {404: "Kvitteringen findes ikke", 403: "Siden blev ikke sendt"}
_MARKS = (TITLE, DESCRIPTION, CONTENT, frame.ADDRESS, frame.PATH, frame.DATED)
_BARE = f"""<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>{TITLE}</title></head><body><main>{CONTENT}</main></body></html>
"""
"""The frame where none can be made."""
_HEADING = re.compile(r"#{1,6} +")
_HEADING_LINE = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)
KIND = "receipt"
"""The kind of page, as the frame names it."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a page waits for: an answer from a mailbox, or that its sender signs in.

    `is_asked` is whether the colleague who is to answer looks at it, who is then shown all that was sent: `pages`.
    """

    mailbox: Mailbox | None = None
    can_sign_in: bool = False
    pages: tuple[AnyPage, ...] = ()
    is_asked: bool = False

    @property
    def words(self) -> str:
        """What the receipt says of it."""
        is_editors = self.mailbox is not None and self.mailbox.is_editors
        if self.is_asked:
            return _EDITORS_ASKED if is_editors else _ASKED_WORDS
        if self.mailbox is None:
            return _SIGN_IN_WORDS
        written = _EDITORS_WORDS if is_editors else State.WAITING.words
        return f"{written} {_OR_SIGN_IN}" if self.can_sign_in else written


def frame_page(address: str) -> SitePage:
    """Return the page that an engine makes the receiver's frame of: marks stand where a page's own words go."""
    return SitePage(address, TITLE, DESCRIPTION, KIND, None, "", (), lambda: CONTENT)


@dataclass
class Pages:
    """Makes the receiver's pages. `make_frame` gives the frame as an engine has made it, once."""

    settings: Settings
    base: str
    make_frame: Callable[[], str]
    _frame: Frame | None = None
    _making: Lock = field(default_factory=Lock)

    def receipt(self, standing: Standing, address: str, awaited: Awaited | None = None) -> str:
        """Return the page of a receipt, which lies at an address."""
        state = standing.state
        heading = ASKED if awaited and awaited.is_asked else state.heading
        content = templating.render(
            "pages/receipt.html",
            {
                "base": self.base,
                "receipt": address,
                "state": state,
                "heading": heading,
                "says": awaited.words if awaited else state.words,
                "awaited": awaited,
                "sent_texts": _texts_of(awaited.pages) if awaited else [],
                "pictures": sum(not path.endswith(".md") for path in standing.proposal.files),
                "content": standing.proposal.content,
                "told_to": standing.proposal.told_to,
                "title": standing.proposal.title or standing.proposal.key,
                "words": [(self._day(one), one.words) for one in standing.proposal.events if one.words],
                "steps": list(_steps(standing)),
                "sent": self._day(standing.proposal.events[0]),
                "changed": self._day(standing.proposal.last),
                "form": form_address(self.base, standing),
                "address": page_address(self.base, standing),
                "mail": mail_address(self.settings, "Vores side til kataloget"),
            },
        )
        return self._put(heading if awaited and awaited.is_asked else f"{heading}: jeres side", content)

    def refusal(self, status: int, findings: list[Finding], again: str = "", heading: str = "") -> str:
        """Return the page that says why something was refused; `again` is the receipt to go back to."""
        title = heading or TITLES.get(status, "Det gik ikke")
        words = {"base": self.base, "title": title, "findings": findings, "again": again}
        return self._put(title, templating.render("pages/refusal.html", words))

    def _put(self, title: str, content: str) -> str:
        with self._making:
            if self._frame is None:
                try:
                    self._frame = frame.cut(self.make_frame())
                except (EngineError, OSError):
                    self._frame = frame.cut(_BARE)  # A receipt is still a receipt.
        words = dict.fromkeys(_MARKS, "") | {TITLE: html.escape(title), CONTENT: content}
        return "".join(words.get(piece, piece) for piece in self._frame.pieces)

    def _day(self, event: Event) -> str:
        at = event.at.astimezone()
        return f"{in_words(at.date())} kl. {at:%H.%M}"


def _texts_of(pages: Sequence[AnyPage]) -> list[Mapping[str, Any]]:
    """Return what pages say, as plain text: title, in short, and the blocks of the text, each with whether it heads."""
    return [
        {
            "title": str(getattr(page.fields, "title", None) or ""),
            "summary": str(getattr(page.fields, "summary", None) or ""),
            "blocks": [(_HEADING.sub("", block), bool(_HEADING.match(block))) for block in _blocks_of(page.body)],
        }
        for page in pages
    ]


def _blocks_of(text: str) -> list[str]:
    """Return the paragraphs and headings of a text."""
    apart = _HEADING_LINE.sub(r"\n\1\n", text)
    return [block.strip("\n") for block in re.split(r"\n[ \t]*\n", apart) if block.strip()]


def _steps(standing: Standing) -> list[Mapping[str, Any]]:
    """Return the way to publication, each step with whether the page has come that far."""
    if standing.state not in (*PATH, State.QUESTION):
        return []
    here = State.READ if standing.state is State.QUESTION else standing.state
    return [
        {"title": step.heading, "is_here": step is here, "is_passed": PATH.index(step) < PATH.index(here)}
        for step in PATH
    ]


def form_address(base: str, standing: Standing) -> str:
    """Return the address of the form that can put the page right; empty where there is none or nothing can be done."""
    forms = {**{str(kind): address for kind, address in FORMS.items()}, PLAN: PLAN_FORM}
    form = forms.get(standing.proposal.form or standing.proposal.kind, "")
    return f"{base}{form}" if form and standing.state.is_open else ""


def page_address(base: str, standing: Standing) -> str:
    """Return where readers find the page; empty until they do."""
    if standing.state is not State.PUBLISHED:
        return ""
    path = standing.proposal.files[0].removesuffix(".md").removesuffix("/index")
    return f"{base}{path}/"
