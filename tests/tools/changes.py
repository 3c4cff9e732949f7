"""Changes to a content tree at random: pages put in, changed and taken away, and pictures put beside them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import trees
from catalogue.checks.check import Check
from catalogue.model.places import place_of
from catalogue.problems.problem import Problem
from catalogue.reading.files import SourceFile
from people import CHECKED, UNCHECKED

Judge = Callable[[Path], Check]
PICTURE = (trees.GOOD / "stories/doeren.png").read_bytes()
LINES = (
    "redirect_from: [units/gammel, units/koekkenet-gryden]",
    "redirect_from: [units/gammel/]",
    "borrowed_from: [koekkenet-gryden/digitale-muligheder, ny-enhed/blik-for-borgeren]",
    "borrowed_from: [ny-enhed/blik-for-borgeren/ny-ide]",
    "tried: [{ idea: ny-enhed/blik-for-borgeren/ny-ide, how: det virkede, date: 2026-02-01 }]",
    "tried: [{ idea: koekkenet-gryden/blik-for-borgeren, how: det virkede, date: 2026-02-01 }]",
    "redirect_from: [units/aakaer-hjemmepleje/blik-for-borgeren/fejlbogen, units/ny-enhed/blik-for-borgeren]",
    "units: [ny-enhed]",
    "kind: område",
    "kind: kommune",
    "area: ny-enhed",
    "area: sundhed-og-omsorg",
    "topics: [taet-paa-borgeren, findes-ikke]",
    "title: Morgen i køkkenet",
    "updated: 2026-05-01",
    "image: { file: nyt.png, alt: Et billede, consent: { people: ingen } }",
    "images: [{ file: nyt.png, alt: Et billede, consent: { people: ingen } }]",
    f"Her står {CHECKED}, {UNCHECKED} og kodeord: hemmeligt42.",
    "Ring privat: 12 34 56 78, eller skriv til fornavn.efternavn@eksempel.invalid.",
    "[her](../ny-enhed/index.md) [her](../../ny-enhed/blik-for-borgeren/ny-ide.md#trin)",
    "[der](nyt.png) [www.eksempel.dk](https://eksempel.invalid/) ![](nyt.png) [x](ftp://x)",
    "\u200b",
    "TODO: »ordfejll« og FMK.",
    "borrowed_from: [koekkenet-gryden/digitale-muligheder]",
    "plan: [{ action: Vi prøver, deadline: 2026-04-01 }]",
    "plan: [{ action: Vi prøver, theme: nyt-tema, from: sundhed-og-omsorg/blik-for-borgeren }]",
)
"""Lines that break a rule, or that make another page break one."""
NEW = (
    "units/ny-enhed/index.md",
    "units/ny-enhed/blik-for-borgeren.md",
    "units/ny-enhed/intet-tema.md",
    "units/ny-enhed/blik-for-borgeren/ny-ide.md",
    "units/ny-enhed/intet-tema/ny-ide.md",
    "stories/ny-historie.md",
    "themes/nyt-tema.md",
)


@dataclass(frozen=True)
class Change:
    """A page and its new text, or None when it is taken away, and the names of pictures put beside it."""

    path: str
    text: str | None
    pictures: tuple[str, ...] = ()


def texts_by_path(*roots: Path) -> dict[str, list[str]]:
    """Return every text that a page has in some trees, and new pages without any."""
    found: dict[str, list[str]] = {path: [] for path in NEW}
    for root in roots:
        for file in sorted(root.rglob("*.md")):
            path = file.relative_to(root).as_posix()
            if (place := place_of(path)) and path == path.lower() and not place.slug.isdigit():
                found.setdefault(path, []).append(trees.take_expectations(file.read_text("utf-8"))[0])
    return found


def each_case() -> Sequence[Change]:
    """Return every page of the bad cases put in, each followed by the good one, or by none."""
    good = {path: texts[0] for path, texts in texts_by_path(trees.GOOD).items() if texts}
    cases = texts_by_path(*sorted(trees.BAD.iterdir()))
    pairs = [(path, text) for path, texts in cases.items() for text in texts]
    return [change for path, text in pairs for change in (Change(path, text), Change(path, good.get(path)))]


def draw_changes(seed: int, amount: int) -> Sequence[Change]:
    """Return changes at random, the same for the same seed."""
    chance = random.Random(seed)
    texts = texts_by_path(trees.GOOD, *sorted(trees.BAD.iterdir()))
    everything = [text for several in texts.values() for text in several]
    known = sorted(texts_by_path(trees.GOOD))  # The pages that other pages speak of, new ones among them.
    changes: list[Change] = []
    for _ in range(amount):
        path = chance.choice(chance.choice((known, sorted(texts))))
        if chance.random() < 0.1:
            changes.append(Change(path, None))
            continue
        text = chance.choice(texts[path] * 3 + [chance.choice(everything)])
        lines = text.split("\n")
        for _ in range(chance.randrange(3)):
            where = chance.randrange(len(lines))
            lines[where:where] = [chance.choice(LINES)]
            if chance.random() < 0.4:
                del lines[chance.randrange(len(lines))]
        pictures = ("nyt.png",) if chance.random() < 0.05 else ()
        changes.append(Change(path, "\n".join(lines), pictures))
    return changes


def write(docs: Path, change: Change) -> list[SourceFile]:
    """Make a change on the disk, and return the pictures that came with it."""
    if change.text is None:
        (docs / change.path).unlink(missing_ok=True)
        return []
    folder = change.path.rpartition("/")[0]
    trees.draw(docs, {change.path: change.text, **{f"{folder}/{name}": PICTURE for name in change.pictures}})
    return [SourceFile(f"{folder}/{name}", docs / folder / name) for name in change.pictures]


def follow(docs: Path, judge: Judge, changes: Sequence[Change]) -> tuple[set[str], set[str]]:
    """Make changes, one upon the other, and judge each page alone; it must be what a check of the whole gives.

    Returns the codes that were told, and those told of another page than the changed one.
    """
    checked = judge(docs)
    told, elsewhere = set[str](), set[str]()
    for change in changes:
        place = place_of(change.path)
        assert place is not None
        before = checked
        checked = checked.with_page(place, change.text, write(docs, change))
        whole = judge(docs)
        assert checked.problems == whole.problems, change
        assert checked == whole, change
        told |= {problem.code for problem in checked.problems}
        fresh: set[Problem] = {*checked.problems} - {*before.problems}
        elsewhere |= {problem.code for problem in fresh if problem.path != change.path}
    return told, elsewhere
