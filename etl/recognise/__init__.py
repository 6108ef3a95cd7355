"""Recognises the official form in a document: which line is which row, which figure stands in which cell."""

from __future__ import annotations

from etl.document import Document
from etl.recognise.assemble import Recognised, assemble
from etl.recognise.printed import printed_rows
from etl.recognise.sections import narratives
from etl.recognise.tables import scan

__all__ = ["Recognised", "narratives", "recognise"]


def recognise(document: Document, year: int | None) -> Recognised:
    """The three tables of the form as cells with findings. `year` only decides what labels leave open."""
    return assemble(scan(printed_rows(document)), year)
