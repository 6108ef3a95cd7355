"""Spreadsheets to documents."""

from etl.readers.spreadsheet.reader import read

__all__ = ["read"]
