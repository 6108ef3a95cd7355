"""Spreadsheets to Document."""

from etl.readers.spreadsheet.reader import read

__all__ = ["read"]
