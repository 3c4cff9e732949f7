"""The good tree published as it is on a server, with files among it that it has not."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trees
from catalogue.engine.plugin import make_site
from catalogue.publish import publish
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site import build

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id="ran"</script></svg>'
PLANTED = {
    "units/aakaer-hjemmepleje/ond.svg": SVG,
    "units/aakaer-hjemmepleje/noget.docx": b"PK",
    "assets/proeve.wasm": b"\0asm\1\0\0\0",
    "assets/skrift.0123abcd.woff2": b"wOF2",
    "search/0123456789ab/words.bin": b"\x1f\x8b",
    "tom/fil.txt": b"Hej",
    ".git/config": b"hemmeligt",
}
"""What the good tree has not, put among its release's files to see how nginx answers."""


@contextmanager
def published(docs: Path, renderings: RenderingCache, site_address: str = "") -> Iterator[Path]:
    """Publish a tree to a folder that a server without privileges can read, and plant more files in its release."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-published-"))
    folder.chmod(0o755)
    publish_to(folder, docs, renderings, site_address)
    site = folder / "current"
    trees.draw(site, PLANTED)
    (folder / "udenfor.txt").write_text("hemmeligt", "utf-8")
    (site / "units" / "genvej.txt").symlink_to(folder / "udenfor.txt")
    (site / "udenfor").symlink_to(folder)
    yield folder
    shutil.rmtree(folder)


def publish_to(folder: Path, docs: Path, renderings: RenderingCache, site_address: str = "") -> None:
    """Publish a tree to a folder; what has been rendered before is not rendered again."""
    settings = Settings(site_address=site_address)

    def build_in(site: Path) -> build.Outcome:
        return build.build(build.Request(docs, site, trees.TODAY, settings, cache=renderings), make_site)

    old = os.umask(0o077)  # What the web server may read must not depend on who publishes.
    try:
        publish.publish(folder, build_in, site_address)
    finally:
        os.umask(old)
