"""Pictures of any format to arrays of one size, long ones cut into pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from etl.model.document import Unreadable

MOST_PIXELS = 60_000_000
"""Of one picture, or of one page of it."""
MOST_FRAMES = 60
SMALLEST = (300, 80)
"""Pixels of width and height of a picture that may hold a table."""
PAGE_PIXELS = 2339
"""The long side of a page as it is recognised: A4 at 200 dots per inch."""
PIXELS_PER_POINT = 200 / 72
_TALLEST = 1.6  # times the width: longer pictures are cut into pages
_MOST_ENLARGED = 2.0
_BETWEEN_LINES = 9  # pixels
_DAMAGED = "图片已损坏或格式不受支持，无法打开；请重新扫描或另存为 PNG、JPG、TIFF 后提交。"
_TOO_LARGE = "图片有 {width}×{height} 像素，超过 {most} 万像素的上限，没有打开；请以 300 dpi 以下重新扫描。"
_TOO_MANY = "图片文件有 {count} 页，只识别不超过 {most} 页的文件；请只提交年度报告本身。"


def pages_of(data: bytes) -> Iterator[np.ndarray]:
    """The pages of a picture file: RGB arrays (height, width, 3), uint8, each about as large as A4 at 200 dpi.

    Raises Unreadable for a damaged file and for one with too many pages or pixels, before its pixels are unpacked.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            count = getattr(image, "n_frames", 1) if image.format in ("TIFF", "MPO") else 1
            if count > MOST_FRAMES:
                raise Unreadable(_TOO_MANY.format(count=count, most=MOST_FRAMES))
            for frame in ImageSequence.Iterator(image):
                _check_size(frame)
                yield from map(_sized, cut(_on_white(frame)))
                if count == 1:
                    return
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise Unreadable(_DAMAGED) from error


def may_hold_table(data: bytes) -> bool:
    """Whether a picture is large enough to show a table; only its head is read."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            return image.width >= SMALLEST[0] and image.height >= SMALLEST[1]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def cut(picture: np.ndarray) -> list[np.ndarray]:
    """Cut a long picture, such as a screenshot of a whole page, into parts at its emptiest rows."""
    height, width = picture.shape[:2]
    parts = []
    start = 0
    while height - start > _TALLEST * width:
        first, last = start + int(_TALLEST * 0.7 * width), start + int(_TALLEST * width)
        ink = (picture[first:last].min(axis=2) < 160).sum(axis=1)
        end = first + int(
            np.convolve(ink, np.ones(_BETWEEN_LINES), "same")[_BETWEEN_LINES:-_BETWEEN_LINES].argmin()
        )
        end += _BETWEEN_LINES
        parts.append(picture[start:end])
        start = end
    parts.append(picture[start:])
    return parts


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Unreadable(
            _TOO_LARGE.format(width=image.width, height=image.height, most=MOST_PIXELS // 10_000)
        )


def _on_white(image: Image.Image) -> np.ndarray:
    """The picture as it is seen: turned as its camera noted, on white where it is transparent."""
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        upright = Image.new("RGBA", layered.size, "white")
        upright.alpha_composite(layered)
    return np.asarray(upright.convert("RGB"))


def _sized(picture: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    scale = min(PAGE_PIXELS / max(height, width), _MOST_ENLARGED)
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS))
