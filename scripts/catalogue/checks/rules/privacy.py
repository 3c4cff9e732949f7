"""Rules on what must never be published: CPR numbers, secrets, links that lie, private mail and telephone numbers."""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from catalogue.checks.leaks import PRIVATE, Kind
from catalogue.checks.rule import Finding, rule
from catalogue.checks.subject import Subject
from catalogue.model.places import Kind as PageKind
from catalogue.privacy.disguises import strip_tags
from catalogue.problems.problem import Severity
from catalogue.rendering.outline import Rendered

CPR_NUMBER = "{where} indeholder et CPR-nummer ({shown})."
POSSIBLE_NUMBER = (
    "{where} indeholder ti cifre, der kan være et CPR-nummer ({shown}). "
    "Er det et, så slet det, og se P01. Ellers skriv, hvad tallet er."
)
CREDENTIAL = "{where} indeholder {shown}. Skift det straks."
PRIVATE_CONTACT = "Her står en privat mail eller et privat telefonnummer. Skriv arbejdspladsens i stedet."
KNOWN_CITIZEN = "Kan nogen kende en borger på »{found}«? Så skriv det, så ingen kan kendes."
"""The words of P01, P02, P03, P05 and P07, which the form in the browser says as well."""
_PURGE = (
    "Stop her, og del ikke ændringen: Git husker det, også når det er slettet. "
    "Se, hvad du gør, under {} på siden »Det ser programmet efter«."
)


@rule("P01")
def cpr_number(subject: Subject) -> Iterator[Finding]:
    """Her står et CPR-nummer.

    Forkert: `Vi ringede til borgeren (0101xx-xxxx).`
    Rigtigt: `Vi ringede til borgeren.`
    Hvorfor: Et CPR-nummer må aldrig offentliggøres, og Git gemmer det, også når linjen er slettet. Stop, og send ikke
        ændringen ind. Begynd på en ny gren fra »main«, skriv siden igen uden nummeret, og slet den gamle gren. Er
        nummeret allerede sendt ind, så skriv straks til redaktionen: Historikken skal renses, og kommunens
        databeskyttelsesrådgiver skal have besked. Den, der kan det, renser med `git filter-repo --replace-text`,
        sender den nye historik ind og beder værten om at slette gamle kopier.
    """
    for seen in subject.all_leaks:
        if seen.kind is Kind.NUMBER:
            message = CPR_NUMBER.format(where=seen.where, shown=seen.shown)
            yield seen.line, f"{message} {_PURGE.format('P01')}"


@rule("P02", Severity.ADVICE)
def possible_number(subject: Subject) -> Iterator[Finding]:
    """Ti cifre kan være et CPR-nummer.

    Forkert: `Skriv til sag 0101xx xxxx.`
    Rigtigt: `P-nr. 10xxxxxxxx` eller `den 15. marts kl. 10.30`
    Hvorfor: Cifrene begynder med en dato, og nyere CPR-numre kan ikke kendes på andet. Skriv, hvad tallet er, eller
        skriv datoen med ord, så ingen er i tvivl. Er det et CPR-nummer, så gør, som der står under P01.
    """
    for seen in subject.all_leaks:
        if seen.kind is Kind.POSSIBLE_NUMBER:
            yield seen.line, POSSIBLE_NUMBER.format(where=seen.where, shown=seen.shown)


@rule("P03")
def secret(subject: Subject) -> Iterator[Finding]:
    """Her står et kodeord eller en nøgle.

    Forkert: `Kodeord: …` med selve kodeordet bagefter.
    Rigtigt: `Spørg lederen om adgang.`
    Hvorfor: Alle kan læse siden, og Git gemmer kodeordet, også når linjen er slettet. Skift det straks, for det kan
        være set. Begynd så på en ny gren fra »main« uden det, og skriv til redaktionen, hvis det allerede er sendt ind.
    """
    for seen in subject.leaks:
        if seen.kind is Kind.SECRET:
            message = CREDENTIAL.format(where=seen.where, shown=seen.shown)
            yield seen.line, f"{message} {_PURGE.format('P03')}"


@rule("P04")
def lying_link(subject: Subject) -> Iterator[Finding]:
    """Et link viser ét sted og fører til et andet.

    Forkert: `[www.eksempel.dk](https://www.eksempel.invalid/)`
    Rigtigt: `[www.eksempel.dk](https://www.eksempel.dk/)` eller `[Læs mere](https://www.eksempel.invalid/)`
    Hvorfor: Læseren stoler på det sted, der står. Sådan et link er også den måde, svindlere lokker på.
    """
    if (rendered := subject.rendered) is None or (page := subject.bodied) is None:
        return
    lines = {link.target: link.line for link in reversed(rendered.links)}
    for shown, target, address in _links_that_lie(rendered):
        line = lines.get(address, 0)
        message = f"Linket viser »{shown}«, men fører til »{target}«. Skriv det sted, det fører til, eller brug ord."
        yield page.body_line + line, message


_LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_ALT = re.compile(r'<img [^<>]*?alt="([^"]*)"[^<>]*>')
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL}){{1,6}}"
_SHOWN = re.compile(
    rf"(?:https?:/{{1,2}}|//|(?<=[\w.+-])@)({_HOST})|\b(www\.{_HOST})|^({_HOST})(?::\d+)?(?:[/?#]\S*)?$", re.IGNORECASE
)
# »plan.pdf« is the name of a file, »@koekken.gryden« that of an account, and »H.C.Andersen« that of a man: without
# https:// or www. it is a place only where it ends as places do. Every country has two letters.
_FILE_ENDINGS = frozenset("ai db gz js md ps py sh ts".split())
_ENDINGS = frozenset(
    "app biz blog cloud com digital edu email eus example fit fun gov health info int invalid live local mil mobi name "
    "net news online org page pro shop site social store tech test tips tools top tv website work world xyz".split()
)


def _links_that_lie(rendered: Rendered) -> Iterator[tuple[str, str, str]]:
    """Yield the host that a link shows, the host that it leads to, and its address."""
    for found in _LINK.finditer(rendered.html) if "<a " in rendered.html else ():
        address = html.unescape(found[1])
        target = _host_of(address)
        shown = _host_in(strip_tags(_ALT.sub(r"\1", found[2])))
        if target and shown and shown != target:
            yield shown, target, address


def _host_of(address: str) -> str:
    """Return the host that an address leads to, without `www.`; empty for a place on the site."""
    try:
        parts = urlsplit(address)
        host = parts.path.rpartition("@")[2].partition("?")[0] if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        return ""
    return _plain_host(host or "")


def _host_in(text: str) -> str:
    """Return the first host that a text shows, without `www.`, or an empty text when it shows none."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf").strip()
    if (found := _SHOWN.search(visible)) is None:
        return ""
    bare = found[3]
    ending = (bare or "").rpartition(".")[2].casefold()
    is_country = len(ending) == 2 and ending.isalpha() and ending not in _FILE_ENDINGS
    is_name = bare is not None and not (is_country or ending in _ENDINGS or ending.startswith("xn--"))
    return "" if is_name else _plain_host(found[1] or found[2] or bare)


def _plain_host(host: str) -> str:
    plain = host.casefold().rstrip(".").removeprefix("www.")
    try:
        return plain.encode("idna").decode()
    except UnicodeError:
        return plain


@rule("P05", Severity.ADVICE)
def private_contact(subject: Subject) -> Iterator[Finding]:
    """En privat mail eller et privat telefonnummer.

    Forkert: `Ring til en kollega, privat: 12 34 56 78`
    Rigtigt: `Ring til køkkenet: 12 34 56 78`
    Hvorfor: Kolleger skal kunne få fat i arbejdspladsen. Det private er privat, også når nogen har sagt ja i dag.
    """
    for seen in subject.leaks:
        if seen.kind is Kind.PRIVATE:
            yield seen.line, PRIVATE_CONTACT


# What stands before eight digits that are no person's, and after them.
_NO_PERSONS = (
    "tlf",
    "tlf.",
    "telefon",
    "telefonen",
    "mobil",
    "cvr",
    "cvr-nr.",
    "cvr-nummer",
    "ean",
    "nr.",
    "nummer",
    "sag",
)
_NOT_AFTER = "".join(rf"(?<!{re.escape(word + gap)})" for word in _NO_PERSONS for gap in ("", " ", ": "))
_AMOUNT = r"(?! ?(?:kr|kroner|dkk|euro|stk|m2|m²|%))"
_DAY = r"(?!(?:19|20)\d\d ?[01]\d[0-3]\d)(?!\d{4} ?(?:19|20)\d\d)"
TITLED = re.compile(r"\b(?:[Ff]ru|[Hh]r\.?|[Ff]røken|[Ff]rk\.?)[ \u00a0]+(?:[A-ZÆØÅ]\. ?){0,2}[A-ZÆØÅ][\w'-]{1,30}")
ROOM = re.compile(
    r"\b(?:stue|værelse|vær\.|lejlighed|lejl\.|seng)(?: nr\.?| nummer)? ?\d{1,3}(?!\d)[a-z]?\b", re.IGNORECASE
)
EIGHT = re.compile(
    rf"(?<![\d.,/+=#-])(?<!\d )(?<!\+45 ){_NOT_AFTER}{_DAY}\d{{4}} ?\d{{4}}(?![\d.,/-]?\d)(?! \d){_AMOUNT}",
    re.IGNORECASE,
)
"""Marks by which somebody may know a citizen: a name after a title, a room, eight digits in a row."""
_TITLES, _DIGITS = ("fru", "hr", "frøken", "frk"), re.compile(r"\d{4} ?\d{4}")
"""What a title and eight digits are never without: most texts have neither, and are asked no more."""


@rule("P07", Severity.ADVICE, kinds=tuple(PageKind))
def known_citizen(subject: Subject) -> Iterator[Finding]:
    """Nogen kan måske kende en borger på det her.

    Forkert: `Fru Eksempelsen på stue 4 fik ny mad.`
    Rigtigt: `En borger fik ny mad.`
    Hvorfor: Et navn efter fru eller hr., nummeret på en stue eller otte cifre i træk kan være nok til, at en nabo ved,
        hvem det er. Er det ikke om en borger, så lad det stå.
    """
    for line, text in subject.texts:
        if (found := find_mark_of_citizen(text)) is not None:
            yield line, KNOWN_CITIZEN.format(found=found)


def find_mark_of_citizen(text: str) -> str | None:
    """Return the first mark of a line by which somebody may know a citizen. P05 tells of a private number."""
    lowered = text.lower()
    patterns = [TITLED] if any(title in lowered for title in _TITLES) else []
    if any(map(str.isdigit, text)):
        is_private = "privat" in lowered and PRIVATE.search(text)
        patterns += [ROOM] if is_private or not _DIGITS.search(text) else [ROOM, EIGHT]
    found = [match for pattern in patterns if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start())[0] if found else None


@rule("P06")
def unread_attachment(subject: Subject) -> Iterator[Finding]:
    """En fil kan ikke læses igennem.

    Forkert: En PDF-fil med adgangskode, med andre filer eller en tidligere udgave i sig, eller med flere hundrede
        sider. Eller et Word-dokument, der er omdøbt til .pdf.
    Rigtigt: En PDF-fil på få sider, gemt som PDF og uden adgangskode.
    Hvorfor: Vi ser efter CPR-numre og kodeord i billeder og PDF-filer. Det, vi ikke kan læse, kan vi ikke lægge ud.
    """
    for seen in subject.leaks:
        if seen.kind is Kind.UNREAD:
            yield seen.line, f"Filen kan ikke læses igennem: {seen.where}. {seen.shown}."
