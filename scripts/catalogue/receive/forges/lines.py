"""Lines: which field of the form an editor's remark is about, when it was made on a line of the page's file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.model.places import place_of
from catalogue.reading.reader import MODELS, NOTHING
from catalogue.receive.fields import field_at, label_of
from catalogue.receive.forges.protocol import Remark


def tell_where(remarks: Iterable[Remark], texts: Mapping[str, str]) -> list[Remark]:
    """Return remarks whose words say which field they are about. `texts` are the pages' by path in the repository."""
    return [_tell(remark, texts) for remark in remarks]


def _tell(remark: Remark, texts: Mapping[str, str]) -> Remark:
    label = _label(remark, texts) if remark.line and remark.path in texts else ""
    return replace(remark, words=f"»{label}«: {remark.words}") if label else remark


def _label(remark: Remark, texts: Mapping[str, str]) -> str:
    text = texts[remark.path]
    place = place_of(remark.path.partition("/")[2])
    if place is None or remark.line > text.count("\n") + 1:
        return ""
    reading = NOTHING.with_page(place, text)
    page = next(iter((*reading.pages, *reading.broken)), None)
    if page is None:
        return ""
    name = field_at(page, remark.line, "")
    return label_of(MODELS[page.kind], name) if name else ""
