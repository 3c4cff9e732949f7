"""`catalogue add`: puts a page that came by mail in its place below docs/, checks it, and says what to do next."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from catalogue import disk
from catalogue.checks import check
from catalogue.checks.check import Check
from catalogue.commands import terminal
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of, exit_of, kept_renderings, shown_docs
from catalogue.fixes import encoding, pages
from catalogue.fixes.fix import Fix
from catalogue.fixes.knowledge import gather
from catalogue.language.slugs import slugify
from catalogue.letters.letter import Letter, SentPage, read_letter
from catalogue.letters.mail import Attached, is_mail, open_mail
from catalogue.model.meetings import title_within
from catalogue.model.pages import AnyPage
from catalogue.model.pictures import images_of
from catalogue.model.places import STORIES, UNITS, Place, place_of
from catalogue.privacy.showing import one_line, show_name
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.reading import files, kinds, limits
from catalogue.reading.files import SourceFile
from catalogue.reading.frontmatter import Split, split
from catalogue.reading.names import path_of
from catalogue.reading.reader import read_page
from catalogue.reading.validation import all_keys

_SAVE_AS_TEXT = (
    "Gem mailen som ren tekst eller som .eml (i Outlook: Filer, Gem som), eller kopiér teksten over i en tekstfil."
)
_PRIVATE = ("P", "U")
"""The letters of the rules about what must not be shared."""


class Refusal(Exception):
    """A letter cannot be taken in; the message is Danish and says why."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page on its way into the tree: its place, its text with what could be fixed, and what that was."""

    place: Place
    text: str
    fixes: tuple[Fix, ...]
    left_out: tuple[str, ...]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("file", metavar="FIL", help="en mail, der er gemt som .eml eller .txt, eller en fil fra den")
    add_docs(parser)
    add_today(parser)
    parser.add_argument("--path", metavar="STI", help="hvor siden skal ligge, som units/ARBEJDSPLADS/TEMA.md")
    parser.add_argument("--replace", action="store_true", help="læg siden over den, der ligger der")


def run(options: argparse.Namespace) -> Exit:
    """Put the pages of a letter below a docs folder, and tell what is left to do; nothing is written when in doubt."""
    docs, shown = docs_of(options), shown_docs(options)
    content = _read(options.file)
    try:
        letter, attached = _open(PurePosixPath(options.file).name, content)
        current = check.check(docs, options.today, kept_renderings())
        found = _place_pages(letter, options.path, current, docs)
        with tempfile.TemporaryDirectory(prefix="catalogue-add-") as folder:
            pictures = list(_find_pictures(found, attached, Path(folder)))
            return _take_in(options, docs, shown, current, found, pictures, letter)
    except Refusal as refusal:
        print(one_line(str(refusal), 2000), file=sys.stderr)
        return Exit.PROBLEMS


def _read(name: str) -> bytes:
    """Return the bytes of the file that is named; leave with 2 when there is none."""
    file = Path(name)
    if not file.is_file():
        print(f"Filen {show_name(name)} findes ikke.", file=sys.stderr)
        raise SystemExit(Exit.USAGE)
    with file.open("rb") as stream:
        return stream.read(limits.LETTER_BYTES + 1)


def _open(name: str, content: bytes) -> tuple[Letter, Sequence[Attached]]:
    """Return the pages of a file, and the files that came with them. Raises Refusal when there is no page."""
    if len(content) > limits.LETTER_BYTES:
        raise Refusal(f"Filen fylder over {limits.LETTER_BYTES // 1_000_000} MB. Så stor er en mail med en side ikke.")
    if content.startswith(kinds.OLE):
        raise Refusal(f"Filen er gemt i Outlooks eget format, som vi ikke kan læse. {_SAVE_AS_TEXT}")
    if is_mail(content):
        return _open_mail(content)
    opened = encoding.open_text(name, content)
    letter = _read_text(opened[0]) if opened else Letter(())
    if not letter.pages:
        kind = kinds.name_kind(content)
        what = f"Filen er {kind}." if kind != "almindelig tekst" else "Der er ingen side i filen."
        raise Refusal(
            f"{what} Vi leder efter en linje med »Filen docs/…« og en side, der begynder med tre bindestreger. "
            f"Er det en mail, så: {_SAVE_AS_TEXT}"
        )
    return Letter(tuple(_name(page, name) for page in letter.pages), letter.notes), ()


def _open_mail(content: bytes) -> tuple[Letter, Sequence[Attached]]:
    """Return the pages of a saved mail: those in its files, else those in its text, the plain one first."""
    try:
        mail = open_mail(content)
    except ValueError:
        raise Refusal(f"Mailen er i stykker og kan ikke åbnes. {_SAVE_AS_TEXT}") from None
    sent = [page for one in mail.attached for page in _read_attached(one)]
    if sent:
        return Letter(tuple(sent)), mail.attached
    letters = [letter for text in mail.texts if (letter := _read_text(text)).pages]
    if not letters:
        raise Refusal("Der er ingen side i mailen, hverken i teksten eller i en vedhæftet fil.")
    return letters[0], mail.attached


def _read_attached(attached: Attached) -> Iterator[SentPage]:
    """Yield the pages of a file in a mail, if it is a text."""
    if attached.name.lower().endswith((".md", ".markdown", ".txt")):
        opened = encoding.open_text(attached.name, attached.content)
        yield from (_name(page, attached.name) for page in (_read_text(opened[0]).pages if opened else ()))


def _read_text(text: str) -> Letter:
    return read_letter(text[: limits.LETTER_TEXT], all_keys())


def _name(page: SentPage, name: str) -> SentPage:
    """Return a page with the place that its file's name tells of, when the letter tells of none."""
    return SentPage(page.path or path_of(name), page.text, page.left_out)


def _place_pages(letter: Letter, given: str | None, current: Check, docs: Path) -> Sequence[_Page]:
    """Return the pages as they should be saved. Raises Refusal for one whose place is unknown or no place."""
    if given is not None and len(letter.pages) > 1:
        raise Refusal(f"Der er {len(letter.pages)} sider i brevet, så --path kan ikke sige, hvor de skal ligge.")
    placed = [(_find_place(page, given), page) for page in letter.pages]
    sources = {path: text.encode() for path, text in current.reading.sources.items()}
    sources |= {place.path: page.text.encode() for place, page in placed}
    knowledge = gather(sources, [file.path for file in current.reading.attachments])
    found = []
    for place, page in placed:
        _refuse_links(docs, place.path)
        fixed = pages.fix_page(place.path, page.text.encode(), knowledge)
        found.append(_Page(place, fixed.content.decode(), fixed.fixes, page.left_out))
    return found


def _find_place(page: SentPage, given: str | None) -> Place:
    path = (given or page.path or _guess_path(page)).replace("\\", "/").removeprefix("./").removeprefix("docs/")
    if not path:
        raise Refusal(
            "Vi kan ikke se, hvor siden skal ligge. Skriv det med --path, for eksempel "
            "--path units/ARBEJDSPLADS/TEMA.md eller --path stories/NAVN.md."
        )
    place = place_of(path) if path.endswith(".md") and ".." not in PurePosixPath(path).parts else None
    problem = files.refuse(path, len(page.text.encode()))
    if problem is not None:
        raise Refusal(f"Siden kan ikke ligge i {show_name(path)}. {problem.message}")
    if place is None or not path.startswith((f"{UNITS}/", f"{STORIES}/")):
        raise Refusal(
            f"Siden kan ikke ligge i {show_name(path)}. Brug units/ARBEJDSPLADS/index.md, units/ARBEJDSPLADS/TEMA.md "
            "eller stories/NAVN.md, og skriv det med --path."
        )
    return place


def _guess_path(page: SentPage) -> str:
    """Return where a page without a place lies by its fields: a story and a workplace have the name of their title."""
    parted = split("letter.md", page.text)
    fields = parted.yaml if isinstance(parted, Split) else ""
    keys = {line.partition(":")[0] for line in fields.splitlines()}
    for is_it, form in (({"date", "themes"} <= keys, "stories/{}.md"), ({"kind"} <= keys, "units/{}/index.md")):
        place = place_of(form.format("x")) if is_it else None
        read: AnyPage | None = read_page(place, page.text)[0] if place else None
        if read is not None and (slug := slugify(title_within(read, None))):
            return form.format(slug)
    return ""


def _refuse_links(docs: Path, path: str) -> None:
    """Refuse a place that a link leads away from: the page would land outside the tree."""
    parents = [docs / parent for parent in PurePosixPath(path).parents]
    if linked := [one for one in (docs / path, *parents[:-1]) if one.is_symlink()]:
        raise Refusal(f"{show_name(str(linked[0]))} er en genvej. Der lægger vi ingen sider.")


def _find_pictures(found: Sequence[_Page], attached: Iterable[Attached], folder: Path) -> Iterator[SourceFile]:
    """Yield the attached pictures that a page names, saved in a folder for the while, with their paths in the tree."""
    by_name = {slugify(PurePosixPath(one.name).stem): one for one in attached if kinds.is_picture(one.content)}
    for page in found:
        read = read_page(page.place, page.text)[0]
        for name in _picture_names(read):
            picture = by_name.get(slugify(PurePosixPath(name).stem))
            path = str(PurePosixPath(page.place.path).parent / name)
            if picture is not None and files.refuse(path, len(picture.content)) is None:
                location = folder / f"{len(list(folder.iterdir()))}{PurePosixPath(name).suffix}"
                location.write_bytes(picture.content)
                yield SourceFile(path, location)


def _picture_names(page: AnyPage | None) -> Iterator[str]:
    yield from (image.file for _, image in images_of(page)) if page is not None else ()


def _take_in(
    options: argparse.Namespace,
    docs: Path,
    shown: str,
    current: Check,
    found: Sequence[_Page],
    pictures: Sequence[SourceFile],
    letter: Letter,
) -> Exit:
    """Judge the pages where they are to lie, write them, and tell of it."""
    _refuse_taken(docs, found, options.replace)
    for page in found:
        mine = [one for one in pictures if PurePosixPath(one.path).parent == PurePosixPath(page.place.path).parent]
        current = current.with_page(page.place, page.text, mine)
    paths = {page.place.path for page in found} | {picture.path for picture in pictures}
    problems = [problem for problem in current.problems if problem.path in paths]
    told = reports.to_text(reports.located(problems, shown))
    if any(problem.is_error and problem.code.startswith(_PRIVATE) for problem in problems):
        sys.stdout.write(told)
        raise Refusal(
            "Siden er ikke lagt i kataloget: der står noget, som ikke må deles. Ret det i filen, og prøv igen."
        )
    contents = {page.place.path: page.text.encode() for page in found}
    contents |= {picture.path: picture.location.read_bytes() for picture in pictures}
    for path, content in contents.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        with disk.writing_whole(docs / path) as stream:
            stream.write(content)
        print(show_name(f"{shown}/{path}"))
    sys.stdout.write(told)
    print("\n".join(one_line(line, 2000) for line in _describe(found, letter, problems, shown)), file=sys.stderr)
    return exit_of(problems)


def _refuse_taken(docs: Path, found: Sequence[_Page], is_replacing: bool) -> None:
    """Refuse to lay a page over another one, unless that is asked for, or agreed to at a terminal."""
    taken = [page.place.path for page in found if _is_other(docs / page.place.path, page.text.encode())]
    if not taken or is_replacing:
        return
    where = show_name(taken[0])
    if not terminal.is_somebody_there():
        raise Refusal(f"Der ligger allerede en anden side i {where}. Skal den nye lægges over, så brug --replace.")
    answers: Mapping[str, str] = {"no": "Nej, lad den ligge", "yes": "Ja, læg den nye over"}
    if terminal.choose(f"Der ligger allerede en anden side i {where}. Skal den nye lægges over?", answers) != "yes":
        raise Refusal("Siden ligger, som den lå.")


def _is_other(file: Path, content: bytes) -> bool:
    return file.exists() and file.read_bytes() != content


def _describe(found: Sequence[_Page], letter: Letter, problems: Sequence[Problem], shown: str) -> Iterator[str]:
    """Yield what the editors should know: what was changed, what was left out, what the letter says, and what now."""
    for page in found:
        where = f"{shown}/{page.place.path}"
        yield from (f"{where}:{max(fix.line, 1)}: {fix.message}" for fix in page.fixes)
        if page.left_out:
            yield f"{where}: De sidste linjer ligner en hilsen og er ikke kommet med: »{page.left_out[0]} …«"
    for term, words in letter.notes:
        yield f"I brevet står: {term}: {words}"
    is_sound = exit_of(problems) is Exit.OK
    yield (
        "Siden er lagt i kataloget. Læs den, og send den videre med Git."
        if is_sound
        else ("Siden er lagt i kataloget, men den skal rettes, før den kan komme ud. Se ovenfor, hvad der mangler.")
    )
