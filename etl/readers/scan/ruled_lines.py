"""Ruled lines of a picture: red seals taken off, faint lines told from their own surroundings, gaps closed."""

from __future__ import annotations

import cv2
import numpy as np

from etl.readers.scan.pictures import PIXELS_PER_POINT

_SHORTEST_ACROSS, _SHORTEST_DOWN = 22, 11  # points
_PIECE_ACROSS = 12  # points: a worn line is in pieces
_GAP = 12  # points that a worn line may lack at once
_THICKEST = 9  # pixels
_TOUCH = 3.0  # points
_WINDOW, _FAINTEST = 25, 8  # pixels, and levels of grey of 256
_RED, _REDDISH = 45, 15  # levels by which red outshines the rest
_SHINES_THROUGH = 3  # times as dark as under the seal
_DARKER, _LEAST_DARKER = 30, 0.015  # levels, and part of the seal


def without_red(image: np.ndarray) -> np.ndarray:
    """Grey values (height, width) of an RGB image in which red ink, as that of seals, is white, and black ink under it
    dark, as far as it shines through."""
    red, rest = image[:, :, 0].astype(np.int16), image[:, :, 1:].max(axis=2).astype(np.int16)
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.int16)
    is_red = red - rest > _RED
    if not is_red.any():
        return np.asarray(grey.astype(np.uint8))
    through = 255 - _SHINES_THROUGH * (np.median(red[is_red]) - red).clip(0)
    cleaned = np.where(is_red, through.clip(0), np.where(red - rest > _REDDISH, red, grey))
    return np.asarray(cleaned.astype(np.uint8))


def opaque_red(image: np.ndarray) -> np.ndarray:
    """Where (bool, height, width) red ink covers what is under it; nowhere where black ink shines through."""
    red, rest = image[:, :, 0].astype(np.int16), image[:, :, 1:].max(axis=2).astype(np.int16)
    is_red = red - rest > _RED
    if not is_red.any():
        return is_red
    darker = red[is_red] < np.median(red[is_red]) - _DARKER
    return is_red & (darker.mean() < _LEAST_DARKER)


def ink_of(grey: np.ndarray) -> np.ndarray:
    """Where an image is darker than its own surroundings: uint8 (height, width), 255 or 0."""
    return np.asarray(
        cv2.adaptiveThreshold(
            grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _WINDOW, _FAINTEST
        )
    )


def ruled_lines(grey: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find horizontal and vertical lines, each (n, 3: position, start, end) in pixels.

    A vertical line counts only between the first and the last horizontal one that it crosses: strokes of characters
    cross only one.
    """
    ink = ink_of(grey)
    across = _boxes(bars(ink, _PIECE_ACROSS, _GAP, _SHORTEST_ACROSS))
    down = [
        (x, y, w, h) for y, x, h, w in _boxes(bars(np.ascontiguousarray(ink.T), _SHORTEST_DOWN, _GAP, _SHORTEST_DOWN))
    ]  # fmt: skip
    horizontal = np.array([(y + h / 2, x, x + w) for x, y, w, h in across if h <= _THICKEST], float)
    vertical = np.array([(x + w / 2, y, y + h) for x, y, w, h in down if w <= _THICKEST], float)
    horizontal, vertical = horizontal.reshape(-1, 3), vertical.reshape(-1, 3)
    return horizontal, between(horizontal, vertical, _TOUCH * PIXELS_PER_POINT)


def between(horizontal: np.ndarray, vertical: np.ndarray, reach: float) -> np.ndarray:
    """Cut vertical lines to where they cross horizontal ones, at least two, within `reach`."""
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
    return np.array(trimmed, float).reshape(-1, 3)


def bars(ink: np.ndarray, piece: float, gap: float, shortest: float) -> np.ndarray:
    """The level bars of an ink mask: pieces of `piece` points and more, joined over gaps, of `shortest` points in all.

    A bar may wander by a pixel up or down between its pieces.
    """
    piece, gap, shortest = (int(length * PIXELS_PER_POINT) for length in (piece, gap, shortest))
    pieces = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _kernel(piece, 1))
    thick = cv2.dilate(pieces, _kernel(1, 3))
    joined = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, _kernel(gap, 1))
    return np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, _kernel(shortest, 1)))


def _kernel(width: int, height: int) -> np.ndarray:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_RECT, (width, height)))


def _boxes(mask: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of the connected parts of a mask."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in boxes[1:]]
