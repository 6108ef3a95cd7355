"""Renders a page of a PDF as a picture, with one cell outlined for the source viewer."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from etl.model.document import Unreadable
from etl.model.locator import PageBox
from etl.readers.pdf.opening import PDFIUM, open_pdf

MOST_PIXELS = 25_000_000
_OUTLINE = (200, 30, 30)  # RGB
_MARGIN = 3  # pixels between the cell and its outline


def page_image(data: bytes, box: PageBox, scale: float = 2.0) -> bytes:
    """PNG of the page of `box` with the box outlined, at `scale` pixels per point.

    Raises Unreadable for a damaged file or an oversized page, ValueError for a page that the file does not have.
    """
    picture = rendered(data, box.page - 1, scale)
    height, width = picture.shape[:2]
    left, right = (min(max(edge * scale, 0), width) for edge in (box.left, box.right))
    top, bottom = (min(max(edge * scale, 0), height) for edge in (box.top, box.bottom))
    image = Image.fromarray(picture)
    ImageDraw.Draw(image).rectangle(
        (left - _MARGIN, top - _MARGIN, max(right, left) + _MARGIN, max(bottom, top) + _MARGIN),
        outline=_OUTLINE,
        width=3,
    )
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=3)
    return target.getvalue()


def rendered(data: bytes, index: int, scale: float) -> np.ndarray:
    """Page `index` (0-based) as a viewer shows it: RGB array of shape (height, width, 3), dtype uint8.

    Raises ValueError for a page that the file does not have, Unreadable for a damaged one or one of more than `MOST_PIXELS`.
    """
    with PDFIUM:
        document = open_pdf(data)
        try:
            document.init_forms()  # values without an appearance are drawn, too
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
        except pdfium.PdfiumError as error:
            raise Unreadable("PDF 已损坏，这一页无法显示成图片。") from error
        finally:
            document.close()
    return picture
