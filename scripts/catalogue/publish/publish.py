"""Publishing: a site is built, read through, and only then served, all in one step; or the one before it is again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from catalogue.language import wording
from catalogue.model.places import Kind, address_about, address_of_meetings, place_of
from catalogue.publish import verification
from catalogue.publish.releases import Busy, Release, Releases
from catalogue.publish.verification import Expectation
from catalogue.rendering import pictures
from catalogue.rendering.shelf import Shelf
from catalogue.site.build import Outcome

KEEP = 5
"""How many releases there are to go back to, the current one counted, when nobody says otherwise."""
_SHOWN = 20

Build = Callable[[Path], Outcome]
"""Builds a site into a folder, which is not there yet."""


class NotPublished(Exception):
    """Nothing was published, and what was served still is; the message is Danish and says why."""


@dataclass(frozen=True)
class Publication:
    """How a publishing went: how the build went and, if anything was published, what and what was tidied away."""

    outcome: Outcome
    release: Release | None = None
    not_removed: tuple[Release, ...] = ()


def publish(
    folder: Path, build: Build, base: str = "", keep: int = KEEP, shelf: Shelf[str] | None = None
) -> Publication:
    """Build a site, verify it and let it be served from the folder; `base` is the site's own address, if it has one.

    The shelf keeps what is known of unchanged files from one verification to the next.

    Nothing is published when the build's check has errors. Raises NotPublished when the site is not whole or somebody
    else is publishing, OSError and EngineError when it cannot be written or made; whatever happens, and even when the
    process is killed, the folder serves the old site or the new one, whole.
    """
    releases = Releases(folder)
    with _alone(releases), releases.drafting() as room:
        site = room / "site"
        outcome = build(site)
        if not outcome.is_published:
            return Publication(outcome)
        if faults := verification.verify(site, expect(outcome, base), outcome.check.today, shelf):
            raise NotPublished(f"Sitet er bygget, men det er ikke helt:\n{_shorten(faults)}")
        withdrawn = _withdrawn(releases)
        release = releases.add(site)
        # Gone before the switch: afterwards their numbers would look like a past that can be gone back to.
        left = _remove(releases, withdrawn)
        releases.serve(release)
        left += _remove(releases, releases.earlier()[max(keep - 1, 1) :])
        return Publication(outcome, release, tuple(left))


def roll_back(folder: Path) -> Release:
    """Let the release before the current one be served again, and return it; once more goes one further back.

    A release whose files have been changed since it was published is passed over. Raises NotPublished when there is
    none to go back to, or somebody is publishing; OSError when the folder cannot be changed.
    """
    releases = Releases(folder)
    if releases.current is None:
        raise NotPublished(f"Der er ikke udgivet noget i {folder}.")
    with _alone(releases):
        release = next((earlier for earlier in releases.earlier() if releases.is_whole(earlier)), None)
        if release is None:
            raise NotPublished("Der er ingen tidligere udgave at gå tilbage til.")
        releases.serve(release)
        return release


def expect(outcome: Outcome, base: str) -> Expectation:
    """Return what the site of a build must hold: all its sound pages, and no links but to them or to what was left out.

    A page that is sent out although another is left out may have a link to it; its readers meet the page for that.
    """
    check = outcome.check
    pages = {page.address for page in check.sound_catalogue().pages} | check.editorial.addresses
    absent = set()
    for path in {*outcome.left_out, *(problem.path for problem in check.errors)}:
        place = place_of(path) if path.endswith(".md") else None
        absent |= {place.address} if place else {path, pictures.address_of(path)}
        if place and place.kind is Kind.IDEA:  # Without its ideas, the page that is made of them is gone as well.
            absent.add(address_about(place.unit, place.theme))
        elif place and place.kind is Kind.MEETING:  # As is a committee's own page without its meetings.
            absent.add(address_of_meetings(place.unit))
    return Expectation(pages, absent, base)


@contextmanager
def _alone(releases: Releases) -> Iterator[None]:
    try:
        with releases.locked():
            yield
    except Busy:
        raise NotPublished(f"Der udgives allerede til {releases.folder}. Vent lidt, og prøv igen.") from None


def _withdrawn(releases: Releases) -> list[Release]:
    """Return the releases that were rolled back, or whose publisher was killed before they were served."""
    current = releases.current
    return [release for release in releases.all() if current and release > current]


def _remove(releases: Releases, unwanted: list[Release]) -> list[Release]:
    """Remove releases, and return those that could not be: no reason to stop, since a later publishing tries again."""
    left = []
    for release in unwanted:
        try:
            releases.remove(release)
        except OSError:
            left.append(release)
    return left


def _shorten(faults: list[str]) -> str:
    lines = faults[:_SHOWN]
    if more := len(faults) - len(lines):
        lines.append(f"… og {wording.count(more, 'fejl', 'fejl')} til")
    return "\n".join(lines)
