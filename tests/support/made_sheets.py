"""Workbooks of one sheet as the reader reads them, written by openpyxl or by XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter

from etl.model.document import Document
from etl.readers import read


def sheet_of(*values: object, change: Callable[[Any], None]) -> Document:
    book = openpyxl.Workbook()
    book.active.append(["项目", *values])
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "a.xlsx")


def written(fill: Callable[[Any], None]) -> Document:
    """A workbook as programs write it that leave the calculation to Excel."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    fill(book.add_worksheet())
    book.close()
    return read(stream.getvalue(), "a.xlsx")
