"""Spreadsheets: tables as files. CSV as a Danish Excel opens it by itself, and workbooks with real dates and filters.

A cell never begins a formula: in a workbook a text is written as a text, in CSV a text that a spreadsheet would take
for a formula is given an apostrophe first (OWASP, *CSV Injection*).
"""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalogue.site.tables import Cell, Link, Sheet

_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
_TIDY_LINKS = 65_530
"""How many links Excel lets a sheet have; those after them stand as text."""
_HEAD_HEIGHT = 32


def to_csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: UTF-8 with a byte order mark, semicolons, CRLF, dates as ISO 8601 (RFC 4180 otherwise)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading for column in sheet.columns)
    writer.writerows(map(_to_text, row) for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _to_text(cell: Cell) -> str:
    match cell:
        case str():
            return f"'{cell}" if cell.startswith(_BEGIN_FORMULAS) else str(cell)
        case None:
            return ""
        case date():
            return cell.isoformat()
        case Link():
            return cell.address
    return str(cell)


def to_workbook(sheets: Iterable[Sheet], title: str, author: str, day: date) -> bytes:
    """Return sheets as a workbook (Office Open XML), each with filters, and its head on every printed side.

    `day` is the day that the workbook says it was made, so that the same sheets give the same bytes.
    """
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = datetime(day.year, day.month, day.day)
    workbook.set_properties({"title": title, "author": author, "created": made})
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    day_format = workbook.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
    for sheet in sheets:
        _fill(workbook.add_worksheet(sheet.title), sheet, head, day_format)
    workbook.close()
    return file.getvalue()


def _fill(worksheet: Worksheet, sheet: Sheet, head: Format, day_format: Format) -> None:
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
        worksheet.write_string(0, place, column.heading, head)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write(worksheet, number, place, cell, day_format)
    worksheet.set_row(0, _HEAD_HEIGHT)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _write(worksheet: Worksheet, row: int, place: int, cell: Cell, day_format: Format) -> None:
    match cell:
        case None | "":
            pass
        case date():
            worksheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), day_format)
        case int():
            worksheet.write_number(row, place, cell)
        case Link() if cell.is_whole and row <= _TIDY_LINKS:
            worksheet.write_url(row, place, cell.address)
        case Link():
            worksheet.write_string(row, place, cell.address)
        case str():
            worksheet.write_string(row, place, cell)
