"""Every line of the good tree changed in turn: no page is left as it is that would be made otherwise."""

from collections.abc import Callable
from pathlib import Path

from catalogue.checks.check import Check
from catalogue.model.places import place_of
from rereadings import Rereading, each_edit
from rows import Note


def test_no_change_of_any_line_is_forgotten(
    good: Path, judge: Callable[[Path], Check], tmp_path: Path, note: Note
) -> None:
    before, laid, stood, edits = Rereading(judge(good)), tmp_path / "laid", 0, list(each_edit(good))
    before.lay(laid)
    for number, (path, text) in enumerate(edits):
        place = place_of(path)
        assert place is not None
        after = Rereading(before.check.with_page(place, text))
        stands = after.keep(before, laid, tmp_path / f"{number}")
        stood += len(stands)
        for address in stands:
            assert after.contents[address] == before.contents[address], (path, text, address)
    assert stood > len(edits) * len(before.known) / 4
    note(f"{len(edits)} changes, {stood} pages left as they were", "alike")
