"""Credentials: keys, tokens and passwords that were left in a text. Found by their form, and masked.

The forms are those that the issuers document; gitleaks (github.com/gitleaks/gitleaks) collects them as well. Every
pattern is bounded, so that no text makes it slow, and is tried only where one of its hints stands.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

MASK = "[skjult]"


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret in a text: where it was written, and in Danish what kind it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of secret looks like: hints in small letters, a pattern with a group `secret`, and a last doubt."""

    kind: str
    hints: Sequence[str]
    pattern: re.Pattern[str]
    is_secret: Callable[[str], bool]


def _is_any(value: str) -> bool:
    return True


def _is_password(value: str) -> bool:
    """Tell whether the word after »kodeord:« is a password, and not a placeholder or the beginning of a sentence."""
    if len(value) < 4 or value.casefold().strip(".,;:?!)") in PLACEHOLDERS or PLACEHOLDER.search(value):
        return False
    return value[-1] not in ".,;:?!)" or any(map(str.isdigit, value))


PLACEHOLDERS = frozenset("hemmeligt skjult password kodeord adgangskode ingen secret none null http https".split())
PLACEHOLDER = re.compile(r"[<>\[\]{}…]|\.\.\.|^(.)\1+$|^https?://")


def _is_code(value: str) -> bool:
    """Tell whether what follows »koden er« is a code: digits, or letters with digits or signs among them."""
    plain = value.rstrip(".,;:?!)\"'*`_»«")
    if plain.isdigit():
        return 4 <= len(plain) <= 10
    if len(plain) < 6 or PLACEHOLDER.search(value) or DATED.match(plain):
        return False
    return any(map(str.isalpha, plain)) and (any(map(str.isdigit, plain)) or any(c in "!#$%&@^+=" for c in plain))


def _is_mixed(value: str) -> bool:
    """Tell whether what follows a word that ends in »kode« is drawn by lot: small letters, capitals and digits."""
    return _is_code(value) and all(any(map(test, value)) for test in (str.islower, str.isupper, str.isdigit))


DATED = re.compile(r"(?:19|20)\d\d-|\d+-\d*[a-zæøå]")


def _is_random(value: str) -> bool:
    """Tell whether a value looks drawn by lot: letters and digits, and more than 3.2 bits in each."""
    shares = [amount / len(value) for amount in Counter(value).values()]
    entropy = -sum(share * math.log2(share) for share in shares)
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value)) and entropy > 3.2


def _token(kind: str, hints: str, pattern: str) -> Shape:
    """Return the form of a secret that is a word by itself."""
    return Shape(kind, hints.split(), re.compile(rf"(?<![A-Za-z0-9])(?P<secret>{pattern})"), _is_any)


def _part(kind: str, hints: str, pattern: str, is_secret: Callable[[str], bool] = _is_any) -> Shape:
    """Return the form of a secret that is known by what stands around it."""
    return Shape(kind, hints.split(), re.compile(pattern, re.IGNORECASE | re.MULTILINE), is_secret)


# What may stand between a name and its value: emphasis, quotation marks, one colon or equals sign.
_IS = r"(?: \([^()\n]{1,30}\))?[\"'`*_ ]{0,4}[:=][\"'`*_ \t]{0,6}"
_LOCK_WORD = (
    r"(?:password|passwd|passphrase|passcode|pwd|adgangskode|adgangsord|"
    r"(?:pin|d(?:ø|oe)r|port|alarm|n(?:ø|oe)gle|login|netværks|wi-?fi)[- ]?kode)(?:et|en|er|n|r)?"
)
_WORD_FOR_IT = rf"(?:{_LOCK_WORD}|(?:kodeord|l(?:ø|oe|o)sen(?:ord)?)(?:et|en|er)?)"
_THING = (
    r"(?:(?:hoved|yder|bag|for|kælder)?dør|port|alarm|lås|hængelås|boks|nøgle|skab|låge|rum|depot|bygning|hus|skur|garage|"
    r"wi-?fi|net|router|computer|pc|ipad|tablet|telefon|skærm|login|system|program|møde|zoom|teams|kopi|printer|kort|konto)"
)
_TO = (
    rf"(?:[ \t]{{1,3}}(?:til|på|i|for)[ \t]{{1,3}}(?:[\w-]{{1,20}}[ \t]{{1,3}}){{0,2}}[\w-]{{0,20}}"
    rf"{_THING}(?:['’]?\w{{0,12}}))?"
)
# A bracket around the whole closes it: the words of a link, a list among the fields.
_CLOSED = r"(?=[\"'»«“”`*)]{0,3}\](?:[(\[\],;:.\s]|$)|\s|$)"
_LINE_ENDS = r"(?=[ \t\"'»«“”`*]{0,9}(?:$|\||\][ \t]*$))"
_DIGIT_OR_SIGN = r"(?=(?:[^\s\]]|\](?![(\[])){0,40}[\d!#$%&@^+=])"
_VALUE = r"[\"'»“`*]{0,3}(?P<secret>[^\s»«“”\"'`*\]]{4,100})"
_ENDS = r"(?=[\"'»«“”`*)]{0,3}(?:[.,;!?:\]]|[ \t]*(?:$|og\b|eller\b|så\b|indtil\b|hele\b|for\b|\()))"
_KEY_WORD = (
    r"(?:(?:api|access|auth|client|private|signing|encryption|account|subscription)[-_ ]?key|"
    r"secret(?:[-_ ]?key)?|token|bearer)"
)
SHAPES = (
    _part(
        "en privat nøgle",
        "private",
        r"(?P<secret>-----BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[A-Za-z0-9+/=\s:,]{0,10000})",
    ),
    _token("en privat nøgle", "putty-user", r"PuTTY-User-Key-File-\d"),
    _token("en nøgle til AWS", "akia asia abia acca", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
    _token("en nøgle til GitHub", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9]{30,255}"),
    _token("en nøgle til GitHub", "github_pat_", r"github_pat_\w{22,255}"),
    _token(
        "en nøgle til GitLab",
        "glpat- glptt- glrt- gldt- glcbt- glft- glsoat- glimt-",
        r"gl(?:pat|ptt|rt|dt|cbt|ft|soat|imt)-[\w-]{20,255}",
    ),
    _token("en nøgle til Slack", "xox xapp-", r"(?:xox[abeoprs]|xapp-\d)-[\w-]{10,255}"),
    _part("en nøgle til Slack", "hooks.slack", r"hooks\.slack\.com/(?:services|workflows)/(?P<secret>[\w/+-]{20,200})"),
    _part("en nøgle til Teams", "webhookb2", r"(?P<secret>webhookb2/[\w@/-]{30,400})"),
    _token("en nøgle til Google", "aiza ya29. gocspx", r"(?:AIza[\w-]{35}|ya29\.[\w-]{20,500}|GOCSPX-[\w-]{20,60})"),
    _part("en nøgle til Azure", "accountkey accesskey", r"A(?:ccount|ccess)Key=(?P<secret>[\w+/]{20,200}={0,2})"),
    _part("en nøgle til Azure", "sig=", r"[?&;]sig=(?P<secret>[A-Za-z0-9%+/]{30,200}={0,2})"),
    _token("en nøgle til Azure", "q~", r"[\w~.]{3}\dQ~[\w~.-]{31,34}"),
    _token("en nøgle til en tjeneste", "_live_ _test_", r"[rs]k_(?:live|test)_\w{16,255}"),
    _token("en nøgle til en tjeneste", "sk-", r"sk-(?:ant-|proj-)?(?=[\w-]{0,60}\d)[\w-]{32,255}"),
    _token("en nøgle til en tjeneste", "npm_ hf_", r"(?:npm|hf)_[A-Za-z0-9]{30,60}"),
    _token("en nøgle til en tjeneste", "pypi-age sg.", r"(?:pypi-AgE[\w-]{30,500}|SG\.[\w-]{16,40}\.[\w-]{16,60})"),
    _token("et adgangsbevis (JWT)", "eyj", r"eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{0,4000}"),
    _part(
        "en adresse med kodeord i",
        "://",
        r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@\"'<>]{0,100}:(?P<secret>[^\s/@\"'<>]{3,100})@[\w.-]",
    ),
    # A word with a digit or a sign in it.
    _part(
        "et kodeord",
        "passw passp passc pwd kode adgangsord løsen loesen losen",
        rf"{_WORD_FOR_IT}{_IS}(?P<secret>{_DIGIT_OR_SIGN}\S{{4,100}}?){_CLOSED}",
        _is_password,
    ),
    # »Kodeord: nærvær« tells what somebody holds dear; nobody writes so of an »adgangskode«.
    _part(
        "et kodeord",
        "passw passp passc pwd kode adgangsord",
        rf"{_LOCK_WORD}{_IS}(?P<secret>\S{{4,100}}?){_LINE_ENDS}",
        _is_password,
    ),
    # As people write it: »Koden til døren er 4711«, »Adgangskoden er …«, »Dørkode 4711«, »Kode: …«, »Mødekode: …«.
    _part(
        "et kodeord",
        "passw passp passc pwd kode adgangsord løsen loesen losen",
        rf"(?:{_WORD_FOR_IT}|(?<![\w-])koden){_TO}[ \t]{{1,3}}(?:er|var|bliver|hedder|lyder)[ \t:]{{1,3}}"
        rf"(?:(?:stadig|nu|altid|fortsat|lige nu|igen|stadigvæk)[ \t]{{1,3}})?"
        rf"{_VALUE}{_ENDS}",
        _is_code,
    ),
    _part("et kodeord", "kode", rf"(?<![\w-])kode(?:n|r)?{_TO}{_IS}(?P<secret>\S{{4,100}}?){_CLOSED}", _is_code),
    _part(
        "et kodeord",
        "passw pwd kode adgangsord",
        rf"(?<![\w-])(?:{_WORD_FOR_IT}{_TO}|koden(?=[ \t]{{1,3}}(?:til|på)){_TO})[ \t]{{1,3}}"
        rf"(?P<secret>\d{{4,8}}){_ENDS}",
        _is_code,
    ),
    _part(
        "et kodeord",
        "kode",
        rf"(?<!post)(?<!farve)(?<!lande)[a-zæøå]{{2,20}}-?koden?{_IS}(?P<secret>\S{{6,100}}?){_CLOSED}",
        _is_mixed,
    ),
    # »PIN: 0815«, »pw: Tulipan7«, »kode Tulipan7«.
    _part(
        "et kodeord", "pin", rf"(?<![\w-])pin(?:[ \t]{{0,2}}[:=])?[ \t]{{1,3}}(?P<secret>\d{{4,8}}){_ENDS}", _is_code
    ),
    _part("et kodeord", "pw", rf"(?<![\w-])pw{_IS}(?P<secret>{_DIGIT_OR_SIGN}\S{{4,100}}?){_CLOSED}", _is_password),
    _part("et kodeord", "kode", rf"(?<![\w-])koden?[ \t]{{1,3}}{_VALUE}{_ENDS}", _is_mixed),
    # »Brug koden 4711 ved døren«, »Døren åbnes med 4711«, »Tast 4711«.
    _part(
        "et kodeord",
        "kode",
        r"(?<!\w)(?:brug|bruger|tast|indtast|slå|med|via)[ \t]{1,3}koden?[ \t]{1,3}(?P<secret>\d{4,8})(?![\w-]|[.,]\d)",
        _is_code,
    ),
    _part(
        "et kodeord",
        "åbne låse slås slukke",
        rf"{_THING}\w{{0,8}}[ \t]{{1,3}}(?:åbnes?|låses?(?:[ \t]op)?|slås[ \t](?:til|fra)|slukkes?)"
        r"[ \t]{1,3}(?:med|ved)"
        rf"[ \t]{{1,3}}(?P<secret>\d{{4,8}}){_ENDS}",
        _is_code,
    ),
    _part("et kodeord", "tast", r"(?<!\w)(?:ind)?tast[ \t]{1,3}(?P<secret>\d{4,6})(?![\w-]|[.,]\d|[ \t]\d)", _is_code),
    _part(
        "en nøgle", "key secret token bearer", rf"{_KEY_WORD}{_IS}(?P<secret>[A-Za-z0-9+/_=.~-]{{16,500}})", _is_random
    ),
)


def find_credentials(text: str) -> list[Credential]:
    """Return the secrets in a text in the order they stand; of two that overlap, the one that begins first."""
    found: list[Credential] = []
    for credential in sorted(_candidates(text), key=lambda credential: (credential.start, -credential.end)):
        if not found or credential.start >= found[-1].end:
            found.append(credential)
    return found


_HINTS = dict.fromkeys(hint for form in SHAPES for hint in form.hints)


def _candidates(text: str) -> Iterator[Credential]:
    lowered = text.lower()
    hints = {hint for hint in _HINTS if hint in lowered}
    for form in SHAPES if hints else ():
        if not hints.isdisjoint(form.hints):
            yield from _matches(form, text)


def _matches(form: Shape, text: str) -> Iterator[Credential]:
    for match in form.pattern.finditer(text):
        if form.is_secret(match["secret"]):
            yield Credential(*match.span("secret"), form.kind)


def mask_credentials(text: str) -> str:
    """Return a text with every secret hidden."""
    pieces, done = [], 0
    for credential in find_credentials(text):
        pieces += [text[done : credential.start], MASK]
        done = credential.end
    return "".join([*pieces, text[done:]])
