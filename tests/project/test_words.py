"""Words: whatever a reader, a writer or an editor meets is Danish; nothing of the engine's English shows through."""

import re
from collections.abc import Callable, Iterator

import pytest

from catalogue import checkout
from catalogue.checks import speller
from catalogue.checks.speller import danish_speller, find_misspellings
from catalogue.commands.parser import MESSAGES, PLURALS
from parsers import every_parser, typed_words
from processes import Finished
from sites import Site
from some import some
from words import Words

REMNANTS = (
    """
Skip to content|Search|Type to start searching|Initializing search|Table of contents|On this page|Back to top|Home
Next|Previous|Menu|Header|Footer|Navigation|Tabs|Close|Clear|Share|Copy to clipboard|Copied to clipboard|Made with
Edit this page|View source of this page|Last update|Created|No matching documents|Switch to dark mode|Read more
Switch to light mode|Select language|Page not found|Not found|Loading|Error|Warning|Note|Submit|Send|Cancel|Save
Was this page helpful?|Return to top|Permanent link|Table|More|Less|Show|Hide|Open|Download|Print|Details
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
"""What engines, themes and browsers' toolkits say in English where nobody has thought of it."""
ALSO_DANISH = {"Menu", "Navigation", "Print", "Send"}


def words_of(text: str) -> list[str]:
    """Return the words of a text that are to be Danish."""
    plain = speller._NO_WORDS.sub(" ", text)
    return [word for word in speller._WORD.findall(plain) if len(word) >= speller.SHORTEST]


def foreign(texts: list[str]) -> Iterator[str]:
    """Yield the texts of which so many words are unknown that they are hardly Danish."""
    for text in dict.fromkeys(texts):
        words = words_of(text)
        if words and 3 * sum(not danish_speller().knows(word) for word in words) > len(words):
            yield text


def test_nothing_on_a_page_is_in_english(own_site: Site) -> None:
    remnants = {remnant.casefold() for remnant in REMNANTS if remnant not in ALSO_DANISH}
    for address, page in some(own_site.own_pages.items()):
        texts = some(Words(page.html).texts)
        assert [text for text in texts if text.casefold().rstrip(".:…!") in remnants] == [], address
        assert list(foreign(texts)) == [], address


def test_every_remnant_would_be_seen() -> None:
    page = "<main><a href=#x title='Table of contents'>Skip to content</a><input placeholder=Search><img alt=Loading>"
    assert Words(page).texts == ["Table of contents", "Skip to content", "Search", "Loading"]
    assert list(foreign(["Skip to content", "Initializing search", "Spring til indholdet"])) == [
        "Skip to content",
        "Initializing search",
    ]


def test_words_are_read_as_people_meet_them() -> None:
    page = "<p>En <b>fed</b>tekst og <code>kode</code> her</p><p lang=en>English</p><script>let x</script><p>To</p>"
    assert Words(page).texts == ["En fedtekst og her", "To"]


def test_what_the_browser_says_is_spelt_rightly() -> None:
    met = 0
    for file in sorted(checkout.OVERRIDES.rglob("*.js")):
        code = re.sub(r"^\s*(?://|/?\*).*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
        code = re.sub(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", " »x« ", code)
        said = re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
        texts = [re.sub(r"<[^>]*>", " »x« ", one or other) for one, other in said]
        danish = [
            text for text in texts if re.search(r"[æøåÆØÅ]", text) and re.fullmatch(r"[^\\|=\[\]]* [^\\|=\[\]]*", text)
        ]
        assert list(find_misspellings(danish, danish_speller())) == [], file.name
        met += len(danish)
    assert met > 20


# The command line

NAMES = {"catalogue", "current", "docs", "main", *typed_words()}
"""Words on the command line that are typed as they stand."""


def told_in_english(text: str) -> set[str]:
    """Return the words of a help or a message that are not Danish."""
    plain = re.sub(r"--[\w-]+|\b[a-z]+/[a-z]*", " ", text)
    return {word for word in words_of(plain) if not danish_speller().knows(word)} - NAMES


@pytest.mark.parametrize("command", every_parser())
def test_the_help_of_every_command_is_in_danish(command: str) -> None:
    assert told_in_english(every_parser()[command].format_help()) == set()


def test_whatever_argparse_may_say_is_in_danish() -> None:
    said = " ".join([*MESSAGES.values(), *(form for forms in PLURALS.values() for form in forms)])
    assert told_in_english(re.sub(r"%(\(\w+\))?[rs]", " ", said)) == {"required", "dest"}, "two names in argparse"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chek"], "ukendt valg: »chek« (vælg mellem »check«"),
        (["check", "--format"], "--format: der mangler en værdi"),
        (["check", "--format", "x"], "ukendt valg: »x« (vælg mellem"),
        (["check", "--nyt"], "ukendte ord: --nyt"),
        (["check", "--today", "i dag"], "»i dag« er ikke en dato."),
        (["publish", "--rollback=x", "y"], "valget tager ikke en værdi: »x«"),
        (["new", "--a", "x", "--u", "y", "--s", "z", "--t"], "valget er ikke skrevet helt ud: --t kan være"),
        (["sample", "--units", "0", "x"], "»0« er ikke et tal fra 1 til 10000."),
        (["new"], "disse ord mangler: unit|interpretation|idea|story|meeting, TITEL"),
    ],
)
def test_a_command_that_is_wrong_is_answered_in_danish(
    words: list[str], told: str, run: Callable[..., Finished]
) -> None:
    done = run(*words)
    assert done.status == 2
    assert told in done.err
    assert told_in_english(done.err) <= {"chek"}
