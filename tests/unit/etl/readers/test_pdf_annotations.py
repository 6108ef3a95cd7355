"""Form fields and annotations of a PDF are part of the page: with and without appearance, over other figures, hidden."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from etl.model.document import Document
from etl.model.locator import PageBox
from etl.readers.pdf.reader import page_image, read
from tests.support.grids import all_texts
from tests.support.raw_pdf import TABLE, appearance, free_text, pdf, text, widget

TYPED = appearance("BT /F1 10 Tf 10 4 Td (12) Tj ET")
TYPED_ON_WHITE = appearance("1 g 0 0 60 17 re f 0 g BT /F1 10 Tf 10 4 Td (12) Tj ET")
BOTH = "/Annots [10 0 R]"


def document(
    annotation: str, drawing: str = TYPED, *, under: str = "", form: str = "", catalog: str = ""
) -> Document:
    form = (
        f"/AcroForm << /Fields [10 0 R] /DR << /Font << /F1 5 0 R >> >> {form} >>"
        if "/Widget" in annotation
        else ""
    )
    objects = (annotation, drawing, "<< /Type /OCG /Name (x) >>")
    return read(pdf(TABLE + under, page=BOTH, catalog=form + catalog, objects=objects), "a.pdf")


def figure(found: Document) -> str:
    ((first, second),) = all_texts(found)
    assert [first[0], *second] == ["A", "B", ""]
    return first[1]


@pytest.mark.parametrize(
    "annotation",
    [
        widget("12", "11 0 R"),
        widget("12"),
        widget("12", rectangle="205 481 345 498"),
        widget("12", more="/F 4 /Q 2"),
        widget("12", more="/F 4 /Ff 16777216 /MaxLen 5"),
        widget("12", more="/F 4 /Ff 4096"),
        widget("12.00", "11 0 R"),
        free_text("12", "11 0 R"),
        free_text("12"),
        free_text("12", "11 0 R", more="/F 4 /IT /FreeTextTypeWriter"),
        "<< /Type /Annot /Subtype /Stamp /Rect [240 481 300 498] /F 4 /AP << /N 11 0 R >> >>",
    ],
)
def test_what_is_typed_into_or_over_a_page_is_read(annotation: str) -> None:
    assert figure(document(annotation)) == "12"


@pytest.mark.parametrize("needed", ["", "/NeedAppearances true"])
def test_a_choice_shows_its_words(needed: str) -> None:
    choice = widget("2", more="/F 4 /Opt [[(1) (47)] [(2) (58)]] /Ff 131072").replace("/FT /Tx", "/FT /Ch")
    assert figure(document(choice, form=needed)) == "58"


@pytest.mark.parametrize("flags", [2, 32, 34])
def test_a_hidden_annotation_is_not_read(flags: int) -> None:
    assert figure(document(free_text("99", "11 0 R", more=f"/F {flags}"), under=text("7"))) == "7"
    assert figure(document(widget("99", "11 0 R", more=f"/F {flags}"), under=text("7"))) == "7"


@pytest.mark.parametrize("state", ["/OFF [12 0 R]", "/ON [12 0 R]"])
def test_of_an_annotation_in_a_layer_nothing_is_guessed(state: str) -> None:
    layers = f"/OCProperties << /OCGs [12 0 R] /D << {state} >> >>"
    found = document(free_text("12", "11 0 R", more="/F 4 /OC 12 0 R"), catalog=layers)
    assert figure(found) == "\ufffd\ufffd"
    assert [note.kind for note in found.notes] == ["half_seen"]


def test_a_correction_on_white_counts() -> None:
    found = document(free_text("12", "11 0 R"), TYPED_ON_WHITE, under=text("99"))
    assert figure(found) == "12"
    assert [note.kind for note in found.notes] == ["unseen"]


def test_a_correction_of_a_figure_struck_out_counts() -> None:
    struck = "<< /Type /Annot /Subtype /StrikeOut /Rect [250 483 262 495] /QuadPoints [250 495 262 495 250 483 262 483] /C [1 0 0] /F 4 >>"
    objects = (struck, TYPED, free_text("12", "11 0 R").replace("240 481 300 498", "270 481 330 498"))
    data = pdf(TABLE + text("99"), page="/Annots [10 0 R 12 0 R]", objects=objects)
    found = read(data, "a.pdf")
    assert figure(found) == "12"
    assert [note.kind for note in found.notes] == ["struck_out"]


def test_two_figures_at_one_place_are_no_number() -> None:
    assert "\n" in figure(document(free_text("12", "11 0 R"), under=text("99", 251)))


def test_a_field_that_shows_another_figure_than_it_holds_is_doubtful() -> None:
    """Some viewers show the drawing, some the value."""
    found = document(widget("57", "11 0 R"))
    assert figure(found) == "\ufffd\ufffd"
    assert [note.kind for note in found.notes] == ["half_seen"]
    assert figure(document(widget("57", "11 0 R"), appearance(""))) == "\ufffd"
    assert figure(document(widget("", "11 0 R"))) == "\ufffd\ufffd"
    assert figure(document(widget("57", "11 0 R"), form="/NeedAppearances true")) in ("57", "\ufffd\ufffd")


def test_links_and_notes_add_nothing() -> None:
    link = "<< /Type /Annot /Subtype /Link /Rect [240 481 300 498] /Border [0 0 1] >>"
    note = "<< /Type /Annot /Subtype /Text /Rect [240 481 258 498] /Contents (99) /F 4 >>"
    for annotation in (link, note):
        assert figure(document(annotation, under=text("7"))) == "7"


@pytest.mark.parametrize("annotation", [widget("12", "11 0 R"), widget("12"), free_text("12", "11 0 R")])
def test_the_picture_of_a_page_shows_what_is_typed(annotation: str) -> None:
    form = (
        "/AcroForm << /Fields [10 0 R] /DR << /Font << /F1 5 0 R >> >> >>" if "/Widget" in annotation else ""
    )
    data = pdf(TABLE, page=BOTH, catalog=form, objects=(annotation, TYPED))
    picture = Image.open(io.BytesIO(page_image(data, PageBox(1, 10, 10, 20, 20), scale=1.0))).convert("L")
    cell = np.asarray(picture)[103:118, 242:298]
    assert (cell < 100).any()
