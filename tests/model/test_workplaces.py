"""Kinds of workplace have slugs of their own, go on from »Jeg arbejder …«, and are found by more than one word."""

from catalogue import checkout
from catalogue.language.slugs import is_slug
from catalogue.model.workplaces import ANY_MOTIF, Workplace
from some import some


def test_every_kind_has_a_slug_of_its_own_and_words_to_be_found_by() -> None:
    slugs = [kind.slug for kind in some(Workplace)]
    assert len(set(slugs)) == len(slugs)
    assert all(map(is_slug, slugs))
    assert all(kind.words and kind.plural and kind.label[0].isupper() for kind in Workplace)


def test_every_phrase_goes_on_from_i_work() -> None:
    assert [kind.phrase for kind in some(Workplace) if kind.phrase.split()[0] not in ("i", "på")] == []


def test_every_kind_has_a_drawing_and_every_drawing_a_kind() -> None:
    files = {file.stem for file in (checkout.OVERRIDES / "assets/images/motifs").glob("*.svg")}
    assert sorted({kind.motif for kind in some(Workplace)} | {ANY_MOTIF}) == sorted(files)
    assert "spire" not in files  # It is worn on many pages, and so it lies in the styles themselves.
    styles = (checkout.OVERRIDES / "parts/motif/motif.css").read_text("utf-8")
    rules = [f'.c-motif--{name} {{ --drawing: url("../images/motifs/{name}.svg"); }}' for name in files]
    assert [rule for rule in rules if rule not in styles] == []
