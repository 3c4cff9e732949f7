"""Long words at every width from a small phone to a wide desk, in narrow and in wide fonts, on every page."""

from collections.abc import Callable
from pathlib import Path

from breaking import FONTS, WIDTHS, find_broken
from longwords import long_tree
from rows import Note
from servers import serving_files
from sites import Site
from some import some
from trees import draw
from windows import Visit


def test_no_word_is_broken_elsewhere_than_between_its_parts_at_any_width(
    build: Callable[..., Site], visit: Visit, tmp_path: Path, note: Note
) -> None:
    site = build(draw(tmp_path / "docs", long_tree()))
    with serving_files(site.root) as address:
        window = visit(address)
        found = {path: find_broken(window.open(path)) for path in some(site.own_pages)}
    wrong = [f"{path} {where}: {words}" for path, broken in found.items() for where, words in broken.items()]
    note(f"{len(found)} pages, {len(WIDTHS)} widths, {len(FONTS)} fonts: {len(wrong)} wrong", "0 wrong")
    assert not wrong, "\n".join(wrong)
