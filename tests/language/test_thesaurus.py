"""The thesaurus gives words that may stand in for others."""

from catalogue.language.thesaurus import list_substitutes, parse_thesaurus


def test_the_thesaurus_gives_close_words_and_no_narrower_ones() -> None:
    kodeord = "kodeord|2\n|adgangskode|løsen\n|feltråb (underbegreb)\n"
    text = f"utf-8\n{kodeord}rod|1\n|a|b|c|d|e|f|g\nnøgle|1\n|kodeord|svar|lås|hængsel\n"
    thesaurus = dict(parse_thesaurus(text))
    assert thesaurus["kodeord"] == {"adgangskode": 2, "løsen": 2}
    assert "rod" not in thesaurus
    assert list_substitutes(thesaurus, frozenset({"adgangskode", "svar"})) == {"kodeord": ["adgangskode"]}
