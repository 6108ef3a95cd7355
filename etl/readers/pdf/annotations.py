"""What is laid over a PDF page: values of form fields, and annotations such as text typed over it.

They are made part of the page's own content, so that they are read and hide what is under them like all else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from etl.model.document import Unreadable
from etl.readers.fixed_page.geometry import Box

MOST_ANNOTATIONS = 20_000
# links, and notes and files of which the page shows no more than an icon
_UNDRAWN = (
    raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FILEATTACHMENT,
    raw.FPDF_ANNOT_SOUND, raw.FPDF_ANNOT_MOVIE, raw.FPDF_ANNOT_SCREEN,
)  # fmt: skip
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST_VALUE = 4096  # bytes
_TINY = 0.1  # scale of a picture that nobody looks at


class Field(NamedTuple):
    """A form field for text: its box (left, bottom, right, top) in PDF coordinates and the value stored for it.

    An annotation of which it is unknown whether it is shown has the value None.
    """

    box: Box
    value: str | None


def page_with_annotations(
    document: pdfium.PdfDocument, index: int
) -> tuple[pdfium.PdfPage, tuple[Field, ...]]:
    """Open page `index` (0-based) with its annotations as content, and list its form fields for text.

    Raises Unreadable if it has more annotations than a report.
    """
    page = document[index]
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count > MOST_ANNOTATIONS:
        page.close()
        raise Unreadable(
            f"PDF 中有一页多达 {count} 个批注或表单域，不像年度报告，未读取。请检查文件是否有误。"
        )
    if not any(subtype not in _UNDRAWN for subtype in map(_subtype, _annotations(page, count))):
        return page, ()
    page.close()
    document.init_forms()
    page = document[index]
    fields = tuple(_fields(document, page, count))
    _remove_hidden(page, count)
    _draw_missing(page)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return document[index], fields


def _annotations(page: pdfium.PdfPage, count: int) -> Iterator[object]:
    """The handles of annotations, each closed when the next is asked for."""
    for number in range(count):
        with _annotation(page, number) as annotation:
            if annotation:
                yield annotation


@contextmanager
def _annotation(page: pdfium.PdfPage, number: int) -> Iterator[object]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    try:
        yield annotation
    finally:
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)


def _subtype(annotation: object) -> int:
    return int(raw.FPDFAnnot_GetSubtype(annotation))


def _fields(document: pdfium.PdfDocument, page: pdfium.PdfPage, count: int) -> Iterator[Field]:
    rectangle = raw.FS_RECTF()
    for annotation in _annotations(page, count):
        if _is_hidden(annotation) or not raw.FPDFAnnot_GetRect(annotation, rectangle):
            continue
        box = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        if raw.FPDFAnnot_HasKey(annotation, b"OC"):  # PDFium shows it whatever the state of its layer
            yield Field(box, None)
        elif document.formenv and _subtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            kind = raw.FPDFAnnot_GetFormFieldType(document.formenv.raw, annotation)
            if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
                yield Field(box, _value(document, annotation))


def _value(document: pdfium.PdfDocument, annotation: object) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_VALUE)
    target = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    length = raw.FPDFAnnot_GetFormFieldValue(document.formenv.raw, annotation, target, _LONGEST_VALUE)
    return buffer.raw[: min(length, _LONGEST_VALUE)].decode("utf-16-le", "replace").rstrip("\0")


def _is_hidden(annotation: object) -> bool:
    return bool(raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN) or _subtype(annotation) in _UNDRAWN


def _remove_hidden(page: pdfium.PdfPage, count: int) -> None:
    """Take off the annotations of which a page shows nothing, or no more than an icon."""
    for number in reversed(range(count)):
        with _annotation(page, number) as annotation:
            gone = bool(annotation) and _is_hidden(annotation)
        if gone:
            raw.FPDFPage_RemoveAnnot(page.raw, number)


def _draw_missing(page: pdfium.PdfPage) -> None:
    """Let PDFium write the appearance of annotations that come without one, as it does before it shows a page."""
    page.render(scale=_TINY, draw_annots=True, may_draw_forms=False).close()
