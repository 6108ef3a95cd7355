"""Which way up a page lies, and how far it lies askew, by the boxes of its text."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from etl.readers.scan.text_direction import direction, long_boxes

_MOST_TRIED = 6
_TURNED_SCORE = 0.05  # by which the text must read better the other way round


def upright(engine: Any, image: np.ndarray) -> tuple[np.ndarray, int]:
    """The image (height, width, 3) turned so that its text stands upright and level, and by how many quarter turns
    clockwise it was turned."""
    small = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    lines = engine(small, use_det=True, use_cls=False, use_rec=False)
    corners = np.zeros((0, 4, 2)) if lines.boxes is None else np.array(lines.boxes, float).reshape(-1, 4, 2)
    turns, skew = direction(corners)
    if turns is None:
        return image, 0
    turned = np.ascontiguousarray(np.rot90(small, -turns))
    boxes = long_boxes(corners)[:_MOST_TRIED]
    crops = [np.ascontiguousarray(np.rot90(_crop(small, box), -turns)) for box in boxes]
    as_is, flipped = _score(engine, crops), _score(engine, [np.rot90(crop, 2).copy() for crop in crops])
    if flipped > as_is + _TURNED_SCORE:
        turns += 2
    turned = np.ascontiguousarray(np.rot90(image, -turns))
    return _level(turned, skew), turns % 4


def _crop(image: np.ndarray, corners: np.ndarray) -> np.ndarray:
    (left, top), (right, bottom) = corners.min(axis=0).astype(int), corners.max(axis=0).astype(int) + 1
    return image[max(top - 2, 0) : bottom + 2, max(left - 2, 0) : right + 2]


def _score(engine: Any, crops: list[np.ndarray]) -> float:
    """How well texts can be read, on average."""
    scores = [
        score for crop in crops for score in engine(crop, use_det=False, use_cls=False, use_rec=True).scores or ()
    ]  # fmt: skip
    return float(np.mean(scores)) if scores else 0.0


def _level(image: np.ndarray, skew: float) -> np.ndarray:
    if not skew:
        return image
    height, width = image.shape[:2]
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    return np.asarray(
        cv2.warpAffine(image, rotation, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    )
