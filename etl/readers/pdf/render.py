"""A page of a PDF as a picture, with one cell marked: what a figure was read from."""

from __future__ import annotations

import io
import re

import numpy as np
from PIL import Image, ImageDraw

from etl.model.document import Unreadable
from etl.readers.pdf.opening import PDFIUM, open_pdf

MOST_PIXELS = 25_000_000
_PLACE = re.compile(r"p(\d+)@(-?\d+),(-?\d+),(-?\d+),(-?\d+)")


def page_image(data: bytes, place: str, scale: float = 2.0) -> bytes:
    """PNG of the page of `place` (`p4@left,top,right,bottom` in points), the box outlined, `scale` pixels
    a point. Raises Unreadable for a damaged file, ValueError for a place that is not in it."""
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ValueError(f"not a place in a PDF: {place!r}")
    number, *box = map(int, match.groups())
    picture = rendered(data, number - 1, scale)
    image = Image.fromarray(picture)
    left, top, right, bottom = (edge * scale for edge in box)
    ImageDraw.Draw(image).rectangle(
        (left - 3, top - 3, max(right, left) + 3, max(bottom, top) + 3), outline=(200, 30, 30), width=3
    )
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=3)
    return target.getvalue()


def rendered(data: bytes, index: int, scale: float) -> np.ndarray:
    """Page `index` (0-based) as a viewer shows it: (height, width, 3) uint8 RGB, of bounded size."""
    with PDFIUM:
        document = open_pdf(data)
        try:
            if not 0 <= index < len(document):
                raise ValueError(f"no page {index + 1} in a PDF of {len(document)} pages")
            page = document[index]
            width, height = page.get_size()
            if width * height * scale * scale > MOST_PIXELS:
                raise Unreadable("PDF 页面过大，无法显示成图片。")
            bitmap = page.render(scale=scale, rev_byteorder=True)
            picture = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            page.close()
        finally:
            document.close()
    return picture
