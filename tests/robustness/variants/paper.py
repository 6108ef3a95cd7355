"""Variants as PDF."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from etl.demo.paper import pdf
from tests.robustness.variants.case import Case
from tests.robustness.variants.made import Made, variant
from tests.robustness.variants.structure import draft_of


@variant
def pdf_ruled(case: Case, chance: Random) -> Made:
    return Made("pdf", pdf(draft_of(case)), case)


@variant
def pdf_cut_labels(case: Case, chance: Random) -> Made:
    """A label over a page break, half on each page."""
    return Made("pdf", pdf(draft_of(case), cut_labels=True), case)


@variant
def pdf_headers(case: Case, chance: Random) -> Made:
    """The header rows of a table repeated on each page."""
    return Made("pdf", pdf(draft_of(case), repeat_header=3), case)


@variant
def pdf_borderless(case: Case, chance: Random) -> Made:
    return Made("pdf", pdf(draft_of(case), ruled=False), case)


@variant
def pdf_scanned(case: Case, chance: Random) -> Made:
    """Pages as pictures, without a text layer."""
    out = BytesIO()
    canvas = Canvas(out, (595, 842), invariant=1)
    for number, sheet in enumerate(pypdfium2.PdfDocument(pdf(draft_of(case)))):
        if number < 3:
            canvas.drawImage(ImageReader(sheet.render(scale=1.2, grayscale=True).to_pil()), 0, 0, 595, 842)
            canvas.showPage()
    canvas.save()
    return Made("pdf", out.getvalue(), case, unreadable=True)
