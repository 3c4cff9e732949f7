"""Joints in what scripts draw: a soft hyphen where the parts of a long word meet, and not a letter changed."""

import pytest

from catalogue.search.joints import LONG, LONG_IN_TEXT, SOFT_HYPHEN, join_text

JOINED = {
    ("Kommunikationsmedarbejderne ringer", LONG): "Kommunikations|medarbejderne ringer",
    ("Om arbejdsmiljøgruppen og arbejdsmiljøgruppen", LONG): "Om arbejds|miljø|gruppen og arbejds|miljø|gruppen",
    ("Kommunikationsmedarbejderne ringer", LONG_IN_TEXT): "Kommunikations|medarbejderne ringer",
    ("Sundhedsplejersken", LONG): "Sundheds|plejersken",
    ("Sundhedsplejersken", LONG_IN_TEXT): "Sundhedsplejersken",
    ("xqzwkxqzwkxqzwkxqzwk", LONG): "xqzwkxqzwkxqzwkxqzwk",
    ("arbejds" * 20, LONG): "arbejds" * 20,
    ("", LONG): "",
}


@pytest.mark.parametrize(("text", "longest"), JOINED)
def test_a_long_word_has_a_soft_hyphen_where_its_parts_meet(text: str, longest: int) -> None:
    joined = join_text(text, longest)
    assert joined.replace(SOFT_HYPHEN, "|") == JOINED[text, longest]
    assert joined.replace(SOFT_HYPHEN, "") == text
