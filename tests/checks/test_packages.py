"""Packages: what is packed in a file is read as far as the limits go, and no broken one makes anything fall over."""

import gzip
import io
import random
import zipfile

import pytest

from catalogue.checks.packages import words_of_any
from catalogue.reading import limits


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def words_of(raw: bytes) -> str:
    return "\n".join(text for _, text in words_of_any(raw))


def test_the_text_of_a_document_is_read_as_it_is_seen() -> None:
    paragraph = "<w:p><w:r><w:t>Hos 12</w:t></w:r><w:r><w:t>34</w:t></w:r><w:tab/><w:t>i &lt;dag&gt;</w:t></w:p>"
    words = words_of(
        zipped({"word/document.xml": f"<?xml version='1.0'?><w:document>{paragraph}</w:document>".encode()})
    )
    assert "Hos 1234 i <dag>" in words
    assert "word/document.xml" in words


def test_cells_and_paragraphs_are_not_read_in_one_breath() -> None:
    words = words_of(zipped({"a.xml": b"<x><c><v>12</v></c><c><v>34</v></c><p>56</p><p>78</p></x>"}))
    assert "1234" not in words
    assert "5678" not in words


def test_packages_within_packages_are_opened_down_to_a_depth() -> None:
    raw = b"inderst"
    for depth in range(1, 6):
        raw = zipped({"a": raw}) if depth % 2 else gzip.compress(raw)
        assert ("inderst" in words_of(raw)) is (depth <= 3), depth


def test_what_is_unpacked_is_limited_in_bytes_and_in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    assert 1000 <= len(words_of(zipped({"a": b"x" * 900, "b": b"y" * 900, "c": b"z" * 900}))) <= 1100
    monkeypatch.setattr(limits, "UNPACKED_FILES", 3)
    many = words_of(zipped({f"navn{number}": b"" for number in range(9)}))
    assert "navn2" in many
    assert "navn3" not in many


def test_a_broken_package_makes_nothing_fall_over() -> None:
    chance = random.Random(7)
    sound = zipped({"word/document.xml": b"<w:t>Hej</w:t>" * 50, "a.gz": gzip.compress(b"Hej" * 50)})
    read = 0
    for _ in range(400):
        raw = bytearray(sound[: chance.randrange(4, len(sound) + 1)])
        for _ in range(chance.randrange(4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        read += "Hej" in words_of(bytes(raw))
    assert 0 < read < 400
