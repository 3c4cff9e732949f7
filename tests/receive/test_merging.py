"""Merging: entries that several people add to a workplace's page at once are all kept, and each as it was typed.

(receive.merging, receive.inbox)
"""

import pytest

import trees
from catalogue.receive.merging import Apart, merge_pages

HEAD = "title: Gryden\nkind: enhed\narea: omraadet\nsummary: Kort.\nupdated: {day}\n"
STEP = "  - action: Vi {does} # fast aftale\n    theme: borgeren\n"
TRIED = "  - { idea: omraadet/borgeren, how: det virkede, date: 2026-03-01 }\n"


def page(*lines: str, day: str = "2026-02-01", body: str = "Om os.\n") -> str:
    return f"---\n{HEAD.format(day=day)}{''.join(lines)}---\n{body}"


def plan(*does: str) -> str:
    return "plan:\n" + "".join(STEP.format(does=one) for one in does)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        # Both add a step, where there was none and where there was one
        (page(), page(plan("ringer")), page(plan("spørger")), page(plan("ringer", "spørger"))),
        (page(plan("a")), page(plan("a", "b")), page(plan("a", "c")), page(plan("a", "b", "c"))),
        # One adds at the top, the other takes out, and both add the very same
        (page(plan("a", "b")), page(plan("b")), page(plan("c", "a", "b")), page(plan("b", "c"))),
        (page(), page(plan("ringer")), page(plan("ringer")), page(plan("ringer"))),
        # One mends a step while the other adds one
        (page(plan("a")), page(plan("a", "b")), page(plan("aa")), page(plan("aa", "b"))),
        # Different lists; a field that only one has comes where it stands there
        (page(), page("asks: [Hvem kan?]\n"), page("tried:\n", TRIED), page("tried:\n", TRIED, "asks: [Hvem kan?]\n")),
        # Lists in brackets become lines of their own
        (
            page("asks: [En]\n"),
            page("asks: [En, To]\n"),
            page("asks:\n- En\n- Tre\n"),
            page("asks:\n  - En\n  - To\n  - Tre\n"),
        ),
        # The later day stands, and what is typed otherwise but says the same is no change
        (
            page(day="2026-01-01"),
            page(plan("a"), day="2026-03-01"),
            page(plan("b"), day="2026-02-01"),
            page(plan("a", "b"), day="2026-03-01"),
        ),
        (
            page("professions: [elev, leder]\n"),
            page("professions: [elev, leder]\n", plan("a")),
            page("professions:\n  - elev\n  - leder\n", plan("b")),
            page("professions: [elev, leder]\n", plan("a", "b")),
        ),
        # One side changes the text
        (page(), page(plan("a"), body="Nyt om os.\n"), page(plan("b")), page(plan("a", "b"), body="Nyt om os.\n")),
    ],
)  # fmt: skip
def test_what_both_sides_add_comes_in(base: str, ours: str, theirs: str, merged: str) -> None:
    assert merge_pages(base, ours, theirs) == merged
    assert trees.read("units/gryden/index.md", merged)[1] == []


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (page(), page(body="Et.\n"), page(body="Et andet.\n")),
        (page("type: skole\n"), page("type: plejecenter\n"), page("type: køkken\n")),
        (page(plan("a")), page(plan("aa")), page(plan("aaa"))),
        (page(plan("a")), page(), page(plan("aa"))),
        (page(), page("discussed: 2026-01-01\n"), page("discussed: 2026-01-02\n")),
        (page(), page("plan: [\n"), page(plan("a"))),
        (page(), page("plan: en plan\n"), page(plan("a"))),
        (page(), page().replace("\n", "\r\n"), page(plan("a"))),
        (page(), f"---\n# Øverst\n{page(plan('b'))[4:]}", page(plan("a"))),
        (page(), "Ingen felter", page(plan("a"))),
    ],
)
def test_what_both_have_changed_or_nobody_can_read_is_left_to_a_person(base: str, ours: str, theirs: str) -> None:
    with pytest.raises(Apart):
        merge_pages(base, ours, theirs)
