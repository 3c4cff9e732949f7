"""A page is left as it is only where it would be made just so, whatever has changed, and was done to it.

(refilling, site.kept, site.writing, views.parts.asking)
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from itertools import count
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks.check import Check
from catalogue.engine.plugin import make_site
from catalogue.model.places import place_of
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.edition import Edition
from catalogue.rendering.shelf import Shelf
from catalogue.settings import Forge, Settings
from catalogue.site import build as builds
from catalogue.site import frame, kept, replacing, writing
from catalogue.versions import find_inputs
from catalogue.views.parts.asking import Answers, AskedEdition, Unnamed, listen
from rereadings import FRAME, Rereading, each_edit
from some import some

EVERY = 29
"""One of so many changes is tried here; the audit tries them all."""
OTHER = {
    "name": "Et andet navn",
    "organisation": "En anden kommune",
    "logo": "assets/andet.svg",
    "editors_mail": "andre@eksempel.invalid",
    "editors_phone": "12 34 56 78",
    "forge": Forge(address="https://forge.eksempel.invalid/kommune/katalog"),
    "receiver": "modtag/",
    "count_misses": True,
    "site_address": "https://katalog.eksempel.invalid/",
    "intranet_address": "https://intranet.eksempel.invalid/",
    "accessibility_statement": "https://erklaering.eksempel.invalid/",
    "embedders": ("https://intranet.eksempel.invalid",),
    "search_engines": True,
    "owners": {"default": "@kommune/redaktionen"},
}
"""Each setting, set otherwise."""


@pytest.fixture(scope="module")
def before(good: Path, judge: Callable[[Path], Check]) -> Rereading:
    return Rereading(judge(good))


@pytest.fixture(scope="module")
def laid(before: Rereading, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("laid") / "site"
    before.lay(folder)
    return folder


@pytest.fixture
def keep(before: Rereading, laid: Path, tmp_path: Path) -> Callable[[Rereading], frozenset[str]]:
    """Return the pages that stand, each of which is what would be made."""
    numbers = count()

    def keep(after: Rereading) -> frozenset[str]:
        stands = after.keep(before, laid, tmp_path / str(next(numbers)))
        assert {one: after.contents[one] for one in stands} == {one: before.contents[one] for one in stands}
        return stands

    return keep


def test_all_stands_that_has_a_name_where_nothing_has_changed(
    before: Rereading, keep: Callable[[Rereading], frozenset[str]]
) -> None:
    assert keep(Rereading(before.check)) == before.known.keys()
    assert {page.split("/")[0] for page in before.contents.keys() - before.known.keys()} <= {"overview"}


def test_no_change_of_a_line_is_forgotten(
    before: Rereading, good: Path, keep: Callable[[Rereading], frozenset[str]]
) -> None:
    for path, text in some(list(each_edit(good))[::EVERY]):
        place = place_of(path)
        assert place is not None
        keep(Rereading(before.check.with_page(place, text)))


def test_a_change_of_a_text_is_of_few_pages(
    before: Rereading, good: Path, keep: Callable[[Rereading], frozenset[str]]
) -> None:
    path = "units/koekkenet-gryden/blik-for-borgeren.md"
    place = place_of(path)
    assert place is not None
    after = Rereading(before.check.with_page(place, (good / path).read_text("utf-8") + "\nEn linje mere.\n"))
    anew = before.known.keys() - keep(after)
    assert place.address in anew
    assert len(anew) < len(before.known) / 2


@pytest.mark.parametrize("days", [-400, -1, 1, 30, 400])
def test_no_change_of_the_day_is_forgotten(
    days: int, before: Rereading, keep: Callable[[Rereading], frozenset[str]]
) -> None:
    assert keep(replace(before, today=before.today + timedelta(days)))


@pytest.mark.parametrize("key", list(Settings.model_fields))
def test_no_change_of_a_setting_is_forgotten(
    key: str, before: Rereading, keep: Callable[[Rereading], frozenset[str]]
) -> None:
    changed = before.settings.model_copy(update={key: OTHER[key]})
    assert changed != before.settings
    keep(replace(before, settings=changed))


def test_no_change_of_a_frame_is_forgotten(before: Rereading, keep: Callable[[Rereading], frozenset[str]]) -> None:
    assert keep(replace(before, frame=frame.cut(f"{''.join(FRAME.pieces)}!"))) == frozenset()


def test_what_was_written_to_on_the_site_does_not_stand(before: Rereading, laid: Path, tmp_path: Path) -> None:
    touched = shutil.copytree(laid, tmp_path / "touched")
    address = min(before.known)
    (touched / address / "index.html").write_bytes(before.contents[address] + b" ")
    assert before.known.keys() - before.keep(before, touched, tmp_path / "new") == {address}


@pytest.mark.parametrize("what", ["overrides/pages/unit.html", "scripts/catalogue/views/parts/plans.py"])
def test_a_program_has_another_name_when_a_template_or_a_module_is_another(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = kept.name_program.__wrapped__
    before = name()
    if what.startswith("overrides"):
        overrides = shutil.copytree(checkout.OVERRIDES, tmp_path / "overrides")
        monkeypatch.setattr(checkout, "OVERRIDES", overrides)
        assert name() == before
        (tmp_path / what).write_text("Andet", "utf-8")
    else:
        modules = {file.as_posix() for file in find_inputs("catalogue.site.writing")}
        assert any(one.endswith(what) for one in modules)
        monkeypatch.setattr(kept, "version_of", lambda module: "another")
    assert name() != before


# What has no name is made each time


@dataclass(frozen=True)
class Remembering:
    """Asks once and remembers the answer: whoever asks it again is not heard."""

    edition: Edition

    @cached_property
    def amount(self) -> int:
        return len(self.edition.catalogue.pages)


@pytest.mark.parametrize(
    "value",
    [lambda: 1, partial(lambda: 1), object(), iter(()), [object()], {"key": object()}],
    ids=["a lambda", "a partial of one", "an object", "an iterator", "in a list", "in a mapping"],
)
def test_what_cannot_be_told_from_another_has_no_name(value: object, before: Rereading) -> None:
    with pytest.raises(Unnamed):
        Answers(before.manuscript.edition, {}).name(value)


def test_what_remembers_what_it_was_told_has_no_name(before: Rereading) -> None:
    edition = before.manuscript.edition
    with pytest.raises(Unnamed):
        Answers(edition, {}).name(Remembering(edition))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ("b",)), (("a", "b"),)),
        ((1,), ("1",)),
        ((None,), ("None",)),
        ((True,), (1,)),
        ({"a": "b"}, {"b": "a"}),
        (frozenset("ab"), frozenset("abc")),
        (["a", "1 b"], ["a1 ", "b"]),
        ((), ((),)),
    ],
)
def test_what_is_not_the_same_has_not_one_name(one: object, other: object, before: Rereading) -> None:
    answers = Answers(before.manuscript.edition, {})
    assert answers.name(one) != answers.name(other)
    assert answers.name(one) == answers.name(one)


def test_whatever_way_an_edition_is_asked_it_is_noted(before: Rereading) -> None:
    edition = before.manuscript.edition
    asked = AskedEdition(edition)
    unit = edition.catalogue.units[0]

    def ask() -> list[object]:
        return [
            asked.catalogue.areas,
            asked.catalogue.unit[unit.slug],
            asked.catalogue.unit.get("ingen"),
            "ingen" in asked.catalogue.unit,
            len(asked.catalogue.theme),
            list(asked.catalogue.theme),
            asked.catalogue.area_of(unit),
            asked.catalogue.pages_about(unit.slug, "ingen"),
            asked.today,
            asked.settings.name,
            asked.rendered[unit.path].headings,
        ]

    made, noted = listen(asked, ask)  # type: ignore[arg-type]
    assert [question.replace("\x1f", " ") for question in noted] == [
        "catalogue.areas",
        f"catalogue.unit s{unit.slug}",
        "catalogue.unit singen",
        "catalogue.unit? singen",
        "catalogue.theme*",
        f"catalogue.area_of p{unit.path}",
        f"catalogue.pages_about s{unit.slug} singen",
        "edition.today",
        "edition.settings",
        f"edition.rendered s{unit.path}",
    ]
    assert made[0] == edition.catalogue.areas
    assert Answers(edition, {}).answer(noted)
    assert listen(asked, lambda: asked.catalogue.title_of(unit))[0] == unit.fields.title  # type: ignore[arg-type]


# From one build to the next


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the smallest site for one of many pages and folders."""
    monkeypatch.setattr(writing, "FEW", 1)
    monkeypatch.setattr(replacing, "_MANY", 20)


def read(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("many")
def test_one_build_upon_the_other_gives_the_bytes_of_a_clean_one(
    tmp_path: Path, good: Path, renderings: RenderingCache
) -> None:
    docs, site = shutil.copytree(good, tmp_path / "docs"), tmp_path / "site"
    cache = RenderingCache(shutil.copy2(renderings.file, tmp_path / "kept.sqlite"))
    interpretation = docs / "units/koekkenet-gryden/blik-for-borgeren.md"

    def build(target: Path, cache: RenderingCache) -> None:
        request = builds.Request(docs, target, trees.TODAY, Settings(), True, cache)
        assert builds.build(request, make_site).is_published

    def add_a_line() -> None:
        interpretation.write_text(interpretation.read_text("utf-8") + "\nEn linje mere.\n", "utf-8")

    def take_a_page_away_and_write_to_the_site() -> None:
        interpretation.unlink()
        for file in tmp_path.rglob("units/koekkenet-gryden/index.html"):
            file.write_text("Skrevet i hånden", "utf-8")

    def damage_what_is_known_and_put_it_back() -> None:
        shelf: Shelf[bytes] = Shelf(cache.file, "pages")
        shelf.save({key: known[:-9] + b"{}" for key, known in shelf.load("0123456789abcdef").items()})
        shutil.copy2(good / interpretation.relative_to(docs), interpretation)

    build(site, cache)
    for change in (add_a_line, take_a_page_away_and_write_to_the_site, damage_what_is_known_and_put_it_back):
        change()
        build(site, cache)
        build(tmp_path / "clean" / change.__name__, RenderingCache(renderings.file))
        assert read(site) == read(tmp_path / "clean" / change.__name__), change.__name__


def test_the_very_first_build_notes_nothing_of_its_pages(tmp_path: Path) -> None:
    docs, cache = trees.draw(tmp_path / "docs", trees.small()), RenderingCache(tmp_path / "kept.sqlite")
    request = builds.Request(docs, tmp_path / "site", trees.TODAY, Settings(), cache=cache)
    noting = [made.kept is not None for made in (builds.prepare(request).manuscript for _ in range(2)) if made]
    assert noting == [False, True]
