"""CPR numbers in every dress and their false friends (privacy.cpr, privacy.disguises, privacy.masking)."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from catalogue.privacy.cpr import Certainty, birthday, find_numbers, has_check_digit
from catalogue.privacy.credentials import MASK, find_credentials
from catalogue.privacy.disguises import reveal
from catalogue.privacy.masking import mask
from people import CHECKED, NEW_YEAR, UNCHECKED, make_number, spellings

SPELLINGS = sorted(spellings(CHECKED))


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


@pytest.mark.parametrize("cells", ["| 07 | 07 | 61 | 4285 |", "| 07 | 0761 | 4285 |", "| 0707 | 1961 | 42-85 |"])
def test_a_number_whose_date_is_in_cells_is_told_of_where_a_word_says_so(cells: str) -> None:
    assert certainties(f"| CPR |\n{cells}\n") == [Certainty.SURE]
    assert certainties(f"| Født |\n{cells}\n") == [Certainty.POSSIBLE]
    assert certainties(f"| Uge |\n{cells}\n") == []


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
    "cells of a table": "| 070761 | 1234 |",
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
    "lines of a table": "| 070761 |\n| 1234 |",
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
    "cpr 7. juli 61 ",
    "070761 sidste fire ",
    "sidste fire 1234 f",
    "070761 og så ",
    "070761 | ",
    "[^",
    "](",
)


@pytest.mark.parametrize("evil", [*EVIL, "password:", "password:a", "koden er ", "koden til døren ", "xkode: "])
def test_no_text_makes_the_search_slow(evil: str) -> None:
    # Of a page's length twice over. `make audit` doubles texts until something grows too fast.
    text = (evil * (60_000 // len(evil))) + f" {CHECKED}"
    begun = time.process_time()
    mask(text)
    assert time.process_time() - begun < 3


def test_the_guard_costs_next_to_nothing(good: Path) -> None:
    pages = [file.read_text("utf-8") for file in good.rglob("*.md")] * 60
    begun = time.process_time()
    for page in pages:
        find_numbers(page, trees.TODAY)
        find_credentials(page)
    assert (time.process_time() - begun) / len(pages) < 0.0005
