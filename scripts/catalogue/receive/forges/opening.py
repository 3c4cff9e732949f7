"""Opening: from the receiver's settings to a courier; None where the editors work in the repository itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from catalogue.receive.branches import Branches
from catalogue.receive.configuration import Configuration, WrongConfiguration
from catalogue.receive.forges import azure, bare, forgejo, github, gitlab
from catalogue.receive.forges.connection import Connection
from catalogue.receive.forges.courier import Courier
from catalogue.receive.forges.protocol import Forge
from catalogue.receive.forges.remote import Remote

_TOKEN = re.compile(r"[\x21-\x7e]{1,4000}")
TOKENLESS = "Der mangler en adgangsnøgle. Sæt forge_token_file til en fil, hvor nøglen står alene på én linje."
NOT_WHOLE = "Indstillingen forge_project passer ikke til den slags forge. Se tabellen i deploy/README.md."


@dataclass(frozen=True)
class _Kind:
    """A kind of forge: how its interface and its repositories are addressed, and how it is told the token."""

    make: Callable[[str], Forge]
    headers: Callable[[str], Mapping[str, str]]
    root: Callable[[str, str], str]
    clone: Callable[[str, str], str]
    parts: range
    user: str


def _no_headers(token: str) -> Mapping[str, str]:
    return {}


def _dot_git(address: str, project: str) -> str:
    return f"{address}/{project}.git"


def _github_root(address: str, project: str) -> str:
    parts = urlsplit(address)
    # GitHub Enterprise Server has it below its own address.
    return f"{parts.scheme}://api.{parts.netloc}" if parts.netloc == "github.com" else f"{address}/api/v3"


def _azure_root(address: str, project: str) -> str:
    above, name = project.rsplit("/", 1)
    return f"{address}/{quote(above)}/_apis/git/repositories/{quote(name, safe='')}"


def _azure_clone(address: str, project: str) -> str:
    above, name = project.rsplit("/", 1)
    return f"{address}/{quote(above)}/_git/{quote(name, safe='')}"


_FORGEJO = _Kind(
    forgejo.Forgejo, forgejo.headers, lambda address, _: f"{address}/api/v1", _dot_git, range(2, 3), "receiver"
)
_KINDS: Mapping[str, _Kind] = {
    "git": _Kind(lambda _: bare.BareGit(), _no_headers, lambda address, _: address, _dot_git, range(1, 20), "receiver"),
    "forgejo": _FORGEJO,
    "gitea": _FORGEJO,
    "github": _Kind(github.GitHub, github.headers, _github_root, _dot_git, range(2, 3), "x-access-token"),
    "gitlab": _Kind(
        gitlab.GitLab, gitlab.headers, lambda address, _: f"{address}/api/v4", _dot_git, range(2, 20), "oauth2"
    ),
    "azure": _Kind(lambda _: azure.Azure(), azure.headers, _azure_root, _azure_clone, range(2, 4), ""),
}


def open_courier(
    settings: Configuration, branches: Branches, data: Path, clock: Callable[[], datetime]
) -> Courier | None:
    """Return the courier to the forge that the settings name. Raises WrongConfiguration."""
    if not settings.forge_address:
        return None
    kind = _KINDS[settings.forge]
    if len(settings.forge_project.split("/")) not in kind.parts:
        raise WrongConfiguration(NOT_WHOLE)
    token = read_token(settings)
    address, project = settings.forge_address.rstrip("/"), settings.forge_project
    connection = Connection(
        kind.root(address, project), kind.headers(token), settings.forge_seconds, settings.forge_pause
    )
    remote = Remote(
        branches.repository, kind.clone(address, project), kind.user, token, max(settings.forge_seconds * 10, 30)
    )
    return Courier(
        branches, kind.make(project), remote, connection, data, clock, settings.forge_ask_seconds, settings.receipt_days
    )


def read_token(settings: Configuration) -> str:
    """Return the token, from its file or from the settings. Raises WrongConfiguration."""
    token = settings.forge_token.get_secret_value()
    if settings.forge_token_file:
        try:
            token = settings.forge_token_file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise WrongConfiguration(TOKENLESS) from None
    if not _TOKEN.fullmatch(token):
        raise WrongConfiguration(TOKENLESS)
    return token
