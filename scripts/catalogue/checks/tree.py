"""The tree: what pages are judged by that stands on other pages – what there is to refer to, and what is taken."""

import posixpath
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from catalogue.checks.subject import Subject
from catalogue.language.nearness import Names
from catalogue.model.fields import BEGINNINGS, Consent, Theme, Unit
from catalogue.model.pictures import consents_of, says
from catalogue.model.places import (
    IDEAS,
    Kind,
    Place,
    address_about,
    address_of_meetings,
    addresses_of_unit_page,
    place_of,
    to_address,
)
from catalogue.reading import limits

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Facts:
    """What others may be judged by of one page. A page that does not hold takes no title and no address.

    `unit_kind` is that of a unit, where it holds, and `area` the one that it names. `topics` are those of a theme, by
    slug, and None where nobody knows.
    `pictures` are the images that it tells of, by path, with their consent where it holds, and None where nobody knows.
    `age` sorts the page first that has had its title longest. `parts` are the names of the headings in its text,
    where it has been read.
    """

    place: Place
    unit_kind: str | None = None
    area: str = ""
    topics: Mapping[str, str] | None = None
    title: str = ""
    age: tuple[str, str] = ("", "")
    claims: tuple[str, ...] = ()
    parts: tuple[str, ...] | None = None
    pictures: tuple[tuple[str, Consent | None], ...] | None = ()


@dataclass(frozen=True)
class Tree:
    """The facts of all pages in the order of their paths, the attachments' paths, and the editorial addresses."""

    facts: tuple[Facts, ...]
    files: frozenset[str] = frozenset()
    editorial: frozenset[str] = frozenset()

    def with_facts(self, changed: Mapping[str, Facts | None], files: frozenset[str]) -> "Tree":
        """Return the tree with the facts of some pages put in or changed, or taken away (None), and other files.

        With few changes what was worked out of this tree is carried over: a receiver asks of page after page.
        """
        kept = [fact for fact in self.facts if fact.place.path not in changed]
        new = sorted((fact for fact in changed.values() if fact), key=_path_of)
        if len(changed) > _FEW:
            return Tree(tuple(sorted([*kept, *new], key=_path_of)), files, self.editorial)
        for fact in new:
            insort(kept, fact, key=_path_of)
        tree = Tree(tuple(kept), files, self.editorial)
        known = vars(self)
        gone = [self.by_path[path] for path in changed if path in self.by_path]
        touched = {fact.place.kind for fact in (*gone, *new)}
        carried: dict[str, object] = {}
        if files == self.files:
            carried |= _some(known, ("files_in",))
        if not touched & {Kind.UNIT, Kind.THEME}:
            carried |= _some(known, ("unit_kinds", "areas", "wholes", "themes"))
        if not any(fact.claims for fact in (*gone, *new)):
            carried |= _some(known, ("first_claims",))
        carried["by_path"] = _put_in(self.by_path, gone, new, _path_of, lambda fact: fact)
        owners = _put_in(self.owners, gone, new, _address_of, _path_of)
        if len(self.owners) == len(self.facts) and len(owners) == len(kept):  # No two lie at one address.
            carried["owners"] = owners
        carried["key_sets"] = {**self.key_sets, **{kind: _keys_among(kept, kind) for kind in touched}}
        if oldest := self._oldest_with(gone, new):
            carried["oldest"] = oldest
        vars(tree).update(carried)
        return tree

    def _oldest_with(self, gone: Iterable[Facts], new: Iterable[Facts]) -> dict[tuple[Kind, str], Facts] | None:
        """Return the oldest pages after a change, or None where one of them goes: then all must be looked through."""
        found = dict(self.oldest)
        if any(fact.title and found[_name_of(fact)] is fact for fact in gone):
            return None
        for fact in new:
            if fact.title and fact.age < found.setdefault(_name_of(fact), fact).age:
                found[_name_of(fact)] = fact
        return found

    @cached_property
    def by_path(self) -> Mapping[str, Facts]:
        """The facts of each page by its path."""
        return {fact.place.path: fact for fact in self.facts}

    @cached_property
    def files_in(self) -> Mapping[str, Names]:
        """The names of the attachments in each folder, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in self.file_names:
            folder, _, name = file.rpartition("/")
            found[folder].append(name)
        return {folder: Names(names) for folder, names in found.items()}

    @cached_property
    def file_names(self) -> Names:
        """The paths of the attachments, sorted, to guess among."""
        return Names(sorted(self.files))

    @cached_property
    def consents(self) -> Mapping[str, Mapping[object, str]]:
        """What is told of each image by its path: what a consent says, by the path of the first page that says so.

        Of one image two that differ are kept: whoever says anything differs from one of them.
        """
        found: dict[str, dict[object, str]] = defaultdict(dict)
        for fact in self.facts:
            for path, consent in fact.pictures or ():
                told = found[path]
                if consent is not None and len(told) < 2:
                    told.setdefault(says(consent), fact.place.path)
        return found

    @cached_property
    def unread_folders(self) -> frozenset[str]:
        """The folders with a page of which nobody knows what images it tells of."""
        return frozenset(posixpath.dirname(fact.place.path) for fact in self.facts if fact.pictures is None)

    @cached_property
    def keys(self) -> Mapping[Kind, Names]:
        """What pages of each kind can be referred to by, sorted: those too that do not hold, if their names do."""
        named = [fact.place for fact in self.facts if _is_named_well(fact.place)]
        return {kind: Names(sorted(place.key for place in named if place.kind is kind)) for kind in Kind}

    @cached_property
    def key_sets(self) -> Mapping[Kind, frozenset[str]]:
        """The same, to look in, with what there will be when every file has a good name."""
        return {kind: _keys_among(self.facts, kind) for kind in Kind}

    @cached_property
    def paths(self) -> Names:
        """The paths of all pages, to guess among."""
        return Names(fact.place.path for fact in self.facts if _is_named_well(fact.place))

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """The path of the page at each address."""
        return {fact.place.address: fact.place.path for fact in self.facts}

    @cached_property
    def made(self) -> frozenset[str]:
        """The addresses of the pages that are made: where a unit has ideas about a theme and no page, or meetings."""
        ideas = (fact.place for fact in self.facts if fact.place.kind is Kind.IDEA)
        meetings = (fact.place for fact in self.facts if fact.place.kind is Kind.MEETING)
        listed = frozenset(address_of_meetings(place.unit) for place in meetings)
        return listed | frozenset(address_about(place.unit, place.theme) for place in ideas) - self.owners.keys()

    def keys_of(self, kinds: tuple[Kind, ...]) -> Names:
        """Return what pages of some kinds can be referred to by, sorted."""
        if kinds not in self._keys_of:
            self._keys_of[kinds] = Names(sorted(key for kind in kinds for key in self.keys[kind]))
        return self._keys_of[kinds]

    @cached_property
    def _keys_of(self) -> dict[tuple[Kind, ...], Names]:
        return {}

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, None]]:
        """The names of the headings in the text of the page at each address, where it has been read, in their order."""
        return {fact.place.address: dict.fromkeys(fact.parts) for fact in self.facts if fact.parts is not None}

    @cached_property
    def unit_kinds(self) -> Mapping[str, str | None]:
        """The kind of each unit by its slug: None where nobody knows."""
        return {fact.place.slug: fact.unit_kind for fact in self.facts if fact.place.kind is Kind.UNIT}

    @cached_property
    def areas(self) -> Names:
        """The slugs of the areas, sorted."""
        return Names(sorted(slug for slug, kind in self.unit_kinds.items() if kind == "område"))

    @cached_property
    def _area_by_unit(self) -> Mapping[str, str]:
        named = ((fact, fact.place.slug) for fact in self.facts if fact.place.kind is Kind.UNIT)
        return {slug: slug if fact.unit_kind == "område" else fact.area for fact, slug in named}

    def area_of(self, unit: str) -> str:
        """Return the slug of the area that a unit is in, an area's own, or an empty text where nobody knows."""
        return self._area_by_unit.get(unit, "")

    def units_in(self, area: str) -> Names:
        """Return the slugs of an area's units, and its own, sorted."""
        return self._units_by_area.get(area, _NONE)

    @cached_property
    def _units_by_area(self) -> Mapping[str, Names]:
        found: dict[str, list[str]] = defaultdict(list)
        for unit, area in self._area_by_unit.items():
            found[area].append(unit)
        return {area: Names(sorted(units)) for area, units in found.items()}

    @cached_property
    def wholes(self) -> Sequence[str]:
        """The slugs of the units that are the whole organisation, sorted: one, or none, where all is well."""
        return sorted(slug for slug, kind in self.unit_kinds.items() if kind == "kommune")

    def beginnings_for(self, unit: str, kind: str | None, area: str | None) -> Names | None:
        """Return what the steps of a unit's plan can begin in, or None when nobody knows which area's nedslag that is.

        Besides what anybody's can, they are those of its area, of an area its own, and of the whole those of all areas.
        """
        if kind == "kommune":
            return self._beginnings_of_the_whole
        whose = unit if kind == "område" else area or ""
        if kind != "område" and self.unit_kinds.get(whose) != "område":
            return None
        return self._beginnings_by_area.get(whose, _BEGINNINGS)

    @cached_property
    def _beginnings_by_area(self) -> Mapping[str, Names]:
        found: dict[str, list[str]] = defaultdict(lambda: [*BEGINNINGS])
        for fact in self.facts:
            if fact.place.kind is Kind.INTERPRETATION and self.unit_kinds.get(fact.place.unit) == "område":
                found[fact.place.unit].append(fact.place.key)
        return {area: Names(keys) for area, keys in found.items()}

    @cached_property
    def _beginnings_of_the_whole(self) -> Names:
        offered = (self._beginnings_by_area.get(area, _BEGINNINGS)[len(BEGINNINGS) :] for area in self.areas)
        return Names([*BEGINNINGS, *(key for keys in offered for key in keys)])

    @cached_property
    def themes(self) -> Mapping[str, Facts]:
        """The facts of each theme by its slug."""
        return {fact.place.slug: fact for fact in self.facts if fact.place.kind is Kind.THEME}

    @cached_property
    def oldest(self) -> Mapping[tuple[Kind, str], Facts]:
        """The oldest page of each kind that has a title, by the title in small letters."""
        found: dict[tuple[Kind, str], Facts] = {}
        for fact in self.facts:
            if fact.title:
                name = _name_of(fact)
                if fact.age < found.setdefault(name, fact).age:
                    found[name] = fact
        return found

    @cached_property
    def first_claims(self) -> Mapping[str, tuple[str, int]]:
        """Who asks first for each former address: the path, and the number in its list."""
        found: dict[str, tuple[str, int]] = {}
        for fact in self.facts:
            for number, written in enumerate(fact.claims):
                found.setdefault(to_address(written), (fact.place.path, number))
        return found

    @cached_property
    def moved(self) -> Mapping[str, Place]:
        """The place of the page that each former address leads on to: a unit takes its pages along."""
        found = {address: self.by_path[path].place for address, (path, _) in self.first_claims.items()}
        claims = {fact.place.slug: fact.claims for fact in self.facts if fact.place.kind is Kind.UNIT and fact.claims}
        for fact in self.facts:
            if fact.place.unit:
                for address in addresses_of_unit_page(claims.get(fact.place.unit, ()), fact.place.key_in_unit):
                    found.setdefault(address, fact.place)
        return found


def facts_of(subject: Subject) -> Facts:
    """Return what others are judged by of a page."""
    page = subject.page
    unit_kind = page.fields.kind if isinstance(page.fields, Unit) else None
    area = (page.fields.area or "") if isinstance(page.fields, Unit) else ""
    parts = tuple(heading.id for heading in subject.rendered.headings) if subject.rendered else None
    told = tuple(consents_of(page))
    pictures = told if subject.is_sound else tuple((path, None) for path, _ in told) if page.lines else None
    if not subject.is_sound:
        return Facts(page.place, unit_kind, area, parts=parts, pictures=pictures)
    topics = page.fields.topics if isinstance(page.fields, Theme) else None
    claims = tuple(getattr(page.fields, "redirect_from", ()))[: limits.FORMER_ADDRESSES]
    title = getattr(page.fields, "title", "")  # A meeting has none of its own.
    return Facts(page.place, unit_kind, area, topics, title, age_of(subject), claims, parts, pictures)


def age_of(subject: Subject) -> tuple[str, str]:
    """Return what sorts pages by age: a newcomer never takes an old page off the site. Of unknown age is the newest."""
    fields = subject.page.fields
    day = getattr(fields, "updated", None) or getattr(fields, "date", None)
    is_dated = "updated" in type(fields).model_fields or "date" in type(fields).model_fields
    return (day.isoformat() if day else "9" * 10 if is_dated else "", subject.path)


def sort_of(kind: Kind) -> Kind:
    """Return the kind by which a page's title is told from others: interpretations and ideas are one to a reader."""
    return Kind.INTERPRETATION if kind in IDEAS else kind


_NONE = Names()
_BEGINNINGS = Names(BEGINNINGS)
_FEW = 20
"""Changed pages up to which it pays to carry over what is known."""


def _some(known: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: known[name] for name in names if name in known}


def _put_in(
    known: Mapping[str, ValueT],
    gone: Iterable[Facts],
    new: Iterable[Facts],
    key: Callable[[Facts], str],
    value: Callable[[Facts], ValueT],
) -> dict[str, ValueT]:
    found = dict(known)
    for fact in gone:
        found.pop(key(fact), None)
    return found | {key(fact): value(fact) for fact in new}


def _keys_among(facts: Iterable[Facts], kind: Kind) -> frozenset[str]:
    return frozenset(fact.place.key for fact in facts if fact.place.kind is kind)


def _path_of(fact: Facts) -> str:
    return fact.place.path


def _address_of(fact: Facts) -> str:
    return fact.place.address


def _name_of(fact: Facts) -> tuple[Kind, str]:
    return sort_of(fact.place.kind), fact.title.casefold()


def _is_named_well(place: Place) -> bool:
    return place_of(place.path) == place
