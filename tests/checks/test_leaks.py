"""The guard: a number, a secret or a private matter is told of wherever it stands, and never repeated."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.checks.leaks import _private_lines
from catalogue.privacy.disguises import reveal
from catalogue.problems import reports
from people import CHECKED, UNCHECKED, split
from processes import Finished
from some import some

Judge = Callable[[Path], Check]
PAGE = "units/koekkenet-gryden/digitale-muligheder.md"


PRIVATE = ("Ring privat: 12 34 56 78", "Privat mobil 12345678", "**Privat tlf.:** +45 12 34 56 78", "12345678 (privat)")
PRIVATE_MAILS = ("Privatmail: vi@eksempel.invalid", "vi@eksempel.invalid, privat")
NOT_PRIVATE = (
    "Vi laver mad til private, og nummeret er 12 34 56 78",
    "Privat samtale. Ring på 12345678",
    "Et privat firma",
)


@pytest.mark.parametrize("text", PRIVATE + PRIVATE_MAILS)
def test_what_is_called_private_is_advised_about(text: str) -> None:
    assert _private_lines(f"Hej\n{text}\nfarvel") == [2]


@pytest.mark.parametrize("text", NOT_PRIVATE)
def test_what_is_not_private_is_let_be(text: str) -> None:
    assert _private_lines(text) == []


_DAY, _MONTH, _YEAR, _SERIAL = split(CHECKED)
_DASHED = f"{_DAY}{_MONTH}{_YEAR}-{_SERIAL}"


def _fields(**values: str) -> str:
    """Return an interpretation in which some fields have other values."""
    fields = {"title": "Prøven", "summary": "En linje.", "updated": "2026-02-01", **values}
    return trees.page("\n".join(f"{key}: {value}" for key, value in fields.items()))


PLACES: dict[str, tuple[str, str, int]] = {
    "title": (PAGE, _fields(title=f"Hos {_DASHED}"), 2),
    "summary": (PAGE, _fields(summary=f"Vi besøgte {_DASHED}."), 3),
    "date": (PAGE, _fields(updated=_DASHED), 4),
    "status": (PAGE, _fields(status=_DASHED), 5),
    "unknown field": (PAGE, _fields(**{f"felt-{CHECKED}": "x"}), 5),
    "repeated field": (PAGE, _fields(status="idé").replace("---\n", f"---\n{CHECKED}: a\n{CHECKED}: b\n", 1), 2),
    "topic": (PAGE, _fields(topics=f"[{_DASHED}]"), 5),
    "old address": (PAGE, _fields(redirect_from=f"[units/{_DASHED}, {_DASHED}/]"), 5),
    "comment": (PAGE, _fields(status=f"idé # {_DASHED}"), 5),
    "swallowed text": (PAGE, _fields(summary=f"Vi er #{_DASHED}"), 3),
    "code": (PAGE, _fields(status=f"!{CHECKED} x"), 5),
    "anchor": (PAGE, _fields(status=f"&a{CHECKED} {_DASHED}"), 5),
    "cut value": (PAGE, _fields(status=f"{'x' * 50} {_DASHED}"), 5),
    "broken fields": (PAGE, _fields(summary=f'"{_DASHED}'), 3),
    "no fields": (PAGE, f"\nVi besøgte {_DASHED}.", 2),
    "markup": (PAGE, _fields(title=f"<b>{_DASHED}</b>"), 2),
    "borrowed": (PAGE, _fields(borrowed_from=f"[{_DASHED}/blik-for-borgeren]"), 5),
    "picture": (PAGE, _fields(images=f"[{{ file: {_DASHED}.jpg, alt: Et billede, consent: {{ people: ingen }} }}]"), 5),
    "escaped value": (PAGE, _fields(summary='"' + "".join(f"\\x{ord(c):x}" for c in CHECKED) + '"'), 3),
    "folded value": (PAGE, _fields(summary=f">\n  Vi besøgte {_DASHED[:7]}\n  {_SERIAL} i dag"), 4),
    "value folded at a tab": (PAGE, _fields(summary=f'"Hos {_DASHED[:6]}\\t{_SERIAL}"'), 3),
    "value broken with a backslash": (PAGE, _fields(summary=f'"Hos {_DASHED[:3]}\\\n  {_DASHED[3:]}"'), 3),
    "value escaped with eight digits": (
        PAGE, _fields(summary='"' + "".join(f"\\U{ord(c):08x}" for c in CHECKED) + '"'), 3,
    ),
    "value over an empty line": (PAGE, _fields(summary=f">\n  Hos {_DASHED[:6]}\n\n  {_SERIAL} i dag"), 3),
    "value far to the right": (PAGE, _fields(summary=f"Hos {_DASHED[:6]}{' ' * 17}{_SERIAL}"), 3),
    "escaped space": (PAGE, _fields(summary=f'"Hos {_DASHED[:6]}\\_\\x2d{_SERIAL}"'), 3),
    "footnote between": (PAGE, _fields() + f"Hos {_DASHED[:6]}[^1]-{_SERIAL}\n\n[^1]: En note.\n", 6),
    "item far to the right": (PAGE, _fields() + f"- Hos {_DASHED[:6]}\n{' ' * 30}{_SERIAL}\n", 6),
    "quotation far to the right": (PAGE, _fields() + f"> Hos {_DASHED[:6]}\n>{' ' * 30}{_SERIAL}\n", 6),
    "link to digits between": (PAGE, _fields() + f"[{_DASHED[:6]}](https://a.invalid/12){_SERIAL}\n", 6),
    "body": (PAGE, _fields() + f"Linje\n\nVi besøgte {_DASHED}.\n", 8),
    "two lines": (PAGE, _fields() + f"Vi besøgte {_DASHED[:7]}\n{_SERIAL} i dag.\n", 6),
    "code block": (PAGE, _fields() + f"```\n{_DASHED}\n```\n", 7),
    "dead link": (PAGE, _fields() + f"[Her](../{_DASHED}/index.md)\n", 6),
    "dead link in disguise": (PAGE, _fields() + f"[Her](../{'%3' + '%3'.join(CHECKED)}/index.md)\n", 6),
    "dead place": (PAGE, _fields() + f"[Her](#{_DASHED})\n", 6),
    "unusable link": (PAGE, _fields() + f"[Her](ftp://eksempel.invalid/{_DASHED})\n", 6),
    "picture without words": (PAGE, _fields() + f"![]({_DASHED}.png)\n", 6),
    "mail of a person": (PAGE, _fields() + f"fornavn.efternavn@{_DASHED}.invalid\n", 6),
    "template": (PAGE, _fields() + f"[skriv {_DASHED} her]\n", 6),
    "link that lies": (PAGE, _fields() + f"[https://a.invalid](https://{_DASHED}.invalid)\n", 6),
    "put together by links": (PAGE, _fields() + f"[{_DASHED[:4]}](#a)[{_DASHED[4:]}](#b)\n", 6),
    "long sentence": (PAGE, _fields() + f"{'Overordentlig ' * 50}{_DASHED} {'samarbejdsaftale ' * 9}.\n", 6),
    "page": (f"units/koekkenet-gryden/{_DASHED}.md", _fields(), 1),
    "folder": (f"units/{_DASHED}/index.md", trees.unit(area="sundhed-og-omsorg"), 1),
    "folder that is refused": (f"units/Hr {_DASHED}/index.md", trees.unit(area="sundhed-og-omsorg"), 1),
    "file that is refused": (f"stories/Hr {_DASHED}.docx", "x", 1),
    "story": (f"stories/hos-{CHECKED}.md", trees.story(themes="blik-for-borgeren"), 1),
    "misplaced page": (f"units/{_DASHED}.md", "x", 1),
    "attachment": (f"stories/plan-{_DASHED}.pdf", "%PDF", 1),
    "editorial page": ("about/proeve.md", f"---\ntitle: Prøve\n---\nVi besøgte {_DASHED}.\n", 4),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_a_number_is_told_of_wherever_it_stands_and_never_repeated(
    name: str, draw: Callable[..., Path], judge: Judge
) -> None:
    path, text, line = PLACES[name]
    found = judge(draw({path: text}, onto=trees.GOOD))
    told = [(problem.line, problem.is_error) for problem in found.problems if problem.code == "P01"]
    assert (line, True) in told
    for report in reports.FORMATS.values():
        assert_silent(report(found.problems))
    assert json.loads(reports.to_json(found.problems))


def assert_silent(text: str) -> None:
    """Assert that the number is not in a text, in one piece or in part."""
    digits = re.sub(r"[^0-9\n]", "", reveal(text).text)
    assert CHECKED not in digits
    assert _DASHED[4:] not in text
    assert _SERIAL not in re.findall(r"\d+", text)
    assert f"{_DAY}{_MONTH}{_YEAR}" not in re.findall(r"\d+", text)


def test_a_page_with_a_number_is_left_out_and_the_program_keeps_it_to_itself(
    draw: Callable[..., Path], run: Callable[..., Finished]
) -> None:
    docs = draw({PLACES["folder"][0]: PLACES["folder"][1], PAGE: PLACES["body"][1]}, onto=trees.GOOD)
    for words in (("check",), ("check", "--format", "json"), ("check", "--format", "github")):
        done = run(*words, "--docs", docs, "--today", trees.TODAY)
        assert done.status == 1
        assert "P01" in done.out
        assert_silent(done.out + done.err)


def test_broken_pages_are_skipped_wherever_they_come_from(
    draw: Callable[..., Path], run: Callable[..., Finished], tmp_path: Path
) -> None:
    telling = {path: text for path, text, _ in (PLACES["body"], PLACES["editorial page"], PLACES["story"])}
    about = f"---\ntitle: Om\n---\nVi besøgte {_DASHED}.\n"
    docs = draw({**telling, "about/index.md": about, f"stories/{CHECKED}.pdf": ""}, onto=trees.GOOD)
    done = run("build", "--docs", docs, "--site", tmp_path / "site", "--skip-broken", "--today", trees.TODAY)
    assert done.status == 0, done.err
    assert_silent(done.out + done.err)
    for file in some((tmp_path / "site").rglob("*")):
        assert CHECKED not in file.name
        assert not file.is_file() or _DASHED.encode() not in file.read_bytes(), file
    assert not (tmp_path / "site/about/proeve").exists()
    assert (tmp_path / "site/about/index.html").is_file()  # The checkout's own stands in for the broken one.


def test_a_message_says_what_to_do_and_where_to_read_more(draw: Callable[..., Path], judge: Judge) -> None:
    found = judge(draw({PAGE: PLACES["body"][1]}, onto=trees.GOOD))
    assert [problem.message for problem in found.problems] == [
        f"Linjen indeholder et CPR-nummer ({CHECKED[:4]}xx-xxxx). Stop her, og del ikke ændringen: Git husker det, "
        "også når det er slettet. Se, hvad du gør, under P01 på siden »Det ser programmet efter«."
    ]


def test_the_same_page_is_only_advised_about_a_number_that_may_be_none(draw: Callable[..., Path], judge: Judge) -> None:
    found = judge(draw({PAGE: _fields() + f"Vi besøgte {UNCHECKED}.\n"}, onto=trees.GOOD))
    assert [(problem.code, problem.is_error) for problem in found.problems] == [("P02", False)]
