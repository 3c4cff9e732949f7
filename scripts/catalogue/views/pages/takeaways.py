"""Takeaways: what can be taken out of the catalogue whole – tables for a spreadsheet, and a calendar to follow."""

from catalogue.views.parts.site import Site


def takeaway(site: Site) -> str:
    """Return the ways to the tables and the calendar of the whole catalogue, for the overview."""
    return site.render("fragments/takeaway.html")
