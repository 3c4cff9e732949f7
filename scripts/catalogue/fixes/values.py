"""Fixes of keys and values: the one field, date, choice or name that must have been meant."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin

from catalogue.fixes.fix import Fix
from catalogue.fixes.knowledge import Knowledge, Names
from catalogue.language.likeness import known_names, sure
from catalogue.language.slugs import is_slug, slugify
from catalogue.language.values import guess_date
from catalogue.model.fields import NEDSLAG, NOBODY, Consent, Fields
from catalogue.model.pages import KeyPath
from catalogue.model.places import Place
from catalogue.reading import frontmatter
from catalogue.reading.frontmatter import Span, Spans
from catalogue.reading.reader import MODELS
from catalogue.reading.validation import choices_within, is_list, model_within, renamed

_ROUNDS = 4
"""A key that is fixed first lets its value be judged next."""
_YES_NO = known_names([("true", "true"), ("false", "false"), ("sandt", "true"), ("falsk", "false")])
_ACCEPTED = ("true", "false", "ja", "nej", "yes", "no")
_PLAIN = re.compile(r"[^\W_][\w /-]*")
"""A value that means the same within brackets."""


@dataclass(frozen=True, slots=True)
class _Change:
    span: Span
    old: str
    new: str
    why: str
    code: str
    is_raw: bool = False
    """Whether the quotation marks around the old value are to be taken away with it."""


def fix_values(place: Place, lines: list[str], knowledge: Knowledge) -> list[Fix]:
    """Change keys and values where one alone can be meant, and return what was changed."""
    fixes: list[Fix] = []
    for _ in range(_ROUNDS):
        split = frontmatter.split(place.path, "\n".join(lines))
        if not isinstance(split, frontmatter.Split):
            break
        front = frontmatter.parse(place.path, split.yaml)
        if any(problem.is_error for problem in front.problems):
            break
        judge = _Judge(place, knowledge, front.spans)
        changes = list(judge.fields(MODELS[place.kind], front.values, ()))
        tried = _apply(lines, changes)
        if not changes or not _still_reads(place.path, tried):
            break
        lines[:] = tried
        fixes += [
            Fix(place.path, change.span.line + 2, change.old, change.new, change.why, change.code) for change in changes
        ]
    return fixes


def _apply(lines: list[str], changes: list[_Change]) -> list[str]:
    tried = list(lines)
    for change in sorted(changes, key=lambda change: (change.span.line, change.span.start), reverse=True):
        number, quote = change.span.line + 1, "" if change.is_raw else change.span.quote
        line = tried[number]
        tried[number] = f"{line[: change.span.start]}{quote}{change.new}{quote}{line[change.span.end :]}"
    return tried


def _still_reads(path: str, lines: list[str]) -> bool:
    split = frontmatter.split(path, "\n".join(lines))
    if not isinstance(split, frontmatter.Split):
        return False
    return not any(problem.is_error for problem in frontmatter.parse(path, split.yaml).problems)


class _Judge:
    """Finds what can be changed in the fields of one page."""

    def __init__(self, place: Place, knowledge: Knowledge, spans: Spans) -> None:
        self.place, self.knowledge, self.spans = place, knowledge, spans

    def fields(self, model: type[Fields], values: Mapping[str, Any], way: KeyPath) -> Iterator[_Change]:
        """Yield the changes to the fields of a page, or of a part of it such as a step."""
        taken = set(values)
        names = known_names((name, key) for key, field in model.by_key().items() for name in (key, field.title or key))
        for key, value in values.items():
            at = (*way, key)
            if key in model.by_key():
                yield from self.field(model, key, value, at)
            elif (guess := sure(key, names)) and guess not in taken and (span := self.spans.keys.get(at)):
                taken.add(guess)
                yield _Change(span, key, guess, "Sådan hedder feltet.", "F01")

    def field(self, model: type[Fields], key: str, value: Any, way: KeyPath) -> Iterator[_Change]:
        """Yield the changes to one field."""
        annotation = model.by_key()[key].annotation
        inner = model_within(annotation)
        if get_origin(annotation) is dict and isinstance(value, dict):
            yield from self.names(value, way)
        elif is_list(annotation) and isinstance(value, list):
            for number, item in enumerate(value):
                yield from self.item(model, key, item, (*way, number))
        elif is_list(annotation) and isinstance(value, str) and inner is None:
            yield from self.brackets(annotation, value, way)
        elif not is_list(annotation):
            yield from self.item(model, key, value, way)

    def item(self, model: type[Fields], key: str, value: Any, way: KeyPath) -> Iterator[_Change]:
        """Yield the changes to a single value, or to the fields within it."""
        inner = model_within(model.by_key()[key].annotation)
        if inner is not None and isinstance(value, dict):
            yield from self.fields(inner, value, way)
        elif inner is Consent and isinstance(value, str) and (span := self.spans.values.get(way)):
            if NOBODY.fullmatch(value.strip()):  # What else it said, nobody but its writer knows.
                yield _Change(span, value, "{ people: ingen }", "Samtykket skrives som felter.", "B05", is_raw=True)
        elif inner is None and isinstance(value, list):  # A list within the list, such as units that tell together.
            for number, one in enumerate(value):
                if isinstance(one, str):
                    yield from self.item(model, key, one, (*way, number))
        elif inner is None and isinstance(value, str) and (span := self.spans.values.get(way)):
            guess, why, code = self.guess(model, key, value)
            if guess and guess != value:
                yield _Change(span, value, guess, why, code)

    def names(self, values: Mapping[str, Any], way: KeyPath) -> Iterator[_Change]:
        """Yield the changes to a theme's topics, whose keys become addresses."""
        for key in values:
            slug = slugify(key)
            if not is_slug(key) and is_slug(slug) and slug not in values and (span := self.spans.keys.get((*way, key))):
                yield _Change(span, key, slug, "Navne i adresser har små bogstaver, tal og bindestreg.", "F10")

    def brackets(self, annotation: Any, value: str, way: KeyPath) -> Iterator[_Change]:
        """Yield the change of a text into a list, where it cannot be but one."""
        span = self.spans.values.get(way)
        words = [word.strip() for word in value.split(",")]
        is_of_names = bool(choices_within(annotation)) or all(is_slug(word.replace("/", "-")) for word in words)
        if span and all(_PLAIN.fullmatch(word) for word in words) and (is_of_names or len(words) == 1):
            yield _Change(span, value, f"[{', '.join(words)}]", "Feltet er en liste.", "F04", is_raw=True)

    def guess(self, model: type[Fields], key: str, value: str) -> tuple[str | None, str, str]:
        """Return what a value must have been meant as, or None, with the reason and the code of the problem."""
        annotation = model.by_key()[key].annotation
        if choices := choices_within(annotation):
            known = known_names((choice, choice) for choice in choices)
            guess = None if value in choices else renamed(value, choices) or sure(value, known)
            if not guess and (find := _REFERENCES.get((model.__name__, key))):
                code = "H13" if NEDSLAG.fullmatch(value) else "F07"
                return find(self.place, self.knowledge, value), "Det er navnet i kataloget.", code
            return guess, "Sådan står det på listen.", "F07"
        types = set(_types_within(annotation))
        if date in types:
            return guess_date(value), "En dato skrives år-måned-dag.", "F05"
        if bool in types:
            return (
                (None if value.lower() in _ACCEPTED else sure(value, _YES_NO)),
                "»true« er ja, og »false« er nej.",
                "F12",
            )
        if find := _REFERENCES.get((model.__name__, key)):
            code = _UNKNOWN[model.__name__, key] if re.fullmatch(r"[a-z0-9./-]+", value) else "F10"
            return find(self.place, self.knowledge, value), "Det er navnet i kataloget.", code
        if key == "redirect_from" and (address := value.strip("/")) and all(map(is_slug, address.split("/"))):
            return (None if is_slug(value.replace("/", "-").rstrip("-")) else address), "Uden skråstreg først.", "F10"
        return None, "", ""


def _types_within(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _types_within(inner)


def _named(value: str, names: Names) -> str | None:
    return None if value in names.values() else sure(value, names)


def _reference(place: Place, knowledge: Knowledge, value: str) -> str | None:
    """Return an interpretation or an idea that is there, from a reference whose parts are each sure."""
    unit, *rest = value.strip("/").removeprefix("units/").split("/")
    if value in knowledge.interpretations or not 1 <= len(rest) <= 2:
        return None
    about = f"{sure(unit, knowledge.units)}/{sure(rest[0], knowledge.themes)}"
    key = f"{about}/{sure(rest[1], knowledge.ideas.get(about, {}))}" if rest[1:] else about
    return key if key in knowledge.interpretations and key != place.key else None


def _picture(place: Place, knowledge: Knowledge, value: str) -> str | None:
    return _named(value, knowledge.pictures.get(posixpath.dirname(place.path), {}))


Find = Callable[[Place, Knowledge, str], str | None]
_REFERENCES: Mapping[tuple[str, str], Find] = {
    ("Unit", "area"): lambda place, known, value: _named(value, known.areas),
    ("Interpretation", "topics"): lambda place, known, value: _named(value, known.topics.get(place.theme, {})),
    ("Interpretation", "borrowed_from"): _reference,
    ("OwnStep", "theme"): lambda place, known, value: _named(value, known.themes),
    ("OwnStep", "from"): _reference,
    ("Trial", "idea"): _reference,
    ("Story", "themes"): lambda place, known, value: _named(value, known.themes),
    ("Story", "units"): lambda place, known, value: _named(value, known.units),
    ("Story", "interpretations"): _reference,
    ("Meeting", "themes"): lambda place, known, value: _named(value, known.themes),
    ("Meeting", "shares"): lambda place, known, value: _named(value, known.units),
    ("Image", "file"): _picture,
}
"""How each field that names something finds what was meant."""
_UNKNOWN: Mapping[tuple[str, str], str] = {
    ("Unit", "area"): "H03",
    ("Interpretation", "topics"): "H04",
    ("Interpretation", "borrowed_from"): "H07",
    ("OwnStep", "theme"): "H12",
    ("Trial", "idea"): "H07",
    ("Story", "themes"): "H05",
    ("Story", "units"): "H06",
    ("Story", "interpretations"): "H07",
    ("Meeting", "themes"): "H05",
    ("Meeting", "shares"): "H10",
    ("Image", "file"): "B01",
}
