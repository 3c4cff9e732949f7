"""Drafts: the title and the text of a pull request. What a writer has typed stands in them as text, and does nothing.

No line and no title begins with what somebody typed: a forge takes »Draft:« for a pull request that is not ready, and a
line with `/close` for an order.
"""

import re

from catalogue.privacy.showing import one_line
from catalogue.receive.forges.protocol import Draft
from catalogue.receive.proposals import Proposal
from catalogue.receive.receipts import BRANCHES
from catalogue.review.quoting import code, plain

_TITLE = 150
_CALLS = re.compile(r"[@#!$%&~](?=\w)")
"""What a forge makes a name, a case or a label of, also in a title."""
_GAP = "\N{ZERO WIDTH SPACE}"


def make_draft(proposal: Proposal, base: str, docs: str, asks_by: str) -> Draft:
    """Return the pull request of a proposal, onto a branch. `asks_by` is how an editor asks for something there."""
    title = _CALLS.sub(lambda found: f"{found[0]}{_GAP}", one_line(proposal.title or proposal.key, _TITLE))
    told_to = f"- Hvem fortæller, og hvem skriver: {plain(proposal.told_to)}\n" if proposal.told_to else ""
    files = "".join(f"- Fil: {code(f'{docs}/{path}')}\n" for path in proposal.files)
    asks = f" Vil du have noget rettet, så brug {asks_by}: Så står der »Spørgsmål til jer«." if asks_by else ""
    return Draft(
        branch=f"{BRANCHES}{proposal.name}",
        base=base,
        title=f"Side til kataloget: {title}",
        text=(
            f"Siden er sendt ind fra formularen.\n\n{told_to}{files}\n"
            "De, der har sendt den, følger den på deres kvittering. Det, I skriver her, kan de læse dér: Skriv til "
            f"dem, og aldrig noget om en borger.{asks} Fletter I siden, står der »Klar«. Lukker I den uden at flette, "
            "står der »Ikke taget med«. Skriv først hvorfor.\n"
        ),
    )
