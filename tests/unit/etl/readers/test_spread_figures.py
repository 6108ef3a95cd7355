"""Digits spread over a ruled cell are one figure; figures without a line between them stay two."""

from __future__ import annotations

import pytest

from etl.readers.pdf.reader import read
from tests.support.grids import all_texts
from tests.support.raw_pdf import pdf

FRAME = "0.5 w 50 460 300 40 re S 50 480 m 350 480 l S 120 460 m 120 500 l S BT /F1 10 Tf 55 485 Td (A) Tj ET BT /F1 10 Tf 55 465 Td (B) Tj ET\n"
"""The cells of figures are 230 points wide, from x 120 to 350."""
DIGIT = 5.56  # width of a digit in Helvetica of 10 points


def cell(content: str, frame: str = FRAME) -> str:
    (rows,) = all_texts(read(pdf(frame + content), "a.pdf"))
    return rows[0][1]


def spaced(words: str, x: float, spacing: float) -> str:
    return f"BT /F1 10 Tf {spacing} Tc {x} 485 Td ({words}) Tj ET\n"


def placed(words: str, left: float, right: float) -> str:
    """Characters one by one at equal distances, the first at `left`, the last ending at `right`."""
    step = (right - DIGIT - left) / (len(words) - 1)
    return "".join(f"BT /F1 10 Tf {left + n * step:.2f} 485 Td ({c}) Tj ET\n" for n, c in enumerate(words))


@pytest.mark.parametrize("words", ["12", "58", "340", "1045", "3985758", "12.5", "1,234", "96171.6"])
@pytest.mark.parametrize("spacing", [2, 4, 7, 10])
@pytest.mark.parametrize("x", [125, 200])
def test_letter_spacing(words: str, spacing: float, x: float) -> None:
    assert cell(spaced(words, x, spacing)) == words


@pytest.mark.parametrize("words", ["12", "340", "1045", "3985758"])
@pytest.mark.parametrize("padding", [1, 5, 8])
def test_distributed_over_the_cell(words: str, padding: float) -> None:
    assert cell(placed(words, 120 + padding, 350 - padding)) == words


@pytest.mark.parametrize(
    "content",
    [
        placed("35", 177.5 - DIGIT / 2, 292.5 + DIGIT / 2),
        placed("012", 158.3 - DIGIT / 2, 311.7 + DIGIT / 2),
        placed("0000000", 136.4 - DIGIT / 2, 333.6 + DIGIT / 2),
        placed("35", 125, 240 + DIGIT),
        placed("0123456", 123, 320.1 + DIGIT),
        spaced("12", 140, 0) + spaced("345", 260, 0),
        spaced("12", 200, 0) + spaced("34", 220, 0) + spaced("56", 240, 0),
        spaced("3    5", 200, 0),
        spaced("3 5", 200, 4),
    ],
)
def test_several_figures_without_lines_between_them_are_no_number(content: str) -> None:
    text = cell(content)
    assert "\n" in text or " " in text
