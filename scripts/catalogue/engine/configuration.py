"""Configuration: what mkdocs.yml says of one catalogue.

MkDocs' own keys hold over ours where both say the same, since they are what its manual tells of: `site_name` over
`extra.catalogue.name`, `site_url` over `site_address`, and `theme.logo` over `logo` (`engine.appearance`).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from pydantic import ValidationError
from yaml import YAMLError

from catalogue import checkout
from catalogue.language import wording
from catalogue.settings import Settings
from catalogue.site.engine import EngineError

OVERRULING: Mapping[str, str] = {"site_name": "name", "site_url": "site_address"}
"""MkDocs' keys, and the settings of ours that they hold over."""


def load_settings(file: Path | None = None) -> Settings:
    """Return the settings in a mkdocs.yml, else the checkout's own. Raises EngineError when they are wrong."""
    try:
        return settings_in(read_written(file or checkout.CONFIGURATION))
    except ValidationError as error:
        wrong = wording.listed(".".join(map(str, one["loc"])) or "catalogue" for one in error.errors())
        raise EngineError(f"indstillingerne i mkdocs.yml er ikke i orden: {wrong}.") from error


def settings_in(written: Mapping[str, Any]) -> Settings:
    """Return the settings in what stands in mkdocs.yml. Raises ValidationError when they are wrong."""
    ours = mapping_in(written, "extra").get("catalogue") or {}
    settings = Settings.model_validate(ours)
    theirs = {own: str(written[key]) for key, own in OVERRULING.items() if written.get(key)}
    return settings.model_copy(update=theirs)


def read_written(file: Path) -> Mapping[str, Any]:
    """Return what stands in a configuration file, without the values that MkDocs and the theme would fill in.

    Raises EngineError when it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return yaml_load(stream)
    except (OSError, MkDocsException, YAMLError) as error:
        raise EngineError(f"mkdocs.yml kan ikke læses. {error}") from error


def mapping_in(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the mapping at a key, or an empty one where something else stands: MkDocs itself refuses that."""
    value = written.get(key)
    return value if isinstance(value, Mapping) else {}
