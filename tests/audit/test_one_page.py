"""One page judged against the rest, over a thousand changes at random: always what a check of the whole gives."""

from collections.abc import Callable
from pathlib import Path

import changes
import trees
from catalogue.checks.check import Check
from rows import Note

AMOUNT = 1_000


def test_a_page_judged_alone_is_judged_as_in_a_check_of_the_whole(
    draw: Callable[..., Path], judge: Callable[[Path], Check], note: Note
) -> None:
    told, elsewhere = changes.follow(draw({}, onto=trees.GOOD), judge, changes.draw_changes(seed=2, amount=AMOUNT))
    note(f"{AMOUNT} changes, {len(told)} codes told, {len(elsewhere)} of them of other pages", "alike")
