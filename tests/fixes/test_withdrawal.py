"""A page without some pictures is what it would be if they had never been on it (fixes.withdrawal)."""

import pytest

from catalogue.fixes.withdrawal import without_pictures
from catalogue.model.pictures import images_of
from trees import read

PAGE = "units/gryden/borgeren.md"
GONE = ("units/gryden/tavle.jpg",)
CONSENT = "consent: {people: ingen}"
HEAD = "title: Et\nsummary: To.\nupdated: 2026-02-01\n"
TWO = f"images:\n- file: tavle.jpg\n  alt: En\n  {CONSENT}\n- file: fad.jpg\n  alt: To\n  {CONSENT}\n"
FIELDS = {
    "the only one": (f"images:\n  - file: tavle.jpg\n    alt: En\n    {CONSENT}\nwhere: Hus B\n", "where: Hus B\n"),
    "the first of two": (f"{TWO}where: Hus B\n", f"images:\n- file: fad.jpg\n  alt: To\n  {CONSENT}\nwhere: Hus B\n"),
    "the last of two": (
        f"images:\n  - file: fad.jpg\n    alt: To\n    {CONSENT}\n  - alt: En\n    file: tavle.jpg\n    {CONSENT}\n",
        f"images:\n  - file: fad.jpg\n    alt: To\n    {CONSENT}\n",
    ),
    "a consent of many lines": (
        "images:\n  - file: tavle.jpg\n    alt: >-\n      En lang\n      tekst\n    consent:\n      people: ingen\n"
        "      channels:\n        - kataloget\nwhere: Hus B\n",
        "where: Hus B\n",
    ),
    "in brackets": (
        f"images: [{{file: tavle.jpg, alt: En, {CONSENT}}}, {{file: fad.jpg, alt: To, {CONSENT}}}]\n",
        f"images: [{{file: fad.jpg, alt: To, {CONSENT}}}]\n",
    ),
    "last in brackets": (
        f"images: [{{file: fad.jpg, alt: To, {CONSENT}}}, {{file: tavle.jpg, alt: En, {CONSENT}}}]\n",
        f"images: [{{file: fad.jpg, alt: To, {CONSENT}}}]\n",
    ),
    "twice": (
        f"{TWO}- file: tavle.jpg\n  alt: Igen\n  {CONSENT}\n",
        f"images:\n- file: fad.jpg\n  alt: To\n  {CONSENT}\n",
    ),
    "a picture of another name": (f"images:\n- file: min-tavle.jpg\n  alt: En\n  {CONSENT}\n",) * 2,
}
BODIES = {
    "Før.\n\n![En tavle](tavle.jpg)\n\nEfter.\n": "Før.\n\nEfter.\n",
    'Før ![en [lille] tavle](./tavle.jpg#x "Vores") efter.\n': "Før  efter.\n",
    "Se [billedet](../gryden/tavle.jpg) her.\n": "Se billedet her.\n",
    "Se [![En tavle](tavle.jpg)](tavle.jpg).\n": "Se .\n",
    "![En][t]\n\n[t]: tavle.jpg\n\nEfter.\n": "\nEfter.\n",
    "![t] og [t][]\n\n[T]: <tavle.jpg>\n": " og t\n\n",
    "![En](t%61vle.jpg)\nEfter.\n": "Efter.\n",
    "![En](/units/gryden/tavle.jpg)\n": "",
    "![Et fad](fad.jpg) `tavle.jpg` [tavlen](../andre/tavle.jpg)\n": None,
    "Ordet tavle.jpg alene.\n": None,
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_entry_of_a_picture_goes_and_no_other(name: str) -> None:
    before, after = FIELDS[name]
    assert without_pictures(PAGE, f"---\n{HEAD}{before}---\nTekst.\n", GONE) == f"---\n{HEAD}{after}---\nTekst.\n"
    page, problems = read(PAGE, f"---\n{HEAD}{after}---\nTekst.\n")
    assert (page is not None, problems) == (True, [])
    assert page is not None
    assert "tavle.jpg" not in [image.file for _, image in images_of(page)]


@pytest.mark.parametrize("body", BODIES)
def test_what_shows_a_picture_goes_from_the_text_and_the_words_of_a_link_stay(body: str) -> None:
    expected = BODIES[body] if BODIES[body] is not None else body
    assert without_pictures(PAGE, f"---\n{HEAD}---\n{body}", GONE) == f"---\n{HEAD}---\n{expected}"


def test_the_picture_over_a_story_goes_and_line_ends_stay() -> None:
    before = (
        f"---\r\ntitle: Et\r\nimage:\r\n  file: tavle.jpg\r\n  alt: En\r\n  {CONSENT}\r\ntells_hard: true\r\n---\r\n"
    )
    after = without_pictures("stories/proeven.md", before, ("stories/tavle.jpg",))
    assert after == "---\r\ntitle: Et\r\ntells_hard: true\r\n---\r\n"


@pytest.mark.parametrize(
    "text", ["", "Ingen felter ![En](tavle.jpg)\n", "---\ntitle: [\n---\n![En](tavle.jpg)\n", "---\n- tavle.jpg\n---\n"]
)
def test_a_page_that_cannot_be_read_loses_what_its_text_shows_and_nothing_is_raised(text: str) -> None:
    assert "![En]" not in without_pictures(PAGE, text, GONE)
