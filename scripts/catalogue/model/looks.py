"""Appearance: which colour and which drawing a theme wears, as names of CSS classes."""

from catalogue.language.slugs import slugify
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.pages import ThemePage


def hue_of(theme: ThemePage) -> str:
    """Return the theme's colour: its own choice, or the one that its number gives."""
    return theme.fields.colour or COLOURS[(theme.fields.order - 1) % len(COLOURS)]


def icon_of(theme: ThemePage) -> str:
    """Return the theme's drawing, as a slug: its own choice, or the one that its number gives."""
    return slugify(theme.fields.icon or ICONS[(theme.fields.order - 1) % len(ICONS)])
