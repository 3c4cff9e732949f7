"""Editing: where a reader can put a page right, or tell somebody who can."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind
from catalogue.settings import Settings

_EDIT = {
    "github": "{address}/edit/{branch}/docs/{path}",
    "gitlab": "{address}/-/edit/{branch}/docs/{path}",
    "forgejo": "{address}/_edit/{branch}/docs/{path}",
    "other": "{address}",
}

FORMS: Mapping[Kind, str] = {
    Kind.INTERPRETATION: "contribute/form/",
    Kind.IDEA: "contribute/form/",
    Kind.UNIT: "contribute/form/unit/",
    Kind.STORY: "contribute/form/story/",
}
"""The address of the form for each kind of page that has one."""
PLAN_FORM = "contribute/form/plan/"
"""The address of the form for a unit's plan, which stands on the unit's own page."""
MOST_BYTES = 64_000
"""The most of a page's data that goes along to the form in an address. Some browsers take more, but not all do."""


def page_data(page: AnyPage) -> str:
    """Return a page as its form takes it, as JSON: its fields as they were given, and its text.

    An empty text for a page without a form, and for one that is too long to go along in an address.
    """
    if page.kind not in FORMS:
        return ""
    fields = page.fields.model_dump(mode="json", exclude_unset=True, by_alias=True)
    data = to_text({"kind": str(page.kind), "key": page.key, "fields": fields, "body": page.body})
    return data if len(data.encode("utf-8", "replace")) <= MOST_BYTES else ""


def to_text(data: Mapping[str, Any]) -> str:
    """Return data as JSON on one line. It goes into an attribute, which the templates escape."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def edit_address(settings: Settings, page: AnyPage) -> str:
    """Return the address on the forge where a page can be edited, or an empty text when there is no forge."""
    if settings.forge is None:
        return ""
    forge = settings.forge
    branch, path = quote(forge.branch), quote(page.path)
    return _EDIT[forge.kind].format(address=forge.address, branch=branch, path=path)


def mail_address(settings: Settings, subject: str = "", body: str = "") -> str:
    """Return a `mailto:` link to the editors, or an empty text when they have no mailbox.

    `body` are the lines that the mail begins with.
    """
    if not settings.editors_mail:
        return ""
    said = {"subject": subject, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{key}={quote(words, safe='')}" for key, words in said.items() if words)
    return f"mailto:{quote(settings.editors_mail, safe='@')}{'?' if query else ''}{query}"
