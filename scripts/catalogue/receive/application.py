"""The application: requests come in, and every answer is JSON, or a page in the site's frame; nothing raw, in Danish.

What takes time is done in threads, so many at once and no more; the rest wait, and beyond that are asked to come back.
The log says what was asked for, how it ended and how long it took: no address, no receipt, nothing of what was sent.
"""

import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qs

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from catalogue.model.pages import AnyPage
from catalogue.model.places import place_of
from catalogue.reading.reader import NOTHING
from catalogue.receive import gate
from catalogue.receive.bodies import BUSY, Budget, read_parts
from catalogue.receive.branches import Branches, Closed, Taken
from catalogue.receive.configuration import Configuration
from catalogue.receive.desk import Desk
from catalogue.receive.findings import Finding, Refused, refuse
from catalogue.receive.forges.courier import Courier
from catalogue.receive.misses import Misses, words_to_count
from catalogue.receive.pages import Pages, form_address, page_address
from catalogue.receive.proposals import Standing
from catalogue.receive.rates import Rate
from catalogue.receive.receipts import BYTES, Receipt, make_receipt, read_receipt
from catalogue.receive.states import State
from catalogue.receive.submissions import Parts, Submission, make_submission, picture_names
from catalogue.review.git import NotFound, Stopped
from catalogue.site import policy
from catalogue.views.parts.editing import page_data

_LOG = logging.getLogger("catalogue.receive")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy.make_header(),
    # With none at all a browser would not say where a form was sent from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
_MISS_BYTES = 2_000
"""Bytes of a search that found nothing, as it is sent."""
_JUDGES = 2
"""Pages that are judged at a time."""
NO_RECEIPT = (
    "Der er ingen kvittering her. Se efter, om linket er kopieret helt, eller om den er mere end {days} dage gammel."
)
NO_PAGE = "Der er ikke noget her."
TAKEN = (
    "Der er allerede sendt en side om det, som redaktionen er ved at se på. Åbn linket i den kvittering, I fik, "
    "og tryk »Svar og ret«. Har I ikke linket, så skriv til redaktionen."
)
CLOSED = "Siden er »{state}« og kan ikke ændres herfra. Skriv til redaktionen, hvis der er noget, der skal rettes."
OTHER_PAGE = "Kvitteringen hører til en anden side. Åbn formularen fra den rigtige kvittering."
TOO_MANY = "Der er sendt mange sider herfra på kort tid. Din tekst er her stadig. Vent lidt, og prøv igen."
TOO_MANY_SEARCHES = "Der er søgt mange gange herfra på kort tid. Ordene er ikke talt med."
TOO_LONG = "Søgningen er for lang til at blive talt med."
TOO_MANY_OPEN = "Arbejdspladsen har mange sider, som redaktionen ikke har læst endnu. Vent, til de er læst."
NOT_KEPT = "Vi kunne ikke gemme siden lige nu. Den er ikke sendt, men din tekst er her stadig. Prøv igen om lidt."
NO_MAIN = "Kataloget er ikke klar til at tage imod sider endnu. Din tekst er her stadig. Prøv igen senere."
FAILED = "Noget gik galt hos os. Prøv igen om lidt, eller skriv til redaktionen."
WRONG_METHOD = "Det kan man ikke gøre her."

Application = Starlette
ResultT = TypeVar("ResultT")


@dataclass
class Receiver:
    """What answers: the proposals, the desk they are judged on, and the pages. `clock` and `random` are handed in."""

    branches: Branches
    desk: Desk
    limits: Configuration
    pages: Pages
    path: str
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    waiting: int = 0
    answering: int = 0
    budget: Budget = field(init=False)
    threads: anyio.CapacityLimiter | None = None
    misses: Misses | None = None
    courier: Courier | None = None
    """Who brings pages to the editors' forge, where there is one."""

    def __post_init__(self) -> None:
        limits = self.limits
        self.budget = Budget(limits.held_bytes)
        self.by_address = Rate(limits.sent_by_address, limits.window_seconds)
        self.in_all = Rate(limits.sent_in_all, limits.window_seconds)
        self.missed = Rate(limits.missed_by_address, limits.window_seconds)
        self.counted = Rate(limits.searches_by_address, limits.window_seconds)

    @property
    def today(self) -> date:
        """The day, where the receiver stands."""
        return self.clock().astimezone().date()

    # What can be asked for

    async def check(self, request: Request) -> "Answer":
        """Tell all that is wrong with a page; nothing is kept."""
        parts = await self._parts(request)
        findings = await self._in_thread(self._judge, parts, None, False)
        errors, advice = _sort(findings)
        return Answer(422 if errors else 200, {"problems": _told(errors), "advice": _told(advice)}, findings=findings)

    async def send(self, request: Request) -> "Answer":
        """Keep a page as a new proposal."""
        who = _address_of(request)
        self._hold_back(who)
        parts = await self._parts(request)
        receipt = make_receipt(self.random(BYTES))
        await self._in_thread(self._propose, parts, receipt)
        self._wake_courier()
        now = time.monotonic()
        self.by_address.note(who, now)
        self.in_all.note("", now)
        address = f"{self.path}{receipt.token}/"
        return Answer(201, {"receipt": address, "state": str(State.RECEIVED)}, location=address)

    async def show(self, request: Request) -> "Answer":
        """Show a receipt."""
        standing = await self._standing(request)
        if not _wants_page(request):
            return Answer(200, await self._in_thread(self._describe, standing))
        return Answer(
            200, {}, page=partial(self.pages.receipt, standing, f"{self.path}{request.path_params['receipt']}/")
        )

    async def send_again(self, request: Request) -> "Answer":
        """Add a new version of a page to its proposal."""
        self._hold_back(_address_of(request))
        standing = await self._standing(request)
        parts = await self._parts(request)
        await self._in_thread(self._send_again, parts, standing)
        self._wake_courier()
        address = f"{self.path}{request.path_params['receipt']}/"
        return Answer(200, {"receipt": address, "state": str(State.RECEIVED)}, location=address)

    async def withdraw(self, request: Request) -> "Answer":
        """Close a proposal as its writer wishes."""
        standing = await self._standing(request)
        await self._in_thread(self._withdraw, standing)
        self._wake_courier()
        address = f"{self.path}{request.path_params['receipt']}/"
        return Answer(200, {"receipt": address, "state": str(State.WITHDRAWN)}, location=address)

    async def miss(self, request: Request) -> "Answer":
        """Count the words of a search that found nothing. The answer is the same whatever becomes of them."""
        who, now = _address_of(request), time.monotonic()
        if wait := self.counted.wait(who, now):
            raise refuse(429, TOO_MANY_SEARCHES, wait=wait)
        self.counted.note(who, now)
        sent = b""
        async for chunk in request.stream():
            sent += chunk
            if len(sent) > _MISS_BYTES:
                raise refuse(413, TOO_LONG)
        await self._in_thread(self._count, sent)
        return Answer(200, {})

    # What is done in threads

    def _count(self, sent: bytes) -> None:
        words = parse_qs(sent.decode("utf-8", "replace")).get("words", [""])[0]
        if self.misses and (counted := words_to_count(words)):
            self.misses.note(counted, self.today)

    def _judge(self, parts: Parts, standing: Standing | None, is_thorough: bool) -> list[Finding]:
        try:
            submission = self._submission(parts, standing)
        except Refused as refused:
            if refused.status != 422 or is_thorough:
                raise
            return refused.findings
        return self._judged(submission, is_thorough)

    def _submission(self, parts: Parts, standing: Standing | None) -> Submission:
        submission = make_submission(parts, self.today, self.limits.pictures)
        if standing is None:
            return submission
        proposal = standing.proposal
        if (proposal.kind, proposal.key) != (submission.place.kind, submission.place.key):
            raise refuse(409, OTHER_PAGE)
        folder = submission.place.path.rpartition("/")[0]
        wanted = {f"{folder}/{name}" for name in picture_names(submission.page)} - submission.pictures.keys()
        kept = self.branches.read_files(standing, wanted & set(proposal.files))
        return replace(submission, pictures={**kept, **submission.pictures})

    def _judged(self, submission: Submission, is_thorough: bool) -> list[Finding]:
        try:
            return self.desk.judge(submission, self.today, is_thorough)
        except (NotFound, Stopped):
            raise refuse(503, NO_MAIN, wait=60) from None

    def _sound(self, parts: Parts, standing: Standing | None) -> Submission:
        """Return what the parts become. Raises Refused with all that is wrong with it."""
        submission = self._submission(parts, standing)
        findings = self._judged(submission, is_thorough=True)
        if any(finding.is_error for finding in findings):
            raise Refused(422, findings)
        return submission

    def _propose(self, parts: Parts, receipt: Receipt) -> None:
        submission = self._sound(parts, None)
        unit = submission.place.unit or submission.place.key
        mine = [one for one in self.branches.all() if one.proposal.key.split("/")[0] == unit and one.state.is_open]
        if len(mine) >= self.limits.open_by_unit:
            raise refuse(429, TOO_MANY_OPEN, wait=3600)
        try:
            self.branches.propose(submission, receipt, self.clock())
        except Taken:
            raise refuse(409, TAKEN) from None
        except NotFound:
            raise refuse(503, NOT_KEPT, wait=60) from None

    def _send_again(self, parts: Parts, standing: Standing) -> None:
        if not standing.state.is_open:
            raise refuse(409, CLOSED.format(state=standing.state))
        submission = self._sound(parts, standing)
        try:
            self.branches.send_again(standing, submission, self.clock())
        except Closed as closed:
            raise refuse(409, CLOSED.format(state=closed.state)) from None
        except NotFound:
            raise refuse(503, NOT_KEPT, wait=60) from None

    def _withdraw(self, standing: Standing) -> None:
        try:
            self.branches.withdraw(standing.proposal.name, self.clock())
        except Closed as closed:
            raise refuse(409, CLOSED.format(state=closed.state)) from None
        except NotFound:
            raise refuse(503, FAILED, wait=60) from None

    def _describe(self, standing: Standing) -> Mapping[str, Any]:
        """Return a receipt as data. While the page can be put right, it comes along as its form takes it."""
        proposal, state = standing.proposal, standing.state
        described = {
            "state": str(state),
            "title": state.heading,
            "says": state.words,
            "branch": "" if state is State.WITHDRAWN else f"bidrag/{proposal.name}",
            "words": proposal.words,
            "address": page_address(self.pages.base, standing),
            "form": form_address(self.pages.base, standing),
            "events": [
                {"what": str(one.what), "at": one.at.isoformat(), "words": one.words} for one in proposal.events
            ],
        }
        return {**described, "pages": self._pages_of(standing)} if described["form"] else described

    def _pages_of(self, standing: Standing) -> list[Any]:
        texts = [path for path in standing.proposal.files if path.endswith(".md")]
        found = self.branches.read_files(standing, set(texts))
        pages = (_read(path, found[path]) for path in texts if path in found)
        return [json.loads(data) for page in pages if page and (data := page_data(page))]

    def _find(self, receipt: Receipt) -> Standing | None:
        try:
            standing = self.branches.owns(receipt)
        except (NotFound, Stopped, ValueError):
            raise refuse(503, FAILED, wait=60) from None
        if standing and standing.proposal.has_lapsed(self.clock(), self.limits.receipt_days):
            return None
        return self.courier.look(standing) if self.courier and standing else standing

    # What holds for several

    async def _standing(self, request: Request) -> Standing:
        who, now = _address_of(request), time.monotonic()
        if wait := self.missed.wait(who, now):
            raise refuse(429, TOO_MANY, wait=wait)
        receipt = read_receipt(request.path_params["receipt"])
        standing = await self._in_thread(self._find, receipt) if receipt else None
        if standing is None:
            self.missed.note(who, now)
            raise refuse(404, NO_RECEIPT.format(days=self.limits.receipt_days))
        return standing

    async def _parts(self, request: Request) -> Parts:
        content_type = request.headers.get("content-type", "").encode("latin-1", "replace")
        length = request.headers.get("content-length", "").encode("latin-1", "replace")
        return await read_parts(request.stream(), content_type, length, self.limits, self.budget)

    def _hold_back(self, who: str) -> None:
        now = time.monotonic()
        if wait := max(self.by_address.wait(who, now), self.in_all.wait("", now)):
            raise refuse(429, TOO_MANY, wait=wait)

    def _wake_courier(self) -> None:
        if self.courier:
            self.courier.wake()

    async def _in_thread(self, function: Callable[..., ResultT], *words: Any) -> ResultT:
        if self.waiting >= self.limits.waiting:
            raise refuse(503, BUSY, wait=5)
        self.threads = self.threads or anyio.CapacityLimiter(_JUDGES)
        self.waiting += 1
        try:
            return await anyio.to_thread.run_sync(partial(function, *words), limiter=self.threads)
        finally:
            self.waiting -= 1


def _read(path: str, raw: bytes) -> AnyPage | None:
    place = place_of(path)
    reading = NOTHING.with_page(place, raw.decode("utf-8", "replace")) if place else NOTHING
    return next(iter((*reading.pages, *reading.broken)), None)


@dataclass(frozen=True)
class Answer:
    """What is answered: data for a program, or a page for a person; `location` is where the receipt is."""

    status: int
    data: Mapping[str, Any]
    location: str = ""
    page: Callable[[], str] | None = None
    findings: list[Finding] = field(default_factory=list)
    wait: int = 0


def make_application(receiver: Receiver) -> Application:
    """Return the receiver as an ASGI application: what lies below its path, and nothing else."""
    path = receiver.path
    counting = [_route(receiver, f"{path}misses", {"POST": receiver.miss})] if receiver.misses else []
    routes = [
        *counting,
        _route(receiver, f"{path}check", {"POST": receiver.check}),
        _route(receiver, path, {"POST": receiver.send}),
        _route(receiver, f"{path}{{receipt}}/", {"GET": receiver.show, "POST": receiver.send_again}),
        _route(receiver, f"{path}{{receipt}}/withdraw", {"POST": receiver.withdraw}),
        _route(receiver, "/{rest:path}", {}),
    ]
    made = Starlette(routes=routes)
    made.router.redirect_slashes = False
    return made


Endpoint = Callable[[Request], Awaitable[Answer]]


def _route(receiver: Receiver, path: str, endpoints: Mapping[str, Endpoint]) -> Route:
    async def answer(request: Request) -> Response:
        started = time.monotonic()
        receiver.answering += 1
        endpoint = endpoints.get("GET" if request.method == "HEAD" else request.method)
        try:
            response = await _answer(receiver, request, endpoint, is_known=bool(endpoints))
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, a reader is told so in Danish
            # The kind alone: what an error says may quote what was sent.
            _LOG.error("%s in %s", type(error).__name__, _where(error))
            response = await _to_response(receiver, request, _refusal(refuse(500, FAILED)))
        finally:
            receiver.answering -= 1
        name = getattr(endpoint, "__name__", "nothing")
        _LOG.info("%s %s %d ms", name, response.status_code, (time.monotonic() - started) * 1000)
        return response

    return Route(path, _AnyMethod(answer), methods=None)


class _AnyMethod:
    """An endpoint that is asked for by every method: what is not offered is answered by itself."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self.answer = answer

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        response = await self.answer(Request(scope, receive, send))
        await response(scope, receive, send)


async def _answer(receiver: Receiver, request: Request, endpoint: Endpoint | None, is_known: bool) -> Response:
    peer = request.client.host if request.client else ""
    refused = gate.judge(request.headers.raw, peer, request.method not in ("GET", "HEAD", "OPTIONS"))
    try:
        if refused:
            raise refused
        if receiver.answering > receiver.limits.at_once:
            raise refuse(503, BUSY, wait=5)
        if endpoint is None:
            raise refuse(405, WRONG_METHOD) if is_known else refuse(404, NO_PAGE)
        answer = await endpoint(request)
    except Refused as reason:
        answer = _refusal(reason)
    return await _to_response(receiver, request, answer)


def _refusal(reason: Refused) -> Answer:
    errors, advice = _sort(reason.findings)
    data = {"problems": _told(errors), "advice": _told(advice)}
    return Answer(reason.status, data, findings=reason.findings, wait=reason.wait)


async def _to_response(receiver: Receiver, request: Request, answer: Answer) -> Response:
    headers = {**_HEADERS, **({"Retry-After": str(answer.wait)} if answer.wait else {})}
    if not _wants_page(request):
        located = {"Location": answer.location} if answer.status == 201 else {}
        content = json.dumps(answer.data, ensure_ascii=False).encode("utf-8", "replace")
        return Response(content, answer.status, {**headers, **located}, "application/json")
    if answer.location:  # Our own address, made here: a browser without scripts is led to the receipt.
        return Response(status_code=303, headers={**headers, "Location": answer.location})
    make = answer.page or partial(receiver.pages.refusal, answer.status, answer.findings)
    html = await anyio.to_thread.run_sync(make)
    return Response(html.encode("utf-8", "xmlcharrefreplace"), answer.status, headers, "text/html")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _address_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _sort(findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    return [one for one in findings if one.is_error], [one for one in findings if not one.is_error]


def _told(findings: list[Finding]) -> list[dict[str, Any]]:
    return [one.to_data() for one in findings]


def _where(error: BaseException) -> str:
    """Return where in our own code an error was raised."""
    trace, where = error.__traceback__, "?"
    while trace:
        where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
