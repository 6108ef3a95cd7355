"""How the text objects of a PDF page are painted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.readers.fixed_page.geometry import Matrix
from etl.readers.fixed_page.sight import Marks
from etl.readers.pdf.objects import object_state

_PALE = 0.5  # of each part of a colour
_NEARLY_WHITE = 0.75


def text_marks(
    items: Sequence[int],
    order: np.ndarray,
    matrix: Matrix,
    is_plain: bool,
    has_layers: bool,
    has_patterns: bool,
    has_areas: bool,
) -> tuple[Marks, np.ndarray]:
    """How text objects, of places (n,) in the order of drawing, are painted, and which are pale (bool, n).

    `is_plain` is false for those of a form that is blended, masked or perhaps part of a layer.
    """
    colors = object_state.fill_colors(items)
    unpainted, outlined = object_state.text_modes(items)
    clips, exact = object_state.clips(items, matrix)
    plain = exact & ~object_state.are_transparent(items) & is_plain
    if outlined.any():
        strokes = object_state.stroke_colors(items)
        shown = np.minimum(colors[:, 3], strokes[:, 3])
        plain &= ~(outlined & ((_lightest(colors, strokes) > _NEARLY_WHITE) | (shown < 1)))
        colors[outlined, 3] = np.maximum(colors, strokes)[outlined, 3]
        if has_patterns:
            plain &= ~(outlined & object_state.are_perhaps_patterns(strokes))
    if has_patterns:
        plain &= ~object_state.are_perhaps_patterns(colors)
    if has_layers:
        plain &= ~object_state.in_layers(items)
    pale = 1 - colors[:, 3] * (1 - colors[:, :3].min(axis=1)) > _PALE
    colors[~plain, :3] = np.nan  # what they leave on the page is another colour
    if has_areas or np.isfinite(clips).any() or not plain.all() or pale.any():
        boxes = object_state.bounds(items, matrix)
    else:  # nothing that their places could decide
        boxes = np.full((len(items), 4), np.nan)
    alpha = np.where(unpainted, 0.0, colors[:, 3])
    return Marks(order, boxes, colors[:, :3], alpha, clips, plain), pale


def _lightest(colors: np.ndarray, strokes: np.ndarray) -> np.ndarray:
    """How near to white the lighter of two paints of each object is (n,)."""
    lightest: np.ndarray = np.maximum(colors[:, :3].min(axis=1), strokes[:, :3].min(axis=1))
    return lightest
