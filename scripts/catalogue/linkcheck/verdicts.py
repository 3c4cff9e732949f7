"""Verdicts: what servers said when the addresses that stories link to were tried, and what it means for the story.

The asking is done at the edge; here it is judged. Only what is sure is called dead: an address that asks for a sign-in,
a server that is slow or has a bad day, may well be fine for a reader on the intranet.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from catalogue.language.wording import count
from catalogue.model.catalogue import Catalogue
from catalogue.privacy.showing import one_line, show_name
from catalogue.rendering.outline import Rendered

PERMANENT, REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
MAX_HOPS = 5
"""How many redirects are followed."""
_WEB = re.compile(r"https?://", re.IGNORECASE)
# A page that a redirect leads to instead of the one asked for, as sign-in services call theirs.
_SIGN_IN = re.compile(r"\b(?:log-?[io]n|sign-?in|oauth2?|adfs|saml2?|sso|wsfed)\b", re.IGNORECASE)


class Trouble(StrEnum):
    """Why there is no answer."""

    NO_HOST = "no-host"
    INTERNAL = "internal"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    SLOW = "slow"
    GARBLED = "garbled"
    CIRCLE = "circle"
    ASTRAY = "astray"
    UNUSABLE = "unusable"
    NOT_TRIED = "not-tried"


class Verdict(StrEnum):
    """What an answer means for those who follow the link."""

    DEAD = "dead"
    MOVED = "moved"
    UNSURE = "unsure"
    WORKS = "works"


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: its status, and the whole address it leads to."""

    status: int
    to: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of trying an address: the redirects on the way, and the status at the end or why there is none."""

    hops: tuple[Hop, ...] = ()
    status: int = 0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an answer means, in Danish; `new_address` where a page has moved for good."""

    verdict: Verdict
    words: str
    new_address: str = ""


_TROUBLES: Mapping[Trouble, tuple[Verdict, str]] = {
    Trouble.NO_HOST: (Verdict.DEAD, "webstedet findes ikke"),
    Trouble.INTERNAL: (Verdict.UNSURE, "webstedet ligger på et lukket net og bliver ikke spurgt; se --internal"),
    Trouble.UNREACHABLE: (Verdict.DEAD, "webstedet kan ikke nås"),
    Trouble.UNTRUSTED: (Verdict.DEAD, "webstedets certifikat er ikke i orden, så browseren advarer"),
    Trouble.SLOW: (Verdict.UNSURE, "webstedet svarede ikke i tide"),
    Trouble.GARBLED: (Verdict.DEAD, "svaret kan ikke læses"),
    Trouble.CIRCLE: (Verdict.DEAD, "adressen fører i ring"),
    Trouble.ASTRAY: (Verdict.DEAD, "adressen fører til noget, der ikke er en webside"),
    Trouble.UNUSABLE: (Verdict.DEAD, "adressen kan ikke bruges"),
    Trouble.NOT_TRIED: (Verdict.UNSURE, "tiden gik, før adressen blev prøvet"),
}
_STATUSES: Mapping[int, tuple[Verdict, str]] = {
    401: (Verdict.UNSURE, "siden kræver, at man logger på"),
    403: (Verdict.UNSURE, "siden kræver, at man har adgang"),
    404: (Verdict.DEAD, "siden findes ikke"),
    407: (Verdict.UNSURE, "netværkets proxy kræver, at man logger på"),
    410: (Verdict.DEAD, "siden er taget ned"),
    429: (Verdict.UNSURE, "webstedet vil ikke spørges så tit"),
}


def conclude(answer: Answer) -> Conclusion:
    """Return what an answer means."""
    if answer.trouble:
        return Conclusion(*_TROUBLES[answer.trouble])
    if answer.status in _STATUSES:
        verdict, words = _STATUSES[answer.status]
        return Conclusion(verdict, f"{words} ({answer.status})")
    if 400 <= answer.status < 500:
        return Conclusion(Verdict.DEAD, f"webstedet afviser adressen ({answer.status})")
    if not 200 <= answer.status < 300:
        return Conclusion(Verdict.UNSURE, f"webstedet melder fejl ({answer.status})")
    if _leads_to_sign_in(answer):
        return Conclusion(Verdict.UNSURE, "siden kræver, at man logger på")
    if moved := _moved_to(answer):
        return Conclusion(Verdict.MOVED, f"siden er flyttet til {moved}", moved)
    return Conclusion(Verdict.WORKS, "siden er der")


def _leads_to_sign_in(answer: Answer) -> bool:
    return any(_SIGN_IN.search("".join(urlsplit(hop.to)[1:3]).replace("_", "-")) for hop in answer.hops)


def _moved_to(answer: Answer) -> str:
    """Return the address that a page has moved to for good: as far as its redirects are permanent."""
    moved = ""
    for hop in answer.hops:
        if hop.status not in PERMANENT:
            break
        moved = hop.to
    return moved


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A link on a story to the world outside: the file, the line and the address."""

    path: str
    line: int
    address: str


def list_references(catalogue: Catalogue, rendered: Mapping[str, Rendered]) -> list[Reference]:
    """Return the web addresses that stories link to, in their field and in their text, by file and line."""
    found: set[Reference] = set()
    for story in catalogue.stories:
        if story.fields.link:
            found.add(Reference(story.path, story.line_of("link"), story.fields.link))
        for link in rendered[story.path].links:
            if _WEB.match(link.target) and not link.is_image:
                found.add(Reference(story.path, story.body_line + link.line, link.target))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Finding:
    """A link, and what its answer means."""

    reference: Reference
    conclusion: Conclusion


def to_findings(references: Iterable[Reference], answers: Mapping[str, Answer]) -> list[Finding]:
    """Return a finding for each link that does not simply work: the dead, the moved, and what could not be told."""
    judged = [Finding(reference, conclude(answers[reference.address])) for reference in references]
    rank = list(Verdict)
    told = [finding for finding in judged if finding.conclusion.verdict is not Verdict.WORKS]
    return sorted(told, key=lambda finding: (rank.index(finding.conclusion.verdict), finding.reference))


def to_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding: `path:line: message`."""
    return "".join(f"{_shown(finding)}\n" for finding in findings)


def _shown(finding: Finding) -> str:
    reference, conclusion = finding.reference, finding.conclusion
    message = {
        Verdict.DEAD: "Linket {address} virker ikke: {words}.",
        Verdict.MOVED: "Råd: Linket {address} virker, men {words}. Skriv den nye adresse.",
        Verdict.UNSURE: "Råd: Linket {address} kan ikke afgøres: {words}. Prøv det selv.",
    }[conclusion.verdict].format(address=reference.address, words=conclusion.words)
    return f"{show_name(reference.path)}:{reference.line}: {one_line(message, 5000)}"


def to_json(findings: Iterable[Finding]) -> str:
    """Return the findings as JSON: `path`, `line`, `address`, `verdict`, `message` and, where known, `new_address`."""
    return json.dumps(list(map(_to_object, findings)), ensure_ascii=False, indent=2) + "\n"


def _to_object(finding: Finding) -> Mapping[str, str | int]:
    reference, conclusion = finding.reference, finding.conclusion
    new = {"new_address": show_name(conclusion.new_address, 2000)} if conclusion.new_address else {}
    return {
        "path": show_name(reference.path),
        "line": reference.line,
        "address": show_name(reference.address, 2000),
        "verdict": str(conclusion.verdict),
        "message": one_line(conclusion.words, 2000),
        **new,
    }


def summarise(references: Sequence[Reference], findings: Iterable[Finding]) -> str:
    """Return one line on how it went, such as »4 links er prøvet: 2 virker, 1 virker ikke og 1 kan ikke afgøres.«."""
    if not references:
        return "Ingen historier linker ud af kataloget."
    verdicts = [finding.conclusion.verdict for finding in findings]
    dead, moved, unsure = (verdicts.count(one) for one in (Verdict.DEAD, Verdict.MOVED, Verdict.UNSURE))
    tried = f"{count(len(references), 'link', 'links')} er prøvet"
    if not verdicts:
        return f"{tried}. Alle virker."
    works = len(references) - len(verdicts)
    return f"{tried}: {works} virker, {dead} virker ikke, {moved} er flyttet, og {unsure} kan ikke afgøres."


def is_dead(finding: Finding) -> bool:
    """Tell whether a link leads nowhere."""
    return finding.conclusion.verdict is Verdict.DEAD


def unique(references: Iterable[Reference]) -> Iterator[str]:
    """Yield each address once, in order."""
    yield from dict.fromkeys(reference.address for reference in references)
