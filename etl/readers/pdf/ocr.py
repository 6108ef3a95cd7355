"""Scanned pages: ruled lines by OpenCV and text by RapidOCR, as strokes and glyphs like those of other pages.

Needs the packages rapidocr, onnxruntime and opencv-python-headless; importing this module without them raises
ImportError.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import rapidocr

from etl.readers.fixed_page.printed_page import Glyphs, Page
from etl.readers.pdf.render import rendered

PIXELS_PER_POINT = 200 / 72
STEEPEST = 4.0
"""Degrees of skew that are corrected, at most; a page turned farther is read as it lies."""
SMALLEST_SKEW = 0.08
FEWEST_LEVEL_LINES = 3
DIGIT_LOOKALIKES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
"""What a digit that stands alone is often mistaken for."""
_SHORTEST_ACROSS, _SHORTEST_DOWN = 22, 11  # points
_THICKEST = 9  # pixels
_TOUCH = 3.0  # points


def recogniser() -> Any:
    """Create a RapidOCR engine with the models of its own package; it uses no network."""
    return rapidocr.RapidOCR(params={"Global.log_level": "error"})


def recognised_page(engine: Any, data: bytes, page: Page) -> Page:
    """Return a page of the PDF `data` with the glyphs and ruled lines that its image shows, in points.

    Locators on a page that lay askew are off by as much as it was turned. Takes 2 to 4 seconds.
    """
    image = straightened(rendered(data, page.number - 1, PIXELS_PER_POINT))
    height, width = image.shape[:2]
    horizontal, vertical = ruled_lines(image)
    result = engine(image[:, :, ::-1])
    texts = [] if result.boxes is None else list(zip(result.boxes, result.txts, strict=True))
    glyphs = spread(texts)
    return replace(
        page,
        width=width / PIXELS_PER_POINT,
        height=height / PIXELS_PER_POINT,
        quarter_turns=0,
        glyphs=replace(glyphs, box=glyphs.box / PIXELS_PER_POINT),
        horizontal=horizontal / PIXELS_PER_POINT,
        vertical=vertical / PIXELS_PER_POINT,
        slanted_glyphs=0,
    )


def straightened(image: np.ndarray) -> np.ndarray:
    """Turn an image (height, width, 3) so that its long, nearly level lines are level."""
    edges = cv2.Canny(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), 60, 180)
    length = image.shape[1] // 6
    segments = cv2.HoughLinesP(edges, 1, np.pi / 1800, 150, minLineLength=length, maxLineGap=8)
    if segments is None:
        return image
    x0, y0, x1, y1 = segments.reshape(-1, 4).T.astype(float)
    angles = np.degrees(np.arctan2(y1 - y0, x1 - x0))
    level = angles[np.abs(angles) <= STEEPEST]
    if len(level) < FEWEST_LEVEL_LINES or abs(float(np.median(level))) < SMALLEST_SKEW:
        return image
    height, width = image.shape[:2]
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.median(level)), 1.0)
    turned: np.ndarray = cv2.warpAffine(
        image, rotation, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return turned


def ruled_lines(image: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find horizontal and vertical lines, each (n, 3: position, start, end) in pixels.

    A vertical line counts only between the first and the last horizontal one that it crosses: strokes of characters
    cross only one.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    across = _bars(ink, (int(_SHORTEST_ACROSS * PIXELS_PER_POINT), 1))
    down = _bars(ink, (1, int(_SHORTEST_DOWN * PIXELS_PER_POINT)))
    horizontal = np.array([(y + h / 2, x, x + w) for x, y, w, h in across if h <= _THICKEST], float)
    vertical = np.array([(x + w / 2, y, y + h) for x, y, w, h in down if w <= _THICKEST], float)
    horizontal, vertical = horizontal.reshape(-1, 3), vertical.reshape(-1, 3)
    reach = _TOUCH * PIXELS_PER_POINT
    trimmed = []
    for x, start, stop in vertical.tolist():
        crossed = horizontal[
            (horizontal[:, 0] >= start - reach)
            & (horizontal[:, 0] <= stop + reach)
            & (horizontal[:, 1] - reach <= x)
            & (horizontal[:, 2] + reach >= x)
        ]
        if len(crossed) > 1:
            trimmed.append((x, float(crossed[:, 0].min()), float(crossed[:, 0].max())))
    return horizontal, np.array(trimmed, float).reshape(-1, 3)


def _bars(ink: np.ndarray, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of the ink that remains after opening by a bar of `size`."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    closing = (size[0] // 2 or 1, size[1] // 2 or 1)
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, closing))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:]]


def spread(texts: list[tuple[np.ndarray, str]]) -> Glyphs:
    """Spread recognised texts over their boxes (4 corners each), by the width of each character."""
    characters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    after_blank: list[bool] = []
    for corners, text in texts:
        left, top = corners.min(axis=0).tolist()
        right, bottom = corners.max(axis=0).tolist()
        text = DIGIT_LOOKALIKES.get(text.strip(), text)
        widths = [1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text]
        edges = np.concatenate(([0.0], np.cumsum(widths))) * (right - left) / max(sum(widths), 0.5) + left
        blank = False
        for character, start, end in zip(text, edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            if character.isspace():
                blank = True
                continue
            characters.append(character)
            boxes.append((start, top, end, bottom))
            after_blank.append(blank)
            blank = False
    return Glyphs(
        characters,
        np.array(boxes, float).reshape(-1, 4),
        np.zeros(len(characters), int),
        np.array(after_blank, bool),
        np.zeros(len(characters), bool),
    )
