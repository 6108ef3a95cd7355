"""Renders a page of a PDF as a picture, with one cell outlined for the source viewer."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium

from etl.model.document import Unreadable
from etl.model.locator import PageBox
from etl.readers.pdf.opening import PDFIUM, open_pdf
from etl.readers.scan.outlined import outlined

MOST_PIXELS = 25_000_000


def page_image(data: bytes, box: PageBox, scale: float = 2.0) -> bytes:
    """PNG of the page of `box` with the box outlined, at `scale` pixels per point.

    Raises Unreadable for a damaged file or an oversized page, ValueError for a page that the file does not have.
    """
    picture = rendered(data, box.page - 1, scale)
    return outlined(picture, box, scale)


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
