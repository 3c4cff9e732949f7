"""Spelling: Danish words are known in all forms, mistakes are told of, and all that is no Danish is left alone.

(checks.speller, checks.spelling, checks.prose)
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import trees
from catalogue.checks import alone
from catalogue.checks import speller as spelling
from catalogue.checks.check import Check, check
from catalogue.checks.speller import Misspelling, Speller, WordList, danish_speller, find_misspellings, read_list
from catalogue.language import wording
from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.rendering.cache import RenderingCache
from catalogue.samples import writing
from catalogue.versions import find_inputs
from sites import Site
from some import some
from words import Words

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
LIST = spelling.FILE.read_text("utf-8")


def told(*texts: str) -> dict[str, str]:
    """Return the words told of in some texts, with the guesses."""
    return {one.word: one.guess for one in find_misspellings(texts, danish_speller())}


@pytest.mark.parametrize(
    "word",
    [
        *"hus huset husenes gik fik bøgernes bedst idéer ideer fx Danmark Grenaas".split(),
        # Put together, with and without letters that bind, more than once
        *"fraværssamtale morgenmøde demensvenlig hverdagsrehabilitering vagtplansmøde pårørendesamtale".split(),
        *"medinddragelse velfærdsteknologi ergoterapeuterne sidemandsoplæring børnehavebørnene".split(),
        *"skole-dagtilbudsområdet MED-udvalget LMU'erne SOSU-assistenterne QR-koden it-supporter sundheds-".split(),
        # Our own
        *"TRIO aftaleholdere nedslagene områdeudvalget dialogmaterialets chatbotten onboardingen Norddjurs'".split(),
    ],
)
def test_a_danish_word_is_known(word: str) -> None:
    assert danish_speller().knows(word)


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("medarbejer", "medarbejder"),
        ("komunikation", "kommunikation"),
        ("arbejdplads", "arbejdsplads"),
        ("velfærdteknologi", "velfærdsteknologi"),
        ("borgerre", "borgere"),
        ("boregren", "borgeren"),
        ("udemærket", "udmærket"),
        ("kompetancer", "kompetencer"),
        ("trivsl", "trivsel"),
        ("medarbejdersamtalle", "medarbejdersamtale"),
        # Often seen, and no letter away
        ("idag", "i dag"),
        ("tilgengæld", "til gengæld"),
        ("forsætter", "fortsætter"),
        # Nothing is near, or too much is
        ("fjumlegrød", ""),
        ("vilen", ""),
    ],
)
def test_a_mistake_is_told_of_with_the_nearest_guess_when_that_is_sure(word: str, guess: str) -> None:
    assert told(f"Vi har {word} med.") == {word: guess}


@pytest.mark.parametrize(
    "text",
    [
        "Skriv til koekenet@eksempel.invalid, eller se www.eksempel.invalid/bliik og https://eksempel.invalid/xyzt.",
        "Se units/gryyden/index.md, tavvle.jpg, mappen storiees/ og #tavlemøed.",
        "Vi har 3stk, a4ark, 12.30xx og abc_defg.",
        "Ord på -ningg, -elsse og -haftigk er endelser.",
        "FMK, LMUX'er og NEXUSS er forkortelser.",
        # Names within a sentence, and then at its start
        "Vi mødte Aakærr og Xyltra. Xyltra kom igen.",
        "Xyltra er et navn.",
        # Quotations: a few words, or many in another language
        "Det hedder »lean thinkingg« og “zorble”.",
        "Han sagde »we are all in the same boat today« til os.",
        "This is a whole sentence in English, which nobody would take for Danish.",
        "ja ok og så en e a",
        "",
    ],
)
def test_what_is_no_danish_word_is_left_alone(text: str) -> None:
    assert told(text) == {}


def test_a_mistake_in_a_quotation_in_danish_is_told_of() -> None:
    assert told("Hun sagde: »Vi fik en god snak om medarbejerne i dag.«") == {"medarbejerne": "medarbejderne"}


def test_a_capital_at_the_start_of_a_sentence_hides_no_mistake() -> None:
    assert told("Medarbejerne kom. »Komunikation er godt nok til os.«") == {
        "Medarbejerne": "Medarbejderne",
        "Komunikation": "Kommunikation",
    }


def test_a_word_is_told_of_once_and_in_the_order_it_is_read() -> None:
    assert list(told("Vi har trivsl og komunikation i en god blanding.", "Vi øger trivsl her hos os.")) == [
        "trivsl",
        "komunikation",
    ]


def test_a_long_text_of_unknown_words_is_given_up() -> None:
    asked = []

    class Counting(Speller):
        def _judge(self, word: str) -> bool:
            asked.append(word)
            return super()._judge(word)

    speller = Counting(read_dictionary, read_grammar(), WordList(frozenset(), frozenset(), {}))
    text = " ".join(
        f"vi har {'abcdefghij'[n % 10]}q{'abcdefghij'[n // 10 % 10]}xw{'abcdefghij'[n // 100]}" for n in range(1000)
    )
    assert len(list(find_misspellings([text] * 50, speller))) <= spelling.MOST_TOLD + 1
    assert len(asked) < 3 * spelling.MOST_LOOKED_UP


def test_the_dictionary_is_not_read_until_a_word_is_asked_for() -> None:
    def refuse() -> None:
        raise AssertionError("read")

    speller = Speller(refuse, read_grammar(), WordList(frozenset(), frozenset(), {}))  # type: ignore[arg-type]
    assert list(find_misspellings(["FMK 12 »«", ""], speller)) == []


# What colleagues write: nurses, teachers, gardeners, caretakers, cleaners, librarians and social workers

TABLES = Path(__file__).parent / "spelling"
MOST_FALSE = 0.02
"""The part of right words that may be told of."""


def words_of(name: str) -> list[str]:
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith(("#", "[")) for word in line.split()]


def test_few_right_words_are_told_of_and_none_is_guessed_to_be_itself() -> None:
    words = words_of("right.txt")
    assert len(words) == len(set(words)) > 800
    found = [(word, guess) for word in words for guess in told(f"Vi har også {word} med os her i dag.").values()]
    assert len(found) <= MOST_FALSE * len(words), found
    assert [pair for pair in found if pair[1] and not danish_speller().knows(pair[1])] == []
    assert [word for word, guess in found if guess == word] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi har også {} med os her i dag.",
        "Vi har også {}, når det regner hos os.",
        "Se {} 12 i bogen, som ligger her hos os.",
        "Vi har også det med her hos os, {}",
        "Vi har det med os {} Der er kaffe til alle.",
        "Vi ses igen i morgen ({}) her hos os.",
    ],
)
def test_few_abbreviations_with_a_full_stop_are_told_of(sentence: str) -> None:
    shorts = words_of("abbreviations.txt")
    assert len(shorts) == len(set(shorts)) > 250
    assert all(short.endswith(".") for short in shorts)
    found = [short for short in shorts if told(sentence.format(short))]
    assert len(found) <= MOST_FALSE * len(shorts), found


@pytest.mark.parametrize(
    ("sentence", "every"),
    [
        ("Vi har også {} med os her i dag.", 1),
        ("Vi har også, som du ved, {}.", 3),
        ("Vi har det med os: {}. Der er kaffe til alle.", 3),
        ("Vi ses igen (og {}) her hos os.", 3),
    ],
)
def test_what_is_misspelt_is_told_of_and_a_guess_is_right(sentence: str, every: int) -> None:
    """Each mistake is judged within a sentence; every third also where marks stand around it."""
    lines = (TABLES / "wrong.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")][::every]
    guesses = {mistake: told(sentence.format(mistake)).get(mistake) for mistake, _ in some(pairs)}
    assert [mistake for mistake, guess in guesses.items() if guess is None] == []
    assert len([guess for guess in guesses.values() if guess]) > 0.8 * len(pairs)
    assert [(mistake, guesses[mistake]) for mistake, right in pairs if guesses[mistake] not in ("", right)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The words of a language that is written with other letters, and words with letters that Danish lacks
        ("Velkommen hedder مرحبا på arabisk og ласкаво på ukrainsk.", {}),
        ("Hun hedder hej på tyrkisk: günaydın, şükür og çay.", {}),
        # Words beside a hyphen
        ("Vi har check-ins, check-uds og en walk-and-talk, og vi skriver to-do-lister.", {}),
        ("Vi har tavle-mødder hver dag.", {"tavle-mødder": ""}),
        # A compound that has a neighbour in the dictionary, and a word that is cut where nobody cuts it
        ("Vi lærte sårpleje og lånte en løvblæser.", {}),
        ("Vi ser på beoiser og vidtægterne.", {"beoiser": "beviser", "vidtægterne": "vedtægterne"}),
        # A form on its way to another
        ("Vi har en god politikk for matematikk.", {"politikk": "politik", "matematikk": "matematik"}),
        # A part that is no word is guessed at; one that is, is not
        ("Vi har en medarbejdersamtalle i dag.", {"medarbejdersamtalle": "medarbejdersamtale"}),
        ("Vi har et snoezelrum og en gribetang.", {"snoezelrum": "", "gribetang": ""}),
        # Abbreviations without their full stop, and a mistake before one
        ("Ring evt på tlf 12 eller vha kortet.", {}),
        ("Der er kaffe og komunikation. Og kage.", {"komunikation": "kommunikation"}),
    ],
)
def test_what_has_a_kind_of_its_own_is_judged_by_it(text: str, found: dict[str, str]) -> None:
    assert told(text) == found


# The advice on a page


def test_the_advice_names_words_where_they_stand_in_fields_body_and_pictures(draw: Draw, judge: Judge) -> None:
    more = (
        "plan:\n  - action: Vi laver en arbejdplads\n    lesson: Alt gik godt\n"
        "images:\n  - file: tavle.png\n    alt: En tavvle på væggen\n"
        "    consent: {people: ingen}\naliases: [medarbejer]\n"
    )
    body = "\nVi øger `trivsl` hver dag.\n\nVi øger **trivsl** hver dag.\n\n![En medarbejer ved døren](tavle.png)\n"
    docs = draw({**trees.small(), "units/gryden/borgeren.md": trees.interpretation(more=more, body=body)})
    (advice,) = [problem for problem in judge(docs).problems if problem.code == "T12"]
    assert (advice.path, advice.line) == ("units/gryden/borgeren.md", 6)
    assert advice.message == (
        "Ordbogen kender ikke »arbejdplads« (linje 6: mente du »arbejdsplads«?), "
        "»tavvle« (linje 10: mente du »tavle«?), "
        "»trivsl« (linje 15: mente du »trivsel«?) og »medarbejer« (linje 19: mente du »medarbejder«?). "
        "Se, om stavningen er rigtig."
    )


def test_the_advice_names_no_more_words_than_are_read(draw: Draw, judge: Judge) -> None:
    wrong = "xtavle xbord xstol xvindue xdør xlampe xkop xglas xfad xkniv".split()
    body = "".join(f"Vi har en fin og god {word} med til mødet hos os i dag.\n\n" for word in wrong)
    docs = draw({**trees.small(), "units/gryden/borgeren.md": trees.interpretation(body=body)})
    (advice,) = [problem for problem in judge(docs).problems if problem.code == "T12"]
    assert advice.message.count("linje") == spelling.MOST_TOLD
    assert "»xkop«" in advice.message
    assert "og flere. Se" in advice.message


def test_names_of_units_and_search_words_are_not_judged(draw: Draw, judge: Judge) -> None:
    unit = trees.unit("Køkkenet på torvvet", more="aliases: [køkenet, madden]\nredirect_from: [units/gamlle]\n")
    docs = draw({**trees.small(), "units/gryden/index.md": unit.replace("Kort om Køkkenet på torvvet", "Kort")})
    assert [problem.code for problem in judge(docs).problems] == []


def test_an_answer_is_kept_by_the_words_of_every_list() -> None:
    inputs = {file.name for file in find_inputs(alone.__name__)}
    assert {"spelling.txt", "words.yml", "danish.yml", "speller.py", "abbreviations.py"} <= inputs


def sections() -> dict[str, list[str]]:
    """Return the entries of our own list by heading."""
    found: dict[str, list[str]] = {}
    for line in LIST.splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("["):
            found[entry] = []
        elif entry:
            list(found.values())[-1].append(entry)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Vi taler om work-life balance, best practice og no hard feelings.",
        "»Learning by doing« og walk and talk: quick fix eller think tank?",
        "Vi har et follow-up efter en open space.",
        "Hva' så, ska' vi? Det sku' vi, og ka' I ik' ta' den, ta'r jeg den. Hva’ med jer?",
    ],
)
def test_english_phrases_and_words_as_they_are_spoken_are_let_be(text: str) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("Vi har en first for svar.", {"first": "frist"}),
        ("Den er good nok til os.", {"good": "god"}),
        ("Det er best for os alle.", {"best": "bets"}),
        ("Vi kalder det 'hva' og 'havv'.", {"hva": "hav", "havv": "hav"}),
        ("Komunikation' er svært.", {"Komunikation": "Kommunikation"}),
    ],
)
def test_a_slip_that_is_an_english_word_or_quoted_is_told_of(text: str, mistakes: dict[str, str]) -> None:
    assert told(text) == mistakes


def test_english_words_are_in_order_and_no_word_stands_twice() -> None:
    lines = [line for line in spelling.ENGLISH.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = [word for line in some(lines) for word in line.split()]
    assert words == sorted(set(words))


def test_the_list_is_in_danish_order_without_repetition() -> None:
    entries = [entry for section in sections().values() for entry in section]
    assert len(entries) == len(set(entries))
    for heading, section in some(sections().items()):
        assert section == sorted(section, key=wording.sort_key), heading
        assert section, heading


def test_every_word_of_the_list_is_needed() -> None:
    listed = read_list(LIST)
    without = WordList(frozenset(), spelling.own_words().exact - listed.exact, {})
    speller = Speller(read_dictionary, read_grammar(), without)
    # What is written in capitals is there for another rule (test_abbreviations).
    words = [word for word in sorted(listed.words | listed.exact) if not word.isupper()]
    assert [word for word in some(words) if speller.knows(word)] == []


def test_every_mistake_of_the_list_leads_to_something_right() -> None:
    for mistake, right in some(read_list(LIST).mistakes.items()):
        assert told(f"Vi har {mistake} her.") == {mistake: right}
        assert told(f"Vi har {right} her.") == {}


def test_a_list_is_read_without_its_notes() -> None:
    text = "# Ordlisten\n\n[Ord]\nchatbot  # fra engelsk\nGrenaa\n[Fejl]\nidag = i dag\n"
    assert read_list(text) == WordList(frozenset({"chatbot"}), frozenset({"Grenaa"}), {"idag": "i dag"})


# Our own words


def test_our_own_pages_are_spelt_rightly(own_site: Site) -> None:
    found: dict[Misspelling, str] = {}
    for address, page in some(own_site.own_pages.items()):
        texts = tuple(dict.fromkeys(Words(page.html).texts))
        found |= dict.fromkeys(find_misspellings(texts, danish_speller()), address)
    assert found == {}


def test_the_sample_gets_no_advice_on_spelling(tmp_path: Path, own_docs: Path) -> None:
    writing.write_sample(60, tmp_path / "docs", own_docs / "themes")
    found = check(tmp_path / "docs", trees.TODAY, RenderingCache(tmp_path / "renderings.sqlite"))
    assert len(found.reading.pages) > 60
    assert [problem.message for problem in found.problems if problem.code == "T12"] == []


def strings_in(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings; what is filled in is left open."""
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "»x«" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and {id(node)}.isdisjoint(said | parts):
            yield node.value


def test_everything_that_the_program_says_is_spelt_rightly() -> None:
    # What has a `|` or a backslash is a pattern, and a list of words and endings is no sentence.
    met = 0
    for path in sorted(Path(spelling.__file__).parents[1].rglob("*.py")):
        if path.name not in ("speller.py", "analysis.py"):
            danish_ones = [text for text in strings_in(path) if re.search(r"^[^|\\]* [^|\\]*[æøå][^|\\]*$", text)]
            code = r"%\(\w+\)[a-z]|\bcatalogue [a-z]+|--\w+|[A-Z][A-Z]\w*|\{\w*\}|<[^>]*>|`[^`]*`|#     .*"
            plain = [re.sub(code, "", text) for text in danish_ones]
            assert {word: path.name for text in plain for word in told(text)} == {}
            met += len(plain)
    assert met > 100
