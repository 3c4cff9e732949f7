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
from typing import TYPE_CHECKING, Any, TypeVar
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
from catalogue.receive.branches import Branches, Changed, Closed, Taken
from catalogue.receive.configuration import Configuration, Way
from catalogue.receive.desk import Desk
from catalogue.receive.doors import SIGNED_IN
from catalogue.receive.findings import Finding, Refused, refuse
from catalogue.receive.forges.courier import Courier
from catalogue.receive.gate import Admission, Doors
from catalogue.receive.mailboxes import find_mailbox
from catalogue.receive.misses import Misses, words_to_count
from catalogue.receive.pages import Awaited, Pages, form_address, page_address
from catalogue.receive.proposals import Event, Standing, What
from catalogue.receive.rates import Rate
from catalogue.receive.receipts import BYTES, Link, Receipt, make_receipt, read_link, read_receipt
from catalogue.receive.rounds import NOT_THEIRS, Rounds
from catalogue.receive.states import State
from catalogue.receive.submissions import Parts, Submission, make_submission, picture_names
from catalogue.review.git import NotFound, Stopped
from catalogue.site import policy
from catalogue.views.parts.editing import page_data

if TYPE_CHECKING:
    from catalogue.receive.openid import SignIn

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
    "Redaktionen har allerede fået en side om det samme. Åbn linket i kvitteringen, I fik, og tryk »Svar og ret«. "
    "Har I ikke linket, så skriv til redaktionen."
)
CLOSED = "Siden er »{state}« og kan ikke ændres herfra. Skriv til redaktionen, hvis der er noget, der skal rettes."
OTHER_PAGE = "Kvitteringen hører til en anden side. Åbn formularen fra den rigtige kvittering."
TOO_MANY = "Der er sendt mange sider herfra på kort tid. Din tekst er her stadig. Vent lidt, og prøv igen."
TOO_MANY_SEARCHES = "Der er søgt mange gange herfra på kort tid. Ordene er ikke talt med."
TOO_LONG = "Søgningen er for lang til at blive talt med."
TOO_MANY_OPEN = (
    "Arbejdspladsen har mange sider, som redaktionen ikke har læst endnu. Vent, til de er læst. "
    "Din tekst er her stadig."
)
TOO_MANY_WAITING = (
    "Arbejdspladsen har mange sider, som venter på et svar fra den fælles postkasse. Få en kollega til at svare dér, "
    "og prøv igen. Din tekst er her stadig."
)
TOO_MANY_VERSIONS = (
    "Siden er sendt mange gange, mens den venter. Få en kollega til at svare i den fælles postkasse, "
    "og ret siden bagefter."
)
NOT_ANSWERED = "Dit svar er ikke brugt"
STILL_WAITING = "Siden venter stadig"
ALREADY = "Der er ikke noget at svare på mere: Siden er »{state}«."
CHANGED = "Siden er ændret, siden du åbnede linket. Læs den igen, og svar så."
NOT_SIGNED_IN = (
    "Du blev ikke logget ind, så siden venter stadig. Åbn kvitteringen, og prøv igen. Teksten er gemt hos os."
)
SIGN_IN_FAILED = "Vi kan ikke få fat i jeres login lige nu. Siden venter, og teksten er gemt hos os. Prøv igen om lidt."
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
    doors: Doors = field(default_factory=Doors)
    sign_in: "SignIn | None" = None
    rounds: Rounds | None = None
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
        gate.admit(request.headers.raw, self.doors)
        parts = await self._parts(request)
        findings = await self._in_thread(self._judge, parts, None, False)
        errors, advice = _sort(findings)
        return Answer(422 if errors else 200, {"problems": _told(errors), "advice": _told(advice)}, findings=findings)

    async def send(self, request: Request) -> "Answer":
        """Keep a page as a new proposal."""
        who = self._address_of(request)
        self._hold_back(who)
        is_held = gate.admit(request.headers.raw, self.doors) is Admission.HELD
        parts = await self._parts(request)
        receipt = make_receipt(self.random(BYTES))
        state = await self._in_thread(self._propose, parts, receipt, is_held)
        self._wake()
        now = time.monotonic()
        self.by_address.note(who, now)
        self.in_all.note("", now)
        address = f"{self.path}{receipt.token}/"
        return Answer(201, {"receipt": address, "state": str(state)}, location=address)

    async def show(self, request: Request) -> "Answer":
        """Show a receipt."""
        standing = await self._standing(request)
        if not _wants_page(request):
            return Answer(200, await self._in_thread(self._describe, standing))
        address = f"{self.path}{request.path_params['receipt']}/"
        return Answer(200, {}, page=partial(self._draw, standing, address, _is_link(request)))

    async def send_again(self, request: Request) -> "Answer":
        """Add a new version of a page to its proposal."""
        self._hold_back(self._address_of(request))
        standing = await self._standing(request)
        is_held = gate.admit(request.headers.raw, self.doors) is Admission.HELD
        parts = await self._parts(request)
        state = await self._in_thread(self._send_again, parts, standing, is_held)
        self._wake()
        address = f"{self.path}{request.path_params['receipt']}/"
        return Answer(200, {"receipt": address, "state": str(state)}, location=address)

    async def withdraw(self, request: Request) -> "Answer":
        """Close a proposal as its writer wishes."""
        standing = await self._standing(request)
        await self._in_thread(self._withdraw, standing)
        address = f"{self.path}{request.path_params['receipt']}/"
        self._wake()
        return Answer(200, {"receipt": address, "state": str(State.WITHDRAWN)}, location=address)

    async def confirm(self, request: Request) -> "Answer":
        """Let a page go on, as a colleague at the shared mailbox says that it is theirs."""
        return await self._answer_for(request, self._confirm, request.path_params["content"])

    async def disown(self, request: Request) -> "Answer":
        """Close a page, as a colleague at the shared mailbox says that it is not theirs."""
        return await self._answer_for(request, self._disown)

    async def begin_sign_in(self, request: Request) -> "Answer":
        """Send a browser to the issuer, for a page that waits.

        By a link: the policy of the site's pages lets no form lead to another host. Nothing of the page is changed.
        """
        standing = await self._standing(request)
        if self.sign_in is None:
            raise refuse(404, NO_PAGE)
        if standing.state is not State.WAITING:
            raise refuse(409, ALREADY.format(state=standing.state))
        from catalogue.receive.openid import NotSignedIn

        token = request.path_params["receipt"]
        try:
            begun = await self._in_thread(self.sign_in.begin, standing.proposal.name, token)
        except NotSignedIn:
            raise refuse(503, SIGN_IN_FAILED, wait=60) from None
        return Answer(303, {"address": begun.address}, leads_to=begun.address, cookie=begun.cookie)

    async def end_sign_in(self, request: Request) -> "Answer":
        """Take the issuer's answer, and let the page go on."""
        if self.sign_in is None:
            raise refuse(404, NO_PAGE)
        from catalogue.receive.openid import COOKIE, NotSignedIn

        who, now = self._address_of(request), time.monotonic()
        if wait := self.missed.wait(who, now):
            raise refuse(429, TOO_MANY, wait=wait)
        try:
            signed_in = await self._in_thread(self.sign_in.end, _query(request), request.cookies.get(COOKIE, ""))
        except NotSignedIn as reason:
            self.missed.note(who, now)
            refused = refuse(503, SIGN_IN_FAILED, wait=60) if reason.is_ours else refuse(403, NOT_SIGNED_IN)
            again = f"{self.path}{reason.name}/" if reason.name else ""
            return replace(_refusal(refused), cookie="", again=again, heading=STILL_WAITING)
        state = await self._in_thread(self._confirm, signed_in.name, "")
        self._wake()
        address = f"{self.path}{signed_in.receipt}/"
        return Answer(303, {"receipt": address, "state": str(state)}, leads_to=address, cookie="")

    async def _answer_for(self, request: Request, function: Callable[..., State], *words: str) -> "Answer":
        """Do what a colleague has answered, and lead back to the page; where it cannot be done, say why, and so too."""
        standing = await self._standing(request, is_for_link=True)
        address = f"{self.path}{request.path_params['receipt']}/"
        try:
            state = await self._in_thread(function, standing.proposal.name, *words)
        except Refused as reason:
            return replace(_refusal(reason), again=address, heading=NOT_ANSWERED if reason.status == 409 else "")
        self._wake()
        return Answer(200, {"receipt": address, "state": str(state)}, location=address)

    async def miss(self, request: Request) -> "Answer":
        """Count the words of a search that found nothing. The answer is the same whatever becomes of them."""
        who, now = self._address_of(request), time.monotonic()
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

    def _propose(self, parts: Parts, receipt: Receipt, is_held: bool = False) -> State:
        submission = self._sound(parts, None)
        unit = submission.place.unit or submission.place.key
        mine = [one for one in self.branches.all() if one.proposal.unit == unit and one.state.is_open]
        # Those that wait may be anybody's, and keep nobody out who is known.
        waiting = sum(one.state is State.WAITING for one in mine)
        if len(mine) - waiting >= self.limits.open_by_unit:
            raise refuse(429, TOO_MANY_OPEN, wait=3600)
        if is_held and waiting >= self.limits.waiting_by_unit:
            raise refuse(429, TOO_MANY_WAITING, wait=3600)
        try:
            return self.branches.propose(submission, receipt, self.clock(), is_held).state
        except Taken:
            raise refuse(409, TAKEN) from None
        except NotFound:
            raise refuse(503, NOT_KEPT, wait=60) from None

    def _send_again(self, parts: Parts, standing: Standing, is_held: bool = False) -> State:
        if not standing.state.is_open:
            raise refuse(409, CLOSED.format(state=standing.state))
        versions = sum(event.what is What.HELD for event in standing.proposal.events)
        if is_held and standing.state is State.WAITING and versions >= self.limits.versions_waiting:
            raise refuse(429, TOO_MANY_VERSIONS, wait=3600)
        submission = self._sound(parts, standing)
        try:
            return self.branches.send_again(standing, submission, self.clock(), is_held).state
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

    def _confirm(self, name: str, content: str) -> State:
        """Let a page go on that waits; without `content` as it stands now."""
        try:
            standing = self.branches.find(name)
            seen = content or (standing.proposal.content if standing else "")
            return self.branches.confirm(name, seen, self.clock()).state
        except Changed:
            raise refuse(409, CHANGED) from None
        except Taken:
            raise refuse(409, TAKEN) from None
        except Closed as closed:
            raise refuse(409, ALREADY.format(state=closed.state)) from None
        except NotFound:
            raise refuse(503, FAILED, wait=60) from None

    def _disown(self, name: str) -> State:
        try:
            return self.branches.disown(name, Event(What.DECLINED, self.clock(), NOT_THEIRS)).state
        except Closed as closed:
            raise refuse(409, ALREADY.format(state=closed.state)) from None
        except NotFound:
            raise refuse(503, FAILED, wait=60) from None

    def _draw(self, standing: Standing, address: str, is_link: bool) -> str:
        """Return the page of a receipt. Who opens one that waits by the mailbox's link sees all that was sent."""
        awaited = self._awaited(standing)
        if awaited and is_link:
            texts = [path for path in standing.proposal.files if path.endswith(".md")]
            found = self.branches.read_files(standing, set(texts))
            read = (_read(path, found[path]) for path in texts if path in found)
            awaited = replace(awaited, pages=tuple(page for page in read if page), is_asked=True)
        return self.pages.receipt(standing, address, awaited)

    def _awaited(self, standing: Standing) -> Awaited | None:
        """Return what a page waits for, or None."""
        if standing.state is not State.WAITING:
            return None
        mailing, mailbox = self.rounds.mailing if self.rounds else None, None
        if mailing and Way.MAILBOX in self.doors.ways:
            checked = self.desk.renew(self.today)
            mailbox = find_mailbox(standing.proposal, checked, mailing.editors, mailing.domains)
        return Awaited(mailbox, can_sign_in=self.sign_in is not None)

    def _describe(self, standing: Standing) -> Mapping[str, Any]:
        """Return a receipt as data. While the page can be put right, it comes along as its form takes it."""
        proposal, state = standing.proposal, standing.state
        awaited = self._awaited(standing)
        described = {
            "state": str(state),
            "title": state.heading,
            "says": awaited.words if awaited else state.words,
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

    def _find(self, receipt: Receipt | Link) -> Standing | None:
        mailing = self.rounds.mailing if self.rounds else None
        try:
            if isinstance(receipt, Receipt):
                standing = self.branches.owns(receipt)
            else:
                is_genuine = mailing is not None and receipt.is_genuine(mailing.key)
                standing = self.branches.find(receipt.name) if is_genuine else None
        except (NotFound, Stopped, ValueError):
            raise refuse(503, FAILED, wait=60) from None
        if standing and standing.proposal.has_lapsed(self.clock(), self.limits.receipt_days):
            return None
        return self.courier.look(standing) if self.courier and standing else standing

    # What holds for several

    async def _standing(self, request: Request, is_for_link: bool = False) -> Standing:
        """Return the proposal that is asked for by its receipt, or by the mailbox's link, which some things are for."""
        who, now = self._address_of(request), time.monotonic()
        if wait := self.missed.wait(who, now):
            raise refuse(429, TOO_MANY, wait=wait)
        token = request.path_params["receipt"]
        receipt = read_link(token) or (None if is_for_link else read_receipt(token))
        standing = await self._in_thread(self._find, receipt) if receipt else None
        if standing is None:
            self.missed.note(who, now)
            raise refuse(404, NO_RECEIPT.format(days=self.limits.receipt_days))
        return standing

    def _wake(self) -> None:
        """Let what goes on beside the answers know that something has happened."""
        if self.rounds:
            self.rounds.wake()
        if self.courier:
            self.courier.wake()

    def _address_of(self, request: Request) -> str:
        return gate.address_of(request.headers.raw, _peer_of(request), self.doors)

    async def _parts(self, request: Request) -> Parts:
        content_type = request.headers.get("content-type", "").encode("latin-1", "replace")
        length = request.headers.get("content-length", "").encode("latin-1", "replace")
        return await read_parts(request.stream(), content_type, length, self.limits, self.budget)

    def _hold_back(self, who: str) -> None:
        now = time.monotonic()
        if wait := max(self.by_address.wait(who, now), self.in_all.wait("", now)):
            raise refuse(429, TOO_MANY, wait=wait)

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
    """What is answered: data for a program, or a page for a person; `location` is where the receipt is.

    A browser is led to `leads_to` whatever it asked for. `cookie` is what the one cookie is to hold for some minutes,
    or empty where it is to be forgotten. `again` is the receipt from which something can be tried once more, and
    `heading` what the page of a refusal is called, where that is not by its status.
    """

    status: int
    data: Mapping[str, Any]
    location: str = ""
    page: Callable[[], str] | None = None
    findings: list[Finding] = field(default_factory=list)
    wait: int = 0
    leads_to: str = ""
    cookie: str | None = None
    again: str = ""
    heading: str = ""


def make_application(receiver: Receiver) -> Application:
    """Return the receiver as an ASGI application: what lies below its path, and nothing else."""
    path = receiver.path
    counting = [_route(receiver, f"{path}misses", {"POST": receiver.miss})] if receiver.misses else []
    routes = [
        *counting,
        _route(receiver, f"{path}check", {"POST": receiver.check}),
        _route(receiver, f"{path}{SIGNED_IN}", {"GET": receiver.end_sign_in}),
        _route(receiver, path, {"POST": receiver.send}),
        _route(receiver, f"{path}{{receipt}}/", {"GET": receiver.show, "POST": receiver.send_again}),
        _route(receiver, f"{path}{{receipt}}/withdraw", {"POST": receiver.withdraw}),
        _route(receiver, f"{path}{{receipt}}/confirm/{{content}}", {"POST": receiver.confirm}),
        _route(receiver, f"{path}{{receipt}}/disown", {"POST": receiver.disown}),
        _route(receiver, f"{path}{{receipt}}/sign-in", {"GET": receiver.begin_sign_in}),
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
    is_writing = request.method not in ("GET", "HEAD", "OPTIONS")
    refused = gate.judge(request.headers.raw, _peer_of(request), is_writing, receiver.doors)
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
    if answer.cookie is not None:
        headers["Set-Cookie"] = _cookie(answer.cookie, receiver.limits.sign_in_seconds)
    if answer.leads_to:
        return Response(status_code=303, headers={**headers, "Location": answer.leads_to})
    if not _wants_page(request):
        located = {"Location": answer.location} if answer.status == 201 else {}
        content = json.dumps(answer.data, ensure_ascii=False).encode("utf-8", "replace")
        return Response(content, answer.status, {**headers, **located}, "application/json")
    if answer.location:  # Our own address, made here: a browser without scripts is led to the receipt.
        return Response(status_code=303, headers={**headers, "Location": answer.location})
    make = answer.page or partial(receiver.pages.refusal, answer.status, answer.findings, answer.again, answer.heading)
    html = await anyio.to_thread.run_sync(make)
    return Response(html.encode("utf-8", "xmlcharrefreplace"), answer.status, headers, "text/html")


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _peer_of(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_link(request: Request) -> bool:
    return read_link(request.path_params["receipt"]) is not None


def _query(request: Request) -> dict[str, str]:
    """Return what an address asks with, each word once. Raises Refused for one that stands there twice."""
    pairs = request.query_params.multi_items()
    query = dict(pairs)
    if len(query) < len(pairs):
        raise refuse(403, NOT_SIGNED_IN)
    return query


def _cookie(value: str, seconds: int) -> str:
    """Return the one cookie that is ever set: for this host alone, over TLS, out of scripts' reach, for some minutes.

    `Lax`, as the browser must bring it along when the issuer, another site, sends it back.
    """
    from catalogue.receive.openid import COOKIE

    kept = f"Max-Age={seconds}" if value else "Max-Age=0"
    return f"{COOKIE}={value}; Path=/; {kept}; Secure; HttpOnly; SameSite=Lax"


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
