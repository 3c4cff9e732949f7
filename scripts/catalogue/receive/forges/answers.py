"""Answers: what a forge's answer means, judged by its status, its head and its body alone.

Sources: GitHub's »Best practices for using the REST API« (Handle rate limit errors appropriately) and »Rate limits for
the REST API«; GitLab's »Rate limits« (Response headers); Azure DevOps' »Rate and usage limits« (Client experience).
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from catalogue.receive.forges.protocol import Answer, Conversation, Known, Pull, Request

MOST_WAIT = 7200.0
"""The longest that a forge is believed when it says how long to wait, in seconds."""
_SECONDARY_WAIT = 60.0
"""What GitHub asks for at least where it names no time."""
_REDIRECTS = (301, 302, 303, 307, 308)
_NEXT = re.compile(r'<([^>]+)>\s*;[^,]*\brel="next"')
_PAGES = 50
"""The most pages of a list that are asked for."""


class Trouble(Exception):
    """The forge cannot do it now. `wait` is how many seconds to let go at least; 0 where it says nothing."""

    told = "noget gik galt undervejs"
    """What is said of it in Danish, to whoever runs the receiver."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


class Unreachable(Trouble):
    """There is no answer, or none that means anything: it is down, slow, or something else stands in its place."""

    told = "der kom ikke noget brugbart svar"


class Limited(Trouble):
    """Too much was asked within a while."""

    told = "der er spurgt for tit"


class Denied(Trouble):
    """The token or the address is not right; somebody must see to it."""

    told = "adressen, projektet eller adgangsnøglen er ikke rigtig"


class Missing(Denied):
    """There is no such thing; GitHub and others say so of what a token may not see as well."""


class Unwilling(Trouble):
    """The forge will not do this one thing: it is done already, or clashes with something."""


def read(answer: Answer) -> Any:
    """Return the data of a good answer. Raises Trouble."""
    if trouble := _find_trouble(answer):
        raise trouble
    if answer.status == 204:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise Unreachable("the answer is no JSON") from None


def _find_trouble(answer: Answer) -> Trouble | None:
    status = answer.status
    if status == 203:  # So Azure DevOps shows a person the way to sign in.
        return Denied("the token is not taken: 203")
    if status in _REDIRECTS:
        return Denied(f"the address leads elsewhere: {status}")
    if status == 429 or (status == 403 and _is_limit(answer)):
        return Limited(f"limited: {status}", wait_of(answer.headers, answer.at) or _SECONDARY_WAIT)
    if status == 404:
        return Missing("not there: 404")
    if status in (400, 401, 403):
        return Denied(f"refused: {status}")
    if status in (405, 406, 409, 410, 412, 422):
        return Unwilling(f"unwilling: {status}")
    if not 200 <= status < 300:
        return Unreachable(f"failed: {status}", wait_of(answer.headers, answer.at))
    return None


def _is_limit(answer: Answer) -> bool:
    """Tell whether a refusal is a limit. GitHub may answer 403 to both, and says of some limits in words alone."""
    headers = answer.headers
    return "retry-after" in headers or remaining(headers) == 0 or b"rate limit" in answer.body[:10_000].lower()


def remaining(headers: Mapping[str, str]) -> int | None:
    """Return how many requests are left, where the forge says."""
    left = headers.get("x-ratelimit-remaining", headers.get("ratelimit-remaining", ""))
    return int(left) if re.fullmatch(r"\d{1,9}", left) else None


def wait_of(headers: Mapping[str, str], now: float) -> float:
    """Return how many seconds a forge asks to be left alone; 0 where it does not say. `now` is in seconds as well."""
    after = headers.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}(\.\d+)?", after):
        return min(max(float(after), 1), MOST_WAIT)
    if until := _day_of(after):
        return min(max(until - now, 1), MOST_WAIT)
    reset = headers.get("x-ratelimit-reset", headers.get("ratelimit-reset", ""))
    if remaining(headers) == 0 and re.fullmatch(r"\d{1,12}", reset):
        return min(max(float(reset) - now, 1), MOST_WAIT)
    return 0


def _day_of(written: str) -> float:
    try:
        found = parsedate_to_datetime(written)
    except ValueError:
        return 0
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def ask(request: Request) -> Conversation[Any]:
    """Ask one thing, and return the data of the answer. Raises Trouble."""
    answer = yield request
    return read(answer)


def open_once(
    find: Callable[[], Conversation[Pull | None]], opening: Request, read_pull: Callable[[Any], Pull]
) -> Conversation[Pull]:
    """Return the pull request that is open already, else the one that is opened now. Raises Trouble.

    A forge that refuses to open one may have had it opened between the two questions.
    """
    if found := (yield from find()):
        return found
    try:
        made = yield from ask(opening)
    except Unwilling:
        if found := (yield from find()):
            return found
        raise
    return read_pull(made)


def ask_all(request: Request) -> Conversation[list[Any]]:
    """Ask for a list, page by page, as the `Link` header tells (RFC 8288). Raises Trouble."""
    found: list[Any] = []
    for _ in range(_PAGES):
        answer = yield request
        page = read(answer)
        if not isinstance(page, list):
            raise Unreachable("the answer is no list")
        found += page
        query = _next_query(answer.headers)
        if not query or query == request.query:
            break
        # Only what follows `?` is taken of the address: it is the same list, on the same forge.
        request = Request(request.method, request.path, query)
    return found


def ask_known(
    known: Sequence[Known], found: dict[str, Pull], get: Callable[[str], Conversation[Pull]]
) -> Conversation[list[Pull]]:
    """Return what was found, and of the known ones that are not among it what is told of each. Raises Trouble.

    One that is not there any more, on a forge that has just told of others, was taken away: it counts as closed.
    """
    for one in known:
        if one.number not in found:
            try:
                found[one.number] = yield from get(one.number)
            except Missing:
                found[one.number] = Pull(one.number, one.branch, is_open=False)
    return list(found.values())


def _next_query(headers: Mapping[str, str]) -> Mapping[str, str]:
    found = _NEXT.search(headers.get("link", ""))
    if not found:
        return {}
    try:
        return dict(parse_qsl(urlsplit(found[1]).query, keep_blank_values=True))
    except ValueError:
        return {}
