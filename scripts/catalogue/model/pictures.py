"""Pictures: what pages tell of the images beside them, and where each may be shown."""

import posixpath
from collections.abc import Iterator

from catalogue.model.fields import Channel, Consent, Image
from catalogue.model.pages import AnyPage, KeyPath


def images_of(page: AnyPage) -> Iterator[tuple[KeyPath, Image]]:
    """Yield every image that a page names, with the way to it: the one of a story first, then the others.

    Of a page that does not hold, an image may be without its text and its consent.
    """
    image = getattr(page.fields, "image", None)
    several = enumerate(getattr(page.fields, "images", None) or ())
    found: list[tuple[KeyPath, Image | None]] = [(("image",), image), *((("images", at), one) for at, one in several)]
    yield from ((way, one) for way, one in found if one is not None and one.file)


def path_of(page: AnyPage, image: Image) -> str:
    """Return the path of an image, which lies beside its page."""
    return posixpath.join(posixpath.dirname(page.path), image.file)


def consents_of(page: AnyPage) -> Iterator[tuple[str, Consent]]:
    """Yield the path of every image that a page tells of, with who has said yes to it."""
    for _, image in images_of(page):
        yield path_of(page, image), image.consent


def says(consent: Consent) -> tuple[object, ...]:
    """Return what a consent says, in whatever order its channels stand."""
    return consent.people, consent.given, consent.kept_by, frozenset(consent.channels), consent.review


def may_show(image: Image, channel: Channel) -> bool:
    """Tell whether an image may be shown in a place."""
    return channel in image.consent.channels
