"""Digits whose outlines show other digits than the font's table of characters says (3 and 8 exchanged).

Only what outlines tell for certain is compared: how many contours a digit has and how high its hole lies. A font is
untrue only if its digits have the outlines of each other; an unusual design has outlines of no digit.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.page_text import PageText

_DOUBT = "\ufffd"
_SIZE = 100.0
_LOW, _HIGH = 0.42, 0.58
_MOST_SEGMENTS = 400
_Outline = tuple[int, str]
_USUAL: dict[str, tuple[_Outline, ...]] = {
    **dict.fromkeys("12357", ((1, ""),)),
    "0": ((2, "middle"),),
    "4": ((2, "middle"), (2, "high")),
    "6": ((2, "low"),),
    "9": ((2, "high"),),
    "8": ((3, ""),),
}
_CONTOURS = {digit: outlines[0][0] for digit, outlines in _USUAL.items()}


def without_false_digits(text: PageText, text_page: pdfium.PdfTextPage) -> tuple[PageText, int]:
    """The text with U+FFFD for digits that the page shows as others, and how many these are."""
    page = pdfium_fast.address_of(text_page.raw)
    font_at = partial(_font_at, page, text)
    used = _digits_used(page, text)
    false = {font: wrong for font, digits in used.items() if (wrong := _false_digits(font, digits))}
    if not false:
        return text, 0
    suspects = frozenset[str]().union(*false.values())
    characters = [
        _DOUBT if one in suspects and one in false.get(font_at(place) or 0, ()) else one
        for place, one in enumerate(text.characters)
    ]
    changed = sum(one != other for one, other in zip(characters, text.characters, strict=True))
    return replace(text, characters=characters), changed


def fonts_without_outlines(text: PageText, text_page: pdfium.PdfTextPage) -> frozenset[int]:
    """The fonts of which no outline of a digit is known, by address: their glyphs are drawings, or nothing at all."""
    used = _digits_used(pdfium_fast.address_of(text_page.raw), text)
    return frozenset(
        font
        for font, digits in used.items()
        if not any(pdfium_fast.glyph_path(font, ord(digit), _SIZE) for digit in digits)
    )


def _font_at(page: int, text: PageText, place: int) -> int | None:
    owner = pdfium_fast.text_object(page, int(text.index[place]))
    font: int | None = pdfium_fast.font_of(owner) if owner else None
    return font


def _digits_used(page: int, text: PageText) -> dict[int, set[str]]:
    """Font -> digits that are set in it."""
    used: dict[int, set[str]] = {}
    for digit, place in _samples("".join(text.characters)):
        if font := _font_at(page, text, place):
            used.setdefault(font, set()).add(digit)
    return used


def _samples(text: str) -> Iterator[tuple[str, int]]:
    """Each digit with the places where it stands first, last and from the middle on: a page has few fonts of figures."""
    for digit in _USUAL:
        places = {text.find(digit), text.find(digit, len(text) // 2), text.rfind(digit)}
        yield from ((digit, place) for place in places if place >= 0)


def _false_digits(font: int, used: set[str]) -> frozenset[str]:
    """The digits that have the outlines of each other."""
    if _seem_usual(font, used):
        return frozenset()
    outlines = {digit: outline for digit in used if (outline := _outline(font, digit))}
    odd = {digit for digit, outline in outlines.items() if outline not in _USUAL[digit]}
    is_exchanged = all(
        any(outlines[digit] in _USUAL[other] for other in odd)
        and any(outlines[other] in _USUAL[digit] for other in odd)
        for digit in odd
    )
    return frozenset(odd) if is_exchanged else frozenset()


def _seem_usual(font: int, used: set[str]) -> bool:
    """Whether the digits with holes are as usual: of two digits whose outlines differ at least one has a hole."""
    if any(
        (outline := _outline(font, digit)) and outline not in _USUAL[digit] for digit in used & {"6", "9"}
    ):
        return False
    return all(_contour_starts(font, digit)[1] in (_CONTOURS[digit], 0) for digit in used & {"0", "4", "8"})


def _contour_starts(font: int, digit: str) -> tuple[list[int], int]:
    """The segments of a digit's outline and how many contours they make; none where the font has no such outline."""
    path = pdfium_fast.glyph_path(font, ord(digit), _SIZE)
    count = pdfium_fast.glyph_segment_count(path) if path else 0
    if not 0 < count <= _MOST_SEGMENTS:
        return [], 0
    segments = list(map(pdfium_fast.glyph_segment, [path] * count, range(count)))
    return segments, list(map(pdfium_fast.segment_type, segments)).count(raw.FPDF_SEGMENT_MOVETO)


def _outline(font: int, digit: str) -> _Outline | None:
    """How many contours a digit has, and where the hole of two lies; None if the font has no outline of it."""
    segments, count = _contour_starts(font, digit)
    if count != 2:
        return (count, "") if count else None
    x, y = ctypes.c_float(), ctypes.c_float()
    at = ctypes.addressof(x), ctypes.addressof(y)
    contours: list[list[float]] = []
    for segment in segments:
        if pdfium_fast.segment_type(segment) == raw.FPDF_SEGMENT_MOVETO or not contours:
            contours.append([])
        pdfium_fast.segment_point(segment, *at)
        contours[-1].append(y.value)
    if len(contours) != 2:
        return None
    (hole, bottom), (whole, base) = sorted((max(one) - min(one), min(one)) for one in contours)
    middle = (bottom + hole / 2 - base) / whole if whole else 0.5
    return 2, "low" if middle < _LOW else "high" if middle > _HIGH else "middle"
