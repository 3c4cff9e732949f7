"""Spreadsheets, as programs that are not ours read them: openpyxl for workbooks, Python's csv for the rest.

(site.spreadsheets)
"""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from catalogue.site.spreadsheets import to_csv, to_workbook
from catalogue.site.tables import Cell, Column, Link, Row, Sheet

DAY = date(2026, 6, 1)
FORMULAS = ("=1+1", "+45 12 34 56 78", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("https://ond.invalid";"x")', "＝1")


def sheet(*rows: Row) -> Sheet:
    columns = tuple(Column(f"Kolonne {number}", 12) for number in range(max(map(len, rows), default=1)))
    return Sheet("ideas", "Idéer", columns, rows)


def read_workbook(raw: bytes) -> list[list[object]]:
    """Return the cells of a workbook's first sheet below its head."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return [list(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]


def read_csv(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def workbook(*sheets: Sheet) -> bytes:
    return to_workbook(sheets, "Katalog", "Eksempel Kommune", DAY)


def test_csv_begins_with_a_byte_order_mark_and_ends_its_lines_as_windows_does() -> None:
    raw = to_csv(sheet(("Blåbærgrød på Ærø", 3)))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2


@pytest.mark.parametrize(
    "text", ["Æble; pære", 'Hun sagde "nej"', "To\nlinjer", "»citat«", "Ø🥣", "1,5", "2026-06-01", " luft "]
)
def test_a_text_comes_back_from_both_as_it_was(text: str) -> None:
    assert read_csv(to_csv(sheet((text, "næste"))))[1] == [text, "næste"]
    assert read_workbook(workbook(sheet((text, "næste")))) == [[text, "næste"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_begins_a_formula(text: str) -> None:
    assert read_csv(to_csv(sheet((text,))))[1] == [f"'{text}"]
    cell = openpyxl.load_workbook(io.BytesIO(workbook(sheet((text,))))).worksheets[0]["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize(
    ("cell", "in_csv", "in_workbook"),
    [
        (date(2023, 1, 31), "2023-01-31", datetime(2023, 1, 31)),
        (0, "0", 0),
        (None, "", None),
        ("", "", None),
        (Link("/units/x/"), "/units/x/", "/units/x/"),
    ],
)
def test_days_are_days_and_numbers_numbers(cell: Cell, in_csv: str, in_workbook: object) -> None:
    assert read_csv(to_csv(sheet((cell, "x"))))[1] == [in_csv, "x"]
    assert read_workbook(workbook(sheet((cell, "x")))) == [[in_workbook, "x"]]


def test_a_whole_link_can_be_pressed() -> None:
    address = "https://katalog.eksempel.invalid/units/x/?a=1&b=2"
    cell = openpyxl.load_workbook(io.BytesIO(workbook(sheet((Link(address),))))).worksheets[0]["A2"]
    assert (cell.value, cell.hyperlink.target) == (address, address)


def test_each_sheet_has_its_name_its_filter_and_a_head_that_stays() -> None:
    sheets = [sheet(("a", "b")), Sheet("plans", "Planer", (Column("Indsats", 40),), ())]
    book = openpyxl.load_workbook(io.BytesIO(workbook(*sheets)))
    assert book.sheetnames == ["Idéer", "Planer"]
    assert [one.auto_filter.ref for one in book.worksheets] == ["A1:B2", "A1"]
    for one in book.worksheets:
        assert one.freeze_panes == "B2"
        assert one.print_title_rows == "$1:$1"
    assert book.worksheets[1].column_dimensions["A"].width == pytest.approx(40, abs=1)


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert workbook(sheet(("a", DAY))) == workbook(sheet(("a", DAY)))
    assert workbook(sheet(("a", DAY))) != workbook(sheet(("b", DAY)))
