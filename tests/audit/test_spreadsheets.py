"""The tables, opened by LibreOffice as somebody would open them: what it made of them is read from its own file."""

import csv
import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from rows import Note
from sites import Site
from some import some

SEMICOLONS_IN_UTF_8 = "CSV:59,34,76,1,,1030,false,true"
"""How LibreOffice is told what a Danish Excel takes for granted: semicolons, quotes, UTF-8, Danish, dates told."""


def convert(file: Path, folder: Path, *options: str) -> Path:
    """Return the workbook that LibreOffice makes of a file. Its settings are kept in the folder, and nowhere else."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not here: .ci/prepare office"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'settings').as_uri()}",
            "--headless",
            *options,
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder / "made",
            file,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "made" / f"{file.stem}.xlsx"


def cells(file: Path, sheet: int = 0) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(file).worksheets[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize("name", ["ideas", "plans", "meetings"])
def test_a_csv_opens_with_its_letters_its_columns_and_its_days(
    name: str, sample_site: Site, tmp_path: Path, note: Note
) -> None:
    file = sample_site.root / f"{name}.csv"
    written = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""), delimiter=";"))
    opened = cells(convert(file, tmp_path, f"--infilter={SEMICOLONS_IN_UTF_8}"))
    days = 0
    assert len(opened) == len(written)
    for row, read in zip(some(written), opened, strict=True):
        assert len(read) == len(row)
        for text, cell in zip(row, read, strict=True):
            days += isinstance(cell, datetime)
            assert (
                cell.date().isoformat() if isinstance(cell, datetime) else "" if cell is None else str(cell)
            ) == text
    assert any("ø" in text for row in written for text in row)
    assert days
    note(f"{len(opened)} rows, {days} days", "as written")


def test_a_workbook_opens_with_its_days_and_no_formulas(sample_site: Site, tmp_path: Path, note: Note) -> None:
    file = sample_site.root / "catalogue.xlsx"
    made = convert(file, tmp_path)
    for sheet in range(3):
        assert cells(made, sheet) == cells(file, sheet)
    formulas = [
        cell.coordinate
        for one in openpyxl.load_workbook(made).worksheets
        for row in one.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []
    note(f"{len(formulas)} formulas", "0")
