"""A letter: the text that the form gives for a mail, or a page by itself, as the pages in it.

The form writes it (overrides/form/sending.js): a few lines about who sends, then each page below its place, and a line
where it ends. A test lets the form write letters, lets mail programs' habits at them, and reads them back.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from catalogue.letters import lines as undo

_MARK = re.compile(r"[>\s]*Filen\s+(?:docs/)?(?P<path>\S+?\.md)(?:\s?<[^>]*>)?\s*:?\s*", re.IGNORECASE)
_END = re.compile(r"[>\s]*Filen slutter her\.?\s*", re.IGNORECASE)
# »Fortalt til« is what mails of before say.
_TERMS = "Emne|Fra|Tema|Kontakt|Hvem fortæller, og hvem skriver|(?:Fortalt til)"
_NOTE = re.compile(rf"[>\s]*(?P<term>{_TERMS}):\s+(?P<words>.+)")
_SIGNED = re.compile(
    r"\s*(?:--\s?"
    r"|(?:(?:med )?(?:venlig|kærlig|god|bedste|mange|de bedste|de venligste)\s+)?hils(?:en|ner|ener)\b.{0,40}"
    r"|(?:m\.?v\.?h|v\.?h|k\.?h|dbh)\.?[,.]?\s*.{0,40}|sendt fra (?:min|mit|outlook)\b.*|sent from my\b.*"
    r"|(?:hent|download|get) outlook\b.*|_{10,}|-{5,}\s?oprindelig.*|(?:fra|from): .+@.+)",
    re.IGNORECASE,
)
_SIGNED_WITHIN = 20
"""Lines from the end in which a greeting is looked for: it stands last, and above it may be anything."""


@dataclass(frozen=True, slots=True)
class SentPage:
    """A page in a letter: its path below docs/, empty where none is told, and its text as it was before it was sent.

    `left_out` are lines after the page that are taken for the sender's greeting. They may hold a person's name.
    """

    path: str
    text: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter holds: its pages in their order, and what it says of them, as terms with words."""

    pages: tuple[SentPage, ...]
    notes: tuple[tuple[str, str], ...] = ()


def read_letter(text: str, keys: Collection[str]) -> Letter:
    """Return the pages of a letter, none when there is none. `keys` are those of all fields that a page can have."""
    lines = undo.unquote(undo.soften_spaces(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    marks = [(number, found["path"]) for number, line in enumerate(lines) if (found := _MARK.fullmatch(line))]
    if not marks:
        return Letter(tuple(_read_page("", lines, keys)))
    ends = [number for number, _ in marks[1:]] + [len(lines)]
    pages = (
        page
        for (number, path), end in zip(marks, ends, strict=True)
        for page in _read_page(path.replace("\\", "/"), lines[number + 1 : end], keys)
    )
    notes = (found for line in lines[: marks[0][0]] if (found := _NOTE.fullmatch(line)))
    return Letter(tuple(pages), tuple((found["term"], found["words"].strip()) for found in notes))


def _read_page(path: str, lines: Sequence[str], keys: Collection[str]) -> Iterator[SentPage]:
    """Yield the page in some lines, if there is one."""
    kept, left_out = _cut_end(undo.unquote(lines))
    whole = undo.rejoin(undo.restore_fences(undo.unlink(undo.close_up(kept))), keys)
    around = undo.find_fields(whole)
    if around is None:
        return
    text = "\n".join(whole[around[0] :]).strip("\n")
    yield SentPage(path, f"{text}\n", left_out)


def _cut_end(lines: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    """Return the lines of a page, and those after it that are its sender's."""
    end = next((number for number, line in enumerate(lines) if _END.fullmatch(line)), None)
    if end is not None:
        return lines[:end], ()
    around = undo.find_fields(lines)
    last = max(len(lines) - _SIGNED_WITHIN, around[1] + 1 if around else 0)
    signed = next((number for number in range(last, len(lines)) if _SIGNED.fullmatch(lines[number])), len(lines))
    return lines[:signed], tuple(line.strip() for line in lines[signed:] if line.strip())
