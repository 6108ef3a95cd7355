"""A picture of a page with one cell outlined, for the source viewer."""

from __future__ import annotations

import io
from itertools import islice

import numpy as np
from PIL import Image, ImageDraw

from etl.model.locator import PageBox
from etl.readers.scan.embedded_pictures import picture_numbered
from etl.readers.scan.pictures import PIXELS_PER_POINT, pages_of

_OUTLINE = (200, 30, 30)  # RGB
_MARGIN = 3  # pixels between the cell and its outline


def outlined(picture: np.ndarray, box: PageBox, scale: float) -> bytes:
    """PNG of an RGB picture with a box outlined, at `scale` pixels per point."""
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


def outlined_picture(data: bytes, kind: str, box: PageBox) -> bytes:
    """The same of a picture file (`kind` is `picture`), or of a picture inside a web page or Word file, whose number is
    the page of the box. Raises ValueError if there is no such picture, Unreadable for a damaged one."""
    content, number = (data, box.page) if kind == "picture" else (picture_numbered(data, box.page), 1)
    picture = next(islice(pages_of(content), number - 1, None), None)
    if picture is None:
        raise ValueError(f"no page {number} in a picture")
    return outlined(picture, box, PIXELS_PER_POINT)
