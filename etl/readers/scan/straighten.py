"""Straightens a page by its own ruled lines: skew, perspective and the curve of a bound book are one smooth field."""

from __future__ import annotations

import cv2
import numpy as np

from etl.readers.scan.bend import bend
from etl.readers.scan.ruled_lines import bars, ink_of

_LEAST_WIDTH = 0.12  # of the page: shorter lines do not tell
_STEP = 12  # pixels between samples
_PIECE, _GAP = 12, 12  # points


def straight(grey: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Where each pixel of the straight page is taken from: x and y, both float32 (height, width); None for a page that
    is straight, or that has too few ruled lines to tell."""
    ink = ink_of(grey)
    height, width = grey.shape
    down = bend(*samples(ink), (width, height))
    across = bend(*samples(np.ascontiguousarray(ink.T)), (height, width))
    if down is None and across is None:
        return None
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    from_y = y if down is None else y + down(x, y)
    from_x = x if across is None else x + across(y, x)
    return from_x.astype(np.float32), from_y.astype(np.float32)


def samples(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points on the nearly level lines of an ink mask: (n, 2: x, y), and the line (n,) of each."""
    mask = bars(ink, _PIECE, _GAP, 2 * _PIECE)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask)
    points, owners = [], []
    for label in range(1, count):
        x, y, w, h, _ = boxes[label].tolist()
        if w < _LEAST_WIDTH * ink.shape[1] or h > w / 6:
            continue
        part = labels[y : y + h, x : x + w : _STEP] == label
        filled = part.any(axis=0)
        middle = (part * np.arange(h)[:, None]).sum(axis=0)[filled] / part.sum(axis=0)[filled]
        points.append(np.column_stack((x + np.flatnonzero(filled) * _STEP, y + middle)))
        owners.append(np.full(len(middle), label))
    if not points:
        return np.zeros((0, 2)), np.zeros(0, int)
    return np.vstack(points), np.concatenate(owners)
