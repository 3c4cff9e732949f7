"""Policy: what a browser may do with the site's pages, as Content-Security-Policy. The one place where it is written.

Every page carries it in a meta tag, and the shipped server configurations send it as a header; both hold at once. The
header alone can say who may show the site in a frame (CSP level 3, section 6.4.2 and 3.3).
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

INLINE_SCRIPTS: Sequence[str] = ()
"""Hashes of the frame's inline scripts, as `sha256-…`. There are none; a new one fails a test, and is better a file."""

NOTHING = "default-src 'none'; sandbox"
"""For what is neither a page nor a part of one: opened by itself, it can do nothing at all."""
DOCUMENT = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
"""For PDF files: browsers will not show one in a sandbox, and show it by an element and styles of their own."""

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

_NGINX = """\
# Which policy goes with which kind of file. Made from scripts/catalogue/site/policy.py and mkdocs.yml by
# `catalogue generate`: do not change it here.
map $uri $catalogue_policy {{
    # The small listings, which the setting `embedders` lets into other sites' frames.
    ~^{path}/embed/(newest|theme/[^/]+)/  "{embed}";
    # Pages, and scripts, since a worker obeys the policy that its own file came with.
    ~(/|\\.html|\\.m?js)$  "{page}";
    # Parts of pages, which do nothing by themselves.
    ~\\.(css|gif|ico|jpe?g|json|map|png|wasm|webmanifest|webp|woff2)$  "";
    ~\\.pdf$  "{document}";
    default  "{nothing}";
}}
"""


def make_meta() -> str:
    """Return the policy for a meta tag, which cannot tell who may embed the page."""
    sources = dict(_SOURCES)
    sources["script-src"] = " ".join([sources["script-src"], *(f"'{digest}'" for digest in INLINE_SCRIPTS)])
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def make_header(embedders: Sequence[str] = ()) -> str:
    """Return the policy for a header, which also names the origins that may show the page in a frame: mostly none."""
    ancestors = " ".join(embedders) or "'none'"
    return f"{make_meta()}; frame-ancestors {ancestors}"


def hash_of(script: str) -> str:
    """Return the hash of an inline script, as it would be pinned."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def make_nginx_map(embedders: Sequence[str], site_address: str = "") -> str:
    """Return the text of `deploy/nginx/catalogue-policy.conf`: which policy nginx sends with which kind of file.

    `site_address` tells the path that the site lies below, if any.
    """
    path = re.escape(urlsplit(site_address).path.rstrip("/"))
    return _NGINX.format(
        path=path, page=make_header(), embed=make_header(embedders), document=DOCUMENT, nothing=NOTHING
    )


_IN_WEB_CONFIG = re.compile(r'(<add name="Content-Security-Policy" value=")[^"]*(")')


def fill_web_config(text: str, embedders: Sequence[str]) -> str:
    """Return the text of `deploy/iis/web.config` with the policies of the site and of the small listings filled in."""
    told = iter([make_header()])  # The first is the site's, and all others are those of the small listings.
    embed = make_header(embedders)
    return _IN_WEB_CONFIG.sub(lambda found: f"{found[1]}{next(told, embed)}{found[2]}", text)
