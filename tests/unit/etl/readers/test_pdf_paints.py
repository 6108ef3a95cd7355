"""Figures of a PDF that are painted with patterns, as outlines, by drawings as glyphs, or under white text."""

from __future__ import annotations

import pytest

from etl.readers.pdf.reader import read
from tests.support.grids import all_texts
from tests.support.raw_pdf import TABLE, patch, pdf, stream, text


def _tiling(content: str, more: str = "/PaintType 1") -> str:
    cell = "/TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>"
    return stream(content, f"/Type /Pattern /PatternType 1 {more} {cell}")


def _shading(part: int) -> str:
    color = f"[{part} {part} {part}]"
    function = f"<< /FunctionType 2 /Domain [0 1] /C0 {color} /C1 {color} /N 1 >>"
    axis = (
        f"/ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 400 0] /Function {function} /Extend [true true]"
    )
    return f"<< /Type /Pattern /PatternType 2 /Shading << {axis} >> >>"


def _glyph(content: str) -> str:
    return stream(f"600 0 0 0 600 700 d1 {content}")


TYPE_3 = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /nine {} 0 R >> "
    "/Encoding << /Type /Encoding /Differences [57 /nine] >> /FirstChar 57 /LastChar 57 /Widths [600] /Resources << >> >>"
)
OBJECTS = (
    _tiling("0 g 0 0 4 4 re f"), _tiling("1 g 0 0 4 4 re f"), _tiling(""), _shading(0), _shading(1),
    _glyph(""), _glyph("0 0 500 700 re f"), TYPE_3.format(15), TYPE_3.format(16),
    "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>",
)  # fmt: skip
RESOURCES = (
    "/Pattern << /Black 10 0 R /White 11 0 R /Empty 12 0 R /Dark 13 0 R /Light 14 0 R >> "
    "/ColorSpace << /Pat /Pattern >> /ExtGState << /Gone << /ca 0 >> >>"
)


def figure(content: str) -> tuple[str, list[str]]:
    """What the cell of A holds, and the notes."""
    data = pdf(TABLE + content, resources=RESOURCES, objects=OBJECTS)
    fonts = b"/Font << /F1 5 0 R /Blank 17 0 R /Drawn 18 0 R /Signs 19 0 R >>"
    document = read(data.replace(b"/Font << /F1 5 0 R >>", fonts), "a.pdf")
    ((first, _),) = all_texts(document)
    return first[1], [note.kind for note in document.notes]


HIDDEN = {
    "filled with white tiles": text("99", before="/Pat cs /White scn"),
    "filled with empty tiles": text("99", before="/Pat cs /Empty scn"),
    "filled with white shading": text("99", before="/Pat cs /Light scn"),
    "outlined with white shading": text("99", before="/Pat CS /Light SCN 1 Tr"),
    "outlined with empty tiles": text("99", before="/Pat CS /Empty SCN 1 Tr"),
    "outlined in white": text("99", before="1 G 1 Tr"),
    "under its own white outline": text("99", before="1 G 3 w 2 Tr"),
    "white on white tiles": "q /Pat cs /White scn 240 481 60 17 re f Q\n" + text("99", before="1 g"),
    "of glyphs that draw nothing": text("9").replace("/F1", "/Blank"),
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_a_figure_whose_paint_is_not_seen_is_not_read(content: str) -> None:
    assert figure(content) == ("", ["unseen"])


VISIBLE = {
    "filled with black tiles": text("99", before="/Pat cs /Black scn"),
    "filled with dark shading": text("99", before="/Pat cs /Dark scn"),
    "outlined, its inside transparent": text("99", before="/Gone gs 1 Tr"),
    "white on black tiles": "q /Pat cs /Black scn 240 481 60 17 re f Q\n" + text("99", before="1 g"),
    "white, and black at the same place": text("99", before="1 g") + text("99"),
    "of glyphs that are drawn": text("99").replace("/F1", "/Drawn"),
    "grey like what is told of tiles": text("99", before="0.749 g"),
}


@pytest.mark.parametrize("content", VISIBLE.values(), ids=VISIBLE)
def test_a_figure_whose_paint_is_seen_is_read(content: str) -> None:
    assert figure(content) == ("99", [])


def test_a_patch_of_white_shading_hides_what_is_under_it() -> None:
    assert figure(text("99") + patch(color="/Pat cs /Light scn"))[0] == ""


def test_a_white_glyph_may_cover_a_figure() -> None:
    blot = text("n", 249, 484, before="1 g", size=14).replace("/F1", "/Signs")
    assert "9" not in figure(text("9") + blot)[0]
