"""Sanitising: HTML from contributed text, cut down to what editors need. Allow-lists only; see decisions/0001."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import nh3

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_TEXT = {"p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "sup", "sub", "a", "img", "span"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd", "input"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = _HEADINGS | _TEXT | _LISTS | _TABLES | {"div", "details", "summary"}
ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "div": {"class"},
    "ul": {"class"},
    "li": {"class", "id", "value"},
    "p": {"class"},
    "code": {"class"},
    "details": {"class", "open"},
    "sup": {"id"},
    "input": {"type", "checked", "disabled"},
    **{heading: {"id"} for heading in _HEADINGS},
    "*": set(),  # Else nh3 lets some pass on every tag.
}
_CLASSES = re.compile(
    r"admonition(?:-title)?|note|tip|info|success|question|warning|danger|example|quote|"
    r"footnote(?:-ref|-backref)?|task-list(?:-item)?|language-[a-z0-9]{1,20}|c-cell--(?:right|center)"
)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}|fn(?:ref\d*)?:[A-Za-z0-9-]{1,50}")
_NUMBER = re.compile(r"\d{1,9}")
SCHEMES = {"http", "https", "mailto", "tel", "catalogue"}
_MAX_ROUNDS = 4


def sanitise(html: str) -> str:
    """Return HTML that is safe to show: a fixed point of the cleaning. Raises ValueError when there is none."""
    for _ in range(_MAX_ROUNDS):
        cleaned = nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=_filter_attribute,
            url_schemes=SCHEMES,
            link_rel=None,
            generic_attribute_prefixes=None,
        )
        if cleaned == html:
            return cleaned
        html = cleaned
    raise ValueError("the HTML does not settle")


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if _CLASSES.fullmatch(word)) or None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    if name == "href":
        return value if is_safe_link(value) else None
    if name == "src":
        return value if value.startswith("catalogue:") and is_safe_link(value) else None
    if name in ("start", "value"):
        return value if _NUMBER.fullmatch(value) else None
    if (tag, name) == ("input", "type"):
        return value if value == "checkbox" else "hidden"
    return value


@lru_cache(maxsize=10_000)  # Each stands at least twice: what is cleaned is cleaned again, to see that it settles.
def is_safe_link(address: str) -> bool:
    """Tell whether a link may stand on a page: a known scheme, a page of the catalogue, or a place on the same page."""
    if re.search(r"[\x00-\x20\x7f\\]", address):
        return False
    if address.startswith("#"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and (parts.scheme not in ("http", "https") or bool(parts.hostname))
