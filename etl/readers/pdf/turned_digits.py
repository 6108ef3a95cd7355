"""Digits that a PDF page shows mirrored or upside down: 12 is then no 12, and 68 looks like 89."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium

from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.page_text import PageText, char_matrices


def digit_directions(text: PageText, text_page: pdfium.PdfTextPage) -> tuple[PageText, np.ndarray]:
    """The text with the angles at which its digits are drawn, and which characters are mirrored digits (bool, n).

    PDFium's angles leave out that a size below zero turns what is written by half a turn.
    """
    digits = np.array([n for n, one in enumerate(text.characters) if one.isdecimal()], int)
    mirrored = np.zeros(len(text.characters), bool)
    if not len(digits):
        return text, mirrored
    numbers = text.index[digits].tolist()
    address = pdfium_fast.address_of(text_page.raw)
    a, b, c, d = char_matrices(address, numbers)[:, :4].T
    mirrored[digits] = a * d - b * c < 0
    is_negative = (
        np.fromiter(map(pdfium_fast.char_size, [address] * len(numbers), numbers), float, len(numbers)) < 0
    )
    if not is_negative.any():
        return text, mirrored
    angles = text.angles.copy()
    angles[digits[is_negative]] += math.pi
    return replace(text, angles=angles), mirrored
