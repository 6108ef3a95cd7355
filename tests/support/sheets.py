"""Pages of PDF files printed two beside each other on a sheet."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

A3, A4 = (1190.0, 842.0), (842.0, 595.0)
_FOOT = 80.0  # points from the bottom: below it stands only the page number


def two_on_sheet(
    pages: Sequence[tuple[bytes, int]], size: tuple[float, float] = A3, numbered: bool = True
) -> bytes:
    """Sheets with these pages, each of a file and of its number (0-based; -1 for a blank page) in it, two a sheet."""
    single = pdfium.PdfDocument.new()
    for data, number in pages:
        source = pdfium.PdfDocument(data)
        if number < 0:
            single.new_page(*source[0].get_size())
        else:
            single.import_pages(source, [number])
            if not numbered:
                _without_foot(single[len(single) - 1])
        source.close()
    sheets = pdfium.PdfDocument(pdfium_c.FPDF_ImportNPagesToOne(single.raw, *map(ctypes.c_float, size), 2, 1))
    target = io.BytesIO()
    sheets.save(target)
    sheets.close()
    single.close()
    return target.getvalue()


def page_count(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    count = len(document)
    document.close()
    return count


def _without_foot(page: pdfium.PdfPage) -> None:
    for item in list(page.get_objects(max_depth=1)):
        if item.get_bounds()[3] < _FOOT:
            page.remove_obj(item)
    page.gen_content()
