"""Pictures of a page with a ruled table, worn as scans are: each fault by its own parameters, seeded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Texts = Sequence[Sequence[str]]
_WIDTH, _HEIGHT = 595, 842  # points
_DOTS = 200 / 72
_LEFT, _TOP, _ROW = 50, 120, 22  # points


@dataclass(frozen=True, slots=True)
class Wear:
    """What happened to a page: degrees of skew, quarter turns clockwise, pixels of curve, gaps in lines (0 to 1), pixels by
    which the upper edge is narrower, a seal through which black shines or an opaque one, black and white only, levels of noise, dots per inch."""

    skew: float = 0.0
    turns: int = 0
    curve: float = 0.0
    gaps: float = 0.0
    narrower: float = 0.0
    seal: bool = False
    opaque: bool = False
    fax: bool = False
    noise: float = 0.0
    faint: int = 0
    dots: int = 200


def page_picture(title: str, rows: Texts, wear: Wear, seed: int) -> Image.Image:
    """A page with a title and a ruled table of equal columns, as a scanner with these faults shows it."""
    random = np.random.default_rng(seed)
    image = _print(title, rows)
    draw = ImageDraw.Draw(image)
    if wear.faint:
        _rule(draw, rows, (wear.faint,) * 3, 2)
    for _ in range(int(wear.gaps * 200)):
        _scratch(draw, rows, random)
    if wear.seal or wear.opaque:
        image = _sealed(image, wear.opaque)
    image = _bent(image, wear.curve)
    if wear.narrower:
        image = _tilted(image, wear.narrower)
    if wear.skew:
        image = image.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor="white")
    if wear.noise:
        grain = np.asarray(image).astype(float) + random.normal(0, wear.noise, (image.height, image.width, 1))
        image = Image.fromarray(grain.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.6))
    if wear.dots != 200:
        size = (image.width * wear.dots // 200, image.height * wear.dots // 200)
        image = image.resize(size, Image.Resampling.LANCZOS)
    if wear.fax:
        image = image.convert("L").point(lambda level: 255 if level > 140 else 0).convert("RGB")
    return image.rotate(-90 * wear.turns, expand=True)


def as_pdf(pictures: Sequence[Image.Image], typed: str = "") -> bytes:
    """A PDF with one picture a page, and a typed line over each."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target)
    for picture in pictures:
        width, height = picture.width * 0.36, picture.height * 0.36
        canvas.setPageSize((width, height))
        canvas.drawInlineImage(picture, 0, 0, width, height)
        if typed:
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(40, height - 30, typed)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _print(title: str, rows: Texts) -> Image.Image:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(_WIDTH, _HEIGHT))
    canvas.setFont("STSong-Light", 15)
    canvas.drawCentredString(_WIDTH / 2, _HEIGHT - 80, title)
    canvas.setFont("STSong-Light", 10)
    width = (_WIDTH - 2 * _LEFT) / len(rows[0])
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = _LEFT + column * width + width / 2, _HEIGHT - _TOP - at * _ROW - 15
            canvas.drawCentredString(x, y, text)
    canvas.showPage()
    canvas.save()
    image: Image.Image = pdfium.PdfDocument(target.getvalue())[0].render(scale=_DOTS).to_pil().convert("RGB")
    _rule(ImageDraw.Draw(image), rows, (20, 20, 20), 3)
    return image


def _rule(draw: ImageDraw.ImageDraw, rows: Texts, color: tuple[int, int, int], thickness: int) -> None:
    if thickness == 2:  # again, in another shade
        _rule(draw, rows, (255, 255, 255), 4)
    left, right, top = _LEFT * _DOTS, (_WIDTH - _LEFT) * _DOTS, _TOP * _DOTS
    bottom = top + len(rows) * _ROW * _DOTS
    for row in range(len(rows) + 1):
        y = top + row * _ROW * _DOTS
        draw.line((left, y, right, y), color, thickness)
    for column in range(len(rows[0]) + 1):
        x = left + column * (right - left) / len(rows[0])
        draw.line((x, top, x, bottom), color, thickness)


def _scratch(draw: ImageDraw.ImageDraw, rows: Texts, random: np.random.Generator) -> None:
    """Rub out a little of a horizontal line."""
    x = random.uniform(_LEFT + 10, _WIDTH - _LEFT - 20) * _DOTS
    y = (_TOP + int(random.integers(0, len(rows) + 1)) * _ROW) * _DOTS
    draw.rectangle((x, y - 3, x + random.uniform(6, 22), y + 3), "white")


def _sealed(image: Image.Image, opaque: bool) -> Image.Image:
    layer = image.copy() if opaque else Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    draw.ellipse((600, 420, 1000, 820), outline=(214, 52, 52), width=14)
    draw.polygon([(800, 530), (840, 660), (760, 660)], fill=(214, 52, 52))
    return layer if opaque else ImageChops.multiply(image, layer)


def _bent(image: Image.Image, curve: float) -> Image.Image:
    if not curve:
        return image
    pixels, result = np.asarray(image), np.full((image.height, image.width, 3), 255, np.uint8)
    for x in range(image.width):
        result[:, x] = np.roll(pixels[:, x], round(curve * np.sin(np.pi * x / image.width)), axis=0)
    return Image.fromarray(result)


def _tilted(image: Image.Image, narrower: float) -> Image.Image:
    """The page as a camera sees it that is not above its middle."""
    w, h = image.size
    corners = (
        -narrower,
        0,
        0,
        h,
        w,
        h,
        w + narrower,
        0,
    )  # of the source, from the upper left against the clock
    return image.transform((w, h), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")
