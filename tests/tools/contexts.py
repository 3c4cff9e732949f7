"""Browser contexts that tests hand on to each other: what one test leaves behind is cleared before the next comes.

A context has a process of its own, which must start, and which compiles every script of the site anew. One that has
been used before opens a page for a third less of the processor's time.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession

_LASTING = (
    "add_cookies", "add_init_script", "clear_permissions", "expose_binding", "expose_function", "grant_permissions",
    "new_cdp_session", "on", "once", "route", "route_from_har", "route_web_socket", "set_default_navigation_timeout",
    "set_default_timeout", "set_extra_http_headers", "set_geolocation", "set_offline",
)  # fmt: skip
_OF_THE_CLOCK = ("install", "pause_at", "set_fixed_time", "set_system_time")  # A page's clock is its context's.
"""What changes a context beyond what can be cleared: one that it is asked of is used by no other test."""


class _Kept:
    """A context, with a blank page that keeps its process, and whether a test has changed it for good."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.is_changed = False
        self._blank = context.new_page()
        self._session: CDPSession = context.new_cdp_session(self._blank)
        for one, names in ((context, _LASTING), (context.clock, _OF_THE_CLOCK)):
            for name in names:
                setattr(one, name, self._noting(getattr(one, name)))

    def _noting(self, method: Any) -> Any:
        def note(*words: Any, **options: Any) -> Any:
            self.is_changed = True
            return method(*words, **options)

        return note

    def clear(self) -> None:
        """Close the pages, and clear cookies and all that any origin has stored; what is only cached stays."""
        for page in self.context.pages:
            if page is not self._blank:
                page.close()
        self._session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})


class Contexts:
    """Lends contexts of one browser, each to one borrower at a time; the same options, the same contexts."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[_Kept]] = {}
        self._stack = ExitStack()

    @contextmanager
    def lend(self, **options: Any) -> Iterator[BrowserContext]:
        """Give a context in which nobody has been before, as far as a page can tell."""
        options = {"locale": "da-DK", **options}
        free = self._free.setdefault(repr(sorted(options.items())), [])
        if free:
            kept = free.pop()
        else:
            context = self._browser.new_context(**options)
            self._stack.callback(context.close)
            kept = _Kept(context)
        yield kept.context
        if kept.is_changed:
            kept.context.close()
        else:
            kept.clear()
            free.append(kept)

    def close(self) -> None:
        self._stack.close()
