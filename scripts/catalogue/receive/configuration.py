"""Configuration: the receiver's settings, from the environment and from a TOML file outside the repository.

A secret stands in a file of its own, whose path is the setting: neither the environment nor the TOML file holds one.
"""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from catalogue.language import wording

_PREFIX = "CATALOGUE_RECEIVE_"


class Way(StrEnum):
    """A way to be allowed to send."""

    PROXY = "proxy"
    OPENID = "openid"
    MAILBOX = "mailbox"


class Security(StrEnum):
    """How the line to the mail server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_Domain = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
_Address = Annotated[str, Field(pattern=r"^([^@\s<>\",;:]+@[^@\s<>\",;:]+)?$", max_length=120)]


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
    round_seconds: Annotated[float, Field(description="How often what waits is seen to.", gt=0)] = 15

    ways: Annotated[
        tuple[Way, ...],
        Field(description="The ways to be allowed to send, in order. Unset: only from this machine."),
    ] = ()
    secret_file: Annotated[
        Path | None, Field(description="The file of the secret that nginx tells with each request (32 characters up).")
    ] = None
    sign_on_header: Annotated[
        str,
        Field(description="`proxy`: the header that says who has signed on.", pattern=r"^[A-Za-z][A-Za-z0-9-]{1,60}$"),
    ] = "X-Remote-User"
    waiting_days: Annotated[
        int, Field(description="How many days a page waits for its workplace; then it is thrown away.", ge=1)
    ] = 14
    waiting_by_unit: Annotated[
        int, Field(description="The most pages of one workplace that wait for it at a time.", ge=1)
    ] = 10
    versions_waiting: Annotated[
        int, Field(description="The most versions of a page that are mailed of while it waits.", ge=1)
    ] = 5

    smtp_host: Annotated[str, Field(description="The mail server. Unset: no mail is sent.")] = ""
    smtp_port: Annotated[int, Field(description="Its port.", ge=1, le=65_535)] = 587
    smtp_security: Annotated[Security, Field(description="`starttls`, `tls` from the first byte, or `none`.")] = (
        Security.STARTTLS
    )
    smtp_authority_file: Annotated[
        Path | None, Field(description="The certificates to trust, where they are not the machine's.")
    ] = None
    smtp_user: Annotated[str, Field(description="Who signs in to the mail server. Unset: nobody does.")] = ""
    smtp_password_file: Annotated[Path | None, Field(description="The file of the password.")] = None
    smtp_seconds: Annotated[float, Field(description="How long the mail server may take to answer.", gt=0)] = 30
    mail_from: Annotated[_Address, Field(description="Whom mail is from. Unset: the editors' mailbox.")] = ""
    mail_domains: Annotated[
        tuple[_Domain, ...],
        Field(description="Where mailboxes may lie that are written to. Unset: where the editors' lies."),
    ] = ()
    mail_days: Annotated[int, Field(description="How many days a mail is tried, and kept if it is refused.", ge=1)] = 7

    openid_issuer: Annotated[
        str, Field(description="`openid`: the issuer, as its own metadata names it.", pattern=r"^(https?://\S+)?$")
    ] = ""
    openid_client: Annotated[str, Field(description="The name that the issuer knows the receiver by.")] = ""
    openid_secret_file: Annotated[
        Path | None, Field(description="The file of the client's secret. Unset: a public client, with PKCE alone.")
    ] = None
    openid_scope: Annotated[str, Field(description="What is asked for.", pattern=r"^openid( [\w:./-]+)*$")] = "openid"
    openid_claims: Annotated[
        dict[str, str],
        Field(description="What the answer must say, by claim: a group, a tenant. Unset: who signs in, may send."),
    ] = {}
    openid_leeway_seconds: Annotated[
        int, Field(description="How far the clocks of the two machines may be apart.", ge=0, le=600)
    ] = 60
    sign_in_seconds: Annotated[int, Field(description="How long a signing in may take.", ge=30, le=3600)] = 600
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


def read_secret(file: Path, least: int = 1) -> str:
    """Return the secret in a file, without the line's end. Raises WrongConfiguration; the message does not quote it."""
    try:
        secret = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise WrongConfiguration(f"Filen {file.name} med en hemmelighed kan ikke læses.") from None
    if len(secret) < least or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise WrongConfiguration(
            f"Hemmeligheden i {file.name} skal være mindst {least} tegn uden mellemrum, æ, ø og å. Lav en ny."
        )
    return secret
