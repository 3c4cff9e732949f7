"""The form judges as the check does: one table of cases, and texts of any kind, judged in Python and in the browser.

A case of `privacy.json` says what a text holds: each number from where to where in characters, what may be shown of it,
and how sure that is; or the codes of what the check says. Its people are long dead, or will be born when they are told
of.

(checks.browser, checks.javascript)
"""

import html.entities
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

import trees
from catalogue.checks import browser as criteria
from catalogue.checks import javascript, rulebook
from catalogue.checks.leaks import find_leaks
from catalogue.checks.rules import people, privacy, texts
from catalogue.checks.subject import Subject
from catalogue.privacy.cpr import birthday, find_numbers, has_check_digit
from catalogue.privacy.disguises import look_up, reveal
from catalogue.reading import files
from filling import ANSWERS, Window
from people import CHECKED, NEW_YEAR, UNCHECKED, make_number, spellings
from some import some

CASES = json.loads((Path(__file__).parent / "privacy.json").read_text("utf-8"))
NUMBERS, ADVICE = CASES["numbers"], CASES["advice"]
RULES = (
    privacy.cpr_number,
    privacy.possible_number,
    privacy.secret,
    privacy.private_contact,
    privacy.known_citizen,
    people.personal_mail,
    texts.template_text,
)

pytestmark = pytest.mark.browser
JUDGE = """async ({ rules, said, texts }) => {
  const { advise, findNumbers, mask } = await import("/assets/javascripts/form/privacy.js")
  const { reveal } = await import("/assets/javascripts/form/disguises.js")
  const { lines, prepare } = await import("/assets/javascripts/form/texts.js")
  prepare(rules)
  const count = (text, end) => Array.from(text.slice(0, end)).length
  return texts.map(([text, day]) => ({
    numbers: findNumbers(text, rules, day).map(({ start, end, masked, certainty }) => {
      return [count(text, start), count(text, end), masked, certainty]
    }),
    masked: [mask(text, rules, day), mask(text, rules, day, true)],
    shown: reveal(text, rules).text,
    said: advise(lines(text), { rules, said }, day),
  }))
}"""

READ = """async ({ rules, begin, end, step }) => {
  const { reveal } = await import("/assets/javascripts/form/disguises.js")
  const points = Array.from({ length: Math.ceil((end - begin) / step) }, (_, at) => begin + step * at)
  return points.map((point) => reveal(`a${String.fromCodePoint(point)}z`, rules).text).join("\\n")
}"""


@pytest.fixture(scope="module")
def page(browser: Any, server: Any) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{server.address}/contribute/form/")
    yield page
    page.close()


def judge(page: Page, cases: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return what the browser makes of texts, each on its day."""
    said = criteria.describe_words(["Sundhed og Omsorg"])
    answers: list[dict[str, Any]] = page.evaluate(
        JUDGE, {"rules": criteria.describe_rules(), "said": said, "texts": cases}
    )
    return answers


def numbers_in(text: str, day: str) -> list[list[Any]]:
    found = find_numbers(text, date.fromisoformat(day))
    return [[number.start, number.end, number.masked, number.certainty.value] for number in found]


def masked(text: str, numbers: list[list[Any]]) -> str:
    """Return a text with the numbers masked, each once."""
    done, pieces = 0, []
    for start, end, shown, _ in numbers:
        if end > done:
            pieces += [text[done : max(start, done)], shown]
            done = end
    return "".join([*pieces, text[done:]])


def told_of(text: str) -> list[tuple[str, bool, str]]:
    """Return what the check tells of a text that is a story: codes, whether it is an error, and the message."""
    source = files.decode("stories/x.md", trees.story(body=text).encode())
    assert isinstance(source, str)
    story, _ = trees.read("stories/x.md", source)
    assert story is not None
    found = find_leaks(story.path, trees.TODAY, source)
    problems = rulebook.judge_alone(Subject(story.path, trees.TODAY, story, leaks=found))
    return [(problem.code, problem.is_error, problem.message) for problem in problems]


def as_the_form_says(message: str) -> str:
    """Return a message of the check without what only a file's writer can use."""
    return message.replace("Linjen", "Teksten").split(" Stop her")[0]


def day_of(case: dict[str, Any]) -> str:
    return str(case.get("day", trees.TODAY))


# The table


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case["what"])
def test_the_check_finds_in_a_text_the_numbers_that_the_table_says(case: dict[str, Any]) -> None:
    assert numbers_in(case["text"], day_of(case)) == case["numbers"]


def test_the_form_finds_in_every_text_the_numbers_that_the_table_says(page: Page) -> None:
    answers = judge(page, [(case["text"], day_of(case)) for case in NUMBERS])
    found = {case["what"]: answer["numbers"] for case, answer in zip(NUMBERS, answers, strict=True)}
    assert found == {case["what"]: case["numbers"] for case in NUMBERS}


def test_the_form_masks_the_numbers_that_it_finds_and_nothing_else(page: Page) -> None:
    answers = judge(page, [(case["text"], day_of(case)) for case in NUMBERS])
    for case, answer in zip(NUMBERS, answers, strict=True):
        sure = [number for number in case["numbers"] if number[3] == "sure"]
        assert answer["masked"] == [masked(case["text"], case["numbers"]), masked(case["text"], sure)], case["what"]


@pytest.mark.parametrize("case", ADVICE, ids=lambda case: case["what"])
def test_the_check_tells_of_a_text_what_the_table_says(case: dict[str, Any]) -> None:
    assert sorted(code for code, _, _ in told_of(case["text"])) == sorted(case["codes"])


def test_the_form_says_of_every_text_what_the_check_says(page: Page) -> None:
    answers = judge(page, [(case["text"], day_of(case)) for case in ADVICE])
    for case, answer in zip(ADVICE, answers, strict=True):
        told = [[is_error, as_the_form_says(message)] for _, is_error, message in told_of(case["text"])]
        assert sorted(answer["said"]) == sorted(told), case["what"]


def test_nobody_who_lives_has_a_number_of_the_table() -> None:
    """Whoever is of our days there has none that adds up, and before 2007 nobody got such a one."""
    found = ((case, find_numbers(case["text"], date.fromisoformat(day_of(case)))) for case in NUMBERS)
    for case, number in some((case, number) for case, numbers in found for number in numbers):
        born = birthday(number.digits)
        assert born is not None
        is_nobody = born.year < 1910 or born > trees.TODAY or not has_check_digit(number.digits)
        assert is_nobody or case["what"] == "a time stamp that adds up"


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"title": "CPR hos os", "summary": f"Ordre {UNCHECKED}"}, "summary"),  # The file has the title right above it.
        ({"summary": f"{CHECKED[:6]}\n- {CHECKED[6:]}"}, "summary"),  # In the file it stands on one line.
        ({"section-1": f"Vi ringer til {spellings(CHECKED)['full width']}."}, "section-1"),
    ],
)
def test_the_form_stops_the_numbers_that_the_check_finds_in_the_file(
    window: Callable[..., Window], answers: dict[str, str], name: str
) -> None:
    form = window().open()
    form.fill({**ANSWERS, **answers})
    assert form.faults == [f"Teksten indeholder et CPR-nummer ({CHECKED[:4]}xx-xxxx)."]
    expect(form.page.locator(f"[name='{name}']")).to_have_attribute("aria-invalid", "true")


LET_STAND = (
    "Vores P-nr. er 1010050452",
    "P-nummer: 1010050452.",
    "Vi er produktionsenhed 1010050452 i kommunen.",
    "**P-nr.** 1010050452",
    "Vi har p-nr 10100504 52.",
    "EAN 5790010100504",
)


def test_a_number_that_the_check_lets_stand_is_typed_into_a_story_and_stands_in_its_file(
    window: Callable[..., Window],
) -> None:
    form = window().open("contribute/form/story/")
    form.fill({"title": "Da døren gik op", "date": "2026-03-01", "summary": "Kort.", "themes": "blik-for-borgeren"})
    for text in some(LET_STAND):
        form.fill({"body": text})
        assert (told_of(text), form.faults) == ([], [])
        assert text in form.text
        assert form.page.get_by_text("CPR-nummer (").all_inner_texts() == []


# Texts of any kind


def assert_alike(page: Page, cases: Sequence[tuple[str, str]]) -> None:
    for (text, day), answer in zip(cases, judge(page, cases), strict=True):
        numbers = numbers_in(text, day)
        assert answer["shown"] == reveal(text).text, (text, day)
        assert answer["numbers"] == numbers, (text, day)
        assert answer["masked"][0] == masked(text, numbers), (text, day)


def test_a_number_in_any_spelling_is_one_to_both(page: Page) -> None:
    digits = (CHECKED, UNCHECKED, NEW_YEAR, make_number("101090", checked=True))
    frames = ("Vi talte med {} i dag.", "P-nr. {}", "{} (cpr)", "😀 {}{}")
    written = [frame.format(one, one) for number in digits for one in spellings(number).values() for frame in frames]
    assert_alike(page, [(text, str(trees.TODAY)) for text in written])


@pytest.mark.parametrize(("begin", "end", "step"), [(0, 0xD800, 1), (0xE000, 0x40000, 1), (0x40000, 0x110000, 251)])
def test_every_character_is_read_alike(page: Page, begin: int, end: int, step: int) -> None:
    """The browser may know another Unicode than Python, and what Python knows goes along."""
    span = {"begin": begin, "end": end, "step": step}
    shown = page.evaluate(READ, {"rules": criteria.describe_rules(), **span}).split("\n")
    read = {point: reveal(f"a{chr(point)}z").text for point in range(begin, end, step)}
    unlike = [(hex(point), one, other) for one, (point, other) in zip(shown, read.items(), strict=True) if one != other]
    assert unlike == []


def test_every_entity_is_read_alike(page: Page) -> None:
    numbers = [*range(0x300), *range(0xD7FE, 0xE002), *range(0xFDC0, 0xFE10), *range(0xFFF0, 0x10002), 0x1F600]
    numbers += [0x1FFFE, 0x10FFFF, 0x110000, 0xFFFFFF]
    written = [*html.entities.html5, *(f"#{number};" for number in numbers), *(f"#x{number:x}" for number in numbers)]
    assert_alike(page, [(f"070761&{entity}{CHECKED[6:]} <b>", str(trees.TODAY)) for entity in written])


def test_no_character_beyond_the_table_is_anything_to_a_reader() -> None:
    assert {look_up(chr(point)) for point in range(javascript.END, 0x110000)} == {""}


_ZEROS = (0x30, 0x30, 0xFF10, 0x660, 0x1D7D8, 0x1FBF0, 0x245F)
DIGITS = st.sampled_from([*(chr(zero + one) for zero in _ZEROS for one in range(10)), *"²³¹⁰⁴⁵₀₁⓪➀½㉑፩"])
BIRTHS = st.sampled_from(
    [*"070761 010165 101090 070757 290200 07.07.61 15.03.24 01-01-05 07/07-1961 07072057".split(), "01 01 05"]
)
SERIALS = st.sampled_from([CHECKED[6:], UNCHECKED[6:], "1030", "4999", "5000", "9000", "10 30", "0 0 0 1"])
JOINTS = st.sampled_from(
    [
        *(
            "",
            "",
            " ",
            "-",
            " - ",
            "–",
            "\u2009",
            "\u00a0",
            ".",
            "/",
            "-\n",
            "\n\n",
            "\n- ",
            "\n> ",
            "\r\n",
            "\t",
            "|",
            "(",
        ),
        *"&nbsp; &#45; &ndash; &amp;shy; &#11; &#x1f; &#150; &foo; &notit; &NewLine; &NotEqualTilde; & &#".split(),
        *"%2D %C2%A0 %ED%A0%80 %C3%28 %EF%BF%BD %F0%9F%98%80 % \\- \\x2d \\u2011 \\ud83d \\ude00 \\".split(),
        *"<br> <b> </i> <p> </td><td> <a\u00a0b= <a\ufeffb= <!-- --> < >".split(" "),
        *"[^1] [^1 ](#a) ](#a)[ ](1) \\U00000031 \\U9999999900 | || \n|".split(" "),
        *(" og ", " og så ", ", sidste fire ", ". De 4 sidste er ", " løbenr. ", ". juli ", " jan. 19"),
    ]
)
MARKS = st.sampled_from(
    [
        *"* ** _ ~~ ` 😀 𐐀 İ ﬃ é 漢 \u200b \u00ad \u0336 \ufeff \ufe0f \u0378 \ue000 \U000e0031 \U0001e4f5".split(),
        *"\x1c\x1f\x85\u2028\u2029\f\v\0",
    ]
)
WORDS = st.sampled_from(
    [
        "cpr",
        "CPR-nr. ",
        "født ",
        "P-nr. ",
        "p nummer ",
        "Produktionsenhed ",
        "Vi ringer ",
        "ｃｐｒ",
        "x" * 30,
        "😀" * 30,
    ]
)
PIECES = st.one_of(DIGITS, BIRTHS, SERIALS, JOINTS, MARKS, WORDS)
WHOLE = st.tuples(WORDS | st.just(""), BIRTHS, JOINTS, SERIALS, JOINTS, WORDS | st.just("")).map("".join)
TEXTS = st.one_of(WHOLE, st.lists(PIECES | WHOLE | st.characters(exclude_categories=["Cs"]), max_size=24).map("".join))
DAYS = st.sampled_from(["2026-06-01", "2026-06-01", "2024-03-15", "2057-12-31", "2000-02-28"])


@settings(max_examples=12)
@given(cases=st.lists(st.tuples(TEXTS, DAYS), min_size=60, max_size=90))
def test_any_text_holds_the_same_numbers_to_both(page: Page, cases: list[tuple[str, str]]) -> None:
    assert_alike(page, cases)


SAYINGS = st.lists(
    st.sampled_from(
        [
            *("anna.hansen@", "eksempel.invalid", "vi@", "privat", "Privat ", "telefon", "12345678", "+45 12 34 56 78"),
            *(
                "[skriv",
                " her]",
                "](",
                "TODO",
                "todo",
                "xxx",
                "‹",
                "›",
                "lorem ipsum",
                "Lorem ",
                "١٢٣٤٥٦٧٨",
                "Fru ",
                "Hr. ",
                "Jensen",
                "stue 4",
                "seng",
                " kr.",
                "Kodeord: ",
                "koden til døren er ",
                "Dørkode ",
                "token=",
                "4711",
                "Sommer2026",
                "aB3dE5gH7jK9mN1p",
            ),
            *("(", ": ", "**", " ", "\n", ".", "-", "æ", "ı", "İ", "ſ", "K", "é", "😀", "\u00a0", "\u0301"),
        ]
    ),
    max_size=10,
).map("".join)


@settings(max_examples=8)
@given(batch=st.lists(SAYINGS, min_size=40, max_size=60))
def test_of_any_text_the_form_says_what_the_check_says(page: Page, batch: list[str]) -> None:
    for text, answer in zip(batch, judge(page, [(text, str(trees.TODAY)) for text in batch]), strict=True):
        told = [[is_error, as_the_form_says(message)] for _, is_error, message in told_of(text)]
        assert sorted(answer["said"]) == sorted(told), text


@pytest.mark.parametrize(
    "evil",
    [
        *("0 ", "0", "0*", "<a ", "<a>", "&amp;", "%C3", "0.0.0.0-", "070761-", "\n> 0", "0\u200b", "😀1"),
        *("cpr 7. juli 61 ", "070761 sidste fire ", "070761 og så ", "070761 | ", "](", "[^"),
    ],
)
def test_a_long_and_evil_text_is_judged_to_its_end_and_alike(page: Page, evil: str) -> None:
    """A pattern that grew with the square of the text would not come back from this; the bench has no need of it."""
    assert_alike(page, [(evil * (100_000 // len(evil)) + f" {CHECKED}", str(trees.TODAY))])


def test_an_escape_that_python_alone_takes_is_written_as_javascript_has_it() -> None:
    assert javascript.with_unicode(re.escape("a b-c#d.e~f")) == r"a b-c#d\.e~f"
    assert javascript.with_unicode(r"[a\-z]\ ") == r"[a\-z] "
