"""Which files of a pull request are written to the disk: by name, size and number, before any of them is read."""

import pytest

from catalogue.reading import limits
from catalogue.review.git import can_be_laid
from catalogue.review.selection import Candidate, select

LONG = "a" * 256
NAMES = {
    f"stories/{LONG}.md": ("S02", f"stories/{LONG}.md"),
    f"stories/{'æ' * 128}.md": ("S02", f"stories/{'æ' * 128}.md"),
    f"units/{LONG}/index.md": ("S02", f"units/{LONG}"),
    f"units/{'a/' * 3000}index.md": ("S01", f"units/{'a/' * 7}a"),
    "units/../../ud.md": ("S02", "units/.."),
    "units/.git/config": ("S02", "units/.git"),
    "units/a/.GIT": ("S04", "units/a/.GIT"),
    "stories/a//b.md": ("S02", "stories/a/"),
    f"stories/{LONG}\n::error::Falsk": ("S04", f"stories/{LONG}?::error::Falsk"),
}
"""Names that Git takes and no disk, or none that is safe: what is told of them, and where."""


@pytest.mark.parametrize("path", NAMES, ids=lambda path: repr(path[:40]))
def test_a_name_that_no_disk_takes_is_told_of_and_not_written(path: str) -> None:
    chosen = select([Candidate(path, "0" * 40, 10), Candidate("stories/god.md", "1" * 40, 10)])
    assert [one.path for one in chosen.written] == ["stories/god.md"]
    assert [(one.code, one.path) for one in chosen.refused] == [NAMES[path]]
    assert len(chosen.refused[0].shown_path) <= 1000


@pytest.mark.parametrize(
    ("path", "size", "code"),
    [
        ("stories/a.md", limits.PAGE_BYTES + 1, "L03"),
        ("stories/a.png", limits.ATTACHMENT_BYTES + 1, "L03"),
        ("stories/a.zip", limits.ATTACHMENT_BYTES + 1, "S04"),
        ("stories/A B.pdf", limits.ATTACHMENT_BYTES + 1, "S02"),
        ("stories/a.md", 10**14, "L03"),
    ],
)
def test_a_file_that_is_too_large_is_told_of_and_not_written(path: str, size: int, code: str) -> None:
    chosen = select([Candidate(path, "0" * 40, size)])
    assert chosen.written == ()
    assert [one.code for one in chosen.refused] == [code]


@pytest.mark.parametrize("path", ["stories/a.md", "stories/a.png", "stories/A B.md", "stories/a.zip", "stories/.a"])
def test_what_is_small_is_written_though_it_is_refused_later(path: str) -> None:
    """What must not be published is looked for in it too."""
    assert [one.path for one in select([Candidate(path, "0" * 40, 10)]).written] == [path]


def test_no_more_files_are_written_than_the_limit() -> None:
    many = [Candidate(f"stories/a{number:04}.md", "0" * 40, 1) for number in range(limits.CHANGED_FILES + 2)]
    chosen = select(many)
    assert len(chosen.written) == limits.CHANGED_FILES
    assert [(one.path, one.code) for one in chosen.refused] == [
        ("stories/a1000.md", "S09"),
        ("stories/a1001.md", "S09"),
    ]
    assert chosen.refused[0].message == (
        "Filen er ikke læst, for ændringen er for stor. Del den i flere: højst 1.000 filer og 200 MB i hver."
    )


def test_no_more_bytes_are_written_than_the_limit_and_pages_come_first() -> None:
    pictures = [Candidate(f"stories/{n:02}.png", "0" * 40, limits.ATTACHMENT_BYTES) for n in range(175)]
    chosen = select([*pictures, Candidate("stories/x.md", "1" * 40, 1000)])
    assert sum(one.size for one in chosen.written) <= limits.CHANGED_BYTES
    assert chosen.written[0].path == "stories/x.md"
    assert {one.code for one in chosen.refused} == {"S09"}
    assert len(chosen.written) + len(chosen.refused) == 176


def test_whatever_is_written_has_a_path_that_a_disk_takes() -> None:
    longest = "/".join(["a" * 255] * 10)
    assert can_be_laid(longest)
    assert len(longest) < 4096 - 1000
    assert not can_be_laid(f"{longest}/a")
