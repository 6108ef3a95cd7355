"""What a PDF page shows is what is read: figures painted over, clipped, transparent, white, or in a layer."""

from __future__ import annotations

from typing import Any

import pytest

from etl.readers.pdf.reader import read
from tests.support.grids import all_texts
from tests.support.raw_pdf import TABLE, patch, pdf, stream, text

OLD, NEW = text("99", 251), text("12", 250)
STATES = (
    "/ExtGState << /Gone << /ca 0 >> /Ghost << /ca 0.9 >> "
    "/Masked << /SMask << /Type /Mask /S /Luminosity /G 10 0 R >> >> /Times << /BM /Multiply >> >>"
)
BLACK_GROUP = stream(
    "", "/Type /XObject /Subtype /Form /BBox [0 0 400 600] /Group << /S /Transparency /CS /DeviceGray >>"
)
IMAGE = stream(
    "\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
FORM = stream(
    text("99", 251),
    "/Type /XObject /Subtype /Form /BBox [0 0 400 600] /Resources << /Font << /F1 5 0 R >> >>",
)
RESOURCES = STATES + " /XObject << /Im 11 0 R /Fm 12 0 R >>"
OBJECTS = (BLACK_GROUP, IMAGE, FORM)


def figure(content: str, **more: Any) -> tuple[str, list[str]]:
    """What the cell of A holds, and the notes."""
    document = read(pdf(TABLE + content, **{"resources": RESOURCES, "objects": OBJECTS} | more), "a.pdf")
    ((first, second),) = all_texts(document)
    assert [first[0], *second] == ["A", "B", ""]
    return first[1], [note.kind for note in document.notes]


HIDDEN = {
    "under a white box": OLD + patch(),
    "under a coloured box": OLD + patch(color="0.8 0.9 1 rg"),
    "under a box as a path": OLD + "q 1 g 240 481 m 300 481 l 300 498 l 240 498 l h f Q\n",
    "under a box with rounded corners": OLD
    + "q 1 g 242 481 m 298 481 l 300 481 300 481 300 483 c 300 496 l 300 498 300 498 298 498 c 242 498 l 240 498 240 498 240 496 c 240 483 l h f Q\n",
    "under two boxes": OLD + patch(240, width=18) + patch(258, width=40),
    "under a broad line": OLD + "q 1 G 16 w 240 489 m 300 489 l S Q\n",
    "under an image": OLD + "q 60 0 0 17 240 481 cm /Im Do Q\n",
    "under a box in a form": OLD + "q 1 0 0 1 0 0 cm /Cover Do Q\n",
    "in a form under a box": "/Fm Do\n" + patch(),
    "clipped away": text("99", 251, before="2 2 1 1 re W n"),
    "clipped away by a triangle": text("99", 251, before="2 2 m 9 2 l 5 9 l h W n"),
    "clipped away by two boxes": text("99", 251, before="0 0 200 600 re W n 300 0 100 600 re W n"),
    "clipped to nothing": text("99", 251, before="250 480 0 0 re W n"),
    "transparent": text("99", 251, before="/Gone gs"),
    "masked": text("99", 251, before="/Masked gs"),
    "not painted": text("99", 251, before="3 Tr"),
    "only a clip": text("99", 251, before="7 Tr"),
    "white": text("99", 251, before="1 g"),
    "nearly white": text("99", 251, before="0.98 0.98 0.97 rg"),
    "white in other colours": text("99", 251, before="0 0 0 0 k"),
    "of the colour of its cell": patch(color="0.2 0.3 0.5 rg") + text("99", 251, before="0.2 0.3 0.5 rg"),
    "too small to read": text("99", 251, size=0.4),
}
COVER = stream(patch(), "/Type /XObject /Subtype /Form /BBox [0 0 400 600]")
WITH_COVER = {
    "resources": STATES + " /XObject << /Im 11 0 R /Fm 12 0 R /Cover 13 0 R >>",
    "objects": (*OBJECTS, COVER),
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_an_unseen_figure_is_not_read(content: str) -> None:
    assert figure(content, **WITH_COVER) == ("", ["unseen"])


@pytest.mark.parametrize("content", [one for name, one in HIDDEN.items() if "colour" not in name], ids=str)
def test_the_figure_over_an_unseen_one_is_read(content: str) -> None:
    assert figure(content + NEW, **WITH_COVER)[0] == "12"


VISIBLE = {
    "white on a dark cell": patch(color="0.2 0.3 0.5 rg") + text("12", before="1 g"),
    "white on a dark picture": "q 60 0 0 17 240 481 cm /Im Do Q\n" + text("12", before="1 g"),
    "on a cell's own colour": patch(color="0.8 g") + NEW,
    "on a picture": NEW,
    "in its own clip": text("12", before="200 480 150 20 re W n"),
    "in a clip of another shape": text("12", before="200 480 m 350 480 l 350 500 l 200 510 l h W n"),
    "with an outline": text("12", before="1 g 0 G 0.4 w 2 Tr"),
    "grey": text("12", before="0.6 g"),
    "under a marker": NEW + "q /Times gs 1 1 0 rg 240 481 60 17 re f Q\n",
    "beside a box": NEW + patch(262),
    "drawn again where a mask took it away": text("12", before="/Masked gs") + NEW,
    "masked, then drawn again nearly opaque": text("12", before="/Masked gs")
    + text("12", before="/Ghost gs"),
    "slanted": "q BT /F1 10 Tf 1 0 0.33 1 250 485 Tm (12) Tj ET Q\n",
    "slanted to the left": "q BT /F1 10 Tf 1 0 -0.2 1 250 485 Tm (12) Tj ET Q\n",
    "flipped with its page and back": "q 1 0 0 -1 0 970 cm BT /F1 10 Tf 1 0 0 -1 250 485 Tm (12) Tj ET Q\n",
    "turned by its size and back": text("12", before="-1 0 0 -1 500 970 cm", size=-10),
    "drawn twice under a marker": NEW + text("12", 250.3) + "q /Times gs 1 1 0 rg 240 481 60 17 re f Q\n",
}


@pytest.mark.parametrize(("old", "new"), [("77", "706"), ("177", "76"), ("70", "07"), ("77", "77")], ids=str)
def test_a_figure_over_one_with_the_same_digits_under_a_patch_is_read(old: str, new: str) -> None:
    assert figure(text(old, 250) + patch() + text(new, 250))[0] == new


def test_digits_under_a_patch_are_not_read_beside_those_above_it() -> None:
    assert figure(text("77", 250) + patch() + text("  06", 250.0))[0] == "06"


def test_a_figure_pressed_flat_is_doubtful() -> None:
    assert set(figure(text("12", before="1 Tz"))[0]) == {"\ufffd"}


@pytest.mark.parametrize("content", VISIBLE.values(), ids=VISIBLE)
def test_a_figure_that_is_seen_is_read(content: str) -> None:
    assert figure(content) == ("12", [])


def test_of_a_half_covered_figure_nothing_is_guessed() -> None:
    """The lower half of a 9 and of an 8 may look the same."""
    assert figure(text("12") + patch(240, 481, 60, 8)) == ("\ufffd\ufffd", ["half_seen"])
    assert figure(text("1299") + patch(262, 481, 30, 17)) == ("12", ["unseen"])


@pytest.mark.parametrize(
    "content",
    [
        text("12", before="-1 0 0 1 520 0 cm"),
        text("12", before="1 0 0 -1 0 977 cm"),
        text("68", before="-1 0 0 -1 520 977 cm"),
        text("12", 270, before="-100 Tz"),
        text("68", 270, 492, size=-10),
    ],
    ids=["mirrored", "on its head in a mirror", "upside down", "scaled below zero", "of a size below zero"],
)
def test_a_figure_that_is_shown_turned_over_is_not_read_as_it_is_written(content: str) -> None:
    assert figure(content) == ("\ufffd\ufffd", ["half_seen"])


def test_lines_under_a_patch_are_no_lines() -> None:
    old = (
        "".join(f"{x} 440 m {x} 520 l S\n" for x in (90, 130, 170)) + text("7", 60, 470) + text("8", 140, 470)
    )
    assert figure(old + patch(40, 430, 330, 100) + TABLE + NEW)[0] == "12"


def layer(name: str, content: str) -> str:
    return f"/OC /{name} BDC {content} EMC\n"


def layered(content: str, default: str, properties: str = "/Off 20 0 R /On 21 0 R") -> tuple[str, list[str]]:
    blank = "<< >>"
    objects = (
        *OBJECTS, *[blank] * 7, "<< /Type /OCG /Name (old) >>", "<< /Type /OCG /Name (new) >>",
        "<< /Type /OCMD /OCGs [20 0 R 21 0 R] /P /AllOn >>", "<< /Type /OCMD /OCGs [20 0 R 21 0 R] /P /AnyOn >>",
        "<< /Type /OCMD /VE [/Not 21 0 R] >>",
        stream(text("99", 251), "/Type /XObject /Subtype /Form /BBox [0 0 400 600] /OC 20 0 R /Resources << /Font << /F1 5 0 R >> >>"),
    )  # fmt: skip
    resources = STATES + f" /XObject << /Hidden 25 0 R /Im 11 0 R >> /Properties << {properties} >>"
    catalog = f"/OCProperties << /OCGs [20 0 R 21 0 R] /D << {default} >> >>"
    return figure(content, resources=resources, objects=objects, catalog=catalog)


OFF = "/OFF [20 0 R]"
LAYERS = {
    "off": (layer("Off", OLD) + NEW, OFF),
    "all off but one": (layer("Off", OLD) + layer("On", NEW), "/BaseState /OFF /ON [21 0 R]"),
    "off inside one that is on": (layer("On", NEW + layer("Off", OLD)), OFF),
    "on inside one that is off": (layer("Off", layer("On", OLD)) + NEW, OFF),
    "a set of which one is off": (layer("All", OLD) + layer("Any", NEW), OFF),
    "an expression": (layer("Not", OLD) + NEW, OFF),
    "a form": ("/Hidden Do\n" + NEW, OFF),
    "a picture over the figure": (NEW + layer("Off", "q 60 0 0 17 240 481 cm /Im Do Q"), OFF),
    "a patch over the figure": (NEW + layer("Off", patch()), OFF),
    "a patch that is shown": (OLD + layer("On", patch()) + NEW, OFF),
    "lines": (layer("Off", "90 440 m 90 520 l S 130 440 m 130 520 l S 300 440 m 300 520 l S") + NEW, OFF),
}


@pytest.mark.parametrize(("content", "default"), LAYERS.values(), ids=LAYERS)
def test_layers_are_read_as_the_file_opens(content: str, default: str) -> None:
    properties = "/Off 20 0 R /On 21 0 R /All 22 0 R /Any 23 0 R /Not 24 0 R"
    assert layered(content, default, properties)[0] == "12"


def test_text_outside_of_what_a_viewer_shows_is_not_read() -> None:
    assert figure(NEW + text("99", 260, 610), page="/CropBox [0 0 400 600]")[0] == "12"
    document = read(pdf(TABLE + NEW + text("77", 20, 485), page="/CropBox [40 0 400 600]"), "a.pdf")
    assert [row[1] for row in all_texts(document)[0]] == ["12", ""]
    assert document.paragraphs == ()


def test_the_recognised_layer_of_a_scan_is_read() -> None:
    """An image over the whole page hides or underlies the text that a program recognised on it."""
    words = "".join(text(f"row {n} 1 2 3", 60, 300 - 12 * n, before="3 Tr") for n in range(6))
    scan = "q 400 0 0 600 0 0 cm /Im Do Q\n"
    for content in (scan + words, words.replace("3 Tr", "") + scan):
        document = read(pdf(content, resources=RESOURCES, objects=OBJECTS), "a.pdf")
        assert len(document.paragraphs) == 6
        assert [note.kind for note in document.notes] == ["recognised_before"]


@pytest.mark.parametrize("instead", ["12", "1", "", "\xfe\xff\0001\0002"])
def test_what_is_to_be_read_instead_of_a_figure_is_not_read(instead: str) -> None:
    shown = f"/Span << /ActualText ({instead}) >> BDC\n{text('99', 251)}EMC\n"
    assert figure(shown) == ("99", [])


TWO = "2 3 m 8 3 l 8 2 l 0 2 l 6 8 l 0 8 l 0 10 l 8 10 l f"
AT = "q 1 0 0 1 {x} 482 cm "
DRAWN = {
    "an outline alone": (f"{AT.format(x=252)}{TWO} Q\n", "[图片]"),
    "an outline behind a digit": (text("1", 250) + f"{AT.format(x=258)}{TWO} Q\n", "1图片"),
    "an outline before a digit": (text("1", 260) + f"{AT.format(x=250)}{TWO} Q\n", "1图片"),
    "a clip of its shape": (f"{AT.format(x=252)}{TWO.replace(' f', ' W n')} 0 0 8 12 re f Q\n", "[图片]"),
    "letters as a clip": ("q 7 Tr BT /F1 10 Tf 250 485 Td (12) Tj ET 240 481 60 17 re f Q\n", "[图片]"),
    "a frame around a figure": (text("12") + "248 482 m 262 482 264 484 264 488 c 264 495 l 248 495 l h S\n", "12"),
    "a round ground": ("0.8 g 245 482 m 270 478 270 498 245 495 c f 0 g\n" + text("12"), "12"),
    "a stamp far from it": (text("12") + f"{AT.format(x=320)}{TWO} Q\n", "12"),
    "a shape of one colour with its ground": (text("1", 250) + f"1 g {AT.format(x=258)}{TWO} Q\n0 g\n", "1"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "shown"), DRAWN.values(), ids=DRAWN)
def test_a_figure_that_is_drawn_is_no_blank_and_no_digit_less(content: str, shown: str) -> None:
    assert figure(content)[0] == shown
    assert ("pictured_cells" in figure(content)[1]) is ("图片" in shown)
