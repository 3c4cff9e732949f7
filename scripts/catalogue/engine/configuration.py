"""Configuration: what mkdocs.yml says of one catalogue."""

from collections.abc import Mapping
from typing import Any

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from pydantic import ValidationError
from yaml import YAMLError

from catalogue import checkout
from catalogue.language import wording
from catalogue.settings import Settings
from catalogue.site.engine import EngineError


def load_settings() -> Settings:
    """Return the settings in mkdocs.yml. Raises EngineError when they are wrong."""
    try:
        with checkout.CONFIGURATION.open("rb") as file:
            extra = yaml_load(file).get("extra") or {}
    except (MkDocsException, YAMLError) as error:
        raise EngineError(f"mkdocs.yml kan ikke læses. {error}") from error
    return settings_in(extra)


def settings_in(extra: Mapping[str, Any]) -> Settings:
    """Return the settings in the key `extra` of a configuration. Raises EngineError when they are wrong."""
    try:
        return Settings.model_validate(extra.get("catalogue") or {})
    except ValidationError as error:
        wrong = wording.listed(".".join(map(str, one["loc"])) or "catalogue" for one in error.errors())
        raise EngineError(f"indstillingerne i mkdocs.yml er ikke i orden: {wrong}.") from error
