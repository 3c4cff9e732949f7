"""The largest tree that a sample may be: no headline of its tens of thousands of pages stands twice."""

from catalogue.samples import bank
from catalogue.samples.trees import grow
from catalogue.samples.writing import MAX_UNITS
from rows import Note
from some import some


def test_no_headline_stands_twice_in_the_largest_tree(note: Note) -> None:
    topics = {theme: ["et-emne"] for theme in bank.load().themes}
    seen: set[str] = set()
    twice: list[str] = []
    for leaf in some(grow(bank.load(), topics, MAX_UNITS)):
        kind = "unit" if leaf.path.endswith("index.md") else leaf.path.split("/")[0]
        if "title" not in leaf.fields:  # A meeting, which is called by its committee and its day.
            continue
        key = f"{kind} {leaf.fields['title'].casefold()}"
        twice += [key] if key in seen else []
        seen.add(key)
    note(f"{MAX_UNITS} units, {len(seen)} headlines, {len(twice)} twice", "none twice")
    assert twice == []
