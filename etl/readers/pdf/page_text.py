"""Characters of a PDF page, with their boxes and angles."""

from __future__ import annotations

import ctypes
import sys
from collections import deque
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from etl.model.document import Unreadable
from etl.readers.fixed_page.printed_page import GAP, TYPED
from etl.readers.pdf.objects import pdfium_fast

MOST_CHARACTERS = 200_000

_BLANKS = {0xAD, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF}
_BLANKS |= {*range(0x21), *range(0x7F, 0xA1), *range(0x2000, 0x2010)}
_OVERSIZED = 2.0
_BOX_BYTES = 16  # four floats
_DOUBLE_BYTES = 8
_MATRIX_BYTES = 24  # six floats
_LEAN = 0.02  # of a quarter turn
_BELOW = 0.2  # of the height of a letter: what reaches below the line


@dataclass(frozen=True, slots=True)
class PageText:
    """The n printed characters of a page, without blanks.

    `boxes` (n, 4) are in PDF coordinates: left, top, right, bottom with y upwards. `angles` (n,) are in radians;
    `after_blank` (n,) says what blank stands before the character (see `Glyphs`); `index` (n,) is its number in PDFium's text.
    """

    characters: list[str]
    boxes: np.ndarray
    angles: np.ndarray
    after_blank: np.ndarray
    index: np.ndarray


def page_text(text_page: pdfium.PdfTextPage) -> PageText:
    """Read the characters of a page. Raises Unreadable if there are too many for a report."""
    count = text_page.count_chars()
    if count > MOST_CHARACTERS:
        raise Unreadable(f"PDF 中有一页多达 {count} 个字符，不像年度报告，未读取。请检查文件是否有误。")
    address = pdfium_fast.address_of(text_page.raw)
    addresses = [address] * count
    codes = list(map(pdfium_fast.code_point, addresses, range(count)))
    boxes = _loose_boxes(addresses)
    _shrink_oversized(boxes, address)
    angles = np.array(list(map(pdfium_fast.char_angle, addresses, range(count))), np.float32)
    _set_upright(angles, boxes, address)
    blank = np.zeros(count, bool)
    blank[[n for n, code in enumerate(codes) if code in _BLANKS]] = True
    printed = np.flatnonzero(~blank)
    kinds = np.zeros(count, np.int8)
    blanks = np.flatnonzero(blank).tolist()
    generated = list(map(pdfium_fast.is_generated, [address] * len(blanks), blanks))
    kinds[blanks] = [GAP if one else TYPED for one in generated]
    after_blank = np.zeros(count, np.int8)
    after_blank[1:] = kinds[:-1]
    characters = _characters([codes[n] for n in printed.tolist()])
    return PageText(characters, boxes[printed].astype(float), angles[printed], after_blank[printed], printed)


def _loose_boxes(addresses: list[int]) -> np.ndarray:
    """Boxes (n, 4) as the font gives them: all characters of a line have the same height."""
    count = len(addresses)
    boxes = np.zeros((count, 4), np.float32)
    first = boxes.ctypes.data
    targets = range(first, first + _BOX_BYTES * count, _BOX_BYTES)
    deque(map(pdfium_fast.loose_char_box, addresses, range(count), targets), 0)
    return boxes


def char_matrices(address: int, indices: list[int]) -> np.ndarray:
    """The matrices (n, 6) with which characters of a page's text are drawn."""
    matrices = np.zeros((len(indices), 6), np.float32)
    first = matrices.ctypes.data
    targets = range(first, first + matrices.nbytes, _MATRIX_BYTES)
    deque(map(pdfium_fast.char_matrix, [address] * len(indices), indices, targets), 0)
    return matrices


def _set_upright(angles: np.ndarray, boxes: np.ndarray, address: int) -> None:
    """Give slanted letters the angles of their lines, and of level lines the boxes of upright letters.

    PDFium measures how far strokes lean, and its boxes reach into those of the letters beside.
    """
    quarters = angles / (np.pi / 2)
    leaning = np.flatnonzero(np.abs(quarters - np.rint(quarters)) > _LEAN)
    if not len(leaning):
        return
    a, b, c, d = char_matrices(address, leaning.tolist())[:, :4].T
    angles[leaning] = np.arctan2(-b, a) % (2 * np.pi)
    level = np.flatnonzero((b == 0) & (a > 0) & (d > 0))
    letters, lean = leaning[level], c[level] / d[level]
    over = np.abs(lean) * (boxes[letters, 1] - boxes[letters, 3])
    boxes[letters, 0] += over * np.where(lean > 0, _BELOW, 1 - _BELOW)
    boxes[letters, 2] -= over * np.where(lean > 0, 1 - _BELOW, _BELOW)


def _shrink_oversized(boxes: np.ndarray, address: int) -> None:
    """Replace boxes far higher than usual by those of the ink: PDFium mistakes the size of vertical writing."""
    heights = boxes[:, 1] - boxes[:, 3]
    if not (heights > 0).any():
        return
    ink = (ctypes.c_double * 4)()
    edges = [ctypes.addressof(ink) + _DOUBLE_BYTES * n for n in range(4)]
    for index in np.flatnonzero(heights > _OVERSIZED * np.median(heights[heights > 0])).tolist():
        if pdfium_fast.char_box(address, index, *edges):
            boxes[index] = (ink[0], ink[3], ink[1], ink[2])


def _characters(codes: list[int]) -> list[str]:
    numbers = np.array(codes, np.int64)
    if not (((numbers >= 0xD800) & (numbers < 0xE000)) | (numbers > sys.maxunicode)).any():
        return list(map(chr, codes))
    return [chr(code) if code < 0xD800 or 0xE000 <= code <= sys.maxunicode else "\ufffd" for code in codes]
