"""Which parts of an image nothing shines through: a seal is mostly transparent, a picture pasted over a figure is not."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from etl.readers.fixed_page.geometry import Box

MOST_PIXELS = 25_000_000
_GRID = 48  # parts of an image's width and height that are looked at
_OPAQUE = 128  # of 255


def opaque_parts(data: bytes) -> list[Box] | None:
    """Boxes in parts of the width and height, from 0 to 1; None for an image that cannot be opened."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            if image.mode == "1" or not ("A" in image.getbands() or "transparency" in image.info):
                return [(0.0, 0.0, 1.0, 1.0)]
            alpha = image.convert("RGBA").getchannel("A").resize((_GRID, _GRID), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return [
        (start / _GRID, row / _GRID, end / _GRID, (row + 1) / _GRID)
        for row, cells in enumerate(np.asarray(alpha) >= _OPAQUE)
        for start, end in _ranges(cells)
    ]


def _ranges(cells: np.ndarray) -> list[tuple[int, int]]:
    """Where runs of true cells start and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], cells, [False])).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
