"""Embedding: the preview's own receiver, a process beside it, on a repository of its own in .cache/.

Nothing is ever written to the folder that is shown: its pages and those that were sent and accepted are laid together
in .cache/, and that is built. Without Git or the receiver's packages the folder itself is, and nothing can be sent.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from catalogue import checkout
from catalogue.commands.forwarding import Forward
from catalogue.commands.preview import Watched
from catalogue.receive.branches import open_repository
from catalogue.receive.mirror import Mirror
from catalogue.review.git import NotFound, Stopped
from catalogue.site.build import Request

_PACKAGES = ("starlette", "uvicorn", "python_multipart", "pydantic_settings")
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


class EmbeddedReceiver:
    """The receiver of a preview: leads its builds to what is to be shown, and runs while it does."""

    def __init__(self, docs: Path, path: str) -> None:
        self.folder = checkout.CACHE / "embedded" / hashlib.sha256(str(docs.resolve()).encode()).hexdigest()[:12]
        self._room = Path(tempfile.mkdtemp(prefix="catalogue-receive-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._mirror: Mirror | None = None
        self.forward: Forward | None = None
        if shutil.which("git") and all(map(importlib.util.find_spec, _PACKAGES)):
            with contextlib.suppress(NotFound, OSError):
                self._mirror = Mirror(open_repository(self.folder / "katalog.git"), docs, self.folder / "mirror")
                self.forward = Forward(path, self._room / "socket")

    @property
    def watched(self) -> Watched:
        """What is watched beside the pages: whether main has moved, because something was accepted."""
        mirror = self._mirror
        return {mirror.branches.repository.folder / "refs" / "heads": lambda: mirror.has_news} if mirror else {}

    @contextlib.contextmanager
    def around(self) -> Iterator[None]:
        """End the receiver when the preview ends."""
        try:
            yield
        finally:
            if self._process:
                self._process.terminate()
                self._process.wait()
            shutil.rmtree(self._room, ignore_errors=True)

    def lead(self, request: Request) -> Request:
        """Return what is to be built instead: the folder with what was accepted, and a form that can send."""
        if self._mirror is None or self.forward is None:
            return request
        try:
            laid = self._mirror.follow(datetime.now(UTC))
        except (NotFound, Stopped, OSError):
            return request
        settings = request.settings.model_copy(update={"receiver": self.forward.path})
        return replace(request, docs=laid, settings=settings)

    def note_built(self) -> None:
        """Record that readers see what was built, and start the receiver with the first."""
        if self._mirror is None or not self._mirror.commit:
            return
        with contextlib.suppress(NotFound, OSError):
            self._mirror.branches.publish(self._mirror.commit)
        if self._process is None or self._process.poll() is not None:
            self._process = self._start(self._mirror)

    def _start(self, mirror: Mirror) -> "subprocess.Popen[bytes]":
        words = ["--repository", mirror.branches.repository.folder, "--data", self.folder / "data"]
        return subprocess.Popen(  # noqa: S603 - our own program
            [
                *(sys.executable, "-m", "catalogue.commands.main", "receive"),
                *map(str, words),
                *("--socket", str(self._room / "socket")),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl+C in the terminal is the preview's; it ends the receiver itself, and a killed one does too.
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
