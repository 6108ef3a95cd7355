"""A font's table of characters that calls an 8 a 3: its digits are not read, and the note says why."""

from __future__ import annotations

import pytest

from etl.readers.pdf.reader import read
from tests.support.grids import all_texts
from tests.support.raw_pdf import TABLE, pdf, stream, text

DIGITS = "0123456789"


def cell_and_notes(shown: str, called: str = DIGITS) -> tuple[str, list[str]]:
    """What the cell of A holds where the page shows `shown` and the font calls the digits 0 to 9 `called`."""
    pairs = "\n".join(
        f"<{ord(one):02x}> <{ord(other):04x}>" for one, other in zip(DIGITS, called, strict=True)
    )
    table_of_characters = stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"10 beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    fonts = "/Resources << /Font << /F1 11 0 R >> >>"
    objects = (
        stream(text(shown), f"/Type /XObject /Subtype /Form /BBox [0 0 400 600] {fonts}"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 12 0 R >>",
        table_of_characters,
    )
    made = pdf(TABLE + "/Fm Do\n", resources="/XObject << /Fm 10 0 R >>", objects=objects)
    document = read(made, "a.pdf")
    ((first, _),) = all_texts(document)
    return first[1], [note.kind for note in document.notes]


@pytest.mark.parametrize(
    ("shown", "called", "cell"),
    [
        ("1384", "0128456739", "1\ufffd\ufffd4"),
        ("6905", "0123459786", "\ufffd\ufffd05"),
        ("40518", "8123456709", "4\ufffd51\ufffd"),
    ],
)
def test_digits_that_show_others_are_not_read(shown: str, called: str, cell: str) -> None:
    assert cell_and_notes(shown, called) == (cell, ["false_digits"])


@pytest.mark.parametrize("shown", ["1384", "6905", "8", DIGITS])
def test_digits_that_show_themselves_are_read(shown: str) -> None:
    assert cell_and_notes(shown) == (shown, [])
