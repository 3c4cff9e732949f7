"""Masking: what is quoted from a page in a message must not carry the page's CPR numbers and secrets any further."""

from catalogue.privacy.cpr import mask_numbers
from catalogue.privacy.credentials import mask_credentials


def mask(text: str) -> str:
    """Return a text without CPR numbers and secrets, whatever they are dressed up as."""
    return mask_numbers(mask_credentials(text))
