"""Excel: a sheet a table, with typed dates, a frozen header and filters.

Every text is written as a text, with Excel's own mark for one: nothing is run as a formula.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.contract import FORMULA_STARTS, Column, Table
from pipeline.publish.dataset import Dataset
from pipeline.publish.export import EVERY_TABLE, Exported
from pipeline.tablefile import Value

MOST = 32_767  # characters that Excel takes in a cell
MOST_ROWS = 1_048_575  # below the header
WIDEST = 60  # characters of a column
SAMPLE = 200  # rows that tell how wide a column should be

WANTED = EVERY_TABLE


def make(dataset: Dataset) -> Exported:
    """One workbook; a longer text than Excel takes is cut, and said."""
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    # No clock: the day after the last report's year stands for the time of writing.
    book.set_properties(
        {
            "title": f"ISCM Highlights {dataset.name}",
            "created": dt.datetime(dataset.last_year + 1, 1, 1),
        }
    )
    look = Look(
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        book.add_format({"quote_prefix": True}),
    )
    cut = [line for one in dataset.schema for line in add_sheet(book, one, dataset, look)]
    book.close()
    return Exported({f"iscm-{dataset.name}.xlsx": file.getvalue()}, tuple(cut))


class Look:
    """The formats of a workbook: of headers, of dates, of texts that begin as formulas do."""

    def __init__(self, header: Format, date: Format, guarded: Format) -> None:
        self.header, self.date, self.guarded = header, date, guarded


def add_sheet(book: xlsxwriter.Workbook, table: Table, dataset: Dataset, look: Look) -> list[str]:
    """Adds the sheet of a table; the cells that were cut come back, a line each."""
    sheet, rows, cut = book.add_worksheet(table.name), dataset.rows[table.name], []
    if len(rows) > MOST_ROWS:
        cut.append(f"{table.name}: {len(rows) - MOST_ROWS} rows are more than Excel takes")
        rows = rows[:MOST_ROWS]
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, look.header)
        shown = [str(row[column.name] or "") for row in rows[:SAMPLE]]
        sheet.set_column(at, at, width(column, shown))
    for number, row in enumerate(rows, 1):
        for at, column in enumerate(table.columns):
            if not write(sheet, (number, at), row[column.name], look):
                cut.append(f"{table.name} {table.record_id(row)}: {column.name} is cut for Excel")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)
    return cut


def width(column: Column, shown: list[str]) -> int:
    """How many characters wide a column is shown."""
    return min(WIDEST, max([len(column.name) + 3, *(len(text) + 1 for text in shown)]))


def write(sheet: Worksheet, place: tuple[int, int], value: Value, look: Look) -> bool:
    """Writes a cell; whether the whole of it could be written."""
    if value is None:
        return True
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*place, value, look.date)
    elif isinstance(value, str):
        guarded = look.guarded if value.startswith(FORMULA_STARTS) else None
        sheet.write_string(*place, value[:MOST], guarded)
        return len(value) <= MOST
    else:
        sheet.write_number(*place, value)
    return True
