"""The edge to MkDocs: finished pages go in, the site comes out. MkDocs never reads a contributed file."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import Any

import jinja2
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs_macros.plugin import MacrosPlugin

from catalogue import checkout, editorial, policy
from catalogue.bodies import make_bodies
from catalogue.builds import EngineError, Manuscript
from catalogue.edges.macros import confine, fill
from catalogue.settings import Settings
from catalogue.slugs import slugify
from catalogue.views import SitePage

STYLES = ("tokens.css", "base.css")
"""Joined first; the components' and the pages' styles follow in sorted order."""
_LEFT_OUT = (
    # What the frame and the styles are made of.
    "components/",
    "pages/",
    "partials/",
    # What Material brings for its own looks and its own search.
    "assets/images/favicon",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
)
_SITEMAP = "sitemap.xml"


def make_anchor(text: str, separator: str) -> str:
    """Return the id of a heading on an editorial page."""
    return slugify(text) or "afsnit"


def load_settings() -> Settings:
    """Return the settings in mkdocs.yml. Raises pydantic's ValidationError when they are wrong."""
    return Settings.model_validate(_load().extra.get("catalogue", {}))


def make_site(manuscript: Manuscript, target: Path) -> None:
    """Write the pages of a manuscript, with their frame and its assets, into a new folder. Raises EngineError."""
    with TemporaryDirectory(prefix="catalogue-editorial-") as folder:
        _stage_editorial(manuscript, Path(folder))
        config = _load(docs_dir=folder, site_dir=str(target), site_url=manuscript.edition.settings.site_address or None)
        plugin = config.plugins["catalogue"]
        assert isinstance(plugin, CataloguePlugin)
        plugin.manuscript = manuscript
        try:
            build_with_mkdocs(config)
        except (MkDocsException, jinja2.TemplateError) as error:
            raise EngineError(str(error)) from error


def _load(**values: Any) -> MkDocsConfig:
    # MkDocs and its plugins report in English on what a reader of pages cannot mend; only warnings matter here.
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)  # What it tells of, it also raises.
    return load_config(str(checkout.CONFIGURATION), **values)


def _stage_editorial(manuscript: Manuscript, folder: Path) -> None:
    """Copy the checkout's editorial pages and assets to a folder of their own: all that MkDocs gets to read."""
    for path in manuscript.editorial.own:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((checkout.DOCS / path).read_bytes())
    if (checkout.DOCS / editorial.ASSETS).is_dir():
        copytree(checkout.DOCS / editorial.ASSETS, folder / editorial.ASSETS, ignore=ignore_patterns(".*"))


class GeneratedPage(Page):
    """A page that the views make. Its content is made when it is written, so that thousands do not fill the memory."""

    def __init__(self, site_page: SitePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(site_page.title, file, config)
        self.site_page = site_page

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the page its checked fields; there is no source to read."""
        self.markdown = ""
        self.meta = {
            "title": self.site_page.title,
            "description": self.site_page.description,
            "kind": self.site_page.kind,
            "theme": self.site_page.theme,
            "updated": self.site_page.updated.isoformat() if self.site_page.updated else "",
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the content for later."""
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class PluginConfig(Config):
    """The plugin's own options: none. What differs between catalogues stands in `extra.catalogue`."""


class CataloguePlugin(BasePlugin[PluginConfig]):
    """Puts the catalogue's pages among MkDocs' own, fills the marks of macros, and gives the frame what it needs."""

    manuscript: Manuscript
    bodies: Iterator[str]
    written: int = 0

    @event_priority(-100)  # After mkdocs-macros has loaded its macros.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the frame: names, styles, modules. The sitemap is an export, since MkDocs' tells the build time."""
        macros = config.plugins["macros"]
        assert isinstance(macros, MacrosPlugin)
        confine(macros)
        settings = self.manuscript.edition.settings
        config.site_name = settings.name
        config.theme.static_templates.discard(_SITEMAP)
        config.extra["frame"] = {
            **self.manuscript.frame,
            "css": _style_path(),
            "modules": list(_modules()),
            "policy": policy.make_meta(),
        }
        config.extra["catalogue"] = settings.model_dump()
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the catalogue's pages, and take out what the site does not show or use."""
        for file in list(files):
            if (
                file.src_uri in (*STYLES, _SITEMAP)
                or file.src_uri.startswith(_LEFT_OUT)
                or file.src_uri.endswith(".map")
            ):
                files.remove(file)
        # MkDocs writes its pages in the order in which they stand in `files`, and so the bodies are made.
        self.bodies = make_bodies(self.manuscript.pages)
        for site_page in self.manuscript.pages:
            file = File.generated(config, _source_of(site_page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
            GeneratedPage(site_page, file, config)
            files.append(file)
        files.append(File.generated(config, _style_path(), content=_join_styles()))
        return files

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the marks that macros have left on an editorial page."""
        if isinstance(page, GeneratedPage):
            return html
        address = "" if page.url in (".", "./") else page.url
        return fill(html, lambda name: self.manuscript.fragment(name, address))

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Make a page's content just before it is written."""
        if isinstance(page, GeneratedPage):
            page.content = next(self.bodies)
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Let go of a page's content."""
        page.content = ""
        self.written += 1
        total = len(self.manuscript.pages) + len(self.manuscript.editorial.own)
        self.manuscript.on_progress("Skriver siderne", self.written, total)
        return output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Let the processes that made the bodies end."""
        next(self.bodies, None)


def _source_of(site_page: SitePage) -> str:
    """Return the path of the file that a page would be made of. Links between editorial pages go by it."""
    flat = f"{site_page.address.rstrip('/')}.md"
    is_flat = site_page.kind == "editorial" and (checkout.DOCS / flat).is_file()
    return flat if is_flat else f"{site_page.address}index.md"


def _style_files() -> Sequence[Path]:
    folder = checkout.OVERRIDES
    return [
        *(folder / name for name in STYLES),
        *sorted(folder.glob("components/*.css")),
        *sorted(folder.glob("pages/*.css")),
    ]


def _join_styles() -> str:
    return "\n".join(file.read_text("utf-8").strip() for file in _style_files() if file.is_file()) + "\n"


def _style_path() -> str:
    digest = hashlib.sha256(_join_styles().encode()).hexdigest()[:8]
    return f"assets/stylesheets/catalogue.{digest}.css"


def _modules() -> Iterator[str]:
    folder = checkout.OVERRIDES
    return (file.relative_to(folder).as_posix() for file in sorted(folder.glob("assets/javascripts/*.js")))
