"""The editors: how to reach them, and what the settings say of accessibility."""

from catalogue.views.site import Site


def accessibility_statement(site: Site) -> str:
    """Return the way to the legal statement, or word that it is not made yet."""
    return site.render("components/accessibility-statement.html")


def editors_contact(site: Site) -> str:
    """Return how to write to the editors."""
    return site.render("components/editors-contact.html")


def finder(site: Site) -> str:
    """Return the front page's two clear ways into the catalogue."""
    return site.render("components/finder.html")
