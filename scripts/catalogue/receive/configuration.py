"""Configuration: the receiver's settings, from the environment and from a TOML file outside the repository."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalogue.language import wording

_PREFIX = "CATALOGUE_RECEIVE_"


class WrongConfiguration(Exception):
    """The settings cannot be used; the message says in Danish which."""


class Configuration(BaseSettings):
    """What one receiver takes and keeps. Each may stand in the file, or in the environment after the prefix."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)
    branch: Annotated[
        str, Field(description="The branch that is published.", pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*$")
    ] = "main"
    docs: Annotated[str, Field(description="The folder of pages in it.", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")] = (
        "docs"
    )
    pictures: Annotated[int, Field(description="The most pictures of a page.", ge=0, le=50)] = 6
    body_bytes: Annotated[int, Field(description="The most bytes of all that is sent at once.", ge=1000)] = 40_000_000
    head_seconds: Annotated[
        float, Field(description="How long somebody may be connected without having asked for anything.", gt=0)
    ] = 20
    body_seconds: Annotated[float, Field(description="How long a sender may take to send it.", gt=0)] = 120
    held_bytes: Annotated[
        int, Field(description="The most bytes that are held for all senders at a time; others wait.", ge=1000)
    ] = 100_000_000
    at_once: Annotated[int, Field(description="The most requests that are being read or answered at a time.", ge=1)] = (
        200
    )
    waiting: Annotated[int, Field(description="The most requests that wait for an answer at a time.", ge=1)] = 64
    window_seconds: Annotated[int, Field(description="The time within which sendings are counted.", ge=1)] = 600
    sent_by_address: Annotated[
        int, Field(description="The most pages from one address within that time: a workplace shares one.", ge=1)
    ] = 300
    sent_in_all: Annotated[int, Field(description="The most pages from all within that time.", ge=1)] = 1000
    missed_by_address: Annotated[
        int, Field(description="The most receipts that are not there, asked for from one address within it.", ge=1)
    ] = 60
    searches_by_address: Annotated[
        int, Field(description="The most searches from one address that are counted within it.", ge=1)
    ] = 120
    open_by_unit: Annotated[
        int, Field(description="The most pages of one workplace that wait for the editors.", ge=1)
    ] = 50
    receipt_days: Annotated[int, Field(description="How many days a receipt is shown after its last state.", ge=1)] = (
        180
    )
    forge: Annotated[
        Literal["git", "forgejo", "gitea", "github", "gitlab", "azure"],
        Field(description="The kind of forge where the editors read what is sent; `git` is a repository without one."),
    ] = "git"
    forge_address: Annotated[
        str,
        Field(
            description="The forge's web address. Unset: the editors work in the receiver's own repository.",
            pattern=r"^(https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~-]+)*/?|http://(127\.0\.0\.1|localhost)(:\d{1,5})?)?$",
        ),
    ] = ""
    forge_project: Annotated[
        str,
        Field(
            description="The repository on it, as `owner/name`; on Azure DevOps `organisation/project/repository`.",
            pattern=r"^([A-Za-z0-9_][A-Za-z0-9_. -]*(/[A-Za-z0-9_][A-Za-z0-9_. -]*)*)?$",
        ),
    ] = ""
    forge_token: Annotated[
        SecretStr,
        Field(description="The token, where it has no file of its own; better in the environment than here."),
    ] = SecretStr("")
    forge_token_file: Annotated[Path | None, Field(description="A file that holds the token alone.")] = None
    forge_ask_seconds: Annotated[
        float, Field(description="How long to wait before the forge is asked for news again.", gt=0)
    ] = 60
    forge_seconds: Annotated[float, Field(description="How long to wait for an answer of the forge.", gt=0)] = 30
    forge_pause: Annotated[float, Field(description="How long to wait between two changes on the forge.", ge=0)] = 1


def read_configuration(file: Path | None = None) -> Configuration:
    """Return the settings of a file and the environment. Raises WrongConfiguration, and OSError for the file."""
    try:
        written = tomllib.loads(file.read_text("utf-8")) if file else {}
        return Configuration(**written)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise WrongConfiguration("Filen med indstillinger er ikke TOML.") from None
    except ValidationError as error:
        wrong = wording.listed(sorted({".".join(map(str, one["loc"])) for one in error.errors()}))
        raise WrongConfiguration(f"Indstillingerne til modtageren er ikke i orden: {wrong}.") from None
