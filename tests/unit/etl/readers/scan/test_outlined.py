"""The place of a figure in a picture, also in one inside a web page or Word file, without text recognition."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from docx import Document as WordFile
from PIL import Image

from etl.source_view import excerpt_of_bytes

RED, BLUE = (250, 200, 200), (200, 200, 250)


def png(color: tuple[int, int, int]) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (1170, 1654), color).save(target, "PNG")
    return target.getvalue()


def tiff() -> bytes:
    target = io.BytesIO()
    first, second = (Image.new("RGB", (1170, 1654), color) for color in (RED, BLUE))
    first.save(target, "TIFF", save_all=True, append_images=[second])
    return target.getvalue()


def page() -> bytes:
    images = (
        f'<img src="data:image/png;base64,{base64.b64encode(png(color)).decode()}">' for color in (RED, BLUE)
    )
    return f"<html><body><p>年度报告</p>{''.join(images)}</body></html>".encode()


def word() -> bytes:
    file, target = WordFile(), io.BytesIO()
    for color in (RED, BLUE):
        file.add_picture(io.BytesIO(png(color)))
    file.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("data", "name"), [(tiff(), "a.tif"), (page(), "a.html"), (word(), "a.docx")])
def test_picture_with_the_cell_outlined(data: bytes, name: str) -> None:
    excerpt = excerpt_of_bytes(data, name, "p2@100,200,180,220")
    assert excerpt.kind == "image"
    image = np.asarray(Image.open(io.BytesIO(excerpt.image)).convert("RGB")).astype(int)
    assert max(image.shape) == 2339
    assert tuple(image[10, 10]) == BLUE
    outline = np.argwhere((image[:, :, 0] > 180) & (image[:, :, 2] < 60))
    scale = 200 / 72
    assert np.abs(outline.min(axis=0) - (200 * scale, 100 * scale)).max() < 6
    assert np.abs(outline.max(axis=0) - (220 * scale, 180 * scale)).max() < 6


@pytest.mark.parametrize(("data", "name"), [(tiff(), "a.tif"), (page(), "a.html"), (word(), "a.docx")])
def test_picture_that_the_source_does_not_have(data: bytes, name: str) -> None:
    excerpt = excerpt_of_bytes(data, name, "p3@100,200,180,220")
    assert excerpt.kind == "missing"
    assert "p3@" in excerpt.caption_zh
