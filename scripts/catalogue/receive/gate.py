"""The gate: who may ask at all, judged by the head of a request alone. Nothing is configured: only this machine may.

No header that a proxy could have set is believed, so none can be forged. A name whose address leads to loopback is not
this machine's name: a foreign page could else reach what only this machine may (DNS rebinding).
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from catalogue.receive.findings import Refused, refuse

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_PEERS = ("127.0.0.1", "::1", "")
"""Who may be at the other end: this machine, or a program at the other end of a Unix socket."""
_OWN_SITES = ("same-origin", "none")
_PORT = re.compile(r":\d{1,5}$")
FOREIGN = "Siden kan kun sendes fra kataloget selv. Åbn formularen i kataloget, og prøv igen."
ONLY_HERE = "Modtageren er kun sat op til at tage imod fra den maskine, den står på."

Headers = Sequence[tuple[bytes, bytes]]
"""Names in small letters and values, as they came."""


def judge(headers: Headers, peer: str, is_writing: bool) -> Refused | None:
    """Return why a request may not be answered, or None. `peer` is the address of who asks; empty for a socket."""
    hosts = list(_values(headers, b"host"))
    if len(hosts) != 1 or peer not in _PEERS or _PORT.sub("", hosts[0]).casefold() not in _HOSTS:
        return refuse(403, ONLY_HERE)
    if is_writing and not _is_own(headers, hosts[0]):
        return refuse(403, FOREIGN)
    return None


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
