"""A site opened in Chromium by a wary reader, who notes every dialog, every foreign request and every trick."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
# What a page's own text must never be: over the interface, a form that takes input, or named like the theme's parts.
_TRICKS = """() => {
  const found = [];
  const text = [...document.querySelectorAll("main *, [role=main] *")];
  // The search page's own sheet: the one that stands where its template puts it, and closed.
  const sheets = document.querySelectorAll("c-search-page > .c-search__layout > dialog.c-narrow:not([open])");
  const own = location.pathname === "/catalogue/" && sheets.length === 1 ? sheets[0] : null;
  for (const element of text) {
    if (element === own) continue;
    const style = getComputedStyle(element);
    if (element.localName === "dialog") found.push("form DIALOG");
    if (style.position === "fixed") found.push("fixed " + element.tagName);
    if (element.matches("input[type=password], iframe, object, embed")) found.push("form " + element.tagName);
  }
  if (window.pwned) found.push("ran a script");
  for (const id of ["_main", "_top", "_find", "_find_liste"]) {
    if (document.querySelectorAll(`[id="${id}"]`).length > 1) found.push("id " + id);
  }
  // A small listing has a frame of its own, and an old address has none.
  if ((document.getElementById("_main")?.tagName ?? "MAIN") !== "MAIN") found.push("main part taken over");
  if (document.querySelectorAll("[data-scheme-switch]").length > 1) found.push("switch taken over");
  return found;
}"""


class WaryReader:
    """Opens one page after the other; `alarms` says what a page did that it must not."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.alarms: list[str] = []
        page.on("dialog", self._note_dialog)
        page.on("request", lambda request: self._note_request(request.url))
        page.on("popup", lambda popup: self.alarms.append(f"popup {popup.url}"))
        page.on("pageerror", lambda error: self.alarms.append(f"error {error}"))

    def visit(self, address: str) -> list[str]:
        """Open a page, move about on it, and return what it did wrong."""
        self.alarms = []
        self.page.goto(f"{self.base}{address}")
        self.page.mouse.move(200, 300)
        self.page.keyboard.press("Tab")
        self.page.wait_for_timeout(30)
        if self.page.url.split("#")[0] != f"{self.base}{address}":
            self.alarms.append(f"led to {self.page.url}")
        return self.alarms + self.find_tricks()

    def find_tricks(self) -> list[str]:
        """Return what the open page's own text must never be, as it stands now."""
        return list(self.page.evaluate(_TRICKS))

    def _note_dialog(self, dialog: Any) -> None:
        self.alarms.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.alarms.append(f"request to {url}")


class _WithoutPolicy(SimpleHTTPRequestHandler):
    """Serves a site as if it had no policy."""

    def do_GET(self) -> None:
        found = Path(self.translate_path(self.path.partition("?")[0]))
        page = found / "index.html" if found.is_dir() else found
        if page.suffix != ".html" or not page.is_file():
            super().do_GET()
            return
        body = _POLICY.sub(b"", page.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def reading(browser: Browser, site: Path) -> Iterator[WaryReader]:
    """Give a wary reader of a site that is served on loopback without its policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_WithoutPolicy, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    try:
        yield WaryReader(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        context.close()
        server.shutdown()
        server.server_close()
