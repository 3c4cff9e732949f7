"""The receiver for tests: on a small repository, asked as a browser or a program would."""

import asyncio
import atexit
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
from PIL import Image
from starlette.testclient import TestClient

import loops
import trees
from catalogue.checks.check import Check
from catalogue.receive.application import Receiver, make_application
from catalogue.receive.branches import Branches, fill, open_repository
from catalogue.receive.configuration import Configuration
from catalogue.receive.desk import Desk
from catalogue.receive.gate import Doors
from catalogue.receive.misses import FILE, Misses
from catalogue.receive.openid import SignIn
from catalogue.receive.pages import Pages
from catalogue.receive.rounds import Mailing, Rounds
from catalogue.receive.submissions import Parts, Submission, make_submission
from catalogue.review.git import Repository
from catalogue.settings import Settings
from catalogue.site.frame import CONTENT, TITLE

PATH = "/indsend/"
KEY = "gryden/borgeren"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""The noon of the tests' day."""
JSON = {"Accept": "application/json"}
PAGE = {"Accept": "text/html"}
NUMBER = "010190-1234"


def main_files() -> dict[str, str | bytes]:
    """Return the pages of main: the small tree, whose workplace has no page about the theme yet."""
    return {path: text for path, text in trees.small().items() if path != "units/gryden/borgeren.md"}


def to_bytes(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Return files as bytes."""
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}


def photo(size: tuple[int, int] = (1200, 800), colour: str = "teal") -> bytes:
    """Return a picture as a phone would send it."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def with_pictures(*names: str, title: str = "Køkkenet ringer") -> str:
    """Return the text of a page that names pictures."""
    listed = "".join(
        f"- file: {name}\n  alt: Billedet viser en gryde\n  consent: {{ people: ingen }}\n" for name in names
    )
    return trees.interpretation(title, more=f"images:\n{listed}")


def parts(text: str, *pictures: bytes, kind: str = "interpretation", key: str = KEY, **more: str) -> Parts:
    """Return the parts of a form."""
    return Parts({"kind": kind, "key": key, "text": text, **more}, pictures)


def submission(text: str, *pictures: bytes, **more: str) -> Submission:
    """Return what the parts of a form become."""
    return make_submission(parts(text, *pictures, **more), trees.TODAY, 6)


def repository(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Branches:
    """Return a bare repository with pages on main."""
    branches = open_repository(folder)
    fill(branches, to_bytes(main_files() if files is None else files), NOON)
    return branches


def git(branches: Branches, *words: str) -> str:
    """Return what Git says of a repository, as anybody's Git would."""
    done = subprocess.run(
        ["git", "-C", str(branches.repository.folder), *words], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def everything_in(folders: Iterable[Path]) -> bytes:
    """Return all that lies in some folders, and in every object of the repositories among them."""
    found = []
    for folder in folders:
        found += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        if (folder / "HEAD").is_file():
            words = ["git", "-C", str(folder), "cat-file", "--batch-all-objects", "--batch"]
            found.append(subprocess.run(words, capture_output=True, check=True).stdout)
    return b"\0".join(found)


@lru_cache(maxsize=1)
def _begun() -> tuple[Path, Check]:
    """Return a repository as it is begun with, and the check of it: most tests need the same."""
    room = Path(tempfile.mkdtemp(prefix="catalogue-receiving-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    desk = Desk(repository(room / "katalog.git"), room / "room")
    return room / "katalog.git", desk.renew(trees.TODAY)


def begun(folder: Path) -> Branches:
    """Return a bare repository with the small tree's pages on main, quicker than it is made."""
    shutil.copytree(_begun()[0], folder)
    return Branches(Repository(folder))


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        """Let time go."""
        self.now += timedelta(**time)


@dataclass
class Receiving:
    """A receiver in this process, and who asks it."""

    folder: Path
    limits: Configuration = field(default_factory=Configuration)
    files: Mapping[str, str | bytes] | None = None
    clock: Clock = field(default_factory=Clock)
    random: Callable[[int], bytes] = os.urandom
    is_counting: bool = False

    def __post_init__(self) -> None:
        if self.files is None:
            self.branches = begun(self.folder / "katalog.git")
            self.desk = Desk(self.branches, self.folder / "room", commit=self.branches.main_commit, checked=_begun()[1])
        else:
            self.branches = repository(self.folder / "katalog.git", self.files)
            self.desk = Desk(self.branches, self.folder / "room")
        self.enter()

    def enter(
        self,
        doors: Doors | None = None,
        sign_in: SignIn | None = None,
        mailing: Mailing | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Let people in by some doors, and be one of them: from this machine, or through the server in front."""
        pages = Pages(Settings(), "/", lambda: f"<title>{TITLE}</title><main>{CONTENT}</main>")
        self.misses = Misses(self.branches.repository.folder / FILE)
        self.rounds = Rounds(self.branches, self.desk, self.limits, self.clock, mailing)
        self.receiver = Receiver(
            *(self.branches, self.desk, self.limits, pages, PATH, self.clock, self.random),
            doors=doors or Doors(),
            sign_in=sign_in,
            rounds=self.rounds,
            misses=self.misses if self.is_counting else None,
        )
        self.application = make_application(self.receiver)
        where: Any = {"client": None, "base_url": headers["Origin"]} if doors else {"client": ("127.0.0.1", 5)}
        self.client = TestClient(
            self.application, **{"base_url": "http://127.0.0.1", **where}, headers=dict(headers), follow_redirects=False
        )

    def post(self, path: str, text: str = "", *pictures: bytes, **more: Any) -> httpx.Response:
        """Send a form to an address below the receiver's path, and return the answer."""
        headers = {**JSON, **more.pop("headers", {})}
        fields = {"kind": "interpretation", "key": KEY, "text": text, **more}
        files = [(name, (None, value.encode())) for name, value in fields.items() if value is not None]
        files += [("picture", (f"{number}.png", content)) for number, content in enumerate(pictures)]
        address = path if path.startswith("/") else f"{PATH}{path}"
        return self.client.post(address, files=files, headers=headers)  # type: ignore[arg-type]

    def post_all(self, texts: Iterable[str]) -> list[httpx.Response]:
        """Send pages at the same time, and return the answers in their order."""

        async def post_them() -> list[httpx.Response]:
            self.receiver.threads = None  # It belongs to one event loop, and each of these has its own.
            transport = httpx.ASGITransport(self.application, client=("127.0.0.1", 5))
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=JSON) as client:
                fields = {"kind": (None, b"interpretation"), "key": (None, KEY.encode())}
                posts = [client.post(PATH, files={**fields, "text": (None, text.encode())}) for text in texts]
                return await asyncio.gather(*posts)

        try:
            return loops.run(post_them())
        finally:
            self.receiver.threads = None

    def send(self, text: str, *pictures: bytes, **more: Any) -> str:
        """Send a page that is taken, and return the address of its receipt."""
        answer = self.post("", text, *pictures, **more)
        assert answer.status_code == 201, answer.text
        address: str = answer.json()["receipt"]
        return address

    def show(self, receipt: str) -> Any:
        """Return a receipt as data."""
        answer = self.client.get(receipt, headers=JSON)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def heads(self) -> list[str]:
        """The branches of what was sent."""
        return git(self.branches, "for-each-ref", "--format=%(refname:short)", "refs/heads/bidrag/").split()
