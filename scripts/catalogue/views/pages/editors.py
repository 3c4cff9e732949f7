"""The editors: how to reach them, what the settings say of accessibility, and what they might look at next."""

from catalogue.views.parts.listings import FEW
from catalogue.views.parts.site import Site
from catalogue.views.parts.upkeep import list_upkeep


def accessibility_statement(site: Site) -> str:
    """Return the way to the legal statement, or word that it is not made yet."""
    return site.render("fragments/accessibility-statement.html")


def editors_contact(site: Site) -> str:
    """Return how to write to the editors."""
    return site.render("fragments/editors-contact.html")


def finder(site: Site) -> str:
    """Return the front page's two clear ways into the catalogue."""
    return site.render("fragments/finder.html")


def upkeep(site: Site) -> str:
    """Return the lists of what the editors might look at next."""
    return site.render("fragments/upkeep.html", lists=list_upkeep(site.edition), few=FEW)
