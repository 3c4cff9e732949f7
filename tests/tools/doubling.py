"""Doubling: texts of every kind at any size, to see that no work on them grows faster than they do.

A kind is a piece that is repeated until there is enough of it. In each repetition `§` stands for its number, so that
names, words and addresses differ, `¤` for it in letters, and `¶` in capitals. Bodies may be as long as a page, fields
as long as a front matter.
"""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FACTOR = 2.5
"""What a text twice as long may cost."""
FLOOR, MOST = 0.02, 2.0
"""Seconds below which a measurement says nothing, and over which no longer text is tried."""
ROUNDS = 8
"""Times that a factor over the bound is measured again."""

BODIES: Mapping[str, str] = {
    # Words
    "one word": "a",
    "one word of another letter": "ø",
    "a word that is no word, then no space": "x",
    "different words": "ord¤ ",
    "different unknown words": "qw¤x ",
    "word parts": "arbejds",
    "short word parts": "ae",
    "word parts in long words": "arbejdsmiljø¤gruppe ",
    "the Danish letters": "æøå",
    "letters with marks": "e\u0301",
    "words with hyphens": "a-b-",
    "words with apostrophes": "a'b'",
    "abbreviations": "¶ ",
    "one abbreviation": "ABC ",
    "capitals": "ABC",
    "abbreviations with hyphens": "AB-¶ ",
    "capitals within sentences": "og Xyz¤ ",
    "sentences": "Vi mødes hver dag ¤. ",
    "one sentence": "vi mødes hver dag ",
    "shortened words": "f.eks. ",
    "other letters": "语言",
    "pictures of faces": "😀",
    # Numbers
    "digits": "1",
    "digits and spaces": "12 34 ",
    "digits and dots": "1.",
    "digits and dashes": "1-",
    "dates": "01-01-1990-",
    "numbers of people": "010190-1234 ",
    "digits with marks": "0**1**",
    "words with digits": "a1",
    "times": "8.30 ",
    # Space
    "spaces": " ",
    "empty lines": "\n",
    "tabs": "\t",
    "hard spaces": "\u00a0",
    "spaces and line ends": " \n",
    "lines of one letter": "a\n",
    "spaces before a letter": "        a",
    "a heading and spaces": "# a  ",
    # Marks, as runs and with spaces
    **{
        f"{name} in a row": mark
        for name, mark in (
            ("hashes", "#"),
            ("backticks", "`"),
            ("tildes", "~"),
            ("asterisks", "*"),
            ("underscores", "_"),
            ("dashes", "-"),
            ("long dashes", "–"),
            ("equals", "="),
            ("pluses", "+"),
            ("dots", "."),
            ("ellipses", "…"),
            ("commas", ","),
            ("colons", ":"),
            ("slashes", "/"),
            ("backslashes", "\\"),
            ("pipes", "|"),
            ("quotes", '"'),
            ("apostrophes", "'"),
            ("Danish quotes", "»"),
            ("closing quotes", "«"),
            ("turned quotes", "“"),
            ("low quotes", "„"),
            ("opening brackets", "["),
            ("closing brackets", "]"),
            ("opening parentheses", "("),
            ("closing parentheses", ")"),
            ("braces", "{"),
            ("closing braces", "}"),
            ("less-thans", "<"),
            ("greater-thans", ">"),
            ("ampersands", "&"),
            ("at signs", "@"),
            ("exclamations", "!"),
            ("questions", "?"),
            ("percents", "%"),
            ("carets", "^"),
            ("dollars", "$"),
            ("semicolons", ";"),
        )
    },
    "hashes and spaces": "# ",
    "dashes and spaces": "- ",
    "asterisks and spaces": "* ",
    "underscores and spaces": "_ ",
    "underscores and letters": "_a",
    "asterisks and letters": "*a",
    "asterisks that open and close": "*a **b ",
    "backticks and letters": "`a",
    "backticks of growing length": "`¤",
    "quotes and letters": '"a ',
    "Danish quotes and letters": "»a",
    "quoted words": "»ord¤ ord ord ord« ",
    "brackets and letters": "[a",
    "pairs of brackets": "[a]",
    "pairs of parentheses": "(a)",
    "pairs of double brackets": "[[a",
    "slashes and letters": "a/b",
    "dots and letters": "a.",
    "at signs and letters": "a@",
    "colons and letters": ":a",
    "equals and letters": "==a",
    "percents and letters": "%%a",
    "braces and letters": "{{a",
    "backslashes and letters": "\\a",
    "ampersands and letters": "&a",
    "entities": "&amp;",
    "numbered entities": "&#48;",
    "percent codes": "%41",
    "tags": "<b>",
    "half tags": "<a ",
    "half tags with attributes": "<a b=",
    "comments": "<!--",
    "closed comments": "<!-- a -->",
    # Links
    "links": "[a](b) ",
    "half links": "[a](",
    "half links within each other": "[a](b",
    "dead links": "[a](../nej§/index.md) ",
    "dead anchors": "[a](#nej§) ",
    "missing pictures": "![a](nej§.jpg) ",
    "missing pictures without words": "![](nej§.jpg) ",
    "addresses that cannot be used": "[a](file:///p:/§.docx) ",
    "addresses with spaces": "[a](en fil §.pdf) ",
    "addresses that lie": "[www.a§.dk](https://www.b§.dk/) ",
    "bare addresses": "https://a§.dk/ ",
    "addresses without spaces": "https://",
    "www": "www.",
    "mails": "en.mand@a§.dk ",
    "half mails": "en.mand.",
    "angle addresses": "<https://a§.dk> ",
    "defined links": "[a§]: b§.md\n",
    "references": "[a§][b§] ",
    "footnotes": "[^§]: a\n",
    "references to footnotes": "[^1] ",
    "pictures within links": "[![a](b.png)](c) ",
    # Blocks
    "headings": "# a§\n\n",
    "headings of one name": "# a\n\n",
    "headings of one name and number": "# a-1\n\n# a\n\n",
    "headings of marks": "# # # ",
    "headings that are none": "##a§\n\n",
    "headings and dead anchors": "# a§\n\n[a](#nej§)\n\n",
    "headings and anchors": "# a§\n\n[a](#a§)\n\n",
    "headings on offer": "## Det gør vi\n\na\n\n",
    "half headings on offer": "## \n",
    "points": "- a§\n",
    "points within points": "  - a\n",
    "numbered points": "1. a\n",
    "rising points": "§. a\n",
    "points with spaces": "-   \n",
    "tasks": "- [ ] a\n",
    "asides": "a* b\n* ",
    "quotations": "> a\n",
    "quotations within each other": "> ",
    "more than": "> 3\n\n",
    "rows of a table": "| a | b |\n",
    "a table": "| a |\n| - |\n| b |\n\n",
    "cells": "| a ",
    "dividers": "|-",
    "rows of a sheet": "a\tb\n",
    "rows of numbers": "8.30 a\n",
    "dates on lines": "15. marts a\n",
    "fences": "```\n",
    "fences of another length": "```¤\n",
    "boxes": '!!! note "a"\n    b\n\n',
    "boxes that are none": "!!! a\n",
    "folded boxes": "??? ",
    "code by indentation": "    a\n\n",
    "rules": "---\n\n",
    "underlines": "a\n===\n\n",
    "bullets of Word": "•\ta\n",
    "bullets without words": "•",
    "hard spaces after marks": "-\u00a0a\n",
    "hard spaces before marks": "\u00a0- a\n",
    "hard spaces and a mark": "\u00a0\u00a0\u00a0-",
    # Words of the rules
    "template words": "[skriv ",
    "half template words": "‹",
    "todo": "TODO ",
    "lorem": "lorem ",
    "private": "privat ",
    "private telephones": "privat: 12 34 56 78 ",
    "private without spaces": "privat",
    "passwords": "kodeord: a§b! ",
    "half passwords": "kodeord:",
    "codes of doors": "koden til døren er stadig ",
    "doors without codes": "døren åbnes med ",
    "passwords in brackets": "[kodeord: a§b!](",
    "question marks in words": "k?rsel ",
    "letters of a terminal": "m├╕de ",
    "dates in cells": "07 | 07 | 61 | ",
    "tags nobody sees": "\U0001f3f4\U000e0067\U000e007f",
    "keys": "token: abcdefghijkl§abcd ",
    "half keys": "-----BEGIN",
    "keys without an end": "eyJ",
    "explained abbreviations": "¶ (ab) ",
    "people's numbers named": "cpr 0101 ",
    "symbols of a typeface": "\uf0b7 a\n",
    "emoji by name": ":a_b:",
    "marks of wikis": "''a ",
    "marks of templates": "{% a ",
    "marks of critics": "{>>a",
}
"""Kinds of running text."""
LEAD = "Vi taler om arbejdplads og xqzwk.\n\n"
"""Stands above each body: words that nobody knows, so that all of the text is gone through."""
FIELDS: Mapping[str, tuple[str, str]] = {
    "aliases": ("aliases:\n", "- ord §\n"),
    "aliases with remarks": ("aliases:\n", "- ord #§\n"),
    "aliases in a row": ("aliases: [", "a§, "),
    "topics": ("topics:\n", "- nej-§\n"),
    "loans": ("borrowed_from:\n", "- nej-§/borgeren\n"),
    "former addresses": ("redirect_from:\n", "- units/nej-§\n"),
    "pictures": ("images:\n", "- file: nej-§.jpg\n  alt: a\n"),
    "pictures that do not hold": ("images:\n", "- file: NEJ §\n"),
    "steps": ("plan:\n", "- action: a§\n  deadline: 2026-01-31\n"),
    "steps that do not hold": ("plan:\n", "- acton: a§\n"),
    "steps with dates of people": ("plan:\n", "- action: a\n  deadline: 1/2-2026\n"),
    "unknown fields": ("", "felt§: a\n"),
    "one field many times": ("", "aliases: a\n"),
    "values with colons": ("", "felt§: a: b\n"),
    "values with remarks": ("", "felt§: a #b\n"),
    "values with codes": ("", "felt§: !a\n"),
    "half quotes": ("", 'felt§: "a\n'),
    "tabs": ("", "\tfelt§: a\n"),
    "brackets": ("title: ", "["),
    "a long title": ("title: ", "a"),
    "a title of spaces": ("title: a", " "),
    "a title of hashes": ("title: a", " #"),
    "a title of word parts": ("title: ", "arbejds"),
    "a title of different words": ("title: ", "ord¤ "),
    "a date of digits": ("updated: ", "1"),
    "a date of spaces": ("updated: 1", " "),
    "a date of dots": ("updated: 1", ". "),
    "a mail of dots": ("contact:\n  mail: a", ".a"),
    "a status": ("status: ", "a"),
    "names of units": ("units:\n", "- Nej §\n"),
    "who tells at a meeting": ("shares:\n", "- nej-§\n"),
    "groups that tell at a meeting": ("shares:\n", "- [nej-§, sted-§]\n"),
    "decisions": ("decisions:\n", "- text: a§\n  role: b§\n  deadline: 2026-03-01\n  goes_to: LMU\n"),
    "what was tried": ("tried:\n", "- idea: nej-§/borgeren\n  told: a§\n"),
    "steps that begin elsewhere": ("plan:\n", "- action: a§\n  theme: nej-§\n  from: sted-§/nej\n"),
    "names of themes": ("themes:\n", "- nej-§\n"),
    "help that is asked for": ("asks:\n", "- Hvem har a§?\n"),
}
"""Kinds of fields: what stands before the repetitions, and what is repeated."""
_LETTERS = "bdfgmnruvy"
BODY_SIZES = tuple(1000 * 2**power for power in range(7))
"""Characters of a body: from 1,000 to 64,000."""
FIELD_SIZES = tuple(500 * 2**power for power in range(6))
"""Characters of a front matter, of which there may be 16 kB."""


def repeat(piece: str, size: int, salt: int = 0) -> str:
    """Return a piece over and over until there is so much of it; with another salt the numbers in it are others."""
    if not any(mark in piece for mark in "§¤¶"):
        return (piece * (size // len(piece) + 1))[: size // len(piece) * len(piece)]
    made, length, number = [], 0, salt * 100_000
    while length < size:
        number += 1
        letters = in_letters(number)
        made.append(piece.replace("§", str(number)).replace("¤", letters).replace("¶", f"{letters.upper():M>2}"))
        length += len(made[-1])
    return "".join(made)


def in_letters(number: int) -> str:
    """Return a number written in letters of which no word is made that somebody looks for."""
    letters = ""
    while number:
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return letters


def time_of(work: Callable[[Any], object], given: Any) -> float:
    """Return the processor time of this thread that some work takes, in seconds.

    Garbage is not collected meanwhile: the collector goes through all that there is, and not through the work's own.
    """
    gc.disable()
    try:
        start = time.thread_time()
        work(given)
        return time.thread_time() - start
    finally:
        gc.enable()


@dataclass
class Ladder:
    """Texts of one kind, twice as long each time, made when they are asked for."""

    make: Callable[[int, int], Any]
    sizes: Sequence[int]

    def climb(self, work: Callable[[Any], object]) -> float:
        """Return the factor of the last doubling, or 0 when the work costs too little to tell."""
        times: list[float] = []
        for size in self.sizes:
            times.append(time_of(work, self.make(size, 0)))
            if times[-1] > MOST:
                break
        factor = factor_of(times, FLOOR)
        if factor <= FACTOR:
            return factor
        last = self.sizes[max(len(times) - 3, 0) : len(times)]
        best = [float("inf")] * len(last)
        for _ in range(ROUNDS):
            best = least(best, [time_of(work, self.make(size, 1)) for size in last])
            if factor_of(best, FLOOR) <= FACTOR:
                break
        return factor_of(best, FLOOR)


def least(times: Sequence[float], again: Sequence[float]) -> list[float]:
    """Return the least that was measured of each: what else the machine does makes a time longer and never shorter."""
    return [min(once, later) for once, later in zip(times, again, strict=False)]


def factor_of(times: Sequence[float], floor: float) -> float:
    """Return the factor of the last doubling, or of the last two together when that is less: one may be unlucky."""
    if len(times) < 2 or times[-1] < floor:
        return 0.0
    last = times[-1] / max(times[-2], 1e-6)
    return min(last, (times[-1] / max(times[-3], 1e-6)) ** 0.5) if len(times) > 2 else last
