"""Answers to pull requests, made by lot from what a forge might make something of, and judged by GitHub's Markdown."""

import random
from typing import Any

import gfm
from catalogue.privacy.showing import INVISIBLE
from catalogue.review import answer, comments
from catalogue.review.answer import Answer, Edit, Finding, Page, Some, Thanks
from catalogue.review.comments import Surroundings

REPOSITORY = "https://forge.eksempel.invalid/norddjurs/katalog"
SITE = "https://katalog.eksempel.invalid"
ALPHABET = "abæ1.@#<>!`*_[]()~|\\&;:/-+ \n»«wGH$^='\"?{}\ufe0f．＠\u200bMF,"
LIVE = (
    "@alle",
    "_@alle_",
    "*@norddjurs/holdet*",
    "(@alle)",
    "&#64;org/team",
    "&commat;alle",
    "&#x40;alle",
    "#12",
    "GH-12",
    "GHSA-jfh8-c2jp-5v3q",
    "CVE-2021-44228",
    "norddjurs/katalog#1",
    "norddjurs/katalog@0123456",
    "0123456789abcdef0123456789abcdef01234567",
    "0123ABC",
    "www.ond.invalid",
    "WWW.ond.invalid",
    "www.\ufe0f．ond.invalid",
    "www.．ond",
    "www. ond",
    "www.",
    "(www.ond.invalid)",
    "_www.ond.invalid",
    "wwww.ond www.ond",
    "https://ond.invalid",
    "http://ond",
    "HTTPS://ond.invalid",
    "ftp://ond.invalid",
    "en@ond.invalid",
    "en.anden+tredje@ond.invalid",
    "mailto:en@ond.invalid",
    "xmpp:en@ond.invalid/x",
    "<https://ond.invalid>",
    "<en@ond.invalid>",
    "[her](//ond.invalid)",
    "[her](https://ond.invalid)",
    "![her](https://ond.invalid/x.png)",
    "<img src=x>",
    "<!-- skjult -->",
    "<?x?>",
    "<b>",
    ":tada:",
    "***fed***",
    "~~slettet~~ @alle",
    "\\@alle",
    "` @alle",
    "`` ` @alle ``` x",
    "» @alle «",
    "<![CDATA[x]]>",
    "<!DOCTYPE x>",
    "a\n\n@alle",
    "a\n===\n@alle",
    "| a |\n|---|\n| @alle |",
    "[^1]\n\n[^1]: @alle",
    "```\n````\n@alle",
    "```\n```  \n@alle",
    "- [ ] @alle",
    "> [!NOTE]\n> @alle",
    "$`@alle`$ @alle",
)
"""What GitHub makes a link, a name, a picture or markup of, or what hides such a thing."""


def draw_text(lots: random.Random, length: int) -> str:
    """Return a text by lot, as an answer may hold it."""
    parts = [lots.choice((lots.choice(LIVE), lots.choice(ALPHABET), lots.choice("`_*~|[]") * lots.randint(1, 9)))]
    while lots.random() < 0.7:
        parts.append(lots.choice((lots.choice(LIVE), *ALPHABET, " ", "a")))
    text = "".join(parts).replace("\n", " ")
    while (seen := INVISIBLE.sub("", text)) != text:  # What is taken out can leave something beside what hides it.
        text = seen
    return text.lstrip("\ufe0f")[:length] or "a"


def draw_some(lots: random.Random, limit: int, draw: Any) -> Some[Any]:
    shown = tuple(draw(lots) for _ in range(lots.randint(0, min(limit, 3))))
    return Some(shown, len(shown) + lots.choice((0, 0, 7, 10_000)))


def draw_finding(lots: random.Random) -> Finding:
    fix = tuple(draw_text(lots, answer.MAX_FIX) for _ in range(lots.randint(0, 3)))
    code = lots.choice(("F07", "T03", "L06"))
    return Finding(draw_path(lots), lots.randint(0, 9999), code, draw_text(lots, answer.MAX_TEXT), fix)


def draw_path(lots: random.Random) -> str:
    return f"{lots.choice(('docs/', '', '../', '/'))}{draw_text(lots, 300)}"


def draw_page(lots: random.Random) -> Page:
    return Page(
        draw_path(lots),
        lots.choice(answer.STATUSES),
        lots.random() < 0.8,
        draw_text(lots, answer.MAX_TITLE),
        lots.choice(("", "stories/a/", "units/x/y/")),
        tuple(draw_text(lots, 300) for _ in range(lots.randint(0, 3))),
        draw_some(lots, answer.MAX_ITEMS, draw_finding),
        draw_some(lots, answer.MAX_ITEMS, draw_finding),
        lots.choice(("", draw_text(lots, 100))),
    )


def draw_edit(lots: random.Random) -> Edit:
    lines = [draw_text(lots, 200) for _ in range(lots.randint(1, 4))]
    replacement = "\n".join(lines).replace("\\n", "\n")
    reasons = tuple(draw_text(lots, 300) for _ in range(lots.randint(0, 3)))
    return Edit("docs/stories/a.md", 1, 1 + len(lines), f"{lots.getrandbits(64):016x}", replacement, reasons)


def draw_answer(lots: random.Random) -> Answer:
    return Answer(
        lots.choice((0, 1, 12)),
        lots.choice((0, 1, 12)),
        draw_some(lots, answer.MAX_PAGES, draw_page),
        draw_some(lots, answer.MAX_ITEMS, draw_finding),
        draw_some(lots, answer.MAX_ITEMS, draw_path),
        draw_some(lots, answer.MAX_ITEMS, draw_path),
        tuple(draw_edit(lots) for _ in range(lots.randint(0, 2))),
    )


def is_ours(address: str) -> bool:
    """Tell whether a link leads into the repository's files at the commit, to the run, or to the site."""
    return address.startswith(
        (f"{REPOSITORY}/blob/c0ffee/", f"{REPOSITORY}/actions/runs/7", f"{SITE}/contribute/rules/#", f"{SITE}/")
    ) and not any(part in (".", "..") for part in address.split("?")[0].split("/"))


def assert_inert(lots: random.Random, around: Surroundings) -> None:
    """Draw an answer, read it as who posts it does, and have GitHub's Markdown look at what is written of it."""
    told = answer.read_answer(answer.to_json(draw_answer(lots)))
    thanks = answer.read_thanks(answer.to_json(Thanks(draw_some(lots, answer.MAX_THANKED, draw_page))))
    written = [comments.write_comment(told, around), comments.write_thanks(thanks, around)]
    written += map(comments.write_suggestion, told.suggestions)
    for text in written:
        assert gfm.find_live(text, is_ours) == [], text
        assert len(text) <= comments.MAX_LENGTH
    for edit in told.suggestions:
        assert gfm.read_blocks(comments.write_suggestion(edit)) == [f"{edit.replacement}\n"]
