"""`catalogue add`: a page that came by mail lands in its place, or nowhere, and the editors are told why.

(commands.add)
"""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

import trees
from catalogue.commands import main

Draw = Callable[..., Path]
PAGE = trees.page(
    "title: Tavlen i Gryden\nsummary: Vi skriver dagens fejl på en tavle.\nupdated: 2026-05-04",
    "\n## Det gør vi\n\nVi skriver dem op.\n",
)
PATH = "units/koekkenet-gryden/digitale-muligheder.md"
PICTURE = (trees.GOOD / "stories/doeren.png").read_bytes()
LETTER = f"Hej redaktion\n\nFra: Gryden\n\nFilen docs/{PATH}:\n\n{PAGE}\nFilen slutter her.\n"


class Added:
    """How a run of `catalogue add` ended, and the tree that it left."""

    def __init__(self, docs: Path, before: dict[str, bytes], status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err
        after = snapshot(docs)
        self.changed = {path: content for path, content in after.items() if before.get(path) != content}
        assert not before.keys() - after.keys()


def snapshot(docs: Path) -> dict[str, bytes]:
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in docs.rglob("*") if file.is_file()}


@pytest.fixture
def add(draw: Draw, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Added]:
    """Add a file with some bytes under a name to the good tree, as one does without a terminal."""

    def add(content: str | bytes, *words: str, name: str = "mail.txt", files: dict[str, str] | None = None) -> Added:
        docs = draw(files or {}, onto=trees.GOOD)
        file = tmp_path / "in" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        before = snapshot(docs)
        status = main.main(["add", str(file), *words, "--docs", str(docs), "--today", trees.TODAY.isoformat()])
        return Added(docs, before, status, *capsys.readouterr())

    return add


def mail(text: str, attached: dict[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<1@eksempel.invalid>", "Side til kataloget"
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


STORY = trees.page("title: Da bogen kom\ndate: 2026-05-04\nsummary: Ruten blev kendt.\nthemes: [digitale-muligheder]")
UNIT = trees.page(
    "title: Kilden på Åen\nkind: enhed\narea: sundhed-og-omsorg\nsummary: Vi tapper vand.\nupdated: 2026-05-04"
)


@pytest.mark.parametrize(
    ("content", "name", "words", "path"),
    [
        (LETTER, "mail.txt", [], PATH),
        (LETTER.replace("\n", "\r\n").encode("cp1252"), "mail.txt", [], PATH),
        (LETTER.encode("utf-16"), "mail.txt", [], PATH),
        (mail(LETTER, {}), "Side til kataloget.eml", [], PATH),
        (mail("Se filen.", {"koekkenet-gryden_digitale-muligheder.md": PAGE.encode()}), "mail.eml", [], PATH),
        (PAGE, "koekkenet-gryden_digitale-muligheder (1).md", [], PATH),
        (PAGE, "digitale-muligheder.md", ["--path", f"docs/{PATH}"], PATH),
        (STORY, "side.md", [], "stories/da-bogen-kom.md"),
        (UNIT, "side.md", [], "units/kilden-paa-aaen/index.md"),
    ],
    ids=["letter", "of Windows", "UTF-16", "mail", "attached", "named", "told", "story", "workplace"],
)
def test_a_page_that_came_by_mail_lands_in_its_place(
    content: str | bytes, name: str, words: list[str], path: str, add: Callable[..., Added]
) -> None:
    added = add(content, *words, name=name)
    assert (added.status, list(added.changed)) == (0, [path]), added.err
    assert added.out.splitlines()[0].endswith(f"/{path}")
    assert added.changed[path].decode() in (PAGE, STORY, UNIT)
    assert "Siden er lagt i kataloget." in added.err


def test_what_can_be_fixed_is_fixed_and_the_rest_is_told_with_its_line(add: Callable[..., Added]) -> None:
    added = add(LETTER.replace("updated: 2026-05-04", "updated: 4. maj 2026\nprofession: kok"))
    assert added.status == 1
    assert b"updated: 2026-05-04" in added.changed[PATH]
    assert f"{PATH}:5: " in added.out
    assert "»4. maj 2026« bliver til »2026-05-04«" in added.err
    assert "skal rettes" in added.err


def test_pictures_that_the_page_names_come_with_it(add: Callable[..., Added]) -> None:
    page = PAGE.replace(
        "\n---\n\n##", "\nimages:\n  - file: tavlen.png\n    alt: En tavle\n    consent: {people: ingen}\n---\n\n##"
    )
    letter = LETTER.replace(PAGE, page)
    added = add(mail(letter, {"Tavlen.PNG": PICTURE, "logo.png": PICTURE}), name="mail.eml")
    assert sorted(added.changed) == [PATH, "units/koekkenet-gryden/tavlen.png"], added.err
    assert added.changed["units/koekkenet-gryden/tavlen.png"] == PICTURE


def test_another_page_is_laid_over_only_when_that_is_asked_for(add: Callable[..., Added]) -> None:
    kept = add(LETTER, files={PATH: PAGE.replace("Tavlen", "Bogen")})
    assert (kept.status, kept.changed) == (1, {})
    assert "--replace" in kept.err
    replaced = add(LETTER, "--replace", files={PATH: PAGE.replace("Tavlen", "Bogen")})
    assert (replaced.status, list(replaced.changed)) == (0, [PATH])
    again = add(LETTER)
    assert (again.status, again.changed) == (0, {}), "the same letter twice changes nothing"


def test_a_page_with_what_must_not_be_shared_is_not_put_anywhere(add: Callable[..., Added]) -> None:
    added = add(LETTER.replace("Vi skriver dem op.", "Ring til borgeren med CPR 010180-1234."))
    assert (added.status, added.changed) == (1, {})
    assert "[P01]" in added.out
    assert "010180" not in added.out + added.err
    assert "ikke lagt i kataloget" in added.err


@pytest.mark.parametrize(
    ("content", "name", "words", "said"),
    [
        ("Hej, vi har en idé.", "mail.txt", [], "Der er ingen side i filen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mail.msg", [], "Outlooks eget format"),
        (PICTURE, "billede.png", [], "Filen er et billede (PNG)"),
        (b"PK\x03\x04word/document.xml", "side.docx", [], "Filen er et Word-dokument"),
        (b"", "tom.txt", [], "Filen er tom"),
        (mail("Hej", {"noter.txt": b"Hej"}), "mail.eml", [], "Der er ingen side i mailen"),
        (PAGE, "digitale-muligheder.md", [], "Skriv det med --path"),
        (f"{LETTER}{LETTER}", "mail.txt", ["--path", PATH], "2 sider i brevet"),
        (PAGE, "x.md", ["--path", "../uden/for.md"], "Siden kan ikke ligge i"),
        (PAGE, "x.md", ["--path", "themes/digitale-muligheder.md"], "Siden kan ikke ligge i"),
        (PAGE, "x.md", ["--path", "units/Gryden/digitale-muligheder.md"], "Siden kan ikke ligge i"),
        (PAGE, "x.md", ["--path", "units/koekkenet-gryden/noter.txt"], "Siden kan ikke ligge i"),
        (LETTER.replace(PATH, "../../etc/side.md"), "mail.txt", [], "Siden kan ikke ligge i"),
        (LETTER.replace(PATH, "/etc/side.md"), "mail.txt", [], "Siden kan ikke ligge i"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_words_and_changes_nothing(
    content: str | bytes, name: str, words: list[str], said: str, add: Callable[..., Added]
) -> None:
    added = add(content, *words, name=name)
    assert (added.status, added.changed, added.out) == (1, {}, "")
    assert said in added.err


def test_a_place_behind_a_link_is_refused(draw: Draw, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = draw({}, onto=trees.GOOD)
    (docs / "units" / "bag").symlink_to(tmp_path)
    file = tmp_path / "mail.txt"
    file.write_text(LETTER.replace("units/koekkenet-gryden", "units/bag"), "utf-8")
    assert main.main(["add", str(file), "--docs", str(docs), "--today", trees.TODAY.isoformat()]) == 1
    assert "er en genvej" in capsys.readouterr().err
    assert not (tmp_path / "digitale-muligheder.md").exists()


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(["add", str(tmp_path / "ingen.txt")])
    assert left.value.code == 2
    assert "findes ikke" in capsys.readouterr().err
