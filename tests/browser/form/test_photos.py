"""Photos in the form: drawn anew, asked about one question at a time, and sent with the page or as files.

(views.parts.photos)
"""

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from barriers import WCAG, find_barriers
from catalogue.problems.faults import CITIZEN_SHOWN
from catalogue.views.parts.photos import NO_WORD, PHOTOS
from filling import ANSWERS, Form, Window, unfold
from some import some

pytestmark = pytest.mark.browser

STAYS = "Din tekst er her stadig."
WORDS = {photo.keys[0]: photo.words for photo in PHOTOS}
NOBODY = {
    "phone": "ja",
    "readable": "nej",
    "consent.people": "ingen",
    "consent.channels": "kataloget",
    "rights": "ja",
}
COLLEAGUES = {
    "phone": "spurgt",
    "readable": "offentligt",
    "consent.people": "kolleger",
    "agreed": "ja",
    "consent.channels": "kataloget",
    "consent.given": "2. maj 2026",
    "consent.kept_by": "Teamlederen",
    "informed": "ja",
    "rights": "ja",
}
"""What is answered so that one can go on, in the order in which it is asked."""
STOPS = {
    "a telephone of one's own": ({"phone": "nej"}, "phone", "Spørg din leder først"),
    "a board that can be read": ({"phone": "ja", "readable": "ja"}, "readable", "kan handle om en borger"),
    "a citizen": (
        {"phone": "ja", "readable": "nej", "consent.people": "borgere"},
        "consent.people",
        CITIZEN_SHOWN,
    ),
    "colleagues who were not asked": (
        {"phone": "ja", "readable": "nej", "consent.people": "kolleger", "agreed": "nej"},
        "agreed",
        NO_WORD,
    ),
    "colleagues who cannot change their mind": (
        {key: {"informed": "nej"}.get(key, value) for key, value in COLLEAGUES.items() if key != "rights"},
        "informed",
        "kan fortryde",
    ),
    "somebody else's": ({**NOBODY, "rights": "nej"}, "rights", "Spørg fotografen"),
}


def photograph(size: tuple[int, int] = (2400, 1200)) -> bytes:
    """Return a JPEG file as a phone makes it: with its maker, its place, a comment and a small picture within it."""
    exif = Image.Exif()
    exif[0x010F] = "EKSEMPELFABRIK"
    exif[0x0112] = 6  # It lies on its side.
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 24.0, 30.0), 3: "E", 4: (10.0, 52.0, 12.0)})
    small = io.BytesIO()
    Image.new("RGB", (64, 32), "orange").save(small, "JPEG")
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, "JPEG", exif=exif, comment=b"HEMMELIGT STED" + small.getvalue()[:40])
    raw = target.getvalue()
    with Image.open(io.BytesIO(raw)) as made:
        assert made.getexif().get_ifd(0x8825)[2] == (56.0, 24.0, 30.0)
    return raw


@pytest.fixture
def choose(window: Callable[..., Window], tmp_path: Path) -> Callable[..., Form]:
    """Open a form and choose pictures in it."""

    def choose(count: int = 1, path: str = "contribute/form/") -> Form:
        form = window().open(path)
        for number in range(count):
            (tmp_path / f"IMG_000{number}.jpg").write_bytes(photograph((2400, 1200) if not number else (300, 200)))
        chooser = form.page.locator("[data-choose]")
        unfold(chooser)
        chooser.set_input_files(sorted(tmp_path.glob("IMG_*.jpg")))
        expect(form.page.locator("[data-shots] [data-step]")).to_have_count(count)
        return form

    return choose


def answer(form: Form, answers: Mapping[str, str], at: int = 0) -> None:
    form.fill({f"images.{at}.{key}": value for key, value in answers.items()})


def asked(form: Form, at: int = 0) -> list[str]:
    """Return the questions that are shown of a picture."""
    shot = form.page.locator("[data-shots] [data-step]").nth(at)
    return [one.locator("legend").inner_text() for one in shot.locator("[data-ask]").all() if one.is_visible()]


def fault_at(form: Form, name: str) -> Locator:
    return form.page.locator(f"[data-field='{name}'] > [data-error]")


@pytest.mark.parametrize("answers", [NOBODY, COLLEAGUES], ids=["nobody", "colleagues"])
def test_questions_come_one_by_one_and_make_a_consent_that_the_check_takes(
    choose: Callable[..., Form], answers: Mapping[str, str]
) -> None:
    form = choose()
    expected = [words for key, words in WORDS.items() if key in answers]
    for number, key in enumerate(key for key in answers if key in WORDS):
        assert asked(form) == expected[: number + 1]
        answer(form, {key: answers[key]})
        if key == "consent.given":
            answer(form, {"consent.kept_by": answers["consent.kept_by"]})
    assert asked(form) == expected
    form.fill({**ANSWERS, "images.0.alt": "En gryde på komfuret"})
    assert form.faults == []
    page, problems = form.read()
    assert (page is not None, [one.message for one in problems]) == (True, [])
    assert page is not None
    (image,) = page.fields.images  # type: ignore[union-attr]
    assert image.alt == "En gryde på komfuret"
    assert (image.consent.people, image.consent.channels) == (answers["consent.people"], ("kataloget",))
    told = (str(image.consent.given), image.consent.kept_by, str(image.consent.review))
    assert told == (("2026-05-02", "Teamlederen", "2028-05-02") if answers is COLLEAGUES else ("None", None, "None"))


@pytest.mark.parametrize("name", STOPS)
def test_an_answer_that_stops_says_so_at_once_and_the_text_stays(choose: Callable[..., Form], name: str) -> None:
    answers, key, words = STOPS[name]
    form = choose()
    form.fill(ANSWERS)
    answer(form, answers)
    fault = fault_at(form, f"images.0.{key}")
    expect(fault).to_contain_text(words)
    expect(fault).to_contain_text(STAYS)
    expect(fault).to_have_role("alert")
    assert asked(form)[-1] == WORDS[key]
    assert any(words in one for one in form.faults)
    assert form.page.locator("[name='title']").input_value() == ANSWERS["title"]
    form.page.get_by_role("button", name="Fjern billedet 1").click()
    assert form.faults == []


def test_nothing_goes_before_every_question_of_every_picture_is_answered(choose: Callable[..., Form]) -> None:
    form = choose(2)
    form.fill({**ANSWERS, "images.0.alt": "En gryde"})
    answer(form, NOBODY)
    assert form.faults == ["Udfyld »Billedtekst« i billede 2.", PHOTOS[0].missing]
    answer(form, {**COLLEAGUES, "alt": "To kolleger", "consent.given": "i går", "informed": "ja"}, 1)
    assert any("i går" in one for one in form.faults)
    answer(form, {"consent.given": "2. maj 2026"}, 1)
    assert form.faults == []


def test_what_is_answered_of_a_picture_goes_with_it_and_to_no_other(choose: Callable[..., Form]) -> None:
    form = choose(2)
    form.fill(ANSWERS)
    answer(form, {**COLLEAGUES, "alt": "Den første"})
    answer(form, {**NOBODY, "alt": "Den anden"}, 1)
    form.page.get_by_role("button", name="Fjern billedet 1").click()
    expect(form.page.locator("[data-shots] [data-step]")).to_have_count(1)
    assert form.faults == []
    assert ("Den anden" in form.text, "Den første" in form.text, "kolleger" in form.text) == (True, False, False)
    form.page.get_by_role("button", name="Fjern billedet 1").click()
    form.page.reload()
    expect(form.page.locator("[data-markdown]")).not_to_be_empty()
    assert "images" not in form.text  # No picture is kept, and no yes without its picture.


def test_a_picture_leaves_without_place_maker_comment_and_thumbnail_at_2000_pixels_and_the_right_way_up(
    choose: Callable[..., Form], tmp_path: Path
) -> None:
    form = choose(2)
    form.fill({**ANSWERS, "images.0.alt": "En gryde", "images.1.alt": "Et fad"})
    for number in range(2):
        answer(form, NOBODY, number)
    saved = list(_save_pictures(form, tmp_path))
    named = [line.split(": ")[1].strip() for line in form.text.splitlines() if "file: " in line]
    assert [file.name for file in saved] == named
    assert [_read(file) for file in saved] == [("WEBP", (1000, 2000)), ("WEBP", (200, 300))]
    for file in saved:
        raw = file.read_bytes()
        assert not any(word in raw for word in (b"Exif", b"EKSEMPELFABRIK", b"HEMMELIGT", b"GPS", b"EXIF", b"XMP"))


def _save_pictures(form: Form, folder: Path) -> Iterator[Path]:
    buttons = form.page.locator("[data-downloads] [data-picture]")
    unfold(buttons.first)
    for button in buttons.all():
        with form.page.expect_download() as download:
            button.click()
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        yield target


def _read(file: Path) -> tuple[str | None, tuple[int, int]]:
    with Image.open(file) as image:
        assert not image.getexif()
        return image.format, image.size


@pytest.mark.parametrize("path", ["contribute/form/unit/", "contribute/form/story/"])
def test_pages_of_other_kinds_take_pictures_too(choose: Callable[..., Form], path: str) -> None:
    form = choose(path=path)
    answer(form, {**NOBODY, "alt": "En gryde"})
    assert "images:\n  - file: billede-" in form.text
    assert "    consent:\n      people: ingen\n      channels: [kataloget]\n" in form.text


def test_a_plan_takes_no_pictures(window: Callable[..., Window]) -> None:
    expect(window().open("contribute/form/plan/").page.locator("[data-choose]")).to_have_count(0)


def test_the_questions_are_answered_by_keyboard_and_fit_a_narrow_screen(choose: Callable[..., Form]) -> None:
    form = choose()
    page = form.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("[name='images.0.alt']").focus()
    page.keyboard.type("En gryde")
    for keys in (["Tab", "Space"], ["Tab", "Space"], ["Tab", "ArrowDown"]):
        for key in keys:
            page.keyboard.press(key)
    assert asked(form)[-1] == WORDS["agreed"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert find_barriers(page, WCAG) == []
    choices = page.locator("[data-shots] .c-form__choice:visible, [data-shots] button:visible")
    assert all((box.bounding_box() or {"height": 0})["height"] >= 44 for box in some(choices.all()))


def test_a_picture_is_offered_only_with_the_texts_of_places_that_its_consent_names(
    window: Callable[..., Window],
) -> None:
    opened = window()
    page = opened.context.new_page()
    page.goto(f"{opened.address}/stories/da-ruten-blev-kendt/")
    page.get_by_role("main").get_by_role("button", name="Del", exact=True).click()
    page.get_by_text("Tekster til andre steder").click()
    texts = page.locator(".c-panel__texts")
    offered = texts.get_by_role("link").all()
    named = [" ".join(one.inner_text().split()) for one in some(offered)]
    assert named == [
        f"Hent billedet {place}: En dør med en krans"
        for place in ("til intranettet", "til lederens ugebrev", "til sociale medier")
    ]
    assert {(one.get_attribute("href") or "").rpartition("/")[2] for one in offered} == {"doeren.webp"}
    refused = page.get_by_text("Sidens billeder må ikke bruges her.")
    expect(refused).to_have_count(1)
    assert find_barriers(page, WCAG) == []


def test_a_page_without_pictures_says_nothing_of_them(window: Callable[..., Window]) -> None:
    opened = window()
    page = opened.context.new_page()
    page.goto(f"{opened.address}/stories/morgen-i-koekkenet/")
    page.get_by_role("main").get_by_role("button", name="Del", exact=True).click()
    page.get_by_text("Tekster til andre steder").click()
    expect(page.locator(".c-panel__texts .c-panel__part")).to_have_count(4)
    expect(page.get_by_text("Sidens billeder må ikke")).to_have_count(0)
