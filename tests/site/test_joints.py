"""Joints: long words can break where their parts meet, and the text of a page stays the same to the letter."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.site.joints import BEGIN, END, JOINT, join_long_words

JOINED = {
    "arbejdsmiljørepræsentantuddannelsen": "arbejds|miljø|repræsentant|uddannelsen",
    "Arbejdsmiljøgruppen": "Arbejds|miljø|gruppen",
    "kommunikationsmedarbejder": "kommunikations|medarbejder",
    "ARBEJDSFÆLLESSKABERNE": "ARBEJDS|FÆLLESSKABERNE",
    "hjælpemiddeldepotet": "hjælpe|middel|depotet",
    "beskæftigelsesrådgiverens": "beskæftigelses|rådgiverens",
}


def joined(html: str) -> str:
    return plain(join_long_words(html).replace(JOINT, "|"))


def plain(html: str) -> str:
    return html.replace(JOINT, "").replace(BEGIN, "").replace(END, "")


@pytest.mark.parametrize("word", JOINED)
def test_a_long_word_can_break_between_its_parts(word: str) -> None:
    assert joined(f"<h2>Om {word}</h2>") == f"<h2>Om {JOINED[word]}</h2>"


@pytest.mark.parametrize("tag", ["h1", "h3", "td", "th", "dt", "summary", "caption"])
def test_narrow_places_join_shorter_words_than_running_text(tag: str) -> None:
    word = "sundhedsplejersken"
    assert joined(f"<{tag}><a href='x'>{word}</a></{tag}><p>{word}</p>").count("|") == 1
    assert joined("<p>kommunikationsmedarbejder</p>").count("|") == 1


UNTOUCHED = (
    "<p>Køkkenet ringer</p>",
    "<h2>sundhedsplejen</h2>",
    '<h2 title="arbejdsmiljøgruppen">Ja</h2>',
    '<h2><img alt="Hos arbejdsmiljøgruppen > arbejdsmiljøgruppen"></h2>'.replace(">", "&gt;", 1),
    "<title>Arbejdsmiljøgruppen</title>",
    '<script type="application/json">{"a": "arbejdsmiljøgruppen"}</script>',
    "<h2><code>arbejdsmiljøgruppen</code></h2>",
    "<td><textarea>arbejdsmiljøgruppen</textarea></td>",
    "<td><select><option>arbejdsmiljøgruppen</option></select></td>",
    "<h2>" + "arbejds" * 20 + "</h2>",
    "<h2>xqzwkxqzwkxqzwkxqzwk</h2>",
)


@pytest.mark.parametrize("html", UNTOUCHED)
def test_short_words_attributes_scripts_and_code_are_let_be(html: str) -> None:
    assert join_long_words(html) == html


def test_a_text_with_joints_is_one_box_to_a_layout_as_before() -> None:
    made = join_long_words("<h2><b>a</b> arbejdsmiljøgruppen og sundhedsplejersken <b>b</b></h2>")
    inner = f" arbejds{JOINT}miljø{JOINT}gruppen og sundheds{JOINT}plejersken "
    assert made == f"<h2><b>a</b>{BEGIN}{inner}{END}<b>b</b></h2>"


def test_what_stands_behind_a_place_that_is_let_be_is_joined_again() -> None:
    assert joined("<script>x</script><h2><code>a</code> arbejdsmiljøgruppen</h2>").count("|") == 2


_PIECES = st.sampled_from(
    [
        "<h2>",
        "</h2>",
        "<p>",
        "<td>",
        "</td>",
        '<a href="',
        '">',
        "</a>",
        "<code>",
        "</code>",
        " ",
        '<img alt="',
        "' > \" ",
        "<",
        "arbejdsmiljøgruppen",
        "ø",
    ]
)


TAGS = {"h2", "p", "table", "tbody", "tr", "td", "a", "code", "img"}


class Shape(HTMLParser):
    """What a browser sees of HTML: its tags with their attributes but for joints, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.seen.append(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("u-joint", "u-long"):
            self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_nothing_but_joints_is_ever_put_in_and_never_into_a_tag(html: str) -> None:
    safe = nh3.clean(html, tags=TAGS, attributes={"a": {"href", "title"}, "img": {"alt"}})
    made = join_long_words(safe)
    assert plain(made) == safe
    assert Shape(made).seen == Shape(safe).seen
