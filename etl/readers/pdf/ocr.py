"""Scanned pages: ruled lines by OpenCV and text by RapidOCR, as strokes and glyphs like a PDF's own.

Needs the extra `disclosure-dashboard[ocr]`; importing this module without it raises ImportError.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import rapidocr

from etl.readers.pdf.pdf_page import Glyphs, Page
from etl.readers.pdf.render import rendered

DOTS_PER_POINT = 200 / 72
STEEPEST = 4.0
"""Degrees of skew that are put right; a page turned further is read as it lies."""
SUREST_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}


def recogniser() -> Any:
    """A RapidOCR engine with the models of its own package: no network is used."""
    return rapidocr.RapidOCR(params={"Global.log_level": "error"})


def recognised_page(engine: Any, data: bytes, page: Page) -> Page:
    """The page of the PDF `data` with the glyphs and ruled lines that its picture shows, in
    points of the page as displayed. Places on a page that lay askew are off by as much as it was turned.
    Takes 2 to 4 seconds."""
    picture = straightened(rendered(data, page.number - 1, DOTS_PER_POINT))
    height, width = picture.shape[:2]
    horizontal, vertical = ruled_lines(picture)
    result = engine(picture[:, :, ::-1])
    boxes = [] if result.boxes is None else list(zip(result.boxes, result.txts, strict=True))
    glyphs = spread(boxes)
    return replace(
        page,
        width=width / DOTS_PER_POINT,
        height=height / DOTS_PER_POINT,
        turns=0,
        glyphs=replace(glyphs, box=glyphs.box / DOTS_PER_POINT),
        horizontal=horizontal / DOTS_PER_POINT,
        vertical=vertical / DOTS_PER_POINT,
        slanted=0,
    )


def straightened(picture: np.ndarray) -> np.ndarray:
    """The picture (height, width, 3) turned so that its long, nearly level lines are level."""
    edges = cv2.Canny(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 60, 180)
    length = picture.shape[1] // 6
    found = cv2.HoughLinesP(edges, 1, np.pi / 1800, 150, minLineLength=length, maxLineGap=8)
    if found is None:
        return picture
    x0, y0, x1, y1 = found.reshape(-1, 4).T.astype(float)
    angles = np.degrees(np.arctan2(y1 - y0, x1 - x0))
    level = angles[np.abs(angles) <= STEEPEST]
    if len(level) < 3 or abs(float(np.median(level))) < 0.08:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.median(level)), 1.0)
    turned: np.ndarray = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )
    return turned


def ruled_lines(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Horizontal and vertical lines, each (n, 3: position, start, end) in pixels. A vertical one counts only
    between the first and the last horizontal one that it crosses: strokes of characters cross only one."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    lying = _opened(ink, (int(22 * DOTS_PER_POINT), 1))
    standing = _opened(ink, (1, int(11 * DOTS_PER_POINT)))
    horizontal = np.array([(y + h / 2, x, x + w) for x, y, w, h in lying if h <= 9], float).reshape(-1, 3)
    vertical = np.array([(x + w / 2, y, y + h) for x, y, w, h in standing if w <= 9], float).reshape(-1, 3)
    reach = 3.0 * DOTS_PER_POINT
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


def _opened(ink: np.ndarray, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of what is left of the ink after opening by a bar of `size`."""
    left = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
    closing = (size[0] // 2 or 1, size[1] // 2 or 1)
    left = cv2.morphologyEx(left, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, closing))
    _, _, found, _ = cv2.connectedComponentsWithStats(left)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in found[1:]]


def spread(boxes: list[tuple[np.ndarray, str]]) -> Glyphs:
    """Glyphs of recognised texts, spread over their boxes (4 corners each) by the width of each character."""
    characters: list[str] = []
    places: list[tuple[float, float, float, float]] = []
    spaced: list[bool] = []
    for corners, text in boxes:
        left, top = corners.min(axis=0).tolist()
        right, bottom = corners.max(axis=0).tolist()
        if text.strip() in SUREST_DIGITS:
            text = SUREST_DIGITS[text.strip()]
        widths = [1.0 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text]
        at = np.concatenate(([0.0], np.cumsum(widths))) * (right - left) / max(sum(widths), 0.5) + left
        blank = False
        for character, begin, end in zip(text, at[:-1].tolist(), at[1:].tolist(), strict=True):
            if character.isspace():
                blank = True
                continue
            characters.append(character)
            places.append((begin, top, end, bottom))
            spaced.append(blank)
            blank = False
    return Glyphs(
        characters,
        np.array(places, float).reshape(-1, 4),
        np.zeros(len(characters), int),
        np.array(spaced, bool),
    )
