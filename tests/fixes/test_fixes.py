"""Fixes: what a machine can put right is put right, and everything else stays as the writer left it.

(fixes.encoding, fixes.fences, fixes.knowledge, fixes.marks, fixes.pages, fixes.quoting, fixes.fix, fixes.values)
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

import trees
from catalogue.checks.check import Check
from catalogue.commands.fix import find_fixes
from catalogue.fixes.pages import Fix, Fixed, fix_pages
from catalogue.fixes.quoting import fix_quotes
from catalogue.reading import files, frontmatter, limits
from seed import seed_docs

BAD_CASES = sorted(trees.BAD.iterdir(), key=lambda case: case.name)
FIXED = sorted({line.split(":")[0] for line in (trees.GOLDEN / "fixes.txt").read_text("utf-8").splitlines()})
"""The cases on which something is fixed, as agreed."""
UNCOVERED = {"L06-tab-before-a-field": Counter(F02=2)}
"""What was wrong all the time, but could not be seen before the fields could be read."""
PAGE = "units/gryden/borgeren.md"


def fix(text: str | bytes, path: str = PAGE, **more: str | bytes) -> Fixed:
    """Fix one page in the least tree, with further pages by path, and return it as it becomes."""
    tree = {**trees.small(), **more, path: text}
    contents = {name: content if isinstance(content, bytes) else content.encode() for name, content in tree.items()}
    return fix_pages(contents, frozenset({"units/gryden/tavle.png"})).get(path, Fixed(contents[path], ()))


def codes(found: Check) -> Counter[str]:
    return Counter(problem.code for problem in found.problems)


@pytest.mark.parametrize("name", FIXED)
def test_a_mend_takes_the_problem_away_and_brings_no_other(
    name: str, tmp_path: Path, judge: Callable[[Path], Check]
) -> None:
    docs, _ = trees.lay_case(tmp_path / "docs", trees.BAD / name)
    before = judge(docs)
    locations, fixed = find_fixes(docs)
    for path, page in fixed.items():
        locations[path].write_bytes(page.content)
    after = judge(docs)
    removed = codes(before) - codes(after)
    promised = Counter(fix.code for page in fixed.values() for fix in page.fixes if fix.code)
    assert promised - removed == Counter()
    assert codes(after) - codes(before) == UNCOVERED.get(name, Counter())
    assert find_fixes(docs)[1] == {}, "what is fixed is fixed at once"


def test_what_is_mended_in_every_case_is_as_agreed(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """Read golden/fixes.txt as a writer would: each line is a change to somebody's page."""
    told = []
    for case in BAD_CASES:
        docs, _ = trees.lay_case(tmp_path / case.name, case)
        for path, page in find_fixes(docs)[1].items():
            told += [f"{case.name}: {path}:{one.line}: {one.message} [{one.code}]\n" for one in page.fixes]
    golden("fixes.txt", "".join(told))


@pytest.mark.parametrize("docs", [trees.GOOD, seed_docs()], ids=["good", "own"])
def test_good_pages_are_left_as_they_are(docs: Path) -> None:
    assert find_fixes(docs)[1] == {}


FIELDS: dict[str, tuple[str, str]] = {
    "a value with a colon": ("title: Husk: vi mødes", 'title: "Husk: vi mødes"'),
    "a value in curly marks": ("title: “Vi spiser: kom med”", 'title: "Vi spiser: kom med"'),
    "a value in low and high marks": ("title: „Vi spiser: kom med“", 'title: "Vi spiser: kom med"'),
    "a value in curly single marks": ("title: ‘Vi spiser: kom med’", 'title: "Vi spiser: kom med"'),
    "a value with one straight mark and one curly": ('title: "Vi spiser: kom med”', 'title: "Vi spiser: kom med"'),
    "a quotation in pointed marks": ("title: »Vi spiser: kom«", 'title: "»Vi spiser: kom«"'),
    "two quotations in curly marks": ("title: “Ja”: sagde hun: “Kom”", 'title: "“Ja”: sagde hun: “Kom”"'),
    "a value with marks within its marks": (
        'summary: "Vi siger "hej" til alle."',
        "summary: 'Vi siger \"hej\" til alle.'",
    ),
    "a value with marks at its end within its marks": (
        'summary: "Vi siger "hej""',
        "summary: 'Vi siger \"hej\"'",
    ),
    "single marks within single marks": (
        "summary: 'Vi siger 'hej' til alle.'",
        "summary: \"Vi siger 'hej' til alle.\"",
    ),
    "an apostrophe within single marks": ("summary: 'Det er Pers's bord: kom'", 'summary: "Det er Pers\'s bord: kom"'),
    "marks around an apostrophe and marks": (
        'summary: "Pers\'s "hej" er: godt"',
        "summary: 'Pers''s \"hej\" er: godt'",
    ),
    "two quotations": ('title: "Ja," sagde hun, "kom"', 'title: \'"Ja," sagde hun, "kom"\''),
    "a hard space behind a key": ("title:\u00a0Hej", "title: Hej"),
    "hard spaces behind a key and a mark": (
        "plan:\n  -\u00a0action:\u00a0 Ring\n    goal:\u202fNu",
        "plan:\n  - action:  Ring\n    goal: Nu",
    ),
    "a hard space behind a mark": ("topics:\n  -\u00a0taet-paa", "topics:\n  - taet-paa"),
    "hard spaces before a key": ("plan:\n\u00a0\u00a0-\u00a0action: Ring", "plan:\n  - action: Ring"),
    "a hard space within a value": ("title: Kl.\u00a08", "title: Kl.\u00a08"),
    "letters that are damaged": ("title: Et mÃ¸de\nsummary: K&oslash;kken", "title: Et møde\nsummary: Køkken"),
    "a value with a colon and a remark": (
        "title: Husk: vi mødes # om morgenen",
        'title: "Husk: vi mødes" # om morgenen',
    ),
    "a value that begins with a quotation": ('title: "Ja," sagde hun', "title: '\"Ja,\" sagde hun'"),
    "a value with an apostrophe and a quotation": (
        'title: Husk: "Per\'s bord"',
        "title: 'Husk: \"Per''s bord\"'",
    ),
    "a value that begins as a block": ("title: > 30 borgere", 'title: "> 30 borgere"'),
    "a date with a time": ("updated: 3. marts 2026 kl. 10", "updated: 2026-03-03"),
    "a date with its month first": ("updated: marts 3, 2026", "updated: 2026-03-03"),
    "a hard space before a colon": ("title\u00a0: Hej", "title: Hej"),
    "a value that begins with an at sign": ("title: @hjemme", 'title: "@hjemme"'),
    "a value with a number sign": ("title: Vi er #1", 'title: "Vi er #1"'),
    "an item of a list": ("aliases:\n  - @hjemme", 'aliases:\n  - "@hjemme"'),
    "a value in a step": ("plan:\n  - action: Husk: ring", 'plan:\n  - action: "Husk: ring"'),
    "two lines at once": ("title: A: b\nsummary: C: d", 'title: "A: b"\nsummary: "C: d"'),
    "a key that is misspelt": ("sumary: Kort", "summary: Kort"),
    "a key with letters swapped": ("titel: Hej", "title: Hej"),
    "a Danish label": ("Kort fortalt: Hej", "summary: Hej"),
    "a Danish label in a step": ("plan:\n  - indsats: Ring", "plan:\n  - action: Ring"),
    "a value behind a key that is fixed": ("Opdateret: 1.2.2026", "updated: 2026-02-01"),
    "a date with slashes": ("updated: 10/2-2026", "updated: 2026-02-10"),
    "a date in words": ("updated: 3. marts 2026", "updated: 2026-03-03"),
    "a date in quotation marks": ('updated: "10.2.2026"', 'updated: "2026-02-10"'),
    "a choice in capitals": ("status: I Brug", "status: i brug"),
    "a choice without its space": ("status: ibrug", "status: i brug"),
    "a choice by its former name": ("status: i drift", "status: i brug"),
    "a former name in capitals and without its space": ("status: IDrift", "status: i brug"),
    "a former name of a step's status": ("plan:\n  - status: ikke begyndt", "plan:\n  - status: aftalt"),
    "a choice without its accent": ("status: ide", "status: idé"),
    "a choice misspelt": ("status: 'afprøvs'", "status: 'afprøves'"),
    "two topics on a line": ("topics: [Tæt på, taet-pa] # begge", "topics: [taet-paa, taet-paa] # begge"),
    "one topic where a list belongs": ("topics: Tæt på", "topics: [taet-paa]"),
    "an item below empty ones": (
        "topics:\n  -\n  - ~\n  - Tæt på\n  - null\n  - taet paa",
        "topics:\n  -\n  - ~\n  - taet-paa\n  - null\n  - taet-paa",
    ),
    "an item behind an empty one": ("topics: [~, Tæt på]", "topics: [~, taet-paa]"),
    "a step below an empty one": ("plan:\n  - ~\n  - indsats: Ring", "plan:\n  - ~\n  - action: Ring"),
    "a reference with slips": ("borrowed_from: [Omraade/Blik for borgeren]", "borrowed_from: [omraadet/borgeren]"),
    "an address with a slash first": ("redirect_from: [/units/x/]", "redirect_from: [units/x]"),
    "a yes with letters swapped": ("example: ture", "example: true"),
    "a picture in capitals": ("images:\n  - file: Tavle.PNG", "images:\n  - file: tavle.png"),
    "spaces at the end": ("title: Hej   \nsummary: Kort\t", "title: Hej\nsummary: Kort"),
}
"""Fields as they are written, and as they become."""
IN_DOUBT = {
    "a key that is near nothing": "template: redirect.html",
    "a key that is there already": "title: Hej\ntitel: Dav",
    "a choice that is near nothing": "status: måske",
    "a date that could be any": "updated: snart",
    "a day that is not": "updated: 30/2-2026",
    "an anchor that is used": "title: &navn Hej\nsummary: *navn",
    "a bracket left open": "topics: [taet-paa",
    "a bracket in a text": "title: [Hej] med dig",
    "a quotation that goes on": 'title: "Hej\n  med dig"',
    "a list of words that may hold commas": "aliases: mad, og drikke",
    "a number that is another": "borrowed_from: [skole-3/borgeren]",
}


@pytest.mark.parametrize("name", FIELDS)
def test_fields_are_mended_where_they_stand(name: str) -> None:
    written, wanted = FIELDS[name]
    theme = trees.theme(more="topics:\n  taet-paa: Tæt på\n  sammen: Sammen")
    more = {"themes/borgeren.md": theme, "units/omraadet/borgeren.md": trees.interpretation("Området")}
    assert fix(trees.page(written, "Tekst"), **more).content.decode() == trees.page(wanted, "Tekst") + "\n"


@pytest.mark.parametrize("name", IN_DOUBT)
def test_what_is_in_doubt_is_left_to_the_writer(name: str) -> None:
    page = f"---\n{IN_DOUBT[name]}\n---\n"
    skole = {"units/skole-2/index.md": trees.unit("Skole 2"), "units/skole-2/borgeren.md": trees.interpretation()}
    assert fix(page, **skole) == Fixed(page.encode(), ())


FILES = {
    "a byte order mark": b"\xef\xbb\xbf---\ntitle: x\n---\n",
    "line ends of Windows": b"---\r\ntitle: x\r\n---\r\n",
    "line ends of an old Mac": b"---\rtitle: x\r---\r",
    "no line end at the end": b"---\ntitle: x\n---",
    "UTF-16": "---\ntitle: x\n---\n".encode("utf-16"),
    "blank lines first": b"\n\n---\ntitle: x\n---\n",
    "dashes from a phone": "—\ntitle: x\n—\n".encode(),
    "too many dashes below": b"---\ntitle: x\n-----\n",
    "a zero-width space": "---\ntitle: x\u200b\n---\n".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_saved_as_the_others(name: str) -> None:
    assert fix(FILES[name]).content == b"---\ntitle: x\n---\n"


def test_an_old_encoding_is_known_by_its_danish_letters() -> None:
    page = trees.interpretation("Køkkenet på Åen")
    assert fix(page.encode("cp1252")).content.decode() == page
    other = page.encode().replace(b"K", b"\xff\xfe\xb0")
    assert fix(other) == Fixed(other, ())


def test_the_text_keeps_its_line_breaks_and_its_code() -> None:
    body = "En linje,  \nsom brydes.  \n\n\tkode \n- [ ] punkt: ét # to\ntitel: x\n"
    wanted = body.replace("brydes.  ", "brydes.").replace("kode ", "kode")
    assert fix(trees.interpretation(body=body)).content.decode() == trees.interpretation(body=wanted)


def test_a_title_finds_its_name_also_from_a_page_that_is_mended_itself() -> None:
    area = trees.area("Natur og Miljø").replace("kind: område", "kind: omraade")
    unit = trees.unit(area="Natur og Miljø")
    fixed = fix(unit, "units/gryden/index.md", **{"units/natur/index.md": area})
    assert fixed.content.decode() == unit.replace("area: Natur og Miljø", "area: natur")
    assert [one.message for one in fixed.fixes] == ["»Natur og Miljø« bliver til »natur«. Det er navnet i kataloget."]


def test_a_message_never_repeats_a_number() -> None:
    assert "1234" not in Fix("x.md", 1, "070761-1234", "x", "y").message


LINES = st.one_of(
    st.sampled_from(
        ["---", "—", "title: A: b", "titel: x", "updated: 1/2-2026", "plan:", "  - action: x", "\t- x", "a: &b c"]
    ),
    st.text(alphabet="ab:#-[]{}\"'&*!|>@ \tæ%\u200b\r\\,", max_size=14),
)


@hypothesis.given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_whatever_a_page_holds_its_text_is_kept(lines: list[str], newline: str) -> None:
    content = newline.join(["---", *lines, "---", "Tekst  ", "med # og : i"]).encode()
    fixed = fix(content).content
    before = frontmatter.split(PAGE, files.decode(PAGE, content.replace(b"\xe2\x80\x8b", b"")) or "")
    after = frontmatter.split(PAGE, files.decode(PAGE, fixed) or "")
    assert fix(fixed) == Fixed(fixed, ()), "fixed at once"
    if isinstance(before, frontmatter.Split) and isinstance(after, frontmatter.Split):
        assert _words(after.body) == _words(before.body)


WRITTEN: dict[str, list[str]] = {
    "title": ["Hej", "'Per''s bord'", '"a\\tb"'],
    "Kort fortalt": ["Hej", "null", "|\n  Tæt på"],
    "Opdateret": ["1.2.2026", "'3. marts 2026'", "snart"],
    "status": ["I Drift", '"idrift"', "måske", "~"],
    "topics": [
        "Tæt på",
        "[~, Tæt på]",
        "['Tæt på', ~, sammen]",
        "\n  -\n  - Tæt på\n  - ~\n  - taet paa",
        "[[~], Sammen]",
    ],
    "aliases": ["Tæt på", "[~, Tæt på, I Drift]", "\n  - ''\n  - ~\n  - 1.2.2026", "[null]"],
    "borrowed_from": ["[~, Omraade/Blik for borgeren]", "/omraadet/borgeren/", "[Omraade]"],
    "plan": [
        "[~, {indsats: Ring, goal: ~}]",
        "\n  - ~\n  - indsats: Tæt på\n    frist: 1.2.2026\n  -\n  - mål: x",
        "Ring",
    ],
    "example": ["ture", "[~, ture]"],
}
"""Fields with slips in them, as they may be written; the same words stand also where they are no slip."""


def pairs(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Yield every key and value of a front matter with what stands in its place afterwards."""
    if isinstance(before, dict):
        for (key, value), (new_key, new_value) in zip(before.items(), after.items(), strict=True):
            yield key, new_key
            yield from pairs(value, new_value)
    elif isinstance(after, list):
        words = before if isinstance(before, list) else before.split(", ")
        for word, new_word in zip(words, after, strict=True):
            yield from pairs(word, new_word)
    else:
        yield before, after


@hypothesis.given(st.permutations(list(WRITTEN)), st.data())
def test_to_mend_one_field_never_changes_another(keys: list[str], data: st.DataObject) -> None:
    fields = "\n".join(f"{key}: {data.draw(st.sampled_from(WRITTEN[key]))}" for key in keys)
    theme = trees.theme(more="topics:\n  taet-paa: Tæt på\n  sammen: Sammen")
    more = {"themes/borgeren.md": theme, "units/omraadet/borgeren.md": trees.interpretation("Området")}
    fixed = fix(trees.page(fields), **more)
    (before, after) = (front_of(text) for text in (trees.page(fields), fixed.content.decode()))
    changed = {(old, new) for old, new in pairs(before, after) if old != new}
    assert changed <= {(one.old, one.new) for one in fixed.fixes}


def front_of(text: str) -> dict[str, Any]:
    """Return the fields of a page that can be read."""
    parts = frontmatter.split(PAGE, text)
    assert isinstance(parts, frontmatter.Split)
    return frontmatter.parse(PAGE, parts.yaml).values


@hypothesis.given(st.binary(max_size=200))
def test_whatever_bytes_a_file_holds_nothing_is_raised(content: bytes) -> None:
    fixed = fix(content).content
    assert fix(fixed).content == fixed


def _words(text: str) -> list[str]:
    return re.sub(r"\s+", " ", text).split()


# The body: marks that can mean but one thing

MARKS: dict[str, tuple[str, str]] = {
    "bullets of Word": ("\uf0b7 Kaffe\n\uf0a7\tKage\n  \uf0d8The", "- Kaffe\n- Kage\n  - The"),
    "hard spaces after a mark": ("-\u00a0Kaffe\n1.\u00a0 Ring", "- Kaffe\n1. Ring"),
    "spaces in a mail": (
        "[Skriv](mailto:a@x.invalid?subject=Hej med jer).",
        "[Skriv](mailto:a@x.invalid?subject=Hej%20med%20jer).",
    ),
    "spaces in a number": ("[Ring](tel:+45 12 34 56 78).", "[Ring](tel:+4512345678)."),
    "spaces in an address": (
        "Se [planen](https://x.invalid/En ny plan).",
        "Se [planen](https://x.invalid/En%20ny%20plan).",
    ),
    "a line break of PowerPoint": ("Første\vanden", "Første\n\nanden"),
    "line breaks of the web": ("Et\u2028to\u2029tre\x85fire", "Et\n\nto\n\ntre\n\nfire"),
    "marks around a telephone number": ("Ring \u202a+45 12 34 56 78\u202c nu\u200e.", "Ring +45 12 34 56 78 nu."),
}
UNCHANGED = {
    "code": "```\n\uf0b7 Kaffe\n-\u00a0Kage\n```",
    "a space in the name of a file": "Se [planen](Vores plan.pdf).",
    "a bracket that is no link": "Det er [sagt](se nedenfor).",
    "hard spaces within a line": "Det koster 10\u00a0kr. og 5 -\u00a06 stk.",
    "a symbol within a line": "Vi går \uf0e0 videre.",
    "a text that is turned": "Ring \u202a12\u202c \u202e34.",
    "letters that are read from right to left": "\u202aשלום\u202c",
    "bullets that everybody sees": "• Kaffe",
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_in_the_body_become_what_they_mean(name: str) -> None:
    old, new = MARKS[name]
    assert fix(trees.interpretation(body=f"{old}\n")).content.decode() == trees.interpretation(body=f"{new}\n")


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_is_in_doubt_in_the_body_stays(name: str) -> None:
    page = trees.interpretation(body=f"{UNCHANGED[name]}\n")
    assert fix(page).content.decode() == page


def test_fields_are_put_right_so_many_times_and_the_rest_stays_a_problem() -> None:
    quoted = "".join(f'- "ord {number}" og mere\n' for number in range(limits.FIXES + 40))
    lines = trees.interpretation(more=f"aliases:\n{quoted}").split("\n")
    assert len(fix_quotes(PAGE, lines)) == limits.FIXES
    assert sum(line.startswith('- "ord') for line in lines) == 40


def test_a_line_break_in_a_field_becomes_a_space() -> None:
    page = trees.interpretation("Vi ringer\vhver dag", body="Tekst.\n")
    assert fix(page).content.decode() == trees.interpretation("Vi ringer hver dag", body="Tekst.\n")
