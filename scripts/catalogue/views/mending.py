"""Mending: where a reader can put a page right, or tell somebody who can."""

from urllib.parse import quote

from catalogue.pages import AnyPage
from catalogue.settings import Settings

_EDIT = {
    "github": "{address}/edit/{branch}/docs/{path}",
    "gitlab": "{address}/-/edit/{branch}/docs/{path}",
    "forgejo": "{address}/_edit/{branch}/docs/{path}",
    "other": "{address}",
}


def edit_address(settings: Settings, page: AnyPage) -> str:
    """Return the address on the forge where a page can be edited, or an empty text when there is no forge."""
    if settings.forge is None:
        return ""
    forge = settings.forge
    branch, path = quote(forge.branch), quote(page.path)
    return _EDIT[forge.kind].format(address=forge.address, branch=branch, path=path)


def mail_address(settings: Settings, subject: str = "") -> str:
    """Return a `mailto:` link to the editors, or an empty text when they have no mailbox."""
    if not settings.editors_mail:
        return ""
    query = f"?subject={quote(subject, safe='')}" if subject else ""
    return f"mailto:{quote(settings.editors_mail, safe='@')}{query}"
