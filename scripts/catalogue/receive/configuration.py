"""Configuration: the receiver's settings, from the environment and from a TOML file outside the repository."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
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
