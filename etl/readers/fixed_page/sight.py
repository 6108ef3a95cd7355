"""What a reader sees of a page's text: marks in the order of drawing, and the areas painted under and over them.

One rule for all formats with fixed pages. A mark is seen if it is drawn at all, inside its clip, in a colour that
differs from what lies under it, and not painted over later. Where only part of a mark, or a painting of unknown
shape or colour, decides, the mark is doubtful: its figure must not be taken unless the format can render its page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

VISIBLE, HIDDEN, DOUBTFUL = 1, 0, -1

_FAINT = 0.08
"""Part of the full range by which a colour differs from its ground at least to be seen."""
_NEAR = 0.25
"""Colours nearer than this may be the same once mixed: the ground has to be looked at."""
_MOSTLY = 0.8
"""Part of a mark that decides for the whole."""
_LAYER_OF_SCAN = 0.25
"""A page that images cover keeps its unseen text if less than this share of it is seen."""
_EDGE = 1.5
"""Points from the edge of an area within which a stroke is its border."""
_SAMPLES = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
_CHUNK = 1 << 22  # pairs of marks and areas compared at a time


@dataclass(frozen=True, slots=True)
class Areas:
    """What is painted on a page beside text and thin strokes, m areas.

    `order` (m,) counts in the order of drawing, `box` is (m, 4), `color` (m, 3) from 0 to 1, NaN where unknown.
    `certain` (m,) says that an area fills its whole box with that one colour and lets nothing shine through.
    """

    order: np.ndarray
    box: np.ndarray
    color: np.ndarray
    certain: np.ndarray


@dataclass(frozen=True, slots=True)
class Marks:
    """Printed text, n glyphs or n runs of glyphs: `order`, `box` and `color` as of areas.

    `color` is NaN where it is not known; `alpha` (n,) is 0 for what is not painted at all, `clip` (n, 4) the part of the page where a mark is painted;
    `plain` (n,) is false where something else (a blend, a mask, a layer) decides whether it is.
    """

    order: np.ndarray
    box: np.ndarray
    color: np.ndarray
    alpha: np.ndarray
    clip: np.ndarray
    plain: np.ndarray

    @classmethod
    def joined(cls, parts: Sequence[Marks]) -> Marks:
        """The marks of several parts as one."""
        if len(parts) == 1:
            return parts[0]
        if not parts:
            none = np.zeros((0, 4))
            return cls(np.zeros(0, int), none, none[:, :3], none[:, 0], none, np.zeros(0, bool))
        fields = ((one.order, one.box, one.color, one.alpha, one.clip, one.plain) for one in parts)
        return cls(*map(np.concatenate, zip(*fields, strict=True)))

    def chosen(self, indices: np.ndarray) -> Marks:
        """The marks of these indices, which may repeat."""
        return Marks(
            self.order[indices], self.box[indices], self.color[indices],
            self.alpha[indices], self.clip[indices], self.plain[indices],
        )  # fmt: skip


def flagged(marks: Marks, areas: Areas) -> np.ndarray:
    """Which marks (bool, n) something could hide; the others are certainly seen.

    `marks` and `areas` are in the order of drawing. Cheap where areas are painted before what stands on them.
    """
    box, clip = marks.box, marks.clip
    on_paper = marks.alpha * np.abs(marks.color - 1.0).max(axis=1, initial=0.0) < _NEAR
    is_cut = (box[:, :2] < clip[:, :2]).any(axis=1) | (box[:, 2:] > clip[:, 2:]).any(axis=1)
    flags: np.ndarray = ~marks.plain | on_paper | is_cut | (marks.alpha < _NEAR)
    over = np.flatnonzero(_may_lie_over(marks, areas))
    for part in _parts(over, len(box)):
        meets = _meet(box, areas.box[part])
        meets &= areas.order[part] > marks.order[:, None]
        flags |= meets.any(axis=1)
    painted: dict[tuple[float, ...], list[int]] = defaultdict(list)
    for number, color in enumerate(areas.color.tolist()):
        painted[tuple(color)].append(number)
    for color, numbers in painted.items():
        near = np.flatnonzero(marks.alpha * np.abs(marks.color - color).max(axis=1, initial=0.0) < _NEAR)
        for part in _parts(np.array(numbers), len(near)):
            meets = _meet(box[near], areas.box[part])
            meets &= areas.order[part] < marks.order[near, None]
            flags[near] |= meets.any(axis=1)
    return flags


def _may_lie_over(marks: Marks, areas: Areas) -> np.ndarray:
    """Which areas (bool, m) reach up to the lowest or down to the highest of the marks drawn before them.

    Pages are mostly drawn from top to bottom, so most areas lie wholly below what was drawn before.
    """
    if not len(marks.order) or not len(areas.order):
        return np.zeros(len(areas.order), bool)
    before = np.searchsorted(marks.order, areas.order)
    lowest, highest = np.minimum.accumulate(marks.box[:, 1]), np.maximum.accumulate(marks.box[:, 3])
    last = np.maximum(before - 1, 0)
    may: np.ndarray = (before > 0) & (areas.box[:, 3] > lowest[last]) & (areas.box[:, 1] < highest[last])
    return may


def _parts(indices: np.ndarray, others: int) -> Iterator[np.ndarray]:
    """The indices in parts, so that no more pairs with the others are compared at a time than memory bears."""
    step = max(1, _CHUNK // max(1, others))
    return (indices[start : start + step] for start in range(0, len(indices), step) if others)


def sight(marks: Marks, areas: Areas) -> np.ndarray:
    """`VISIBLE`, `HIDDEN` or `DOUBTFUL` of each mark (int, n)."""
    sights = np.full(len(marks.order), VISIBLE)
    for n in range(len(sights)):
        sights[n] = _sight_of(marks, n, areas)
    sights[~marks.plain & (sights == VISIBLE)] = DOUBTFUL
    sights[marks.alpha < _FAINT] = HIDDEN
    return sights


def _sight_of(marks: Marks, n: int, areas: Areas) -> int:
    left, top, right, bottom = marks.box[n]
    x = np.repeat(left + (right - left) * _SAMPLES, len(_SAMPLES))
    y = np.tile(top + (bottom - top) * _SAMPLES, len(_SAMPLES))
    clip = marks.clip[n]
    hidden = (x < clip[0]) | (x > clip[2]) | (y < clip[1]) | (y > clip[3])
    unknown = np.zeros(len(x), bool)
    ground = np.ones((len(x), 3))
    for index in np.flatnonzero(_meet(marks.box[n : n + 1], areas.box)[0]).tolist():
        box = areas.box[index]
        inside = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
        if areas.order[index] < marks.order[n]:
            ground[inside] = areas.color[index] if areas.certain[index] else np.nan
        elif areas.certain[index]:
            hidden |= inside
        else:
            unknown |= inside
    contrast = marks.alpha[n] * np.abs(ground - marks.color[n]).max(axis=1)
    hidden |= contrast < _FAINT
    unknown |= np.isnan(contrast) & (_is_pale(marks.color[n]) or np.isnan(marks.color[n]).any())
    return _verdict(float(hidden.mean()), float((unknown & ~hidden).mean()))


def is_recognised_layer(sights: np.ndarray) -> bool:
    """Whether nearly all marks of a page that images cover are unseen: the text that a program recognised before."""
    visible = int((sights == VISIBLE).sum())
    return visible < _LAYER_OF_SCAN * (len(sights) - visible)


def uncovered(strokes: np.ndarray, order: np.ndarray, areas: Areas) -> np.ndarray:
    """Which strokes (n, 4), of places (n,) in the order of drawing, are not painted over (bool, n).

    A stroke along the edge of an area is the border of that area.
    """
    shown = np.ones(len(strokes), bool)
    for index in np.flatnonzero(
        areas.certain & (areas.order > order.min(initial=np.iinfo(int).max))
    ).tolist():
        left, top, right, bottom = areas.box[index]
        x, y = (strokes[:, 0] + strokes[:, 2]) / 2, (strokes[:, 1] + strokes[:, 3]) / 2
        inside = (strokes[:, 0] > left - _EDGE) & (strokes[:, 2] < right + _EDGE)
        inside &= (strokes[:, 1] > top - _EDGE) & (strokes[:, 3] < bottom + _EDGE)
        inside &= (x > left + _EDGE) & (x < right - _EDGE) & (y > top + _EDGE) & (y < bottom - _EDGE)
        shown &= ~(inside & (order < areas.order[index]))
    return shown


def _verdict(hidden: float, unknown: float) -> int:
    if hidden >= _MOSTLY:
        return HIDDEN
    return VISIBLE if hidden + unknown <= 1 - _MOSTLY else DOUBTFUL


def _is_pale(color: np.ndarray) -> bool:
    return bool(color.min() > 1 - _NEAR)


def _meet(marks: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """Which marks (n, 4) and areas (m, 4) overlap: (n, m) bool."""
    left, top, right, bottom = np.ascontiguousarray(areas.T)
    meets = (marks[:, 0:1] < right) & (marks[:, 2:3] > left)
    meets &= marks[:, 1:2] < bottom
    meets &= marks[:, 3:4] > top
    return meets
