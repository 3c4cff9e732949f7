"""Standing alone: what `mkdocs build` and `mkdocs serve` do themselves, where no manuscript was handed to the plugin.

They read, check and stage as `catalogue build` does, by the same functions, and their site takes the old one's place in
one step or not at all.
"""

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from catalogue import checkout
from catalogue.engine.configuration import load_settings
from catalogue.engine.staging import laying, stage_editorial
from catalogue.problems import reports
from catalogue.refilling import Refilled
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site.build import Draft, Request, adding, prepare
from catalogue.site.engine import EngineError
from catalogue.site.manuscript import Manuscript
from catalogue.site.replacing import replacing


@dataclass
class OwnBuild:
    """A build that MkDocs has begun by itself: what it makes, and where that lies and will stand when all went well."""

    manuscript: Manuscript
    docs: Path
    site: Path
    filled: Refilled
    folders: ExitStack

    def end(self, config: MkDocsConfig) -> None:
        """Lay what MkDocs does not make to its pages, and put all in the old site's place. Raises OSError."""
        self.folders.close()
        config.site_dir, config.docs_dir = str(self.site), str(self.docs)

    def give_up(self, error: BaseException) -> None:
        """Throw the new site away; the old one stands as it was."""
        self.folders.__exit__(type(error), error, error.__traceback__)


def begin(config: MkDocsConfig, is_preview: bool) -> OwnBuild:
    """Check a configuration's docs folder; lead MkDocs to staged pages, and to a new folder beside the site.

    Pages with errors end a build, with every problem told of, before anything is touched: raises Abort. A preview
    leaves them out instead, and tells of them as well.
    """
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    try:
        settings = _settings_of(config)
    except EngineError as error:
        raise Abort(str(error)) from error
    cache = RenderingCache(checkout.CACHE / "renderings.sqlite")
    request = Request(docs, site, date.today(), settings, is_preview, cache)
    draft = prepare(request)
    _tell(draft, checkout.shown(docs))
    if draft.manuscript is None:
        raise Abort("Sitet er ikke bygget, og det gamle er urørt. Ret fejlene, og prøv igen.")
    folders = ExitStack()
    config.docs_dir = str(folders.enter_context(stage_editorial(draft.manuscript)))
    filled = folders.enter_context(replacing(site))
    folders.enter_context(adding(draft, filled, request.store))
    config.site_dir = str(folders.enter_context(laying(filled)))
    return OwnBuild(draft.manuscript, docs, site, filled, folders)


def _settings_of(config: MkDocsConfig) -> Settings:
    settings = load_settings(Path(config.config_file_path))
    return settings.model_copy(update={"site_address": config.site_url}) if config.site_url else settings


def _tell(draft: Draft, shown: str) -> None:
    problems = [problem for problem in reports.located(draft.check.problems, shown) if problem.is_error]
    sys.stdout.write(reports.to_text(problems))
    sys.stdout.flush()
