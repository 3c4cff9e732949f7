"""Slugs: Danish letters spelt out, and nothing that an address cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.language.slugs import is_slug, slugify


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Idé på kanten", "ide-paa-kanten"),
        ("Blik for borgeren", "blik-for-borgeren"),
        ("En stærk fortælling", "en-staerk-fortaelling"),
        ("ÆØÅ", "aeoeaa"),
        ("a\u030a", "aa"),
        ("Hjemmeplejen Glesborg/Allingåbro", "hjemmeplejen-glesborg-allingaabro"),
        ("  – Hvad nu? –  ", "hvad-nu"),
        ("Über Straße", "ueber-strasse"),
        ("50 % færre", "50-faerre"),
        ("???", ""),
        ("日本", ""),
    ],
)
def test_slugs_spell_danish_letters_out(text: str, expected: str) -> None:
    assert slugify(text) == expected


@given(text=st.text())
def test_a_slug_is_empty_or_sound_and_stays_as_it_is(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug
