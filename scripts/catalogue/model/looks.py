"""Looks: which colour and drawing a theme wears, as names of CSS classes, and the card that a link to it shows."""

from catalogue.language.slugs import slugify
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.pages import ThemePage

CARD_SIZE = 1200, 630
"""Width and height of a link card: what Facebook, Teams and the like ask for, 1.91 to 1."""
SITE_CARD = "brand", "spire"
"""The colour and the drawing of the site's own card."""


def hue_of(theme: ThemePage) -> str:
    """Return the theme's colour: its own choice, or the one that its number gives."""
    return theme.fields.colour or COLOURS[(theme.fields.order - 1) % len(COLOURS)]


def icon_of(theme: ThemePage) -> str:
    """Return the theme's drawing, as a slug: its own choice, or the one that its number gives."""
    return slugify(theme.fields.icon or _icon_by_number(theme))


def drawing_of(theme: ThemePage) -> str:
    """Return the theme's drawing on its link card, as a slug: one of the catalogue's own.

    Cards are composed from masks, and only the catalogue's own drawings have one. For a theme with one of Material's
    icons it is the drawing that the theme's number gives.
    """
    own = theme.fields.icon if theme.fields.icon in ICONS else None
    return slugify(own or _icon_by_number(theme))


def material_icon_of(theme: ThemePage) -> str | None:
    """Return the name of the icon of Material's that the theme wears, or None."""
    return None if theme.fields.icon in ICONS else theme.fields.icon


def _icon_by_number(theme: ThemePage) -> str:
    return ICONS[(theme.fields.order - 1) % len(ICONS)]


def card_address(colour: str, drawing: str) -> str:
    """Return the address of a link card: themes of the same colour and drawing share one."""
    return f"assets/cards/{colour}-{drawing}.png"
