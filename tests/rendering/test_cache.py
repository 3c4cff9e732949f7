"""The cache: an unchanged page is not rendered again, and a cache in ruins is harmless.

(rendering.cache, rendering.shelf)
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks import check
from catalogue.rendering import cache as caching
from catalogue.rendering.batch import render_texts
from catalogue.rendering.cache import RenderingCache, key_of
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.outline import Rendered

TEXT = Text("units/gryden/borgeren.md", "## Det er svært\n\nSe [her](index.md) og ![en tavle](a.png).")


@pytest.fixture
def cache(tmp_path: Path) -> RenderingCache:
    """A cache that is not there yet."""
    return RenderingCache(tmp_path / "ny/mappe/renderings.sqlite")


def keys_in(cache: RenderingCache) -> set[str]:
    with sqlite3.connect(cache.file) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM rendered")}


def test_what_is_kept_comes_back_as_it_was(cache: RenderingCache) -> None:
    rendered = render_text(TEXT)
    cache.save({TEXT: rendered})
    assert cache.load([TEXT, Text("stories/andet.md", "Andet")]) == {TEXT: rendered}


def test_an_unchanged_page_is_not_rendered_again(cache: RenderingCache) -> None:
    # What the cache says is believed, so a word that no rendering could give proves that none took place.
    mark = Rendered("<p>Fra gemmerne</p>")
    cache.save({TEXT: mark})
    rendered, too_heavy = render_texts([TEXT, Text("stories/andet.md", "Andet")], cache)
    assert rendered[TEXT.path] == mark
    assert rendered["stories/andet.md"].html == "<p>Andet</p>"
    assert too_heavy == []


def test_a_check_keeps_what_it_renders(cache: RenderingCache, draw: Callable[..., Path]) -> None:
    docs = draw({**trees.small(), "units/gryden/borgeren.md": trees.interpretation(body="Vi ringer.")})
    found = check.check(docs, trees.TODAY, cache)
    texts = [Text(page.path, page.body) for page in found.reading.pages]
    assert keys_in(cache) == {key_of(text) for text in texts}
    assert check.check(docs, trees.TODAY, cache) == found


@pytest.mark.parametrize(
    "other",
    [
        Text(TEXT.path, TEXT.body + " "),
        Text("units/andet/borgeren.md", TEXT.body),
        Text("stories/borgeren.md", TEXT.body),
    ],
)
def test_other_words_or_another_folder_are_another_key(other: Text) -> None:
    assert key_of(other) != key_of(TEXT)


def test_two_pages_in_a_folder_with_the_same_words_both_come_back(cache: RenderingCache) -> None:
    twin = Text("units/gryden/digitalt.md", TEXT.body)
    cache.save({TEXT: render_text(TEXT), twin: render_text(twin)})
    assert set(cache.load([TEXT, twin])) == {TEXT, twin}


def test_another_version_of_the_code_never_reads_it(cache: RenderingCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save({TEXT: render_text(TEXT)})
    key = key_of(TEXT)
    monkeypatch.setattr(caching, "version_of", lambda module: "en anden udgave")
    assert key_of(TEXT) != key
    assert cache.load([TEXT]) == {}


def ruin_with_words(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("Dette er ikke en database, men den er lang nok til at ligne en. " * 20, "utf-8")


def ruin_the_header(file: Path) -> None:
    RenderingCache(file).save({TEXT: render_text(TEXT)})
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 4_000)


def ruin_the_values(file: Path) -> None:
    RenderingCache(file).save({TEXT: render_text(TEXT)})
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE rendered SET value = '[1, 2]'")


def ruin_the_form(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE rendered (noget_andet TEXT)")


def put_a_folder_there(file: Path) -> None:
    file.mkdir(parents=True)


def put_a_file_where_the_folder_should_be(file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("i vejen", "utf-8")


def lock_it(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.symlink_to("/proc/version")  # Nobody may write there, root neither.


@pytest.mark.parametrize(
    "ruin",
    [
        ruin_with_words,
        ruin_the_header,
        ruin_the_values,
        ruin_the_form,
        put_a_folder_there,
        put_a_file_where_the_folder_should_be,
        lock_it,
    ],
)
def test_a_cache_in_ruins_is_harmless(cache: RenderingCache, ruin: Callable[[Path], None]) -> None:
    ruin(cache.file)
    expected = {TEXT.path: render_text(TEXT)}
    assert render_texts([TEXT], cache) == (expected, [])
    assert render_texts([TEXT], cache) == (expected, [])


def test_a_cache_of_words_is_thrown_away_and_made_anew(cache: RenderingCache) -> None:
    ruin_with_words(cache.file)
    cache.save({TEXT: render_text(TEXT)})
    cache.save({TEXT: render_text(TEXT)})
    assert cache.load([TEXT]) == {TEXT: render_text(TEXT)}
