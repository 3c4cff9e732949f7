"""Live: what is shown of a change at once is what the site then is; a site of words that have changed is given up.

(commands.live, commands.preview)
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import trees
from catalogue.commands.live import GONE, Live
from catalogue.commands.preview import Builds, Changes, News
from catalogue.engine.plugin import make_site
from catalogue.refilling import Refilled
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site import build as builds
from catalogue.site.build import Outcome, Request
from catalogue.site.manuscript import Manuscript

IDEA, STORY = "units/gryden/borgeren.md", "stories/morgen.md"
PLAN = "plan: [{ action: Vi ringer, deadline: 2026-09-01 }]\n"
FILES = {**trees.small(), IDEA: trees.interpretation(more=PLAN)}
CHANGES: dict[str, Mapping[str, str | None]] = {
    "the text of an idea": {IDEA: trees.interpretation(body="Nu ringer vi også om søndagen.")},
    "its title": {IDEA: trees.interpretation(title="Køkkenet skriver")},
    "its plan": {IDEA: trees.interpretation(more=PLAN.replace("ringer", "skriver"))},
    "the name of a workplace": {"units/gryden/index.md": trees.unit("Køkkenet Panden")},
    "a story": {STORY: trees.story("Aften")},
    "two pages": {STORY: trees.story("Aften"), IDEA: trees.interpretation(title="Køkkenet skriver")},
    "a new page": {"stories/ny.md": trees.story("Nyt på bordet")},
    "a page gone": {STORY: None},
    "a page that cannot be read": {STORY: "---\ntitle: [\n---\n"},
    "a page that is no text": {STORY: "\udcff"},
    "a page that is sound again": {STORY: trees.story("Aften")},
}
OTHERS: dict[str, Mapping[str, str | None]] = {
    "a theme": {"themes/borgeren.md": trees.theme(title="Blik for den enkelte")},
    "a file beside a page": {"stories/plakat.txt": "x"},
    "an editorial page": {"about/os.md": "# Om os\n"},
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


def request_for(room: Path, docs: Path) -> Request:
    settings = Settings()
    cache = RenderingCache(room / "cache.sqlite")
    return Request(docs, docs.with_name("site"), trees.TODAY, settings, skip_broken=True, cache=cache)


def write(docs: Path, files: Mapping[str, str | None]) -> frozenset[Path]:
    for path, text in files.items():
        file = docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
    return frozenset(docs / path for path in files)


def pages_of(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("index.html")}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_shown_at_once_is_what_the_site_then_is(tmp_path: Path, room: Path, change: str) -> None:
    docs = trees.draw(tmp_path / "docs", FILES)
    request, live = request_for(room, docs), Live(docs)
    live.settle(builds.build(request, make_site))
    if "again" in change:
        write(docs, CHANGES["a page that cannot be read"])
        live.settle(builds.build(request, make_site))
    before = pages_of(request.site)
    shown = live.show(request, write(docs, CHANGES[change]))
    assert shown is not None
    found = {path: live.find(path) for path in before | pages_of(request.site)}
    outcome = builds.build(request, make_site)
    after = pages_of(request.site)
    assert shown.check.problems == outcome.check.problems
    made = {path: page for path, page in found.items() if page}
    assert made == {path: after[path] for path in made}
    assert {path for path, page in found.items() if page == GONE} == before.keys() - after.keys()
    new = {path: live.find(path) for path in after.keys() - before.keys()}
    assert new == {path: after[path] for path in new}
    # What the view leaves to the site are pages that MkDocs makes: of these nothing is promised at once.
    assert len(made) > len(after) / 3
    live.settle(outcome)
    assert live.find(IDEA.replace(".md", "/index.html")) is None


@pytest.mark.parametrize("change", OTHERS)
def test_after_other_changes_all_of_the_site_comes_first(tmp_path: Path, room: Path, change: str) -> None:
    docs = trees.draw(tmp_path / "docs", {**FILES, IDEA: trees.interpretation()})
    request, live = request_for(room, docs), Live(docs)
    live.settle(builds.build(request, make_site))
    assert live.show(request, write(docs, OTHERS[change])) is None
    assert live.find("stories/morgen/") is None


def test_a_page_in_a_frame_that_no_page_has_had_waits_for_the_site(tmp_path: Path, room: Path) -> None:
    docs = trees.draw(tmp_path / "docs", {**FILES, IDEA: trees.interpretation()})
    request, live = request_for(room, docs), Live(docs)
    live.settle(builds.build(request, make_site))
    assert live.show(request, write(docs, {IDEA: trees.interpretation("Ny", more=PLAN)}))
    assert live.find("units/gryden/plan/") is None
    assert b"Ny" in (live.find("units/gryden/borgeren/") or b"")


def test_a_folder_may_be_named_from_where_one_is(tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = trees.draw(tmp_path / "docs", FILES)
    request = request_for(room, docs)
    monkeypatch.chdir(tmp_path)
    live = Live(Path("docs"))
    live.settle(builds.build(request, make_site))
    write(docs, CHANGES["a story"])
    assert live.show(request, frozenset({Path("docs", STORY), docs / STORY}))


def test_without_a_site_nothing_is_shown_before_it(tmp_path: Path, room: Path) -> None:
    docs = trees.draw(tmp_path / "docs", FILES)
    assert Live(docs).show(request_for(room, docs), frozenset({docs / IDEA})) is None


def test_a_site_of_words_that_have_changed_is_given_up_and_the_next_tells_of_all(tmp_path: Path, room: Path) -> None:
    docs = trees.draw(tmp_path / "docs", FILES)
    request = request_for(room, docs)
    news, live, changes = News(), Live(docs), Changes()
    made: list[Manuscript] = []

    def write_a_page(manuscript: Manuscript, site: Refilled) -> None:
        make_site(manuscript, site)
        made.append(manuscript)

    def be_overtaken(manuscript: Manuscript, site: Refilled) -> None:
        changes.note()
        manuscript.on_progress("Skriver siderne", 1, 2)
        made.append(manuscript)

    def locate(outcome: Outcome) -> tuple[()]:
        return ()

    following = Builds(request.site, lambda: request, write_a_page, news, live, locate, changes)
    following.follow(None)
    old = pages_of(request.site)
    changed = write(docs, CHANGES["a new page"])
    replace(following, engine=be_overtaken).follow(changed)
    assert (len(made), pages_of(request.site)) == (1, old)
    assert live.find("stories/ny/")
    assert (news.number, news.settles) == (2, 0)
    replace(following, changes=Changes()).follow(changed)
    assert "stories/ny/index.html" in pages_of(request.site)
    assert (news.number, news.settles) == (4, 3)
    assert live.find("stories/ny/") is None


def test_a_build_that_is_not_shown_before_is_never_given_up(tmp_path: Path, room: Path) -> None:
    docs = trees.draw(tmp_path / "docs", FILES)
    request, changes = request_for(room, docs), Changes()
    changes.note()
    following = Builds(request.site, lambda: request, make_site, News(), Live(docs), lambda outcome: (), changes)
    following.follow(None)
    assert pages_of(request.site)
