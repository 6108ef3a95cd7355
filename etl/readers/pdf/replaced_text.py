"""Figures that a PDF gives a program to read in place of those that it shows (ActualText)."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium

from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.page_text import PageText

_KEY = ctypes.create_string_buffer(b"ActualText")
_LENGTH = ctypes.c_ulong()  # of what a mark says, which nobody asks for


def show_replaced(text: PageText, text_page: pdfium.PdfTextPage) -> bool:
    """Strip the page's figures of what is to be read instead of them; whether there was any.

    The text page then has to be made again: it still holds what was to be read.
    """
    address = pdfium_fast.address_of(text_page.raw)
    indices = text.index.tolist()
    places = [index for index, one in zip(indices, text.characters, strict=True) if "0" <= one <= "9"]
    owners = {pdfium_fast.text_object(address, index) for index in places} - {None}
    return sum(map(_strip, owners)) > 0


def _strip(owner: int) -> int:
    """Take off an object the marks that say what to read instead; returns how many."""
    marks = [pdfium_fast.mark(owner, number) for number in range(pdfium_fast.mark_count(owner))]
    key, length = ctypes.addressof(_KEY), ctypes.addressof(_LENGTH)
    replacing = [mark for mark in marks if pdfium_fast.mark_text(mark, key, 0, 0, length)]
    return sum(pdfium_fast.remove_mark(owner, mark) for mark in replacing)
