"""Submissions: what somebody sends, as the files that it becomes. Where they lie follows from the kind and the key.

No path and no file's name is ever taken from what was sent: the name of a picture is the one that the page itself gives
it, and holds to the rules of every name in the catalogue.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalogue.checks.leaks import Kind as LeakKind
from catalogue.checks.leaks import look
from catalogue.model.meetings import title_within
from catalogue.model.pages import AnyPage
from catalogue.model.pictures import images_of
from catalogue.model.places import Kind, Place, place_of
from catalogue.reading import files
from catalogue.reading.reader import NOTHING, Reading
from catalogue.receive.findings import Finding, Refused, refuse

TEXTS = ("kind", "key", "text", "unit_text", "told_to")
"""What may be sent once each, as text."""
PLAN = "plan"
"""The kind of what the form of a plan sends: a unit's own page, put right there."""
PICTURE = "picture"
"""What may be sent again and again, as bytes."""
_PATHS = ("units/{key}/index.md", "units/{key}.md", "stories/{key}.md")
"""Where pages may lie; which kind lies where is asked of the one rule for places."""
_TOLD_TO = 200
"""The most characters of »Hvem fortæller, og hvem skriver«."""
UNKNOWN_KIND = "Den slags side kan vi ikke tage imod her."
UNKNOWN_KEY = "Vi kan ikke se, hvor siden skal ligge. Vælg arbejdsplads og tema igen."


@dataclass(frozen=True)
class Parts:
    """The parts of a form as they were sent: the texts by name, and the pictures in their order."""

    texts: Mapping[str, str]
    pictures: Sequence[bytes] = ()


@dataclass(frozen=True)
class Submission:
    """The page that was sent, the texts of all its files by their place (the page's own first), and its pictures.

    `pictures` are bytes by path. `read` is what could be read of the texts.
    """

    place: Place
    texts: Mapping[Place, str]
    pictures: Mapping[str, bytes]
    read: Reading
    told_to: str = ""
    form: str = ""
    """The form that it comes from, where that is another than that of its kind."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Every file by its path below docs/, the page's own first."""
        texts = {place.path: text.encode() for place, text in self.texts.items()}
        return {**texts, **self.pictures}

    @property
    def content(self) -> str:
        """The digest of all that was sent."""
        digest = hashlib.sha256()
        for path, content in sorted(self.files.items()):
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    @property
    def page(self) -> AnyPage:
        """The page that was sent, as far as it can be read."""
        return self.page_at(self.place.path)

    def page_at(self, path: str) -> AnyPage:
        """Return the page of one of the texts, as far as it can be read."""
        return next(page for page in (*self.read.pages, *self.read.broken) if page.path == path)

    @property
    def title(self) -> str:
        """The page's title, or its key; a meeting is called by its committee and its day."""
        if self.place.kind is Kind.MEETING:
            return title_within(self.page, None)
        return str(getattr(self.page.fields, "title", None) or self.place.key)


def place_of_key(kind: str, key: str) -> Place | None:
    """Return the place of a page by its kind and its key, as the catalogue refers to it; None for what is no such."""
    places = (place_of(path.format(key=key)) for path in _PATHS)
    fitting = (place for place in places if place and place.kind != Kind.THEME)
    return next((place for place in fitting if place.kind == kind and place.key == key), None)


def make_submission(parts: Parts, today: date, most_pictures: int) -> Submission:
    """Return what the parts of a form become. Raises Refused when they are no page that could lie anywhere."""
    texts, findings = _texts_of(parts)
    read = NOTHING
    for place, text in texts.items():
        read = read.with_page(place, text)
    place = next(iter(texts))
    form = PLAN if parts.texts.get("kind") == PLAN else ""
    submission = Submission(place, texts, {}, read, _told_to(parts, today), form)
    if len(parts.pictures) > most_pictures:
        findings.append(Finding(PICTURE, f"Der kan højst være {most_pictures} billeder på en side. Vælg de bedste."))
    pictures, wrong = _name_pictures(submission.page, parts.pictures)
    if findings or wrong:
        raise Refused(422, [*findings, *wrong])
    return replace(submission, pictures=pictures)


def _texts_of(parts: Parts) -> tuple[dict[Place, str], list[Finding]]:
    kind, key = parts.texts.get("kind", ""), parts.texts.get("key", "")
    kind = Kind.UNIT if kind == PLAN else kind
    if kind not in set(Kind) - {Kind.THEME}:
        raise refuse(422, UNKNOWN_KIND, "kind")
    place = place_of_key(kind, key)
    if place is None or files.refuse(place.path, 0):
        raise refuse(422, UNKNOWN_KEY, "key")
    if "text" not in parts.texts:
        raise refuse(422, "Siden er tom. Skriv mindst en titel og én sætning.", "title")
    texts = {place: _with_line_feeds(parts.texts["text"])}
    findings = []
    if unit_text := parts.texts.get("unit_text"):
        unit = place_of(f"units/{place.unit}/index.md") if place.unit else None
        if unit:
            texts[unit] = _with_line_feeds(unit_text)
        else:
            findings.append(Finding("unit", "En side af den slags kan ikke have arbejdspladsens egen side med."))
    return texts, findings


def _with_line_feeds(text: str) -> str:
    """Return a text as files have it: a browser ends the lines of a form's texts by a carriage return as well."""
    return text.replace("\r\n", "\n")


def _told_to(parts: Parts, today: date) -> str:
    """Return who tells, a role, on one line. Raises Refused for what may not be kept."""
    told = " ".join(parts.texts.get("told_to", "").split())
    if len(told) > _TOLD_TO or not told.isprintable():
        raise refuse(422, f"»Hvem fortæller, og hvem skriver« må højst være {_TOLD_TO} tegn.", "told_to")
    for leak in look(1, told, "»Hvem fortæller, og hvem skriver«", today):
        raise refuse(422, _leak_words(leak.kind is LeakKind.SECRET, "Hvem fortæller, og hvem skriver"), "told_to")
    return told


def leak_words(code: str, label: str) -> str:
    """Return what is said of a CPR number or a secret, by the code of its rule and the label of its field."""
    return _leak_words(code == "P03", label)


def _leak_words(is_secret: bool, label: str) -> str:
    if is_secret:
        seen, way = "et kodeord eller en nøgle", "Slet det, skift kodeordet, og prøv igen."
    else:
        seen, way = "et CPR-nummer", "Slet nummeret, og prøv igen."
    return f"Der står noget, der ligner {seen}, i »{label}«. Siden er ikke sendt, og vi har ikke gemt den. {way}"


def picture_names(page: AnyPage) -> list[str]:
    """Return the file names that a page gives its pictures, in their order."""
    return [image.file for way, image in sorted(images_of(page), key=lambda one: one[0] == ("image",))]


def _name_pictures(page: AnyPage, pictures: Sequence[bytes]) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the pictures by path: the nth picture is the nth that the page names."""
    named = picture_names(page)
    if len(pictures) > len(named):
        return {}, [Finding(PICTURE, "Der er et billede uden billedtekst. Fortæl, hvad billedet viser.")]
    folder = page.path.rpartition("/")[0]
    found = dict(_placed(folder, named, pictures))
    wrong = list(_wrong_names(folder, named, pictures))
    if len(found) < len(pictures):
        wrong.append(Finding("images.0.file", "To billeder har det samme navn. Giv dem hver sit."))
    return found, wrong


def _placed(folder: str, named: Sequence[str], pictures: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    yield from ((f"{folder}/{name}", content) for name, content in zip(named, pictures, strict=False))


def _wrong_names(folder: str, named: Sequence[str], pictures: Sequence[bytes]) -> Iterator[Finding]:
    for number, (name, content) in enumerate(zip(named, pictures, strict=False)):
        field = f"images.{number}.file"
        if "/" in name or not name.endswith(files.IMAGE_ENDINGS):
            yield Finding(
                field, "Et billedes navn kan kun have små bogstaver, tal og bindestreg, og så .jpg eller .webp."
            )
        elif problem := files.refuse(f"{folder}/{name}", len(content)):
            yield Finding(field, problem.message, problem.code)
