"""The remote: the repository on the forge, by `git fetch` and `git push` over HTTPS.

The token reaches Git as a header for that one host (`http.<address>.extraHeader`), by configuration in the environment
of the one process (`GIT_CONFIG_COUNT`; git-config(1), ENVIRONMENT): it stands in no argument, no address, no file and
no log, and an environment is read by nobody but its owner. Git is told to follow no redirect, to ask nobody for a
password, and to speak no other protocol. Whatever else stands in our own environment about Git is kept from it.
"""

import base64
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from catalogue.receive.branches import ARRIVED
from catalogue.receive.forges.answers import Denied, Trouble, Unreachable
from catalogue.receive.forges.connection import trusted
from catalogue.review.git import ISOLATION, OPTIONS, Repository

_HEADS = "refs/heads/"
_PASSED_ON = (
    "PATH",
    "HOME",
    "TMPDIR",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTPS_PROXY",
    "NO_PROXY",
    "LD_LIBRARY_PATH",
)
_AT_ONCE = 50
"""Branches that are pushed by one process."""
_DENIALS = (
    "Authentication failed",
    "could not read Username",
    "could not read Password",
    "error: 401",
    "error: 403",
    "not found",
    "couldn't find remote ref",
    "redirect",
)
"""What Git says, in English, of a token or an address that is not right."""


@dataclass(frozen=True)
class Update:
    """A branch to push. `commit` is empty for one to take away; `seen` is what the forge has, empty for nothing."""

    branch: str
    commit: str
    seen: str


@dataclass(frozen=True)
class Remote:
    """A repository on a forge, and the one here. `user` and `token` are its name and password for HTTP."""

    repository: Repository
    address: str
    user: str = ""
    token: str = field(default="", repr=False)
    seconds: float = 300

    def fetch(self, main: str, branches: str) -> None:
        """Fetch a branch, and all below a prefix, to where what has arrived lies. Raises Trouble."""
        specs = [f"+{_HEADS}{main}:{ARRIVED}main", f"+{_HEADS}{branches}*:{ARRIVED}{branches}*"]
        options = ("--quiet", "--no-tags", "--prune", "--no-write-fetch-head", "--no-recurse-submodules", "--force")
        done = self._run("fetch", *options, "--end-of-options", self.address, *specs)
        if done.returncode:
            raise _trouble(done.stderr)

    def push(self, updates: Sequence[Update]) -> set[str]:
        """Push branches where the forge still has what was seen, and return those that it took. Raises Trouble."""
        taken: set[str] = set()
        for start in range(0, len(updates), _AT_ONCE):
            taken |= self._push(updates[start : start + _AT_ONCE])
        return taken

    def _push(self, updates: Sequence[Update]) -> set[str]:
        leases = [f"--force-with-lease={_HEADS}{one.branch}:{one.seen}" for one in updates]
        specs = [f"{one.commit}:{_HEADS}{one.branch}" for one in updates]
        options = ("--porcelain", "--no-verify", "--no-recurse-submodules", "--no-follow-tags", "--no-progress")
        done = self._run("push", *options, *leases, "--end-of-options", self.address, *specs)
        told = list(_told(done.stdout.decode("utf-8", "replace").splitlines()))
        if done.returncode and not told:
            raise _trouble(done.stderr)
        return {branch for flag, branch in told if flag != "!"}

    def _run(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        command = ["git", *OPTIONS, "-C", str(self.repository.folder), *words]
        with subprocess.Popen(  # noqa: S603 - the words are ours: names of branches are digits, no shell is involved.
            command,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                out, said = process.communicate(timeout=self.seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # With what it has started, which asks in its place.
                process.communicate()
                raise Unreachable("Git had no answer in time") from None
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        return subprocess.CompletedProcess(command, process.returncode, out, said)

    def _environment(self) -> Mapping[str, str]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        configured = dict(self._configuration())
        told = {"GIT_CONFIG_COUNT": str(len(configured))}
        told |= {"GIT_SSL_CAINFO": file} if (file := trusted()) else {}
        for number, (key, value) in enumerate(configured.items()):
            told |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return {**passed_on, **ISOLATION, **told}

    def _configuration(self) -> Iterable[tuple[str, str]]:
        parts = urlsplit(self.address)
        if self.token:
            pair = base64.b64encode(f"{self.user}:{self.token}".encode()).decode()
            yield f"http.{parts.scheme}://{parts.netloc}/.extraHeader", f"Authorization: Basic {pair}"
        yield "http.followRedirects", "false"
        yield "http.lowSpeedLimit", "100"
        yield "http.lowSpeedTime", "60"
        yield "credential.helper", ""
        yield "core.askPass", ""
        yield "protocol.allow", "never"
        yield f"protocol.{parts.scheme}.allow", "always"
        yield "push.negotiate", "false"
        yield "gc.auto", "0"
        yield "maintenance.auto", "false"


def _told(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield of each branch what became of it: `!` for one that was not taken (git-push(1), OUTPUT)."""
    for line in lines:
        flag, _, rest = line.partition("\t")
        names, tab, _ = rest.partition("\t")
        if tab and len(flag) == 1:
            yield flag, names.rpartition(":")[2].removeprefix(_HEADS)


def _trouble(said: bytes) -> Trouble:
    words = said.decode("utf-8", "replace")
    if any(one in words for one in _DENIALS):
        return Denied("Git was refused")
    return Unreachable("Git could not reach the forge")
