"""PDF files drawn stroke by stroke, for tests of what is seen on their pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


def drawn(paint: Callable[[Canvas], None], **options: Any) -> bytes:
    target = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(target, pagesize=(400, 600), **options)
    canvas.setFont("STSong-Light", 10)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(canvas: Canvas, words: Sequence[tuple[float, float, str]]) -> None:
    for x, y, text in words:
        canvas.drawString(x, y, text)


CELLS = [
    (55, 485, "规章"),
    (155, 485, "12"),
    (255, 485, "3"),
    (55, 465, "行政规范性文件"),
    (155, 465, "0"),
    (255, 465, "45"),
]
WORDS = [[["规章", "12", "3"], ["行政规范性文件", "0", "45"]]]


def lines(
    canvas: Canvas, xs: tuple[float, ...] = (50, 150, 250, 350), ys: tuple[float, ...] = (460, 480, 500)
) -> None:
    for x in xs:
        canvas.line(x, min(ys), x, max(ys))
    for y in ys:
        canvas.line(min(xs), y, max(xs), y)
