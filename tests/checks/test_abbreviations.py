"""Abbreviations: what stands for something is told of until it is explained; what is only written large is not."""

import pytest

from catalogue.checks.abbreviations import MOST_JUDGED, find_abbreviations
from catalogue.checks.speller import FILE, danish_speller, read_list
from some import some


def told(text: str) -> list[str]:
    return list(find_abbreviations(text, danish_speller()))


@pytest.mark.parametrize(
    "text",
    [
        # Words in capitals, alone and many in a row
        "Det er IKKE et krav, men ALLE må komme. HUSK kaffe, og SPØRG, hvis du er i tvivl.",
        "NU er det tid. VI gør det, OG vi er glade. OBS: Husk nøglen.",
        "VI SES HOS XYLA OG BRIX KL. 8.",
        # Roman numerals
        "I del III og kapitel XIV, uge IV, og på side VIII. Se bilag IX og XXIV.",
        # Names and words that everybody knows
        "LED-pærer fra IKEA, LEGO på et QR-kort, og en PDF fra EU og KL.",
        # Explained before it, behind it, in other words, and in those that it stands for
        "Vi bruger Fælles Medicinkort (FMK). FMK er her.",
        "FMK (Fælles Medicinkort) er godt.",
        "FMK står for noget, og VAR betyder noget andet.",
        "Utilsigtede hændelser, også kaldet UTH, taler vi om.",
        "Det kaldes UTH. Vi kalder det VAR. Det er kendt som »BUR«.",
        "En utilsigtet hændelse skal meldes som UTH.",
        "Vi har en individuel plan for pædagogik. Den IPP bruger vi hver dag.",
        "Et fælles medicinkort hjælper. FMK er godt.",
        "FMK er det fælles kort: Fælles Medicinkort.",
        "VISP, dvs. noget godt, og BRUS – noget andet.",
        "BRUS, som står for noget, og »VISP« betyder noget.",
    ],
)
def test_what_is_no_riddle_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("Vi bruger FMK, og FMK igen.", ["FMK"]),
        ("Vi følger UTH og VUM.", ["UTH", "VUM"]),
        ("VUM-samtaler er gode.", ["VUM"]),
        ("Vi har et XIC og et VXI hos os.", ["XIC", "VXI"]),
        # What is close by has other letters, or is far away
        ("Fælles kort hjælper alle. FMK er godt.", ["FMK"]),
        (f"Fælles Medicinkort. {'Vi spiser og sover. ' * 12} FMK er godt.", ["FMK"]),
    ],
)
def test_what_stands_for_something_is_told_of(text: str, shorts: list[str]) -> None:
    assert told(text) == shorts


def test_a_text_of_nothing_else_is_given_up() -> None:
    letters = "BCDFGHJKLM"
    text = " og ".join(f"{a}{b}{c}Q" for a in letters for b in letters for c in letters)
    assert len(told(text)) == MOST_JUDGED


def test_every_one_that_all_know_would_be_told_of_without_the_list() -> None:
    for short in some(word for word in read_list(FILE.read_text("utf-8")).exact if word.isupper()):
        assert not danish_speller().is_listed(short.lower()), short
