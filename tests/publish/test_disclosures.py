"""Disclosures: nothing goes out that shows a personal number, whatever file it is in and however it came together."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

import trees
from catalogue.publish import disclosures
from catalogue.publish.disclosures import find_disclosures, find_shown
from people import CHECKED, UNCHECKED, make_number, split

DAY, MONTH, YEAR, SERIAL = split(CHECKED)
BIRTH = DAY + MONTH + YEAR
_HEAD = "<!doctype html><html><head><title>Side</title></head><body>{}</body></html>"


def page(body: str) -> str:
    return _HEAD.format(body)


def workbook(text: str) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")
    return raw.getvalue()


SHOWN: dict[str, tuple[str, str | bytes]] = {
    "running text": ("index.html", page(f"<p>Hos {BIRTH}-{SERIAL} i dag</p>")),
    "spaces and lines that a browser folds": ("index.html", page(f"<p>{BIRTH}\n\n   \n{' ' * 300}{SERIAL}</p>")),
    "marks between": ("index.html", page(f"<p><b>{DAY}</b><i>{MONTH}</i>{YEAR}-<a href='#x'>{SERIAL}</a></p>")),
    "entities": ("index.html", page(f"<p>{BIRTH}&#8209;&shy;{SERIAL}</p>")),
    "a new line": ("index.html", page(f"<p>{BIRTH}<br>{SERIAL}</p>")),
    "a footnote's number between": (
        "index.html",
        page(f'<p>{BIRTH}<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>-{SERIAL}</p>'),
    ),
    "cells under the word": (
        "index.html",
        page(f"<table><tr><th>CPR</th><td>{BIRTH}</td>\n<td>{SERIAL}</td></tr></table>"),
    ),
    "words that tie two blocks": (
        "index.html",
        page(f"<dl><dt>Født</dt><dd>{BIRTH}</dd><dt>Sidste fire</dt><dd>{SERIAL}</dd></dl>"),
    ),
    "a picture's words": ("index.html", page(f'<img src="a.webp" alt="Hos {BIRTH}-{SERIAL}">')),
    "an address": ("index.html", page(f'<a href="https://eksempel.invalid/{BIRTH}%2D{SERIAL}">her</a>')),
    "the page's description": ("index.html", f'<html><head><meta content="{CHECKED}"></head></html>'),
    "data within a page": ("index.html", page(f'<script type="application/json">{{"a": "{CHECKED}"}}</script>')),
    "data": ("catalogue.json", json.dumps({"pages": [{"title": f"Hos {BIRTH}-{SERIAL}"}]})),
    "escaped data": ("catalogue.json", '{"a": "' + "".join(f"\\u00{ord(digit):x}" for digit in CHECKED) + '"}'),
    "HTML within data": ("feed.json", json.dumps({"html": f"<p>{BIRTH}-<b>{SERIAL}</b></p>"})),
    "a key": ("catalogue.json", json.dumps({CHECKED: 1})),
    "a feed": ("feed.xml", f"<feed><title>{BIRTH}-{SERIAL}</title></feed>"),
    "HTML within a feed": ("feed.xml", f"<feed><content>&lt;p&gt;{BIRTH}-&lt;b&gt;{SERIAL}&lt;/b&gt;</content></feed>"),
    "a calendar": ("calendar.ics", f"SUMMARY:Hos {BIRTH}-{SERIAL[:2]}\r\n {SERIAL[2:]} i dag\r\n"),
    "a calendar's escapes": ("calendar.ics", f"SUMMARY:Hos {BIRTH}\\, {SERIAL}\\n\r\n"),
    "a table": ("ideas.csv", f"Titel;Tekst\nA;Hos {BIRTH}-{SERIAL}\n"),
    "a workbook": ("catalogue.xlsx", workbook(f"Hos {BIRTH}-{SERIAL}")),
    "a drawing": ("card.svg", f"<svg><text>{BIRTH}-{SERIAL}</text></svg>"),
    "a text of another coding": ("noter.txt", f"Født {BIRTH}-{SERIAL}".encode("cp1252")),
}
SILENT: dict[str, str] = {
    "what may be a number and is told of in the check": page(f"<p>Ordre {UNCHECKED}</p>"),
    "a word in another block": page(f"<div>CPR-registeret</div><div>Ordre {UNCHECKED}</div>"),
    "halves in two blocks": page(f"<p>{BIRTH}</p><p>{SERIAL}</p>"),
    "points of a drawing": page(f'<svg><path d="M{DAY} {MONTH} {YEAR} {SERIAL}"/></svg>'),
    "a style and a script": page(f"<style>a{{b:{CHECKED}}}</style><script>x = {CHECKED}</script>"),
    "days and times": page("<p>06.10.22 15.00</p><time datetime='2026-02-01'>1. februar 2026</time>"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_number_that_a_file_shows_is_told_of_masked(what: str, tmp_path: Path) -> None:
    path, content = SHOWN[what]
    trees.draw(tmp_path, {path: content})
    (told,) = find_disclosures(tmp_path, {path}, trees.TODAY)
    assert told == f"{path}: siden viser et CPR-nummer ({CHECKED[:4]}xx-xxxx)"


@pytest.mark.parametrize("what", SILENT)
def test_what_shows_none_is_let_out(what: str) -> None:
    assert find_shown("index.html", SILENT[what].encode(), trees.TODAY) == []


def test_a_files_name_is_looked_at_and_not_repeated(tmp_path: Path) -> None:
    (told,) = find_disclosures(tmp_path, {f"units/{BIRTH}-{SERIAL}/bil.webp"}, trees.TODAY)
    assert told == f"{CHECKED[:4]}xx-xxxx: filens navn er et CPR-nummer"


def test_an_unchanged_file_is_not_searched_again_and_a_changed_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, shelf = tmp_path / "site", disclosures.shelf_in(tmp_path / "kept.sqlite")
    trees.draw(site, {"index.html": page("<p>Intet</p>"), "a/index.html": page(f"<p>{CHECKED}</p>")})
    files = {"index.html", "a/index.html"}
    searched: list[str] = []
    search = disclosures.find_shown

    def note(path: str, raw: bytes, today: date) -> list[object]:
        searched.append(path)
        return list(search(path, raw, today))

    monkeypatch.setattr(disclosures, "find_shown", note)
    for _ in range(2):
        assert len(list(find_disclosures(site, files, trees.TODAY, shelf))) == 1
    assert sorted(set(searched)) == ["a/index.html", "index.html"]
    assert searched.count("index.html") == 1  # The other holds a number, of which nothing is kept.
    trees.draw(site, {"index.html": page(f"<p>{CHECKED}</p>")})
    assert len(list(find_disclosures(site, files, trees.TODAY, shelf))) == 2
    assert CHECKED.encode() not in (tmp_path / "kept.sqlite").read_bytes()


def test_a_file_that_is_clean_today_is_asked_again_on_the_day_when_it_is_not(tmp_path: Path) -> None:
    shelf = disclosures.shelf_in(tmp_path / "kept.sqlite")
    born = make_number("020626", False, 2000)
    trees.draw(tmp_path / "site", {"index.html": page(f"<p>CPR {born}</p>")})
    days = (date(2026, 6, 1), date(2026, 6, 2))
    found = [list(find_disclosures(tmp_path / "site", {"index.html"}, day, shelf)) for day in days]
    assert [len(told) for told in found] == [0, 1]


@pytest.mark.parametrize("file", ["folder", "broken"])
def test_a_shelf_that_cannot_be_used_is_done_without(tmp_path: Path, file: str) -> None:
    trees.draw(tmp_path, {"site/index.html": page(f"<p>{CHECKED}</p>"), "folder/x": "x", "broken": "no database" * 99})
    assert (
        len(
            list(
                find_disclosures(tmp_path / "site", {"index.html"}, trees.TODAY, disclosures.shelf_in(tmp_path / file))
            )
        )
        == 1
    )
