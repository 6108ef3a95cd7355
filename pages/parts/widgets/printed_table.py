"""What is printed of a table: on the screen it scrolls, on paper there is but what is written out (style.css)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from etl import PaperTable
from pages.parts.text import number_format
from pages.parts.text.templates import render

_SHORT = 8
_NUMBER = re.compile(rf"[−+-]?[\d,.]+(\s%)?|{number_format.NONE}|")


def draw(table: PaperTable, left_out: str) -> None:
    """Put a table on paper alone, with what of it is left out in words; one without rows or columns is left out."""
    if table.rows and table.head:
        st.html(html(table, left_out))


def html(table: PaperTable, left_out: str) -> str:
    """The table as HTML; browsers repeat its head on each sheet."""
    kinds = [_kind([name, *column]) for name, *column in zip(table.head, *table.rows, strict=True)]
    return render(
        "widgets/printed_table.html", head=table.head, rows=table.rows, kinds=kinds, left_out=left_out
    )


def _kind(column: Sequence[object]) -> str:
    """The class of a column, its head first: numbers stand to the right, and neither they nor short words are broken."""
    texts = [str(text) for text in column]
    if all(_NUMBER.fullmatch(text) for text in texts[1:]):
        return "number"
    return "short" if max(map(len, texts)) <= _SHORT else ""
