"""A letter that the form has written comes back as it was, whatever mail programs have done to it.

(letters.letter, letters.lines, letters.mail, reading.names)
"""

import html
import quopri
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import trees
from catalogue.letters import lines as undo
from catalogue.letters.letter import read_letter
from catalogue.letters.mail import is_mail, open_mail, to_text
from catalogue.reading.names import path_of, travelling_name
from nodes import Ask, asking

KEYS = frozenset("title summary updated status plan action deadline contact role mail kind area".split())
LONG = "Vi har øvet os i at sige fejl højt, og på et år er bogen blevet det første, nye kolleger spørger efter hos os."
PAGE = f"""---
title: Fejlbogen på Eksempelhuset
summary: "{LONG[:75]}: {LONG[75:]}"
status: i brug
updated: 2026-05-04
plan:
  - action: {LONG}
    deadline: 2026-09-01
---

## Det gør vi

{LONG} Skriv til koekkenet@eksempel.invalid, eller læs mere på https://eksempel.invalid/fejl.

- Én fejl om ugen
- Ingen navne

## Det er svært

At blive ved.
"""
UNIT = """---
title: Eksempelhuset
kind: enhed
area: omraadet
updated: 2026-05-04
---
"""
PATH, UNIT_PATH = "units/eksempelhuset/digitalt.md", "units/eksempelhuset/index.md"
NOTES = [
    ("Fra", "Eksempelhuset"),
    ("Tema", "Det digitale"),
    ("Hvem fortæller, og hvem skriver", "en kollega på kontoret"),
    ("Fortalt til", "en kollega i køkkenet"),
]
SIGNED = "\n\nMed venlig hilsen\nLederen af Eksempelhuset\nTlf. 00 00 00 00\n"


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking(trees.TESTS / "javascript" / "form" / "letters.js") as ask:
        yield ask


@pytest.fixture(scope="module")
def written(ask: Ask) -> str:
    """The letter with a page, as the form puts it on the clipboard."""
    files = [{"path": PATH, "text": PAGE}, {"path": UNIT_PATH, "text": UNIT}]
    return str(ask({"files": files, "notes": NOTES})["text"])


def answered(text: str) -> str:
    head = "Den 4. maj 2026 kl. 10.12 skrev Køkkenet:\n"
    return head + "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def wrapped(text: str, width: int = 72) -> str:
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(folded) if folded else "" for folded in lines)


def set_apart(text: str) -> str:
    return text.replace("\n", "\n\n")


def linked(text: str) -> str:
    text = re.sub(r"([\w.]+@[\w.]+\w)", r"\1<mailto:\1>", text)
    text = re.sub(r"(https://\S+\w)", r"\1<\1>", text)
    return text.replace("digitalt.md:", "digitalt.md<http://digitalt.md>:")


def in_blocks(tag: str) -> Callable[[str], str]:
    """Return a mail program that makes each line a block of HTML, as Outlook (p) and phones (div) do."""

    def make(text: str) -> str:
        blocks = []
        for line in text.split("\n"):
            inner = html.escape(line, quote=False).replace("  ", "&nbsp; ") or {"p": "&nbsp;", "div": "<br>"}[tag]
            blocks.append(f"<{tag} class=MsoNormal>{inner}</{tag}>\r\n")
        style = "<head><style>p.MsoNormal\n{margin:0cm}</style><title>Side</title></head>"
        return to_text(f"<html>{style}<body lang=DA>{''.join(blocks)}</body></html>")

    return make


HABITS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "the sender's greeting": lambda text: text + SIGNED,
    "words of the one who sends it on": lambda text: f"Hej\n\nSe nedenfor.\n\n-----Oprindelig meddelelse-----\n{text}",
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "marks of an answer": answered,
    "marks of two answers": lambda text: answered(answered(text)).replace("> Den", "> > Den"),
    "a break at 72 characters": wrapped,
    "a break at 66 characters": lambda text: wrapped(text, 66),
    "each line set apart": set_apart,
    "addresses after addresses": linked,
    "hard spaces": lambda text: text.replace("  ", "\u00a0 ").replace("i brug", "i\u00a0brug"),
    "dashes made long": lambda text: text.replace("---\n", "—\n"),
    "dashes made a rule": lambda text: text.replace("---\n", f"{'_' * 40}\n"),
    "a block of HTML to a line, as Outlook": in_blocks("p"),
    "a block of HTML to a line, as phones": in_blocks("div"),
    "breaks of HTML": lambda text: to_text(html.escape(text).replace("\n", "<br>\n").replace("  ", "&nbsp; ")),
    "all of it": lambda text: set_apart(linked(text).replace("---\n", "—\n")).replace("\n", "\r\n") + SIGNED,
}


@pytest.mark.parametrize("habit", HABITS.values(), ids=HABITS)
def test_a_letter_comes_back_as_the_form_wrote_it(habit: Callable[[str], str], written: str) -> None:
    letter = read_letter(habit(written), KEYS)
    assert [page.path for page in letter.pages] == [PATH, UNIT_PATH]
    assert [unbroken(page.text) for page in letter.pages] == [unbroken(PAGE), unbroken(UNIT)]
    assert fields_of(letter.pages[0].text) == fields_of(PAGE), "each field stands on its line"
    assert list(letter.notes) == NOTES


def unbroken(text: str) -> str:
    """Return a text whose running lines are whole: within a paragraph of Markdown a break is a space."""
    return re.sub(r"(?<=[^\n])\n(?=[a-zæøå])", " ", re.sub(r"---\n+", "---\n", text))


def fields_of(text: str) -> list[str]:
    return text.split("---\n")[1].splitlines()


@pytest.mark.parametrize(
    "end",
    [SIGNED, "\n-- \nKøkkenet\n", "\n\nMvh. køkkenet\n", "\nSendt fra min iPhone\n", "\n\nHilsen\n\nAlle os\n"],
)
def test_a_page_by_itself_is_read_without_the_greeting_after_it(end: str) -> None:
    (page,) = read_letter(f"Hej, her er siden.\n\n{PAGE}{end}", KEYS).pages
    assert (page.path, page.text) == ("", PAGE)
    assert page.left_out[0] == end.strip().splitlines()[0].strip()


def test_a_greeting_above_the_end_of_a_letter_is_the_page_s_own(ask: Ask) -> None:
    body = f"{PAGE}\nMed venlig hilsen\n\nfra køkkenet\n"
    text = ask({"files": [{"path": PATH, "text": body}], "notes": []})["text"]
    (page,) = read_letter(f"{text}{SIGNED}", KEYS).pages
    assert (page.text, page.left_out) == (body, ())


@pytest.mark.parametrize("text", ["", "Hej", "---\n---\n", "---\nblot ord\n---\n", "Filen docs/units/a/b.md:\n\nHej"])
def test_a_text_without_a_page_has_none(text: str) -> None:
    assert read_letter(text, KEYS).pages == ()


@settings(max_examples=60)
@given(st.text(st.sampled_from("-_—>< \n\r\u00a0:a#|@.hilsenFilndocs/md"), max_size=200))
def test_whatever_stands_below_the_fields_the_page_is_read(text: str) -> None:
    (page,) = read_letter(f"---\ntitle: Ord\n---\n{text}", KEYS).pages
    assert page.text.startswith("---\ntitle: Ord\n")


def test_the_marks_of_an_answer_stay_where_they_are_the_page_s_own_quotation() -> None:
    assert undo.unquote(["> et citat", "og ikke mere"]) == ["> et citat", "og ikke mere"]


def test_an_address_is_taken_away_only_where_it_says_what_stands_before_it() -> None:
    assert undo.unlink(["se a@b.dk <mailto:a@b.dk>.", "ordet <https://b.dk/a>"]) == [
        "se a@b.dk.",
        "ordet <https://b.dk/a>",
    ]


# Mails


def saved(text: str, subtype: str = "plain", charset: str = "utf-8", cte: str | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "koekkenet@eksempel.invalid", "Side til kataloget: »Fejlbogen«"
    message["Message-ID"] = "<1@eksempel.invalid>"
    message.set_content(text, subtype=subtype, charset=charset, cte=cte)
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_a_saved_mail_is_read_in_any_encoding(charset: str, cte: str) -> None:
    content = saved(PAGE, charset=charset, cte=cte)
    assert is_mail(content)
    (text,) = open_mail(content).texts
    assert read_letter(text, KEYS).pages[0].text == PAGE


def test_a_flowed_text_has_its_lines_whole_again() -> None:
    flowed = "\r\n".join(
        (" " if line.startswith(" ") else "") + (line.replace(". ", ". \r\n") if len(line) > 72 else line)
        for line in PAGE.split("\n")
    )
    head = b"Message-ID: <1@eksempel.invalid>\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n"
    (text,) = open_mail(head + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + flowed.encode()).texts
    assert text == PAGE


def test_attached_files_and_mails_within_mails_are_found() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner.set_content("Se filen.")
    inner.add_attachment(PAGE.encode(), maintype="text", subtype="markdown", filename="eksempelhuset_digitalt.md")
    outer["Message-ID"] = "<2@eksempel.invalid>"
    outer.set_content("Videresendt.")
    outer.add_attachment(inner)
    mail = open_mail(outer.as_bytes())
    assert [(one.name, one.content.decode()) for one in mail.attached] == [("eksempelhuset_digitalt.md", PAGE)]
    assert [text.strip() for text in mail.texts] == ["Videresendt.", "Se filen."]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        PAGE.encode(),
        b"Fra: koekkenet\nEmne: Side\n\n---\n",
        quopri.encodestring(PAGE.encode()),
    ],
)
def test_what_is_no_saved_mail_is_not_taken_for_one(content: bytes) -> None:
    assert not is_mail(content)


@settings(max_examples=80)
@given(st.binary(max_size=300))
def test_a_mail_in_pieces_is_read_or_refused(rest: bytes) -> None:
    head = b"Message-ID: <1@x.invalid>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
    with suppress(ValueError):
        assert isinstance(open_mail(head + rest).texts, tuple)


# Names


PATHS = [PATH, UNIT_PATH, "units/eksempelhuset/digitalt/fejlbogen.md", "stories/da-bogen-kom.md"]


def test_a_page_s_name_is_the_same_in_the_form_and_here_and_leads_back_to_its_place(ask: Ask) -> None:
    names = ask({"files": [{"path": path, "text": ""} for path in PATHS], "notes": []})["names"]
    assert names == [travelling_name(path) for path in PATHS]
    assert [path_of(name) for name in names] == PATHS


@pytest.mark.parametrize(
    "copied",
    ["{} (1).md", "{}(12).md", "{} 2.md", "{} - Kopi.md", "{} - kopi (3).md", "{}.md.txt", "{}.txt", "C:\\x\\{}.md"],
)
def test_a_name_that_a_program_has_put_a_number_to_still_tells_the_place(copied: str) -> None:
    for path in PATHS:
        assert path_of(copied.format(travelling_name(path).removesuffix(".md"))) == path


@pytest.mark.parametrize("name", ["digitalt.md", "Mail fra køkkenet.eml", "_.md", "a__b.md", "x_ø.md", "", ".md"])
def test_another_name_tells_no_place(name: str) -> None:
    assert path_of(name) == ""
