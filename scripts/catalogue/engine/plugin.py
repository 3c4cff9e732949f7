"""The edge to MkDocs: finished pages go in, the site comes out. MkDocs never reads a contributed file."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import jinja2
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs_macros.plugin import MacrosPlugin

from catalogue import checkout
from catalogue.engine import appearance, livereload, standalone, styles
from catalogue.engine.appearance import Appearance
from catalogue.engine.configuration import read_written
from catalogue.engine.macros import confine, fill
from catalogue.engine.staging import laying, stage_editorial
from catalogue.language.slugs import slugify
from catalogue.model.looks import material_icon_of
from catalogue.refilling import Refilled
from catalogue.site import frame, joints, policy
from catalogue.site.engine import EngineError
from catalogue.site.frame import Frame, FrameKind, kind_of
from catalogue.site.manuscript import Manuscript
from catalogue.site.writing import Order, write_pages
from catalogue.views.contents import SitePage
from catalogue.views.pages import embeds
from catalogue.views.parts.templating import make_bytecode_cache

_FRAME = checkout.OVERRIDES / "frame"
"""Where MkDocs finds `main.html` and `404.html`, which it asks for by those names."""
_ASSETS = "assets/"
"""All of `overrides/` that is published as it lies there."""
_SITEMAP = "sitemap.xml"
_LOG = logging.getLogger("mkdocs.plugins.catalogue")
"""Where MkDocs' own commands look for what plugins say, and count it for `--strict`."""


def make_anchor(text: str, separator: str) -> str:
    """Return the id of a heading on an editorial page."""
    return slugify(text) or "afsnit"


def make_site(manuscript: Manuscript, site: Refilled, **changed: Any) -> None:
    """Put the pages of a manuscript on a site, with their frame and its assets. Raises EngineError.

    `changed` are MkDocs' own settings that are to be others than in mkdocs.yml.
    """
    address = manuscript.edition.settings.site_address or None
    with stage_editorial(manuscript) as folder, laying(site) as laid:
        config = _load(docs_dir=str(folder), site_dir=str(laid), site_url=address, **changed)
        plugin = config.plugins["catalogue"]
        assert isinstance(plugin, CataloguePlugin)
        plugin.handed, plugin.site = manuscript, site
        try:
            build_with_mkdocs(config)
        except (MkDocsException, jinja2.TemplateError) as error:
            raise EngineError(str(error)) from error
        finally:
            plugin.handed = plugin.site = None  # MkDocs keeps the plugin, for the next build in this process.


def _load(**values: Any) -> MkDocsConfig:
    # MkDocs and its plugins report in English on what a reader of pages cannot mend; only warnings matter here.
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)  # What it tells of, it also raises.
    return load_config(str(checkout.CONFIGURATION), **values)


class BroughtPage(Page):
    """An editorial page that a docs folder brings: finished HTML, among the pages that may link to it."""

    def __init__(self, site_page: SitePage, file: File, config: MkDocsConfig) -> None:
        super().__init__(site_page.title, file, config)
        self.site_page = site_page

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the page its checked fields; there is no source to read."""
        self.markdown = ""
        self.meta = _meta_of(self.site_page.title, self.site_page.description, self.site_page.kind, "")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the finished HTML."""
        self.content = self.site_page.body()
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


def _meta_of(title: str, description: str, kind: str, theme: str) -> dict[str, Any]:
    """Return what the frame shows of a page."""
    return {"title": title, "description": description, "kind": kind, "theme": theme}


class PluginConfig(Config):
    """The plugin's own options: none. What differs between catalogues stands in `extra.catalogue`."""


class CataloguePlugin(BasePlugin[PluginConfig]):
    """Puts the catalogue's pages among MkDocs' own, fills the marks of macros, and gives the frame what it needs.

    `handed` is the manuscript that `catalogue build` hands over, and `site` where its pages are to be; without one the
    plugin reads and checks by itself.
    """

    handed: Manuscript | None = None
    site: Refilled | None = None
    is_preview = False
    manuscript: Manuscript
    own: standalone.OwnBuild | None = None
    appearance: Appearance
    environment: jinja2.Environment
    navigation: Navigation
    files: Files

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note which of MkDocs' commands runs."""
        self.is_preview = command == "serve"

    @event_priority(-100)  # After mkdocs-macros has loaded its macros.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the frame: names, styles, modules. The sitemap is an export, since MkDocs' tells the build time.

        Raises Abort when MkDocs builds by itself and a page has errors.
        """
        self.own = None if self.handed else standalone.begin(config, self.is_preview)
        self.manuscript = self.own.manuscript if self.own else cast(Manuscript, self.handed)
        macros = config.plugins["macros"]
        assert isinstance(macros, MacrosPlugin)
        confine(macros)
        settings = self.manuscript.edition.settings
        config.site_name = settings.name
        config.theme.static_templates.discard(_SITEMAP)
        # The frame has no use for the looks, the scripts and the thousands of icons of Material and MkDocs.
        config.theme.dirs[:] = [str(_FRAME), str(checkout.OVERRIDES)]
        self.appearance = _read_appearance(config, self.manuscript)
        config.extra["frame"] = {
            **self.manuscript.frame,
            **self.appearance.frame,
            "css": styles.style_path(self.appearance.additions),
            "embed_css": styles.embed_style_path(self.appearance.additions),
            "modules": list(styles.modules()),
            "policy": policy.make_meta(),
        }
        config.extra["catalogue"] = settings.model_dump()
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take out what the site is only made of; add the styles, the scripts, and the pages that the docs bring."""
        for file in list(files):
            if file.src_dir in config.theme.dirs and not file.src_uri.startswith(_ASSETS):
                files.remove(file)
        for site_page in self.manuscript.brought_pages:
            file = File.generated(config, _source_of(site_page), content="", inclusion=InclusionLevel.NOT_IN_NAV)
            BroughtPage(site_page, file, config)
            files.append(file)
        for address, content in {**styles.joined(self.appearance.additions), **styles.scripts()}.items():
            files.append(File.generated(config, address, content=content))
        preview = {livereload.ADDRESS: livereload.SCRIPT} if self.is_preview else {}
        for address, source in (*styles.published(), *self.appearance.files.items(), *preview.items()):
            if address not in files.src_uris:  # A setting may name one of the assets, which are there.
                files.append(File.generated(config, address, abs_src_path=str(source)))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the frames."""
        self.navigation, self.files = nav, files
        return nav

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the marks that macros have left on an editorial page."""
        if isinstance(page, BroughtPage):
            return html
        address = "" if page.url in (".", "./") else page.url
        return fill(html, lambda name: self.manuscript.fragment(name, address))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let the long words of a page that MkDocs writes break where their parts meet."""
        return joints.join_long_words(output)

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Keep the theme's environment for the frames, and its compiled templates for the next build."""
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = make_bytecode_cache("frames")
        self.environment = env
        return env

    @event_priority(-100)  # When all others have written what is theirs.
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the catalogue's pages: each kind of frame is made once, and filled in on all processors.

        Where MkDocs builds by itself, the whole site then takes the old one's place.
        """
        kinds = dict.fromkeys(map(kind_of, self.manuscript.pages))
        made = {kind: self._make_frame(kind, config) for kind in kinds}
        self.manuscript.frames.update(made)
        site = self.own.filled if self.own else cast(Refilled, self.site)
        order = Order(self.manuscript, made, site)
        write_pages(order, self.manuscript.on_progress)
        if self.own:
            self.own.end(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Throw away what was built, where MkDocs builds by itself."""
        if self.own:
            self.own.give_up(error)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Let a preview follow the pages that people write, and reload by a script that the policy lets run."""
        return livereload.adapt(server, Path(config.docs_dir))

    def _make_frame(self, kind: FrameKind, config: MkDocsConfig) -> Frame:
        path = "/".join([kind.section, *["x"] * (kind.depth - 1), "index.md"])
        page = Page(frame.TITLE, File.generated(config, path, content=""), config)
        page.meta = _meta_of(frame.TITLE, frame.DESCRIPTION if kind.has_description else "", kind.kind, kind.theme)
        page.meta |= {"has_feed": kind.has_feed, "address": frame.PATH, "updated": frame.DATED}
        page.content = frame.CONTENT
        page.canonical_url = frame.ADDRESS if config.site_url else None
        context = get_context(self.navigation, self.files, config, page)
        template = "embed.html" if kind.kind == embeds.KIND else "main.html"
        return frame.cut(self.environment.get_template(template).render(context))


def _read_appearance(config: MkDocsConfig, manuscript: Manuscript) -> Appearance:
    """Return what the settings give the frame to wear; what is wrong or without effect there is told of once."""
    worn = filter(None, map(material_icon_of, manuscript.edition.catalogue.themes))
    written = read_written(Path(config.config_file_path or checkout.CONFIGURATION))
    made = appearance.read(written, checkout.DOCS, styles.tokens(), manuscript.edition.settings, worn)
    for words in made.warnings:
        _tell_once(words)
    return made


@cache
def _tell_once(words: str) -> None:
    # A preview builds again and again; the owner of the catalogue has read it the first time.
    _LOG.warning(words)


def _source_of(site_page: SitePage) -> str:
    """Return the path of the file that a page would be made of. Links between editorial pages go by it."""
    flat = f"{site_page.address.rstrip('/')}.md"
    is_flat = site_page.kind == "editorial" and (checkout.DOCS / flat).is_file()
    return flat if is_flat else f"{site_page.address}index.md"
