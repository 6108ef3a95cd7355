"""Fast calls into PDFium: the same answers as pypdfium2's own, and a clear error where its prototypes differ."""

from __future__ import annotations

import ctypes
import io
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw
from reportlab.pdfgen.canvas import Canvas

from etl.readers.pdf.objects import pdfium_fast
from etl.readers.pdf.objects.pdfium_fast import ADDRESS, INTEGER, UNSIGNED, address_of, bind, converting


def document() -> pypdfium2.PdfDocument:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 600))
    canvas.drawString(100, 500, "Figure 12")
    canvas.rect(90, 480, 120, 40)
    canvas.save()
    return pypdfium2.PdfDocument(target.getvalue())


def test_fast_and_converted_calls_give_what_pypdfium2_gives() -> None:
    page = document()[0]
    text_page = page.get_textpage()
    text, drawing = address_of(text_page.raw), address_of(page.raw)
    converted_code, converted_object = (
        converting(raw.FPDFText_GetUnicode),
        converting(raw.FPDFPage_GetObject),
    )
    for index, character in enumerate("Figure 12"):
        assert chr(pdfium_fast.code_point(text, index)) == chr(converted_code(text, index)) == character
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = pdfium_fast.page_object(drawing, index)
        assert item == converted_object(drawing, index) != 0
        assert pdfium_fast.object_type(item) == converting(raw.FPDFPageObj_GetType)(item)


def test_numbers_written_through_addresses_are_the_same() -> None:
    text_page = document()[0].get_textpage()
    text = address_of(text_page.raw)
    boxes = []
    for call in (pdfium_fast.loose_char_box, converting(raw.FPDFText_GetLooseCharBox)):
        box = (ctypes.c_float * 4)()
        assert call(text, 0, ctypes.addressof(box))
        boxes.append(list(box))
    assert boxes[0] == boxes[1] and boxes[0][2] > boxes[0][0]


def test_a_function_that_is_gone_is_named() -> None:
    with pytest.raises(ImportError, match=r"no FPDFText_GetUnicode; install .*requirements\.lock"):
        bind("FPDFText_GetUnicode", UNSIGNED, ADDRESS, INTEGER, bindings=SimpleNamespace())


def declared(result: Any, *arguments: Any) -> Any:
    """Bindings in which FPDFText_GetUnicode has another prototype."""
    function = SimpleNamespace(restype=result, argtypes=arguments)
    return SimpleNamespace(FPDFText_GetUnicode=function)


@pytest.mark.parametrize(
    "arguments", [(ADDRESS,), (ADDRESS, ADDRESS), (INTEGER, INTEGER), (ADDRESS, INTEGER, INTEGER)]
)
def test_a_prototype_of_another_shape_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ImportError, match="other arguments for FPDFText_GetUnicode"):
        bind("FPDFText_GetUnicode", UNSIGNED, ADDRESS, INTEGER, bindings=declared(UNSIGNED, *arguments))


def test_other_kinds_of_numbers_are_called_through_pypdfium2() -> None:
    text_page = document()[0].get_textpage()
    call = bind("FPDFText_GetUnicode", ctypes.c_uint64, ADDRESS, INTEGER)
    assert chr(call(address_of(text_page.raw), 0)) == "F"
