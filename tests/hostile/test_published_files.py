"""What pages bring along is published as pictures that are made anew and as PDF files, and in no other form."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from some import some
from vectors import Built

MADE_HERE = {".html", ".webp", ".pdf", ".ics", ".csv", ".xlsx", ".json", ".xml"}
"""Endings of files below the pages' own addresses: all but pictures and PDF files are made by the program."""


def digests(files: Iterable[Path]) -> dict[str, Path]:
    return {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in files}


def test_nothing_that_a_page_brings_is_published_but_pictures_made_anew_and_pdf_files(hostile: Built) -> None:
    files = [file for file in some(hostile.docs.rglob("*")) if file.is_file() and not file.is_symlink()]
    brought = digests(file for file in files if file.suffix != ".md" and file.stat().st_size)
    published = digests(file for file in hostile.site.rglob("*") if file.is_file())
    as_it_was = [published[digest] for digest in brought.keys() & published.keys()]
    assert {file.suffix for file in some(as_it_was)} == {".pdf"}
    assert all(file.read_bytes().startswith(b"%PDF-") for file in as_it_was)


def test_below_the_pages_addresses_lies_what_the_program_makes(hostile: Built) -> None:
    below = [file for folder in ("units", "stories", "themes") for file in (hostile.site / folder).rglob("*")]
    assert {file.suffix for file in some(below) if file.is_file()} <= MADE_HERE
    for picture in some(file for file in below if file.suffix == ".webp"):
        with Image.open(picture) as image:
            assert (image.format, dict(image.getexif()), image.info.get("xmp")) == ("WEBP", {}, None), picture
