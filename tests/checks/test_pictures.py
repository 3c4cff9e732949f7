"""What must be said of a picture before anybody sees it (checks.rules.pictures, model.pictures)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.engine.plugin import make_site
from catalogue.model.fields import CHANNELS
from catalogue.model.pictures import consents_of, images_of, may_show
from catalogue.publish.publish import expect
from catalogue.publish.verification import verify
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site import build
from catalogue.site.build import Request

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
PICTURE = (trees.GOOD / "stories/doeren.png").read_bytes()
PAGE = "units/gryden/borgeren.md"
BESIDE = {"units/gryden/fad.png": PICTURE}
FULL = "people: kolleger, given: 2026-01-10, kept_by: Lederen, channels: [kataloget, presse], review: 2027-01-10"
CONSENTS = {
    "{ people: ingen }": set(),
    "{ people: ingen, channels: [kataloget, presse] }": set(),
    f"{{ {FULL} }}": set(),
    "{ people: ingen, given: 2026-01-10, kept_by: Lederen }": set(),
    "{ people: kolleger, given: 2024-02-29, kept_by: Lederen, channels: [kataloget], review: 2026-02-28 }": set(),
    "": {"F03"},
    "{}": {"F02"},
    "true": {"B05"},
    "Ja": {"B05"},
    "[ja]": {"F04"},
    "{ people: alle }": {"F07"},
    "{ people: [ingen] }": {"F04"},
    "{ people: ingen borgere }": {"F07"},
    "{ people: Borgere }": {"B04"},
    "{ people: en pårørende }": {"B04"},
    "{ people: [kolleger, børn] }": {"B04"},
    "{ people: kolleger }": {"B06"},
    "{ people: kolleger, given: 2026-01-10, kept_by: Lederen, review: 2027-01-10 }": {"B06"},
    f"{{ {FULL.replace('kept_by: Lederen, ', '')} }}": {"B06"},
    "{ people: kolleger, given: null, kept_by: null, channels: null, review: null }": {"B06"},
    f"{{ {FULL.replace('[kataloget, presse]', '')} }}": {"B06"},
    f"{{ {FULL.replace('kept_by: Lederen', 'kept_by: ~')} }}": {"B06"},
    f"{{ {FULL.replace('2026-01-10', '2026-06-02')} }}": {"B11"},
    "{ people: ingen, channels: [] }": {"F03"},
    "{ people: ingen, channels: kataloget }": {"F04"},
    "{ people: ingen, channels: [avisen] }": {"F07"},
    "{ people: ingen, channels: [presse] }": {"B09"},
    f"{{ {FULL.replace('2027-01-10', '2028-01-11')} }}": {"B10"},
    f"{{ {FULL.replace('2027-01-10', '2025-01-10')} }}": {"B10"},
    f"{{ {FULL.replace('2026-01-10', '9999-12-31').replace('2027-01-10', '9999-12-31')} }}": {"B10", "B11"},
    f"{{ {FULL.replace('2026-01-10', '10/1-2026')} }}": {"F05"},
    f"{{ {FULL.replace('Lederen', '<b>Lederen</b>')} }}": {"F09"},
    "{ people: ingen, hvem: Lederen }": {"F01"},
    f'{{ people: "{"borger" * 5000}" }}': {"L03"},
    "{ people: ingen, people: kolleger }": {"L08"},
    "&a { people: ingen }": {"L07"},
}
"""Consents, and what is told of a page that has them."""


def listed(consent: str, file: str = "fad.png") -> str:
    return f"images:\n  - file: {file}\n    alt: Et fad\n    consent: {consent}\n"


@pytest.mark.parametrize("consent", CONSENTS, ids=lambda consent: consent[:70])
def test_a_consent_says_what_it_must_and_nothing_else(draw: Draw, judge: Judge, consent: str) -> None:
    docs = draw({**trees.small(), **BESIDE, PAGE: trees.interpretation(more=listed(consent))})
    told = {problem.code for problem in judge(docs).problems if problem.path == PAGE}
    assert told == CONSENTS[consent]


def test_every_picture_of_a_story_has_its_entry_those_in_its_text_too(draw: Draw, judge: Judge) -> None:
    image = "image:\n  file: en.png\n  alt: En\n  consent: { people: ingen, channels: [kataloget, presse] }\n"
    story = trees.story(more=image + listed("{ people: ingen }", "to.png"), body="![To](to.png)\n\n![Tre](tre.png)\n")
    pictures = {f"stories/{name}.png": PICTURE for name in ("en", "to", "tre")}
    found = judge(draw({**trees.small(), **pictures, "stories/morgen.md": story}))
    assert [(one.path, one.code) for one in found.problems] == [("stories/tre.png", "B07")]
    (page,) = (page for page in found.reading.pages if page.path == "stories/morgen.md")
    assert [(way, image.file) for way, image in images_of(page)] == [(("image",), "en.png"), (("images", 0), "to.png")]
    assert [path for path, _ in consents_of(page)] == ["stories/en.png", "stories/to.png"]
    assert [[one for one in CHANNELS if may_show(image, one)] for _, image in images_of(page)] == [
        ["kataloget", "presse"],
        ["kataloget"],
    ]


def test_two_pages_share_a_picture_when_they_say_the_same_of_it(draw: Draw, judge: Judge) -> None:
    def told(one: str, two: str) -> set[tuple[str, str]]:
        unit = trees.unit(more=listed(two), body="![Et fad](fad.png)\n")
        pages = {PAGE: trees.interpretation(more=listed(one)), "units/gryden/index.md": unit}
        return {(one.path, one.code) for one in judge(draw({**trees.small(), **BESIDE, **pages})).problems}

    assert told("{ people: ingen }", "{ people: ingen, channels: [kataloget] }") == set()
    assert told(f"{{ {FULL} }}", f"{{ {FULL.replace('kataloget, presse', 'presse, kataloget, presse')} }}") == set()
    assert told("{ people: ingen }", f"{{ {FULL} }}") == {(PAGE, "B08"), ("units/gryden/index.md", "B08")}
    # Of a page that does not hold nobody knows what it says: that alone is told.
    assert told("{ people: ingen }", "Ja") == {("units/gryden/index.md", "B05")}


def test_a_picture_of_a_page_that_cannot_be_read_is_not_told_of_twice(draw: Draw, judge: Judge) -> None:
    broken = "---\ntitle: [\n---\n"
    assert {one.path for one in judge(draw({**trees.small(), **BESIDE, PAGE: broken})).problems} == {PAGE}


def test_a_picture_is_shown_from_the_day_of_the_yes(draw: Draw, tmp_path: Path, renderings: RenderingCache) -> None:
    told = FULL.replace("2026-01-10", "2026-06-02")
    page = trees.interpretation(more=listed(f"{{ {told} }}"), body="![Et fad](fad.png)\n\n[Fadet](fad.png)\n")
    docs = draw({**trees.small(), **BESIDE, PAGE: page})
    for day, made in ((date(2026, 6, 1), []), (date(2026, 6, 2), ["fad.webp"])):
        site = tmp_path / str(day)
        outcome = build.build(Request(docs, site, day, Settings(), cache=renderings), make_site)
        assert outcome.is_published
        assert [path.name for path in (site / "units").rglob("*.webp")] == made
        assert verify(site, expect(outcome, ""), day) == []


def test_without_a_sound_consent_no_picture_is_published_even_when_the_rest_is(
    draw: Draw, tmp_path: Path, renderings: RenderingCache
) -> None:
    refused = trees.interpretation(more=listed("{ people: borgere }", "borger.png"))
    shown = trees.unit(more=listed("{ people: ingen }"), body="![Et fad](fad.png) ![x](borger.png) [y](loes.png)\n")
    pictures = {f"units/gryden/{name}.png": PICTURE for name in ("borger", "loes")}
    docs = draw({**trees.small(), **BESIDE, **pictures, PAGE: refused, "units/gryden/index.md": shown})
    request = Request(docs, tmp_path / "site", trees.TODAY, Settings(), skip_broken=True, cache=renderings)
    build.build(request, make_site)
    made = sorted(path.name for path in (tmp_path / "site/units").rglob("*.webp"))
    assert made == ["fad.webp"]
    assert not list((tmp_path / "site/units").rglob("*.png"))
    text = (tmp_path / "site/units/gryden/index.html").read_text("utf-8")
    assert "fad.webp" in text
    assert not any(word in text for word in ('src="borger', 'alt="x"', 'href="loes'))
