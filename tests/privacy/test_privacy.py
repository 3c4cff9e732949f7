"""The guard: CPR numbers in every dress, their false friends, secrets, lying links; and no message repeats them."""

import json
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from catalogue.checks.check import Check
from catalogue.checks.leaks import _private_lines
from catalogue.checks.rules.privacy import _links_that_lie
from catalogue.privacy.cpr import Certainty, birthday, find_numbers, has_check_digit
from catalogue.privacy.credentials import MASK, find_credentials
from catalogue.privacy.disguises import reveal
from catalogue.privacy.masking import mask
from catalogue.problems import faults, reports
from catalogue.problems.problem import Problem
from catalogue.rendering.outline import outline
from people import CHECKED, NEW_YEAR, UNCHECKED, make_number, spellings, split
from processes import Finished

Judge = Callable[[Path], Check]
SPELLINGS = sorted(spellings(CHECKED))
PAGE = "units/koekkenet-gryden/digitale-muligheder.md"


def certainties(text: str) -> list[Certainty]:
    return [number.certainty for number in find_numbers(text, trees.TODAY)]


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("digits", [CHECKED, NEW_YEAR], ids=["modulus 11", "1 January"])
def test_a_number_is_found_however_it_is_written(name: str, digits: str) -> None:
    assert certainties(f"Vi talte med {spellings(digits)[name]} i dag.") == [Certainty.SURE]


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_number_without_modulus_11_is_advice_however_it_is_written(name: str) -> None:
    assert certainties(f"Vi talte med {spellings(UNCHECKED)[name]} i dag.") == [Certainty.POSSIBLE]


@pytest.mark.parametrize("word", ["CPR", "cpr-nr.", "Personnummer", "personnr", "født", "Fødselsdato", "foedt"])
def test_a_number_without_modulus_11_is_sure_near_a_word_for_it(word: str) -> None:
    assert certainties(f"{word}: {UNCHECKED}") == [Certainty.SURE]
    assert certainties(f"{UNCHECKED} ({word})") == [Certainty.SURE]
    assert certainties(f"{word}{' og' * 60} {UNCHECKED}") == [Certainty.POSSIBLE]


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_mask_leaves_day_and_month_alone(name: str) -> None:
    written = spellings(CHECKED)[name]
    masked = mask(f"Før {written} efter")
    assert f"{CHECKED[:4]}xx-xxxx" in masked
    assert CHECKED[6:] not in re.sub(r"\D", "", reveal(masked).text)
    assert masked.startswith("Før ")
    assert masked.endswith(" efter")
    assert mask(masked) == masked


FALSE_FRIENDS = {
    "a time stamp": "15.03.24-1030",
    "an address of a machine": "10.10.10.1234",
    "a time stamp that adds up": "01.01.24-0630",
    "a date and a time": "Mødet er 06.10.22 1500 i hallen",
}
HARMLESS = {
    "case number": "sag 22/179",
    "document numbers": "3382170, 3382171, 3382333 og 3425849",
    "journal numbers": "145340/22, 145341/22, 145490/22 og 18180/23",
    "row of the list of documents": "| 1 | 3382170 | Slides fra TRIO-stormøde 06.10.22 | 145340/22 |",
    "telephone": "Ring på 12 10 12 12 eller +45 10 10 12 12 eller 20101212, 20101213",
    "two telephones": "20 10 10 12 20 10 10 13",
    "CVR": "CVR 10101212",
    "EAN": "EAN 5798001234567",
    "P number": f"P-nr. {make_number('101090', True)}",
    "P number in groups": "Produktionsenhed 10 12 34 56 78",
    "P numbers": f"P-numre: {make_number('101090', True)} og {make_number('101090', False)}",
    "days": "fra 01.10.22-31.12.22, 10.02-12.03.22 og 06.10.2022-07.10.2022",
    "days and hours": "06.10.2022, kl. 8.00-12.30 og 2022-10-06 0830",
    "time stamp the other way round": "2026020114",
    "day in the future": make_number("070726", False, 2000, 5)[:6] + "-4999",
    "someone born before 1900": "010170-5001",
    "no such day": "310290-1234",
    "no such month": "011390-1234",
    "eleven digits": f"{CHECKED}1",
    "cells of a table": "| 070761 | 1234 |",
    "points of a list": "- 070761\n- 1234",
    "paragraphs": "070761\n\n1234",
    "large amounts": "1.010.190.123,45",
    "fields": "updated: 2026-02-01\ndeadline: 2026-03-01",
    "book": "ISBN 87-12-34567-8",
}


@pytest.mark.parametrize("text", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS)
def test_a_false_friend_is_at_most_advice(text: str) -> None:
    assert certainties(text) in ([], [Certainty.POSSIBLE])


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_other_numbers_give_nothing(text: str) -> None:
    assert certainties(text) == []


def test_a_p_number_that_is_called_a_cpr_number_is_one() -> None:
    assert certainties(f"Ikke P-nr., men CPR-nr. {make_number('101090', False)}") == [Certainty.SURE]


@pytest.mark.parametrize(
    ("day", "seventh", "year"),
    [
        ("010100", 0, 1900), ("010199", 3, 1999), ("010136", 4, 2036), ("010137", 4, 1937),
        ("010157", 5, 2057), ("010157", 8, 2057), ("010136", 9, 2036), ("010137", 9, 1937),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(day: str, seventh: int, year: int) -> None:
    assert birthday(f"{day}{seventh}000") == date(year, 1, 1)


def test_nobody_was_born_before_1900_or_tomorrow() -> None:
    assert birthday("0101585000") is None
    tomorrow = make_number("020626", False, 2000)
    assert find_numbers(tomorrow, date(2026, 6, 1)) == []
    assert find_numbers(tomorrow, date(2026, 6, 2)) != []


def test_modulus_11_is_the_weighted_sum() -> None:
    # The example of CPR's own description; it is nobody's, as its month is the 13th.
    assert has_check_digit("0000000000")
    assert not has_check_digit("0000000001")
    assert has_check_digit("0000000051")


_NOISE = st.sampled_from(["", "", "", "*", "**", "_", "~~", "\u200b", "\u00ad", "&shy;", "<b>", "</i>", "\u0336"])
_JOINTS = st.sampled_from(
    ["", " ", "-", " - ", "–", "&nbsp;", "\u2009", ".", "/", "-\n", "&#45;", "\u00a0\u2011 ", "%2D"]
)
_DATE_JOINTS = st.sampled_from(["", "", ".", "-", "/", ". ", " ", "\u00a0"])
_FACES = st.sampled_from([48, 0xFF10, 0x660, 0x1D7D8])


@given(st.lists(_NOISE, min_size=10, max_size=10), _JOINTS, _DATE_JOINTS, st.lists(_FACES, min_size=10, max_size=10))
def test_no_dress_hides_a_number(noise: list[str], joint: str, inner: str, faces: list[int]) -> None:
    dressed = [chr(face + int(digit)) + extra for digit, extra, face in zip(CHECKED, noise, faces, strict=True)]
    day, month, year, serial = ("".join(dressed[part]) for part in (slice(2), slice(2, 4), slice(4, 6), slice(6, 10)))
    written = f"Hos {day}{inner}{month}{inner}{year}{joint}{serial} i går"
    assert certainties(written) == [Certainty.SURE]
    assert CHECKED[6:] not in re.sub(r"\D", "", reveal(mask(written)).text)


@given(st.text(st.characters(exclude_categories=["Nd", "No", "Nl", "Cs"], exclude_characters="&%\\"), max_size=300))
def test_a_text_without_digits_holds_no_number_and_is_not_changed(text: str) -> None:
    assert find_numbers(text, trees.TODAY) == []
    assert MASK in mask(text) or mask(text) == text


@given(st.text(max_size=200))
def test_every_character_has_its_place(text: str) -> None:
    shown = reveal(text)
    assert len(shown.text) == len(shown.starts) == len(shown.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(shown.starts, shown.ends, strict=True))


EVIL = (
    "0 ",
    "0",
    "0*",
    "<",
    "<a ",
    "&",
    "&amp;",
    "%C3",
    "0.0.0.0-",
    "070761-",
    "\n> 0",
    "eyJ",
    "key=",
    "kode",
    "://a:",
)


@pytest.mark.parametrize("evil", [*EVIL, "password:", "password:a"])
def test_no_text_makes_the_search_slow(evil: str) -> None:
    text = (evil * (200_000 // len(evil))) + f" {CHECKED}"
    begun = time.process_time()
    mask(text)
    assert time.process_time() - begun < 5


# Secrets. Put together here, so that no scanner takes this file for a leak.
_LONG = "a1B2c3D4e5F6g7H8i9J0" * 3
SECRETS = {
    "private key": f"-----BEGIN OPENSSH PRIVATE {'KEY'}-----\n{_LONG}\n-----END",
    "AWS": "AK" + "IAABCDEFGHIJKLMNOP",
    "GitHub": "gh" + f"p_{_LONG[:36]}",
    "GitHub, fine": "github" + f"_pat_{_LONG}",
    "GitLab": "gl" + f"pat-{_LONG[:20]}",
    "Slack": "xo" + f"xb-{_LONG[:30]}",
    "Google": "AI" + f"za{_LONG[:35]}",
    "Azure": f"AccountName=x;Account{'Key'}={_LONG}==;",
    "Azure signature": f"https://eksempel.invalid/?sv=1&{'sig'}={_LONG}",
    "JWT": f"ey{'J'}{_LONG}.ey{'J'}{_LONG}.{_LONG}",
    "password": "password: Tulipan7",
    "Danish password": "**Kodeord:** tulipanen",
    "password in capitals": "ADGANGSKODE = tulip@n",
    "code of a door": "Dørkode: 47114",
    "connection": "postgresql://gryden:tulipan@db.eksempel.invalid/plan",
    "connection string": "Server=db;Database=plan;Pwd=tulipan7;",
    "key by its name": f"api_key: '{_LONG[:32]}'",
    "token by its name": f"TOKEN={_LONG[:24]}",
}
NO_SECRETS = {
    "a sentence on passwords": "Kodeord: Brug mindst tolv tegn, og skift dem ofte",
    "a question": "Glemt dit kodeord: Ring til vagten.",
    "a place to write it": "Kodeord: [skriv her]",
    "stars": "Password: ********",
    "an address with a port": "https://eksempel.invalid:8080/a@b",
    "a slug": "den-danske-svenske-norske-nordiske-kasse-samarbejdsaftale-2",
    "a case": "Sag: 22/179",
    "the word token": "token: etlangtordudentalmenmedmangebogstaver",
}


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_a_secret_is_found_and_masked(text: str) -> None:
    whole = f"Før\n{text}\nefter"
    (found,) = find_credentials(whole)
    secret = whole[found.start : found.end].strip()
    assert len(secret) >= 4
    assert secret not in mask(whole)
    assert "efter" in mask(whole)


@pytest.mark.parametrize("text", NO_SECRETS.values(), ids=NO_SECRETS)
def test_what_is_no_secret_gives_nothing(text: str) -> None:
    assert find_credentials(text) == []


LINKS = {
    '<a href="https://ond.invalid/">https://eksempel.invalid/side</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">Se www.eksempel.invalid her</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://eksempel.invalid@ond.invalid/">eksempel.invalid/side</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/"><strong>eksempel</strong>.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">eksem\u200bpel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/"><img src="x" alt="eksempel.invalid"></a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="mailto:vi@ond.invalid">vi@eksempel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://xn--eksmpel-rya.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "xn--eksmpel-rya.invalid"),
    '<a href="https://sub.eksempel.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "sub.eksempel.invalid"),
    '<a href="https://www.eksempel.invalid/a?b=1">https://EKSEMPEL.invalid</a>': None,
    '<a href="https://eksempel.invalid/">Læs mere</a>': None,
    '<a href="https://eksempel.invalid/plan.pdf">plan.pdf</a>': None,
    '<a href="https://eksempel.invalid/">kl. 8.30</a>': None,
    '<a href="https://eksempel.invalid/">Tal 3.5</a>': None,
    '<a href="catalogue:units/x/">www.eksempel.invalid</a>': None,
    '<a href="https://[ugyldig/">eksempel.invalid</a>': None,
    '<a href="tel:+4512345678">12 34 56 78</a>': None,
    '<a href="mailto:vi@eksempel.invalid?subject=Hej">vi@eksempel.invalid</a>': None,
}  # fmt: skip


@pytest.mark.parametrize(("html", "told"), LINKS.items())
def test_a_link_must_lead_to_the_place_that_it_shows(html: str, told: tuple[str, str] | None) -> None:
    assert [lie[:2] for lie in _links_that_lie(outline(f"<p>{html}</p>"))] == ([told] if told else [])


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
    "picture": (PAGE, _fields(images=f"[{{ file: {_DASHED}.jpg, alt: Et billede }}]"), 5),
    "escaped value": (PAGE, _fields(summary='"' + "".join(f"\\x{ord(c):x}" for c in CHECKED) + '"'), 3),
    "folded value": (PAGE, _fields(summary=f">\n  Vi besøgte {_DASHED[:7]}\n  {_SERIAL} i dag"), 4),
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
    for file in (tmp_path / "site").rglob("*"):
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


def test_what_is_cut_is_masked_before_it_is_cut() -> None:
    assert faults.shortened(f"{'x' * 50} {_DASHED}") == f"{'x' * 50} {CHECKED[:4]}xx-x…"
    assert Problem("a", 1, "X01", f"»{_DASHED}« og {SECRETS['GitHub']}").message == f"»{CHECKED[:4]}xx-xxxx« og {MASK}"


def test_the_guard_costs_next_to_nothing(good: Path) -> None:
    pages = [file.read_text("utf-8") for file in good.rglob("*.md")] * 60
    begun = time.process_time()
    for page in pages:
        find_numbers(page, trees.TODAY)
        find_credentials(page)
    assert (time.process_time() - begun) / len(pages) < 0.0005
