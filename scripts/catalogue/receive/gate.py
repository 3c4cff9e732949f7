"""The gate: who may ask at all and who may send, judged by the head of a request alone.

Nothing is configured: only this machine may. A name whose address leads to loopback is not this machine's name: a
foreign page could else reach what only this machine may (DNS rebinding).

With ways to send: only what came through the server in front, which is who knows the secret at the other end of the
Unix socket. Its headers alone are believed, and only where each stands once and is spelled as it should be: some
programs take `_` and `-` for the same, so that a forged header could hide behind a genuine one.
"""

import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from catalogue.receive.configuration import Way
from catalogue.receive.findings import Refused, refuse

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_PEERS = ("127.0.0.1", "::1", "")
"""Who may be at the other end: this machine, or a program at the other end of a Unix socket."""
_OWN_SITES = ("same-origin", "none")
_PORT = re.compile(r":\d{1,5}$")
SECRET = "x-catalogue-secret"  # noqa: S105 - the name of a header
ADDRESS = "x-catalogue-address"
"""Headers that the server in front sets: the secret, and the address of who asks, for the limits alone."""
FOREIGN = "Siden kan kun sendes fra kataloget selv. Åbn formularen i kataloget, og prøv igen."
ONLY_HERE = "Modtageren er kun sat op til at tage imod fra den maskine, den står på."
PAST_THE_FRONT = "Kataloget tager kun imod gennem sin egen adresse. Åbn formularen i kataloget, og prøv igen."
NOT_ALLOWED = "Du skal være logget ind for at sende en side. Log ind, og prøv igen. Din tekst er her stadig."

Headers = Sequence[tuple[bytes, bytes]]
"""Names in small letters and values, as they came."""


class Admission(Enum):
    """How a page is let in that somebody sends."""

    AT_ONCE = "at once"
    HELD = "held"
    """It waits until it is known who it is from."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways to send, in order, and by what the server in front is known. Without any way only this machine may.

    `host` is the site's own, `header` the one by which a proxy says who has signed on, in small letters.
    """

    ways: tuple[Way, ...] = ()
    host: str = ""
    secret: str = field(default="", repr=False)
    header: str = "x-remote-user"

    @property
    def told(self) -> tuple[str, ...]:
        """The headers that the server in front alone may set."""
        return (SECRET, ADDRESS, self.header)


_ONLY_HERE = Doors()


def judge(headers: Headers, peer: str, is_writing: bool, doors: Doors = _ONLY_HERE) -> Refused | None:
    """Return why a request may not be answered, or None. `peer` is the address of who asks; empty for a socket."""
    hosts = list(_values(headers, b"host"))
    if len(hosts) != 1 or not (_is_through(headers, peer, hosts[0], doors) if doors.ways else _is_here(peer, hosts[0])):
        return refuse(403, PAST_THE_FRONT if doors.ways else ONLY_HERE)
    if is_writing and not _is_own(headers, hosts[0]):
        return refuse(403, FOREIGN)
    return None


def admit(headers: Headers, doors: Doors) -> Admission:
    """Return how a page is let in, by the first way that holds, of a request that `judge` lets by. Raises Refused."""
    for way in doors.ways:
        if way is not Way.PROXY:
            return Admission.HELD
        if _told(headers, doors.header):
            return Admission.AT_ONCE
    if doors.ways:
        raise refuse(403, NOT_ALLOWED)
    return Admission.AT_ONCE


def address_of(headers: Headers, peer: str, doors: Doors) -> str:
    """Return the address that the limits count by: what the server in front says, or who is at the other end."""
    return _told(headers, ADDRESS) if doors.ways else peer


def _is_here(peer: str, host: str) -> bool:
    return peer in _PEERS and _PORT.sub("", host).casefold() in _HOSTS


def _is_through(headers: Headers, peer: str, host: str, doors: Doors) -> bool:
    """Tell whether a request came through the server in front, and every header of its is its own."""
    known = _told(headers, SECRET).encode("latin-1")
    is_known = hmac.compare_digest(known, doors.secret.encode("latin-1")) and bool(doors.secret)
    is_plain = all(_lookalikes(headers, name) in ([], [name]) for name in doors.told)
    return is_known and is_plain and peer == "" and host.casefold() == doors.host


def _told(headers: Headers, name: str) -> str:
    """Return the value of a header that stands once, spelled as it should be; else nothing."""
    values = list(_values(headers, name.encode()))
    return values[0] if len(values) == 1 and len(_lookalikes(headers, name)) == 1 else ""


def _lookalikes(headers: Headers, name: str) -> list[str]:
    """Return the headers that some program could take for one of a name, as they are spelled."""
    spelled = (known.decode("latin-1") for known, _ in headers)
    return [one for one in spelled if one.strip().casefold().replace("_", "-") == name]


def _is_own(headers: Headers, host: str) -> bool:
    """Tell whether a request that writes comes from a page of the site, or from no page: every browser says which."""
    sites, origins = list(_values(headers, b"sec-fetch-site")), list(_values(headers, b"origin"))
    if any(site not in _OWN_SITES for site in sites):
        return False
    return all(_same(origin, host) for origin in origins)


def _same(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold() and not parts.path


def _values(headers: Headers, name: bytes) -> Iterable[str]:
    return (value.decode("latin-1").strip() for known, value in headers if known == name)
