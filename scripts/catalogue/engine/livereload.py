"""Live reload: how `mkdocs serve` follows changes, and tells browsers of them within our policy.

MkDocs puts an inline script into every page that it serves. The policy of our pages refuses inline scripts, as it
should in a preview too, so a file of ours takes its place and asks the same question of the same server.
"""

from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from catalogue import checkout

SCRIPT = Path(__file__).with_name("livereload.js")
ADDRESS = "assets/javascripts/livereload.js"
"""Where the script lies in a preview; no other site has it."""


def adapt(server: LiveReloadServer, docs: Path) -> LiveReloadServer:
    """Return MkDocs' server, watching the pages as they are written and the overrides, and with our script in pages."""
    for folder in (docs, checkout.DOCS, checkout.OVERRIDES):
        server.watch(str(folder))
    # MkDocs offers no other place for it; a version without these would show in the test in a browser.
    server._inject_js_into_html = (  # type: ignore[method-assign]
        lambda content, epoch: with_script(content, server.mount_path, epoch)
    )
    answer = server.error_handler

    def answer_with_script(code: int) -> bytes | None:
        """Return the page of an error, which comes back to life when the page that is missing does."""
        page = answer(code)
        return page and with_script(page, server.mount_path, server._visible_epoch)

    server.error_handler = answer_with_script
    return server


def with_script(content: bytes, mount_path: str, epoch: int) -> bytes:
    """Return a page with the script that waits for a build later than `epoch`, before the end of its body."""
    script = f'<script type="module" src="{mount_path}{ADDRESS}" data-epoch="{epoch}"></script>'
    head, end, tail = content.rpartition(b"</body>")
    return b"".join((head, script.encode(), end, tail)) if end else content
